"""``onrecord db`` and ``onrecord remove`` on a real record."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from cli.record import URL, runner
from cli.stand_in import Run
from onrecord.store import Query, open_store
from onrecord.store.database import schema

OLD = Path(__file__).parents[1] / "store" / "versions" / "0001.db.gz"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return runner(monkeypatch, tmp_path)


def test_upgrade(run: Run) -> None:
    Path("old.db").write_bytes(gzip.decompress(OLD.read_bytes()))
    result = run("search", "monitors", "--db", "old.db")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: old.db: an older onrecord made it (version 0001). "
        "Save a copy with onrecord db backup, then run onrecord db upgrade\n",
    )
    result = run("db", "backup", "copy.db", "--db", "old.db")
    assert (result.exit_code, result.stdout) == (0, "saved as copy.db\n")
    result = run("db", "upgrade", "--db", "old.db")
    assert result.stdout == f"the record is now of version {schema.VERSION}, it was of 0001\n"
    assert run("db", "upgrade", "--db", "old.db").stdout == f"the record is up to date (version {schema.VERSION})\n"
    assert run("search", "monitors", "--db", "old.db").exit_code == 0
    assert run("db", "upgrade", "--db", "new.db").stdout == f"the record is now of version {schema.VERSION}\n"
    result = run("db", "upgrade", "--db", "no/new.db")
    assert (result.exit_code, result.stderr) == (
        2,
        f"error: no/new.db: there is no folder {Path.cwd()}/no. Create it first\n",
    )


def test_check(run: Run) -> None:
    assert (run("db", "check").exit_code, run("db", "check").stdout) == (0, "nothing is wrong\n")
    with sqlite3.connect("record.db") as connection:
        connection.execute("DELETE FROM readings WHERE document = 3")
    connection.close()
    result = run("db", "check")
    assert (result.exit_code, result.stdout) == (1, "document 3 has no reading\n")
    assert run("db", "check", "--db", "none.db").exit_code == 2


def test_info(run: Run) -> None:
    result = run("db", "info")
    assert result.exit_code == 0
    assert "documents      3\n" in result.stdout
    assert "read by        en-1: 1 documents\n               en-1@sha256:0123abcd: 2 documents\n" in result.stdout
    found = json.loads(run("db", "info", "--format", "json").stdout)
    assert (found["version"], found["counts"]["statements"], found["outlets"]) == (schema.VERSION, 15, 2)
    assert found["size"] > 100_000


def test_backup(run: Run) -> None:
    result = run("db", "backup", "copy.db")
    assert (result.exit_code, result.stdout) == (0, "saved as copy.db\n")
    result = run("db", "backup", "copy.db")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: copy.db: it is there already. Give the name of a new file\n",
    )
    with open_store("copy.db") as store:
        assert store.count(Query()) == 15


def test_remove_asks_and_erases(run: Run) -> None:
    result = run("remove", "3", stdin="n\n")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (1, "3: The Courier")
    assert run("search", "harbours").exit_code == 0
    result = run("remove", "3", stdin="y\n")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "erased: 1")
    assert run("search", "harbours").exit_code == 1
    assert b"harbours" not in Path("record.db").read_bytes()


def test_remove_takes_all_versions_of_an_address(run: Run) -> None:
    result = run("remove", URL, "1", "--yes", "--no-compact")
    assert result.stdout.splitlines() == [
        f"1: Monitors, 1 · Coastwire · 2031-06-18 · {URL}",
        f"2: Monitors, 2 · Coastwire · 2031-06-18 · {URL}",
        "erased: 2",
    ]
    assert run("db", "check").stdout == "nothing is wrong\n"


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("99", 1, "there is no document '99' in the record\n"),
        ("https://coastwire.example/none", 1, "there is no document 'https://coastwire.example/none' in the record\n"),
        ("Vennick", 2, "error: 'Vennick' is neither a key nor a URL. Find keys with: onrecord search\n"),
        ("9" * 40, 2, "error: record.db: the database refused"),
    ],
)
def test_remove_what_is_not_there(run: Run, name: str, code: int, message: str) -> None:
    result = run("remove", "1", name, "--yes")
    assert result.exit_code == code
    assert result.stderr.startswith(message)
    assert run("search", "monitors").exit_code == 0
