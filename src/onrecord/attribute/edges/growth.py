"""Contents grow: to what the role tags call content, since they see its edges, and over statements nested in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.attribute.drafting.draft import Draft, Scene
from onrecord.attribute.drafting.paths import words_of
from onrecord.attribute.drafting.pieces import beside_furniture
from onrecord.attribute.drafting.places import Places
from onrecord.attribute.drafting.repair import content_span
from onrecord.attribute.edges.tails import with_clause, without_hanging
from onrecord.document import Span
from onrecord.encoding import CONTENT, Encoding

#: Mean probability of the content tags of a stretch from which it counts.
_SURE = 0.7
#: Share of the stretch that a content has to hold already.
_HELD = 0.5


def grow_contents(scene: Scene, encoding: Encoding, drafts: Sequence[Draft]) -> None:
    """Extend the contents of outermost statements over the stretch that the role tags see around them.

    Never over words that another statement has, nor over the statement's own source and cue.
    """
    taken: Places[int] = Places(
        (span, index) for index, draft in enumerate(drafts) for span in (*draft.source, *draft.cue, *draft.content)
    )
    holders: Places[tuple[int, int]] = Places(
        (span, (index, at)) for index, draft in enumerate(drafts) for at, span in enumerate(draft.content)
    )
    for stretch in _stretches(encoding):
        holding = {place for place in holders.near(stretch) if _shared(drafts[place[0]].content[place[1]], stretch)}
        if len(holding) != 1:
            continue
        index, at = next(iter(holding))
        draft = drafts[index]
        piece = draft.content[at]
        if _shared(piece, stretch) < _HELD * (stretch.end - stretch.start):
            continue
        widest = Span(min(piece.start, stretch.start), max(piece.end, stretch.end))
        grown = content_span(scene, beside_furniture(scene, widest, draft.cue))
        if grown is None or grown == piece:
            continue
        block = scene.block_of(grown)
        grown = without_hanging(scene, with_clause(scene, grown, block)) if block is not None else grown
        others = [drafts[other] for other in set(taken.near(grown)) if other != index]
        own = [span for span in (*draft.source, *draft.cue, *draft.content) if span != piece]
        words = [span for other in others for span in (*other.source, *other.cue, *other.content)]
        if not any(grown.overlaps(span) and not piece.contains(span) for span in (*own, *words)):
            draft.content[at] = grown


def hold_nested(drafts: Sequence[Draft]) -> None:
    """Let a content that ends in the cue of another statement hold the content that stands right behind this.

    "The results show | that bees can count |, she said".
    """
    ends = {draft.cue[-1].end: draft for draft in drafts if draft.cue}
    for draft in drafts:
        for at, piece in enumerate(draft.content):
            inner = ends.get(piece.end)
            if inner is None or inner is draft or not piece.contains(inner.cue[0]):
                continue
            behind = next((held for held in inner.content if held.start == piece.end + 1), None)
            if behind is not None and not any(
                Span(piece.start, behind.end).overlaps(own) and not piece.overlaps(own)
                for own in (*draft.source, *draft.cue, *draft.content)
            ):
                draft.content[at] = Span(piece.start, behind.end)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _stretches(encoding: Encoding) -> Iterator[Span]:
    """Stretches of whole words whose likeliest role, by their first piece, is content."""
    tokens = encoding.tokens
    words = words_of(tokens.joins, 0, len(tokens))
    labels = encoding.role_scores[words].argmax(axis=1) if len(words) else np.zeros(0, dtype=np.int64)
    edges = [*words.tolist(), len(tokens)]
    start = None
    for at, label in zip(edges, [*labels.tolist(), 0], strict=True):
        if start is not None and label != CONTENT + 1:
            chances = np.exp(encoding.role_scores[start:at, CONTENT : CONTENT + 2]).sum(axis=1)
            if float(chances.mean()) > _SURE:
                yield Span(int(tokens.starts[start]), int(tokens.ends[at - 1]))
            start = None
        if label == CONTENT or (label == CONTENT + 1 and start is None):
            start = at
