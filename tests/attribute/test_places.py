from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribute.drafting.places import Places
from onrecord.document import Span

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 5000), st.integers(0, 3000))


@given(st.lists(spans), spans)
def test_finds_just_what_overlaps_or_touches_a_place_in_order(filled, place):
    found = Places(zip(filled, range(len(filled)), strict=True)).near(place)
    assert found == [i for i, span in enumerate(filled) if span.start <= place.end and place.start <= span.end]
