from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import pandas
import polars
import pytest

from export.coded import coded_reading
from export.wide import wide_reading
from onrecord.errors import OptionError
from onrecord.export.frames import statements_frame, to_frame
from onrecord.export.tables import TABLES
from onrecord.statement import Reading
from onrecord.store import Query, open_store
from store.articles import article


@pytest.mark.parametrize("table", TABLES)
def test_both_libraries_hold_the_same(table: str) -> None:
    readings = [coded_reading(), wide_reading()]
    one, other = to_frame(readings, "pandas", table), to_frame(readings, "polars", table)
    assert isinstance(one, pandas.DataFrame) and isinstance(other, polars.DataFrame)
    names = [column.name for column in TABLES[table]]
    assert [*one.columns] == other.columns == names
    for name in names:
        mine = [value if isinstance(value, list) or pandas.notna(value) else None for value in one[name]]
        assert mine == other[name].to_list()


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("table", TABLES)
def test_without_rows_the_columns_and_their_types_stay(table: str, library: str) -> None:
    full, empty = to_frame([coded_reading(), wide_reading()], library, table), to_frame([], library, table)
    assert len(empty) == 0 and [*map(str, full.dtypes)] == [*map(str, empty.dtypes)]


def test_one_reading_is_a_frame_of_its_statements(resolved: Reading) -> None:
    frame = to_frame(resolved)
    assert frame.shape == (11, 25)
    assert frame.groupby("name")["statement"].count()["Oto Velm"] == 4
    assert frame.loc[6, "negated"] and frame.loc[6, "parent"] == resolved.statements[3].id


def test_tables_join_by_their_numbers() -> None:
    readings = [coded_reading(), coded_reading(), wide_reading()]
    statements, codings = (to_frame(readings, "polars", table) for table in ("statements", "codings"))
    joined = codings.join(statements, on=("document", "statement"))
    assert joined.height == codings.height == 15
    found = joined.filter(polars.col("stance") == "support").group_by("name").len().sort("name").rows()
    assert found == [("Ghislin Verdassy", 2), ("Zoe\u0308 Brandt", 1)]


def test_several_sources_are_members(several: Reading) -> None:
    row = to_frame(several, "polars").row(0, named=True)
    assert (row["entity"], row["members"]) == (None, ["Ilse Brandt", "Oto Velm"])
    assert row["member_entities"] == ["local:brandt", "Q77001"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_there_is_told(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(OptionError, match=rf"{library} is not installed\. .*onrecord\[frames\]"):
        to_frame([], library)  # type: ignore[arg-type]


def test_other_names_are_refused() -> None:
    with pytest.raises(ValueError, match="no library named 'dask'"):
        to_frame([], "dask")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no table named 'people'"):
        to_frame([], table="people")


def test_a_reading_makes_one_of_itself() -> None:
    reading = coded_reading()
    assert reading.to_frame().equals(to_frame(reading))
    assert reading.to_frame("polars", "codings").equals(to_frame(reading, "polars", "codings"))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_statements_of_a_record(tmp_path: Path, library: Literal["pandas", "polars"]) -> None:
    with open_store(tmp_path / "record.db", create=True) as store:
        with store.writing() as writer:
            writer.add(article(1))
        found = list(store.statements(Query(stance="conditional")))
        frame = statements_frame(store.statements(Query(stance="conditional")), library)
        empty = statements_frame(store.statements(Query("submarines")), library)
    assert found and list(frame["statement"]) == [one.statement.id for one in found]
    assert list(frame["content"]) == [one.content for one in found]
    assert set(frame["stance"]) == {"conditional"} and set(frame["document"]) == {1}
    assert set(frame["negated"]) == {False}
    assert len(empty) == 0 and [*empty.columns] == [*frame.columns]
    assert [*map(str, frame.dtypes)] == [*map(str, empty.dtypes)]
