"""How a name stands in its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.resolve.mentions import NameMention
from onrecord.resolve.vocabulary import PREPOSITIONS
from onrecord.words import Word

#: Words before a name that tell how it stands.
_NEAR = 24
#: In front of who is spoken to.
_TELLING = frozenset("told tells tell telling asked asks asking".split())


class Standing(NamedTuple):
    """How a name stands: behind a preposition, as the subject, with a possessive ending, behind "told"."""

    governed: bool
    subject: bool
    possessive: bool
    told: bool


def standing_of(found: NameMention, words: Sequence[Word]) -> Standing:
    """How a name stands among the words of its sentence."""
    end = bisect_right(words, found.span.start, key=lambda word: word.span.end)
    title = {word.span for word in found.title}
    near = [word for word in words[max(0, end - _NEAR) : end] if word.text[0].isalnum() and word.span not in title]
    opens = end < _NEAR and len(near) < 6
    subject = opens and not any(word.text[0].isupper() for word in near[1:])
    lead = near[-1].lower if near else ""
    return Standing(lead in PREPOSITIONS, subject, found.possessive, lead in _TELLING)
