from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.document import Document, Span
from onrecord.resolve import Resolver, resolve_spans, resolver_of
from onrecord.statement import Attribution
from resolve.article import article, check, own_registry

MET = "Mara Quell met Jonas Brandt, the harbour minister, on Monday. "


def resolver(text: str) -> Resolver:
    marked = article(text)
    return resolver_of(marked.document, None, marked.attributions, own_registry())


def names(text: str, *words: str) -> list[str]:
    """Names of spans given by their words, the last of equal ones."""
    one = resolver(text)
    whole = one.article.document.text
    spans = [[Span(*m.span()) for m in re.finditer(rf"\b{re.escape(w)}\b", whole)][-1] for w in words]
    found = resolve_spans(one, spans)
    for answer in found.values():
        check(whole, answer)
    return [found[span].name for span in spans]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (MET + "[She] told him {that the port must open}.", "him", "Jonas Brandt"),
        (MET + "[He] told her {that the port must open}.", "her", "Mara Quell"),
        (MET + "[Mara Quell] asked the minister {to open the port}.", "the minister", "Jonas Brandt"),
        (MET + "[Mara Quell] said {that Brandt had lied}.", "Brandt", "Jonas Brandt"),
        (MET + "[Mara Quell] told reporters {that it was over}.", "reporters", "unnamed: reporters"),
        (MET + "[Mara Quell] urged the German government {to act}.", "the German government", "Government of Germany"),
    ],
)
def test_spans_are_named_as_sources_are(text: str, words: str, name: str) -> None:
    assert names(text, words) == [name]


def test_whoever_speaks_does_not_speak_to_himself() -> None:
    text = "Olen Marsh and Jonas Brandt met. [Jonas Brandt] said {that it was late}. [Brandt] asked him {to go}."
    assert names(text, "him") != ["Jonas Brandt"]


def test_first_person_in_a_content_is_its_speaker() -> None:
    assert names(MET + "[Jonas Brandt] said: {“Nobody told me of it.”}", "me") == ["Jonas Brandt"]


def test_a_span_without_words_is_left_out() -> None:
    one = resolver(MET + "[Mara Quell] said {so}.")
    assert resolve_spans(one, [Span(0, 0)]) == {}


def test_spans_are_asked_in_any_order_and_once() -> None:
    one = resolver(MET + "[She] told him {that the port must open}.")
    text = one.article.document.text
    him, she = (Span(text.index(f" {word} ") + 1, text.index(f" {word} ") + 1 + len(word)) for word in ("him", "She"))
    assert resolve_spans(one, [him, she, him]) == resolve_spans(
        resolver(MET + "[She] told him {that the port must open}."), [she, him]
    )


def test_sources_stay_as_they_were() -> None:
    one = resolver(MET + "[She] told him {that the port must open}. [He] said {no}.")
    before = one.all()
    resolve_spans(one, [Span(3, 9), Span(0, 4)])
    assert one.all() == before


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6))
def test_no_span_makes_it_fail(text: str, pairs: list[tuple[int, int]]) -> None:
    document = Document(text)
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    given_ = [Attribution(tuple(spans[:1]), (), tuple(spans[1:2]), "indirect")]
    found = resolve_spans(resolver_of(document, None, given_, own_registry()), spans)
    assert set(found) <= set(spans)
