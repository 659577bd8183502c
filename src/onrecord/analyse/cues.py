"""Cues in their plain form, what they say of what they introduce, and how many words stand in quotation marks."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Literal

from onrecord.coding.acts.lexicon import FILE
from onrecord.coding.verbs import by_form
from onrecord.document import Span
from onrecord.quotation import quotations

#: What a cue says of what it introduces, as ``coding/framing/epithets.toml`` has it; ``none``: there is no cue.
Tone = Literal["neutral", "doubt", "endorse", "none"]
TONES: tuple[Tone, ...] = ("neutral", "doubt", "endorse", "none")
#: Words that a cue may begin with before its verb.
_BEFORE = frozenset(
    "has have had having is are was were be been being will would can could may might must shall should do does did "
    "also again later then repeatedly reportedly to".split()
)
#: Quotations in marks that are no apostrophes too; one that is not closed runs to the end.
_DOUBLE = re.compile('“([^”]*)|"([^"]*)"?|«([^»]*)|„([^“”]*)')


@lru_cache(maxsize=4096)
def plain_cue(cue: str) -> str:
    """Return a cue in lower case, without auxiliaries and with its verb in the plain form.

    >>> plain_cue("has repeatedly insisted"), plain_cue("calls on"), plain_cue("according to")
    ('insist', 'call on', 'according to')
    """
    words = cue.casefold().split()
    while len(words) > 1 and words[0] in _BEFORE:
        del words[0]
    return " ".join((_plain_forms().get(words[0], words[0]), *words[1:])) if words else ""


@lru_cache(maxsize=1)
def _plain_forms() -> dict[str, str]:
    """Forms of the verbs that the lists of acts name, and of the first words of their expressions."""
    listed = tomllib.loads(FILE.read_text("utf-8"))["verbs"]
    return by_form(phrase.split()[0] for phrases in listed.values() for phrase in phrases)


def quoted_words(content: str) -> int:
    """Return how many words of a content stand in quotation marks.

    >>> quoted_words("that they would “never again” trade ‘for air’"), quoted_words("a ‘toll, not a tax’")
    (2, 4)
    """
    if found := _DOUBLE.findall(content):
        return sum(len("".join(words).split()) for words in found)
    words, end = 0, 0
    for quotation in quotations(content, (Span(0, len(content)),)):
        if quotation.span.start >= end:
            words += len(quotation.span.of(content).split())
            end = quotation.span.end
    return words
