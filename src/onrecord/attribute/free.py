"""Quotations of whole sentences that stand between statements and belong to none."""

from __future__ import annotations

import re

from onrecord.attribute.draft import Draft, Found, Scene, plain_words
from onrecord.attribute.headlines import LABELS
from onrecord.attribute.pieces import is_sentence
from onrecord.document import RUNNING, Block, Span

#: Such a quotation mostly belongs to a statement that no rule can tell: 1 of 25 on training and development articles
#: was a statement of its own.
FREE_SCORE = 0.1
#: Chance that a quotation after a name and a colon is one: all of 14 in headlines and text of the training articles.
NAMED_SCORE = 0.9
#: A name and a colon before a quotation, where a sentence begins.
_NAMED = re.compile(r"(?:\A|[.!?…”\"’»]\s+)(?P<source>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s*\Z")
#: What stands so and names nobody: a kind of text or picture, or a word that leads to what is said.
_PARTS = LABELS | frozenset(
    "image photo picture source note related also graphic map chart caption title headline sign slogan motto question"
    " answer q a quote verdict example result warning message statement tweet post subject translation but and then yes"
    " no so i we he she it they said says asked answered replied added".split()
)
_BEFORE = 80
_BETWEEN = ".,;!?… \t\n\N{NO-BREAK SPACE}"


def free_quotations(scene: Scene, found: Found) -> list[Draft]:
    """Quotations of whole sentences in running text that no statement holds; those in a row are one statement."""
    drafts: list[Draft] = []
    last = Span(0, 0)
    for block in scene.document.blocks:
        if (block.kind not in RUNNING and block.kind != "quote") or repeats_the_body(scene, block):
            continue
        for quotation in scene.quotations_in(block.span):
            span = quotation.span
            source = _named(scene, block, span)
            if source is not None and not last.contains(span) and not found.owning(span):
                drafts.append(Draft([source], [], [span], NAMED_SCORE, "speaker_label"))
                last = span
                continue
            if last.contains(span) or found.holding(span) or not is_sentence(scene, quotation):
                continue
            if drafts and not scene.text[last.end : span.start].strip(_BETWEEN):
                drafts[-1].content.append(span)
            else:
                drafts.append(Draft([], [], [span], FREE_SCORE, "free_quote"))
            last = span
    return drafts


def _named(scene: Scene, block: Block, quotation: Span) -> Span | None:
    """The name that stands with a colon before a quotation: "Tresk: “Over my dead body.”"."""
    start = max(block.span.start, quotation.start - _BEFORE)
    match = _NAMED.search(scene.text[start : quotation.start])
    if match is None or (match.start() == 0 and start > block.span.start) or match["source"].casefold() in _PARTS:
        return None
    return Span(start + match.start("source"), start + match.end("source"))


def repeats_the_body(scene: Scene, block: Block) -> bool:
    """Tell whether a block set off as a quotation only repeats words of the running text (a pull quote)."""
    if block.kind != "quote":
        return False
    pulled = plain_words(block.span.of(scene.text))
    quoted = [plain_words(q.span.of(scene.text)) for q in scene.quotations_in(block.span)]
    return any(words and words in scene.body for words in (pulled, *quoted))
