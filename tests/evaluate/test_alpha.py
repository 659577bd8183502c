"""Krippendorff's α against the worked examples that were published."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.alpha import Alpha, alpha

#: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: examples A, B and C, each observer a row.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".333234225" + "1.", "1233244125" + "1.")
#: The computational example of Wikipedia's article "Krippendorff's alpha".
THREE_CODERS = ("*****34121133*3", "1*2133" + "43*******", "**21344*211" + "33*4")


def units(*observers: str) -> list[Sequence[str | None]]:
    return [[None if value in ".*" else value for value in unit] for unit in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "value", "shared"),
    [(BINARY, 0.095, 10), (NOMINAL, 0.692, 12), (MISSING, 0.743, 11)],
)
def test_worked_examples_of_krippendorff(observers: tuple[str, ...], value: float, shared: int) -> None:
    found = alpha(units(*observers))
    assert found.value is not None
    assert (round(found.value, 3), found.units) == (value, shared)


def test_worked_example_of_three_coders() -> None:
    found = alpha(units(*THREE_CODERS))
    assert found.value is not None
    assert round(found.value, 3) == 0.691


def test_what_is_not_defined() -> None:
    assert alpha([]) == Alpha(None, 0)
    assert alpha([("a", None), (None, "b")]) == Alpha(None, 0)
    assert alpha([("a", "a"), ("a", "a")]) == Alpha(None, 2)


@given(st.lists(st.lists(st.sampled_from("abc") | st.none(), min_size=2, max_size=4), min_size=1))
def test_order_of_units_and_of_values_does_not_matter(given_values: list[list[str | None]]) -> None:
    found = alpha(given_values)
    turned = alpha([unit[::-1] for unit in reversed(given_values)])
    assert found.units == turned.units
    assert found.value == pytest.approx(turned.value) if found.value is not None else turned.value is None
    assert found.value is None or found.value <= 1
