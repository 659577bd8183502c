"""Names that the article shows to be places, though the registry does not know them."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.resolve.known.spelling import normalised
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.vocabulary import BODY_NAMES, TRUSTED
from onrecord.words import Word, first_from

#: "OSSUNMAR, March 11 (Merewire) — …"
_DATELINE = re.compile(r"^([A-Z]{4,}) ?(?:,|\(|–|—|-- )", re.MULTILINE)
#: The same with a day or a wire and a dash, which make it one for sure.
_SURE_DATELINE = re.compile(
    r"^([A-Z]{4,})(?:, [A-Z][^—–\n]{1,40}| \([A-Z][^)\n]{0,30}\)){1,2} (?:—|–|--?) ", re.MULTILINE
)
_SETTLEMENTS = frozenset(
    "city town village suburb municipality capital island province prefecture port district neighbourhood neighborhood"
    " hamlet township resort".split()
)
#: Last words of names of places.
_GEOGRAPHIC = frozenset(
    "sea ocean bay gulf strait straits island islands isles river avenue boulevard highway valley peninsula mountains"
    " canal desert harbour harbor airport prefecture oblast"
    " reef archipelago fjord lagoon glacier volcano creek".split()
)
#: Those that are last names as well.
_ALSO_NAMES = frozenset("street road lake square bridge beach hills heights falls coast cape dam sound".split())
_FIRST = frozenset("port mount lake cape fort gulf strait".split())


def is_geographic(words: tuple[str, ...], personal: bool) -> bool:
    """Whether the words of a name are those of a place; ``personal`` tells that they may be a person's.

    >>> is_geographic(("Corrin", "Strait"), False), is_geographic(("Port", "Sennac"), False)
    (True, True)
    >>> is_geographic(("Ada", "Hills"), True), is_geographic(("Corrin", "Island", "Council"), False)
    (False, False)
    """
    lower = [word.casefold() for word in words]
    if len(words) < 2 or lower[-1] in BODY_NAMES:
        return False
    sure = lower[-1] in _GEOGRAPHIC or (lower[0] in _FIRST and len(words) == 2)
    return sure or (lower[-1] in _ALSO_NAMES and not personal)


def datelines(text: str) -> frozenset[str]:
    """Names of one word that stand in datelines for sure, normalised.

    >>> sorted(datelines("OSSUNMAR, March 11 (Merewire) — Talks.\\nNASA — an agency — waits.\\nNATO (or OTAN) waits."))
    ['ossunmar']
    """
    return frozenset(map(normalised, _SURE_DATELINE.findall(text)))


def lived_in(
    page: Page, sure: frozenset[str], is_given: Callable[[str], bool]
) -> tuple[frozenset[str], frozenset[str]]:
    """Names of one word that somebody is "in" or that stand in a dateline, and those that are towns for sure.

    Those are what the article calls a town, or what stands in a dateline with a day or a wire (``sure``).

    Names that have a title somewhere, and first names, are in neither.
    """
    called = set(sure)
    found = {normalised(name) for name in _DATELINE.findall(page.document.text)}
    titled = {normalised(m.words[0]) for m in page.mentions if m.title}
    for mention in page.mentions:
        if len(mention.words) != 1 or mention.title:
            continue
        words = page.sentences[mention.sentence].words
        first = first_from(words, mention.span.start)
        if is_called_town(words, first):
            called.add(normalised(mention.words[0]))
        elif _is_lived_in(words, first, mention):
            found.add(normalised(mention.words[0]))
    given = {name for name in found | called if is_given(name.title())}
    return frozenset(found - titled - given), frozenset(called - titled - given)


def _is_lived_in(words: tuple[Word, ...], first: int, mention: NameMention) -> bool:
    behind = words[first + 1] if first + 1 < len(words) else None
    open_ended = mention.possessive or (behind is not None and behind.capital)
    return first > 1 and words[first - 1].lower == "in" and words[first - 2].lower not in TRUSTED and not open_ended


def is_called_town(words: tuple[Word, ...], first: int) -> bool:
    """Whether a name that begins at a word is a town's: "the port town of Sennac", "Sennac, a city in Karveth"."""
    if first > 1 and words[first - 1].lower == "of" and words[first - 2].lower in _SETTLEMENTS:
        return True
    behind = [word.lower for word in words[first + 1 : first + 6]]
    if behind[:1] != [","] or behind[1:2] not in (["a"], ["the"]):
        return False
    return any(
        word in _SETTLEMENTS and behind[at + 3 : at + 4] in (["in"], ["on"], ["of"], ["near"])
        for at, word in enumerate(behind[2:4])
    )
