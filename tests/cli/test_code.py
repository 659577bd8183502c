"""``onrecord code``, with a stand-in for what codes a reading again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.stand_in import Run
from export.coded import coded_reading
from onrecord.cli.main import app
from onrecord.codes import Issue
from onrecord.errors import OnRecordError
from onrecord.export.json import encode
from onrecord.statement import Reading

REMEDY = "Give a file that onrecord read wrote with --format jsonl or json"
CONTENT = "Give what onrecord read --format jsonl or json writes"


def stand_in_recode(reading: Reading, codebook: Any) -> Reading:
    """Every statement is about the name of the codebook."""
    issue = Issue(codebook or "open:none", codebook or "none")
    return replace(
        reading,
        statements=tuple(
            replace(one, codings=tuple(replace(coding, issue=issue) for coding in one.codings))
            for one in reading.statements
        ),
    )


def stand_in_codebook(name: str) -> str:
    if "bad" in name:
        raise OnRecordError(f"{name}, line 2: the id 'a' is there twice. Give each issue an id of its own")
    return Path(name).stem


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a folder with readings and codebooks."""
    monkeypatch.setattr("onrecord.cli.code.recode", stand_in_recode)
    monkeypatch.setattr("onrecord.cli.code.load_codebook", stand_in_codebook)
    monkeypatch.chdir(tmp_path)
    reading = coded_reading()
    bare = replace(reading, statements=tuple(replace(one, codings=()) for one in reading.statements))
    line = encode(reading) + "\n"
    (tmp_path / "one.jsonl").write_text(line, "utf-8")
    (tmp_path / "many.json").write_text((encode(reading, indent=2) + "\n") * 2, "utf-8")
    (tmp_path / "broken.jsonl").write_text(f"{line}no json\n\n{encode(bare)}\n{line}", "utf-8")
    (tmp_path / "mine.toml").write_text("mine", "utf-8")
    (tmp_path / "bad.toml").write_text("bad", "utf-8")

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), prog_name="onrecord", input=stdin)

    return invoke


def test_json_lines_are_the_default_and_have_the_new_issues(run: Run) -> None:
    result = run("code", "one.jsonl", "many.json", "--codebook", "mine.toml")
    assert (result.exit_code, result.stderr) == (0, "")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["document"]["outlet"] for item in found] == ["Coastwire"] * 3
    assert {coding["issue"]["id"] for item in found for one in item["statements"] for coding in one["codings"]} == {
        "mine"
    }
    assert found[0]["statements"][3]["codings"][0]["act"] == "THREATEN"


def test_the_codebook_is_recorded(run: Run) -> None:
    result = run("code", "one.jsonl", "--codebook", "mine.toml")
    digest = hashlib.sha256(b"mine").hexdigest()
    options = json.loads(result.stdout)["provenance"]["options"]
    assert options == {"min_score": 0.0, "codebook": f"mine.toml@sha256:{digest}"}
    without = run("code", "one.jsonl")
    assert json.loads(without.stdout)["provenance"]["options"] == {"min_score": 0.0}
    assert json.loads(without.stdout)["statements"][0]["codings"][0]["issue"]["id"] == "open:none"


def test_standard_input_and_other_formats(run: Run, tmp_path: Path) -> None:
    line = (tmp_path / "one.jsonl").read_text("utf-8")
    result = run("code", "-", "--codebook", "mine.toml", "-f", "csv", stdin=line)
    assert result.exit_code == 0
    assert {row["issue_id"] for row in csv.DictReader(io.StringIO(result.stdout))} == {"mine"}
    assert "· on mine: conditional" in run("code", "one.jsonl", "--codebook", "mine.toml", "-f", "table").stdout
    assert run("code", "one.jsonl", "-o", "page.html").exit_code == 0
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_what_cannot_be_coded_is_told_and_the_rest_is_written(run: Run) -> None:
    result = run("code", "gone.jsonl", "broken.jsonl", "--codebook", "mine.toml")
    assert result.exit_code == 1
    assert result.stderr == (
        f"error: gone.jsonl: it cannot be read (No such file or directory). {REMEDY}\n"
        f"error: broken.jsonl, line 2: not valid JSON (Expecting value at column 1). {CONTENT}\n"
        "error: broken.jsonl, line 4: its statements are not coded. Read the article again with onrecord read\n"
    )
    assert len(result.stdout.splitlines()) == 2


def test_nothing_is_written_where_nothing_could_be_coded(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "out.jsonl").write_text("before")
    (tmp_path / "folder").mkdir()
    for name in ("gone.jsonl", "empty.jsonl", "folder"):
        assert run("code", name, "-o", "out.jsonl").exit_code == 3
    assert (tmp_path / "out.jsonl").read_text() == "before"
    assert run("code", "empty.jsonl").stderr == f"error: no reading in the input. {REMEDY}\n"


def test_a_reading_without_statements_passes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text(encode(replace(coded_reading(), statements=())), "utf-8")
    assert run("code", "none.jsonl").exit_code == 0


def test_a_codebook_that_cannot_be_used_ends_the_run_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    result = run("code", "gone.jsonl", "--codebook", "bad.toml", "-o", "out.jsonl")
    assert "error: bad.toml, line 2: the id 'a' is there twice." in result.stderr and "gone" not in result.stderr
    assert result.exit_code == 2 and not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "brat"), "'brat' is not one of 'jsonl', 'json', 'table', 'csv', 'html'."),
        (
            ("-o", "out.ann"),
            "the name 'out.ann' does not tell the format: add --format, or end it with .jsonl, .json, .csv or .html",
        ),
        (("-o", "one.jsonl"), "error: --output one.jsonl is an input and would be lost. Choose another name"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, run: Run) -> None:
    result = run("code", "one.jsonl", *arguments)
    assert result.exit_code == 2 and message in result.stderr and result.stdout == ""


def test_help_tells_the_exit_codes(run: Run) -> None:
    page = run("code", "--help").stdout
    assert "1    some readings could not be coded; the others were written" in page
    assert "onrecord code readings.jsonl --codebook peace -o coded.jsonl" in page
