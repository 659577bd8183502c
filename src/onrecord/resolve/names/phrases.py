"""The parts of a noun phrase, told without a parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    PERSON_NOUNS,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    TITLE_MODIFIERS,
    plural,
)
from onrecord.words import Word


class Phrase(NamedTuple):
    """A noun phrase.

    ``core`` are the words up to the head; ``rest`` is what follows: prepositions, commas, relative clauses.
    """

    core: tuple[Word, ...]
    rest: tuple[Word, ...]

    @property
    def head(self) -> Word | None:
        """The last word of the core that is no number: "advisory" of "Advisory Number 14"."""
        words = [word for word in self.core if not (_is_number(word) or word.text in ("Number", "No", "No."))]
        return words[-1] if words else self.core[-1] if self.core else None

    @property
    def noun(self) -> str:
        """The head in lower case, empty where there is none."""
        head = self.head
        return head.lower if head is not None else ""

    @property
    def determiner(self) -> str:
        """The first word, if it is a determiner or a possessive pronoun; else empty."""
        first = self.core[0].lower if self.core else ""
        return first if first in DETERMINERS or first in POSSESSIVES else ""


def _is_number(word: Word) -> bool:
    """ "14", "3rd"; but "the 44-year-old" is somebody."""
    return word.text[0].isdigit() and not word.lower.endswith("-year-old")


def belonging(rest: Sequence[Word]) -> Sequence[Word]:
    """Of what follows a head the words that can tell whom it belongs to: "of …", "from …", "in …", up to a clause.

    "Members of a group pushing for aid to Norvale" are nobody's of Norvale, nor is an envoy to it.
    """
    if not rest or rest[0].text in _BREAKS or rest[0].lower in RELATIVES | _ELSEWHERE:
        return ()
    for at in range(1, len(rest)):
        word = rest[at]
        clause = word.lower in RELATIVES and not _acronym(word)
        if word.text in _BREAKS or word.lower in _ELSEWHERE or clause or _participle(list(rest), at):
            return rest[:at]
    return rest


def phrase_of(words: list[Word]) -> Phrase:
    """Split a noun phrase at its first preposition, comma, relative pronoun, conjunction or participle after a noun."""
    start = _after_quantity(words)
    for at in range(start + 1, len(words)):
        word = words[at]
        if _goes_on(words, at):
            continue
        if word.lower == "last" and at == start + 1 and words[start].lower in DETERMINERS | POSSESSIVES:
            continue  # "her last post", but "officials last week"
        behind = word.lower in _BEHIND or (word.lower in RELATIVES | _SUBJECTS and not _acronym(word))
        today = word.text in _TODAY and words[at - 1].capital
        if word.text in _BREAKS or behind or today:
            return Phrase(tuple(words[start:at]), tuple(words[at:]))
        if _participle(words, at) or _contact_clause(words, at):
            return Phrase(tuple(words[start:at]), tuple(words[at:]))
    return Phrase(tuple(words[start:]), ())


def _goes_on(words: list[Word], at: int) -> bool:
    """Whether a mark or "and" stands inside: "the defeated “Remain” team", "green and red teams", "May 4, 2031 act"."""
    if words[at].text == "," and words[at - 1].text.isdigit() and _is_year(words, at + 1):
        return True
    before = words[at - 1]
    inner = words[at].text in _MARKS or words[at].lower == "and"
    opens = at == 1 and words[at].lower == "and" and before.capital and before.lower in TITLE_MODIFIERS
    named = (before.capital or before.lower in _NOUNS) and not opens
    if not inner or named or not before.text[0].isalpha():
        return inner and words[at].text in '”"' and _goes_on_behind(words, at)
    return _goes_on_behind(words, at)


def _is_year(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and len(words[at].text) == 4 and words[at].text.isdigit() and words[at + 1].text != ","


def _goes_on_behind(words: list[Word], at: int) -> bool:
    for word in words[at + 1 : at + _ADJECTIVES]:
        if word.lower in PREPOSITIONS | RELATIVES | DETERMINERS | POSSESSIVES or word.text == ";":
            return False
        if word.text.islower() and word.lower in _NOUNS:
            return True
    return False


def _after_quantity(words: list[Word]) -> int:
    """Where a phrase begins behind "thousands of", "more than", "a group of", "one of the"."""
    lower = [word.lower for word in words]
    start = 0
    if lower[:2] in (["more", "than"], ["less", "than"], ["at", "least"], ["fewer", "than"]) and len(words) > 2:
        start = 2
    elif lower[0] in PREPOSITIONS and len(words) > 1:
        start = 1
    start += lower[start] in _ABOUT and (lower[start + 1 : start + 2] or [""])[0] in _QUANTITIES
    percent = start + 1 if lower[start + 1 : start + 2] in (["percent"], ["%"]) and words[start].text.isdigit() else 0
    if percent and lower[percent + 1 : percent + 2] == ["of"] and len(words) > percent + 2:
        return percent + 2
    head = start + (lower[start] in DETERMINERS and len(words) > start + 1)
    for at in (head, head + 1):
        people = lower[at : at + 1] in (["group"], ["team"]) and lower[at + 1 : at + 2] == ["of"]
        if people and any(word in _PEOPLE for word in lower[at + 2 : at + 5]):
            return at + 2
    for at in (start, head):
        if lower[at] in _QUANTITIES and lower[at + 1 : at + 2] == ["of"] and len(words) > at + 2:
            return at + 2
    return start


def _acronym(word: Word) -> bool:
    """ "the WHO", no relative pronoun."""
    return len(word.bare) > 1 and word.bare.isupper()


#: What stands behind a head: prepositions, "residents there", "officials not authorised to …", "musicians such as …".
_BEHIND = PREPOSITIONS | frozenset(
    "and there here himself herself itself themselves not alone mostly such including last".split()
)
#: What begins a clause right behind a noun: "a petition it started".
_SUBJECTS = frozenset("he she it we they".split())
#: What stands before somebody or something else.
_ELSEWHERE = frozenset("to about against on like than over including between before after during".split())
_BREAKS = frozenset(',;:–—()-[]"“”')
_QUANTITIES = frozenset(
    "thousands hundreds dozens majority number many most some several all both one two three four five none each half"
    " part lots lot plenty handful millions percent rest any few more neither couple host third quarter fifth tenth"
    " two-thirds three-quarters".split()
)
_ABOUT = frozenset("roughly about nearly almost around approximately over".split())


#: Marks that may stand between the adjectives of one noun, and how far behind them it may be.
_MARKS = frozenset(',“”"')
_ADJECTIVES = 7
_PEOPLE = frozenset(map(plural, PERSON_NOUNS))
_NOUNS = PERSON_NOUNS | BODY_NOUNS | DOCUMENT_NOUNS | PLURALS
#: When a name has said something, not what it is: "Harrow Group today".
_TODAY = frozenset("today yesterday tonight".split())
_WHEN = frozenset("online here there yesterday today earlier recently publicly last just hours days".split())
#: Participles before the name that something has.
CALLED = frozenset("called named known dubbed nicknamed calling identified".split())
_IRREGULAR = frozenset("seen shown drawn written sent given taken made driven known held".split())


def _contact_clause(words: list[Word], at: int) -> bool:
    """ "Dockers Norvale Radio interviewed": a plural, a name of up to three words and a verb that ends the phrase."""
    if words[at - 1].lower not in PLURALS or not words[at - 1].text.islower() or not 1 < len(words) - at <= 4:
        return False
    verb = words[-1].text
    return verb.islower() and verb.endswith("ed") and all(word.capital for word in words[at:-1])


def _participle(words: list[Word], at: int) -> bool:
    """ "jurists consulted at …": a participle with a preposition or "the" after it, and a noun before it."""
    word = words[at].text
    if word in _NOUNS:
        return False
    participle = word.endswith(("ed", "ing")) or word in _IRREGULAR
    if not word.islower() or not participle or at + 1 >= len(words):
        return False
    after = words[at + 1].lower
    if after in PREPOSITIONS or after in DETERMINERS or after in POSSESSIVES:
        return True
    noun = words[at - 1].lower in _NOUNS
    return noun and (after in _WHEN or words[at + 1].capital or word in CALLED)
