"""Rows as CSV that a spreadsheet takes and runs nothing of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.export.csv import guarded
from onrecord.export.words import writable


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV with a head.

    >>> csv_of(("a", "b"), [["=1", 0.5], [None, True]])
    "a,b\\n'=1,0.5\\n,true\\n"
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6g}"
    return "" if value is None else guarded(writable(str(value)))
