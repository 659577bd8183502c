"""What the tellings of a pair have in common."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.told import telling
from onrecord.analyse import overlap as module
from onrecord.analyse.overlap import Overlap, Pairs, in_both, overlap
from onrecord.analyse.table import Table, table_of


def _pairs(table: Table) -> Pairs:
    """All pairs."""
    first, second = (ends.astype(np.int32) for ends in np.triu_indices(len(table), 1))
    return Pairs(first, second, np.zeros_like(first))


def _of(*contents: str) -> Overlap:
    table = table_of([telling(content) for content in contents])
    return overlap(table, _pairs(table))


def test_shares_of_the_shorter_and_of_the_longer() -> None:
    found = _of("harbour bridge", "the harbour, the bridge and a school")
    assert (found.words.tolist(), found.of_shorter.tolist()) == ([2], [1.0])
    assert 0 < found.of_longer[0] < 1
    assert found.weight[0] > 0


def test_the_order_of_two_changes_nothing() -> None:
    one, other = "“ships leave” at dawn, by the bridge", "ships “leave the harbour by the bridge”"
    for there, back in zip(_of(one, other), _of(other, one), strict=True):
        assert there == pytest.approx(back)


def test_words_in_quotation_marks() -> None:
    half = _of("“harbour bridge”", "the “harbour” and the bridge")
    assert half.both_quoted.all() and half.quoted_in_other[0] == half.of_quoted[0] == 1.0
    apart = _of("“harbour” and bridge", "“bridge” and harbour")
    assert apart.quoted_in_other[0] == 1.0 and apart.of_quoted[0] == 0.0
    alone = _of("“harbour bridge”", "harbour bridge")
    assert not alone.both_quoted.any() and alone.quoted_in_other[0] == 1.0 and alone.of_quoted[0] == 0.0


def test_nothing_in_common_and_nothing_at_all() -> None:
    for contents in (("harbour", "school"), ("", "school"), ("", "")):
        assert [float(column[0]) for column in _of(*contents)] == [0.0] * len(Overlap._fields)
    assert all(len(column) == 0 for column in _of("harbour"))


@given(st.lists(st.text("abc “”", max_size=12), min_size=2, max_size=6))
def test_as_counted_one_by_one(contents: list[str]) -> None:
    table = table_of([telling(content) for content in contents])
    pairs = _pairs(table)
    rows = [
        set(table.words.values[a:b].tolist()) for a, b in zip(table.words.starts, table.words.starts[1:], strict=False)
    ]
    wanted = [len(rows[one] & rows[other]) for one, other in zip(pairs.first, pairs.second, strict=True)]
    assert overlap(table, pairs).words.tolist() == in_both(table.words, pairs).tolist() == wanted


def test_some_at_a_time_is_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of([telling(words) for words in ("“ships” leave", "ships “leave” now", "a school", "", "now ships")])
    whole = overlap(table, _pairs(table))
    monkeypatch.setattr(module, "_AT_ONCE", 3)
    for column, parts in zip(whole, overlap(table, _pairs(table)), strict=True):
        assert np.array_equal(column, parts)
