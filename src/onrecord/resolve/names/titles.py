"""Titles and offices in front of a name: where the name begins behind them, and which words they are."""

from __future__ import annotations

import re

from onrecord.resolve.names.runs import COMMON, is_acronym
from onrecord.resolve.vocabulary import (
    BODY_NAMES,
    BODY_NOUNS,
    DETERMINERS,
    HONORIFICS,
    LINKS,
    PARTICLES,
    PERSON_NOUNS,
    PORTFOLIOS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    TITLE_MODIFIERS,
    TITLES,
)
from onrecord.words import Word

SHORT_TITLES = frozenset("MP MPs MEP MSP PM CEO CFO COO PC DI DCI DS PCSO".split())
#: Letters behind a name for an honour or a rank, and those for a seat.
_HONOURS = frozenset("KC QC CBE OBE MBE KBE DBE GBE CMG KCMG FRS PhD DPhil Esq".split())
SEATS = frozenset("MP MSP MEP MLA TD".split())
_PARTIES = frozenset("labour conservative tory liberal democrat republican green unionist socialist party".split())
_MODALS = frozenset("will would can could should may might must shall".split())
#: Titles that are last names as well.
_SURNAMES = frozenset(
    "king prince pope judge major bishop marshal lord justice chair chief abbot duke earl count canon constable".split()
)
_PARTY_LABELS = frozenset("republican democrat republicans democrats conservative".split())
_OFFICES = frozenset("affairs state defense defence trade justice health security states kingdom".split())
_SMALL = frozenset({"of", "for", "de"})
_STOPS = (
    DETERMINERS
    | POSSESSIVES
    | (PREPOSITIONS - {"of"})
    | RELATIVES
    | frozenset(
        "and or but that said says told tells is are was were be been has have had as when while if than after before"
        " asked added called named met backed blamed accused says".split()
    )
)
#: Endings of professions, of which there are more than a list has: "anthropologist", "cartographer".
_LEARNED = re.compile(r"(?:olog|onom|ograph)(?:ist|er)s?$")
#: What stands between a verb and its object: "sent away President Quell".
_ADVERBS = frozenset("away aside back again together forward ahead instead home abroad ever never".split())
#: Titles that stay with a single name: nobody calls him Francis.
REGAL = frozenset("pope king queen prince princess emperor empress sultan count countess duke duchess".split())


def without_letters(words: tuple[Word, ...], before: Word | None = None) -> tuple[Word, ...]:
    """A name without what honours and seats add: "Ada Quell" of "Ada Quell KC"; not "the Norvale Labour MP".

    ``before`` is the word in front of it.
    """
    while len(words) > 2 and (words[-1].bare in _HONOURS or (words[-1].bare in SEATS and _has_seat(words, before))):
        words = words[:-1]
    return words


def _has_seat(words: tuple[Word, ...], before: Word | None) -> bool:
    """Whether words up to letters for a seat are somebody's name, and not what the member is."""
    described = any(word.lower in _PARTIES or word.lower in TITLE_MODIFIERS for word in words)
    return not described and (before is None or before.lower not in DETERMINERS)


def behind_secretary(words: tuple[Word, ...], at: int) -> bool:
    """ "secretary of State Clinton": the capitalised run begins inside the office."""
    return at > 1 and words[at - 1].lower == "of" and words[at - 2].lower in TITLES and words[at].lower in _OFFICES


def is_body_name(words: tuple[Word, ...]) -> bool:
    """ "Foreign Ministry", "Department of Justice": a body's noun at the end, or before an "of"."""
    if words[-1].lower in BODY_NAMES and not _is_office(words):
        return True
    links = [at for at, word in enumerate(words) if word.lower in ("of", "for")]
    return bool(links) and any(word.lower in BODY_NAMES for word in words[: links[0]]) and not _person_behind(words)


def _is_office(words: tuple[Word, ...]) -> bool:
    """ "Democratic Speaker of the House": an office of a body, no body."""
    lower = [word.lower for word in words]
    offices = [at for at in range(len(lower) - 1) if lower[at] in TITLES and lower[at + 1] == "of"]
    return bool(offices) and not any(word in BODY_NAMES for word in lower[: offices[0]])


def _person_behind(words: tuple[Word, ...]) -> bool:
    """ "House of Commons Speaker John Bercow": a title with one to three words behind it ends the run."""
    titles = [at for at, word in enumerate(words) if word.lower in TITLES]
    return bool(titles) and 1 <= len(words) - 1 - titles[-1] <= 3 and words[titles[-1] + 1].lower not in ("of", "for")


