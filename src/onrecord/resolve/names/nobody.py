"""Capitalised words that name nobody: credits of pictures, adjectives of regions and faiths, compounds."""

from __future__ import annotations

import re

from onrecord.resolve.vocabulary import PERSON_NOUNS, REGIONS, plural

#: Words of a picture's credit.
_CREDIT = frozenset(
    "file photo photos photograph photographs photography picture pictures image images illustration handout credit"
    " courtesy archive archives stock screenshot screengrab caption".split()
)
#: Adjectives for a part of the world, a people without a state, a faith, an office; languages. They mean no country.
_ADJECTIVES = frozenset(
    "western eastern northern southern central north south east west middle european african asian latin arab arabic"
    " nordic baltic balkan caribbean mediterranean atlantic pacific arctic antarctic scandinavian slavic caucasian"
    " eurasian transatlantic oriental levantine islamic islamist muslim christian catholic protestant orthodox"
    " evangelical anglican jewish sunni shia shiite hindu buddhist sikh kurdish hispanic latino"
    " soviet colonial victorian english hebrew mandarin cantonese hindi urdu farsi pashto swahili"
    " democratic presidential congressional parliamentary senatorial gubernatorial federal".split()
)
#: Of those the ones that stand alone for a direction or are half of a name: nobody only beside another one.
_COMPASS = frozenset("north south east west middle central latin".split())
#: Plurals for people of a part of the world or of a faith.
_PEOPLES = frozenset(
    "westerners easterners northerners southerners europeans africans asians arabs caucasians eurasians scandinavians"
    " slavs muslims islamists christians catholics protestants evangelicals anglicans jews sunnis shiites hindus"
    " buddhists sikhs kurds hispanics latinos".split()
)
#: Names of regions as their people's begin: "Montana" of "Montanans", "Colorad" of "Coloradans".
_STEMS = frozenset(stem for region in REGIONS if len(region) > 4 for stem in (region, region[:-1]))
_PERSONS = frozenset(map(plural, PERSON_NOUNS))
#: Abbreviations of things, months and states of a country.
_SHORT = frozenset(
    "Feb Apr Aug Sept Oct Nov Dec Ariz Calif Conn Fla Mass Md Mich Minn Neb Okla Pa Tenn Va Vt Wis Wyo D.C. AIDS ATM"
    " BCE DNA DVD EDT EST FAQ GMO GMT GPS HIV LGBT LGBTQ LGBT+ PDF PhD PTSD RNA SMS TV URL"
    " USB USD UTC VIP".split()
)
#: "US-built", "Quell-led", "Norvale-based", "Award-winning".
_COMPOUND = re.compile(
    r".+[-‑](?:[a-z]{3,}ed|led|built|born|made|run|held|style|era|wide|winning|speaking|driven|only)$"
)
#: "D-Vt", behind a senator's name.
_PARTY = re.compile(r"[DRI]-[A-Z][\w.]*$")
#: Last words of names for things and events: neither persons nor bodies that could be he or she.
_EVENTS = frozenset(
    "act treaty accord accords agreement convention protocol amendment crisis war games cup prize award awards festival"
    " memorandum declaration championship championships olympics".split()
)


def is_compound(word: str) -> bool:
    """Whether a word is an adjective made of a name.

    >>> is_compound("Norvale-based"), is_compound("Jong-un"), is_compound("Chun-ying"), is_compound("Al-Sayed")
    (True, False, False, False)
    """
    return _COMPOUND.match(word) is not None


def names_nobody(words: tuple[str, ...]) -> bool:
    """Whether capitalised words are no name of anybody.

    >>> names_nobody(("FILE", "PHOTO")), names_nobody(("Western",)), names_nobody(("Latin", "American"))
    (True, True, True)
    >>> names_nobody(("Norvale", "Pictures")), names_nobody(("Western", "Gazette")), names_nobody(("West",))
    (False, False, False)
    """
    lower = [word.casefold() for word in words]
    if len(words) == 1 and lower[0] in _PERSONS and words[0][1:].islower():
        return True
    if all(word in _CREDIT for word in lower) or (len(words) == 1 and (words[0] in _SHORT or _PARTY.match(words[0]))):
        return True
    last = lower[-1] in _ADJECTIVES - _COMPASS or (len(words) > 1 and lower[-1] == "american")
    return last and all(word in _ADJECTIVES for word in lower[:-1])


def is_people(words: tuple[str, ...]) -> bool:
    """Whether words are the plural for people of a region or faith.

    >>> is_people(("Western", "Europeans")), is_people(("Europeans",)), is_people(("European",))
    (True, True, False)
    """
    lower = [word.casefold() for word in words]
    if len(words) == 1 and words[0].endswith("ns") and any(words[0][:-cut] in _STEMS for cut in (2, 3, 4)):
        return True
    return lower[-1] in _PEOPLES and all(word in _ADJECTIVES for word in lower[:-1])


def is_event(words: tuple[str, ...]) -> bool:
    """Whether a name of several words is that of a treaty, a war, a prize."""
    return len(words) > 1 and words[-1].casefold() in _EVENTS
