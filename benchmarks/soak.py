"""Hours on one record, as a desk uses it: does the application grow, does anything fail, is the record sound after it?

    python benchmarks/soak.py --minutes 60

Articles are added by the command line and by the API and, where there are enough, the oldest are removed, so that the
record stays as large as it is and memory should too. At the same time pages and resources are asked for, statements are
searched, decided on and decided otherwise, and copies of the record are saved and checked. Every minute is a line:
memory of the application, its descriptors, sizes of the files, answers, errors, how long answers took.

It fails on any error, on a record or a copy that does not pass its check, and where memory or descriptors grow after
the first third of the time: by the median of the slopes between all minutes, so that single peaks count little.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from itertools import combinations
from pathlib import Path
from statistics import median
from subprocess import SubprocessError
from typing import NamedTuple

from desk import Desk, Record
from serve import Served, load
from tables import percentile

#: Share of the memory that it may be larger at the end than after warming up, and descriptors that may be more.
MORE_MEMORY, MORE_DESCRIPTORS = 0.05, 3
#: Share of the time that is warming up.
_WARM = 1 / 3
#: Seconds that a job of a person at the desk may take until it is told that it hangs.
_PATIENCE = 300


class Minute(NamedTuple):
    """What was seen at the end of a minute: megabytes, numbers."""

    at: float
    memory: float
    descriptors: int
    database: float
    log: float
    articles: int


def seen(served: Served, record: Record, at: float) -> Minute:
    """Look at the application and the files."""
    process = Path(f"/proc/{served.pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    memory = int(status["VmRSS"].split()[0]) / 1024
    files = [record.path, record.path.with_name(record.path.name + "-wal")]
    sizes = [file.stat().st_size / 1e6 if file.exists() else 0.0 for file in files]
    return Minute(at, memory, len(list((process / "fd").iterdir())), *sizes, len(record.documents()))


def slope(points: list[tuple[float, float]]) -> float:
    """Return the median of the slopes between all points (Theil and Sen).

    >>> slope([(0, 1), (1, 2), (2, 99), (3, 4)])
    1.0
    """
    return median((y - x) / (b - a) for (a, x), (b, y) in combinations(points, 2))


def grown(minutes: list[Minute]) -> list[str]:
    """Return what grew after warming up, in a sentence each."""
    warm = [one for one in minutes if one.at >= minutes[-1].at * _WARM]
    if len(warm) < 3:
        print("too short to tell whether anything grows")
        return []
    lasted = warm[-1].at - warm[0].at
    memory = slope([(one.at, one.memory) for one in warm]) * lasted
    descriptors = slope([(one.at, one.descriptors) for one in warm]) * lasted
    usual = median(one.memory for one in warm)
    print(f"after warming up: memory {usual:.0f} MB, {memory:+.1f} MB in {lasted:.0f} minutes")
    print(f"descriptors {median(one.descriptors for one in warm):.0f}, {descriptors:+.1f}")
    found = []
    if memory > MORE_MEMORY * usual:
        found.append(f"memory grew by {memory:.1f} MB, more than {MORE_MEMORY:.0%} of {usual:.0f} MB")
    if descriptors > MORE_DESCRIPTORS:
        found.append(f"descriptors grew by {descriptors:.0f}")
    return found


def work(desk: Desk, doing: Callable[[], object], pause: float, stop: threading.Event) -> threading.Thread:
    """Do something again and again in a thread of its own, whatever fails."""

    def run() -> None:
        while not stop.wait(pause):
            try:
                doing()
            except (RuntimeError, OSError, HTTPException, SubprocessError) as error:  # told, and the rest goes on
                desk.failed(f"{doing.__name__}: {type(error).__name__}: {error}")

    thread = threading.Thread(target=run, name=doing.__name__, daemon=True)
    thread.start()
    return thread


def soak(served: Served, desk: Desk, length: float) -> list[Minute]:
    """Let all work for some minutes; print each."""
    stop, begun = threading.Event(), time.monotonic()
    threads = [work(desk, doing, pause, stop) for doing, pause in desk.jobs()]
    minutes: list[Minute] = []
    heads = "minute      MB  files   record    log  articles  answers  p95, ms  errors"
    print(heads, flush=True)
    while (passed := time.monotonic() - begun) < length * 60:
        time.sleep(max(0.0, min(60 - passed % 60, length * 60 - passed)))
        minutes.append(seen(served, desk.record, (time.monotonic() - begun) / 60))
        one, took = minutes[-1], desk.taken()
        print(
            f"{one.at:>6.0f}{one.memory:>8.1f}{one.descriptors:>7}{one.database:>9.1f}{one.log:>7.1f}{one.articles:>10}"
            f"{len(took):>9}{percentile(took, 0.95):>9.0f}{len(desk.errors):>8}",
            flush=True,
        )
    for thread in threads:
        if not thread.is_alive():
            desk.failed(f"{thread.name} broke off: see what it wrote above")
    stop.set()
    for thread in threads:
        thread.join(_PATIENCE)
        if thread.is_alive():
            desk.failed(f"{thread.name} hangs")
    return minutes


def main() -> None:
    """Soak, and fail where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60, help="how long")
    parser.add_argument("--articles", type=int, default=200, help="how many the record has at most")
    options = parser.parse_args()
    print(f"{options.minutes:g} minutes, at most {options.articles} articles, {load()}", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        record = Record(Path(folder) / "record.db", options.articles)
        record.begin()
        with Served(record.path) as served:
            desk = Desk(record, served.port)
            minutes = soak(served, desk, options.minutes)
        problems = [*desk.errors, *record.checked(), *grown(minutes)]
    print(desk.summary())
    for problem in problems:
        print(f"problem: {problem}", file=sys.stderr)
    print("sound" if not problems else f"{len(problems)} problems", load())
    raise SystemExit(bool(problems))


if __name__ == "__main__":
    main()
