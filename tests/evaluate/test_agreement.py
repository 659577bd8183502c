"""Figures of groups."""

from __future__ import annotations

import pytest

from onrecord.evaluate.agreement import Agreement, b_cubed, pairs


def test_the_same_groups_under_other_names() -> None:
    assert b_cubed([1, 1, 2], "aab") == pairs([1, 1, 2], "aab") == Agreement(1.0, 1.0)


def test_all_in_one_group() -> None:
    found = b_cubed([1, 1, 1, 1], "aabb")
    assert (found.precision, found.recall, found.f1) == (0.5, 1.0, pytest.approx(2 / 3))
    assert pairs([1, 1, 1, 1], "aabb").precision == pytest.approx(1 / 3)


def test_nothing() -> None:
    assert b_cubed([], []).f1 == pairs([], []).f1 == 0.0
