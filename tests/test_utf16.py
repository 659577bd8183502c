from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.utf16 import Utf16

LETTERS = st.text(st.sampled_from("ae\u0301😀𝔸\u200d👩\n"), max_size=30)


@given(LETTERS)
def test_units_are_those_that_java_and_javascript_count(text: str) -> None:
    offsets = Utf16(text)
    for point in range(len(text) + 1):
        assert offsets.units(point) == len(text[:point].encode("utf-16-le")) // 2
        assert offsets.points(offsets.units(point)) == point


def test_an_offset_within_a_character_becomes_its_beginning() -> None:
    assert [Utf16("a👩b").points(unit) for unit in range(5)] == [0, 1, 1, 2, 3]
