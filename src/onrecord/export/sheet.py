"""Tables of plain values as CSV that a spreadsheet can open without running any of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.export.csv import guarded
from onrecord.export.words import writable


def sheet(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return rows of plain values as CSV, under the names of their columns; None is an empty cell.

    >>> sheet(("who", "said"), [("Lena", 3), ("=1+1", None)])
    "who,said\\nLena,3\\n'=1+1,\\n"
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(writable(value)) if isinstance(value, str) else str(value)
