"""Memory does not grow with the input: what is read waits in bounded places only."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from batch.conftest import job_of, lines
from onrecord.batch import tables
from onrecord.batch.keeping import read_shard
from onrecord.batch.process import _WAITING, ReadingProcess

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by /proc")
LONG = bool(os.environ.get("ONRECORD_LONG"))


def test_one_who_takes_slowly_is_waited_for(tmp_path):
    """The process that reads is at most as far ahead as messages wait in the queue and bytes in the pipe."""
    padding = "word " * 4000
    shard = lines(tmp_path / "news.jsonl", [f"Ana said {n} {padding}" for n in range(100)])
    process, ahead, at = ReadingProcess(), [], threading.Event()

    def look(progress):
        at.wait(0.01)
        ahead.append(read_bytes(process.pid) / shard.stat().st_size * 100 - progress.documents)

    try:
        read_shard(job_of(shard), process, look, threading.Event())
    finally:
        process.end()
    assert len(ahead) == 100 and max(ahead) < _WAITING + 6


def read_bytes(pid: int | None) -> int:
    """How far the process has come in its shard; nowhere once it has closed it."""
    places = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            if os.readlink(link).endswith("news.jsonl"):
                places.append(int(Path(f"/proc/{pid}/fdinfo/{link.name}").read_text().split()[1]))
    return max(places, default=0)


def test_four_times_the_input_takes_no_more_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "_WAITING", 256 * 1024)
    scale = 1000 if LONG else 150
    text = "Ana said " + "that the quay stays shut " * 60
    peaks, kept = [], []
    for number in (scale, 4 * scale):
        written = lines(tmp_path / f"n{number}.jsonl", [f"{text} {n}" for n in range(number)])
        process = ReadingProcess()
        most = [0]

        def waiting(progress, process=process, most=most):
            most[0] = max(most[0], resident(os.getpid()))

        try:
            entry = read_shard(job_of(written), process, waiting, threading.Event())
        finally:
            process.end()
        peaks.append(entry.memory)
        kept.append(most[0])
    assert peaks[1] < peaks[0] * 1.1
    assert kept[1] < kept[0] * 1.1


def resident(pid: int) -> int:
    """Memory of a process, in kB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])
