"""Who a pronoun or a noun phrase can mean: everybody named or quoted before it, and what speaks for each."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from onrecord.document import Span
from onrecord.resolve.cast.cards import Card
from onrecord.resolve.cast.cast import Cast
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.known.registry import Registry, Role
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    PARTY_MEMBERS,
    PORTFOLIOS,
    POSSESSIVES,
    PREPOSITIONS,
    REGIONS,
    THEY,
    TITLE_MODIFIERS,
    TITLES,
    noun_gender,
)
from onrecord.statement import Resolution
from onrecord.words import Word, first_from

#: Candidates looked at, the last mentioned first.
MOST = 20
#: Places where somebody was named or meant that are looked at for them, at most: an endless article costs no more.
_PLACES = 2_000


@dataclass(slots=True)
class Referent:
    """Somebody who can be meant: a figure, or another source by its descriptor; ``index`` is its place of all.

    ``known`` is as what a body without a name of its own in the article, or several at once, were resolved.
    """

    index: int
    figure: Figure | None
    descriptor: str
    plural: bool
    places: list[int] = field(default_factory=list)
    gender: str | None = None
    head: str = ""
    known: Resolution | None = None

    @property
    def person(self) -> bool:
        """Whether it can be he or she: persons, and names that do not tell what they name."""
        if self.figure is not None:
            return self.figure.person or (self.figure.weak and not self.figure.place)
        return not self.plural and self.head != "you" and self.head not in BODY_NOUNS | DOCUMENT_NOUNS


class Told(NamedTuple):
    """A statement already resolved: where it begins, who its source is, and where that source's words stand."""

    start: int
    referent: Referent | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Anaphor:
    """What is to be resolved."""

    span: Span
    words: tuple[Word, ...]
    kind: str
    head: str
    country: str | None
    parent: Referent | None
    inside_quote: bool


def _may_be_none(figure: Figure | None) -> bool:
    """Whether a name that looks like a person's may be none."""
    return figure is not None and not figure.sure


_FITTING: dict[str, Callable[[Referent], bool]] = {
    "he_she": lambda referent: referent.person,
    "person": lambda referent: referent.person,
    # somebody who is told to be one person is no thing, and is not taken for several
    "they_it": lambda referent: not referent.person or referent.plural or _may_be_none(referent.figure),
    "they": lambda referent: not referent.person or _may_be_none(referent.figure),
    "body": lambda referent: not referent.person and referent.head not in DOCUMENT_NOUNS,
    "document": lambda referent: not referent.person,
}


