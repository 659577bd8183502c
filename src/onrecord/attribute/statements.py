"""From the encoder's scores to attributions: decode every possible cue, apply the rules, nest, order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.attribute.decoding import Decoding
from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.attribute.drafting.paths import LabelledSpan, cue_span, labelled_spans
from onrecord.attribute.drafting.pieces import (
    beside_cue,
    beside_furniture,
    in_one_block,
    join_neighbours,
    join_within_quotations,
    one_source,
    spans_of,
    whole_quotations,
    with_opening,
    without_loose_words,
    without_overlaps,
    without_strays,
)
from onrecord.attribute.drafting.places import Places
from onrecord.attribute.drafting.repair import content_span, plain_span, quoted_share
from onrecord.attribute.drafting.score import features, probability, role_share
from onrecord.attribute.edges.cue_width import CueWidth, says_nothing
from onrecord.attribute.edges.growth import grow_contents, hold_nested
from onrecord.attribute.edges.openings import with_subject
from onrecord.attribute.edges.predicates import without_predicates
from onrecord.attribute.edges.tails import with_tail, without_time
from onrecord.attribute.polarity import is_negated
from onrecord.attribute.sources.agents import agents
from onrecord.attribute.sources.coordination import part_coordinated
from onrecord.attribute.sources.speaker import described, source_span, without_addressed
from onrecord.attribute.sources.subjects import mend_subjects
from onrecord.attribute.uncued.continued import continue_quotations, leave_to_nearest
from onrecord.attribute.uncued.demanded import demanded, denied
from onrecord.attribute.uncued.free import free_quotations, repeats_the_body
from onrecord.attribute.uncued.headlines import (
    headline_sources,
    headline_statements,
    is_told_below,
    whole_headlines,
    without_clauses_before,
    without_cut_clauses,
    without_preludes,
)
from onrecord.attribute.uncued.interviews import labelled_statements, marked_paragraphs, without_labels
from onrecord.attribute.uncued.labels import labelled_drafts, labelled_quotations, left_to_labels
from onrecord.attribute.uncued.leads import led_paragraphs
from onrecord.attribute.uncued.reports import reporting_clauses
from onrecord.attribute.uncued.signed import signed_quotations
from onrecord.attribute.unsaid import is_name, is_said, is_unsaid, without_listed
from onrecord.document import Document, Span
from onrecord.encoding import CONTENT, CUE, Encoding, Tokens
from onrecord.statement import Attribution, QuoteType

#: Blocks that never hold statements of this article.
SILENT = frozenset({"teaser", "byline", "dateline"})
_DIRECT = 0.97
#: Mean probability of the role tags from which they are said to agree.
_AGREED = 0.78


def attribute(document: Document, encoding: Encoding, decoding: Decoding) -> tuple[Attribution, ...]:
    """Find the statements of one article.

    Returns
    -------
    tuple of Attribution
        In text order; ``parent`` points into the tuple.
    """
    scene = Scene.of(document)
    marked = marked_paragraphs(scene)
    told_by_label = labelled_quotations(scene)
    found = Found(left_to_labels(told_by_label, without_labels(marked, cue_drafts(scene, encoding, decoding))))
    for draft in list(labelled_drafts(told_by_label, found)):
        found.add(draft)
    for draft in [*reporting_clauses(scene, encoding, found), *demanded(scene, found)]:
        found.add(draft)
    for told in (signed_quotations, led_paragraphs):
        for draft in list(told(scene, found)):
            found.add(draft)
    continue_quotations(scene, found)
    for rule in (
        headline_statements(scene, found),
        labelled_statements(scene, found, marked),
        free_quotations(scene, found),
    ):
        for draft in rule:
            if not _known(draft, found):
                found.add(draft)
    drafts = sorted(found.drafts, key=lambda draft: (draft.anchor, -max(span.end for span in draft.content)))
    parents = nesting(drafts)
    said = [
        draft
        for draft, place in zip(drafts, parents, strict=True)
        if not is_unsaid(scene, draft, drafts[place] if place is not None else None)
    ]
    if len(said) < len(drafts):
        drafts, parents = said, nesting(said)
    mend_subjects(scene, drafts, parents)
    return tuple(_freeze(scene, draft, parent) for draft, parent in zip(drafts, parents, strict=True))


def cue_drafts(scene: Scene, encoding: Encoding, decoding: Decoding) -> list[Draft]:
    """Statements of the cues that the encoder sees, the most likely of those that overlap."""
    paths = labelled_spans(encoding, encoding.cues, decoding.penalty, decoding.boundary)
    silent = {b for b in scene.document.blocks if b.kind in SILENT or repeats_the_body(scene, b)}
    likely: list[Draft] = []
    doubtful: list[Draft] = []
    width = CueWidth()
    for cue, labelled in zip(encoding.cues, paths, strict=True):
        content = [span for span in labelled if span.role == CONTENT]
        place = int(encoding.tokens.starts[cue.token])
        if cue_span(labelled, cue) is None or not content or scene.block_at(place) in silent:
            continue
        score = probability(features(encoding, cue, labelled), decoding.weights)
        if score < min(decoding.keep, decoding.rescue):
            continue
        width.hear(scene, encoding, cue, labelled)
        draft = draft_of(scene, encoding.tokens, labelled, score)
        if draft is None:
            continue
        if score >= decoding.keep or is_said(scene, draft):
            likely.append(draft)
        elif role_share(encoding, content) > _AGREED and draft.length >= decoding.long:
            doubtful.append(draft)
    kept = _without_rivals(likely)
    found = without_listed(scene, _without_rivals([*kept, *_uncovered(doubtful, kept)]))
    leave_to_nearest(scene, found)
    grow_contents(scene, encoding, found)
    without_predicates(scene, found)
    part_coordinated(scene, found)
    hold_nested(found)
    without_preludes(scene, found)
    headline_sources(scene, found)
    without_cut_clauses(scene, found)
    without_clauses_before(scene, found)
    whole_headlines(scene, found)
    found = denied(scene, [draft for draft in found if not is_told_below(scene, draft)])
    width.cut(scene, found)
    return found


def _uncovered(doubtful: Sequence[Draft], kept: Sequence[Draft]) -> Iterator[Draft]:
    """Of the doubtful statements those that tell of words which no kept one holds, the likeliest for the same words."""
    taken = Found(kept)
    for draft in sorted(doubtful, key=lambda d: -d.score):
        if not any(taken.holding(span) for span in draft.content):
            taken.add(draft)
            yield draft


def draft_of(scene: Scene, tokens: Tokens, labelled: Sequence[LabelledSpan], score: float) -> Draft | None:
    """Turn the spans that one cue sees into a repaired statement; None if cue or content come to nothing."""
    source = one_source(scene, tokens, labelled)
    cue = spans_of(tokens, labelled, CUE)
    content = join_neighbours(scene.text, spans_of(tokens, labelled, CONTENT))
    content = [beside_furniture(scene, piece, cue) for piece in content]
    content = join_within_quotations(scene, content, [*source, *cue])
    sources = [span for piece in source if (span := source_span(scene.text, in_one_block(scene, piece, cue)))]
    cues = without_overlaps(span for piece in cue if (span := plain_span(scene.text, piece)))
    sources = [described(scene.text, source, cues) for source in sources if beside_cue(scene, source, cues)]
    contents = without_overlaps(span for piece in content if (span := content_span(scene, piece)))
    contents = without_strays(scene, cues, contents)
    others = [*sources, *cues]
    contents = without_overlaps(with_tail(scene, whole_quotations(scene, p, others), cues, others) for p in contents)
    contents = [without_time(scene.text, piece) for piece in contents]
    contents = without_overlaps(with_subject(scene, p, cues, others) if cues else p for p in contents)
    contents = with_opening(scene.text, join_neighbours(scene.text, without_loose_words(scene.text, contents)))
    if not cues or not contents or says_nothing(scene.text, cues) or is_name(scene, cues):
        return None
    sources = agents(scene.text, without_addressed(scene.text, sources, cues), cues, contents)
    return Draft(sources, cues, contents, score)


def _without_rivals(drafts: list[Draft]) -> list[Draft]:
    """Of statements whose cues overlap keep the most likely one."""
    kept: list[Draft] = []
    cues: Places[Span] = Places()
    for draft in sorted(drafts, key=lambda d: -d.score):
        if not any(own.overlaps(other) for own in draft.cue for other in cues.near(own)):
            kept.append(draft)
            for own in draft.cue:
                cues.add(own, own)
    return sorted(kept, key=lambda d: d.anchor)


def _known(draft: Draft, found: Found) -> bool:
    """Tell whether a found statement already has most of this one's content as its own, or is inside its words."""
    return any(
        (any(other.covers(span) for span in draft.content) and not any(map(other.told_within, draft.content)))
        or (any(draft.covers(piece) for piece in other.content) and not other.inside(draft))
        for other in found.with_content(*draft.content)
    )


def nesting(drafts: Sequence[Draft]) -> list[int | None]:
    """For every statement the index of the smallest one whose content holds it."""
    contents = Places((span, index) for index, draft in enumerate(drafts) for span in draft.content)
    parents: list[int | None] = []
    for index, draft in enumerate(drafts):
        around = [
            (sum(span.end - span.start for span in drafts[other].content), other)
            for other in set(contents.near(draft.content[0]))
            if other != index and draft.inside(drafts[other])
        ]
        parents.append(min(around)[1] if around else None)
    return parents


def _freeze(scene: Scene, draft: Draft, parent: int | None) -> Attribution:
    return Attribution(
        source=tuple(draft.source),
        cue=tuple(draft.cue),
        content=tuple(sorted(draft.content)),
        quote_type="direct" if draft.method == "speaker_label" else quote_type(scene, draft.content),
        negated=is_negated(scene.text, draft),
        parent=parent,
        score=round(draft.score, 4),
        method=draft.method,
    )


def quote_type(scene: Scene, content: Sequence[Span]) -> QuoteType:
    """``direct``: all words in quotation marks; ``indirect``: none; else ``mixed``."""
    share = quoted_share(scene, content)
    return "direct" if share >= _DIRECT else "mixed" if share > 0 else "indirect"
