"""``onrecord compare``, on files of readings and on a record."""

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

REMEDY = "Give a file that onrecord read wrote with --format jsonl or json"
FULL = "“We could accept inspections of <cargo>, for as long as the mandate lasts”"
ARTICLES = [
    reading([("Lena Oskar", "said", FULL), ("Aro Tamm", "said", "“Nobody asked the fishermen first”")], "Coastwire"),
    reading(
        [
            ("Lena Oskar", "said", "“We will accept inspections of <cargo>”"),
            ("Aro Tamm", "said", "that nobody had asked the fishermen first"),
        ],
        "Harbour Post",
        "https://harbour.example/1",
    ),
    reading([("Aro Tamm", "complained", "“Nobody asked the fishermen first”")], "The Ledger", published="2031-03-06"),
    reading([("Lena Oskar", "said", "“Schools reopen”")], "The Ledger", "javascript:alert(1)", published="2031-07-01"),
]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a folder with readings and a record of the same."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    (tmp_path / "all.jsonl").write_text("".join(encode(one) + "\n" for one in ARTICLES), "utf-8")
    (tmp_path / "broken.jsonl").write_text(encode(ARTICLES[0]) + "\nno json\n", "utf-8")
    with open_store("record.db", create=True) as store, store.writing() as writer:
        for one in ARTICLES:
            writer.add(one)

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, ["compare", *arguments], prog_name="onrecord", input=stdin)

    return invoke


@pytest.mark.parametrize("source", [("all.jsonl",), ("--db", "record.db")], ids=["files", "record"])
def test_json_tells_what_each_outlet_made_of_it(run: Run, source: tuple[str, ...]) -> None:
    result = run(*source, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    oskar, tamm = found["utterances"]
    assert (oskar["speaker"], oskar["outlets"], oskar["left_out"]) == (
        "Lena Oskar",
        ["Coastwire", "Harbour Post"],
        ["The Ledger"],
    )
    assert oskar["fullest"] == {"text": FULL, "outlet": "Coastwire"}
    wire, post = oskar["versions"]
    assert (wire["kept"], wire["altered"]) == (1.0, [])
    assert post["altered"] == [{"here": "will", "fullest": "could"}]
    assert post["missing"][-1] == "for as long as the mandate lasts"
    assert post["url"] == "https://harbour.example/1"
    assert [part["fate"] for part in post["tellings"][0]["parts"]] == ["kept", "altered", "kept"]
    assert tamm["outlets"] == ["Coastwire", "Harbour Post", "The Ledger"]
    assert {"speaker": "Aro Tamm", "outlet": "The Ledger", "carried": 1, "quoted": 1, "left_out": 0} in found[
        "carriage"
    ]


def test_the_table_says_it_to_people(run: Run) -> None:
    page = run("all.jsonl").stdout
    assert "Lena Oskar 2031-03-05 · 2 outlets · fullest in Coastwire" in page
    assert "altered: “will” for “could”" in page
    assert "left out by The Ledger" in page
    assert page.rstrip().splitlines()[-1].split("  ")[0].strip() == "Lena Oskar"


def test_the_page_runs_nothing(run: Run, tmp_path: Path) -> None:
    assert run("all.jsonl", "-o", "page.html", "--outlets", "1").exit_code == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "default-src 'none'" in page and "<script" not in page
    assert "&lt;cargo&gt;" in page and "<cargo>" not in page
    assert 'href="https://harbour.example/1"' in page and 'href="javascript' not in page
    assert '<span class="altered">will </span>' in page


@pytest.mark.parametrize(
    ("options", "speakers"),
    [
        (("--actor", "oskar"), {"Lena Oskar"}),
        (("--actor", "local:aro tamm"), {"Aro Tamm"}),
        (("--text", "fishermen ask"), {"Aro Tamm"}),
        (("--outlets", "3"), {"Aro Tamm"}),
        (("--outlets", "1", "--since", "2031-07"), {"Lena Oskar"}),
        (("--until", "2031-06-30"), {"Lena Oskar", "Aro Tamm"}),
    ],
)
@pytest.mark.parametrize("source", [("all.jsonl",), ("--db", "record.db")], ids=["files", "record"])
def test_filters(run: Run, source: tuple[str, ...], options: tuple[str, ...], speakers: set[str]) -> None:
    found = json.loads(run(*source, *options, "-f", "json").stdout)
    assert {one["speaker"] for one in found["utterances"]} == speakers


def test_the_same_article_twice_is_one(run: Run) -> None:
    once, twice = run("all.jsonl", "-f", "json"), run("all.jsonl", "all.jsonl", "-f", "json")
    assert json.loads(once.stdout) == json.loads(twice.stdout)


def test_standard_input(run: Run, tmp_path: Path) -> None:
    result = run("-", stdin=(tmp_path / "all.jsonl").read_text("utf-8"))
    assert result.exit_code == 0 and "Lena Oskar" in result.stdout


def test_what_cannot_be_used_is_told_and_the_rest_is_compared(run: Run) -> None:
    result = run("gone.jsonl", "broken.jsonl", "--outlets", "1")
    assert result.exit_code == 1 and "Lena Oskar" in result.stdout
    assert result.stderr == (
        f"error: gone.jsonl: it cannot be read (No such file or directory). {REMEDY}\n"
        "error: broken.jsonl, line 2: not valid JSON (Expecting value at column 1). "
        "Give what onrecord read --format jsonl or json writes\n"
    )


def test_nothing_is_written_where_nothing_was_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.html").write_text("before")
    result = run("all.jsonl", "--outlets", "4", "--actor", "Tamm", "-o", "out.html")
    assert (result.exit_code, (tmp_path / "out.html").read_text()) == (3, "before")
    assert result.stderr == (
        "error: nothing that at least 4 outlets tell was found. "
        "Give more readings, or ask for less with --outlets or without --actor Tamm\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), f"error: there is nothing to compare. {REMEDY}, or a record with --db\n"),
        (("all.jsonl", "--since", "soon"), "error: since 'soon' is no date. Write 2031-06-17, 2031-06 or 2031\n"),
        (("--db", "gone.db"), "error: gone.db: there is no such file. Make it with: onrecord add … --db gone.db\n"),
        (
            ("all.jsonl", "-o", "all.jsonl", "-f", "json"),
            "error: --output all.jsonl is an input and would be lost. Choose another name\n",
        ),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr, result.stdout) == (2, message, "")


def test_help_tells_the_exit_codes(run: Run) -> None:
    page = run("--help").stdout
    assert "3    nothing to compare was found" in page and "onrecord compare --db record.db --format json" in page
