"""Draws at random that can be made again."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.drawing import drawn, drawn_by, shares_of

IDS = [f"17:{number:04x}" for number in range(500)]


def test_a_seed_draws_the_same_whatever_the_order_and_a_larger_draw_begins_with_it() -> None:
    assert drawn(IDS, 50, 7) == drawn(reversed(IDS), 80, 7)[:50]
    assert drawn(IDS, 50, 7) != drawn(IDS, 50, 8)
    assert drawn([*IDS, "18:0"], 50, 7)[:40] == [id for id in drawn(IDS, 50, 7) if id != "18:0"][:40]


def test_every_id_is_drawn_about_as_often() -> None:
    times = Counter(id for seed in range(400) for id in drawn(IDS[:20], 5, seed))
    assert len(times) == 20
    assert all(65 < count < 140 for count in times.values())  # 100 are expected, the deviation is 8.7


def test_strata_are_drawn_in_proportion() -> None:
    strata = {id: "ABC"[min(2, number // 200)] for number, id in enumerate(IDS)}
    found = drawn_by(strata, 50, 7)
    assert Counter(strata[id] for id in found) == {"A": 20, "B": 20, "C": 10}
    assert found == drawn_by(dict(reversed(strata.items())), 50, 7)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), st.integers(0, 500))
def test_shares_add_up_and_none_is_off_by_one(sizes: list[int], total: int) -> None:
    shares = shares_of(sizes, total)
    assert sum(shares) == min(total, sum(sizes))
    if total < sum(sizes):
        assert all(abs(share - total * size / sum(sizes)) < 1 for share, size in zip(shares, sizes, strict=True))
        assert all(share <= size for share, size in zip(shares, sizes, strict=True))
