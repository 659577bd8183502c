"""Which days words that tell a time can mean, counted from the article's date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.coding.dates.times import MONTH, MONTHS, NUMBERS, YEAR, TimeWords, is_full

#: First and last day that words can mean.
Days = tuple[date, date]
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days_of(time: TimeWords, today: date | None, ahead: bool = False) -> Days | None:
    """The days that words can mean.

    Parameters
    ----------
    time : TimeWords
    today : date or None
        The article's date, which all but full dates count from.
    ahead : bool
        Something still to come: "on Friday" is the next one.

    Returns
    -------
    (date, date) or None
        None where it cannot be told, or where there is no such day.

    >>> from onrecord.coding.dates.times import times_in
    >>> days_of(times_in("on Friday")[0], date(2031, 5, 14))
    (datetime.date(2031, 5, 9), datetime.date(2031, 5, 9))
    """
    if (today is None and not is_full(time)) or re.search(r"\b(?:that|same)\s+year", time.words):
        return None
    try:
        return _READERS[time.kind](time.words, today or date.min, ahead)
    except (ValueError, OverflowError):
        return None


def value_of(days: Days) -> str | None:
    """The ISO 8601 date, month or year that holds all the days; None where they do not lie in one year.

    >>> value_of((date(2031, 5, 5), date(2031, 5, 11))), value_of((date(2031, 4, 28), date(2031, 5, 4)))
    ('2031-05', '2031')
    """
    first, last = (day.isoformat() for day in days)
    return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), None)


def _exact(words: str, today: date, ahead: bool) -> Days | None:
    month, day = _month(words), int(re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", words)[0])  # type: ignore[index]
    year = _year(words, today)
    if year is not None:
        return _single(date(year, month, day))
    # a day's tolerance: the outlet's clock may be behind the reader's
    past = [date(y, month, day) for y in range(today.year + 1, today.year - 9, -1) if _exists(y, month, day)]
    if ahead:
        return _single(min(day for day in past if day >= today))
    return _single(max(day for day in past if day <= today + timedelta(1)))


def _iso(words: str, today: date, ahead: bool) -> Days | None:
    return _single(date.fromisoformat(words))


def _in_month(words: str, today: date, ahead: bool) -> Days | None:
    month, year = _month(words), _year(words, today)
    if year is None:
        lowered = words.lower()
        if ahead or lowered.startswith("next"):
            year = today.year + (month < today.month)
        else:
            year = today.year - (month >= today.month if lowered.startswith("last") else month > today.month)
    return _whole_month(year, month)


def _on_weekday(words: str, today: date, ahead: bool) -> Days | None:
    lowered = words.lower()
    wanted = next(i for i, name in enumerate(_WEEKDAYS) if re.search(rf"\b{name}\w*day\b", lowered))
    monday = today - timedelta(today.weekday())
    week = re.search(r"\b(last|this|next)\s+week$", lowered)
    if week:
        return _single(monday + timedelta(wanted + {"last": -7, "this": 0, "next": 7}[week[1]]))
    latest = today - timedelta((today.weekday() - wanted) % 7)
    if re.match(r"(?:\w+\s)?last\b", lowered):
        # of a week gone by, whether weeks begin on Monday or on Sunday
        sunday = today - timedelta((today.weekday() + 1) % 7)
        return _single(latest if latest < max(monday, sunday) else latest - timedelta(7))
    if ahead or re.match(r"next\b|this\s+coming\b", lowered):
        soonest = today + timedelta((wanted - today.weekday()) % 7)
        if lowered.startswith("next") and soonest == today:
            soonest += timedelta(7)
        return _single(soonest)
    return _single(latest)


def _on_day(words: str, today: date, ahead: bool) -> Days | None:
    lowered = words.lower()
    if "overnight" in lowered:
        return today - timedelta(1), today
    away = -1 if re.search(r"yesterday|last\s", lowered) else int("tomorrow" in lowered)
    return _single(today + timedelta(away))


def _ago(words: str, today: date, ahead: bool) -> Days | None:
    count, unit = words.lower().split()[:2]
    number = int(count) if count.isdigit() else NUMBERS.index(count) + 1 if count in NUMBERS else 1
    unit = unit.rstrip("s")
    if unit == "year":
        return date(today.year - number, 1, 1), date(today.year - number, 12, 31)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - number
        return _whole_month(months // 12, months % 12 + 1)
    if unit == "week":
        middle = today - timedelta(7 * number)
        return middle - timedelta(3), middle + timedelta(3)
    if unit == "day":
        return _single(today - timedelta(number))
    return (today - timedelta(1), today) if unit == "hour" and number > 6 else _single(today)


def _in_period(words: str, today: date, ahead: bool) -> Days | None:
    lowered = words.lower()
    away = 1 if re.search(r"\bnext\b", lowered) else -1 if re.search(r"\blast\b", lowered) else 0
    if lowered.endswith("year"):
        return date(today.year + away, 1, 1), date(today.year + away, 12, 31)
    if lowered.endswith("month"):
        months = today.year * 12 + today.month - 1 + away
        return _whole_month(months // 12, months % 12 + 1)
    monday = today - timedelta(today.weekday())
    if re.search(r"week\s?end", lowered):
        saturday = monday + timedelta(5)
        if away < 0 or (saturday > today and not (ahead or away > 0)):
            saturday -= timedelta(7)
        return saturday, saturday + timedelta(1)
    if away or ahead:
        return monday + timedelta(7 * away), monday + timedelta(7 * away + 6)
    return monday - timedelta(1), today  # whether weeks begin on Monday or on Sunday


def _in_year(words: str, today: date, ahead: bool) -> Days | None:
    return date(int(words), 1, 1), date(int(words), 12, 31)


def _untold(words: str, today: date, ahead: bool) -> Days | None:
    return None


_READERS: dict[str, Callable[[str, date, bool], Days | None]] = {
    "day_month": _exact, "month_day": _exact, "iso": _iso, "month": _in_month, "weekday": _on_weekday,
    "day": _on_day, "ago": _ago, "period": _in_period, "year": _in_year, "vague": _untold,
}  # fmt: skip


def _single(day: date) -> Days:
    return day, day


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _whole_month(year: int, month: int) -> Days:
    first = date(year, month, 1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def _month(words: str) -> int:
    named = re.search(rf"\b{MONTH}", words)
    return 1 + next(i for i, (full, _) in enumerate(MONTHS) if named and named[0][:3].lower() == full[:3].lower())


def _year(words: str, today: date) -> int | None:
    named = re.search(rf"\b{YEAR}\b", words)
    if named:
        return int(named[0])
    counted = re.search(r"\b(this|last|next)\s+year", words)
    return today.year + {"this": 0, "last": -1, "next": 1}[counted[1]] if counted else None
