"""``onrecord export``, from files of readings and from a record."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from lxml import etree
from typer.testing import CliRunner, Result

from cli.stand_in import Run
from export.coded import coded_reading
from export.wide import wide_reading
from onrecord.cli.export import Format, Network, Table
from onrecord.cli.main import app
from onrecord.export import FORMATS, SAVED
from onrecord.export.json import encode
from onrecord.export.networks import NETWORKS
from onrecord.export.tables import TABLES
from onrecord.store import open_store


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a folder with readings."""
    monkeypatch.chdir(tmp_path)
    lines = [encode(coded_reading()), encode(wide_reading())]
    (tmp_path / "two.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "broken.jsonl").write_text(f"{lines[0]}\nno json\n", "utf-8")

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, ["export", *arguments], prog_name="onrecord", input=stdin)

    return invoke


@pytest.fixture
def record(tmp_path: Path) -> str:
    with open_store(tmp_path / "record.db", create=True) as store, store.writing() as writer:
        for reading in (coded_reading(), wide_reading()):
            writer.add(reading)
    return "record.db"


def test_formats_networks_and_tables_are_those_that_there_are() -> None:
    assert {one.value for one in Format} == {*FORMATS, *SAVED}
    assert [one.value for one in Network] == [*NETWORKS]
    assert [one.value for one in Table] == [*TABLES]


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"brat"}))
def test_every_format_of_text_can_be_printed(run: Run, form: str) -> None:
    result = run("two.jsonl", "--format", form)
    assert (result.exit_code, result.stderr) == (0, "") and result.stdout


@pytest.mark.parametrize(
    "name", ["x.jsonl", "x.csv", "x.html", "x.dna", "x.parquet", "x.graphml", "x.gexf", "x.jsonld"]
)
def test_the_name_tells_the_format(run: Run, name: str, tmp_path: Path) -> None:
    assert run("two.jsonl", "-o", name).exit_code == 0
    assert (tmp_path / name).stat().st_size
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_folders(run: Run, tmp_path: Path) -> None:
    assert run("two.jsonl", "-f", "parquet", "-o", "tables").exit_code == 0
    assert pq.read_table(tmp_path / "tables" / "statements.parquet").num_rows == 8
    assert run("two.jsonl", "-f", "brat", "-o", "annotated").exit_code == 0
    assert len([*(tmp_path / "annotated").glob("*.ann")]) == 2


def test_one_table_and_one_network(run: Run, tmp_path: Path) -> None:
    assert run("two.jsonl", "-o", "x.parquet", "--table", "recipients").exit_code == 0
    assert pq.read_table(tmp_path / "x.parquet").num_rows == 5
    assert run("two.jsonl", "-o", "x.graphml", "--network", "acts").exit_code == 0
    graph = etree.parse(tmp_path / "x.graphml")
    assert graph.xpath("//*[local-name() = 'graph']/@edgedefault") == ["directed"]


def test_a_record(run: Run, record: str, tmp_path: Path) -> None:
    result = run("--db", record)
    assert (result.exit_code, result.stderr) == (0, "")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["document"]["outlet"] for item in found] == ["Coastwire", "Norvale Courier"]
    assert run("--db", record, "-o", "x.dna").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "x.dna")) as connection:
        assert connection.execute("SELECT COUNT(*) FROM STATEMENTS").fetchone() == (8,)


def test_a_record_that_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    result = run("--db", "gone.db", "-o", "x.csv")
    assert result.exit_code == 2 and "gone.db: there is no such file" in result.stderr
    assert not (tmp_path / "x.csv").exists() and not (tmp_path / "gone.db").exists()


def test_what_cannot_be_used_is_told_and_the_rest_is_written(run: Run, tmp_path: Path) -> None:
    for name in ("x.csv", "x.dna", "x.parquet"):
        result = run("broken.jsonl", "gone.jsonl", "-o", name)
        assert result.exit_code == 1 and "broken.jsonl, line 2: not valid JSON" in result.stderr
        assert "gone.jsonl: it cannot be read (No such file or directory)" in result.stderr
        assert (tmp_path / name).exists()
    (tmp_path / "y.dna").write_text("before")
    assert run("gone.jsonl", "-o", "y.dna").exit_code == 3
    assert (tmp_path / "y.dna").read_text() == "before"


def test_standard_input(run: Run, tmp_path: Path) -> None:
    line = (tmp_path / "two.jsonl").read_text("utf-8")
    assert run("-", "-f", "plover", stdin=line).stdout.count("\n") == 7


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give either READINGS or --db, one of them"),
        (("two.jsonl", "--db", "record.db"), "give either READINGS or --db, one of them"),
        (("two.jsonl", "-f", "dna"), "dna is no text: say where to write it"),
        (("two.jsonl", "-f", "parquet", "-o", "-"), "parquet is no text: say where to write it"),
        (("two.jsonl", "-o", "x.ods"), "the name 'x.ods' does not tell the format"),
        (("two.jsonl", "-o", "two.jsonl"), "--output two.jsonl is an input and would be lost"),
        (("two.jsonl", "-o", "gone/x.dna"), "--output gone/x.dna: there is no folder"),
        (("two.jsonl", "-f", "parquet", "-o", "broken.jsonl"), "--output broken.jsonl is a file. Give a folder"),
        (("two.jsonl", "-f", "graphml", "--network", "friends"), "'friends' is not one of"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, run: Run, tmp_path: Path) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and message in " ".join(result.stderr.split()) and result.stdout == ""


def test_names_from_articles_are_never_paths(run: Run, tmp_path: Path) -> None:
    data = json.loads(encode(coded_reading()))
    data["document"]["source_id"] = "../../../etc/passwd\x00/.."
    (tmp_path / "evil.jsonl").write_text(json.dumps(data), "utf-8")
    for form in ("brat", "parquet"):
        assert run("evil.jsonl", "-f", form, "-o", f"out-{form}").exit_code == 0
    written = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.parent.name for path in tmp_path.rglob("*.ann")} == {"out-brat"}
    assert not any("/" in name or name.startswith(".") for name in written)


def test_help_tells_formats_and_exit_codes(run: Run) -> None:
    page = run("--help").stdout
    assert "webannotation      W3C Web Annotation (JSON-LD)" in page
    assert "1    some readings could not be used; the others were exported" in page
