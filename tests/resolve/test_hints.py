from __future__ import annotations

import numpy as np
import pytest

from onrecord.document import Span
from onrecord.encoding import BODY, BODY_NOUN, PERSON, PERSON_NOUN, PLACE, Encoding, Tokens
from onrecord.resolve import resolve
from onrecord.resolve.cast.hints import hint_of
from resolve.article import article, own_registry

TEXT = "Then Mara Quell left Norvale."
WORDS = ((0, 4), (5, 9), (10, 15), (16, 20), (21, 28), (28, 29))


def encoding(labels: dict[int, dict[int, float]], words: tuple[tuple[int, int], ...] = WORDS) -> Encoding:
    """An encoding whose word ``i`` has a label with a chance; the rest is no mention."""
    n = len(words)
    chances = np.full((n, 11), 1e-9, dtype=np.float32)
    chances[:, 0] = 1
    for word, of_label in labels.items():
        for label, chance in of_label.items():
            chances[word, label] = chance
            chances[word, 0] -= chance
    starts, ends = (np.array(column, dtype=np.int64) for column in zip(*words, strict=True))
    none = np.zeros((n, 4), dtype=np.int64)
    tokens = Tokens(np.zeros(n, dtype=np.int64), starts, ends, none, np.zeros(n, dtype=np.bool_))
    empty = np.zeros((n, 3), dtype=np.float32)
    return Encoding(
        tokens, np.zeros((n, 2), dtype=np.float32), empty, np.zeros((n, 7), dtype=np.float32), (), np.log(chances)
    )


@pytest.mark.parametrize(
    ("label", "kind"),
    [(PERSON, "person"), (BODY, "body"), (PLACE, "place")],
)
def test_beginning_and_inside_count_alike(label: int, kind: str) -> None:
    hint = hint_of(encoding({1: {label: 0.9}, 2: {label + 1: 0.7}}))
    assert hint is not None
    found = hint(Span(5, 15))
    assert found[kind] == pytest.approx(0.8, abs=1e-4)
    assert all(chance < 1e-4 for name, chance in found.items() if name != kind)


def test_the_words_of_a_span_count_and_no_others() -> None:
    hint = hint_of(encoding({1: {PERSON: 0.9}, 4: {PLACE: 0.9}}))
    assert hint is not None
    assert hint(Span(5, 9))["person"] == pytest.approx(0.9, abs=1e-4)
    assert hint(Span(21, 28))["place"] == pytest.approx(0.9, abs=1e-4)
    assert hint(Span(16, 20))["person"] < 1e-4
    assert hint(Span(7, 8))["person"] == pytest.approx(0.9, abs=1e-4)  # inside of a word


def test_noun_phrases_are_no_names() -> None:
    hint = hint_of(encoding({1: {PERSON_NOUN: 0.5, BODY_NOUN: 0.4}}))
    assert hint is not None and max(hint(Span(5, 9)).values()) < 1e-4


@pytest.mark.parametrize("span", [Span(4, 5), Span(3, 3), Span(29, 40), Span(100, 200)])
def test_a_span_without_a_word_has_no_chances(span: Span) -> None:
    hint = hint_of(encoding({}))
    assert hint is not None and max(hint(span).values(), default=0.0) == pytest.approx(0.0, abs=1e-6)


def test_without_scores_there_is_no_hint() -> None:
    assert hint_of(None) is None
    bare = encoding({})
    assert hint_of(Encoding(bare.tokens, bare.states, bare.cue_scores, bare.role_scores, ())) is None


@pytest.mark.parametrize(("label", "type_"), [(PERSON, "person"), (BODY, "organisation"), (PLACE, "place")])
def test_a_hint_tells_what_an_unknown_name_is(label: int, type_: str) -> None:
    marked = article(f"Talks go on\n\n{TEXT} Then [Orle] said no.")
    text = marked.document.text
    words = tuple((text.index(word), text.index(word) + len(word)) for word in ("Talks", "Quell", "Orle"))
    ((found,), _) = resolve(marked.document, encoding({2: {label: 0.97}}, words), marked.attributions, own_registry())
    assert (found.name, found.type) == ("Orle", type_)
