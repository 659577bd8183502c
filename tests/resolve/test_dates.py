from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.known.dates import earliest, held, latest, period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014", (20140101, 20141231)),
        ("2014-3", (20140301, 20140331)),
        ("2014-02-28", (20140228, 20140228)),
        ("2014-02-28 10:00", (20140228, 20140228)),
        ("2014-02-30", None),
        ("2014-13", None),
        ("0000", None),
        ("14", None),
        ("20140228", None),
        ("", None),
        ("٢٠١٤", (20140101, 20141231)),
    ],
)
def test_period(text: str, expected: tuple[int, int] | None) -> None:
    assert period(text) == expected


@given(st.dates())
def test_a_day_lies_in_its_month_and_year(day: object) -> None:
    exact, month, year = (period(str(day)[:length]) for length in (10, 7, 4))
    assert exact and month and year
    assert year[0] <= month[0] <= exact[0] == exact[1] <= month[1] <= year[1]


def test_stored_dates() -> None:
    assert (earliest(20140000), latest(20140000)) == (20140101, 20141231)
    assert (earliest(20140200), latest(20140200)) == (20140201, 20140231)
    assert earliest(20140203) == latest(20140203) == 20140203


def test_held_on_the_first_and_last_day() -> None:
    assert held("2014-03-02", "2015-03-02", "2014-03-02") and held("2014-03-02", "2015-03-02", "2015-03-02")
    assert not held("2014-03-02", "2015-03-02", "2014-03-01") and not held("2014-03-02", "2015-03-02", "2015-03-03")
    assert held("2014", None, "2014-01-01") and not held(None, None, "never")
