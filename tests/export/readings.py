"""Any reading at all, for properties that hold whatever was found."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from onrecord.codes import (
    ACTS,
    CONDITION_TYPES,
    STANCES,
    Aux,
    Coding,
    CodingMethod,
    Condition,
    Demand,
    Framing,
    FramingKind,
    Issue,
    Judged,
    Recipient,
    RecipientRole,
    StatedDate,
    Threat,
)
from onrecord.document import Block, Document, Link, Span
from onrecord.entity import ENTITY_TYPES, Entity, Mentioned, Office
from onrecord.statement import Attribution, Method, Reading, Resolution, Statement

#: All texts are as long, so that every strategy is made once.
LENGTH = 9
LETTERS = "ab<&\"'“ ’\n|;=\u202eé\ud800\x00"

words = st.text(st.sampled_from(LETTERS), max_size=9)
maybe_words = st.none() | words
texts = st.text(st.sampled_from(LETTERS), min_size=LENGTH, max_size=LENGTH)
scores = st.floats(0, 1)
methods = st.sampled_from(get_args(CodingMethod))
places = st.integers(0, LENGTH)
spans = st.tuples(places, places).map(lambda ends: Span(*sorted(ends)))
maybe_span = st.none() | spans


def few(items: st.SearchStrategy) -> st.SearchStrategy:
    """None, one or two of them."""
    return st.lists(items, max_size=2).map(tuple)


blocks = st.lists(places, max_size=4, unique=True).map(
    lambda cuts: tuple(
        Block("paragraph", Span(*ends)) for ends in zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False)
    )
)
types = st.sampled_from(ENTITY_TYPES)
sources = st.tuples(
    words, st.just("name"), maybe_words, st.none() | types, maybe_words, maybe_words, scores, few(spans)
)
resolutions = st.builds(
    lambda one, members: replace(Resolution(*one), members=tuple(Resolution(*member) for member in members)),
    sources,
    few(sources),
)
recipients = st.tuples(words, st.sampled_from(get_args(RecipientRole)), maybe_span, maybe_words, methods, scores)
conditions = st.tuples(st.sampled_from(CONDITION_TYPES), spans, maybe_span, maybe_words, methods, scores)
issues = st.tuples(words, words, maybe_span, st.booleans(), methods, scores)
codings = st.builds(
    Coding,
    st.tuples(st.sampled_from((*ACTS, "unclear")), methods, scores, few(spans)).map(lambda of: Judged(*of)),
    st.tuples(st.sampled_from((*STANCES, "unclear")), methods, scores, few(spans)).map(lambda of: Judged(*of)),
    st.none() | issues.map(lambda of: Issue(*of)),
    maybe_words,
    st.booleans(),
    few(st.sampled_from(get_args(Aux))),
    few(recipients.map(lambda of: Recipient(*of))),
    few(conditions.map(lambda of: Condition(*of))),
    st.none() | spans.map(Demand),
    st.none() | st.tuples(spans, maybe_span).map(lambda of: Threat(*of)),
)
attributions = st.tuples(
    *(few(spans), few(spans), few(spans), st.just("mixed"), st.booleans(), st.none(), scores),
    st.sampled_from(get_args(Method)),
).map(lambda of: Attribution(*of))
dates = st.tuples(words, st.sampled_from(("explicit", "relative", "publication")), maybe_span)
statements = st.builds(
    Statement,
    st.sampled_from("pqrs"),
    attributions,
    st.none() | st.just("elsewhere"),
    st.none() | resolutions,
    few(codings),
    few(dates.map(lambda of: StatedDate(*of))),
    st.binary(max_size=2).map(lambda half: half * 2),
)
offices = st.tuples(words, maybe_words, maybe_words, maybe_words).map(lambda of: Office(*of))
entities = st.tuples(words, words, types, maybe_words, few(words), few(offices)).map(lambda of: Entity(*of))
framings = st.tuples(
    st.sampled_from(get_args(FramingKind)), spans, st.sampled_from(("article", "source")), maybe_words
).map(lambda of: Framing(*of))
#: Readings of any short text, with anything found in it.
readings = st.builds(
    lambda text, parts, title, link, found, model, known, framing: Reading(
        Document(text, parts, title, links=(Link("teaser", link),)),
        found,
        {"model": model, "onrecord": "0.1.0", "options": {"min_score": 0.0}},
        tuple(Mentioned(entity, (link,)) for entity in known),
        framing,
    ),
    *(texts, blocks, maybe_words, spans, few(statements), maybe_words, few(entities), few(framings)),
)
