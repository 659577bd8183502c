"""Whether what is said lies in the past or ahead, is only supposed, or is denied: PLOVER's auxiliary modes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.codes import Aux
from onrecord.coding.said import Said
from onrecord.words import Word

_AHEAD = frozenset("will shall won't shan't gonna 'll ’ll".split())
_SUPPOSED = frozenset("would could might wouldn't couldn't if unless should".split())
_DENIED = frozenset(
    "not no never nobody nothing none neither nor cannot can't won't don't doesn't didn't isn't aren't wasn't weren't"
    " hasn't haven't hadn't wouldn't couldn't shouldn't".split()
)
_PERFECT = frozenset(("had",))
#: Words of a content that are looked at for its main verb.
_REACH = 14


def aux_of(said: Said) -> tuple[Aux, ...]:
    """Auxiliary modes of what is said, told from the beginning of the content and from the cue."""
    content = [_straight(word) for word in _first_clause(said.content)]
    cue = [_straight(word) for word in said.cue]
    found: list[Aux] = []
    if any(word in _PERFECT for word in cue):
        found.append("historical")
    if any(word in _AHEAD for word in content) or _going_to(content) or content[:1] == ["to"]:
        found.append("future")
    if any(word in _SUPPOSED for word in content):
        found.append("hypothetical")
    if said.attribution.negated or any(word in _DENIED for word in content):
        found.append("negation")
    return tuple(found)


def _first_clause(words: Sequence[Word]) -> list[Word]:
    """Words up to the first sentence's end or a certain reach."""
    found: list[Word] = []
    for word in words:
        if found and word.text in ".;?!":
            break
        if word.text[0].isalnum() or word.text[0] in "'’":
            found.append(word)
        if len(found) == _REACH:
            break
    return found


def _straight(word: Word) -> str:
    return word.text.casefold().replace("’", "'")


def _going_to(words: Sequence[str]) -> bool:
    return ("going", "to") in pairwise(words)
