"""From the encoder's scores to attributions: decode every possible cue, apply the rules, nest, order."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribute.decoding import Decoding
from onrecord.attribute.draft import Draft, Scene
from onrecord.attribute.free import continue_quotations, free_quotations, repeats_the_body
from onrecord.attribute.headlines import headline_statements
from onrecord.attribute.paths import LabelledSpan, cue_span, labelled_spans
from onrecord.attribute.polarity import is_negated
from onrecord.attribute.repair import content_span, plain_span, quoted_share
from onrecord.attribute.score import features, probability
from onrecord.document import Document, Span
from onrecord.encoding import CONTENT, CUE, SOURCE, Encoding, Tokens
from onrecord.statement import Attribution, QuoteType

#: Blocks that never hold statements of this article.
SILENT = frozenset({"teaser", "byline", "dateline"})
_DIRECT = 0.97
#: Characters between two pieces of one source, at most.
_NEAR = 40


def attribute(document: Document, encoding: Encoding, decoding: Decoding) -> tuple[Attribution, ...]:
    """Find the statements of one article.

    Returns
    -------
    tuple of Attribution
        In text order; ``parent`` points into the tuple.
    """
    scene = Scene.of(document)
    drafts = cue_drafts(scene, encoding, decoding)
    continue_quotations(scene, drafts)
    for rule in (headline_statements(scene), free_quotations(scene, drafts)):
        drafts.extend(draft for draft in rule if not _known(draft, drafts))
    drafts.sort(key=lambda draft: (draft.anchor, -max(span.end for span in draft.content)))
    parents = nesting(drafts)
    return tuple(_freeze(scene, draft, parent) for draft, parent in zip(drafts, parents, strict=True))


def cue_drafts(scene: Scene, encoding: Encoding, decoding: Decoding) -> list[Draft]:
    """Statements of the cues that the encoder sees, the most likely of those that overlap."""
    paths = labelled_spans(encoding, encoding.cues, decoding.penalty, decoding.boundary)
    silent = [b.span for b in scene.document.blocks if b.kind in SILENT or repeats_the_body(scene, b)]
    found: list[Draft] = []
    for cue, labelled in zip(encoding.cues, paths, strict=True):
        own = cue_span(labelled, cue)
        if own is None or not any(span.role == CONTENT for span in labelled):
            continue
        place = int(encoding.tokens.starts[cue.token])
        if any(span.start <= place < span.end for span in silent):
            continue
        score = probability(features(encoding, cue, labelled), decoding.weights)
        if score < decoding.keep:
            continue
        draft = draft_of(scene, encoding.tokens, labelled, score)
        if draft is not None:
            found.append(draft)
    return _without_rivals(found)


def draft_of(scene: Scene, tokens: Tokens, labelled: Sequence[LabelledSpan], score: float) -> Draft | None:
    """Turn the spans that one cue sees into a repaired statement; None if cue or content come to nothing."""
    source = one_source(scene, tokens, labelled)
    cue = _spans(tokens, labelled, CUE)
    content = _joined(scene.text, _spans(tokens, labelled, CONTENT))
    content = join_within_quotations(scene, content, [*source, *cue])
    sources = [span for piece in source if (span := plain_span(scene.text, piece))]
    cues = [span for piece in cue if (span := plain_span(scene.text, piece))]
    contents = [span for piece in content if (span := content_span(scene, piece))]
    return Draft(sources, cues, contents, score) if cues and contents else None


def _spans(tokens: Tokens, labelled: Sequence[LabelledSpan], role: int) -> list[Span]:
    return [
        Span(int(tokens.starts[span.start]), int(tokens.ends[span.end - 1])) for span in labelled if span.role == role
    ]


def one_source(scene: Scene, tokens: Tokens, labelled: Sequence[LabelledSpan]) -> list[Span]:
    """A statement has one source, on the cue's side of any break between blocks where there is a choice.

    Pieces of it that lie close together in one sentence are one span ("Members of the “Pact”, a group of states").
    """
    found = [span for span in labelled if span.role == SOURCE]
    if len(found) < 2:
        return _spans(tokens, found, SOURCE)
    cue = next((int(tokens.starts[span.start]) for span in labelled if span.role == CUE), 0)
    home = next((block.span for block in scene.document.blocks if block.span.start <= cue < block.span.end), None)

    def trust(span: LabelledSpan) -> tuple[bool, float]:
        start = int(tokens.starts[span.start])
        return home is not None and home.start <= start < home.end, span.confidence * span.edges

    best = max(found, key=trust)
    spans = _spans(tokens, found, SOURCE)
    chosen = spans[found.index(best)]
    for span in sorted(spans, key=lambda s: abs(s.start - chosen.start)):
        first, last = sorted((span, chosen))
        between = scene.text[first.end : last.start]
        if span != chosen and len(between) <= _NEAR and not any(c in between for c in ".!?;:\n"):
            chosen = Span(first.start, max(first.end, last.end))
    return [chosen]


def join_within_quotations(scene: Scene, pieces: list[Span], others: Sequence[Span]) -> list[Span]:
    """Join pieces of one quotation: its words are said by one source, unless source or cue stand between them."""
    found: list[Span] = []
    for piece in sorted(pieces):
        joined = Span(found[-1].start, max(piece.end, found[-1].end)) if found else piece
        gap = Span(found[-1].end, max(piece.start, found[-1].end)) if found else piece
        together = found and any(
            q.closed and q.span.contains(gap) and q.span.overlaps(found[-1]) and q.span.overlaps(piece)
            for q in scene.quotations
        )
        if together and not any(gap.overlaps(other) for other in others):
            found[-1] = joined
        else:
            found.append(piece)
    return found


def _joined(text: str, pieces: list[Span]) -> list[Span]:
    """Join pieces that only white space parts, as long as it is not the end of a block."""
    found: list[Span] = []
    for piece in pieces:
        between = text[found[-1].end : piece.start] if found else None
        if between is not None and not between.strip(" \N{NO-BREAK SPACE}"):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def _without_rivals(drafts: list[Draft]) -> list[Draft]:
    """Of statements whose cues overlap keep the most likely one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.score):
        if not any(a.overlaps(b) for other in kept for a in draft.cue for b in other.cue):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.anchor)


