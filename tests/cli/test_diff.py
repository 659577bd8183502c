"""``onrecord diff``, on two files and on the versions of a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from analyse.told import reading
from cli.stand_in import Run
from onrecord.cli.main import app
from onrecord.export.json import encode
from onrecord.store import open_store

URL = "https://coastwire.example/1"
LINES = [("Lena Oskar", "replied", "“We will accept <cargo> inspections”"), ("Aro Tamm", "said", "that it had rained")]
LATER = [("Lena Oskar", "replied", "“We could accept <cargo> inspections”"), ("Ilo Maru", "said", "“Never”")]
OLD, NEW = reading(LINES, url=URL), reading(LATER, url=URL, published="2031-03-06")
REMEDY = "Give a file that onrecord read wrote with --format jsonl or json"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a folder with two versions, and a record of both."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    (tmp_path / "old.jsonl").write_text(encode(OLD), "utf-8")
    (tmp_path / "new.jsonl").write_text(encode(NEW), "utf-8")
    (tmp_path / "both.jsonl").write_text(f"{encode(OLD)}\n{encode(NEW)}\n", "utf-8")
    (tmp_path / "empty.jsonl").touch()
    with open_store("record.db", create=True) as store, store.writing() as writer:
        for one in (OLD, NEW, reading(LINES, url="https://coastwire.example/2")):
            writer.add(one)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["diff", *arguments], prog_name="onrecord")

    return invoke


@pytest.mark.parametrize("what", [("old.jsonl", "new.jsonl"), (URL, "--db", "record.db")], ids=["files", "record"])
def test_what_changed(run: Run, what: tuple[str, ...]) -> None:
    result = run(*what)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        "The bridge\n"
        "Coastwire · https://coastwire.example/1 · 2031-03-05 → 2031-03-06\n"
        "\n"
        "changed: Lena Oskar (replied)\n"
        "  “We [-will-] {+could+} accept <cargo> inspections”\n"
        "\n"
        "removed: Aro Tamm (said)\n"
        "  - that it had rained\n"
        "\n"
        "added: Ilo Maru (said)\n"
        "  + “Never”\n"
        "\n"
        "1 changed, 1 removed, 1 added, 0 unchanged\n"
    )


def test_json(run: Run) -> None:
    found = json.loads(run("old.jsonl", "new.jsonl", "-f", "json").stdout)
    assert [one["tag"] for one in found["changed"][0]["words"]] == ["equal", "changed", "equal"]
    assert (found["removed"][0]["speaker"], found["added"][0]["content"]) == ("Aro Tamm", "“Never”")
    assert (found["old"]["published"], found["new"]["url"], found["unchanged"]) == ("2031-03-05", URL, 0)


def test_the_page_runs_nothing(run: Run, tmp_path: Path) -> None:
    assert run("old.jsonl", "new.jsonl", "-o", "page.html").exit_code == 1
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<del>will </del> <ins>could </ins>" in page and "default-src 'none'" in page
    assert "&lt;cargo&gt;" in page and "<cargo>" not in page and "<script" not in page


def test_nothing_changed(run: Run) -> None:
    result = run("old.jsonl", "old.jsonl")
    assert result.exit_code == 0
    assert result.stdout.endswith("0 changed, 0 removed, 0 added, 2 unchanged\n")


def test_versions_by_number(run: Run) -> None:
    assert run(URL, "--db", "record.db", "--old", "2", "--new", "2").exit_code == 0
    back = run(URL, "--db", "record.db", "--old", "2", "--new", "1")
    assert back.exit_code == 1 and "[-could-] {+will+}" in back.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((URL,), f"no record to look for {URL} in. Name it with --db, or give two files of readings"),
        (
            ("https://x.example", "--db", "record.db"),
            "the record has nothing of https://x.example. Add it with onrecord add, or look for it with search",
        ),
        (
            ("https://coastwire.example/2", "--db", "record.db"),
            "the record has one version of https://coastwire.example/2. Add it again when it has changed",
        ),
        ((URL, "--db", "record.db", "--new", "7"), f"there is no version 6 of {URL}. It has 1 to 2"),
        (
            ("old.jsonl", "new.jsonl", "--old", "1"),
            "--old and --new choose among the versions of a record. Give a URL and --db",
        ),
        (("a", "b", "c"), "3 names were given. Give one URL, or two files"),
        (("old.jsonl", "empty.jsonl"), f"empty.jsonl: it holds no reading. {REMEDY}"),
        (("gone.jsonl", "new.jsonl"), f"gone.jsonl: it cannot be read (No such file or directory). {REMEDY}"),
        (
            ("both.jsonl", "new.jsonl"),
            "both.jsonl: it holds several readings. Give a file with one article, a version of the other's",
        ),
        ((URL, "--db", "gone.db"), "gone.db: there is no such file. Make it with: onrecord add … --db gone.db"),
        (
            ("old.jsonl", "new.jsonl", "-o", "new.jsonl", "-f", "json"),
            "--output new.jsonl is an input and would be lost. Choose another name",
        ),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"error: {message}\n")


def test_help_tells_the_exit_codes(run: Run) -> None:
    page = run("--help").stdout
    assert "1    statements were added, removed or changed" in page
    assert "onrecord diff old.jsonl new.jsonl --format html -o changes.html" in page