#: Nobody of whom an office or the registry tells is called so.
_CHILDREN = frozenset("boy girl child kid teenager toddler baby".split())
#: What can stand between clauses, and what is no verb in front of its object.
_CLAUSES = frozenset("that and but or as if when while after before because although though whether than".split())
_NO_VERBS = PREPOSITIONS | _CLAUSES | frozenset("said says told added is was are were be not also only even".split())
#: What a clause begins with behind the main one.
_SUBORDINATE = frozenset("after when because since while".split())
_LEADING = frozenset({"head of state", "head of government"})
#: Kinds of offices besides which nobody has another one.
_EXCLUSIVE = frozenset({"party", "regional", "local", "court", "security"})
#: Kinds of roles that are offices; nouns for those who speak and work for others; nouns for others.
_OFFICES = frozenset({"regional", "local", "minister", "legislator", "business", "party"})
_HELPERS = frozenset(
    "spokesman spokeswoman spokesperson manager aide adviser advisor lawyer attorney solicitor barrister".split()
)
GREAT = frozenset(
    "mogul tycoon magnate billionaire millionaire developer businessman businesswoman entrepreneur candidate nominee"
    " front-runner frontrunner incumbent contender challenger hopeful owner defendant suspect".split()
)
#: Words of a noun phrase and a clause that tells of it that are looked at.
_CLAUSE = 24
#: Offices of places and bodies: who holds one is told of it, or of no other office.
_OF_PLACES = frozenset({"local", "regional", "court", "religious"})
_HIGH = _OF_PLACES | _LEADING
_HELD = _OF_PLACES | {"minister", "legislator", "spokesperson", "professional", "diplomat"}
#: What makes an office a lower one.
_LOWER = frozenset("lieutenant deputy vice assistant associate junior".split())
_COUNTED = re.compile(r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|multi)-")
#: Words before a body's name that tell what it is.
_BESIDE = 4
#: Bodies of which much is told in front of the noun: "the industry publication".
_OF_ANY_KIND = frozenset(
    "office publication newspaper paper magazine outlet website site channel network broadcaster tabloid daily".split()
)
#: What is said of any body.
_OF_ANY = frozenset(
    "same new whole entire own other news giant campaign advocacy lobby rights activist environmental".split()
)
#: Words for one portfolio.
_ALIKE = {"defense": "defence", "labor": "labour", "external": "foreign"}
_REGION_WORDS = {region: frozenset(region.casefold().split()) for region in REGIONS}
_ENVOYS, _MINISTERS = frozenset({"ambassador", "consul", "envoy"}), frozenset({"minister", "president", "premier"})
#: Adjectives of parties by what a member is.
_MEMBERS = {"democratic": "democrat", "tory": "conservative"}
_FORMER = frozenset({"former", "ex", "then"})
#: What a file of actors adds to a role: "Foreign Minister (before: ambassador)".
_ASIDE = re.compile(r"\s*\(.*?\)")


