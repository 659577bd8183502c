"""Where a phrase of time ends: "the end of May", "06:00 on 28 March", "seventy-two hours"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.words import Word

_MONTHS = frozenset(
    "january february march april june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MOMENTS = frozenset(
    "midnight noon midday dawn dusk sunrise sunset nightfall daybreak tomorrow today tonight then now christmas easter"
    " ramadan weekend morning afternoon evening night spring summer autumn winter harvest rains monsoon deadline"
    " elections election eve holidays".split()
)
_UNITS = frozenset(
    "minute hour day night week fortnight month quarter year decade century season minutes hours days nights weeks"
    " fortnights months quarters years decades centuries seasons seconds".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred half dozen couple several few"
    " first second third fourth fifth sixth seventh eighth ninth tenth".split()
)
_FEASTS = frozenset(("day", "eve", "night"))
#: Words inside a phrase of time that name no time themselves.
_INNER = frozenset(
    "the a an this that next coming last same of and early late mid end start beginning middle close turn least more"
    " than another o'clock o’clock at on in a.m p.m am pm gmt utc local time date full whole calendar working"
    " close opening business new year's year’s school : .".split()
)
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_DIGITS = re.compile(r"\d+(?:st|nd|rd|th)?")
_LONGEST = 12


def time_end(words: Sequence[Word], start: int) -> int:
    """Index after the phrase of time that begins at ``start``, or ``start`` where none does."""
    end, at = start, start
    while at < min(len(words), start + _LONGEST):
        word = words[at]
        parts = word.lower.split("-")
        if _names_a_time(word, parts):
            end = at + 1
        elif word.lower in _INNER or all(part in _NUMBERS or _DIGITS.fullmatch(part) for part in parts):
            if end > start and _DIGITS.fullmatch(word.lower):
                end = at + 1
        elif word.capital and any(later.lower in _FEASTS for later in words[at + 1 : at + 3]):
            pass
        elif not (word.text == "," and end > start and at + 1 < len(words) and _YEAR.fullmatch(words[at + 1].text)):
            break
        at += 1
    return end


def _names_a_time(word: Word, parts: list[str]) -> bool:
    if word.lower in _MONTHS or (word.lower == "may" and word.capital):
        return word.capital
    if word.lower in _DAYS or word.lower in _MOMENTS or _YEAR.fullmatch(word.text):
        return True
    return parts[-1] in _UNITS or (word.text[0].isdigit() and word.lower.endswith(("pm", "am", "p.m", "a.m")))


def is_unit(word: str) -> bool:
    """Whether a word in lower case is a unit of time."""
    return word in _UNITS
