from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Span
from onrecord.resolve.names.phrases import phrase_of
from onrecord.words import sentence_spans, words_of


def whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Holm left.", ["Anna", "Holm", "left", "."]),
        ("Holm’s boats’ owners", ["Holm’s", "boats’", "owners"]),
        ("Holm's boats' owners", ["Holm's", "boats'", "owners"]),
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("J. P. Holm", ["J.", "P.", "Holm"]),
        ("Anne-Marie O’Quell", ["Anne-Marie", "O’Quell"]),
        ("AT&T", ["AT&T"]),
        ("Holm & Sons", ["Holm", "&", "Sons"]),
        ("“No,” he said", ["“", "No", ",", "”", "he", "said"]),
        ("It ended. Then", ["It", "ended", ".", "Then"]),
        ("Sørlåk’s", ["Sørlåk’s"]),
        ("3,5", ["3", ",", "5"]),
        ("  ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    words = words_of(text, whole(text))
    assert [word.text for word in words] == expected
    assert all(word.span.of(text) == word.text for word in words)


def test_words_are_those_inside_the_span() -> None:
    assert [word.text for word in words_of("Anna Holm left", Span(5, 9))] == ["Holm"]


@pytest.mark.parametrize(
    ("text", "lower", "capital", "possessive"),
    [
        ("Holm’s", "holm", True, True),
        ("boats’", "boats", False, True),
        ("U.S.", "u.s", True, False),
        ("St.", "st", True, False),
        ("it's", "it", False, True),
        ("ÉLYSÉE", "élysée", True, False),
    ],
)
def test_a_word_knows_its_plain_form(text: str, lower: str, capital: bool, possessive: bool) -> None:
    word = words_of(text, whole(text))[0]._replace(text=text)
    assert (word.lower, word.capital, word.possessive) == (lower, capital, possessive)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It ended. Nobody knew.", 2),
        ("Mr. Holm left. Dr. Quell stayed.", 2),
        ("J. P. Holm left the U.S. on Jan. 3. He stayed away.", 2),
        ("It rose by 3.5 per cent. Nobody knew.", 2),
        ("“It ended.” Nobody knew.", 2),
        ("“It ended,” he said. “Nobody knew.”", 2),
        ("Did it end? Yes! Nobody knew …", 3),
        ("It was late (very late.) Nobody knew.", 2),
        ("He came at 3 p.m. and left.", 1),
        ("It ended... and began again.", 1),
        ("No end", 1),
        (" ", 0),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    spans = sentence_spans(text, whole(text))
    assert len(spans) == count
    assert "".join(span.of(text) for span in spans).split() == text.split()


def test_sentences_stay_inside_their_block() -> None:
    text = "Before. It ended. Nobody knew. After."
    assert [s.of(text).strip() for s in sentence_spans(text, Span(8, 30))] == ["It ended.", "Nobody knew."]


@pytest.mark.parametrize(
    ("text", "core", "determiner"),
    [
        ("the minister", "the minister", "the"),
        ("the finance minister of Karveth", "the finance minister", "the"),
        ("her spokesman in Ossunmar", "her spokesman", "her"),
        ("officials who asked for silence", "officials", ""),
        ("the mayor, a sailor", "the mayor", "the"),
        ("the mayor and the council", "the mayor", "the"),
        ("lawyers consulted by the board", "lawyers", ""),
        ("the retired judge", "the retired judge", "the"),
        ("the visiting envoy", "the visiting envoy", "the"),
        ("thousands of protesters", "protesters", ""),
        ("a group of harbours", "a group", "a"),
        ("a group of ministers", "ministers", ""),
        ("a number of ministers in Karveth", "ministers", ""),
        ("more than 100 sailors", "100 sailors", ""),
        ("one of the ministers", "the ministers", "the"),
        ("95% of the voters", "the voters", "the"),
        ("roughly two-thirds of voters", "voters", ""),
        ("her last post", "her last post", "her"),
        ("a May 4, 2031 release", "a May 4 , 2031 release", "a"),
        ("some of those ministers from Karveth", "those ministers", "those"),
        ("Karveth’s president", "Karveth’s president", ""),
        ("of the board", "the board", "the"),
        ("protesters Norvale Radio interviewed", "protesters", ""),
        ("the protesters Quell questioned", "the protesters", "the"),
        ("protesters Quell", "protesters Quell", ""),
        ("State and federal officials", "State and federal officials", ""),
        ("Quell and other officials", "Quell", ""),
        ("the Harbour House, Norvale’s seat", "the Harbour House", "the"),
        ("one", "one", "one"),
        ("of", "of", ""),
    ],
)
def test_a_phrase_ends_behind_its_head(text: str, core: str, determiner: str) -> None:
    phrase = phrase_of(words_of(text, whole(text)))
    assert (" ".join(word.text for word in phrase.core), phrase.determiner) == (core, determiner)
    assert phrase.head is phrase.core[-1]


@given(st.text(min_size=1, max_size=60))
def test_nothing_is_lost_and_nothing_raises(text: str) -> None:
    words = words_of(text, whole(text))
    assert "".join(word.text for word in words) == "".join(text.split())
    assert all(word.span.of(text) == word.text for word in words)
    for span in sentence_spans(text, whole(text)):
        assert 0 <= span.start < span.end <= len(text)
    if words:
        phrase = phrase_of(words)
        assert len(phrase.core) + len(phrase.rest) <= len(words) and phrase.core
