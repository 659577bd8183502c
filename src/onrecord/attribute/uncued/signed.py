"""Quotations that are signed: "“We shall not go.” — Mara Quell", also where the name has a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.attribute.uncued.free import says_by_itself
from onrecord.attribute.uncued.headlines import CLAUSE_OPENERS
from onrecord.document import TEXT, Block, Span

#: Chance that such a quotation is a statement of who signs it.
SIGNED_SCORE = 0.9
_DASH = r"[-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}]{1,2}"
_WORD = r"[^\W\d_][\w.’'-]*"
#: A dash and a name, alone or with what is told of its bearer behind a comma, up to the end of the block; in Markdown
#: a line of a quotation begins with ">".
_SIGNATURE = re.compile(rf"[\s>]*{_DASH}\s*(?P<source>(?:{_WORD}\s){{0,5}}{_WORD}(?:,\s[^.!?:;\n“”\"]{{1,60}})?)\s*\Z")
#: Words of a quotation that somebody signs, at least; and characters of a signature, at most.
_WORDS = 4
_LONGEST = 110


def signed_quotations(scene: Scene, found: Found) -> Iterator[Draft]:
    """Quotations at the end of a block with a signature behind them, unless a statement holds their words."""
    blocks = scene.document.blocks
    for at, block in enumerate(blocks):
        if not says_by_itself(scene, block):
            continue
        quotation = _last(scene, block)
        if quotation is None or found.owning(quotation):
            continue
        beside = Span(quotation.end, block.span.end)
        below = blocks[at + 1].span if at + 1 < len(blocks) and blocks[at + 1].kind in TEXT else None
        source = _signature(scene, beside)
        if source is None and below is not None and not scene.text[slice(*beside)].strip():
            source = _signature(scene, below)
        if source is not None:
            yield Draft([source], [], [quotation], SIGNED_SCORE, "speaker_label")


def _last(scene: Scene, block: Block) -> Span | None:
    """The quotation that ends a block but for a signature, with its marks."""
    inside = [q.span for q in scene.quotations_in(block.span) if q.closed]
    last = max(inside, key=lambda span: (span.end, -span.start), default=None)
    if last is None or len(last.of(scene.text).split()) < _WORDS or block.span.end - last.end > _LONGEST:
        return None
    return last


def _signature(scene: Scene, place: Span) -> Span | None:
    """Who signs, if a place holds nothing but a signature."""
    match = _SIGNATURE.match(scene.text, *place) if place.end - place.start <= _LONGEST else None
    if match is None:
        return None
    words = match["source"].split(",")[0].split()
    named = words[0].casefold() not in CLAUSE_OPENERS and words[0][0].isupper() and words[-1][0].isupper()
    start = match.start("source")
    return Span(start, start + len(match["source"].rstrip("."))) if named else None
