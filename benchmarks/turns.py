"""Systems side by side: each a process of its own with one thread on one core, measured in turns."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "invented" / "text"
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


class Worker:
    """A script of this folder that answers as worker.py says."""

    def __init__(self, python: str, script: str, texts: Sequence[str]) -> None:
        command = [python, str(HERE / script)]
        if Path("/usr/bin/taskset").exists():
            command = ["taskset", "-c", "0", *command]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD
        )
        self._say(json.dumps(list(texts)))

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def measure(self, name: str) -> dict[str, Any]:
        """Seconds, peak memory in MB and what was found."""
        assert self._process.stdout is not None
        self._say(name)
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self._process.args}: ended without an answer to {name!r}")
        answered: dict[str, Any] = json.loads(line)
        return answered

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@contextmanager
def workers(texts: Sequence[str], **scripts: tuple[str, str]) -> Iterator[dict[str, Worker]]:
    """Processes by name, each given as (Python, script)."""
    started: dict[str, Worker] = {}
    try:
        for name, (python, script) in scripts.items():
            started[name] = Worker(python, script, texts)
        yield started
    finally:
        for worker in started.values():
            worker.close()


class Measured(NamedTuple):
    """What one action took: median seconds and the highest peak of memory."""

    seconds: float
    peak_mb: float


def in_turns(asked: Sequence[tuple[str, Worker, str]], runs: int) -> dict[str, Measured]:
    """Measure (label, worker, action) in turns; nothing is counted of the first round, which warms up."""
    found: dict[str, list[dict[str, Any]]] = {}
    for turn in range(runs + 1):
        for label, worker, action in asked:
            answered = worker.measure(action)
            if turn:
                found.setdefault(label, []).append(answered)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return {
        label: Measured(statistics.median(a["seconds"] for a in all_), max(a["peak_mb"] for a in all_))
        for label, all_ in found.items()
    }


def polnear_texts(articles: int | None = None) -> list[str]:
    """Articles of PolNeAR dev where the corpora are there, else the bundled examples."""
    folder = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")) / "polnear" / "dev" / "text"
    files = sorted((folder if folder.is_dir() else EXAMPLES).glob("*.txt"))
    return [file.read_bytes().decode("utf-8") for file in files[:articles]]
