"""What is remembered of fetches, so that nothing is fetched twice that has not changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from onrecord.store.records import Fetch


class Fetches(Protocol):
    """Where fetches are looked up; a store is one."""

    def fetched(self, url: str) -> Fetch | None:
        """Return the last fetch of an address, None where there was none."""


class NoFetches:
    """Knows of no fetch."""

    def fetched(self, url: str) -> None:
        """Return None."""


#: How long a page that a feed or a sitemap lists is left alone, at the least, and where its age is not known.
_RECHECK, _RECHECK_UNDATED = timedelta(hours=1), timedelta(days=1)
#: How long it is enough to ask whether a source has changed.
_WHOLE = timedelta(hours=6)


def is_due(known: Fetch | None, published: datetime | None, updated: datetime | None, now: datetime) -> bool:
    """Tell whether a listed page is to be fetched (again).

    It is when it is new or said to be updated since, or published anew; else from time to time, as texts are changed
    silently: after an hour at the least, and after half of the age that the article had at the last fetch.
    """
    if known is None or any(date is not None and known.at < date <= now for date in (published, updated)):
        return True
    wait = _RECHECK_UNDATED if published is None else max(_RECHECK, (known.at - published) / 2)
    return now - known.at >= wait


def within_hours(known: Fetch | None, now: datetime) -> Fetch | None:
    """Return the last whole fetch of a source if it is not long ago.

    After six hours a source is fetched whole, changed or not: the pages of a feed that stays the same may have changed.
    """
    return known if known is not None and now - known.at < _WHOLE else None
