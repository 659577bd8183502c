"""Who has to meet a condition: the first known name in it, or in its subject; the speaker for "we"; else its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.coding.condition_candidates import Candidate
from onrecord.coding.condition_segments import is_modal
from onrecord.coding.markers import MARKERS, SUBJECTS
from onrecord.coding.said import Said
from onrecord.document import Span
from onrecord.words import Word

_NO_ACTOR = frozenset(("place", "outlet"))
_BE = frozenset("is are was were be been am being".split())
_AUXILIARIES = _BE | frozenset("has have had does do did doesn't don't doesn’t don’t didn't didn’t".split())
_SPEAKER = frozenset(("we", "i"))
_NO_SUBJECT = frozenset(
    "at in on by no we i you he she it they there this that these those who which anything nothing".split()
)
#: What "until" and "before" often stand before: no actor.
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december today tomorrow noon midnight dawn dusk spring summer autumn winter".split()
)
_LONGEST = 8


def who_must(said: Said, candidate: Candidate) -> str | None:
    """Return the name of who has to meet a condition, or the words that mean them; None where nobody is named."""
    marker = MARKERS[candidate.entry]
    if marker.form == "time":  # "May" of "by May" is nobody
        return None
    named = _first_named(said, Span(candidate.marker.start, candidate.span.end))
    if marker.form != "clause":
        return named[1] if named is not None else None
    start, end = candidate.reach
    words = [word for word in candidate.segment.words[start:end] if candidate.joined or not _in_marker(word, candidate)]
    length = _subject_length(words[:_LONGEST])
    subject = Span(words[0].span.start, words[length - 1].span.end) if length else None
    if named is not None and (subject is None or named[0] < subject.end or words[0].text[0].islower()):
        return named[1]
    if words and words[0].lower in _SPEAKER:
        resolution = said.resolution
        known = resolution is not None and resolution.entity is not None
        return resolution.name if resolution is not None and known else None
    return None if subject is None else subject.of(said.scene.text)


def _in_marker(word: Word, candidate: Candidate) -> bool:
    return word.span.start < candidate.marker.end


def _first_named(said: Said, span: Span) -> tuple[int, str] | None:
    """Where the entity that is mentioned first in a stretch of text stands, and its name."""
    found: list[tuple[int, str]] = []
    for known in said.scene.entities:
        at = bisect_left(known.mentions, span)
        inside = known.mentions[at : at + 1]
        if inside and inside[0].end <= span.end and known.entity.type not in _NO_ACTOR:
            found.append((inside[0].start, known.entity.name))
    return min(found) if found else None


def _subject_length(words: Sequence[Word]) -> int:
    """Number of words before the first verb, as far as auxiliaries and endings tell; 0 where no actor is told."""
    if not words or words[0].lower in _NO_SUBJECT or words[0].lower in _DAYS or words[0].text[0].isdigit():
        return 0
    for at in range(1, len(words)):
        word = words[at].lower
        before = words[at - 1].lower
        if is_modal(word) or word in _AUXILIARIES:
            passive = word in _BE and at + 1 < len(words) and words[at + 1].lower.endswith(("ed", "en", "t", "n"))
            return 0 if passive else at
        if words[at].text[0].islower() and word.endswith(("s", "ed")) and before not in SUBJECTS:
            return at
        if word in SUBJECTS and at > 1:
            return at - 1
    return 0
