"""JSON lines: one object an article, one article a line, in input order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.json import encode
from onrecord.statement import Reading


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one line an article."""
    for reading in readings:
        yield encode(reading) + "\n"
