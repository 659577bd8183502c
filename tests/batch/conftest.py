"""Runs with the stand-in for the pipeline, in processes as always."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from batch.watcher import Watched
from ingest.test_warc import record
from onrecord.batch import Request, Result, run
from onrecord.batch.keeping import Job
from onrecord.batch.places import Folder
from onrecord.batch.shards import shards_of
from onrecord.cli.main import app

TESTS = Path(__file__).parents[1]
EXAMPLES = TESTS.parent / "examples" / "invented"
FIRST = EXAMPLES.joinpath("articles.jsonl").read_text("utf-8").splitlines()[:4]
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


def job_of(shard: Path) -> Job:
    """The reading of a shard with the stand-in, to ``out`` beside it."""
    out = str(shard.with_name("out"))
    (found,) = shards_of([str(shard)], Folder(out))
    return Job(found, out, {}, read=STAND_IN)


def table(out: Path, name: str, shard: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a shard."""
    found: list[dict[str, Any]] = pq.read_table(out / name / f"{shard}.parquet").to_pylist()
    return found


def files(out: Path) -> dict[str, bytes]:
    """Return all files of results by name; locks are none."""
    paths = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".run.")]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def onrecord(*arguments: object) -> str:
    """Run a command that succeeds, and return what it prints."""
    done = CliRunner().invoke(app, [*map(str, arguments)], prog_name="onrecord")
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="session")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article twice at one address and as lines, packed lines, a web archive and Parquet."""
    folder = tmp_path_factory.mktemp("shards")
    (folder / "lines.jsonl").write_text("\n".join(FIRST[:2]) + "\n", "utf-8")
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(FIRST[2].encode()))
    article = "<article><p>“We will not open it,” Lena Oskar said.</p></article>"
    page = f"<html><head><title>Quay</title></head><body>{article}</body></html>"
    archive = record(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode())
    (folder / "news.warc").write_bytes(archive)
    rows = [json.loads(FIRST[3]) | {"desk": "politics"}]
    pq.write_table(pa.Table.from_pylist(rows), folder / "columns.parquet")
    return folder


@pytest.fixture(scope="session")
def out(shards: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("results") / "out"
    onrecord("batch", shards, "--out", out, "--workers", 1, "-q")
    return out
