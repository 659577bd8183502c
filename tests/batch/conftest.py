"""Runs with the stand-in for the pipeline, in processes as always."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from batch.watcher import Watched
from onrecord.batch import Request, Result, run

TESTS = Path(__file__).parents[1]
STAND_IN = "batch.stand_in:read_document"
Run = Callable[..., tuple[list[Result], Watched]]


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process that reads find the stand-in."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")]))


@pytest.fixture
def batch(tmp_path: Path) -> Run:
    """Run with the stand-in, from ``tmp_path`` to ``out`` in it."""

    def started(*shards: object, watched: Watched | None = None, **more: Any) -> tuple[list[Result], Watched]:
        watched = watched or Watched()
        more = {"out": str(tmp_path / "out"), "workers": 1, "read": STAND_IN, **more}
        return run(Request(tuple(map(str, shards)), **more), watched), watched

    return started


def lines(path: Path, texts: Iterable[str]) -> Path:
    """Write a shard of JSON lines."""
    rows = ({"id": f"{path.stem}-{number}", "text": text} for number, text in enumerate(texts, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def table(out: Path, name: str, shard: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a shard."""
    found: list[dict[str, Any]] = pq.read_table(out / name / f"{shard}.parquet").to_pylist()
    return found


def files(out: Path) -> dict[str, bytes]:
    """Return all files of results by name; locks are none."""
    paths = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".run.")]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}
