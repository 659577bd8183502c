"""The thing demanded in a request, and what is threatened and on what it hangs, in the words of the content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.codes import Condition, ConditionType, Demand, Threat
from onrecord.coding.conditions.candidates import candidates
from onrecord.coding.conditions.conditions import rule_type
from onrecord.coding.conditions.markers import MARKERS, OBLIGING
from onrecord.coding.conditions.segments import (
    EDGES,
    JOINING,
    Segment,
    is_modal,
    negates,
    quotations_near,
    segments,
    with_marks,
)
from onrecord.coding.said import Said
from onrecord.coding.verbs import by_form
from onrecord.document import Span

#: Verbs that demand their object: what follows them is the thing demanded.
DEMANDING = by_form(
    "demand ask urge call want insist order instruct direct require request beg plead appeal implore press summon"
    " command expect need seek propose recommend advise petition invite challenge warn".split()
)
#: Those whose object is asked to do something: "we ask both sides to …".
_ASKING_SOMEBODY = by_form(
    "ask urge call order instruct direct beg plead appeal implore press summon command advise invite challenge want"
    " expect need".split()
)
#: Words that open what is demanded and are no part of it.
_OPENING = frozenset("that to for on upon of please , : – — so then but and".split())
_OBLIGING_WITH_TO = frozenset("has have need needs had".split())
_FIRST_PERSON = frozenset("i we".split())
#: What a threat may be tied to, in order of preference.
_TIES: tuple[ConditionType, ...] = ("if", "unless", "until", "after", "deadline", "before")
#: What stands between two conditions of which both have to be met.
_JOINT = re.compile(r",? (?:and|or) ")
_COMING = frozenset("will would shall won't won’t 'll ’ll".split())
_NEAR = 8


class _Part(NamedTuple):
    """Words of one segment."""

    segment: Segment
    start: int
    end: int

    def span(self) -> Span | None:
        """Their characters without what opens them and without punctuation around; None where nothing is left."""
        lower = self.segment.lower
        start, end = self.start, self.end
        while start < end and (lower[start] in _OPENING or lower[start] in EDGES):
            start += 1
        while end > start and (lower[end - 1] in EDGES or lower[end - 1] in JOINING):
            end -= 1
        return self.segment.span(start, end) if start < end else None


def demand_of(said: Said, act: str) -> Demand | None:
    """Return the thing demanded; None for acts other than REQUEST and where the content says nothing.

    After a verb that demands it is what the content begins with; else what follows "we demand", or the sentence that
    says what must be done. Clauses that state a condition at its edges are left out.
    """
    if act != "REQUEST":
        return None
    parts = [_Part(segment, 0, len(segment.words)) for segment in segments(said) if segment.words]
    demanded = any(word.lower in DEMANDING for word in said.cue)
    part = next(_performed(parts), None)
    if part is None and not demanded:
        part = next(_obliged(parts), None)
    if part is None and parts:
        part = parts[0]
    span = _without_conditions(said, part).span() if part is not None else None
    return Demand(_with_quotation(said, with_marks(said, span))) if span is not None else None


def _with_quotation(said: Said, span: Span) -> Span:
    """A demand with the rest of a quotation that begins inside it: "accept it “today, before winter”"."""
    cut = [quoted for quoted in quotations_near(said, span) if span.start <= quoted.start < span.end < quoted.end]
    ends = [quoted.end for quoted in cut if any(piece.contains(quoted) for piece in said.attribution.content)]
    return Span(span.start, max([span.end, *ends]))


def _performed(parts: Sequence[_Part]) -> Iterator[_Part]:
    """What follows a verb that demands in the first person: "we ask both sides to …"."""
    for part in parts:
        lower = part.segment.lower
        for at, word in enumerate(lower):
            before = lower[max(0, at - 3) : at]
            if word in DEMANDING and _FIRST_PERSON.intersection(before) and not any(map(negates, before)):
                start, end = at + 1, _next_own_clause(part, at + 1)
                asked = lower[start : min(end, start + _NEAR)]
                if word in _ASKING_SOMEBODY and "to" in asked and "," not in asked[: asked.index("to")]:
                    start += asked.index("to")
                yield _Part(part.segment, start, end)


def _next_own_clause(part: _Part, start: int) -> int:
    """Index of the comma after which the speaker goes on to something else: ", and I ask"."""
    lower = part.segment.lower
    for at in range(start, part.end - 2):
        if lower[at] == "," and lower[at + 1] in JOINING and lower[at + 2] in _FIRST_PERSON:
            return at
    return part.end


def _obliged(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Sentences that say what must be done."""
    for part in parts:
        lower = part.segment.lower
        for at, word in enumerate(lower):
            if word in OBLIGING or (word in _OBLIGING_WITH_TO and lower[at + 1 : at + 2] == ["to"]):
                yield part
                break


