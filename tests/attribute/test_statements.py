"""The whole stage on made-up articles with arbitrary scores: whatever the encoder says, what comes out is in order."""

from __future__ import annotations

import os
import re
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribute import Decoding, attribute
from onrecord.document import Block, Document, Span
from onrecord.encoding import CueScores, Encoding, Tokens

LONG = bool(os.environ.get("ONRECORD_LONG"))
PIECES = (
    *(
        "Oskar said",
        "that the gates were shut",
        "Tresk",
        "denied it.",
        "“We came.”",
        "“We shall ask",
        "them on Friday.”",
    ),
    *("‘The river is high’", "“", "”", "(", ")", "–", "Tresk:", "OSKAR: We never did it.", "“Then they opened them.”"),
)
KINDS = ("headline", "deck", "byline", "caption", "paragraph", "paragraph", "subhead", "quote", "list", "teaser")
blocks = st.lists(
    st.tuples(st.sampled_from(KINDS), st.lists(st.sampled_from(PIECES), min_size=1, max_size=6)), min_size=1, max_size=6
)


def document_of(parts):
    text, found = "", []
    for kind, pieces in parts:
        text += "\n\n" if text else ""
        block = " ".join(pieces)
        found.append(Block(kind, Span(len(text), len(text) + len(block))))
        text += block
    return Document(text, tuple(found), language="en")


def inside_word(text, place):
    return text[max(0, place - 1) : place].isalnum() and text[place : place + 1].isalnum()


def encoding_of(document, seed):
    random = np.random.default_rng(seed)

    def chances(*shape):
        scores = random.normal(scale=3.0, size=shape)
        return (scores - np.log(np.exp(scores).sum(-1, keepdims=True))).astype(np.float32)

    spans = [match.span() for match in re.finditer(r"\w{1,3}|[^\w\s]", document.text)]
    count = len(spans)
    starts, ends = np.array(spans, dtype=np.int64).T
    joins = np.array([inside_word(document.text, start) for start, _ in spans])
    tokens = Tokens(np.zeros(count, int), starts, ends, np.zeros((count, 4), int), joins)
    cues = tuple(CueScores(token, 0, chances(count, 7)) for token in range(0, count, 2))
    return Encoding(tokens, np.zeros((count, 1), np.float32), chances(count, 3), chances(count, 7), cues)


@settings(deadline=None, max_examples=2000 if LONG else 60)
@given(blocks, st.integers(0, 2**32 - 1))
def test_whatever_the_scores_statements_are_in_order_and_within_the_text(parts, seed):
    document = document_of(parts)
    found = attribute(document, encoding_of(document, seed), Decoding(keep=0.1, rescue=0.05))
    starts = [min(span.start for span in (*a.cue, *a.content)) for a in found]
    assert starts == sorted(starts)
    for index, attribution in enumerate(found):
        assert attribution.content
        assert 0 <= attribution.score <= 1
        for spans in (attribution.source, attribution.cue, attribution.content):
            assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
            assert all(before.end <= after.start for before, after in pairwise(spans))
            assert not any(inside_word(document.text, edge) for span in spans for edge in span)
        if attribution.parent is not None:
            assert attribution.parent != index
            outer = found[attribution.parent].content
            assert any(all(o.contains(s) for s in (*attribution.cue, *attribution.content)) for o in outer)
