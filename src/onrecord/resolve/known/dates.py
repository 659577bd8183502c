"""Periods: whether an office was held at a date, where either may be known only to the month or year."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")


def period(text: str) -> tuple[int, int] | None:
    """First and last day of an ISO date, month or year, as YYYYMMDD; None where the text is none.

    >>> period("2014"), period("2014-03-18T10:00:00Z"), period("last week")
    ((20140101, 20141231), (20140318, 20140318), None)
    """
    match = _ISO.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    number = year * 10000 + month * 100 + day
    return earliest(number), latest(number)


def earliest(number: int) -> int:
    """The first day that a stored date can mean."""
    return number + (0 if number // 100 % 100 else 100) + (0 if number % 100 else 1)


def latest(number: int) -> int:
    """The last day that a stored date can mean (the 31st also of shorter months: only order counts)."""
    return number + (0 if number // 100 % 100 else 1200) + (0 if number % 100 else 31)


def held(start: str | None, end: str | None, on: str | tuple[int, int]) -> bool:
    """Whether an office with these ISO dates, either of them open, was held on any day of a date, month or year.

    >>> held("2008", "2012-05-07", "2012-05-07"), held("2008", "2012-05-07", "2013"), held(None, None, "2013")
    (True, False, True)
    """
    asked = period(on) if isinstance(on, str) else on
    first, last = period(start) if start else None, period(end) if end else None
    return asked is not None and (first is None or first[0] <= asked[1]) and (last is None or asked[0] <= last[1])
