"""Quotations that no cue introduces and that belong to the statement before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.attribute.drafting.pieces import is_sentence, is_title
from onrecord.attribute.drafting.places import Places
from onrecord.attribute.drafting.repair import quoted_share
from onrecord.document import HEADINGS, RUNNING, Block, Span
from onrecord.quotation import Quotation

#: Characters between the end of a statement and such a quotation, at most.
_REACH = 400
_MARKS = "“”«»\"'’)] \N{NO-BREAK SPACE}"
#: What may stand between a statement and the quotation that goes on with it: nothing but marks where its sentence has
#: ended, else the rest of the sentence without a further clause, which could name somebody else.
_ENDED = re.compile(r"[“”«»\"'’)\]\s]*")
_REST = re.compile(r"(?:(?!\b(?:and|but|while|whereas)\b)[^.!?…:;“”„«»\"\n])*[.!?…:;]?" + _ENDED.pattern)
#: What may stand after it: nothing in its paragraph, or a further quotation; words could name its speaker.
_UNTOLD = re.compile(r"[.\s]*([“‘«„\"'].*)?", re.DOTALL)
#: What gives a quotation to somebody named after it.
_SIGNED = re.compile(r"\s*[-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}(]")


def continue_quotations(scene: Scene, found: Found) -> None:
    """Give quotations that no statement holds to the statement that they go on with.

    The opening quotation of a paragraph goes on with the statement that the paragraph before leaves open: by a
    quotation without its closing mark, or by a colon at its end. A quotation of whole sentences goes on with a
    statement that quotes and whose sentence has just ended, in the same paragraph or at the end of the one before.
    """
    before: Block | None = None
    for block in scene.document.blocks:
        if block.kind in HEADINGS:
            before = None
        if block.kind not in RUNNING:
            continue
        for quotation in scene.quotations_in(block.span):
            if found.owning(quotation.span):
                continue
            opens = quotation.span.start == block.span.start
            speaker = _left_open(scene, before, found) if before and opens else None
            speaker = speaker or _just_quoted(scene, quotation, block, before, found)
            if speaker is not None and not any(span.overlaps(quotation.span) for span in speaker.content):
                found.extend(speaker, quotation.span)
        before = block


def leave_to_nearest(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Leave words to the nearest of the cues that claim them: no other one of these stands between."""
    holders: Places[Draft] = Places((piece, draft) for draft in drafts if draft.cue for piece in draft.content)
    for draft in drafts:
        if not draft.cue or len(draft.content) < 2:
            continue
        kept = [piece for piece in draft.content if not _is_nearer(scene, draft, piece, holders)]
        draft.content = kept or draft.content


def _is_nearer(scene: Scene, draft: Draft, piece: Span, holders: Places[Draft]) -> bool:
    """Tell whether another statement holds a piece and has its cue before the own cue, or alone stands in its block."""
    first, last = sorted((draft.cue[0].start, piece.start))
    block = scene.block_of(piece)
    apart = block if block is not None and not block.contains(draft.cue[0]) else None
    return any(
        (first < other.cue[0].start < last or (apart is not None and apart.contains(other.cue[0])))
        and other is not draft
        and other.covers(piece)
        and not any(own.contains(other.cue[0]) for own in draft.content)
        and not any(own.contains(draft.cue[0]) for own in other.content)
        for other in holders.near(piece)
    )


def _left_open(scene: Scene, before: Block, found: Found) -> Draft | None:
    """The statement that a paragraph leaves open, if it does."""
    inside = scene.quotations_in(before.span)
    unclosed = next((q for q in inside if not q.closed and q.span.end == before.span.end), None)
    if unclosed is not None:
        return next(iter(reversed(found.holding(unclosed.span))), None)
    if not before.span.of(scene.text).endswith(":"):
        return None
    told = [draft for draft in found.with_words(before.span) if draft.cue and before.span.contains(draft.cue[-1])]
    return max(told, key=lambda draft: draft.cue[-1].start, default=None)


def _just_quoted(scene: Scene, quotation: Quotation, block: Block, before: Block | None, found: Found) -> Draft | None:
    """The statement with a quotation that ends right before another one of whole sentences."""
    start, end = quotation.span
    whole = is_sentence(scene, quotation) and not is_title(quotation.span.of(scene.text))
    if (
        not whole
        or _SIGNED.match(scene.text, end)
        or not _UNTOLD.fullmatch(scene.text, end, min(block.span.end, end + 9))
    ):
        return None
    near = found.with_words(Span(max((before or block).span.start, start - _REACH), start))
    told = [draft for draft in near if draft.end <= start]
    last = max(told, key=lambda draft: (draft.end, sum(s.end - s.start for s in draft.content)), default=None)
    if last is None or not quoted_share(scene, last.content):
        return None
    ended = scene.text[max(0, last.end - 9) : last.end].rstrip(_MARKS)[-1:] in ".!?…"
    return last if (_ENDED if ended else _REST).fullmatch(scene.text, last.end, start) else None
