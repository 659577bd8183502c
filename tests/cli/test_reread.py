"""``onrecord db reread``: with the real model, on a record of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.stand_in import Run
from onrecord.cli.main import app
from onrecord.store import open_store

QUAY = (
    "Quay closes\n\nThe quay will close in June, harbour chief Lena Oskar said on Monday.\n\n“We have no money for it,”"
    " Oskar said. Ferries were said to be looking for another place.\n\nOto Velm, a fisherman, called the plan madness."
)
FERRY = "Ferry stops\n\nThe ferry stopped on Monday, the company said.\n\n“Nobody told us,” Oto Velm told the Courier."


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_DB", "record.db")
    articles = [{"id": str(number), "text": text, "outlet": "Courier"} for number, text in enumerate((QUAY, FERRY))]
    Path("a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), prog_name="onrecord")

    assert invoke("add", "a.jsonl").exit_code == 0
    return invoke


def statements(key: int) -> dict[str, float]:
    with open_store("record.db") as store:
        return {one.id: one.attribution.score for one in store.reading(key).statements}


def test_reading_again_shows_what_changes_and_stores_it_only_when_told(run: Run) -> None:
    result = run("db", "reread")
    assert (result.exit_code, result.stdout) == (
        0,
        "0 articles read again, 2 left alone: 0 statements more, 0 gone, 0 changed\n"
        "nothing was stored; --replace puts the new readings in place\n",
    )
    before = {key: statements(key) for key in (1, 2)}
    middle = sorted(before[1].values())[1] - 1e-6  # all but the least sure one stay
    result = run("db", "reread", "--min-score", str(middle))
    assert result.exit_code == 0 and re.search(r"^ +1 +0 more +1 gone +0 changed  Quay closes", result.stdout)
    assert "2 articles read again: " in result.stdout and {key: statements(key) for key in (1, 2)} == before
    decided = min(before[2], key=before[2].__getitem__)
    assert run("review", "accept", decided, "--by", "Ada").exit_code == 0
    result = run("db", "reread", "--min-score", "1.0", "--replace")
    gone = sum(map(len, before.values()))
    assert f"2 articles read again: 0 statements more, {gone} gone, 0 changed\n" in result.stdout
    assert result.stdout.endswith("the new readings are in place, but 1 stay as a person decided\n")
    assert statements(1) == {} and [*statements(2)] == [decided]
    assert "past readings  2\n" in run("db", "info").stdout and run("db", "check").exit_code == 0
    assert "0 articles read again, 2 left alone" in run("db", "reread", "--min-score", "1.0").stdout


def test_what_people_coded_is_left_alone_and_what_is_not_there_is_told(run: Run) -> None:
    Path("hand.csv").write_text("text,name,content\nThe quay is shut. No comment.,Ana,No comment.\n", "utf-8")
    assert run("import", "hand.csv", "--db", "record.db").exit_code == 0
    result = run("db", "reread", "3", "--min-score", "0.9", "--replace")
    assert result.stdout.startswith("0 articles read again, 1 left alone") and len(statements(3)) == 1
    result = run("db", "reread", "3", "7")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "error: there is no document 7. Find keys with: onrecord search\n"
    assert run("db", "reread", "--db", "none.db").exit_code == 2
