from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from onrecord.gather.fetches import is_due, within_hours
from onrecord.store.records import Fetch

NOW = datetime(2031, 5, 14, 12, tzinfo=UTC)
URL = "https://gazette.example/1"


def fetched(ago: timedelta) -> Fetch:
    return Fetch(URL, URL, NOW - ago, 200)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("last", "published", "due"),
    [
        (0.9, 2, False),  # fetched 0.9 hours ago, published 2 hours ago
        (1.1, 2, True),
        (3.0, 12, False),  # it was nine hours old then
        (4.5, 12, True),
        (23.0, None, False),
        (25.0, None, True),
        (1.1, -5, True),  # published in the future: a mistake
    ],
)
def test_older_pages_are_looked_at_more_seldom(last: float, published: float | None, due: bool) -> None:
    date = None if published is None else NOW - hours(published)
    assert is_due(fetched(hours(last)), date, None, NOW) is due


def test_what_is_new_or_updated_is_due() -> None:
    assert is_due(None, None, None, NOW)
    before = NOW - hours(2)
    assert is_due(fetched(hours(0.5)), before, NOW - hours(0.2), NOW)
    assert is_due(fetched(hours(0.5)), NOW - hours(0.2), None, NOW)  # a feed that knows but one date moves it on
    assert not is_due(fetched(hours(0.5)), before, NOW - hours(0.6), NOW)
    assert not is_due(fetched(hours(0.5)), before, NOW + hours(9), NOW)  # no feed knows the future


def test_sources_are_fetched_whole_after_six_hours() -> None:
    assert within_hours(fetched(hours(5)), NOW) is not None
    assert within_hours(fetched(hours(7)), NOW) is None and within_hours(None, NOW) is None
