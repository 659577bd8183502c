"""Words and the cutting of texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Span
from onrecord.words import Words, words_of

TEXT = "The teachers’ union of the U.S. said: “We’ll go.” Quell’s aide left."


def test_words_cut_once_are_those_of_a_part() -> None:
    words = Words(TEXT)
    found = [word.text for word in words.inside(Span(4, 21))]
    assert found == ["teachers’", "union", "o"], "an edge that cuts a word cuts it here, too"
    assert [word.text for word in words.pieces][1:3] == ["teachers", "’"]
    assert [word.span.of(TEXT) for word in words.inside(Span(0, len(TEXT)))] == [
        w.text for w in words_of(TEXT, Span(0, len(TEXT)))
    ]


@given(st.text(alphabet="aZs ’'.-“\n1é", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_each_part_has_the_words_that_it_has_alone(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert Words(text).inside(Span(start, end)) == words_of(text, Span(start, end))