def _without_conditions(said: Said, part: _Part) -> _Part:
    """The part without clauses at its edges that state a condition."""
    start, end = part.start, part.end
    for found in candidates(said):
        if MARKERS[found.entry].form != "clause" or rule_type(found, said.scene.text) is None:
            continue
        first, last = found.reach
        if found.segment.words[:1] != part.segment.words[:1] or first < start or last > end:
            continue
        if first <= start + 1:
            start = last
        elif last >= end - 1:
            end = first
    return _Part(part.segment, start, end)


def threat_of(said: Said, act: str, conditions: Sequence[Condition]) -> Threat | None:
    """Return what is threatened and what it is tied to; None for acts other than THREATEN.

    Parameters
    ----------
    conditions : sequence of Condition
        Those of the statement.
    """
    if act != "THREATEN":
        return None
    parts = [_Part(segment, 0, len(segment.words)) for segment in segments(said) if segment.words]
    tied = min((one for one in conditions if one.type in _TIES), key=lambda one: _TIES.index(one.type), default=None)
    if tied is not None:
        whole = _with_joined(said, tied, conditions)
        consequence = _beside(parts, whole)
        if consequence is not None:
            return Threat(with_marks(said, consequence), whole)
    for part in parts:
        alternative = _alternative(part)
        if alternative is not None:
            return alternative
    coming = next((part for part in parts if any(map(_comes, part.segment.lower))), parts[0] if parts else None)
    span = coming.span() if coming is not None else None
    return Threat(with_marks(said, span)) if span is not None else None


def _with_joined(said: Said, tied: Condition, conditions: Sequence[Condition]) -> Span:
    """A condition with those that an "and" joins to it: "if they send troops, and these shoot at us"."""
    text, whole = said.scene.text, tied.span
    for other in sorted(conditions, key=lambda one: one.span):
        if other.type == tied.type and _JOINT.fullmatch(text, whole.end, other.span.start):
            whole = Span(whole.start, other.span.end)
    return whole


def _beside(parts: Sequence[_Part], tied: Span) -> Span | None:
    """What the sentence of a condition says besides it; the next sentence, or the one before, where it says nothing."""
    for at, part in enumerate(parts):
        words = part.segment.words
        inside = [place for place, word in enumerate(words) if tied.start <= word.span.start < tied.end]
        if not inside:
            continue
        before = _Part(part.segment, 0, inside[0])
        behind = _Part(part.segment, inside[-1] + 1, part.end)
        sides = sorted(
            (before, behind), key=lambda side: not any(map(_comes, side.segment.lower[side.start : side.end]))
        )
        others = [*parts[at + 1 : at + 2], *parts[max(0, at - 1) : at]]
        return next((span for side in (*sides, *others) if (span := side.span()) is not None), None)
    return None


def _alternative(part: _Part) -> Threat | None:
    """ "Open the gates or we will": what comes, and the demand that it is tied to."""
    lower = part.segment.lower
    for at, word in enumerate(lower):
        if word == "or" and 0 < at < part.end - 1 and any(map(_comes, lower[at + 1 : at + 1 + _NEAR])):
            tied = _Part(part.segment, 0, at).span()
            consequence = _Part(part.segment, at + 1 + (lower[at + 1] == "else"), part.end).span()
            if tied is not None and consequence is not None:
                return Threat(consequence, tied)
    return None


def _comes(word: str) -> bool:
    return word in _COMING or (is_modal(word) and word.endswith(("'ll", "’ll")))