class Trail:
    """Who has been named and quoted so far, in text order."""

    def __init__(self, page: Page, cast: Cast, registry: Registry) -> None:
        self.page = page
        self.cast = cast
        self.registry = registry
        self.referents: list[Referent] = [
            Referent(figure.index, figure, "", False, sorted(m.span.start for m in figure.mentions))
            for figure in cast.figures
        ]
        self.told: list[Told] = []
        #: Names by the place where they begin.
        self.mention_at = {m.span.start: m for f in cast.figures for m in f.mentions}
        #: Where each referent was named or meant, in text order.
        self._trail = sorted((place, index) for index, r in enumerate(self.referents) for place in r.places)

    def of_figure(self, figure: Figure) -> Referent:
        """The referent of a figure."""
        return self.referents[figure.index]

    def tell(self, told: Told) -> None:
        """Remember who has spoken."""
        insort(self.told, told, key=lambda one: one.start)
        if told.referent is not None and told.place is not None:
            self._mean(told.referent, told.place)

    def _mean(self, referent: Referent, place: int) -> None:
        if place not in referent.places:
            insort(referent.places, place)
            insort(self._trail, (place, referent.index))

    def told_within(self, span: Span) -> list[Told]:
        """Statements that begin inside a span, in text order."""
        first, last = (bisect_left(self.told, place, key=lambda told: told.start) for place in span)
        return self.told[first:last]

    def last_told(self, position: int) -> Told | None:
        """The last statement before a position that has a source."""
        last = bisect_left(self.told, position, key=lambda told: told.start)
        before = (self.told[place] for place in range(last - 1, -1, -1))
        return next((told for told in before if told.referent is not None), None)

    def last_speaker(self, position: int) -> Figure | None:
        """The named source of the last statement before a position that has a source."""
        told = self.last_told(position)
        return told.referent.figure if told is not None and told.referent is not None else None

    def add_unnamed(self, descriptor: str, head: str, plural: bool, span: Span) -> Referent:
        """Remember an unnamed source, or find it again by its head noun; a body that is told by a name, by that."""
        named = not descriptor.startswith("unnamed: ")
        for referent in reversed(self.referents):
            same = not named or referent.descriptor == descriptor
            if referent.figure is None and referent.head == head and referent.plural == plural and same:
                self._mean(referent, span.start)
                return referent
        gender = noun_gender(head)
        referent = Referent(len(self.referents), None, descriptor, plural, [], gender, head)
        self.referents.append(referent)
        self._mean(referent, span.start)
        return referent

    def body_called(self, noun: str, position: int) -> Referent | None:
        """The last body before a position that a noun phrase with this head has told of, and that has a name by now."""
        bodies = (r for r in self.referents if r.figure is None and r.head == noun and not r.plural)
        told = [(place, r) for r in bodies if (place := self.last_place(r, position)) is not None]
        last = max(told, key=lambda one: one[0], default=None)
        return last[1] if last is not None and not last[1].descriptor.startswith("unnamed:") else None

    def candidates(self, anaphor: Anaphor) -> list[Referent]:
        """Whom an anaphor can mean, the last mentioned first."""
        fits = _FITTING["they" if anaphor.kind == "they_it" and anaphor.head in THEY else anaphor.kind]
        at = bisect_left(self._trail, (anaphor.span.start, -1))
        found: dict[int, Referent] = {}
        for place in islice(chain(range(at - 1, -1, -1), range(at, len(self._trail))), _PLACES):
            index = self._trail[place][1]
            referent = self.referents[index]
            if index not in found and fits(referent):
                found[index] = referent
                if len(found) == MOST:
                    break
        return list(found.values())

    def named_at(self, place: int) -> Span | None:
        """The name that begins at a place."""
        found = self.mention_at.get(place)
        return found.span if found is not None else None

    def last_place(self, referent: Referent, position: int) -> int | None:
        """Where a referent was named or meant last before a position; None when only later."""
        at = bisect_left(referent.places, position)
        return referent.places[at - 1] if at else None

    def called(self, candidates: Sequence[Referent], source: Source, country: str | None) -> list[Referent]:
        """Of candidates those whom a noun phrase can mean at all.

        "Quell's lawyer" is not Quell, "the Ruritanian minister" is neither another country's nor a teacher, "her
        mother" is none of those whom no word calls a mother, and "the foreign minister" is not the prime minister.
        """
        core = (word for word in source.phrase.core if word.lower not in ("the", "this", "that"))
        words = [word.text for word in core if not (word.capital and self.registry.country_of(word.text))]
        text, rest = " ".join(words), " ".join(word.text for word in source.phrase.rest)
        office = self.registry.role(f"{text} {rest}") or self.registry.role(text)  # "the head of state"
        acting = [*self._acting_on(source.span.start), *self._told_behind(source)]
        others = [r for r in candidates if r.figure is None or not r.figure.person or r.figure is not source.owner]
        others = [r for r in others if r.figure is None or r.figure not in acting]
        if source.kind == "body":
            others = [r for r in others if r.figure is None or not is_of_another_kind(self.page, r.figure, source)]
        others = [referent for referent in others if self._can_be_called(referent.figure, source, country, office)]
        asked = office or self.registry.role(source.head)
        if source.kind == "person" and (source.phrase.determiner in POSSESSIVES or (asked and asked.level in _HIGH)):
            others = [r for r in others if r.figure is not None or _is_called_alike(r, source)]
        return _called_by_name(others, source, country)

    def _acting_on(self, position: int) -> list[Figure]:
        """ "Quell urged the minister to go": who is named before the verb right in front of a noun phrase."""
        sentence = next(self.page.just_before(position, 1), None)
        before = [word for word in sentence.words if word.span.end <= position] if sentence is not None else []
        if before and before[-1].lower in _SUBORDINATE:
            return self._subject_of_two(before)
        if not before or not before[-1].text.islower() or before[-1].lower in _NO_VERBS:
            return []
        at = len(before) - 1
        while at > 0 and before[at - 1].text[0].isalnum() and before[at - 1].lower not in _CLAUSES:
            at -= 1
        named = self.cast.named_in(Span(before[at].span.start, before[-1].span.start))
        return [figure for _, figure in named if figure.person][:1]

    def _told_behind(self, source: Source) -> list[Figure]:
        """ "The president, who decorated Quell in May, …": who is named in the clause that tells of a noun phrase."""
        sentence = next(self.page.just_before(source.span.start, 1), None)
        words = sentence.words if sentence is not None else ()
        at = first_from(words, source.words[0].span.start) if source.words else len(words)
        behind = words[at : at + _CLAUSE]
        start = next((k for k, word in enumerate(behind) if word.lower == "who"), 0)
        if not start or behind[start - 1].text != "," or any(word.text == "," for word in behind[: start - 1]):
            return []
        end = next((k for k in range(start, len(behind)) if behind[k].text == ","), len(behind)) - 1
        named = self.cast.named_in(Span(behind[start].span.start, behind[end].span.end))
        return [figure for _, figure in named if figure.person]

    def _subject_of_two(self, before: list[Word]) -> list[Figure]:
        """ "Quell attacked Brandt after the front-runner …": whom the sentence opens with, if it names one more."""
        named = self.cast.named_in(Span(before[0].span.start, before[-1].span.start))
        persons = {figure.index: figure for _, figure in named if figure.person}
        return list(persons.values())[:1] if len(persons) == 2 else []

    def _can_be_called(self, figure: Figure | None, source: Source, country: str | None, office: Role | None) -> bool:
        if figure is None or not figure.person:
            return True
        countries = {figure.country, *(card.country for card in figure.cards)} - {None}
        if source.phrase.determiner in POSSESSIVES:
            elsewhere = source.country is not None and bool(countries) and source.country not in countries
            its = source.phrase.determiner == "its"
            sole = office.name if office is not None and office.unique and its else None
            another = sole is not None and self._in_another_office(figure, sole)
            return figure.is_told_to_be(source.head) and not (elsewhere or another)
        owned = source.owner is not None and source.owner.person and not source.phrase.rest  # "Quell's spokesman"
        owned = owned or any(word.possessive for word in source.phrase.core[:-1])  # "the student's brother"
        if owned and not figure.is_told_to_be(source.head):
            return False
        sole = office.name if office is not None and office.unique else None
        bare = source.phrase.determiner == "" and source.owner is None
        told_else = bare and not self._has_told(figure, source.head, office)
        other = source.head in PARTY_MEMBERS and bool(parties(figure)) and source.head not in parties(figure)
        other = other or self._holds_other(figure, source, office or self.registry.role(source.head))
        if other or told_else or self._is_somebody_else(figure, source, sole) or is_elsewhere(figure, source):
            return False
        if country is not None:
            called = not figure.cards or any(self.is_called(card, source.head) for card in figure.cards)
            return country in countries or (not countries and called)
        core = source.phrase.core[1:-1] if source.phrase.determiner else source.phrase.core[:-1]
        told = {word for card in figure.cards for word in card.words}
        offices = figure.known.offices if figure.known is not None else ()
        told |= {word.casefold() for office in offices for word in office.role.split()}
        named = [w for w in core if w.capital and w.text not in REGIONS]
        foreign = [w for w in named if w.lower not in TITLES and w.lower not in TITLE_MODIFIERS]
        untold = not countries and not figure.cards and len(foreign) < 2
        return untold or all(word.lower in told for word in foreign)

    def _has_told(self, figure: Figure, noun: str, office: Role | None) -> bool:
        """Whether a bare role ("port director") can be somebody's of whom another one is told."""
        held = [self.role_of(card.text, card.head) for card in figure.cards]
        same = any(self.answers_to(role, office, noun) for role in held)
        return not figure.cards or same or figure.is_told_to_be(noun)

    def is_called(self, card: Card, noun: str) -> bool:
        """Whether a noun is that of a card, or one for the same office: "premier", "leader" for a president."""
        asked = self.registry.role(noun)
        asked = asked if asked is not None and asked.unique else None
        return card.head == noun or self.answers_to(self.role_of(card.text, card.head), asked, noun)

    def _is_somebody_else(self, figure: Figure, source: Source, sole: str | None) -> bool:
        """Whether what is told of somebody is too much for a boy, another office, portfolio or body."""
        grown = source.head in _CHILDREN and (bool(figure.cards) or figure.known is not None)
        body = source.owner if source.owner is not None and source.owner.body else None
        elsewhere = body is not None and bool(figure.cards) and not _belongs(figure, body)
        another = sole is not None and self._in_another_office(figure, sole)
        helper = self._only_helps(figure, source) or _is_former(figure, source) or _is_no_envoy(figure, source)
        other = _is_above(figure, source) or _has_other_portfolio(figure, source)
        return grown or elsewhere or another or helper or other

    def _holds_other(self, figure: Figure, source: Source, asked: Role | None) -> bool:
        """Whether "the mayor" cannot be one told to be a minister, nor "the sheriff" one of whom nothing is told."""
        if figure.known is not None or asked is None or asked.level not in _HIGH:
            return False
        if not figure.cards:
            noun = self.registry.role(source.head)
            return asked.level in _OF_PLACES and noun is not None and noun.level in _OF_PLACES
        if any(self.is_called(card, source.head) for card in figure.cards):
            return False
        roles = [self.role_of(card.text, card.head) for card in figure.cards]
        return any(role is not None and role.level in _HELD for role in roles)

    def _in_another_office(self, figure: Figure, sole: str) -> bool:
        """Whether everything said of somebody is another office than one that a single person holds."""
        known = figure.known.offices if figure.known is not None else ()
        roles = [self.role_of(card.text, card.head) for card in figure.cards]
        roles += [self.office(office.role) for office in known]
        told = [role for role in roles if role is not None]
        held = {role.name for role in told if role.unique or role.level in _EXCLUSIVE}
        if any(role.level == sole for role in told):  # "the head of state"
            return False
        same = sole in held or any(name.endswith(f" {sole}") for name in held)  # "the minister"
        return bool(held) and not same

    def _only_helps(self, figure: Figure, source: Source) -> bool:
        """Whether somebody who only speaks or works for others cannot be "the mogul", "the mayor"."""
        if figure.known is not None or not figure.cards or any(card.head not in _HELPERS for card in figure.cards):
            return False
        asked = self.registry.role(source.head)
        great = source.head in GREAT or (asked is not None and asked.level in _OFFICES)
        return great and source.head not in _HELPERS

    def answers_to(self, held: Role | None, asked: Role | None, noun: str) -> bool:
        """Whether somebody in an office is called so: a president also "the head of state" and "the leader"."""
        if held is None:
            return False
        if noun == "leader" and held.level in _LEADING:
            return True
        return asked is not None and asked.name in (held.name, held.level)

    def role_of(self, text: str, head: str) -> Role | None:
        """The role that words name, else that of their head noun."""
        return self.registry.role(text) or self.registry.role(head)

    def office(self, text: str) -> Role | None:
        """The role that an office of the registry is, "Secretary of the Guild" as the Guild secretary."""
        office = _ASIDE.sub("", text)
        noun, of, body = office.partition(" of ")
        role = self.registry.role(f"{body.removeprefix('the ')} {noun}") if of else None
        return role or self.registry.role(office)


