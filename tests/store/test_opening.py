"""Opening a record, and what is said of what is none."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from databases import create
from onrecord.errors import StoreError
from onrecord.store import Query, open_store
from onrecord.store.database import connections
from onrecord.store.database.address import address_of
from onrecord.store.database.upgrading import upgrade
from store.articles import article

A_FILE = "Give the name of a file, such as record.db, or postgresql://USER@HOST/DATABASE"


def refused(given: object, **options: bool) -> str:
    """What is said when this is opened."""
    with pytest.raises(StoreError) as caught:
        open_store(given, **options)  # type: ignore[arg-type]
    return str(caught.value)


def filled(path: Path) -> Path:
    with open_store(path, create=True) as store, store.writing() as writer:
        writer.add(article())
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert refused(path) == f"{path}: there is no such file. Make it with: onrecord add … --db {path}"
    assert not path.exists()
    assert refused(tmp_path / "no" / "none.db", create=True) == (
        f"{tmp_path}/no/none.db: there is no folder {tmp_path}/no. Create it first"
    )


def test_after_additions_all_is_in_the_one_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store:
        with store.writing() as writer:
            writer.add(article())
        copied = Path(shutil.copy(path, tmp_path / "copy.db"))
        with open_store(copied) as copy:
            assert copy.count(Query()) == 7 and copy.check() == []
        with store.connection() as reading:  # who reads is not waited for, and loses nothing
            reading.execute(text("SELECT count(*) FROM statements")).one()
            with store.writing() as writer:
                writer.add(article(1))
            assert reading.scalar(text("SELECT count(*) FROM statements")) == 7
        assert store.count(Query()) == 14 and store.check() == []


@pytest.mark.parametrize(("scheme", "name"), [("", "odd ?name#1 %41.db"), ("sqlite:///", "a record.db")])
def test_a_file_by_its_name_or_its_url(tmp_path: Path, scheme: str, name: str) -> None:
    given = f"{scheme}{tmp_path}/{name}"
    with open_store(given, create=True) as store, store.writing() as writer:
        writer.add(article())
    with open_store(given) as store:
        assert store.count(Query()) == 7
    assert (tmp_path / name).exists()


@pytest.mark.parametrize("given", ["", ":memory:", "sqlite://", "a\0b"])
def test_no_name_of_a_file(given: str) -> None:
    assert refused(given, create=True).endswith(f"it is no name of a file. {A_FILE}")


def test_other_databases() -> None:
    assert refused("mysql://ada:secret@host/x") == f"mysql://…: onrecord keeps no record in 'mysql'. {A_FILE}"
    assert refused("postgresql://ada:secret@host:port/x") == f"postgresql://…: it is no URL of a database. {A_FILE}"


@pytest.mark.parametrize(
    "content", [b"Anna Holm said it would rain\n" * 100, b"\x00" * 5000, b"SQLite format 3\x00" + b"x" * 900]
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    for options in ({}, {"create": True}, {"read_only": True}):
        assert refused(path, **options).startswith(f"{path}: it is not a database. Give a file")
    assert path.read_bytes() == content


def test_the_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = path.read_bytes()
    expected = f"{path}: it is the database of something else. Give the name of a new file or database"
    assert refused(path) == expected
    assert refused(path, create=True) == expected
    with pytest.raises(StoreError, match="it is the database of something else"):
        upgrade(address_of(path))
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["bookmarks.db"]


def test_an_empty_file_and_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert refused(path) == f"{path}: the database is empty. Make the record with: onrecord db upgrade"
    with open_store(path, create=True) as store:
        assert store.count(Query()) == 0
    assert refused(tmp_path) == f"{tmp_path}: it is not a file. Give the name of a file that onrecord add has made"


def test_a_newer_and_an_older_version(database: str) -> None:
    for version, expected in (
        ("0999", "a newer onrecord made it (version 0999, this one knows 0003). Install a newer onrecord"),
        ("0001", "an older onrecord made it (version 0001). Save a copy with onrecord db backup, then run"),
    ):
        _set_version(database, version)
        assert expected in refused(database)
        assert expected in refused(database, create=True)
    _set_version(database, "0999")
    with pytest.raises(StoreError, match="a newer onrecord made it"):
        upgrade(address_of(database))


def _set_version(database: str, version: str) -> None:
    address = address_of(database)
    engine = connections.writer_engine(address)
    with connections.writing(engine, address) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    connections.close(engine, address)


@pytest.mark.parametrize("closed", ["file", "folder", "both"])
def test_what_may_not_be_written_is_read(closed: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))  # pytest's own is closed to other users
    try:
        path = filled(folder / "record.db")
        for end in ("lock", "queue"):
            (folder / f"record.db.{end}").unlink()
        path.chmod(0o666 if closed == "folder" else 0o444)
        folder.chmod(0o777 if closed == "file" else 0o555)
        count, error = as_nobody(lambda: _read_and_write(path)).splitlines()
    finally:
        folder.chmod(0o777)
        shutil.rmtree(folder)
    assert count == "2"
    assert error.startswith(f"{path}: it cannot be written")
    assert "Check the permissions of the" in error


def test_who_may_not_write_sees_what_others_write() -> None:
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        path = filled(folder / "record.db")
        folder.chmod(0o555)
        ready, go = (folder.parent / f"{folder.name}-{name}" for name in ("ready", "go"))

        def watch() -> str:
            with open_store(path) as store:
                before = store.count(Query())
                os.mkfifo(ready)
                while not go.exists():
                    time.sleep(0.01)
                return f"{before} {store.count(Query())}"

        with ThreadPoolExecutor(1) as pool:
            watching = pool.submit(as_nobody, watch)
            while not ready.exists():
                assert not watching.done(), watching.result()
                time.sleep(0.01)
            folder.chmod(0o755)  # its owner may write; nobody else may
            with open_store(path) as store, store.writing() as writer:
                writer.add(article(1))
                go.touch()
                assert watching.result() == "7 14"
    finally:
        for file in (ready, go):
            file.unlink(missing_ok=True)
        shutil.rmtree(folder)


def _read_and_write(path: Path) -> str:
    with open_store(path) as store:
        count = store.count(Query("monitors"))
        with pytest.raises(StoreError) as caught, store.writing() as writer:
            writer.add(article(1))
    return f"{count}\n{caught.value}"


def as_nobody(work: Callable[[], str]) -> str:
    """Do some work in a process that may not write what it does not own, which root may."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setuid(65534)
            os.write(writer, work().encode())
        except BaseException as error:
            os.write(writer, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with open(reader, encoding="utf-8") as stream:
        return stream.read()


def test_a_damaged_file(tmp_path: Path) -> None:
    path = filled(tmp_path / "record.db")
    content = bytearray(path.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 : page * 4096 + 100] = b"\xff" * 100
    path.write_bytes(content)
    assert refused(path) == (
        f"{path}: the database is damaged. Restore a backup, or save what can be saved with sqlite3 FILE .recover"
    )


def test_a_file_that_goes_away_is_missed(tmp_path: Path) -> None:
    path = filled(tmp_path / "record.db")
    store = open_store(path)
    store.close()
    path.unlink()
    with pytest.raises(StoreError, match="there is no such file"):
        store.count(Query())


def test_servers_that_cannot_be_used(postgres: str) -> None:
    assert refused(postgres.format("nowhere")).endswith(
        'database "nowhere" does not exist). Check that the server runs, and the URL'
    )
    folder = postgres.partition("host=")[2]
    message = refused(f"postgresql://ada:secret@/x?host={folder}/none")
    assert "it cannot be reached" in message
    assert "secret" not in message
    assert 'role "nobody" does not exist' in refused(f"postgresql://nobody@/made?host={folder}")


def test_an_empty_server_database(postgres: str) -> None:
    create(postgres, f"empty_{os.getpid()}")
    url = postgres.format(f"empty_{os.getpid()}")
    assert "the database is empty. Make the record with: onrecord db upgrade" in refused(url)
    with open_store(url, create=True) as store:
        assert store.count(Query()) == 0
    with open_store(url.replace("postgresql://", "postgresql+psycopg://")) as store:
        assert store.check() == []


def test_postgres_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert refused("postgresql://ada@host/x") == (
        "postgresql://ada@host/x: PostgreSQL cannot be reached from here. "
        "It needs the package psycopg. Install it with: pip install 'onrecord[postgres]'"
    )


def test_a_user_who_may_only_read(postgres: str) -> None:
    create(postgres, f"shared_{os.getpid()}", "made")
    database = postgres.format(f"shared_{os.getpid()}")
    with open_store(database) as store, store.writing() as writer:
        writer.add(article())
    address = address_of(database)
    engine = connections.writer_engine(address)
    with connections.writing(engine, address) as connection:
        connection.execute(text("DROP ROLE IF EXISTS reader"))
        connection.execute(text("CREATE ROLE reader LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    connections.close(engine, address)
    with open_store(database.replace("postgres@", "reader@")) as reader:
        assert reader.count(Query("monitors")) == 2
        with pytest.raises(StoreError, match="the user may not do that"), reader.writing() as writer:
            writer.add(article(1))
    engine = connections.writer_engine(address)
    with connections.writing(engine, address) as connection:
        connection.execute(text("DROP OWNED BY reader"))
        connection.execute(text("DROP ROLE reader"))
    connections.close(engine, address)


def test_what_a_killed_process_left_half_made_is_undone(tmp_path: Path) -> None:
    """Before a file has its log, SQLite keeps a journal beside it, which a connection that only reads cannot undo."""
    making = sqlite3.connect(tmp_path / "making.db", isolation_level=None)
    making.execute("PRAGMA cache_size = 1")
    making.execute("BEGIN")
    making.execute("CREATE TABLE half (text)")
    making.executemany("INSERT INTO half VALUES (?)", [("quay" * 1000,)] * 50)  # more than memory may hold
    for suffix in ("", "-journal"):
        shutil.copy(tmp_path / f"making.db{suffix}", tmp_path / f"record.db{suffix}")
    making.close()
    with pytest.raises(StoreError, match="the database is empty"):
        open_store(tmp_path / "record.db")
    with open_store(tmp_path / "record.db", create=True) as store, store.writing() as writer:
        assert writer.add(article()).status == "new"
        assert store.check() == []
