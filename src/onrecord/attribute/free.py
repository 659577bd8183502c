"""Quotations that no cue introduces: continued from the paragraph before, or standing free between statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.attribute.draft import Draft, Scene, plain_words
from onrecord.document import RUNNING, Block, Span
from onrecord.quotation import Quotation

#: Such a quotation mostly belongs to a statement before it that no rule can tell: 0 of 26 on the training corpora
#: were a statement of their own.
FREE_SCORE = 0.1
_WORDS = 4


def continue_quotations(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Add a paragraph's opening quotation to the statement of the paragraph before that leaves it open.

    A quotation without its closing mark is left open, and so is a last sentence that ends in a colon.
    """
    running = [block for block in scene.document.blocks if block.kind in RUNNING]
    for before, block in pairwise(running):
        opening = _opens(scene, block)
        if opening is None or any(draft.covers(opening.span) for draft in drafts):
            continue
        speaker = _speaker(scene, before, drafts)
        if speaker is not None:
            speaker.content.append(opening.span)


def _speaker(scene: Scene, before: Block, drafts: Sequence[Draft]) -> Draft | None:
    """The statement that a paragraph leaves open, if it does."""
    unclosed = next((q for q in scene.quotations if not q.closed and q.span.end == before.span.end), None)
    if unclosed is not None:
        return next((draft for draft in reversed(drafts) if draft.covers(unclosed.span)), None)
    if not before.span.of(scene.text).endswith(":"):
        return None
    told = [draft for draft in drafts if draft.cue and before.span.contains(draft.cue[-1])]
    return max(told, key=lambda draft: draft.cue[-1].start, default=None)


def free_quotations(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Quotations of whole sentences in running text that no statement holds."""
    taken: list[Span] = []
    for block in scene.document.blocks:
        if (block.kind not in RUNNING and block.kind != "quote") or repeats_the_body(scene, block):
            continue
        for quotation in scene.quotations:
            if not block.span.contains(quotation.span) or any(span.contains(quotation.span) for span in taken):
                continue
            if any(draft.covers(quotation.span) for draft in drafts) or not _is_sentence(scene, quotation, block):
                continue
            taken.append(quotation.span)
            yield Draft([], [], [quotation.span], FREE_SCORE, "free_quote")


def repeats_the_body(scene: Scene, block: Block) -> bool:
    """Tell whether a block set off as a quotation only repeats words of the running text (a pull quote)."""
    if block.kind != "quote":
        return False
    pulled = plain_words(block.span.of(scene.text))
    quoted = [plain_words(q.span.of(scene.text)) for q in scene.quotations if block.span.contains(q.span)]
    return any(words and words in scene.body for words in (pulled, *quoted))


def _opens(scene: Scene, block: Block) -> Quotation | None:
    return next((q for q in scene.quotations if q.span.start == block.span.start), None)


def _is_sentence(scene: Scene, quotation: Quotation, block: Block) -> bool:
    """Tell a sentence of its own from quoted words within one: it starts where a sentence starts and ends one."""
    inner = quotation.span.of(scene.text).strip("“”„«»‘’\"' \N{NO-BREAK SPACE}")
    before = scene.text[block.span.start : quotation.span.start].rstrip()
    after = scene.text[quotation.span.end : block.span.end].lstrip()
    starts = not before or before[-1] in '.!?:…”"»’'
    ends = inner[-1:] in (".", "!", "?", "…") or after[:1] == "." or not after
    return starts and ends and len(inner.split()) >= _WORDS and inner[:1].isupper()
