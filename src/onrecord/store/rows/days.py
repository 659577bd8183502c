"""Dates that may be only a year or a month, as the days that they stretch over."""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from onrecord.document import Document
from onrecord.statement import Statement

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?![0-9]).*)?)?", re.DOTALL)


class Days(NamedTuple):
    """First and last day, as ISO 8601 dates."""

    first: str
    last: str


def days_of(value: str | None) -> Days | None:
    """Return the days of an ISO 8601 year, month, date or date-time; None where it is none.

    >>> days_of("2031-02")
    Days(first='2031-02-01', last='2031-02-28')
    >>> days_of("2031-06-17T08:30:00Z")
    Days(first='2031-06-17', last='2031-06-17')
    >>> days_of("next week")
    """
    match = _DATE.fullmatch(value or "")
    if match is None or not match[0].isascii():
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year < 1 or not 1 <= (month or 1) <= 12:
        return None
    last = calendar.monthrange(year, month or 12)[1]
    if not 1 <= (day or 1) <= last:
        return None
    return Days(
        f"{year:04}-{month or 1:02}-{day or 1:02}",
        f"{year:04}-{month or 12:02}-{day or last:02}",
    )


def said_on(statement: Statement, document: Document) -> Days | None:
    """Return when a statement was made: its first date that is one, else the article's."""
    values = [date.value for date in statement.dates]
    return next((days for value in (*values, document.published) if (days := days_of(value))), None)
