"""The record of the example articles, the application on it, and a real browser to look at it.

``demo`` is built by the software itself, once a session, whichever worker comes first; nobody writes to it. A test that
changes something takes ``own_record``, a copy. Servers are in a process that listens on loopback; the
browser, Debian's Chromium, is steered over a pipe.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from onrecord.cli.main import app as command
from onrecord.serve import Settings, create_app
from onrecord.store import open_store
from windows import Opened, Scheme, Windows

INVENTED = Path(__file__).parents[2] / "examples" / "invented"
#: The address that test clients ask at; the application refuses others.
HERE = "http://127.0.0.1:8000"
#: Yields the address of the application on a record.
Serving = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example articles; beside it, as ``demo.txt``, is what the command printed that made it."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    db = shared / "demo.db"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not db.exists():
            built = _build(shared / "demo-unfinished.db", db.with_suffix(".txt"))
            with open_store(built, read_only=True) as store:
                store.back_up(db)  # all of it in one file: a log beside it would not come along
    return db


def _build(db: Path, printed: Path) -> Path:
    given = ["--actors", str(INVENTED / "actors.csv"), "--codebook", str(INVENTED / "codebook.csv")]
    result = CliRunner().invoke(command, ["add", str(INVENTED / "articles.jsonl"), "--db", str(db), *given])
    assert result.exit_code == 0, result.output
    printed.write_text(result.output, "utf-8")
    with closing(sqlite3.connect(db)) as connection:  # what is still in the log has another name than the record
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return db


@pytest.fixture
def own_record(demo: Path, tmp_path: Path) -> Path:
    """A copy of the record, to change."""
    return Path(shutil.copy(demo, tmp_path / "record.db"))


@pytest.fixture(scope="session")
def client(demo: Path) -> Iterator[TestClient]:
    """Asks the application without a network."""
    with TestClient(create_app(Settings(str(demo))), base_url=HERE, client=("127.0.0.1", 50000)) as asking:
        yield asking


@pytest.fixture(scope="session")
def serving() -> Iterator[Serving]:
    """Runs applications in a process of their own: ``with serving(record) as address``."""
    command = [sys.executable, str(Path(__file__).with_name("running.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        given, answers = process.stdin, process.stdout

        def told(line: str) -> str:
            given.write(f"{line}\n")
            given.flush()
            return answers.readline().strip()

        @contextmanager
        def served(db: Path) -> Iterator[str]:
            address = told(json.dumps({"db": str(db)}))
            assert address, "the application did not start: see what it wrote above"
            yield address
            told(address)

        yield served
        given.close()


@pytest.fixture(scope="session")
def server(demo: Path, serving: Serving) -> Iterator[str]:
    """The address of the application on the example record; nobody changes anything there."""
    with serving(demo) as address:
        yield address


@pytest.fixture
def own_server(own_record: Path, serving: Serving) -> Iterator[str]:
    """The address of the application on a record that may be changed."""
    with serving(own_record) as address:
        yield address


Visit = Callable[..., Opened]


@pytest.fixture
def visit(windows: Windows, request: pytest.FixtureRequest) -> Visit:
    """Open a path: ``visit("/search", scheme="dark", width=390, script=False)``; ``at`` is another address."""

    def opened(path: str, *, scheme: Scheme = "light", width: int = 1280, script: bool = True, at: str = "") -> Opened:
        return windows.open((at or request.getfixturevalue("server")) + path, scheme, width, script)

    return opened
