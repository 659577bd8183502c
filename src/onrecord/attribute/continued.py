"""Quotations that no cue introduces and that belong to the statement before them."""

from __future__ import annotations

from itertools import pairwise

from onrecord.attribute.draft import Draft, Found, Scene
from onrecord.document import RUNNING, Block


def continue_quotations(scene: Scene, found: Found) -> None:
    """Add a paragraph's opening quotation to the statement of the paragraph before that leaves it open.

    A quotation without its closing mark is left open, and so is a last sentence that ends in a colon.
    """
    running = [block for block in scene.document.blocks if block.kind in RUNNING]
    for before, block in pairwise(running):
        opening = next((q for q in scene.quotations_in(block.span) if q.span.start == block.span.start), None)
        if opening is None or found.holding(opening.span):
            continue
        speaker = _speaker(scene, before, found)
        if speaker is not None:
            found.extend(speaker, opening.span)


def _speaker(scene: Scene, before: Block, found: Found) -> Draft | None:
    """The statement that a paragraph leaves open, if it does."""
    inside = scene.quotations_in(before.span)
    unclosed = next((q for q in inside if not q.closed and q.span.end == before.span.end), None)
    if unclosed is not None:
        return next(iter(reversed(found.holding(unclosed.span))), None)
    if not before.span.of(scene.text).endswith(":"):
        return None
    told = [draft for draft in found.with_words(before.span) if draft.cue and before.span.contains(draft.cue[-1])]
    return max(told, key=lambda draft: draft.cue[-1].start, default=None)