def is_elsewhere(figure: Figure, source: Source) -> bool:
    """Whether "the Texas Republican" cannot be somebody who is told of other regions only."""
    asked = _regions({word.lower for word in source.phrase.core if word.capital})
    told = {region for card in figure.cards for region in _regions(card.words)} if asked else set()
    return bool(told) and asked.isdisjoint(told)


def parties(figure: Figure) -> set[str]:
    """What an article tells somebody to be a member of, as the noun for one."""
    words = {_MEMBERS.get(word, word) for card in figure.cards for word in card.words}
    return words & PARTY_MEMBERS


def _regions(words: AbstractSet[str]) -> set[str]:
    """The regions whose names are among words in lower case."""
    return {region for region, own in _REGION_WORDS.items() if own <= words}


def _called_by_name(referents: list[Referent], source: Source, country: str | None) -> list[Referent]:
    """ "The Belmarese leader": those whom the article calls Belmarese, or who are of that country, if there are any."""
    names = {word.lower for word in source.phrase.core[1:-1] if word.capital} - set(TITLES) - TITLE_MODIFIERS
    figures = [(r, r.figure) for r in referents if r.figure is not None]
    told = [r for r, figure in figures if any(names & card.words for card in figure.cards)]
    if not told:
        return referents
    own = [r for r, figure in figures if country is not None and figure.person and figure.country == country]
    return [r for r in referents if r in told or r in own]


