"""A Ray cluster does what a run here does, and goes on where a node is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from batch.conftest import EXAMPLES, FIRST, files, lines, table

LONG = bool(os.environ.get("ONRECORD_LONG"))


def python(*arguments: object) -> str:
    command = [sys.executable, "-m", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=550, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_a_cluster_writes_what_a_run_here_writes(tmp_path: Path) -> None:
    shard = tmp_path / "news.jsonl"
    shard.write_text(f"{FIRST[0]}\n", "utf-8")
    actors = EXAMPLES / "actors.csv"
    for out, more in (("ray", ("--ray", "local")), ("here", ("--workers", 1))):
        python("onrecord", "batch", shard, "--out", tmp_path / out, "--actors", actors, *more)
    ray, here = files(tmp_path / "ray"), files(tmp_path / "here")
    tables = {name for name in here if name.endswith(".parquet")}
    assert {*ray} == {*here} and all(ray[name] == here[name] for name in tables)


@pytest.mark.skipif(not LONG, reason="takes a minute or two: make test-long")
def test_a_lost_node_costs_nothing_but_time(tmp_path: Path) -> None:
    names = [f"s{number}" for number in range(6)]
    for name in names:
        lines(tmp_path / f"{name}.jsonl", [f"SLOW said {name} {number}" for number in range(40)])
    told = sorted(line for line in python("batch.cluster", tmp_path).splitlines() if line[:1] == "s")  # Ray says more
    assert told == [f"{name} done" for name in names]
    for name in names:
        rows = table(tmp_path / "out", "documents", name)
        assert [row["document"] for row in rows] == [*range(1, 41)]
    assert not [*(tmp_path / "out").glob(".*.part")]
