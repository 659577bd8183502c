"""``onrecord import``, to files and into a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.stand_in import Run
from export.coded import coded_reading
from export.wide import wide_reading
from onrecord.cli.main import app
from onrecord.export import brat, dna
from onrecord.store import open_store

ROWS = "Quote;Speaker;Position\nWe will wait.;Ilse Brandt;pro\nWe will not.;Oto Velm;con\n"
MAPPING = """
coder = "Ana"
[columns]
content = "Quote"
name = "Speaker"
stance = "Position"
[values.stance]
pro = "support"
con = "oppose"
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a folder with hand-coded files."""
    monkeypatch.chdir(tmp_path)
    dna.save([coded_reading(), wide_reading()], tmp_path / "corpus.dna")
    (tmp_path / "coded.csv").write_text(ROWS, "utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, "utf-8")
    folder = tmp_path / "annotated"
    folder.mkdir()
    (folder / "a.txt").write_text(brat.text(wide_reading()), "utf-8", newline="")
    (folder / "a.ann").write_text(brat.standoff(wide_reading()), "utf-8", newline="")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["import", *arguments], prog_name="onrecord")

    return invoke


def read(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_several_sources_at_once_as_json_lines(run: Run) -> None:
    result = run("corpus.dna", "annotated")
    assert (result.exit_code, result.stderr) == (0, "")
    found = read(result.stdout)
    assert [item["provenance"]["options"]["imported"]["format"] for item in found] == ["dna", "dna", "brat"]
    assert {one["method"] for item in found for one in item["statements"]} == {"human"}
    assert found[1]["statements"][0]["content"][0] == found[2]["statements"][0]["content"][0]


def test_a_table_with_a_mapping(run: Run) -> None:
    found = read(run("coded.csv", "--map", "mapping.toml").stdout)
    assert [one["codings"][0]["stance"] for item in found for one in item["statements"]] == ["support", "oppose"]
    assert found[0]["provenance"]["options"]["imported"]["by"] == ["Ana"]
    pairs = run("coded.csv", "--map", "mapping.toml", "--map", "stance=Speaker", "--coder", "Ben")
    assert pairs.exit_code == 3 and "stance 'Ilse Brandt' is not known" in pairs.stderr


def test_other_formats_and_a_file(run: Run, tmp_path: Path) -> None:
    assert "Jorath Vennick" in run("corpus.dna", "-f", "table").stdout
    assert run("corpus.dna", "-o", "page.html").exit_code == 0
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_what_was_imported_can_be_exported_and_imported_again(run: Run, tmp_path: Path) -> None:
    assert run("corpus.dna", "-o", "one.jsonl").exit_code == 0
    export = CliRunner().invoke(app, ["export", "one.jsonl", "-o", "again.dna"])
    assert export.exit_code == 0
    assert run("again.dna", "-o", "two.jsonl").exit_code == 0
    one, two = (read((tmp_path / name).read_text("utf-8")) for name in ("one.jsonl", "two.jsonl"))
    assert [item["statements"] for item in one] == [item["statements"] for item in two]


def test_into_a_record(run: Run, tmp_path: Path) -> None:
    result = run("corpus.dna", "--db", "record.db")
    assert (result.exit_code, result.stdout) == (0, "2 documents: 2 added\n")
    again = run("corpus.dna", "--db", "record.db")
    assert again.stdout == ("2 documents: 2 there already and left as they were (--replace takes the imported ones)\n")
    assert run("annotated", "--db", "record.db").stdout == "1 document: 1 added\n"
    assert run("corpus.dna", "--db", "record.db", "--replace").stdout == "2 documents: 2 replaced\n"
    with open_store(tmp_path / "record.db", read_only=True) as store:
        keys = [document.key for document in store.documents()]
        readings = [store.reading(key) for key in keys]
    assert {one.attribution.method for reading in readings for one in reading.statements} == {"human"}
    assert readings[0].provenance["options"]["imported"]["by"] == ["Admin"]


def test_what_cannot_be_used_is_told_and_the_rest_is_imported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("content,act\nWe will wait.,SHOUT\nWe will not.,STATE\n", "utf-8")
    result = run("gone.dna", "bad.csv")
    assert result.exit_code == 1 and len(read(result.stdout)) == 1
    assert "error: gone.dna: there is no such file or folder. Check the name\n" in result.stderr
    assert "error: bad.csv, row 2: act 'SHOUT' is not known" in result.stderr
    record = run("gone.dna", "bad.csv", "--db", "record.db")
    assert (record.exit_code, record.stdout) == (1, "1 document: 1 added\n")
    assert run("gone.dna").exit_code == run("gone.dna", "--db", "record.db").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("coded.csv",), "no column of coded.csv is the content. Say which with --map content=COLUMN"),
        (("coded.csv", "--map", "content=Zitat"), "coded.csv has no column 'Zitat'. It has: Position, Quote, Speaker"),
        (("coded.csv", "--map", "contnet=Quote"), "there is no field 'contnet' to map"),
        (("coded.csv", "--map", "gone.toml"), "the mapping gone.toml cannot be read"),
        (("mapping.toml",), "the name 'mapping.toml' does not tell the format. Say which with --from"),
        (("coded.csv", "--db", "record.db", "-o", "x.jsonl"), "--db adds to a record: leave out --output"),
        (("coded.csv", "--replace"), "--replace is for records: give --db as well"),
        (("coded.csv", "--delimiter", ";;"), "the delimiter ';;' is no single character"),
        (("corpus.dna", "--db", "coded.csv"), "coded.csv"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, run: Run) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and message in " ".join(result.stderr.split()) and result.stdout == ""


def test_help_shows_a_mapping_and_the_exit_codes(run: Run) -> None:
    page = run("--help").stdout
    assert 'content = "Quote"' in page and "3    nothing could be imported" in page
