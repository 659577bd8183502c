"""Rows of Parquet whose values Python cannot hold, and files of it that are no results of ours."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.batch.results import _readings
from onrecord.document import Document
from onrecord.ingest.parquet import documents_from_parquet, number_of_rows


def test_a_text_that_is_not_utf_8_costs_only_itself(tmp_path: Path) -> None:
    column = pa.array([b"\xff\xfe caf\xe9", b"The quay closed on Monday."])
    pq.write_table(pa.table({"text": pa.StringArray.from_buffers(2, *column.buffers()[1:])}), tmp_path / "a.parquet")
    broken, read = documents_from_parquet(tmp_path / "a.parquet", "a.parquet")
    assert str(broken).startswith("a.parquet, row 1: a value cannot be read ('utf-8' codec")
    assert isinstance(read, Document) and read.text == "The quay closed on Monday."


def test_a_year_that_is_none_costs_only_its_row(tmp_path: Path) -> None:
    table = pa.table({"text": ["No comment.", "None."], "published": pa.array([2**62, 0], pa.timestamp("us"))})
    pq.write_table(table, tmp_path / "a.parquet")
    broken, read = documents_from_parquet(tmp_path / "a.parquet", "a.parquet")
    assert "row 1: a value cannot be read" in str(broken)
    assert isinstance(read, Document) and read.published == "1970-01-01T00:00:00"


def test_a_column_whose_name_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["No comment."], "qqqqq": ["x"]}), path, store_schema=False)
    path.write_bytes(path.read_bytes().replace(b"qqqqq", b"qq\xef(q"))
    assert number_of_rows(path) == 0
    assert [str(one)[:40] for one in documents_from_parquet(path, "a.parquet")] == [
        "a.parquet: it is damaged after row 0 ('u"
    ]


def test_a_file_without_readings_is_told(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["No comment."]}), tmp_path / "a.parquet")
    assert [str(one) for one in _readings(tmp_path / "a.parquet", "a.parquet")] == [
        "a.parquet: it has no column 'reading'. Read the shard again with onrecord batch"
    ]
