"""``onrecord voices`` on a real record."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.stand_in import Run
from onrecord.cli.main import app
from onrecord.store import open_store
from store.voiced import Line, carrying


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_DB", "record.db")
    with open_store("record.db", create=True) as store, store.writing() as writer:
        writer.add(
            carrying(
                "Coastwire",
                Line("Lena Oskar", "“The talks go on.”", kind="direct"),
                Line("=SUM(1)\x1b[31m", "never", cue="claimed", tone="doubt"),
                own=[("regime", "epithet")],
            )
        )
        writer.add(carrying("The Ledger", Line("Lena Oskar", "the talks go on"), published="2031-07-01"))

    def invoke(*arguments: str) -> object:
        return CliRunner().invoke(app, list(arguments), prog_name="onrecord")

    return invoke  # type: ignore[return-value]


def test_outlets_side_by_side_then_one_by_one(run: Run) -> None:
    result = run("voices")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "Coastwire 2 50% 50% 0% 0% 50% 0% 4 0" in lines
    assert "The Ledger 1 0% 100% 0% 0% 0% 0% 0 0" in lines
    assert "Coastwire · 1 articles, 2 statements, 2 utterances" in lines
    assert "doubting cues claim 1" in lines
    assert "epithets regime 1" in lines
    assert "quotation direct 50% (9% to 91%, n = 2), indirect 50% (9% to 91%, n = 2), mixed 0%" in " ".join(lines)
    assert "\x1b" not in result.stdout


def test_the_same_as_json_and_as_csv(run: Run) -> None:
    told = json.loads(run("voices", "--format", "json").stdout)
    assert [one["outlet"] for one in told["outlets"]] == ["Coastwire", "The Ledger"]
    assert told["outlets"][0]["tones"]["doubt"] == {"count": 1, "of": 2, "share": 0.5, "low": 0.0945, "high": 0.9055}
    rows = list(csv.DictReader(io.StringIO(run("voices", "--format", "csv").stdout)))
    actors = [(row["outlet"], row["value"], row["count"], row["of"]) for row in rows if row["measure"] == "actor"]
    assert ("The Ledger", "Lena Oskar", "1", "1") in actors
    assert any(value.startswith("'=SUM(1)") for _, value, _, _ in actors)


def test_filters_and_what_is_not_found(run: Run) -> None:
    assert json.loads(run("voices", "--since", "2031-07", "-f", "json").stdout)["outlets"][0]["outlet"] == "The Ledger"
    assert json.loads(run("voices", "--outlet", "coastwire", "-f", "json").stdout)["outlets"][0]["statements"] == 2
    result = run("voices", "--actor", "Nobody")
    assert (result.exit_code, result.stdout.strip()) == (1, "no statement was found")
    result = run("voices", "--since", "soon")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: since 'soon' is no date. Write 2031-06-17, 2031-06 or 2031\n",
    )
