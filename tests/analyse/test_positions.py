"""Positions: counts, net and how sure it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.made import COUNTS, number
from onrecord.analyse.positions import Cell, net_interval, period_of, positions, statements_behind, wilson
from onrecord.store import Query
from onrecord.store.asking.stances import PERIODS, Count


@given(COUNTS, st.sampled_from(PERIODS), st.randoms(use_true_random=False))
def test_totals_are_the_utterances_whatever_the_order(counts: list[Count], period, random) -> None:  # type: ignore[no-untyped-def]
    found = positions(counts, period)
    shuffled = list(counts)
    random.shuffle(shuffled)
    assert positions(shuffled, period) == found
    assert found.utterances == sum(one.utterances for one in counts)
    assert sum(party.utterances for party in found.actors) == found.utterances
    assert sum(topic.utterances for topic in found.issues) == found.utterances
    for cell in found.cells.values():
        low, high = cell.interval
        assert -1 <= low <= cell.net <= high <= 1
        assert cell.n == sum(cell.counts().values()) > 0


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_the_interval_of_the_reverse_is_the_reverse(support: int, oppose: int, others: int) -> None:
    n = support + oppose + others
    if n:
        low, high = net_interval(support, oppose, n)
        reverse = net_interval(oppose, support, n)
        assert (low, high) == pytest.approx((-reverse.high, -reverse.low))
        assert low - 1e-12 <= (support - oppose) / n <= high + 1e-12


def test_more_utterances_make_it_narrower() -> None:
    widths = [net_interval(8 * n, 1 * n, 10 * n) for n in (1, 4, 16)]
    assert [round(high - low, 2) for low, high in widths] == sorted(
        (round(high - low, 2) for low, high in widths), reverse=True
    )
    assert (wilson(0, 10).low, wilson(10, 10).high) == pytest.approx((0, 1))


def test_a_cell_says_why_it_is_uncertain() -> None:
    found = positions(
        [number("Anna Holm", "support", 2, score=0.55), number("Bo Lind", "oppose", 5, score=0.9, reviewed=2)]
    )
    anna, bo = found.cells["name:Anna Holm", "I03", ""], found.cells["name:Bo Lind", "I03", ""]
    assert anna.flags == ("few", "low score", "unreviewed")
    assert bo.flags == ()
    assert (bo.net, bo.n, bo.reviewed) == (-1, 5, 2)
    assert [party.name for party in found.actors] == ["Bo Lind", "Anna Holm"]


def test_periods_hold_what_lies_in_them() -> None:
    given_ = [
        number("Anna Holm", "support", 2, period="2031-01-24"),
        number("Anna Holm", "oppose", period="2031-04-30"),
    ]
    found = positions(given_, "quarter")
    assert found.periods == ("2031-Q1", "2031-Q2")
    assert found.cells["name:Anna Holm", "I03", "2031-Q1"].support == 2
    assert period_of("2031-01-01", "week") == "2031-W01"
    assert period_of(None, "month") == ""


def test_a_cell_opens_its_statements() -> None:
    found = positions([number("Anna Holm", "support", period="2031-04-30")], "quarter")
    (cell,) = found.cells.values()
    query = statements_behind(Query("monitors", outlet="Coastwire"), cell, found.actors[0])
    assert (query.text, query.outlet, query.actor, query.issue) == ("monitors", "Coastwire", "Anna Holm", "I03")
    assert (query.since, query.until) == ("2031-04", "2031-06")
    whole = Cell(**{**{name: getattr(cell, name) for name in cell.__slots__}, "period": ""})
    assert statements_behind(Query(since="2031"), whole, found.actors[0]).since == "2031"
