"""A large record for benchmarks, made of the example articles and kept for the next run.

The examples are read once. Every round of them has other names, figures and days, and every second round other outlets;
within a round all articles change alike, so that several outlets still tell the same.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord import ReadOptions, read
from onrecord.gather.own import own_options
from onrecord.statement import Reading
from onrecord.store import open_store
from onrecord.store.database.schema import VERSION
from store import fill
from variants import variant

EXAMPLES = Path(__file__).parent.parent / "examples" / "invented"
WORK = Path(os.environ.get("ONRECORD_WORK") or Path.home() / ".cache" / "onrecord")
#: Days from one round to the next.
_APART = 37


def record_of(statements: int) -> Path:
    """Return a record of about so many statements; it is made where there is none yet."""
    sources = (EXAMPLES / "articles.jsonl", EXAMPLES / "actors.csv", EXAMPLES / "codebook.csv", Path(__file__))
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]
    path = WORK / f"bench-{statements}-{VERSION}-{digest}.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            made = Path(folder) / path.name
            _make(made, statements)
            made.rename(path)
    return path


def _make(path: Path, statements: int) -> None:
    sources = ReadOptions(actors=EXAMPLES / "actors.csv", codebook=EXAMPLES / "codebook.csv")
    with open_store(path, create=True) as store, tempfile.TemporaryDirectory() as folder:
        own = own_options(sources, store, Path(folder))
        print("reading the examples", file=sys.stderr, flush=True)
        base = list(read(EXAMPLES / "articles.jsonl", own.options))
        with store.writing() as writer:
            own.keep(writer)
        fill(store, _rounds(base, statements))


def _rounds(base: list[Reading], statements: int) -> Iterator[Reading]:
    """Yield readings, a round of the examples after the other, until there are so many statements."""
    made = 0
    for number in range(statements):
        for reading in base:
            outlet = f"{reading.document.outlet} Evening" if number % 2 else f"{reading.document.outlet}"
            found = variant(reading, number * _APART, outlet)
            url = f"{reading.document.url}?round={number}"
            yield replace(found, document=replace(found.document, url=url))
            made += len(found.statements)
            if made >= statements:
                return
