"""Persons who are named for whose kin they are: "his parents, Robert and Ruth Quell"."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.words import first_from

_KIN = frozenset(
    "mother father parents parent wife husband widow widower ex-wife ex-husband fiance fiancee fiancé fiancée son sons"
    " daughter daughters child children brother brothers sister sisters siblings uncle aunt nephew niece cousin"
    " grandfather grandmother grandparents grandson granddaughter stepson stepdaughter stepfather stepmother".split()
)
#: Words before a name in which its kinship is looked for.
_NEAR = 8


def is_merely_kin(page: Page, figure: Figure, position: int, speaking: Collection[int]) -> bool:
    """Whether somebody was named last before a position as others' kin, and does not speak.

    Parameters
    ----------
    speaking : collection of int
        Where the names of those begin who are sources of statements.
    """
    before = [mention for mention in figure.mentions if mention.span.start < position]
    last = max(before, key=lambda mention: mention.span.start, default=None)
    return last is not None and _is_kin(page, last) and last.span.start not in speaking


def _is_kin(page: Page, mention: NameMention) -> bool:
    words = page.sentences[mention.sentence].words
    at = first_from(words, mention.span.start)
    return any(word.lower in _KIN for word in words[max(0, at - _NEAR) : at])
