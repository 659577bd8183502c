"""Adding and removing documents: what is new, what is there, what is a version of what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select, text

from onrecord.document import Document
from onrecord.errors import StoreError
from onrecord.store import Fetch, Query, Store, open_store
from onrecord.store.database import schema
from store.articles import article, said

URL = "https://coastwire.example/monitors"


def test_the_same_text_at_the_same_place_is_there(store: Store) -> None:
    reading = article(url=URL)
    with store.writing() as writer:
        assert not writer.has(reading.document)
        assert not store.has(reading.document)
        assert writer.add(reading, source="feed.xml") == ("new", 1, None)
        assert writer.has(reading.document)
        assert store.has(reading.document)
        assert writer.add(reading) == ("unchanged", 1, None)
        assert writer.has(replace(reading.document, title="Another title", outlet="Another outlet"))
    (document,) = store.documents()
    assert (document.key, document.url, document.added_from, document.title) == (1, URL, "feed.xml", "Monitors, 0")
    assert store.document(1) == document
    assert store.document(2) is None


def test_the_wire_in_two_outlets_is_two_documents_of_one_text(store: Store) -> None:
    first, second = article(outlet="Coastwire"), article(outlet="The Courier")
    with store.writing() as writer:
        writer.add(first)
        assert not writer.has(second.document)
        before = store.read_before(second.document)
        assert before == second
        assert writer.add(before).status == "new"
    with store.connection() as connection:
        assert connection.scalar(text("SELECT count(*) FROM texts")) == 1
        assert connection.scalar(text("SELECT count(*) FROM documents")) == 2
    assert [one.outlet for one in store.documents(id=first.document.id)] == ["Coastwire", "The Courier"]
    assert [one.key for one in store.documents(outlet="the courier")] == [2]


def test_nothing_is_taken_over_from_a_text_with_other_blocks_or_another_date(store: Store) -> None:
    reading = article()
    with store.writing() as writer:
        writer.add(reading)
    assert store.read_before(replace(reading.document, blocks=())) is None
    assert store.read_before(replace(reading.document, published="2031-07-01")) is None
    assert store.read_before(Document("Unknown.")) is None


def test_another_text_at_a_url_is_a_version_and_so_is_the_first_one_again(store: Store) -> None:
    first, second = article(1, url=URL), article(2, url=URL)
    with store.writing() as writer:
        assert writer.add(first) == ("new", 1, None)
        assert writer.add(second) == ("version", 2, 1)
        assert writer.has(second.document)
        assert not writer.has(first.document)
        assert writer.add(first) == ("version", 1, 2)
        assert writer.has(first.document)
        assert writer.add(first) == ("unchanged", 1, None)
    assert [(one.number, one.document.key) for one in store.versions(URL)] == [(1, 1), (2, 2), (3, 1)]
    assert store.versions("https://coastwire.example/other") == []
    assert [one.key for one in store.documents(url=URL)] == [1, 2]


def test_the_outlets_own_id_is_a_place_and_the_outlet_alone_is_not(store: Store) -> None:
    with store.writing() as writer:
        assert writer.add(said("One.", source_id="7", outlet="Coastwire")).status == "new"
        assert writer.add(said("Two.", source_id="7", outlet="Coastwire")).status == "version"
        assert writer.add(said("Two.", source_id="7", outlet="The Courier")).status == "new"
        assert writer.add(said("Three.", outlet="Coastwire")).status == "new"
        assert writer.add(said("Four.", outlet="Coastwire")).status == "new"
        assert writer.add(said("Four.")).status == "new"
        assert writer.add(said("Four.")).status == "unchanged"


def test_removing_erases_all_that_was_made_of_a_document(store: Store) -> None:
    other = article(1, url=URL)
    gone = said("Quinoa will be free.", speaker="Zebulon Quark", outlet="Gone Gazette", url="https://gone.example/1")
    gone = replace(gone, entities=article().entities)
    with store.writing() as writer:
        writer.add(other)
        key = writer.add(gone).document
        writer.decide("accept", "Ada", document=key, statement=gone.statements[0].id)
        writer.note_fetch(Fetch("https://gone.example/1", "https://gone.example/1", datetime.now(UTC), 200))
        writer.replace(gone)
        before = store.reading(1)
        writer.remove(key)
        with pytest.raises(StoreError, match=f"there is no document {key}"):
            writer.remove(key)
        with pytest.raises(StoreError, match=f"there is no document {key}"):
            store.reading(key)
    assert store.reading(1) == before == other
    assert store.check() == []
    with store.connection() as connection:
        for table in schema.metadata.tables.values():
            rows = repr(connection.execute(select(table)).all())
            assert not any(word in rows.casefold() for word in ("quinoa", "quark", "gone")), table.name
    assert store.search(Query("quinoa")).total == 0
    with store.writing() as writer:
        assert writer.add(gone).document > key  # a key is never given again


def test_an_alias_goes_with_the_last_article_that_knew_it(store: Store) -> None:
    known = article(1)
    plain = article(2)
    plain = replace(
        plain, entities=tuple(replace(one, entity=replace(one.entity, aliases=())) for one in plain.entities)
    )
    with store.writing() as writer:
        first = writer.add(known).document
        writer.add(plain)
        assert store.search(Query(actor="Wennik")).total == 8
        writer.remove(first)
        assert store.search(Query(actor="Wennik")).total == 0
        assert store.search(Query(actor="Jorath Vennick")).total == 4
    assert store.check() == []


def test_compacting_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store, store.writing() as writer:
        writer.add(article(1))
        key = writer.add(said("Xylophonists will be paid.", speaker="Zebulon Quark")).document
        writer.remove(key)
        writer.compact()
        assert store.check() == []
    for file in tmp_path.iterdir():
        content = file.read_bytes().lower()
        assert b"xylophon" not in content, file
        assert b"quark" not in content, file


def test_postgres_is_compacted_too(store: Store) -> None:
    with store.writing() as writer:
        writer.remove(writer.add(article(1)).document)
        writer.compact()
    assert store.check() == []


def test_fetches_are_remembered(store: Store) -> None:
    at = datetime(2031, 6, 18, 12, tzinfo=timezone(timedelta(hours=3)))
    assert store.fetched(URL) is None
    with store.writing() as writer:
        writer.note_fetch(Fetch(URL, URL + "/", at, 200, '"abc"', "Wed, 18 Jun 2031 09:00:00 GMT"))
        assert store.fetched(URL) == Fetch(URL, URL + "/", at, 200, '"abc"', "Wed, 18 Jun 2031 09:00:00 GMT")
        writer.note_fetch(Fetch(URL, URL, at + timedelta(days=1), 304))
        writer.note_fetch(Fetch(URL + "?\x00\ud800" + "x" * 5000, URL, at, 404, None, None))
    found = store.fetched(URL)
    assert found is not None
    assert (found.status, found.etag, found.at) == (304, None, at + timedelta(days=1))
    assert store.fetched(URL + "?\x00\ud800" + "x" * 5000) is not None


def test_a_record_opened_to_be_read_refuses_to_write(database: str) -> None:
    with (
        open_store(database, read_only=True) as store,
        pytest.raises(StoreError, match=r"it was opened to be read only\. Open it without read_only"),
        store.writing(),
    ):
        pass


def test_connections_for_reading_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="it cannot be written"), store.connection() as connection:
        connection.execute(text("DELETE FROM documents"))


@pytest.mark.parametrize("key", [0, -1, 17, 10**30])
def test_a_key_that_is_none(store: Store, key: int) -> None:
    with pytest.raises(StoreError):
        store.reading(key)
    with store.writing() as writer, pytest.raises(StoreError):
        writer.remove(key)
