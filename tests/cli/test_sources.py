"""Resolved sources on the command line, with the real model."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.main import app

EXAMPLES = Path(__file__).parents[2] / "examples" / "invented"
ACTORS = str(EXAMPLES / "actors.csv")
ARTICLE = (
    "Guard stops ferry in the strait\n\n"
    "“The inspections will go on,” Defence Minister Ulvar Tresk said on Monday in Ossunmar. He added that the Guard "
    "had found nothing.\n\n"
    "Vaillecourbe rejected the inspections. “Nobody invited them,” said Lucan Estravelle, the Sorrenayan foreign "
    "minister.\n"
)
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a folder with one article, far from any corpora."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_CORPORA", raising=False)
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), prog_name="onrecord")

    return invoke


def named(result: Result) -> dict[str, tuple[str, str | None]]:
    """Words of each source with its resolved name and entity."""
    statements = json.loads(result.stdout)["statements"]
    found = ((s["source"], s["resolution"]) for s in statements if s["source"])
    return {source[0]["text"]: (who["name"], who["entity"]) for source, who in found}


def test_read_resolves_sources_with_ones_own_actors(run: Run) -> None:
    result = run("read", "one.txt", "--actors", ACTORS, "--published", "2031-06-01", "-f", "json")
    assert result.exit_code == 0, result.stderr
    found = named(result)
    assert found["Defence Minister Ulvar Tresk"] == ("Ulvar Tresk", "P-05")
    assert found["He"] == ("Ulvar Tresk", "P-05")
    assert found["Vaillecourbe"] == ("Government of Sorrenay", "G-SOR")
    assert ("Lucan Estravelle", "P-11") in found.values()


def test_read_without_them_knows_the_names_of_the_article(run: Run) -> None:
    found = named(run("read", "one.txt", "-f", "json"))
    name, entity = found["Defence Minister Ulvar Tresk"]
    assert name == "Ulvar Tresk" and entity is not None and entity.startswith("local:")
    assert found["He"] == (name, entity)


def test_a_table_and_a_csv_show_the_names(run: Run) -> None:
    table = run("read", "one.txt", "--actors", ACTORS).stdout
    assert "Ulvar Tresk — He" in table.replace("\n", " ")
    rows = list(csv.DictReader(io.StringIO(run("read", "one.txt", "--actors", ACTORS, "-f", "csv").stdout)))
    assert {"P-05", "P-11"} <= {row["entity"] for row in rows}
    assert {row["name"] for row in rows if row["entity"] == "P-05"} == {"Ulvar Tresk"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "id,label,type\nP-1,Anna Holm,persn\n",
            "line 2: the type is 'persn'. Did you mean 'person'?\n",
        ),
        ("id,label\n,Anna Holm\n", "line 2: id is empty. Every actor needs an id and a label\n"),
    ],
)
def test_a_broken_file_of_actors_ends_a_run_before_anything_is_read(
    run: Run, tmp_path: Path, content: str, message: str
) -> None:
    own = tmp_path / "own.csv"
    own.write_text(content, "utf-8")
    result = run("read", "gone.txt", "one.txt", "--actors", str(own), "-o", "out.csv")
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr == f"error: {own}, {message}"  # and nothing of the input that is not there
    assert not (tmp_path / "out.csv").exists()


def test_a_file_of_actors_that_is_not_there(run: Run) -> None:
    result = run("read", "one.txt", "--actors", "none.csv")
    assert result.exit_code == 2 and "none.csv" in result.stderr and result.stdout == ""


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A folder of corpora with one article, to be quick."""
    root = tmp_path / "corpora"
    shutil.copytree(EXAMPLES, root / "invented")
    for kind in ("text", "statements", "meta"):
        for path in (root / "invented" / kind).iterdir():
            if path.stem != "merewire-E10":
                path.unlink()
    return root


def test_evaluate_prints_the_table_of_resolved_sources(run: Run) -> None:
    result = run("evaluate", "invented")
    assert result.exit_code == 0
    assert "evaluating the five bundled articles" in result.stderr
    lines = result.stdout.split("right names, spans given")[1].split("\n\n")[0].splitlines()
    rows = {line[:26].strip(): line[26:].strip() for line in lines[1:]}
    assert lines[0].split() == ["bundled"]
    assert next(iter(rows)) == "all" and list(rows)[-1] == "share of linked F1"
    assert {"he/she", "noun phrase", "group", "wrong person", "end to end, F1"} <= set(rows)
    share, total = rows["all"].split()
    assert total == "(111)" and 60 < float(share) <= 100
    assert float(share) > float(rows["baseline: previous source"]) and float(share) > float(
        rows["baseline: nearest person"]
    )


def test_evaluate_prints_json_of_them_and_holds_them_against_their_floors(run: Run, few: Path, tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text(json.dumps({"invented": {"names": 101}}), "utf-8")
    result = run("evaluate", "invented", str(few), "--json", "--actors", ACTORS, "--floors", "floors.json")
    assert result.exit_code == 1 and "invented names" in result.stderr and "below its floor 101" in result.stderr
    sources = json.loads(result.stdout)["invented"]["sources"]
    assert set(sources) == {
        *("accuracy", "wrong_person", "total", "by_kind", "baselines", "end_to_end", "share_of_linked")
    }
    assert sources["total"] == sum(kind["total"] for kind in sources["by_kind"].values()) > 10
    assert set(sources["baselines"]) == {"nearest person", "previous source"}
    assert sources["end_to_end"]["right"] <= sources["end_to_end"]["found"]


def test_evaluate_refuses_a_broken_file_of_actors(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "bad.csv"
    own.write_text("id,label,type\nP-1,Anna Holm,persn\n", "utf-8")
    result = run("evaluate", "invented", "--actors", str(own))
    assert result.exit_code == 2 and result.stdout == ""
    assert f"error: {own}, line 2: the type is 'persn'. Did you mean 'person'?" in result.stderr
