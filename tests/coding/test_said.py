from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding.said import Scene
from onrecord.document import Document, Span
from onrecord.words import words_of

PIECES = ("boys", "'", "’s", " ", "U.S.", "a", "B.", "-", "“", "x-y", "don't", "7", "é", "_", "\n", "S", "&")


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.integers(0, 60), st.integers(0, 60))
def test_words_of_a_span_are_the_same_wherever_it_cuts(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert Scene(Document(text), []).words(Span(start, end)) == words_of(text, Span(start, end))


def test_an_article_is_cut_into_words_once():
    scene = Scene(Document("The boys' boats left. Orsk's did not."), [])
    first, again = scene.words(Span(0, 21)), scene.words(Span(4, 9))
    assert [word.text for word in first] == ["The", "boys'", "boats", "left", "."]
    assert again[0] is first[1]
