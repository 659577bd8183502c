"""Quotations of whole sentences that stand between statements and belong to none."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attribute.draft import Draft, Found, Scene, plain_words
from onrecord.document import RUNNING, Block, Span
from onrecord.quotation import Quotation

#: Such a quotation mostly belongs to a statement before it that no rule can tell: 0 of 26 on the training corpora
#: were a statement of their own.
FREE_SCORE = 0.1
_WORDS = 4


def free_quotations(scene: Scene, found: Found) -> Iterator[Draft]:
    """Quotations of whole sentences in running text that no statement holds."""
    for block in scene.document.blocks:
        if (block.kind not in RUNNING and block.kind != "quote") or repeats_the_body(scene, block):
            continue
        taken = Span(0, 0)
        for quotation in scene.quotations_in(block.span):
            inner = taken.contains(quotation.span)
            if not inner and not found.holding(quotation.span) and _is_sentence(scene, quotation, block):
                taken = quotation.span
                yield Draft([], [], [quotation.span], FREE_SCORE, "free_quote")


def repeats_the_body(scene: Scene, block: Block) -> bool:
    """Tell whether a block set off as a quotation only repeats words of the running text (a pull quote)."""
    if block.kind != "quote":
        return False
    pulled = plain_words(block.span.of(scene.text))
    quoted = [plain_words(q.span.of(scene.text)) for q in scene.quotations_in(block.span)]
    return any(words and words in scene.body for words in (pulled, *quoted))


def _is_sentence(scene: Scene, quotation: Quotation, block: Block) -> bool:
    """Tell a sentence of its own from quoted words within one: it starts where a sentence starts and ends one."""
    inner = quotation.span.of(scene.text).strip("“”„«»‘’\"' \N{NO-BREAK SPACE}")
    before = scene.text[block.span.start : quotation.span.start].rstrip()
    after = scene.text[quotation.span.end : block.span.end].lstrip()
    starts = not before or before[-1] in '.!?:…”"»’'
    ends = inner[-1:] in (".", "!", "?", "…") or after[:1] == "." or not after
    return starts and ends and len(inner.split()) >= _WORDS and inner[:1].isupper()
