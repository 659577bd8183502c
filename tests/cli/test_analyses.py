"""``onrecord positions``, ``changes``, ``conditions`` and ``network`` on a real record."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import etree

from cli.record import runner
from cli.stand_in import Run
from onrecord.store import open_store
from store.stanced import took


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command line beside a record of a few statements."""
    invoke = runner(monkeypatch, tmp_path)
    readings = [
        took(
            "There will be no observers.", "Dorrik Halvasund", "oppose", day="2031-01-24", score=0.95, country="Karveth"
        ),
        took(
            "We accept a few, provided that the quays are watched.",
            "Dorrik Halvasund",
            "conditional",
            score=0.96,
            act="AGREE",
            country="Karveth",
            condition=("if", "provided that the quays are watched", "provided that"),
        ),
        took("The monitors may stay.", "Dorrik Halvasund", "support", day="2031-06-20", score=0.97, country="Karveth"),
        took("Monitors are welcome tomorrow.", "Lucan Estravelle", "support", country="Sorrenay"),
        took("First the guns fall silent.", "Maren Oskeveth", "support", "I02", day="2031-01-23", score=0.9),
        took("Talks first.", "Lucan Estravelle", "oppose", "I02", day="2031-01-23", score=0.9, country="Sorrenay"),
        took("=cmd(\x1b[31m)", "Lucan Estravelle", "support", "I02", day="2031-03-27", score=0.9, country="Sorrenay"),
    ]
    with open_store("analysed.db", create=True) as store, store.writing() as writer:
        for reading in readings:
            writer.add(reading)
    monkeypatch.setenv("ONRECORD_DB", "analysed.db")
    return invoke


def rows(run: Run, *arguments: str) -> list[dict[str, str]]:
    result = run(*arguments, "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_positions(run: Run) -> None:
    (whole,) = rows(run, "positions", "--actor", "Halvasund")
    numbers = {name: whole[name] for name in ("support", "oppose", "conditional", "n", "net", "first", "last")}
    assert numbers == {
        "support": "1",
        "oppose": "1",
        "conditional": "1",
        "n": "3",
        "net": "0.0",
        "first": "2031-01-24",
        "last": "2031-06-20",
    }
    by_quarter = rows(run, "positions", "--actor", "Halvasund", "--period", "quarter")
    assert [(row["period"], row["n"], row["flags"]) for row in by_quarter] == [
        ("2031-Q1", "2", "few; unreviewed"),
        ("2031-Q2", "1", "few; unreviewed"),
    ]
    by_country = json.loads(run("positions", "--by", "country", "--format", "json").stdout)
    assert by_country["utterances"] == 6
    assert [actor["name"] for actor in by_country["actors"]] == ["Karveth", "Sorrenay"]
    table = run("positions", "--issue", "I02").stdout
    assert "Estravelle" in table and "actors: 2 · issues: 1 · stances in utterances: 3 · reviewed: 0" in table


def test_changes(run: Run) -> None:
    found = json.loads(run("changes", "--format", "json").stdout)["changes"]
    assert [(one["name"], [stage["stance"] for stage in one["stages"]]) for one in found] == [
        ("Dorrik Halvasund", ["oppose", "conditional", "support"]),
        ("Lucan Estravelle", ["oppose", "support"]),
    ]
    (before,) = found[0]["turns"][0]["before"]["statements"]
    assert before["content"] == "There will be no observers."
    softened = rows(run, "changes", "--kind", "softened")
    assert [(row["side"], row["content"]) for row in softened] == [
        ("before", "There will be no observers."),
        ("after", "We accept a few, provided that the quays are watched."),
    ]
    listed = run("changes", "--actor", "Estravelle").stdout
    assert "turned: oppose → support" in listed and "\x1b" not in listed
    assert rows(run, "changes", "--actor", "Estravelle")[1]["content"].startswith("'=cmd")


def test_conditions(run: Run) -> None:
    (condition,) = rows(run, "conditions", "--role", "offer")
    assert (condition["about_label"], condition["on_label"], condition["stances"]) == (
        "Concord monitoring mission",
        "the quays are watched",
        "conditional: 1",
    )
    found = json.loads(run("conditions", "--format", "json").stdout)
    (contradiction,) = found["contradictions"]
    assert contradiction["then"]["label"] == "talks"
    assert [claim["name"] for claim in contradiction["reverse"]] == ["Lucan Estravelle"]
    assert "Ceasefire before talks" in run("conditions").stdout
    graph = etree.fromstring(run("conditions", "--format", "graphml").stdout.encode())
    assert len(graph.findall(".//{*}edge")) == 3


def test_network(run: Run) -> None:
    (one,) = rows(run, "network", "--issue", "I02")
    assert (one["one_name"], one["other_name"]) == ("Lucan Estravelle", "Maren Oskeveth")
    assert (one["congruence"], one["conflict"], one["issues"]) == ("1.0", "1.0", "Ceasefire before talks")
    found = json.loads(run("network", "--mode", "two-mode", "--normalisation", "none", "--format", "json").stdout)
    assert found["design"]["mode"] == "two-mode"
    assert {node["kind"] for node in found["nodes"]} == {"actor", "issue"}
    for form in ("graphml", "gexf", "svg"):
        etree.fromstring(run("network", "--format", form).stdout.encode())
    picture = run("network", "--format", "svg").stdout
    assert picture == run("network", "--format", "svg").stdout
    assert run("network", "--once", "document").exit_code == 0


@pytest.mark.parametrize("command", ["positions", "changes", "conditions", "network"])
def test_what_ends_a_command(run: Run, command: str) -> None:
    nothing = run(command, "--actor", "Nobody")
    assert (nothing.exit_code, nothing.stderr) == (1, "")
    wrong = run(command, "--since", "spring")
    assert wrong.exit_code == 2
    assert wrong.stderr == "error: since 'spring' is no date. Write 2031-06-17, 2031-06 or 2031\n"
    missing = run(command, "--db", "none.db")
    assert (missing.exit_code, missing.stdout) == (2, "")
    help = run(command, "--help").stdout
    assert f"onrecord {command} --db record.db" in help and "  1    nothing" in help


def test_values_that_make_no_sense(run: Run) -> None:
    assert "scores are from 0 to" in run("changes", "--lowest", "2").stderr
    assert "least -1.0 is no weight" in run("network", "--least", "-1").stderr
    assert (
        "no codebook" in run("conditions", "--codebook", "none.csv").stderr
        or run("conditions", "--codebook", "none.csv").exit_code == 2
    )
