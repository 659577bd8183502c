"""Demands and proposals told beside a noun, where no cue is seen: "security guarantees demanded by Karveth"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.attribute.agents import AGENT, BOUND, DETERMINER, OF, WORD
from onrecord.attribute.draft import Draft, Found, Scene
from onrecord.attribute.speaker import source_span
from onrecord.document import TEXT, Span

#: Chance that such words are a statement: of ten on train that stand in no other statement, nine are.
DEMAND_SCORE = 0.5
_VERB = (
    r"(?:demanded|sought|requested|proposed|advocated|urged|opposed|rejected|condemned|disputed|endorsed|ordered"
    r"|put\sforward|called\sfor)"
)
_DEMANDED = re.compile(rf"\s(?P<cue>{_VERB})\sby\s(?P<agent>{AGENT}{OF})(?=[.,;:!?)—–”\"’]|\s{BOUND}|\s?\Z)")
_WITH_DETERMINER = re.compile(rf"\b{DETERMINER}\s(?:{WORD}\s){{0,3}}?{WORD}\Z")
_BARE = re.compile(rf"(?:[,;:(]\s|\b{BOUND}\s)(?P<noun>(?:{WORD}\s){{0,2}}?{WORD})\Z")
_NO_NOUN = re.compile(r"\b(?:been|being|gets?|got|became?|I|you|he|she|it|we|they|who|which|what)\b", re.IGNORECASE)
#: Characters before the verb in which the phrase begins.
_NEAR = 60


def demanded(scene: Scene, found: Found) -> Iterator[Draft]:
    """Make nouns with such a participle and whoever is behind *by* statements, unless one has this cue already."""
    for block in scene.document.blocks:
        if block.kind not in TEXT:
            continue
        for match in _DEMANDED.finditer(scene.text, *block.span):
            cue = Span(*match.span("cue"))
            noun = _noun(scene.text, max(block.span.start, cue.start - _NEAR), match.start())
            source = source_span(scene.text, Span(*match.span("agent")))
            told = any(cue.overlaps(own) for draft in found.with_words(cue) for own in draft.cue)
            if noun is not None and source is not None and not told:
                yield Draft([source], [cue], [noun], DEMAND_SCORE)


def _noun(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that ends at a place: from its determiner, else behind a mark or a word that it does not hold."""
    whole = _WITH_DETERMINER.search(text, start, end)
    bare = _BARE.search(text, start, end) if whole is None else None
    noun = Span(*whole.span()) if whole is not None else Span(*bare.span("noun")) if bare is not None else None
    return noun if noun is not None and not _NO_NOUN.search(text, *noun) else None
