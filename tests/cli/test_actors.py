from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.stand_in import Run

EXAMPLE = Path(__file__).parents[2] / "examples" / "invented" / "actors.csv"


@pytest.fixture(autouse=True)
def own(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "own.csv")


def test_search_prints_a_table(run: Run) -> None:
    result = run("actors", "search", "Putin", "--limit", "1")
    head, row = result.stdout.splitlines()
    assert result.exit_code == 0 and head.split() == ["id", "name", "type", "country", "office"]
    assert row.startswith("Q7747  Vladimir Putin  person  RU")


def test_search_in_lower_case_finds_the_last_name_of_many(run: Run) -> None:
    assert "Q58217" in run("actors", "search", "lavrov").stdout


def test_search_prints_json(run: Run) -> None:
    result = run("actors", "search", "Tresk", "--actors", "own.csv", "--format", "json")
    (found,) = json.loads(result.stdout)
    assert (found["id"], found["name"], found["gender"]) == ("P-05", "Ulvar Tresk", "male")
    assert found["offices"] == [{"role": "Defence Minister", "country": "Karveth", "start": "2027-10-01", "end": None}]


def test_search_for_an_office_on_a_date(run: Run) -> None:
    for date, id in (("2014-06", "Q76"), ("2022", "Q6279")):
        lines = run("actors", "search", "president of the United States", "--date", date).stdout.splitlines()
        assert lines[1].split()[0] == id and len(lines) == 2
    own = run("actors", "search", "foreign minister of Karveth", "--date", "2031-05-01", "--actors", "own.csv")
    assert own.stdout.splitlines()[1].startswith("P-04")


def test_search_for_a_place(run: Run) -> None:
    assert run("actors", "search", "Kremlin").stdout.splitlines()[1].startswith("Q159#gov")


def test_search_finds_nobody(run: Run) -> None:
    for name in ("Dorrik Halvasund", "", "%"):
        result = run("actors", "search", name)
        assert result.exit_code == 1 and result.stdout == ""
        assert result.stderr == f"nobody is found under {name!r}\n"
    assert run("actors", "search", "Dorrik Halvasund", "--format", "json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Putin", "--date", "today"), "error: --date 'today' is no date. Write 2014-03-18, 2014-03 or 2014\n"),
        (
            ("Putin", "--actors", "none.csv"),
            "error: none.csv: cannot be read (No such file or directory). Give the name",
        ),
        (("Putin", "--limit", "0"), "Usage"),
        ((), "Usage"),
    ],
)
def test_wrong_usage_of_search(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("actors", "search", *arguments)
    assert result.exit_code == 2 and result.stderr.startswith(message)


def test_show(run: Run) -> None:
    page = run("actors", "show", "Q159#mfa").stdout
    assert "name     Ministry of Foreign Affairs (Russia)\n" in page and "country  RU\n" in page
    page = run("actors", "show", "P-03", "--actors", "own.csv").stdout
    assert "Foreign Minister, 2028-02-20 to 2031-04-11\n" in page
    assert json.loads(run("actors", "show", "Q7747", "--format", "json").stdout)["name"] == "Vladimir Putin"


def test_show_nobody(run: Run) -> None:
    result = run("actors", "show", "Q0")
    assert result.exit_code == 1
    assert result.stderr == "there is nobody with the id 'Q0'. Find ids with: onrecord actors search NAME\n"


def test_check_counts_and_warns(run: Run) -> None:
    result = run("actors", "check", "own.csv")
    assert result.exit_code == 0
    assert "person            27\n" in result.stdout and "country            5\n" in result.stdout
    assert "warning: 'Karvethi foreign minister' is a name of P-03 (line 37) and P-04 (line 38)" in result.stderr


def test_check_lists_every_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(
        "id,label,type,gender\nP-1,Anna Holm,persn,x\n,Bo Lind,,\nP-2,Ed Ros,,\n", "utf-8"
    )
    result = run("actors", "check", "bad.csv")
    assert result.exit_code == 2 and result.stdout == "person             1\n"
    assert result.stderr.splitlines() == [
        "error: bad.csv, line 2: the type is 'persn'. Did you mean 'person'?",
        "error: bad.csv, line 2: gender is 'x'. Write m or f, or leave it empty",
        "error: bad.csv, line 3: id is empty. Every actor needs an id and a label",
    ]


def test_help_shows_examples_and_exit_codes(run: Run) -> None:
    for command, example in (
        ("search", "actors search Lavrov"),
        ("show", "actors show Q159#mfa"),
        ("check", "actors check"),
    ):
        page = run("actors", command, "--help").stdout
        assert f"onrecord {example}" in page and "Exit codes:" in page
    assert "search" in run("actors").output
