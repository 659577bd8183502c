"""Records in SQLite and in a real PostgreSQL: a test that asks for ``database`` or ``store`` runs on both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from onrecord.store import Store, open_store
from onrecord.store.database.address import address_of
from onrecord.store.database.upgrading import upgrade
from postgres_server import programs, server

LONG = bool(os.environ.get("ONRECORD_LONG"))
_numbers = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of the databases of a PostgreSQL server, with {} for the name of one; ``made`` has the tables already."""
    bin = programs()
    if bin is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed. Install it: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed")
    with server(bin) as url:
        create(url, "made")
        upgrade(address_of(url.format("made")))
        yield url


def create(url: str, name: str, template: str = "template1") -> None:
    """Create a database of a server."""
    _done(url, f"CREATE DATABASE {name} TEMPLATE {template}")


def _done(url: str, command: str) -> None:
    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(command)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes databases without tables."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"record-{next(_numbers)}.db")
        return
    url: str = request.getfixturevalue("postgres")
    names: list[str] = []

    def made() -> str:
        names.append(f"test_{os.getpid()}_{next(_numbers)}")
        create(url, names[-1])
        return url.format(names[-1])

    yield made
    for name in names:
        _done(url, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def new_record(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of a record with nothing in it, in the database that the fixture's parameter names."""
    if request.param == "sqlite":
        path = folder / "record.db"
        upgrade(address_of(path))
        yield str(path)
        return
    url: str = request.getfixturevalue("postgres")
    name = f"test_{os.getpid()}_{next(_numbers)}"
    create(url, name, "made")
    yield url.format(name)
    _done(url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A record with nothing in it."""
    with new_record(request, tmp_path) as address:
        yield address


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """A record with nothing in it, open."""
    with open_store(database) as opened:
        yield opened
