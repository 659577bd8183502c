"""``onrecord batch`` killed at any moment, the whole of it or one of its processes: a shard is done or not done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from crash.conftest import Disk
from crash.running import LONG, finish, start
from onrecord.batch.manifest import Manifest, file_of
from onrecord.batch.places import Folder
from onrecord.batch.tables import TABLES

RUNS = 25 if LONG else 1
only_long = pytest.mark.skipif(not LONG, reason="tests/batch/ does the like with a stand-in for the reading")
SHARDS = 3
#: Rows of each table of each shard.
Rows = dict[tuple[str, str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def shards(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles in some files; one of them is broken."""
    folder, lines = tmp_path_factory.mktemp("shards"), source.read_text("utf-8").splitlines(keepends=True)
    for number in range(SHARDS):
        (folder / f"{number}.jsonl").write_text("".join(lines[number::SHARDS]), "utf-8")
    return folder


@pytest.fixture(scope="module")
def read(shards: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What a run that nobody disturbs makes of them."""
    out = tmp_path_factory.mktemp("results") / "out"
    code, _, errors = finish("batch", shards, "--out", out, "--workers", 2)
    assert code == 1, errors  # one article is broken
    found = check(out)
    assert len(found) == SHARDS
    return rows(out, found)


def check(out: Path) -> dict[str, bytes]:
    """See that every shard that is done is whole; return their entries as they are written."""
    manifest = Manifest(Folder(str(out)))
    for entry in manifest.entries.values():
        assert manifest.is_whole(entry)
        for table in TABLES:
            assert parquet.read_metadata(out / file_of(table, entry.shard)).num_rows == entry.counts[table]
    return {shard: (out / "manifest" / f"{shard}.json").read_bytes() for shard in manifest.entries}


def rows(out: Path, shards: dict[str, bytes]) -> Rows:
    """Return all that is told of some shards."""
    files = {(table, shard): out / file_of(table, shard) for table in TABLES for shard in shards}
    return {name: parquet.read_table(path).to_pylist() for name, path in files.items()}


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that are still there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[1]) == process and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def gone(processes: list[int]) -> bool:
    """Wait until processes have ended."""
    until = time.monotonic() + 60
    while time.monotonic() < until and any(Path(f"/proc/{one}").exists() for one in processes):
        time.sleep(0.1)
    return not any(Path(f"/proc/{one}").exists() for one in processes)


def waited(process: subprocess.Popen[str], out: Path, shards: int, delay: float) -> None:
    """Wait until so many shards are done, and some seconds more; no longer than the process lasts."""
    manifest = out / "manifest"
    while process.poll() is None and shards and len(list(manifest.glob("*.json"))) < shards:
        time.sleep(0.02)
    until = time.monotonic() + delay
    while process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)


@pytest.mark.parametrize("seed", range(RUNS))
def test_killed_at_any_moment(seed: int, shards: Path, read: Rows, tmp_path: Path) -> None:
    chance, out = random.Random(seed), tmp_path / "out"  # noqa: S311
    command = ("batch", shards, "--out", out, "--workers", 2)
    for done in (0, 1) if LONG else (1,):
        process = start(*command)
        waited(process, out, done, chance.uniform(0, 0.5 if done else 4))
        workers = children(process.pid)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert gone(workers), "who reads for a run that is killed ends as well"
        before = check(out) if out.exists() else {}
    code, _, errors = finish(*command)
    assert code in (0, 1), errors
    after = check(out)
    assert before.items() <= after.items(), "what was done is not done again"
    assert rows(out, after) == read
    left = [path.name for path in out.rglob("*") if path.is_file() and "part" in path.name]
    assert not left


@only_long
@pytest.mark.parametrize("seed", range(12))
def test_one_who_reads_is_killed(seed: int, shards: Path, read: Rows, tmp_path: Path) -> None:
    chance, out = random.Random(100 + seed), tmp_path / "out"  # noqa: S311
    process = start("batch", shards, "--out", out, "--workers", 2)
    killed = 0
    while process.poll() is None and killed < 2:
        time.sleep(chance.uniform(0, 3))
        if workers := children(process.pid):
            os.kill(chance.choice(workers), signal.SIGKILL)
            killed += 1
    _, errors = process.communicate(timeout=600)
    assert process.returncode == 1, errors
    assert killed and rows(out, check(out)) == read


@only_long
@pytest.mark.parametrize("kilobytes", [20, 60, 150])
def test_a_full_disk(kilobytes: int, shards: Path, read: Rows, disk: Disk) -> None:
    out = disk(kilobytes) / "out"
    command = ("batch", shards, "--out", out, "--workers", 2)
    code, _, errors = finish(*command)
    assert code == 2, errors
    assert "Traceback" not in errors and "No space left on device" in errors
    before = check(out) if out.exists() else {}
    disk(50_000)
    code, _, errors = finish(*command)
    assert code in (0, 1), errors
    after = check(out)
    assert before.items() <= after.items() and rows(out, after) == read