def _has_other_portfolio(figure: Figure, source: Source) -> bool:
    """Whether "the harbour minister" cannot be somebody who is only called minister of other things."""
    asked = {_ALIKE.get(word.lower, word.lower) for word in source.phrase.core[:-1]} & PORTFOLIOS
    same = [card for card in figure.cards if card.head == source.head]
    told = [{_ALIKE.get(word, word) for word in card.words} & PORTFOLIOS for card in same]
    return bool(asked and any(told)) and all(asked.isdisjoint(words) for words in told)


def _is_called_alike(referent: Referent, source: Source) -> bool:
    """Whether somebody unnamed is called so: "the trade minister" is no "foreign minister"."""
    asked = {word.lower for word in source.phrase.core} & PORTFOLIOS
    told = set(referent.descriptor.casefold().split()) & PORTFOLIOS
    return referent.head == source.head and not (asked and told and asked.isdisjoint(told))


def _is_former(figure: Figure, source: Source) -> bool:
    """Whether everything told of somebody is a former office, and the source has none."""
    asked = any(word.lower in _FORMER for word in source.phrase.core)
    return not asked and bool(figure.cards) and all(card.words & _FORMER for card in figure.cards)


def _is_no_envoy(figure: Figure, source: Source) -> bool:
    """Whether "the ambassador" cannot be somebody who is told to be something else."""
    return source.head in _ENVOYS and bool(figure.cards) and all(card.head in _MINISTERS for card in figure.cards)


