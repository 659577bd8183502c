"""Saves a copy of a record while others read and write it.

A SQLite file is copied by SQLite itself, page by page. Where one of the two is a PostgreSQL database, the rows of all
tables are copied, as they are at one moment: so a team's record becomes a file that opens anywhere, and comes back out
of it, without a tool of PostgreSQL's.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from onrecord.errors import StoreError
from onrecord.store.database import connections, schema
from onrecord.store.database.address import Address, address_of
from onrecord.store.database.failures import telling
from onrecord.store.database.upgrading import upgrade
from onrecord.store.rows.inserting import index_words, insert_rows

#: Rows that are copied at once.
_BATCH = 1000


def save(given: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Copy a record of any version: a SQLite file as it is, so that there is a copy before an upgrade.

    Raises
    ------
    StoreError
        As :func:`back_up`; also if there is no record, or an older one in PostgreSQL.
    """
    address, copy = address_of(given), address_of(target)
    engine = connections.reader_engine(address)
    try:
        with connections.reading(engine, address.name) as connection:
            version = connections.version_of(connection, address.name)
        if version is None:
            raise StoreError(address.name, "the database is empty", "Give a record that has something in it")
        if version != schema.VERSION and (address.path is None or copy.path is None):
            problem = f"its tables are of version {version}, not {schema.VERSION}"
            raise StoreError(address.name, problem, "Save it with pg_dump, then run onrecord db upgrade")
        back_up(address, engine, copy)
    finally:
        engine.dispose()


def back_up(address: Address, readers: Engine, target: Address) -> None:
    """Copy a record to a new file or to an empty database.

    Raises
    ------
    StoreError
        If there is something at the target, or it cannot be written; it is not there then.
    """
    if target.path is not None and target.path.exists():
        raise StoreError(target.name, "it is there already", "Give the name of a new file")
    if target.path is None:
        _copy_rows(address, readers, target)
        return
    if not target.path.resolve().parent.is_dir():
        raise StoreError(target.name, f"there is no folder {target.path.resolve().parent}", "Create it first")
    partial = target.path.with_name(f".{target.path.name}.{os.getpid()}.part")
    try:
        if address.path is not None:
            _copy_pages(address, readers, partial)
        else:
            _copy_rows(address, readers, Address(target.name, path=partial))
        with telling(target.name):
            _settle(partial)
        _move(partial, target.path)
    finally:
        for end in ("", "-wal", "-shm", ".lock", ".queue"):
            with suppress(OSError):
                partial.with_name(partial.name + end).unlink()


def _copy_pages(address: Address, readers: Engine, partial: Path) -> None:
    with telling(address.name), closing(readers.raw_connection()) as source:
        original: Any = source.driver_connection
        with closing(sqlite3.connect(partial)) as copy:
            original.backup(copy)


def _settle(partial: Path) -> None:
    """Make one file of the copy, without a log beside it, and see that it is sound."""
    with closing(sqlite3.connect(partial)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        (problem,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if problem != "ok":
            raise sqlite3.DatabaseError(problem)
        copy.execute("PRAGMA journal_mode = WAL").fetchall()


def _move(partial: Path, target: Path) -> None:
    try:
        with partial.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(partial, target)
    except OSError as error:
        problem = f"it cannot be written ({error.strerror or error})"
        raise StoreError(str(target), problem, "Choose another place") from error


def _copy_rows(address: Address, readers: Engine, target: Address) -> None:
    before, _ = upgrade(target)
    engine = connections.writer_engine(target)
    try:
        with (
            connections.reading(readers, address.name) as source,
            connections.writing(engine, target) as copy,
        ):
            if before is not None and copy.execute(select(schema.documents.c.key).limit(1)).first():
                raise StoreError(target.name, "there is a record in it already", "Give an empty database")
            for table in schema.metadata.sorted_tables:
                _copy_table(source, copy, table)
    finally:
        connections.close(engine, target)


def _copy_table(source: Connection, copy: Connection, table: Any) -> None:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
    for rows in source.execute(query).partitions():
        values = [dict(row._mapping) for row in rows]
        insert_rows(copy, table, values)
        if table is schema.statements:
            index_words(copy, values)
