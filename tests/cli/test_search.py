"""``onrecord search`` on a real record."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.record import URL, runner
from cli.stand_in import Run
from onrecord.store import open_store
from store.articles import said


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return runner(monkeypatch, tmp_path)


def test_hits_are_listed_for_people(run: Run) -> None:
    result = run("search", "monitors", "--act", "state", "--size", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Jorath Vennick · Foreign Minister · 2031-06-17 · Coastwire",
        "  that monitors should come “only after a peace deal, not before”",
        "  STATE · on monitors in the strait: conditional · after, before",
        f"  1:fed8be2743020d7f  {URL}",
        "",
        "1–1 of 2",
    ]


def test_nothing_in_a_text_moves_the_terminal(run: Run) -> None:
    result = run("search", "harbours")
    assert "\x1b" not in result.stdout
    assert "of all�[31m harbours" in result.stdout


def test_long_names_are_cut(run: Run) -> None:
    with open_store("record.db") as store, store.writing() as writer:
        writer.add(said("quays reopen", speaker="Ada " * 300 + "Holm", outlet="Courier " * 300))
    lines = run("search", "quays").stdout.replace("\n", " ")
    assert "Ada … " in lines and "Courier … Courier" in lines and len(lines) < 600


def test_json_has_everything_of_a_hit(run: Run) -> None:
    result = run("search", '"peace deal"', "--stance", "conditional", "--until", "2031-06-17", "--format", "json")
    found = json.loads(result.stdout)
    assert (found["page"], found["size"], found["total"]) == (1, 20, 2)
    hit = found["hits"][0]
    assert (hit["document"], hit["url"], hit["speaker"], hit["said_from"]) == (1, URL, "Jorath Vennick", "2031-06-17")
    assert hit["codings"][0]["issue"] == {"id": "monitoring", "label": "monitors in the strait"}
    assert hit["codings"][0]["conditions"] == ["after", "before"]
    text = hit["snippet"]["text"]
    assert "".join(text[begin:end] for begin, end in hit["snippet"]["marks"]) == "peace deal"


def test_all_pages_as_lines_and_as_one_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.search.LARGEST", 4)
    lines = run("search", "--all", "--format", "jsonl").stdout.splitlines()
    assert len({(one["document"], one["statement"]) for one in map(json.loads, lines)}) == len(lines) == 15
    rows = list(csv.DictReader(io.StringIO(run("search", "--all", "--format", "csv").stdout)))
    assert len(rows) == 15
    (formula,) = (row for row in rows if row["speaker"] == "Lena Oskar")
    assert formula["content"].startswith("'=SUM(1)")
    asked = next(row for row in rows if row["act"] == "REQUEST")
    assert (asked["recipients"], asked["conditions"], asked["issue"]) == (
        "Karveth; both sides",
        "deadline",
        "opening of the ports",
    )


def test_nothing_found(run: Run) -> None:
    result = run("search", "submarines")
    assert (result.exit_code, result.stdout) == (1, "nothing was found\n")
    assert run("search", "--page", "9").stdout == "nothing on page 9\n"
    assert json.loads(run("search", "submarines", "-f", "json").stdout)["hits"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x", "--act", "SHOUT"), "error: act 'SHOUT' is not known. Use one of: STATE, AGREE"),
        (("***",), "error: text '***' has no word. Give a word to look for\n"),
        (("x", "--since", "June"), "error: since 'June' is no date. Write 2031-06-17, 2031-06 or 2031\n"),
        (("x", "--page", "0"), "error: page 0 of size 20 does not exist."),
        (
            ("x", "--db", "none.db"),
            "error: none.db: there is no such file. Make it with: onrecord add … --db none.db\n",
        ),
        (
            ("x", "--db", "notes.txt"),
            "error: notes.txt: it is not a database. Give a file that onrecord add has made\n",
        ),
    ],
)
def test_what_cannot_be_asked(run: Run, arguments: tuple[str, ...], message: str) -> None:
    Path("notes.txt").write_text("Anna Holm said it would rain\n" * 99, "utf-8")
    result = run("search", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


def test_the_record_has_to_be_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_DB")
    result = run("search", "peace")
    assert result.exit_code == 2
    assert "--db" in result.stderr
