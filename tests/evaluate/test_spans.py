from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Span
from onrecord.evaluate import Counts, Scored, calibration_error, evaluate, pairs, trim

TEXT = "“We tried,” Lena Oskar said, adding that others had not."
QUOTE, OSKAR, SAID = Span(0, 11), Span(12, 22), Span(23, 27)
ADDING, OTHERS = Span(29, 35), Span(36, 55)
FIRST = Scored((OSKAR,), (SAID,), (QUOTE,), "direct")
SECOND = Scored((OSKAR,), (ADDING,), (OTHERS,))


def scores(found, gold):
    return evaluate([(TEXT, found, gold)])


def test_the_gold_itself_scores_full():
    result = scores([FIRST, SECOND], [FIRST, SECOND])
    assert [result.source.f1, result.cue.f1, result.content.f1, result.linked.f1] == [100.0] * 4
    assert result.content_characters.f1 == 100.0


def test_edge_punctuation_does_not_count():
    found = FIRST._replace(content=(Span(1, 9),))
    assert scores([found], [FIRST]).content.f1 == 100.0


def test_exact_spans_are_a_set_per_article():
    # the shared source counts once
    assert scores([FIRST, SECOND], [FIRST, SECOND]).source == Counts(1, 1, 1)


def test_every_fragment_counts_by_itself():
    found = SECOND._replace(content=(Span(36, 40), Span(41, 55)))
    assert scores([found], [SECOND]).content == Counts(0, 2, 1)


def test_linked_needs_the_source():
    assert scores([FIRST._replace(source=())], [FIRST]).linked == Counts(0, 1, 1)
    assert scores([FIRST._replace(source=())], [FIRST._replace(source=())]).linked == Counts(1, 1, 1)


def test_linked_needs_half_of_the_content():
    half = SECOND._replace(content=(Span(36, 46),))
    less = SECOND._replace(content=(Span(36, 44),))
    assert scores([half], [SECOND]).linked.right == 1
    assert scores([less], [SECOND]).linked.right == 0


def test_pairs_are_one_to_one():
    assert [(i, j) for i, j, _ in pairs([SECOND, SECOND], [SECOND])] == [(0, 0)]


def test_figures_by_quote_type_and_nesting():
    nested = SECOND._replace(nested=True)
    by = scores([FIRST], [FIRST, nested]).linked_by
    assert by["direct"] == Counts(1, 1, 1)
    assert by["indirect"] == Counts(0, 0, 1)
    assert by["nested"] == Counts(0, 0, 1)


def test_nothing_found_and_nothing_annotated():
    assert scores([], []).linked.f1 == 0.0


@pytest.mark.parametrize(
    ("span", "expected"),
    [(Span(0, 11), Span(1, 9)), (Span(11, 23), Span(12, 22)), (Span(9, 11), Span(9, 11)), (Span(3, 3), Span(3, 3))],
)
def test_trim(span, expected):
    assert trim(TEXT, span) == expected


def test_calibration_error_of_an_overconfident_system():
    assert calibration_error([(1.0, True), (1.0, False)]) == pytest.approx(0.5)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30))
def test_calibration_error_is_a_share(judged):
    assert 0 <= calibration_error(judged) <= 1
