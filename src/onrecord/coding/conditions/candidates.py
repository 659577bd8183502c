"""Places in a content that may state a condition: every listed marker with the words that it governs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from onrecord.coding.conditions.markers import (
    ASKING,
    BY_FIRST_WORD,
    DEEDS,
    INVERTED,
    MARKERS,
    NOT_AFTER_IF,
    NOT_BEFORE_IF,
    STRENGTHENING,
    WISHING,
    Marker,
)
from onrecord.coding.conditions.segments import EDGES, NOMINATIVE, Segment, segments
from onrecord.coding.conditions.times import is_unit, time_end
from onrecord.coding.said import Said
from onrecord.document import Span

_PREPOSITIONS = frozenset("to on for in with from by at of under aboard".split())
_RELATIVE = frozenset("that which who whose".split())
#: "Without …" that is no condition, and what stands behind an "if" that only concedes something.
_HOW = frozenset(
    "delay doubt question hesitation warning notice fail precedent exception condition conditions precondition"
    " preconditions pre-conditions".split()
)
_SOMEWHAT = frozenset("somewhat slightly rather".split())
_A_LITTLE = frozenset({("a", "little"), ("a", "bit")})
#: A guarantee, what tells who gives it, and what tells that a thing is known; words before a noun at most.
_GUARANTEES = frozenset({"guarantee", "guarantees"})
_GIVEN_BY = frozenset("by from".split())
_DEFINITE = frozenset("the this that these those its his her their our".split())
_NOUN = 4
#: The most words before an "only" that it bounds, from "and" to the verb that follows, and of a bid; the least of the
#: first of two clauses.
_NEAR = 6
_LONGEST_BID = 14
_LEAST_CLAUSE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that may be a condition.

    Attributes
    ----------
    entry : int
        Index of its marker in ``MARKERS``.
    marker, span : Span
        The marker's words, and those with what they govern.
    segment : Segment
        The sentence.
    reach : (int, int)
        ``span`` as indices of the segment's words.
    fronted : bool
        The main clause follows.
    bound, past : bool
        The sentence speaks of what shall, may or will be; it does not, and tells the past.
    strengthened : bool
        "only", "not" before the marker.
    excluded : bool
        A known reading in which the marker is none: "as if", "wonder if".
    joined : bool
        The second of two clauses under one marker.
    """

    entry: int
    marker: Span
    span: Span
    segment: Segment = field(compare=False, repr=False)
    reach: tuple[int, int] = field(compare=False, repr=False)
    fronted: bool = False
    bound: bool = False
    past: bool = False
    strengthened: bool = False
    excluded: bool = False
    joined: bool = False


@lru_cache(maxsize=4)
def candidates(said: Said) -> tuple[Candidate, ...]:
    """All places of a statement's content that may be a condition, in text order.

    The last few are kept: the head, the rules and the demands ask for the same ones, one after the other.
    """
    found = (one for segment in segments(said) for one in _candidates(segment))
    asked = _asked_at(said)
    return tuple(one for one in found if one.marker.start != asked)


def _asked_at(said: Said) -> int | None:
    """Where the "if" stands that opens what is asked: "asked | if he knew", against "told | “If we can, we must”"."""
    first = said.content[0] if said.content else None
    if first is None or first.lower != "if" or not any(word.lower in ASKING for word in said.cue):
        return None
    return first.span.start


def _candidates(segment: Segment) -> Iterator[Candidate]:
    """Every marker of a segment; of those that are not weak, the longest ones at each place."""
    taken = 0
    for at, first in enumerate(segment.lower):
        longest = 0
        for entry, marker in BY_FIRST_WORD.get(first, ()):
            size = len(marker.words)
            if size < longest or at + size <= taken or not segment.has(marker, at):
                continue
            found = _candidate(segment, entry, at)
            if found is None:
                continue
            if marker.trust != "weak":
                longest = size
                taken = max(taken, at + size)
            yield from _joined(segment, found, at + size)


def _candidate(segment: Segment, entry: int, at: int) -> Candidate | None:
    """The marker at a place with what it governs; None where its form does not fit."""
    marker = MARKERS[entry]
    if _is_manner(segment, at):
        return None
    after = at + len(marker.words)
    start = at
    while segment.before(start) in STRENGTHENING:
        start -= 1
    fronted = segment.is_fronted(start)
    reach = _reach(segment, marker, start, after)
    if reach is None:
        return None
    first, end = reach
    if marker.type == "guarantee" and _is_no_backing(segment, start, after, end):
        return None
    bound = segment.binding or segment.binds_outside(first, end)
    return Candidate(
        entry,
        segment.span(start, after),
        segment.span(first, end),
        segment,
        (first, end),
        fronted=fronted,
        bound=bound,
        past=not bound and segment.past_outside(first, end),
        strengthened=start < at,
        excluded=_is_excluded(segment, marker, at, after),
    )


def _reach(segment: Segment, marker: Marker, start: int, after: int) -> tuple[int, int] | None:
    """First word and the one after the last of what a marker governs; None where its form does not fit."""
    end: int | None = after
    if marker.form == "after":
        return _bounded_before(segment, start, after)
    if marker.form == "bid":
        return _bid_before(segment, start)
    if marker.form == "alone" or (marker.form == "ellipsis" and _ends_at(segment, after)):
        return start, after
    if marker.form == "time":
        end = time_end(segment.words, after)
    elif marker.form == "clause":
        end = segment.clause_end(after, segment.is_fronted(start))
    elif marker.form == "phrase" or (marker.form == "trigger" and is_unit(segment.before(start))):
        end = segment.phrase_end(after)
    elif marker.form == "subject":
        end = _subject_end(segment, start, after)
    return (start, end) if end is not None and end > after else None


