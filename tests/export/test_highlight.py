from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Span
from onrecord.export.highlight import Segment, segments

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))
labelled = st.lists(st.tuples(spans, st.sampled_from("abcdef")), max_size=8)


def test_nothing_to_mark_is_one_segment() -> None:
    assert segments(Span(2, 5), []) == [Segment(2, 5, ())]


def test_an_empty_text_has_no_segment() -> None:
    assert segments(Span(3, 3), [(Span(0, 9), "a")]) == []


def test_spans_that_cross_are_cut_where_they_do() -> None:
    assert segments(Span(0, 10), [(Span(1, 6), "a"), (Span(4, 9), "b")]) == [
        Segment(0, 1, ()),
        Segment(1, 4, ("a",)),
        Segment(4, 6, ("a", "b")),
        Segment(6, 9, ("b",)),
        Segment(9, 10, ()),
    ]


def test_the_longer_of_two_spans_with_one_start_is_outside() -> None:
    found = segments(Span(0, 6), [(Span(0, 3), "inner"), (Span(0, 6), "outer")])
    assert found == [Segment(0, 3, ("outer", "inner")), Segment(3, 6, ("outer",))]


def test_spans_are_cut_off_at_the_text() -> None:
    assert segments(Span(5, 8), [(Span(0, 20), "a"), (Span(9, 12), "b")]) == [Segment(5, 8, ("a",))]


@given(spans, labelled)
def test_segments_cover_the_text_without_gap_or_overlap(text_span: Span, marks: list[tuple[Span, str]]) -> None:
    text = "".join(chr(0x4E00 + index) for index in range(40))
    assert "".join(text[start:end] for start, end, _ in segments(text_span, marks)) == text_span.of(text)


@given(spans, labelled)
def test_every_character_has_exactly_its_labels(text_span: Span, marks: list[tuple[Span, str]]) -> None:
    for start, end, labels in segments(text_span, marks):
        assert len(labels) == len(set(labels))
        for place in range(start, end):
            assert set(labels) == {label for span, label in marks if span.start <= place < span.end}


@given(spans, labelled)
def test_segments_are_cut_at_ends_of_spans_only(text_span: Span, marks: list[tuple[Span, str]]) -> None:
    ends = {place for span, _ in marks for place in span} | set(text_span)
    assert all({start, end} <= ends for start, end, _ in segments(text_span, marks))
