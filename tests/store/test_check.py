"""The check finds what is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from onrecord.store import Store, open_store
from onrecord.store.database import connections
from onrecord.store.database.address import address_of
from store.articles import article, said


@contextmanager
def meddling(database: str) -> Iterator[Connection]:
    """A connection that can break what the tables keep together."""
    address = address_of(database)
    engine = connections.writer_engine(address)
    with engine.connect() as connection:
        if address.path is not None:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection
        connection.commit()
    engine.dispose()


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("UPDATE texts SET text = 'Other' || substr(text, 6)", "was changed: its hash is another one"),
        ("DELETE FROM readings", "document 1 has no reading"),
        ('UPDATE spans SET "end" = 99999 WHERE statement = 1', "document 1 has spans outside of its text"),
        ('UPDATE blocks SET start = 50, "end" = 40', "document 1 has blocks outside of its text"),
        ("DELETE FROM resolutions; DELETE FROM recipients", "actors has rows that nothing points at"),
        ("UPDATE decisions SET statement = 'gone'", "decision 1 is about statement gone, which is not there"),
        ("DROP TABLE fetches", "the table fetches is not there: run onrecord db upgrade"),
        ("DROP VIEW said", "the view said cannot be read: run onrecord db upgrade"),
    ],
)
def test_what_is_wrong_is_found(database: str, broken: str, problem: str) -> None:
    reading = article()
    with open_store(database) as store:
        with store.writing() as writer:
            writer.add(reading)
            writer.decide("accept", "Ada", document=1, statement=reading.statements[0].id)
        assert store.check() == []
        with meddling(database) as connection:
            for statement in broken.split("; "):
                connection.execute(text(statement))
        found = store.check()
    assert any(problem in line for line in found), found


def test_a_full_text_that_does_not_fit(store: Store, database: str) -> None:
    with store.writing() as writer:
        writer.add(said("Rain."))
    with meddling(database) as connection:
        if address_of(database).path is None:
            connection.execute(text("DELETE FROM statements_fts"))
            expected = "the full text has 0 statements, the record 1"
        else:
            connection.execute(text("DROP TRIGGER statements_updated"))
            connection.execute(text("UPDATE statements SET content = 'Snow.'"))
            expected = "the full text does not fit the statements (the database is damaged)"
    assert store.check() == [expected]


def test_rows_that_point_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store:
        with store.writing() as writer:
            writer.add(said("Rain."))
        with meddling(str(path)) as connection:
            connection.execute(text("DELETE FROM actors"))
        assert "a row of resolutions points at a row of actors that is not there" in store.check()


def test_a_damaged_page_is_found(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store, store.writing() as writer:
        for number in range(30):
            writer.add(article(number + 1))
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_mentions_entity'").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 8 : (page - 1) * 4096 + 40] = b"\x00" * 32
    path.write_bytes(content)
    with open_store(path, read_only=True) as store:
        assert any(line.startswith("the file is damaged") for line in store.check())
