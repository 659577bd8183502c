"""Lists of articles: what feeds and sitemaps say about each, and the XML that they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from onrecord.errors import InputError

#: News on the web is not older; a date before is a mistake, as is one that is not yet.
_FIRST_DAY = datetime(1990, 1, 1, tzinfo=UTC)
_TOLERANCE = timedelta(days=1)
#: Tags and references of one list; more of them take minutes to parse.
_MOST_MARKS = 500_000
_LONGEST_DATE = 100
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|urlset|sitemapindex)\b", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


class Entry(NamedTuple):
    """One article of a list.

    Attributes
    ----------
    url : str or None
    published : str or None
        ISO 8601 date or date-time, in the time zone that the list gives.
    updated : str or None
        The same, of the last change.
    title : str or None
    authors : tuple of str
    html : str or None
        The full text, where the list carries it.
    outlet : str or None
        Who published it, in the words of the list.
    id : str or None
        What the list knows it by.
    """

    url: str | None
    published: str | None = None
    updated: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    html: str | None = None
    outlet: str | None = None
    id: str | None = None


class Listing(NamedTuple):
    """A list of articles; ``parts`` are the addresses of further lists, ``warnings`` hold for every article of it."""

    entries: tuple[Entry, ...] = ()
    parts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def checked_xml(text: str, name: str) -> str:
    """Return the text of a list, or raise InputError where parsing it would do harm or take forever."""
    root = _ROOT.search(text)
    if _ENTITY.search(text, 0, root.start() if root else len(text)):
        raise InputError(name, "it declares entities, which no list of articles needs", "Give another feed or sitemap")
    marks = text.count("<") + text.count("&")
    if marks > _MOST_MARKS:
        raise InputError(
            name, f"it has {marks:,} tags and references, more than {_MOST_MARKS:,}", "Give a shorter feed or sitemap"
        )
    return text


def iso_date(texts: Iterable[str | None]) -> str | None:
    """Return the first of some dates that makes sense, as ISO 8601; the time zone stays as it is.

    >>> iso_date(["yesterday", "Wed, 14 May 2025 23:30:00 -0500"])
    '2025-05-14T23:30:00-05:00'
    >>> iso_date(["2025-05-14"]), iso_date(["Thu, 01 Jan 1970 00:00:00 GMT"])
    ('2025-05-14', None)
    """
    for text in (text.strip() for text in texts if text):
        date = _parsed(text) if len(text) <= _LONGEST_DATE else None
        if date is not None and _FIRST_DAY <= _aware(date) <= datetime.now(UTC) + _TOLERANCE:
            return date.isoformat(timespec="seconds") if ":" in text else date.date().isoformat()
    return None


def moment(date: str | None) -> datetime | None:
    """Return the point in time of an ISO 8601 date; without a time zone it counts as UTC."""
    parsed = _parsed(date) if date else None
    return None if parsed is None else _aware(parsed)


def _parsed(text: str) -> datetime | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            date = parse(text)
            _aware(date)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return date
    return None


def _aware(date: datetime) -> datetime:
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
