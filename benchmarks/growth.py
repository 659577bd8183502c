"""How a record grows: time, memory and search by the number of articles stored, from readings made before.

    python benchmarks/growth.py --articles 1000 10000 100000 --write

The readings are made of a few as in store.py, outside of the time; what tells the same is not grouped here.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from functools import partial
from pathlib import Path

from onrecord.store import open_store
from store import articles, read, say, size_of, timed, took, variants
from tables import Section, percentile, renew

_PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> float:
    """Megabytes of this process."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE / 1e6


def measure(sizes: list[int], number: int, searches: int, folder: Path) -> Section:
    """Store articles, and look at each of the sizes."""
    base = [read(article) for article in articles(number)]
    columns = ["processor, s", "ms an article", "database, MB", "search, 95th percentile, ms", "process, MB"]
    section = Section("growth", ["articles", *columns])
    spent = 0.0
    begun = time.perf_counter()
    with open_store(str(folder / "record.db"), create=True) as store:
        readings = variants(base, max(sizes))
        before = 0
        for size in sorted(sizes):
            own = 0.0
            with store.writing() as writer:
                for at in range(before, size):
                    own += took(partial(writer.add, next(readings))).process
                    if at % 1000 == 999:
                        say(f"{at + 1:,} articles, {time.perf_counter() - begun:.0f} s, {resident():.0f} MB")
            spent += own
            found = [one.process for times in timed(store, base, searches).values() for one in times]
            section.row(
                f"{size:,}",
                f"{spent:,.0f}",
                f"{own / (size - before) * 1000:.1f}",
                f"{size_of(store) / 1e6:,.0f}",
                f"{percentile(found, 0.95) * 1000:.0f}",
                f"{resident():.0f}",
            )
            say(section.markdown())
            before = size
    return section


def main() -> None:
    """Measure, print, and with ``--write`` renew the table in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000, 100000])
    parser.add_argument("--base", type=int, default=60, help="how many are read")
    parser.add_argument("--searches", type=int, default=15, help="how many of each kind")
    parser.add_argument("--write", action="store_true", help="renew the table in RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        renew(measure(options.articles, options.base, options.searches, Path(folder)), options.write)


if __name__ == "__main__":
    main()
