"""Which conditions a statement states: found at listed words, judged by rules or by the learned head."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from numpy.typing import NDArray

from onrecord.codes import CONDITION_TYPES, CodingMethod, Condition, ConditionType
from onrecord.coding.conditions.actor import Meant, who_must
from onrecord.coding.conditions.candidates import Candidate, candidates
from onrecord.coding.conditions.markers import GUARANTEEING, MARKERS
from onrecord.coding.conditions.segments import with_marks
from onrecord.coding.said import Said
from onrecord.document import Span

#: The least chance of a condition that the head reports: of 108 between 0.3 and it on train 29 were annotated.
THRESHOLD = 0.4
#: Share of right ones among those that the rules alone find, by trust, on the corpora's train.
RULE_SCORES = {"always": 0.8, "open": 0.7, "bound": 0.6}
_TRUST = ("always", "open", "bound", "weak")
_AND_NOT_BEFORE = (" and not before", " and not earlier", " and not sooner")
#: Neighbours on each side that a candidate may be another reading of.
_NEIGHBOURS = 6


class _Chosen(NamedTuple):
    candidate: Candidate
    type: ConditionType
    method: CodingMethod
    score: float

    @property
    def span(self) -> Span:
        return self.candidate.span


def conditions_of(said: Said, tags: NDArray[Any] | None = None, meant: Meant = Meant()) -> tuple[Condition, ...]:
    """Return the conditions that a statement's content states, in text order.

    Parameters
    ----------
    said : Said
    tags : ndarray of shape (n_candidates, 10), optional
        What the head thinks of each candidate (``condition_tags``); without it the rules alone judge.
    meant : Meant, optional
        Whom the article's words mean.
    """
    found = candidates(said)
    kept: list[_Chosen] = []
    for chosen in _by_rules(found, said.scene.text) if tags is None else _by_tags(found, tags):
        at = bisect(kept, chosen.span, key=lambda other: other.span)
        around = kept[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        if not any(_same(chosen.candidate, other.candidate) for other in around):
            insort(kept, chosen, key=lambda other: other.span)
    return tuple(
        Condition(
            one.type,
            with_marks(said, one.span),
            one.candidate.marker,
            who_must(said, one.candidate, meant),
            one.method,
            one.score,
        )
        for one in kept
    )


def _by_rules(found: Sequence[Candidate], text: str) -> Iterator[_Chosen]:
    """What the rules find, the surest markers first, then the longest."""
    for candidate in sorted(found, key=lambda one: (_trust(one), _inner(one), one.marker.start - one.marker.end)):
        kind = rule_type(candidate, text)
        if kind is not None:
            yield _Chosen(candidate, kind, "rule", RULE_SCORES[MARKERS[candidate.entry].trust])


def _trust(candidate: Candidate) -> int:
    return _TRUST.index(MARKERS[candidate.entry].trust)


def _inner(candidate: Candidate) -> bool:
    """A phrase may be part of a clause."""
    return MARKERS[candidate.entry].form != "clause"


def _by_tags(found: Sequence[Candidate], tags: NDArray[Any]) -> Iterator[_Chosen]:
    """What the head finds, the likeliest first."""
    for at in sorted(range(len(found)), key=lambda row: float(tags[row, 0])):
        score = 1 - float(tags[at, 0])
        if score < THRESHOLD:
            return
        yield _Chosen(found[at], CONDITION_TYPES[int(tags[at, 1:].argmax())], "model", score)


def rule_type(found: Candidate, text: str) -> ConditionType | None:
    """The type by the rules alone; None where they find no condition."""
    marker = MARKERS[found.entry]
    trusted = {"always": True, "open": not found.past, "bound": found.bound, "weak": False}
    return None if found.excluded or not trusted[marker.trust] else type_of(found, text)


def type_of(found: Candidate, text: str) -> ConditionType:
    """The type that the words show, if they are a condition."""
    kind = MARKERS[found.entry].type
    if kind in ("if", "after") and text.startswith(_AND_NOT_BEFORE, found.span.end):
        return "limit"
    if (
        kind == "if"
        and MARKERS[found.entry].form == "clause"
        and any(word in found.span.of(text).casefold() for word in GUARANTEEING)
    ):
        return "guarantee"
    return kind


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether a candidate is another reading, or a mere part, of words that are taken."""
    kind, form = MARKERS[one.entry].type, MARKERS[one.entry].form
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    if shared <= 0:
        return shared >= -2 and kind == MARKERS[other.entry].type == "in_return"
    if one.span.start == other.span.start or (form == "subject" and other.span.contains(one.span)):
        return True
    if other.span.contains(one.span) and (kind == "limit" or form == "time"):
        return kind == "limit"
    longest = max(one.span.end, other.span.end) - min(one.span.start, other.span.start)
    return 2 * shared > longest or (one.marker.overlaps(other.marker) and not (one.joined or other.joined))
