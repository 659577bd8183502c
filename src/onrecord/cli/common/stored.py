"""Readings that were written before: those of a file or of standard input, and those of a record."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from onrecord.contract.lines import LONGEST, Placed, readings_in
from onrecord.errors import InputError
from onrecord.options import ReadOptions
from onrecord.statement import Reading

REMEDY = "Give a file that onrecord read wrote with --format jsonl or json"
_STANDARD_INPUT = "standard input"


def stored(source: str) -> Iterator[Placed]:
    """Yield the readings of a file or of standard input (``-``), and what cannot be read as an error."""
    name = _STANDARD_INPUT if source == "-" else source
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else open(source, "rb") as stream:
            yield from readings_in(iter(partial(stream.readline, LONGEST + 1), b""), name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Placed(name, InputError(name, f"it cannot be read ({reason})", REMEDY))


def read_stored(
    source: str | Path, options: ReadOptions, *, on_error: Callable[[InputError], None] | None = None
) -> Iterator[Reading]:
    """Yield the readings of a file or of standard input; call ``on_error`` with what cannot be read."""
    for _, reading in stored(str(source)):
        if isinstance(reading, Reading):
            yield reading
        elif on_error is None:
            raise reading
        else:
            on_error(reading)


def read_record(
    source: str | Path, options: ReadOptions, *, on_error: Callable[[InputError], None] | None = None
) -> Iterator[Reading]:
    """Yield the readings of a record, in the order in which its documents were added."""
    from onrecord.store import open_store

    with open_store(str(source), read_only=True) as store:
        for document in store.documents():
            yield store.reading(document.key)
