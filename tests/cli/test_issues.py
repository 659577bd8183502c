"""``onrecord issues``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.codebook import load_codebook

ARTICLES = Path(__file__).parents[2] / "examples" / "invented" / "text"


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["issues", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_starter_codebooks_are_listed_with_their_issues() -> None:
    assert "peace" in run("list")[1].split()
    assert "ceasefire" in run("list", "peace")[1]


def test_an_unknown_codebook_is_named() -> None:
    code, _, told = run("list", "paece")
    assert code == 2
    assert "paece" in told


def test_a_good_codebook_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("id,label,aliases\ndam,The dam,reservoir;sluice\n", "utf-8")
    code, told, _ = run("check", str(file))
    assert (code, "1 issues" in told) == (0, True)


def test_all_problems_of_a_codebook_are_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("id,label,aliases,reversed_aliases,parent\na,A,x,x,\na,B,,,\nb,C,,,nowhere\n", "utf-8")
    code, _, told = run("check", str(file))
    assert code == 1
    assert told.count("error:") >= 2


@pytest.mark.parametrize("form", ["csv", "toml"])
def test_suggested_issues_are_a_codebook(form: str, tmp_path: Path) -> None:
    code, told, _ = run("suggest", str(ARTICLES / "merewire-E10.txt"), "--format", form, "--least", "1")
    assert code == 0
    file = tmp_path / f"mine.{form}"
    file.write_text(told, "utf-8")
    assert len(load_codebook(file).entries) > 3


def test_suggestions_for_people_count_statements_and_articles() -> None:
    code, told, _ = run("suggest", str(ARTICLES), "--least", "3")
    assert code == 0
    assert told.startswith("statements articles  issue")


def test_persons_and_countries_are_no_issues() -> None:
    _, told, _ = run("suggest", str(ARTICLES), "--format", "csv", "--least", "1")
    labels = {row["label"].casefold() for row in csv.DictReader(io.StringIO(told))}
    assert labels.isdisjoint({"verdassy", "karveth", "sorrenay", "vennick", "ossunmar"})
    assert len(labels) > 10


def test_nothing_to_suggest(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The bridge at Hask is forty metres long.", "utf-8")
    assert run("suggest", str(article))[0] == 1
    assert run("suggest", str(tmp_path / "none.txt"))[0] == 2