def name_start(words: tuple[Word, ...], first: int, last: int) -> int:
    """Where the name begins behind titles: "Secretary of State | Mike Pompeo"; ``last`` when there is nothing else."""
    titles = [at for at in range(first, last) if _is_title(words, at, last) or _chief_of_staff(words, at)]
    if not titles or (last - first == 1 and is_acronym(words[first])):
        return first
    if titles[-1] == last - 1:  # "Stephen King", but "the Prime Minister"
        return first if titles == [last - 1] and last - first == 2 and words[last - 1].lower in _SURNAMES else last
    name = titles[-1] + 1
    if words[name].lower in ("of", "for"):
        name += 2 if name + 1 < last and words[name + 1].lower != "the" else 3
        while name < last and (words[name].lower in _OFFICES | LINKS | PORTFOLIOS or words[name].lower == "and"):
            name += 1
    elif words[titles[-1]].lower in _PARTY_LABELS and (last - name < 2 or titles[-1] != first):
        return first
    return min(name, last)


def _is_title(words: tuple[Word, ...], at: int, last: int) -> bool:
    word = words[at]
    if word.possessive and at + 1 < last:  # "King’s College"
        return False
    if word.lower in TITLES or word.text in SHORT_TITLES or (at == 0 and word.lower in _PARTY_LABELS):
        return True
    if word.lower == "con" and at > 0 and words[at - 1].lower in ("det", "detective"):
        return True
    noun = word.lower.endswith(("ist", "woman", "loger")) or word.lower.startswith("co-")
    regular = noun and at + 1 < last  # "Saskia Tornquist" is all name
    return (word.lower in PERSON_NOUNS or regular) and word.text[1:].islower()


def _chief_of_staff(words: tuple[Word, ...], at: int) -> bool:
    return at > 1 and words[at].lower == "staff" and words[at - 1].lower == "of"


def title_before(words: tuple[Word, ...], first: int, name: int) -> tuple[Word, ...]:
    """Title words of the run itself and, before them, role nouns with what modifies them."""
    if name == first:
        first = name = _behind_honorific(words, first)
    start = first - _honorific(words, first) if name == first else first
    while start > 0 and name - start < 9 and _modifies(words, start - 1, name):
        start -= 1
    while start < name and not _opens_title(words[start]):
        start += 1
    return words[start:name]


def _behind_honorific(words: tuple[Word, ...], at: int) -> int:
    """Where a last name begins with its particles, if a title stands before them: "Mr | de Quell"."""
    start = at
    while start > 1 and words[start - 1].text in PARTICLES:
        start -= 1
    return start if _honorific(words, start) else at


def _opens_title(word: Word) -> bool:
    """Whether an office can begin with a word: no "Then", "Monday", "of"."""
    if word.text == "Then":  # "then President Quell" is what he was then, "Then President Quell left" is not
        return False
    if word.lower in TITLES or word.lower in TITLE_MODIFIERS:
        return True
    return word.text[0].isalnum() and word.lower not in _SMALL and not (word.capital and word.lower in COMMON)


def _honorific(words: tuple[Word, ...], at: int) -> int:
    """Words of a capitalised title right before a place: 1 for "Mr", 2 for "Mr." """
    dot = int(at > 1 and words[at - 1].text == ".")
    title = words[at - 1 - dot] if at > dot else None
    return 1 + dot if title is not None and title.capital and title.lower in TITLES else 0


def _modifies(words: tuple[Word, ...], at: int, name: int) -> bool:
    """Whether a word before a title or name belongs to it: a role noun, a name, or one word that tells which."""
    word = words[at]
    if not word.text[0].isalnum() or word.lower in _STOPS:
        return False
    role = word.lower in PERSON_NOUNS or word.lower in TITLES or _LEARNED.search(word.lower) is not None
    if at + 1 == name:
        verb = at > 0 and words[at - 1].lower in _MODALS  # "history would judge Norvale"
        return role and word.text[0].islower() and not verb
    known = role or word.lower in BODY_NOUNS or word.lower in TITLE_MODIFIERS or word.lower in _SMALL
    after = words[at + 1]
    if word.lower in BODY_NOUNS and not role and after.capital and at > 0 and words[at - 1].lower in PREPOSITIONS:
        return word.capital  # "outside court Inspector Quell": where, not of what
    if word.capital or known:
        return True
    if after.capital or after.lower in HONORIFICS or word.lower in _ADVERBS or word.lower.endswith("ly"):
        return False  # "with that sentence President Quell left": an office with a capital begins there
    settled = after.lower in PERSON_NOUNS or after.lower in TITLES or after.lower in BODY_NOUNS
    return settled and not word.lower.endswith(("ed", "ew", "s"))
