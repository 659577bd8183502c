"""Connections to a record: many that only read, and one that writes.

A connection that reads cannot write, whatever is asked of it. What it reads within one ``reading`` is one state of the
database, whatever is written in the meantime.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, inspect, text
from sqlalchemy.exc import DisconnectionError

from onrecord.errors import StoreError
from onrecord.store.database.address import Address
from onrecord.store.database.failures import telling
from onrecord.store.database.lock import PATIENCE, advisory_lock, file_lock
from onrecord.store.database.schema import APPLICATION

#: A journal is there of a change that was broken off before the file had its log: while the record is made.
_BROKEN_OFF = frozenset({sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY})
_POSTGRES = "It needs the package psycopg. Install it with: pip install 'onrecord[postgres]'"


def reader_engine(address: Address) -> Engine:
    """Return the engine of all who read."""
    if address.path is not None:
        path, name = address.path, address.name
        return _sqlite_engine(lambda: _opened(path, name), "BEGIN")
    return _postgres_engine(address, "-c default_transaction_read_only=on", "REPEATABLE READ")


def writer_engine(address: Address) -> Engine:
    """Return an engine with a single connection, which can write."""
    if address.path is None:
        return _postgres_engine(address, "", "READ COMMITTED", poolclass=StaticPool)
    uri = address.path.resolve().as_uri() + "?mode=rwc"
    return _sqlite_engine(lambda: _writable(uri), "BEGIN IMMEDIATE", poolclass=StaticPool)


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    """Yield a connection that sees one state of the database."""
    with telling(name), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, address: Address, patience: float = PATIENCE) -> Iterator[Connection]:
    """Yield a connection in a transaction, under the lock: all of it is written, or nothing."""
    with telling(address.name):
        if address.path is not None:
            with file_lock(address.path, patience), engine.begin() as connection:
                yield connection
        else:
            with engine.begin() as connection:
                advisory_lock(connection, patience)
                yield connection


def close(engine: Engine, address: Address) -> None:
    """Close the connection that writes; the last one of all writes back the log, which is the lock's business."""
    if address.path is None:
        engine.dispose()
        return
    with file_lock(address.path):
        engine.dispose()


def write_back(engine: Engine, address: Address) -> None:
    """Write back SQLite's log as far as nobody reads from it, so that all of the record is in its file."""
    with telling(address.name), file_lock(_file_of(address)):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA busy_timeout = 0").fetchall()  # whoever reads is not waited for
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.cursor().execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}").fetchall()
            connection.close()


def vacuum(engine: Engine, address: Address, patience: float) -> None:
    """Write the SQLite file anew without what was deleted, and empty the log."""
    with telling(address.name), file_lock(_file_of(address), patience):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def _file_of(address: Address) -> Path:
    if address.path is None:
        raise AssertionError(address)
    return address.path


def tables_of(connection: Connection) -> set[str]:
    """Return the names of the tables that are there."""
    return set(inspect(connection).get_table_names())


def version_of(connection: Connection, name: str) -> str | None:
    """Return the version of the schema, None where the database is empty.

    Raises
    ------
    StoreError
        If it is the database of something else.
    """
    tables = tables_of(connection)
    if not tables:
        return None
    ours = {"alembic_version", "documents", "statements", "texts"} <= tables
    if ours and connection.dialect.name == "sqlite":
        ours = connection.scalar(text("PRAGMA application_id")) == APPLICATION
    version = connection.scalar(text("SELECT version_num FROM alembic_version")) if ours else None
    if not version:
        raise StoreError(name, "it is the database of something else", "Give the name of a new file or database")
    return str(version)


def _opened(path: Path, name: str) -> sqlite3.Connection:
    """Open a SQLite file for reading.

    A reader joins in the log's bookkeeping, two files beside the database. Where the folder cannot be written and
    there is no log, nobody is writing either, and the file is read as it is, until there is a log.
    """
    uri = path.resolve().as_uri()
    if not path.is_file():
        problem = "it is not a file" if path.exists() else "there is no such file"
        raise StoreError(name, problem, "Give the name of a file that onrecord add has made")
    log = path.with_name(path.name + "-wal")
    alone = not log.exists() and not os.access(path.resolve().parent, os.W_OK)
    try:
        connection = _connected(f"{uri}?mode=ro&immutable=1" if alone else f"{uri}?mode=ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in _BROKEN_OFF:
            raise
        _roll_back(uri)
        connection = _connected(f"{uri}?mode=ro")
    connection.no_log = log if alone else None
    connection.execute("PRAGMA query_only = ON")
    return connection


def _roll_back(uri: str) -> None:
    """Undo what a process that was killed has left half done: only who may write can."""
    connection = _connected(f"{uri}?mode=rw")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    connection.close()


def _writable(uri: str) -> sqlite3.Connection:
    connection = _connected(uri)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


class _SQLite(sqlite3.Connection):
    """A connection; ``no_log`` is the log that was not there when it was opened to read the file as it is."""

    no_log: Path | None = None


def _connected(uri: str) -> _SQLite:
    connection = sqlite3.connect(
        uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False, factory=_SQLite
    )
    connection.execute("PRAGMA cache_size = -32000")
    return connection


def _sqlite_engine(connect: Callable[[], sqlite3.Connection], begin: str, **options: Any) -> Engine:
    engine = create_engine("sqlite://", creator=connect, pool_reset_on_return="rollback", **_pool(options))

    @event.listens_for(engine, "checkout")
    def _check_out(connection: _SQLite, *_: object) -> None:
        if connection.no_log is not None and connection.no_log.exists():
            raise DisconnectionError("somebody writes now")  # SQLAlchemy opens another one then

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _pool(options: dict[str, Any]) -> dict[str, Any]:
    from sqlalchemy import QueuePool

    return options or {"poolclass": QueuePool, "pool_size": 5, "max_overflow": 60}


def _postgres_engine(address: Address, options: str, isolation: Any, **pool: Any) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise StoreError(address.name, "PostgreSQL cannot be reached from here", _POSTGRES) from error
    if address.url is None:
        raise AssertionError(address)
    arguments = {"options": options, "connect_timeout": int(PATIENCE)}
    return create_engine(address.url, isolation_level=isolation, connect_args=arguments, **pool)
