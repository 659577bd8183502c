from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from export.coded import coded_reading
from export.readings import readings
from export.wide import TEXT, units, wide_reading
from onrecord.errors import OptionError
from onrecord.export import parquet
from onrecord.export.tables import TABLES
from onrecord.statement import Reading


def saved(path: Path, *given: Reading) -> dict[str, list[dict]]:
    parquet.save(given, path)
    return {table: pq.read_table(path / f"{table}.parquet").to_pylist() for table in TABLES}


def test_every_table_has_the_columns_that_are_documented(tmp_path: Path, resolved: Reading) -> None:
    saved(tmp_path / "tables", resolved)
    for table, columns in TABLES.items():
        schema = pq.read_schema(tmp_path / "tables" / f"{table}.parquet")
        assert schema.names == [column.name for column in columns]
        assert [field.metadata[b"description"].decode() for field in schema] == [column.says for column in columns]


def test_a_reading_comes_back_value_by_value(tmp_path: Path) -> None:
    reading = coded_reading()
    tables = saved(tmp_path / "tables", reading, wide_reading())
    assert [row["text"] for row in tables["documents"]] == [reading.document.text, TEXT]
    assert [row["document"] for row in tables["statements"]] == [1] * 7 + [2]
    row = tables["statements"][3]
    assert (row["statement_id"], row["score"], row["name"], row["date"]) == (
        reading.statements[3].id,
        0.9,
        "Jorath Vennick",
        "2031-06",
    )
    coding = tables["codings"][5]
    assert (coding["act"], coding["appeal"], coding["quad"], coding["issue_label"]) == (
        "REQUEST",
        True,
        3,
        "opening of the ports",
    )
    assert coding["aux"] == [] and tables["codings"][1]["aux"] == ["historical", "negation"]
    assert [row["name"] for row in tables["recipients"] if row["statement"] == 6] == ["Karveth", "both sides"]
    assert tables["conditions"][1]["marker"] == "only after" and tables["conditions"][1]["on"] == "Karveth"
    assert tables["entities"][0]["offices"] == []


def test_every_span_is_where_its_words_are_in_both_countings(tmp_path: Path) -> None:
    spans = saved(tmp_path / "tables", wide_reading())["spans"]
    assert {row["part"] for row in spans} >= {"source", "cue", "content", "issue", "recipient", "mention", "block"}
    for row in spans:
        if row["text"] is not None:
            assert TEXT[row["start"] : row["end"]] == row["text"]
            assert units(TEXT, row["start_utf16"], row["end_utf16"]) == row["text"]
    assert any(row["start"] != row["start_utf16"] for row in spans)


def test_a_name_with_the_suffix_is_one_table(tmp_path: Path) -> None:
    parquet.save([coded_reading()], tmp_path / "one.parquet", "recipients")
    assert pq.read_table(tmp_path / "one.parquet").num_rows == 4
    assert [path.name for path in tmp_path.iterdir()] == ["one.parquet"]
    with pytest.raises(ValueError, match="no table named 'people'"):
        parquet.save([], tmp_path / "one.parquet", "people")


def test_rows_are_written_while_readings_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 10)
    parquet.save([coded_reading()] * 5, tmp_path / "tables")
    assert pq.ParquetFile(tmp_path / "tables" / "statements.parquet").num_row_groups == 3


def test_what_was_there_stays_when_readings_break_off(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    saved(folder, coded_reading())

    def broken() -> Iterator[Reading]:
        yield wide_reading()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        parquet.save(broken(), folder)
    assert pq.read_table(folder / "statements.parquet").num_rows == 7
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{table}.parquet" for table in TABLES)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(OptionError, match=r"--output .*taken cannot be created \(File exists\)"):
        parquet.save([], tmp_path / "taken")
    with pytest.raises(OptionError, match=r"cannot be written"):
        parquet.save([], tmp_path / "gone" / "x.parquet")


def test_no_reading_makes_empty_tables(tmp_path: Path) -> None:
    assert not any(saved(tmp_path / "tables").values())


@settings(deadline=None, max_examples=25)
@given(readings)
def test_any_reading_can_be_written(tmp_path_factory: pytest.TempPathFactory, reading: Reading) -> None:
    tables = saved(tmp_path_factory.mktemp("tables"), reading)
    assert len(tables["statements"]) == len(reading.statements)
    assert len(tables["documents"][0]["text"]) == len(reading.document.text)
