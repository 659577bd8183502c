"""Time and memory of ``onrecord batch`` by the number of articles and of processes.

    python benchmarks/scaling.py --articles 1000 3000 10000 --write
    python benchmarks/scaling.py --articles 500 --workers 1 2
    python benchmarks/scaling.py --articles 500 --shards jsonl warc

The articles of PolNeAR train, again and again, in shards of 50: as JSON lines, or as web pages in archives. Seconds are
those of the processors, of all processes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice, product
from pathlib import Path
from typing import NamedTuple

from pages import archive, page
from tables import Section, renew
from turns import ONE_THREAD

SHARD = 50


class Run(NamedTuple):
    """What one run took: seconds of the processors and of the clock, words, MB of the largest process of each kind."""

    processor: float
    clock: float
    words: int
    reading_mb: float
    driving_mb: float


def texts() -> list[str]:
    """Texts of PolNeAR train."""
    folder = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")) / "polnear" / "train" / "text"
    return [file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))]


def shards(number: int, folder: Path, kind: str) -> Iterator[Path]:
    """Write so many articles, as JSON lines or as pages in web archives."""
    left = islice(cycle(texts()), number)
    for first in range(0, number, SHARD):
        own = list(islice(left, SHARD))
        if kind == "warc":
            path = folder / f"{first:06}.warc.gz"
            path.write_bytes(archive([page(text, first + at) for at, text in enumerate(own)]))
        else:
            path = folder / f"{first:06}.jsonl"
            path.write_text("".join(json.dumps({"text": text}) + "\n" for text in own), "utf-8")
        yield path


def run(number: int, workers: int, kind: str) -> Run:
    """Read so many articles with so many processes."""
    with tempfile.TemporaryDirectory() as place:
        given = [str(path) for path in shards(number, Path(place), kind)]
        out = Path(place) / "results"
        command = [sys.executable, "-m", "onrecord", "batch", *given, "--out", str(out), "--workers", str(workers)]
        started = time.perf_counter()
        child = subprocess.Popen([*command, "--quiet"], env=os.environ | ONE_THREAD)
        _, status, used = os.wait4(child.pid, 0)
        clock = time.perf_counter() - started
        if status:
            raise SystemExit(f"onrecord batch ended with {os.waitstatus_to_exitcode(status)}")
        entries = [json.loads(path.read_text("utf-8")) for path in (out / "manifest").glob("*.json")]
        words = sum(entry["counts"]["words"] for entry in entries)
        reading = max(entry["memory"] or 0 for entry in entries) / 1e6
        return Run(used.ru_utime + used.ru_stime, clock, words, reading, used.ru_maxrss / 1024)


def measure(sizes: Sequence[int], workers: Sequence[int], kinds: Sequence[str]) -> Section:
    """Run all of them."""
    measured = ["words", "processor, s", "words a second of it", "clock, s", "largest process, MB"]
    section = Section("scaling", ["articles", "shards", "processes", *measured])
    for number, kind, count in product(sizes, kinds, workers):
        found = run(number, count, kind)
        section.row(
            f"{number:,}",
            kind,
            str(count),
            f"{found.words:,}",
            f"{found.processor:,.0f}",
            f"{found.words / found.processor:,.0f}",
            f"{found.clock:,.0f}",
            f"{max(found.reading_mb, found.driving_mb):.0f}",
        )
        print(section.markdown(), file=sys.stderr, flush=True)
    return section


def main() -> None:
    """Measure, print, and with ``--write`` renew the table in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 3000, 10000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1])
    parser.add_argument("--shards", choices=("jsonl", "warc"), nargs="+", default=["jsonl"])
    parser.add_argument("--write", action="store_true", help="renew the table in RESULTS.md")
    options = parser.parse_args()
    renew(measure(options.articles, options.workers, options.shards), options.write)


if __name__ == "__main__":
    main()
