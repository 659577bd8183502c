"""The command: what it says and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from batch.conftest import FIRST, lines
from onrecord.cli.main import app


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["batch", *arguments], prog_name="onrecord")

    return invoke


def test_a_run_and_what_is_told_of_it(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"text": "\\u201cNo,\\u201d Lena Oskar said."}\n{nope\n', "utf-8")
    planned = run("news.jsonl", "--out", "results", "--dry-run", "--format", "json")
    assert planned.exit_code == 0 and json.loads(planned.stdout)["state"] == "new"
    done = run("news.jsonl", "--out", "results", "--workers", "1")
    assert done.exit_code == 1
    assert done.stderr.startswith("news: 1 documents, 1 statements, 1 errors, ")
    first, *others = done.stdout.splitlines()
    assert first.startswith("1 of 1 shards are done in results: documents 1 · statements 1 · errors 1 · words 4 · ")
    assert others == [
        "       1  articles that cannot be read",
        "The articles that could not be read are listed in results/errors",
    ]
    again = run("news.jsonl", "--out", "results")
    assert again.exit_code == 1 and again.stderr == ""
    assert "done: 1" in run("news.jsonl", "--out", "results", "--dry-run").stdout
    status = run("--out", "results", "--status")
    assert status.exit_code == 1 and "shards: 1 · documents 1 · statements 1 · errors 1 · words 4" in status.stdout
    (entry,) = map(json.loads, run("--out", "results", "--status", "--format", "json").stdout.splitlines())
    assert entry["shard"] == "news" and entry["whole"] and entry["errors"] == {"input": 1}
    (tmp_path / "results" / "spans" / "news.parquet").unlink()
    assert "damaged" in run("--out", "results", "--status").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--out", "x"), 2, "give SHARD, or --status alone"),
        (("a.jsonl", "--status", "--out", "x"), 2, "give SHARD, or --status alone"),
        (("a.jsonl", "--out", "x", "--ray", "auto", "--workers", "2"), 2, "leave out --workers"),
        (("a.jsonl", "--out", "x", "--workers", "0"), 2, "0 is not in the range"),
        (("a.jsonl", "--out", "x", "--min-score", "7"), 2, "error: min_score is 7.0: give a number from 0 to 1"),
        (("a.jsonl", "--out", "x", "--codebook", "no"), 2, "error: no"),
        (("missing.jsonl", "--out", "x"), 3, "error: missing.jsonl: there is no such shard."),
        (("--status", "--out", "x"), 3, "error: there is no shard in x. Give the --out of a run"),
        (("a.jsonl", "--out", "a.jsonl"), 2, "error: --out a.jsonl cannot be used"),
        (("a.jsonl",), 2, "Missing option '--out'"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Callable[..., Result], tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    lines(tmp_path / "a.jsonl", ["Ana said yes"])
    done = run(*arguments)
    assert (done.exit_code, message in done.output) == (code, True), done.output
    assert not (tmp_path / "x").exists()


def test_a_shard_without_any_article_is_done_and_told(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"")
    done = run("empty.jsonl", "--out", "results", "--workers", "1")
    assert done.exit_code == 3 and "errors 1" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_no_process_and_no_half_shard(number: int, tmp_path: Path) -> None:
    shard = tmp_path / "news.jsonl"
    shard.write_text("\n".join(FIRST * 30), "utf-8")
    command = [sys.executable, "-m", "onrecord", "batch", str(shard), "--out", str(tmp_path / "out"), "--workers", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    while not [*(tmp_path / "out").glob(".*.part/documents.parquet")]:
        time.sleep(0.1)
        assert process.poll() is None
    time.sleep(1)
    process.send_signal(number)
    _, told = process.communicate(timeout=120)
    if number != signal.SIGKILL:
        assert process.returncode == 130
        assert told == b"error: interrupted; 0 of 1 shards are done. Run the same again to go on\n"
        assert [path.name for path in (tmp_path / "out").iterdir() if path.name.endswith(".part")] == []
    assert not [*(tmp_path / "out").glob("[a-z]*/*.parquet")]
    for _ in range(300):  # the process that reads ends as soon as it sees that nobody listens
        if not _group(process.pid):
            return
        time.sleep(0.1)
    pytest.fail("a process is left")


def _group(number: int) -> bool:
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True
