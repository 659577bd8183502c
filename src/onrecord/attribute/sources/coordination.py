"""Verbs that share a subject: "Oskar said he was ready and called on Tresk to come" are two statements side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribute.drafting.draft import Draft, Scene
from onrecord.attribute.drafting.places import Places
from onrecord.attribute.drafting.repair import content_span
from onrecord.document import Span

#: What stands before a verb that goes on with the subject of the one before it.
_JOINED = re.compile(r"[,;]?\s+(?:and|but|or|yet)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+|instead\s+)?\Z")
_REACH = 30
_COMPLEMENT = re.compile(r"\s+(?:that\s+)?")
#: What may stand between a subject and its verb: an aside, "a draft, seen by Interwire, | calls for talks".
_BESIDE = re.compile(r"\s*(?:,\s[^,.;:!?\n“”\"]{1,60},\s*)?")
#: A participle belongs to the noun before it: "deputies supporting the law".
_PARTICIPLE = re.compile(r"\w+ing\b")
#: Verbs in the active voice, of the past and of the present; the perfect is both.
_PERFECT = r"ha[sd]\s(?!been\b)(?:\w+ly\s|also\s)?\w+(?:[dtn]|ne)\b"
_TENSES = (
    re.compile(rf"(?:\w+ly\s|also\s)?(?:{_PERFECT}|\w+ed|said|told|found|wrote|gave|made)\b"),
    re.compile(rf"(?:\w+ly\s|also\s)?(?:{_PERFECT}|(?!is\b|was\b|has\b)\w+s)\b"),
)
#: A group of verbs that a participle behind a conjunction may go on with: "had found … and | recommended".
_BEFORE_LAST = re.compile(r"\b(?:ha[sd]|have)\s(?!been\b)")
_PRONOUN = re.compile(r"(?:I|we|you|he|she|it|they)")


def part_coordinated(scene: Scene, drafts: Sequence[Draft]) -> None:
    """End the contents of statements before a conjunction and the cue of another statement of the same source."""
    contents: Places[Draft] = Places((piece, draft) for draft in drafts for piece in draft.content)
    for draft in drafts:
        if draft.cue and not draft.source:
            _share_source(scene, draft, contents)
        if not draft.cue or not draft.source:
            continue
        around = [other for other in contents.near(draft.cue[0]) if other is not draft and other.cue and other.source]
        for other in around:
            if _runs_over(draft, other) and not _PARTICIPLE.match(scene.text, *other.cue[0]):
                draft.source = [_own(scene, draft, other)]
        for other in around:
            if other.source == draft.source:
                other.content = [_ended(scene, piece, draft.cue[0]) for piece in other.content]


def _share_source(scene: Scene, draft: Draft, contents: Places[Draft]) -> None:
    """Give a finite verb behind a conjunction the source of the statement whose content holds it, told in its tense."""
    place = draft.cue[0].start
    holding = [o for o in contents.near(draft.cue[0]) if o is not draft and o.cue and o.source and draft.inside(o)]
    if not holding or scene.quoted[place] or not _JOINED.search(scene.text, max(0, place - _REACH), place):
        return
    around = min(holding, key=lambda other: other.length)
    if any(_BEFORE_LAST.search(scene.text, piece.start, place) for piece in around.content if piece.start < place):
        return
    tenses = [tense for tense in _TENSES if all(tense.match(scene.text, *own.cue[0]) for own in (draft, around))]
    if tenses:
        draft.source = list(around.source)


def _runs_over(draft: Draft, other: Draft) -> bool:
    """Tell whether the source of a statement begins with that of one around it and holds its cue."""
    source = draft.source[0]
    told = source.contains(other.cue[0]) and source.start <= other.source[0].start < other.cue[0].start
    return told and any(piece.contains(draft.cue[0]) for piece in other.content)


def _own(scene: Scene, draft: Draft, other: Draft) -> Span:
    """The source of a statement whose words run from the source of the one around it over its cue.

    What stands behind that cue is the source where it is a pronoun or stands right before the own cue ("Tresk knows
    that the miners want"); else the verbs share their subject ("Tresk said the miners were ready and wanted").
    """
    source = draft.source[0]
    rest = _COMPLEMENT.match(scene.text, other.cue[-1].end, source.end)
    last = Span(rest.end() if rest is not None else source.end, source.end)
    beside = _BESIDE.fullmatch(scene.text, source.end, draft.cue[0].start)
    return last if last.of(scene.text) and (beside or _PRONOUN.fullmatch(last.of(scene.text))) else other.source[0]


def _ended(scene: Scene, piece: Span, cue: Span) -> Span:
    """The part of a piece before the conjunction that leads to a cue."""
    if not piece.contains(cue) or scene.quoted[cue.start]:
        return piece
    joined = _JOINED.search(scene.text, max(piece.start, cue.start - _REACH), cue.start)
    return (joined and content_span(scene, Span(piece.start, joined.start()))) or piece
