"""``onrecord actors`` and ``onrecord issues`` on what a record has of its own, and ``onrecord db group``."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from analyse.told import reading
from cli.record import runner
from cli.stand_in import Run
from onrecord.store import open_store

EXAMPLES = Path(__file__).parents[2] / "examples" / "invented"
SAID = "“We will never give up the bridge at Tolmeer”"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a folder with a record, a file of actors and a codebook."""
    invoke = runner(monkeypatch, tmp_path)
    shutil.copy(EXAMPLES / "actors.csv", "own.csv")
    shutil.copy(EXAMPLES / "codebook.csv", "mine.csv")
    return invoke


def actors(run: Run) -> dict[str, list[str]]:
    """Names of the record's own actors by their ids."""
    rows = csv.DictReader(io.StringIO(run("actors", "list").stdout))
    return {row["id"]: [row["label"], *filter(None, row["aliases"].split(";"))] for row in rows}


def speakers(run: Run) -> set[str]:
    lines = run("search", "--all", "--format", "jsonl").stdout.splitlines()
    return {json.loads(line)["speaker"] for line in lines}


def test_a_record_without_actors_says_how_to_give_it_some(run: Run) -> None:
    result = run("actors", "list")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "the record has no actors of its own. Give it some with: onrecord actors use FILE\n"


def test_actors_are_put_in_and_come_out_as_a_file_that_can_be_used(run: Run) -> None:
    result = run("actors", "use", "own.csv")
    count = len(actors(run))
    assert result.exit_code == 0 and result.stdout.endswith(f"\nthe record's own actors (own.csv): {count}\n")
    Path("again.csv").write_text(run("actors", "list").stdout, "utf-8")
    assert run("actors", "check", "again.csv").exit_code == 0
    before = actors(run)
    assert run("actors", "use", "again.csv").exit_code == 0 and actors(run) == before


def test_an_actor_is_added(run: Run) -> None:
    result = run("actors", "add", "P-70", "Ada Wennik", "--alias", "Wennik", "--country", "Karveth", "--role", "Envoy")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\nthe record's own actors (" in result.stdout and result.stdout.endswith("): 1\n")
    assert actors(run) == {"P-70": ["Ada Wennik", "Wennik"]}


def test_actors_are_merged_in_the_record_and_in_its_own(run: Run) -> None:
    run("actors", "add", "local:oskar", "Lena Oskar")
    result = run("actors", "merge", "local:oskar", "Jorath Vennick", "--by", "Ada")
    assert (result.exit_code, result.stderr) == (0, "") and "by Ada" in result.stdout
    assert "Jorath Vennick" in actors(run)["local:oskar"]
    found = run("search", "--actor", "local:oskar", "--all", "--format", "jsonl").stdout.splitlines()
    assert {json.loads(line)["speaker"] for line in found} == {"Lena Oskar", "Jorath Vennick"}


def test_names_are_split_from_an_actor(run: Run) -> None:
    run("actors", "add", "P-70", "Ada Wennik", "--alias", "A. Wennik", "--alias", "Venick")
    result = run("actors", "split", "P-70", "Venick", "--by", "Ada")
    assert (result.exit_code, result.stderr) == (0, "")
    assert actors(run) == {"P-70": ["Ada Wennik", "A. Wennik"], "P-70-2": ["Venick"]}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("actors", "merge", "Lena Oskar"), "error: 'Lena Oskar' is one actor. Give two or more\n"),
        (("actors", "use", "none.csv"), "error: none.csv: cannot be read"),
        (("actors", "add", "P-1", "Ada", "--type", "persn"), "error: "),
        (("actors", "merge", "Nobody", "Lena Oskar"), "error: "),
        (("issues", "merge", "monitoring"), "error: 'monitoring' is one issue. Give two or more\n"),
        (("issues", "use", "none.csv"), "error: "),
        (("issues", "rename", "no issue", "Another"), "error: "),
    ],
)
def test_what_cannot_be_done_changes_nothing(run: Run, arguments: tuple[str, ...], message: str) -> None:
    run("actors", "use", "own.csv")
    run("issues", "use", "mine.csv")
    before = run("actors", "list").stdout, run("issues", "list", "--db", "record.db").stdout, speakers(run)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)
    assert (run("actors", "list").stdout, run("issues", "list", "--db", "record.db").stdout, speakers(run)) == before


def test_a_codebook_is_put_in_and_comes_out_as_a_file_that_can_be_used(run: Run) -> None:
    result = run("issues", "use", "mine.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\nthe record's codebook has " in result.stdout
    printed = run("issues", "list", "--db", "record.db").stdout
    Path("again.toml").write_text(printed, "utf-8")
    assert run("issues", "use", "again.toml").exit_code == 0
    assert run("issues", "list", "--db", "record.db").stdout == printed


def test_issues_are_added_renamed_and_merged(run: Run) -> None:
    run("issues", "add", "quay-levy", "Quay levy", "--alias", "levy on ships", "--reversed", "lifting the levy")
    assert "Quay levy" in run("issues", "list", "--db", "record.db").stdout
    result = run("issues", "rename", "quay-levy", "Harbour levy", "--by", "Ada")
    assert (result.exit_code, result.stderr) == (0, "")
    printed = run("issues", "list", "--db", "record.db").stdout
    assert 'label = "Harbour levy"' in printed and "lifting the levy" in printed
    run("issues", "add", "dues", "Port dues")
    result = run("issues", "merge", "quay-levy", "dues", "--by", "Ada")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("the record's codebook has 1 issues")
    assert "Port dues" in run("issues", "list", "--db", "record.db").stdout


def test_an_issue_of_statements_is_renamed(run: Run) -> None:
    result = run("issues", "rename", "monitoring", "Monitors at sea", "--by", "Ada")
    assert (result.exit_code, result.stderr) == (0, "") and "by Ada" in result.stdout
    hits = run("search", "--issue", "Monitors at sea", "--all", "--format", "jsonl").stdout.splitlines()
    labels = {coding["issue"]["label"] for hit in map(json.loads, hits) for coding in hit["codings"] if coding["issue"]}
    assert "Monitors at sea" in labels and "monitors in the strait" not in labels


def test_a_copy_is_told_as_one(run: Run) -> None:
    lines = [(who, "said", f"“{word} {SAID[1:-1]}”") for who in ("Lena Oskar", "Aro Tamm") for word in "ABCDE"]
    with open_store("record.db") as store, store.writing() as writer:
        for outlet in ("Gazette", "Leadline"):
            writer.add(reading(lines, outlet=outlet))
    run("db", "group")
    listed = run("search", "Tolmeer", "--outlet", "Leadline", "--size", "1").stdout
    assert "  copy of 4 (Gazette)\n" in listed
    assert "copy of" not in run("search", "Tolmeer", "--outlet", "Gazette").stdout
    table = run("compare", "--db", "record.db", "--text", "Tolmeer").stdout
    assert "copy of 4 (Gazette)" in table and "copy of 5" not in table


def test_everything_is_grouped(run: Run) -> None:
    with open_store("record.db") as store, store.writing() as writer:
        for outlet in ("Gazette", "Leadline"):
            writer.add(reading([("Lena Oskar", "said", SAID)], outlet=outlet))
    result = run("db", "group")
    assert (result.exit_code, result.stderr) == (0, "")
    told, copied = result.stdout.splitlines()
    assert told.startswith("17 statements: ") and told.endswith(" of them told again")
    assert copied.startswith("5 documents: ")
    with open_store("record.db") as store:
        assert store.ungrouped() == []
    assert run("db", "group").stdout == result.stdout
