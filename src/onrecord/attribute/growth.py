"""Contents grow to what the role tags call content: they see where a content begins and ends, not whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.attribute.draft import Draft, Scene
from onrecord.attribute.pieces import beside_furniture
from onrecord.attribute.places import Places
from onrecord.attribute.repair import content_span
from onrecord.attribute.tails import with_clause, without_hanging
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


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _stretches(encoding: Encoding) -> Iterator[Span]:
    """Stretches of tokens whose likeliest role is content."""
    labels = encoding.role_scores.argmax(axis=1) if len(encoding.tokens) else np.zeros(0, dtype=np.int64)
    start = None
    for at, label in enumerate([*labels.tolist(), 0]):
        if start is not None and label != CONTENT + 1:
            chances = np.exp(encoding.role_scores[start:at, CONTENT : CONTENT + 2]).sum(axis=1)
            if float(chances.mean()) > _SURE:
                yield Span(int(encoding.tokens.starts[start]), int(encoding.tokens.ends[at - 1]))
            start = None
        if label == CONTENT or (label == CONTENT + 1 and start is None):
            start = at
