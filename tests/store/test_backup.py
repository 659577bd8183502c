"""Copies of a record: while it is written to, from one kind of database to the other and back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from databases import create
from onrecord.contract import to_contract
from onrecord.errors import StoreError
from onrecord.store import Query, Store, open_store
from store.articles import article, said
from store.test_crash import start, told


def content(store: Store) -> list[object]:
    return [(one, to_contract(store.reading(one.key))) for one in store.documents()]


def test_a_record_comes_out_of_its_copy(store: Store, tmp_path: Path, empty: Callable[[], str]) -> None:
    reading = article(1, url="https://coastwire.example/1")
    with store.writing() as writer:
        writer.add(reading)
        writer.add(article(2))
        writer.add(said("Rain.\x00\ud800", speaker="\ud800"))
        writer.decide("accept", "Ada", {"é": 1}, document=1, statement=reading.statements[0].id)
        writer.replace(reading)
        writer.remove(2)
    copy = tmp_path / "copy.db"
    store.back_up(copy)
    assert sorted(os.listdir(tmp_path)).count("copy.db") == 1
    assert not [name for name in os.listdir(tmp_path) if ".part" in name or "copy.db-" in name]
    again = empty()
    with open_store(copy) as copied:
        copied.back_up(again)
        with open_store(again) as back:
            for one in (copied, back):
                assert content(one) == content(store)
                assert one.decisions() == store.decisions()
                assert one.past(1) == store.past(1)
                assert one.versions("https://coastwire.example/1") == store.versions("https://coastwire.example/1")
                assert one.count(Query("monitors", actor="Wennik")) == 2
                assert one.check() == []
                with one.writing() as writer:
                    assert writer.add(article(3)).document == 4  # 2 was given before


def test_a_copy_while_others_write(database: str, tmp_path: Path) -> None:
    process = start("add", database, 1, 25)
    assert process.stdout is not None
    head = process.stdout.readline()
    with open_store(database, read_only=True) as store:
        for number in range(3):
            store.back_up(tmp_path / f"copy-{number}.db")
    output, errors = process.communicate()
    everything = told(head + output)
    assert len(everything) == 25, errors
    for number in range(3):
        with open_store(tmp_path / f"copy-{number}.db") as copy:
            keys = [one.key for one in copy.documents()]
            assert keys == [*range(1, len(keys) + 1)]
            assert keys
            assert copy.check() == []


def test_nothing_is_written_over(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "there.db"
    target.write_bytes(b"mine")
    with pytest.raises(StoreError) as caught:
        store.back_up(target)
    assert str(caught.value) == f"{target}: it is there already. Give the name of a new file"
    assert target.read_bytes() == b"mine"
    with pytest.raises(StoreError, match="there is no folder"):
        store.back_up(tmp_path / "no" / "copy.db")


def test_a_database_with_a_record_is_no_target(postgres: str, store: Store) -> None:
    name = f"target_{os.getpid()}_{id(store)}"
    create(postgres, name, "made")
    url = postgres.format(name)
    with store.writing() as writer:
        writer.add(article())
    store.back_up(url)  # there are tables, but nothing in them
    with pytest.raises(StoreError, match="there is a record in it already"):
        store.back_up(url)
    with open_store(url) as copy:
        assert content(copy) == content(store)


def test_a_copy_opens_in_plain_sqlite(store: Store, tmp_path: Path) -> None:
    with store.writing() as writer:
        writer.add(article())
    store.back_up(tmp_path / "copy.db")
    connection = sqlite3.connect(f"file:{tmp_path}/copy.db?mode=ro", uri=True)
    assert connection.execute("SELECT count(*) FROM said").fetchone() == (7,)
    found = connection.execute("SELECT content FROM statements_fts WHERE statements_fts MATCH 'monitors'").fetchall()
    assert len(found) == 2
    connection.close()
