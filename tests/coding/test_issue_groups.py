"""Groups of statements that are likely about the same matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding.issues.groups import _expected, groups_of


def chances(groups: list[int], alike: float, other: float) -> np.ndarray:
    labels = np.array(groups)
    return np.where(labels[:, None] == labels[None], alike, other).astype(np.float32)


@pytest.mark.parametrize("groups", [[], [0], [0, 0], [0, 1], [0, 0, 1, 1, 0, 2], [0] * 20 + [1] * 3])
def test_those_likely_about_one_matter_are_together(groups: list[int]) -> None:
    found = groups_of(chances(groups, 0.9, 0.05))
    assert [list(found).index(number) for number in found] == [groups.index(number) for number in groups]


def test_many_small_chances_make_no_group() -> None:
    assert len(set(groups_of(np.full((40, 40), 0.1, dtype=np.float32)))) > 20


def test_the_expected_agreement_is_that_of_the_chances() -> None:
    sure = chances([0, 0, 1], 1.0, 0.0)
    assert _expected(sure, np.array([0, 0, 1])) == pytest.approx(1)
    # every statement of its own: B³ precision 1, recall (1/2 + 1/2 + 1) / 3
    assert _expected(sure, np.array([0, 1, 2])) == pytest.approx(2 * (2 / 3) / (1 + 2 / 3))
    # all together: precision (2/3 + 2/3 + 1/3) / 3, recall 1
    assert _expected(sure, np.array([0, 0, 0])) == pytest.approx(2 * (5 / 9) / (1 + 5 / 9))


@given(st.integers(0, 12), st.integers(0, 1000))
def test_any_chances_give_one_group_each(count: int, seed: int) -> None:
    given_chances = np.random.default_rng(seed).random((count, count)).astype(np.float32)
    given_chances = (given_chances + given_chances.T) / 2
    found = groups_of(given_chances)
    assert found.shape == (count,)
    assert sorted(set(found.tolist())) == list(range(len(set(found.tolist()))))
