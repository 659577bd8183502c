"""Quotations of whole sentences that stand between statements and belong to none."""

from __future__ import annotations

from onrecord.attribute.draft import Draft, Found, Scene, plain_words
from onrecord.attribute.pieces import is_sentence
from onrecord.document import TEXT, Block, Span

#: Such a quotation mostly belongs to a statement that no rule can tell: 1 of 25 on training and development articles
#: was a statement of its own.
FREE_SCORE = 0.1
_BETWEEN = ".,;!?… \t\n\N{NO-BREAK SPACE}"


def free_quotations(scene: Scene, found: Found) -> list[Draft]:
    """Quotations of whole sentences in running text that no statement holds; those in a row are one statement."""
    drafts: list[Draft] = []
    last = Span(0, 0)
    for block in scene.document.blocks:
        if not says_by_itself(scene, block):
            continue
        for quotation in scene.quotations_in(block.span):
            span = quotation.span
            if last.contains(span) or found.holding(span) or not is_sentence(scene, quotation):
                continue
            if drafts and not scene.text[last.end : span.start].strip(_BETWEEN):
                drafts[-1].content.append(span)
            else:
                drafts.append(Draft([], [], [span], FREE_SCORE, "free_quote"))
            last = span
    return drafts


def says_by_itself(scene: Scene, block: Block) -> bool:
    """Tell whether the quotations of a block can be statements: running text, or no pull quote out of it."""
    return block.kind in TEXT and not repeats_the_body(scene, block)


def repeats_the_body(scene: Scene, block: Block) -> bool:
    """Tell whether a block set off as a quotation only repeats words of the running text (a pull quote)."""
    if block.kind != "quote":
        return False
    pulled = plain_words(block.span.of(scene.text))
    quoted = [plain_words(q.span.of(scene.text)) for q in scene.quotations_in(block.span)]
    return any(words and words in scene.body for words in (pulled, *quoted))
