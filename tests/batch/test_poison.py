"""Articles that harm the process that reads them: each is told and left out, the others are read."""

from __future__ import annotations

import gzip
import os
import random
import signal
import threading
import time

import pytest

from batch.conftest import job_of, lines, table
from databases import LONG
from onrecord.batch.keeping import Limits, Progress, StoppedError, read_shard
from onrecord.batch.process import ReadingProcess
from onrecord.errors import OptionError
from onrecord.options import ReadOptions


def test_each_kind_of_poison_is_told_and_the_others_are_read(batch, tmp_path):
    texts = ["Ana said one", "RAISE said no", "Bo said two", "CRASH said no", "HANG said no", "PRINT said three"]
    texts += ["EXIT said no", "BLOAT said no", "RECURSE said no", "Cy said four"]
    shard = lines(tmp_path / "news.jsonl", texts)
    with shard.open("a") as stream:
        stream.write("{broken\n")
    (result,), _ = batch(shard, limits=Limits(1.5, 4_000_000_000))
    out = tmp_path / "out"
    errors = {row["document"]: row for row in table(out, "errors", "news")}
    kinds = {2: "exception", 4: "killed", 5: "time", 7: "killed", 8: "memory", 9: "exception", 11: "input"}
    assert {number: row["kind"] for number, row in errors.items()} == kinds
    assert [row["document"] for row in table(out, "documents", "news")] == [1, 3, 6, 10]
    assert errors[2]["problem"] == "reading it raised ValueError: no such luck" and errors[2]["source_id"] == "news-2"
    assert errors[4]["problem"] == "the process that read it ended, 3 times (signal 11, SIGSEGV)"
    assert errors[5]["problem"] == "reading it took more than 1.5 seconds"
    assert "exit code 7" in errors[7]["problem"] and errors[7]["place"] == f"{shard}, article 7"
    assert errors[11]["place"] == f"{shard}, line 11"
    assert result.entry.errors == {"exception": 2, "killed": 2, "time": 1, "memory": 1, "input": 1}


def test_an_article_that_was_read_when_the_process_was_killed_from_outside_is_not_lost(batch, tmp_path):
    mark = tmp_path / "mark"
    batch(lines(tmp_path / "news.jsonl", ["Ana said one", f"ONCE {mark} said two", "Bo said three"]))
    assert mark.exists() and table(tmp_path / "out", "errors", "news") == []
    assert [row["document"] for row in table(tmp_path / "out", "documents", "news")] == [1, 2, 3]


def test_kills_at_any_moment_lose_nothing_and_double_nothing(tmp_path):
    number = 59 if LONG else 19
    chance = random.Random(7)  # noqa: S311 (moments, not secrets)
    shard = lines(tmp_path / "news.jsonl", [f"SLOW said {n}" for n in range(number)])
    process, kills = ReadingProcess(), list[int]()

    def kill(progress: Progress) -> None:
        if progress.documents % 5 == 0 and process.pid not in kills:
            kills.append(process.pid)
            threading.Timer(chance.uniform(0, 0.3), os.kill, (process.pid, signal.SIGKILL)).start()

    try:
        entry = read_shard(job_of(shard), process, kill, threading.Event())
    finally:
        process.end()
    assert len(kills) > 2
    assert entry.counts["documents"] == number and entry.counts["errors"] == 0
    assert [row["document"] for row in table(tmp_path / "out", "documents", "news")] == [*range(1, number + 1)]


def test_a_shard_whose_end_is_missing_is_done_up_to_there(batch, tmp_path):
    packed = gzip.compress(lines(tmp_path / "all.jsonl", [f"Ana said {n} {n**40}" for n in range(50)]).read_bytes())
    shard = tmp_path / "news.jsonl.gz"
    shard.write_bytes(packed[: len(packed) // 2])
    (result,), _ = batch(shard)
    (error,) = table(tmp_path / "out", "errors", "news")
    assert "packed wrongly after line" in error["problem"] and result.entry.counts["documents"] > 5


def test_options_that_nothing_can_be_read_with_end_the_run(batch, tmp_path):
    with pytest.raises(OptionError, match="no model in /nowhere"):
        batch(lines(tmp_path / "news.jsonl", ["Ana said one"]), options=ReadOptions(min_score=0.99))


def test_a_process_that_cannot_start_fails_the_shard(batch, tmp_path):
    (result,), _ = batch(lines(tmp_path / "news.jsonl", ["Ana said one"]), read="no.such.module:read")
    assert result.entry is None and "No module named 'no'" in str(result.error)


def test_a_run_that_is_stopped_does_not_wait_for_an_article(tmp_path):
    job = job_of(lines(tmp_path / "news.jsonl", ["HANG said one"]))
    process, stop = ReadingProcess(), threading.Event()
    threading.Timer(1, stop.set).start()
    began = time.monotonic()
    with pytest.raises(StoppedError):
        read_shard(job, process, lambda _: None, stop)
    assert time.monotonic() - began < 60 and process.pid is None
    assert [*(tmp_path / "out").iterdir()] == []
