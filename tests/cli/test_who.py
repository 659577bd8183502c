"""``onrecord who`` on a real record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.record import runner
from cli.stand_in import Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return runner(monkeypatch, tmp_path)


def test_somebodys_record(run: Run) -> None:
    result = run("who", "Wennik", "--statements", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:14] == [
        "name         Jorath Vennick",
        "id           local:vennick",
        "type         person",
        "country      Karveth",
        "other names  J. A. Vennick; Yorath Wennik",
        "statements   8, 2031-06-01 to 2031-06-30",
        "to them      0",
        "by month     2031-06 8",
        "outlets      Coastwire 8",
        "acts         ACCUSE 2, REJECT 2, STATE 2, THREATEN 2",
        "offices      Foreign Minister, Karveth, 2029-03 to now or unknown",
        "             Envoy, Karveth, 2024 to 2029-02",
        "issues       monitors in the strait: conditional 4",
        "",
    ]
    assert result.stdout.splitlines()[-2:] == ["1–1 of 8", ""]


def test_several_are_listed_and_told_on_demand(run: Run) -> None:
    result = run("who", "local:sorrenay")
    assert "to them      2" in result.stdout
    result = run("who", "korodine")
    assert "roles" not in result.stdout
    assert "offices      shipowner" in result.stdout


def test_json(run: Run) -> None:
    (found,) = json.loads(run("who", "Vennick", "--format", "json").stdout)
    assert (found["entity"], found["statements"], found["issues"][0]["stances"]) == (
        "local:vennick",
        8,
        [["conditional", 4]],
    )
    assert len(found["latest"]) == 5
    assert found["offices"][0]["role"] == "Foreign Minister"


def test_all_who_are_called_so(run: Run) -> None:
    from onrecord.store import open_store
    from store.articles import said

    with open_store("record.db") as store, store.writing() as writer:
        writer.add(said("Snow.", "Anna Oskar-Vennick"))
    lines = run("who", "vennick").stdout.splitlines()
    assert lines[0].split() == ["id", "name", "type", "country", "statements", "to", "them", "last"]
    assert [line.split()[0] for line in lines[1:]] == ["local:vennick", "local:oskar-vennick"]
    told = run("who", "vennick", "--all", "--statements", "0").stdout
    assert told.count("name         ") == 2


def test_nobody(run: Run) -> None:
    result = run("who", "Nobody")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "nobody in the record is called 'Nobody'\n")
    assert run("who", "x", "--db", "none.db").exit_code == 2
