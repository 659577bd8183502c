"""What a run with the real model brings into a record is what ``onrecord add`` of its shards does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import create_engine, text

from batch.conftest import FIRST, onrecord, table
from onrecord.batch.results import readings_in
from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import documents
from onrecord.pipeline import read_document
from onrecord.store import open_store


def test_each_article_is_read_as_it_is_by_itself(shards: Path, out: Path) -> None:
    read = {found.reading.document.id: found.reading for found in readings_in(str(out))}
    assert len(read) == 5
    single = [one for one in documents(shards / "lines.jsonl") if isinstance(one, Document)]
    for document in single:
        assert read[document.id] == read_document(document)


def test_a_record_is_the_same_as_that_of_its_shards(shards: Path, out: Path, tmp_path: Path) -> None:
    onrecord("add", "--parquet", out, "--db", tmp_path / "batch.db")
    onrecord("add", shards / "lines.jsonl", shards / "news.warc", "--db", tmp_path / "a.db")
    with open_store(str(tmp_path / "batch.db")) as batch, open_store(str(tmp_path / "a.db")) as added:
        kept = {document.id: (document, batch.reading(document.key)) for document in batch.documents()}
        others = [*added.documents()]
        assert len(kept) == 5 and len(others) == 3
        for document in others:
            same, reading = kept[document.id]
            assert reading == added.reading(document.key)
            facts = ("url", "outlet", "source_id", "title", "published", "added_from")
            assert [getattr(same, name) for name in facts] == [getattr(document, name) for name in facts]
    rows = "SELECT id, name, type, country, gender, born, died, mononym, provenance, aliases, offices FROM entities"
    found = [
        {*create_engine(f"sqlite:///{tmp_path / name}").connect().execute(text(rows))} for name in ("a.db", "batch.db")
    ]
    assert found[0] and found[0] <= found[1]


def test_what_is_there_is_left_alone(out: Path, tmp_path: Path) -> None:
    db = tmp_path / "record.db"
    assert "new 5 · new versions 0 · unchanged 0" in onrecord("add", "--parquet", out, "--db", db)
    assert "new 0 · new versions 0 · unchanged 5" in onrecord("add", "--parquet", out, "--db", db)
    assert onrecord("db", "check", "--db", db) == "nothing is wrong\n"


def test_columns_that_onrecord_does_not_know_are_kept(out: Path) -> None:
    (row,) = table(out, "documents", "columns")
    assert json.loads(row["extra"]) == {"desk": "politics"} and row["outlet"] == json.loads(FIRST[3])["outlet"]


def test_damaged_results_are_told_and_the_rest_is_added(out: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path / "out")
    path = tmp_path / "out" / "documents" / "lines.parquet"
    path.write_bytes(path.read_bytes()[:-10])
    items = [*readings_in(str(tmp_path / "out"))]
    assert sum(hasattr(item, "reading") for item in items) == 3
    assert ["the results of this shard are not whole"] == [
        item.error.problem for item in items if hasattr(item, "error") and isinstance(item.error, InputError)
    ]


def test_a_reading_that_was_changed_by_hand_is_told(out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(out, folder)
    path = folder / "documents" / "lines.parquet"
    rows = pq.read_table(path).to_pylist()
    rows[0]["reading"] = rows[0]["reading"].replace("Karveth", "Sorrenay")
    rows[1]["reading"] = '{"document": 7}'
    pq.write_table(pa.Table.from_pylist(rows), path)
    entry = folder / "manifest" / "lines.json"
    told = json.loads(entry.read_text())
    told["files"]["documents"] = path.stat().st_size
    entry.write_text(json.dumps(told))
    problems = [item.error.problem for item in readings_in(str(folder)) if hasattr(item, "error")]
    assert len(problems) == 2 and all(problems)


def test_a_page_of_an_archive_keeps_its_address_and_its_record(out: Path) -> None:
    (row,) = table(out, "documents", "news")
    assert (row["url"], row["outlet"]) == ("https://gazette.example/1", "gazette.example")
    assert "warc_record_id" in json.loads(row["extra"])
