from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribute.drafting.draft import Scene
from onrecord.attribute.drafting.repair import content_span, plain_span, quoted_share
from onrecord.document import Block, Document, Span


def scene_of(text):
    return Scene.of(Document(text, blocks=(Block("paragraph", Span(0, len(text))),)))


def repaired(text, words):
    start = text.index(words)
    span = content_span(scene_of(text), Span(start, start + len(words)))
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("“We tried,” he said.", "We tried", "“We tried,”"),
        ("“We tried,” he said.", "“We tried", "“We tried,”"),
        ("« We tried », he said.", "We tried", "« We tried »"),
        ("He said, “We tried. We failed.”", "We tried. We failed", "“We tried. We failed.”"),
        ("He called it ‘absurd’ and left.", "absurd", "‘absurd’"),
        ("He said that it was “absurd”.", "that it was “absurd", "that it was “absurd”"),
        ("She said, they came, and left.", ", they came,", "they came"),
        ("It should close (by June), she said.", "It should close (by June", "It should close (by June)"),
        ("She (he said it was late) left.", "(he said it was late", "(he said it was late)"),
        ("He said [the] plan failed.", "the] plan failed", "[the] plan failed"),
        ("He said — nothing.", "—", None),
        ("“We came. We saw. We left,” he said.", "We saw", "We saw"),
        ("The workers’ plan failed, he said.", "The workers", "The workers"),
        ("He said it was “sad” and had hoped.", "it was “sad” and", "it was “sad”"),
    ],
)
def test_content(text, words, expected):
    assert repaired(text, words) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [(", Lena Oskar,", "Lena Oskar"), (" said:", "said"), ("the U.S.", "the U.S."), (" , ", None)]
)
def test_source_and_cue(text, expected):
    span = plain_span(text, Span(0, len(text)))
    assert (span.of(text) if span else None) == expected


def test_quoted_share():
    scene = scene_of("He called it “absurd” and “void”.")
    assert quoted_share(scene, [Span(13, 21)]) == 1.0
    assert 0 < quoted_share(scene, [Span(3, 21)]) < 1
    assert quoted_share(scene, [Span(0, 12)]) == 0.0


@given(st.text(alphabet="ab .,“”\"'()[]«»", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_repair_stays_in_the_text(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    span = content_span(scene_of(text), Span(start, end))
    assert span is None or 0 <= span.start < span.end <= len(text)


def test_a_source_of_a_lone_bracket_is_none(scene):
    built = scene(("paragraph", "Oskar ( said no."))
    assert plain_span(built.text, Span(6, 7)) is None


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        (
            "“We would take a chair if somebody carried one in.”",
            "if somebody carried one",
            "if somebody carried one in",
        ),
        ("« Nous, no: we ask for it », she said.", "we ask for", "we ask for it"),
        ("“We ask this of the Pact.”", "We ask this of the", "We ask this"),
        ("I ask one thing of him, she said.", "one thing of", "one thing"),
        # what is left is no particle, or stands outside of the quotation, or more follows
        ("“We talk on Monday.”", "We talk on", "We talk on"),
        ("They let us in, he said.", "They let us", "They let us"),
        ("“They let us in on Monday.”", "They let us", "They let us"),
        ("They want what they asked of.", "what they asked of", "what they asked of"),
        ("“The end of” was all he read", "The end of", "The end of"),
    ],
)
def test_a_content_goes_to_the_last_word_of_its_sentence(scene, text, found, kept):
    start = text.index(found)
    got = content_span(scene(("paragraph", text)), Span(start, start + len(found)))
    assert got is not None
    assert got.of(text).strip("“”«». ") == kept


def test_a_source_does_not_end_in_a_mark_that_opens_what_follows():
    text = "Mother 'begged nurse', inquest told. Quell’s plea."
    assert plain_span(text, Span(0, 8)) == Span(0, 6)
    start = text.index("Quell’s")
    assert plain_span(text, Span(start, start + 7)) == Span(start, start + 7)


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Quell said it was “a day of fog,” but nobody left.", "it was “a day of fog,” but", "it was “a day of fog,”"),
        ("Quell wants the gates open, and Tresk does not.", "the gates open, and", "the gates open"),
        ("Quell promised eight boats, up from six.", "eight boats, up", "eight boats"),
        ("Quell said she had “nothing to live for.”", "she had “nothing to live for", "she had “nothing to live for.”"),
        ("Quell said that the boats had come in.", "that the boats had come in", "that the boats had come in"),
    ],
)
def test_a_word_that_begins_what_follows_is_no_end(scene, text, words, left):
    built = scene(("paragraph", text))
    start = text.index(words)
    assert content_span(built, Span(start, start + len(words))).of(text) == left