def _known(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a found statement already has most of this one's content as its own, or is inside its words."""
    return any(
        other.covers(span) or (any(draft.covers(piece) for piece in other.content) and not _inside(other, draft))
        for other in drafts
        for span in draft.content
    )


def _inside(inner: Draft, outer: Draft) -> bool:
    """Tell whether a whole statement stands inside one content piece of another."""
    pieces = (*inner.cue, *inner.content)
    return any(all(holder.contains(piece) for piece in pieces) for holder in outer.content)


def nesting(drafts: Sequence[Draft]) -> list[int | None]:
    """For every statement the index of the smallest one whose content holds it."""
    found: list[int | None] = []
    for index, draft in enumerate(drafts):
        holders = [
            (sum(span.end - span.start for span in other.content), other_index)
            for other_index, other in enumerate(drafts)
            if other_index != index and _inside(draft, other)
        ]
        found.append(min(holders)[1] if holders else None)
    return found


def _freeze(scene: Scene, draft: Draft, parent: int | None) -> Attribution:
    return Attribution(
        source=tuple(draft.source),
        cue=tuple(draft.cue),
        content=tuple(draft.content),
        quote_type=quote_type(scene, draft.content),
        negated=is_negated(scene.text, draft),
        parent=parent,
        score=round(draft.score, 4),
        method=draft.method,
    )


def quote_type(scene: Scene, content: Sequence[Span]) -> QuoteType:
    """``direct``: all words in quotation marks; ``indirect``: none; else ``mixed``."""
    share = quoted_share(scene, content)
    return "direct" if share >= _DIRECT else "mixed" if share > 0 else "indirect"