def _is_above(figure: Figure, source: Source) -> bool:
    """Whether "the lieutenant governor" cannot be somebody who is called governor without such a word."""
    lower = {word.lower for word in source.phrase.core[:-1]} & _LOWER
    same = [card for card in figure.cards if card.head == source.head]
    return bool(lower and same) and all(lower.isdisjoint(card.words) for card in same)


def is_of_another_kind(page: Page, figure: Figure, source: Source) -> bool:
    """Whether "the ferry company" cannot be a body of which nothing is told that has to do with ferries."""
    core = [word for word in source.phrase.core[:-1] if word.text.islower() and not word.possessive]
    core = [] if source.head in _OF_ANY_KIND else [word for word in core if not _COUNTED.match(word.text)]
    kinds = {word.lower for word in core if word.lower not in DETERMINERS | POSSESSIVES | _OF_ANY}
    told = {word for card in figure.cards for word in card.words}
    told |= {word.casefold() for mention in figure.mentions for word in mention.words}
    if figure.known is not None or figure.sure or kinds <= told:
        return False
    return not any(kinds <= _just_before(page, mention) for mention in figure.mentions)


def _just_before(page: Page, mention: NameMention) -> set[str]:
    """The words in front of a name: "the mining company" Orlemine."""
    words = page.sentences[mention.sentence].words
    at = first_from(words, mention.span.start)
    return {word.lower for word in words[max(0, at - _BESIDE) : at]}


def _belongs(figure: Figure, body: Figure) -> bool:
    """Whether what is said of somebody has a word of a body's name, or its initials."""
    told = {word for card in figure.cards for word in card.words}
    names = {word.casefold() for mention in body.mentions for word in mention.words}
    return not told.isdisjoint(names)
