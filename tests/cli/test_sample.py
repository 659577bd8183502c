"""``onrecord sample`` on a real record."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.record import runner
from cli.stand_in import Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return runner(monkeypatch, tmp_path)


def test_draw_judge_in_a_sheet_and_report(run: Run, tmp_path: Path) -> None:
    assert run("sample", "--list").exit_code == 1
    drawn = run("sample", "6", "--seed", "7", "--strata", "outlet", "--name", "May", "--by", "Ada")
    assert (drawn.exit_code, drawn.stderr) == (0, "")
    assert drawn.stdout.split()[:6] == ["1", "May", "6", "of", "15", "seed"]
    assert run("sample", "--list").stdout == drawn.stdout
    assert run("sample", "--report", "1").exit_code == 1
    rows = list(csv.DictReader(io.StringIO(run("sample", "--sheet", "1").stdout)))
    assert len(rows) == 6
    for name, verdicts in (("Ada", "yyyyyn"), ("Bo", "yyyynn")):
        sheet = tmp_path / f"{name}.csv"
        with sheet.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0])
            writer.writeheader()
            writer.writerows({**row, "judge_statement": one} for row, one in zip(rows, verdicts, strict=True))
        judged = run("sample", "--judge", "1", "--from", str(sheet), "--by", name)
        assert (judged.exit_code, judged.stdout) == (0, "statements judged: 6\n")
    table = run("sample", "--report", "1").stdout.splitlines()
    assert table[0] == "6 of 6 judged, 6 by two or more"
    assert next(line.split() for line in table if line.startswith("statement ")) == [
        *("statement", "80.0%", "37.6%", "to", "96.4%", "5", "1", "0.593", "–"),
    ]
    told = json.loads(run("sample", "--report", "1", "--format", "json").stdout)
    assert told["reviewers"] == {"Ada": 6, "Bo": 6}
    assert told["rows"][0]["right"] == 4
    assert set(told["strata"]) <= {"Coastwire", "The Courier"}


def test_what_cannot_be_done_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(b"\xe9")
    for arguments, problem in (
        ((), "one thing at a time"),
        (("5", "--list"), "one thing at a time"),
        (("--report", "9"), "there is no sample 9"),
        (("--judge", "9"), "there is no sheet"),
        (("--judge", "9", "--from", "latin.csv"), "it is not in UTF-8"),
        (("5", "--words", "nowhere"), "no statement fits"),
    ):
        result = run("sample", *arguments)
        assert result.exit_code == 2
        assert problem in result.stderr
