"""Who a pronoun or a noun phrase can mean: everybody named or quoted before it, and what speaks for each."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.document import Span
from onrecord.resolve.cast import Cast
from onrecord.resolve.figures import Figure
from onrecord.resolve.mentions import Page
from onrecord.resolve.registry import Registry, Role
from onrecord.resolve.sources import Source
from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    FEMALE_NOUNS,
    HE_SHE,
    MALE_NOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    TITLE_MODIFIERS,
    TITLES,
)
from onrecord.words import Word

#: Candidates looked at, the last mentioned first.
MOST = 20


@dataclass(slots=True)
class Referent:
    """Somebody who can be meant: a figure, or an unnamed source by its descriptor; ``index`` is its place of all."""

    index: int
    figure: Figure | None
    descriptor: str
    plural: bool
    places: list[int] = field(default_factory=list)
    gender: str | None = None
    head: str = ""

    @property
    def person(self) -> bool:
        """Whether it can be he or she: persons, and names that do not tell what they name."""
        if self.figure is not None:
            return self.figure.person or (self.figure.weak and not self.figure.place)
        return not self.plural and self.head not in BODY_NOUNS


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


FEATURES = (
    "distance", "same sentence", "sentence before", "same paragraph", "gender fits", "gender clashes", "gender unknown",
    "source of statement before", "source two before", "source three before", "last is subject", "last is possessive",
    "last after preposition", "times named", "in heading", "in first paragraph", "rank 0", "rank 1", "rank 2 or more",
    "is parent, indirect", "is parent, quoted", "named later only", "unnamed", "is person", "is body", "is country",
    "head fits card", "role fits card", "words fit card", "country fits", "country clashes", "card at all",
    "office fits", "plural fits", "weak name", "source in this sentence", "most named",
)  # fmt: skip
_AT = {name: index for index, name in enumerate(FEATURES)}


_FITTING: dict[str, Callable[[Referent], bool]] = {
    "he_she": lambda referent: referent.person,
    "person": lambda referent: referent.person,
    "they_it": lambda referent: not referent.person or referent.plural or referent.figure is not None,
    "body": lambda referent: not referent.person,
    "document": lambda referent: not referent.person,
}


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
        self._mentions = {m.span.start: m for f in cast.figures for m in f.mentions}
        #: Where each referent was named or meant, in text order.
        self._trail = sorted((place, index) for index, r in enumerate(self.referents) for place in r.places)
        self._opening = min((s.block for s in page.sentences if not s.heading), default=0)
        self._most = max((len(f.mentions) for f in cast.figures if f.person), default=0)

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

    def last_told(self, position: int) -> Told | None:
        """The last statement before a position that has a source."""
        last = bisect_left(self.told, position, key=lambda told: told.start)
        return next((told for told in self.told[last - 1 :: -1] if told.referent is not None), None) if last else None

    def last_speaker(self, position: int) -> Figure | None:
        """The named source of the last statement before a position that has a source."""
        told = self.last_told(position)
        return told.referent.figure if told is not None and told.referent is not None else None

    def add_unnamed(self, descriptor: str, head: str, plural: bool, span: Span) -> Referent:
        """Remember an unnamed source, or find it again by its head noun."""
        for referent in reversed(self.referents):
            if referent.figure is None and referent.head == head and referent.plural == plural:
                self._mean(referent, span.start)
                return referent
        gender = "female" if head in FEMALE_NOUNS else "male" if head in MALE_NOUNS else None
        referent = Referent(len(self.referents), None, descriptor, plural, [], gender, head)
        self.referents.append(referent)
        self._mean(referent, span.start)
        return referent

    def candidates(self, anaphor: Anaphor) -> list[Referent]:
        """Whom an anaphor can mean, the last mentioned first."""
        fits = _FITTING[anaphor.kind]
        at = bisect_left(self._trail, (anaphor.span.start, -1))
        found: dict[int, Referent] = {}
        for place in chain(range(at - 1, -1, -1), range(at, len(self._trail))):
            index = self._trail[place][1]
            referent = self.referents[index]
            if index not in found and fits(referent):
                found[index] = referent
                if len(found) == MOST:
                    break
        return list(found.values())

    def named_at(self, place: int) -> Span | None:
        """The name that begins at a place."""
        found = self._mentions.get(place)
        return found.span if found is not None else None

    def last_place(self, referent: Referent, position: int) -> int | None:
        """Where a referent was named or meant last before a position; None when only later."""
        at = bisect_left(referent.places, position)
        return referent.places[at - 1] if at else None

    def called(self, candidates: Sequence[Referent], source: Source, country: str | None) -> list[Referent]:
        """Of candidates those whom a noun phrase can mean at all.

        "The Ruritanian minister" is not another country's, "her mother" is none of those whom no word calls a mother,
        and "the foreign minister" is not the prime minister.
        """
        core = (word for word in source.phrase.core if word.lower not in ("the", "this", "that"))
        words = [word.text for word in core if not (word.capital and self.registry.country_of(word.text))]
        office = self.registry.role(" ".join(words))
        sole = office.name if office is not None and office.unique else None
        return [referent for referent in candidates if self._can_be_called(referent.figure, source, country, sole)]

    def _can_be_called(self, figure: Figure | None, source: Source, country: str | None, sole: str | None) -> bool:
        if figure is None or not figure.person:
            return True
        if source.phrase.determiner in POSSESSIVES:
            return any(card.head == source.head for card in figure.cards)
        if sole is not None and self._in_another_office(figure, sole):
            return False
        countries = {figure.country, *(card.country for card in figure.cards)} - {None}
        if country is not None:
            return country in countries or not countries
        core = source.phrase.core[1:-1] if source.phrase.determiner else source.phrase.core[:-1]
        told = {word for card in figure.cards for word in card.words}
        foreign = [w for w in core if w.capital and w.lower not in TITLES and w.lower not in TITLE_MODIFIERS]
        return all(word.lower in told for word in foreign) or not countries

    def _in_another_office(self, figure: Figure, sole: str) -> bool:
        """Whether everything said of somebody is another office than one that a single person holds."""
        known = figure.known.offices if figure.known is not None else ()
        roles = [self._role_of(card.text, card.head) for card in figure.cards]
        roles += [self._office(office.role) for office in known]
        held = {role.name for role in roles if role is not None and role.unique}
        same = sole in held or any(name.endswith(f" {sole}") for name in held)  # "the minister"
        return bool(held) and not same

    def _role_of(self, text: str, head: str) -> Role | None:
        return self.registry.role(text) or self.registry.role(head)

    def _office(self, text: str) -> Role | None:
        return self.registry.role(_ASIDE.sub("", text))

    def features(self, anaphor: Anaphor, candidates: Sequence[Referent]) -> NDArray[np.float32]:
        """One row a candidate, columns as :data:`FEATURES`."""
        rows = np.zeros((len(candidates), len(FEATURES)), dtype=np.float32)
        sentence = self.page.sentence_at(anaphor.span.start)
        last = bisect_left(self.told, anaphor.span.start, key=lambda told: told.start)
        before = self.told[max(0, last - 3) : last][::-1]
        asked = self._asked_role(anaphor)
        fitting = 0
        for row, referent in zip(rows, candidates, strict=True):
            self._place(row, referent, anaphor, sentence)
            self._gender(row, referent, anaphor)
            self._telling(row, referent, anaphor, before, sentence)
            self._role(row, referent, anaphor, asked)
            self._form(row, referent, anaphor)
            row[_AT["rank 0"] + min(fitting, 2)] = 1
            fitting += int(row[_AT["gender clashes"]] < 0.5)
        return rows

    def _place(self, row: NDArray[np.float32], referent: Referent, anaphor: Anaphor, sentence: int) -> None:
        last = self.last_place(referent, anaphor.span.start)
        if last is None or not self.page.sentences:
            row[_AT["named later only"]] = 1
            return
        where = self.page.sentence_at(last)
        away = sentence - where
        row[_AT["distance"]] = math.log1p(away)
        row[_AT["same sentence"]] = away == 0
        row[_AT["sentence before"]] = away == 1
        sentences = self.page.sentences
        row[_AT["same paragraph"]] = sentences[where].block == sentences[sentence].block
        found = self._mentions.get(last)
        if found is not None:
            words = [
                word for word in sentences[where].words if word.span.end <= found.span.start and word.text[0].isalnum()
            ]
            title = {word.span for word in found.title}
            words = [word for word in words if word.span not in title]
            row[_AT["last after preposition"]] = bool(words) and words[-1].lower in PREPOSITIONS
            row[_AT["last is subject"]] = not any(word.text[0].isupper() for word in words[1:]) and len(words) < 6
            row[_AT["last is possessive"]] = found.possessive

    def _gender(self, row: NDArray[np.float32], referent: Referent, anaphor: Anaphor) -> None:
        wanted = HE_SHE.get(anaphor.words[0].lower) if anaphor.kind == "he_she" else None
        wanted = wanted or (
            "female" if anaphor.head in FEMALE_NOUNS else "male" if anaphor.head in MALE_NOUNS else None
        )
        if wanted is None:
            return
        gender, sure = (
            referent.figure.gender() if referent.figure else (referent.gender, 1.0 if referent.gender else 0.0)
        )
        if gender is None:
            row[_AT["gender unknown"]] = 1
        elif gender == wanted:
            row[_AT["gender fits"]] = sure
        else:
            row[_AT["gender clashes"]] = sure

    def _telling(
        self, row: NDArray[np.float32], referent: Referent, anaphor: Anaphor, before: list[Told], sentence: int
    ) -> None:
        names = ("source of statement before", "source two before", "source three before")
        for name, told in zip(names, before, strict=False):
            row[_AT[name]] = told.referent is referent
        if anaphor.parent is referent:
            row[_AT["is parent, quoted" if anaphor.inside_quote else "is parent, indirect"]] = 1
        span = self.page.sentences[sentence].span if self.page.sentences else Span(0, 0)
        row[_AT["source in this sentence"]] = any(
            told.referent is referent and span.start <= told.start < span.end for told in before
        )

    def _asked_role(self, anaphor: Anaphor) -> tuple[Role | None, Role | None]:
        """The role that a noun phrase names, and that of its head alone."""
        words = " ".join(word.text for word in anaphor.words[1:]) or anaphor.head
        return self._role_of(words, anaphor.head), self.registry.role(anaphor.head)

    def _role(
        self,
        row: NDArray[np.float32],
        referent: Referent,
        anaphor: Anaphor,
        asked: tuple[Role | None, Role | None],
    ) -> None:
        if anaphor.kind in ("he_she", "they_it") or referent.figure is None:
            row[_AT["head fits card"]] = anaphor.kind not in ("he_she", "they_it") and referent.head == anaphor.head
            return
        cards = referent.figure.cards
        row[_AT["card at all"]] = bool(cards)
        row[_AT["head fits card"]] = any(card.head == anaphor.head for card in cards) or anaphor.head in _tail(
            referent.figure
        )
        row[_AT["role fits card"]] = asked[0] is not None and any(
            role is not None and role.name == asked[0].name for role in (self._role_of(c.text, c.head) for c in cards)
        )
        own = {word.lower for word in anaphor.words if len(word.lower) > 3}
        row[_AT["words fit card"]] = max((len(own & card.words) / max(1, len(own)) for card in cards), default=0.0)
        if anaphor.country:
            countries = {card.country for card in cards if card.country} | {referent.figure.country}
            row[_AT["country fits"]] = anaphor.country in countries
            row[_AT["country clashes"]] = anaphor.country not in countries and countries != {None}
        known = referent.figure.known
        if known is not None:
            row[_AT["office fits"]] = any(self._in_office(office.role, asked[1], anaphor) for office in known.offices)

    def _in_office(self, office: str, role: Role | None, anaphor: Anaphor) -> bool:
        """Whether an office is what a noun calls its holder: "the Russian leader" for a president."""
        held = self._office(office)
        if held is not None and anaphor.head == "leader":
            return held.level in ("head of state", "head of government")
        same = held is not None and role is not None and held.name == role.name
        return same or anaphor.head in office.casefold().split()

    def _form(self, row: NDArray[np.float32], referent: Referent, anaphor: Anaphor) -> None:
        figure = referent.figure
        row[_AT["unnamed"]] = figure is None
        if figure is None:
            row[_AT["plural fits"]] = referent.plural == (anaphor.words[0].lower in ("they", "their", "them"))
            return
        row[_AT["is person"]] = figure.person
        row[_AT["is country"]] = figure.place
        row[_AT["is body"]] = figure.body
        row[_AT["weak name"]] = figure.weak
        named = sum(m.span.start < anaphor.span.start for m in figure.mentions)
        row[_AT["times named"]] = math.log1p(named)
        row[_AT["most named"]] = figure.person and len(figure.mentions) == self._most
        first = [self.page.sentences[m.sentence] for m in figure.mentions]
        row[_AT["in heading"]] = any(sentence.heading for sentence in first)
        row[_AT["in first paragraph"]] = any(sentence.block == self._opening for sentence in first)


def _tail(figure: Figure) -> tuple[str, ...]:
    """Last word of a body's name: "the council" for the Concord Council."""
    return () if figure.person else (figure.words[-1].casefold(),)