def _is_manner(segment: Segment, at: int) -> bool:
    """Whether words only tell how something is: "without further delay", "fair, if a little slow"."""
    first, second, *others = (*segment.lower[at : at + 3], "", "")
    if first == "without":
        return second in _HOW or (second in ("any", "further") and others[0] in _HOW)
    return (
        first == "if" and segment.before(at) in (",", "") and (second in _SOMEWHAT or (second, others[0]) in _A_LITTLE)
    )


def _is_no_backing(segment: Segment, start: int, after: int, end: int) -> bool:
    """Whether a guarantee is what somebody gets, or what is signed is known: nothing is backed by it.

    "Guarantees for the growers" and "the pact signed by both", against "guarantees from Lund" and "a letter signed by".
    """
    if segment.lower[after - 1] in _GUARANTEES:
        return segment.lower[after : after + 1] == ["for"] and _GIVEN_BY.isdisjoint(segment.lower[after:end])
    known = segment.lower[max(0, start - _NOUN) : start]
    return segment.lower[start:after] == ["signed", "by"] and not _DEFINITE.isdisjoint(known)


def _ends_at(segment: Segment, at: int) -> bool:
    return at >= len(segment.words) or segment.lower[at] in EDGES


def _subject_end(segment: Segment, start: int, after: int) -> int | None:
    """Where a noun phrase ends that names a deed, or that a modal verb follows.

    "Any attack on the dam", "any budget that has it" and "any delay would", against "any troops" and "an end to a war".
    """
    end = segment.phrase_end(after)
    phrase = segment.lower[start:end]
    if end == len(segment.words):
        followed = not _RELATIVE.isdisjoint(phrase)
    else:
        followed = segment.binds(end) and segment.lower[end] not in WISHING
    head = takewhile(lambda word: word not in _PREPOSITIONS, phrase)
    return end if (followed and segment.is_fronted(start)) or any(word in DEEDS for word in head) else None


def _bounded_before(segment: Segment, start: int, after: int) -> tuple[int, int] | None:
    """What stands before a marker that ends its phrase: "to unarmed teams only"."""
    if not _ends_at(segment, after):
        return None
    first = start
    while start - first < _NEAR and segment.before(first) and segment.before(first) not in EDGES:
        first -= 1
        if segment.lower[first] in _PREPOSITIONS:
            break
    return (first, after) if first < start else None


def _bid_before(segment: Segment, joint: int) -> tuple[int, int] | None:
    """What stands before "and" where only what follows is to come: "lift the ban and we will talk"."""
    end = joint - 1 if segment.before(joint) == "," else joint
    if not 1 < end <= _LONGEST_BID or segment.lower[0] in NOMINATIVE or "," in segment.lower[:end]:
        return None
    if any(verb < end for verb in (*segment.modals[:1], *segment.pasts[:1])):
        return None
    follows = range(joint + 1, min(joint + 1 + _NEAR, len(segment.words)))
    return (0, end) if any(segment.binds(at) for at in follows) else None


def _is_excluded(segment: Segment, marker: Marker, at: int, after: int) -> bool:
    """Known readings in which a marker is none."""
    before = segment.before(at)
    if len(marker.words) == 1 and marker.words[0] in INVERTED:
        return not segment.is_inverted(at)
    if marker.words == ("following",):
        return before in ("the", "a")
    following = segment.lower[after] if after < len(segment.lower) else ""
    if marker.words in (("provided",), ("providing",)):
        return before != "," and following not in NOMINATIVE and not segment.is_fronted(at)
    if marker.words == ("if",):
        return before in NOT_BEFORE_IF or before in ASKING or following in NOT_AFTER_IF
    return marker.form == "ellipsis" and before == "and"


def _joined(segment: Segment, found: Candidate, after: int) -> Iterator[Candidate]:
    """The candidate, and a second clause with a subject under its marker: "if it is over, and Orsk confirms it"."""
    joint = _joint(segment, found, after)
    end = segment.clause_end(joint + 1, found.fronted) if joint else 0
    if end <= joint + 2:
        yield found
        return
    first = segment.trimmed(min(joint, found.reach[1]), after)
    yield replace(found, span=segment.span(found.reach[0], first), reach=(found.reach[0], first))
    yield replace(found, span=segment.span(joint + 1, end), reach=(joint + 1, end), joined=True)


def _joint(segment: Segment, found: Candidate, after: int) -> int:
    """Index of the "and" in or right after a clause that a second one follows; 0 where there is none."""
    if MARKERS[found.entry].form != "clause" or found.excluded:
        return 0
    last = min(found.reach[1] + 2, len(segment.words) - 2)
    places = range(after + _LEAST_CLAUSE, last)
    return next((at for at in places if segment.lower[at] == "and" and _begins_clause(segment, at + 1)), 0)


def _begins_clause(segment: Segment, at: int) -> bool:
    """Whether a subject stands here that no name before it is joined to."""
    if segment.lower[at] in NOMINATIVE:
        return True
    return segment.words[at].capital and not segment.words[at - 2].capital
