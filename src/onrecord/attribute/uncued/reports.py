"""Sentences whose last clause tells who says them, where only its verb is seen: "…, an inquiry has found."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.attribute.drafting.places import Places
from onrecord.attribute.drafting.repair import content_span
from onrecord.document import RUNNING, Span
from onrecord.encoding import Encoding
from onrecord.words import sentence_spans

#: Chance that such a sentence is a statement.
REPORT_SCORE = 0.85
_CUE = re.compile(
    r"(?:(?:has|have)\s(?:also\s|now\s|\w+ly\s)?)?(?:said|found|heard|warned|claimed|ruled|revealed|suggested|shown|argued"
    r"|confirmed|admitted|announced|concluded|insisted|reported|learn(?:ed|t)|been\stold|says?|tells?|told)(?=\.(?:\s|\Z))"
)
_SOURCE = re.compile(
    r",\s(?P<source>(?:[\w’'.-]+\s){0,6}?[\w’'-]+)\s(?P<aux>(?:has|have)\s(?:also\s|now\s|\w+ly\s)?)?\Z"
)
#: What shows that the words before the verb are no subject of a main clause: "the oldest bone they have found".
_OTHER = re.compile(
    r"(?:\A(?:and|but|or|nor|so|as|if|when|while|where|which|who|whom|that|what|than|then|not|in|on|at|by|with|for|to)\b"
    r"|\b(?:I|we|you|he|she|it|they|who|which|that|first|last|only|most|best|worst|(?!inqu|prot|arr|for|harv|cont|inter|requ)\w{3,}est|is|are|was|were|will|would)\b)",
    re.IGNORECASE,
)
#: Characters before a verb in which its clause begins.
_NEAR = 80
_WORDS = 4


def reporting_clauses(scene: Scene, encoding: Encoding, found: Found) -> Iterator[Draft]:
    """Make sentences that end in such a clause statements, unless one has this cue already."""
    sentences_of = cache(lambda block: Places((span, span) for span in sentence_spans(scene.text, block)))
    for place in (int(encoding.tokens.starts[cue.token]) for cue in encoding.cues):
        block = scene.block_at(place)
        verb = _CUE.match(scene.text, place, block.span.end) if block is not None and block.kind in RUNNING else None
        if block is None or verb is None:
            continue
        start = max(block.span.start, place - _NEAR)
        clause = _SOURCE.search(scene.text, start, place)
        if clause is None or _OTHER.search(clause["source"]) or scene.quoted[place]:
            continue
        source = Span(*clause.span("source"))
        cue = Span(clause.start("aux") if clause["aux"] else place, verb.end())
        if any(cue.overlaps(own) for draft in found.with_words(cue) for own in draft.cue):
            continue
        sentence = next((s for s in sentences_of(block.span).near(cue) if s.contains(cue)), cue)
        content = content_span(scene, Span(sentence.start, max(sentence.start, clause.start())))
        if content is not None and len(content.of(scene.text).split()) >= _WORDS:
            yield Draft([source], [cue], [content], REPORT_SCORE)
