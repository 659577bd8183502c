"""Upgrading: a record made by any earlier version opens after it, with everything that was in it.

``versions/`` holds a record of each version, as that version made it; ``versions/make.py`` adds the newest.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Connection, MetaData, insert, select, text

from onrecord.contract import reading_of, to_contract
from onrecord.errors import StoreError
from onrecord.store import Query, open_store
from onrecord.store.database import connections, schema
from onrecord.store.database.address import address_of
from onrecord.store.database.upgrading import configuration, upgrade
from onrecord.store.rows.inserting import index_words

VERSIONS = Path(__file__).with_name("versions")
RECORDS = sorted(VERSIONS.glob("*.db.gz"))


def unpacked(record: Path, folder: Path) -> Path:
    path = folder / "old.db"
    with gzip.open(record) as packed, path.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return path


def pour(path: Path, connection: Connection) -> None:
    """Put the rows of a record into the tables of the same version in another database."""
    tables = MetaData()
    tables.reflect(connection)
    old = sqlite3.connect(path)
    old.row_factory = sqlite3.Row
    for table in tables.sorted_tables:
        if table.name in ("statements_fts", "alembic_version"):
            continue
        flags = {column.name for column in table.columns if isinstance(column.type, Boolean)}
        rows = [
            {name: bool(value) if name in flags and value is not None else value for name, value in dict(row).items()}
            for row in old.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608
        ]
        if rows:
            connection.execute(insert(table), rows)
        if table.name == "statements":
            index_words(connection, rows)
    old.close()


def test_every_version_has_its_record() -> None:
    script = ScriptDirectory.from_config(configuration())
    revisions = sorted(one.revision for one in script.walk_revisions())
    assert script.get_current_head() == schema.VERSION == revisions[-1]
    assert [path.name.partition(".")[0] for path in RECORDS] == revisions


@pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index",
    "ignore:autogenerate skipping metadata-specified expression-based index",
)
def test_the_migrations_make_what_the_schema_says(database: str) -> None:
    with open_store(database) as store, store.connection() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: not str(name).startswith("statements_fts")}
        )
        assert compare_metadata(context, schema.metadata) == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name.partition(".")[0])
def test_a_record_of_an_earlier_version(record: Path, empty: Callable[[], str], tmp_path: Path) -> None:
    version = record.name.partition(".")[0]
    old = unpacked(record, tmp_path)
    address = address_of(empty())
    if address.path is not None:
        shutil.move(old, address.path)
    else:
        upgrade(address, version)
        engine = connections.writer_engine(address)
        with connections.writing(engine, address) as connection:
            pour(old, connection)
        engine.dispose()
    given = address.path or address.url.render_as_string(hide_password=False)  # type: ignore[union-attr]
    if version != schema.VERSION:
        with pytest.raises(StoreError, match=f"an older onrecord made it .version {version}."):
            open_store(given)
    assert upgrade(address) == (version, schema.VERSION)
    expected = json.loads((VERSIONS / f"{version}.json").read_text("utf-8"))
    with open_store(given) as store:
        assert store.check() == []
        stored = {str(one.key): to_contract(store.reading(one.key)) for one in store.documents()}
        assert json.loads(json.dumps(stored)) == expected
        assert store.search(Query("monitors", actor="Wennik")).total == 2
        assert [one.kind for one in store.decisions()] == ["accept"]
        assert len(store.past(1)) == 1
        fetch = store.fetched("https://coastwire.example/monitors")
        assert (fetch and fetch.etag) == ('"abc"' if version >= "0002" else None)
        own = version >= "0003"
        codebook, actors = store.codebook(), store.own_actors()
        assert (codebook and [entry.id for entry in codebook.entries]) == (["ceasefire"] if own else None)
        assert (actors and [one.label for one in actors.rows]) == (["Ada Wennik"] if own else None)
        assert [one.document for one in store.copies(2)] == ([1, 2] if own else [])
        assert store.ungrouped() == ([2] if own else [1, 2])
        with store.writing() as writer:
            reading = reading_of(expected["1"])
            assert writer.has(reading.document)
            assert writer.add(reading).status == "unchanged"


def test_an_upgrade_that_fails_changes_nothing(
    empty: Callable[[], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = address_of(empty())
    upgrade(address, "0001")
    engine = connections.writer_engine(address)
    with connections.writing(engine, address) as connection:
        connection.execute(text("CREATE VIEW said AS SELECT title FROM documents"))
    engine.dispose()

    def broken(connection: Connection) -> None:
        connection.execute(text("CREATE VIEW said AS SELECT * FROM nowhere")).close()
        connection.execute(text("SELECT * FROM said")).close()

    with monkeypatch.context() as patch:
        patch.setattr("onrecord.store.database.upgrading.make_views", broken)
        with pytest.raises(StoreError, match="the database refused"):
            upgrade(address)
    engine = connections.reader_engine(address)
    with connections.reading(engine, address.name) as connection:
        assert connections.version_of(connection, address.name) == "0001"
        assert "fetches" not in connections.tables_of(connection)
        assert connection.execute(text("SELECT * FROM said")).all() == []
    engine.dispose()
    assert upgrade(address) == ("0001", schema.VERSION)
    assert upgrade(address) == (schema.VERSION, schema.VERSION)


def test_views_of_other_people_stay(database: str) -> None:
    address = address_of(database)
    engine = connections.writer_engine(address)
    with connections.writing(engine, address) as connection:
        connection.execute(text("CREATE VIEW mine AS SELECT title FROM documents"))
    engine.dispose()
    upgrade(address)
    with open_store(database) as store, store.connection() as connection:
        assert connection.execute(text("SELECT * FROM mine")).all() == []
        assert connection.execute(select(schema.documents.c.title)).all() == []
