"""Who can be a recipient in an article: those named, those quoted, and those whom pronouns and noun phrases mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from onrecord.coding.recipient_phrases import Phrase
from onrecord.coding.said import Scene
from onrecord.document import Span
from onrecord.statement import Resolution

_UNNAMED = "unnamed: "
#: A country and its government are one party.
_STATES = frozenset({"country", "government"})

PlaceKind = Literal["name", "source", "pronoun", "phrase", "adjective"]
#: What makes an adjective or a people of a country's name: "Karvethi", "Sorrenayans".
_PEOPLE = ("i", "is", "an", "ans", "n", "ns", "ian", "ians", "ese", "ite", "ites", "ish")
#: Shorter names are the beginning of too many other words.
_SHORTEST = 5


class Place(NamedTuple):
    """Where a party is named or meant."""

    span: Span
    kind: PlaceKind
    party: int
    score: float = 1.0


@dataclass(slots=True)
class Party:
    """Somebody who can be a recipient; ``index`` is its place among all.

    ``entity`` is None for those without a name; ``told`` are the statements of which it is the source.
    """

    index: int
    name: str
    entity: str | None
    type: str | None
    country: str | None
    places: list[Place] = field(default_factory=list)
    told: list[int] = field(default_factory=list)


class Parties:
    """All parties of an article.

    Attributes
    ----------
    all : list of Party
    places : list of Place
        In text order.
    sources : list of tuple of int
        The parties that each statement comes from; empty where nobody is known.
    """

    def __init__(self, scene: Scene, phrases: Iterable[Phrase], named: Mapping[Span, Resolution]) -> None:
        self.all: list[Party] = []
        self._keys: dict[str, Party] = {}
        self._seen: set[tuple[int, int]] = set()
        for mentioned in scene.entities:
            entity = mentioned.entity
            party = self._party(entity.name, entity.id, entity.type, entity.country)
            for span in mentioned.mentions:
                self._add(party, span, "name")
        self.sources = [self._source(scene, index) for index in range(len(scene.attributions))]
        for phrase in phrases:
            for party in self._meant(scene, phrase, named):
                kind: PlaceKind = "pronoun" if phrase.kind == "pronoun" else "phrase"
                self._add(party, phrase.span, kind, named[phrase.span].score if phrase.span in named else 1.0)
        self._adjectives(scene)
        self.places = sorted(place for party in self.all for place in party.places)
        for party in self.all:
            party.places.sort()

    def _party(self, name: str, entity: str | None, kind: str | None, country: str | None) -> Party:
        if kind in _STATES and country:
            key = f"state {country}"
        else:
            key = entity or name.casefold()
        party = self._keys.get(key)
        if party is None:
            party = self._keys[key] = Party(len(self.all), name, entity, kind, country)
            self.all.append(party)
        return party

    def _add(self, party: Party, span: Span, kind: PlaceKind, score: float = 1.0) -> None:
        if (party.index, span.start) not in self._seen:
            self._seen.add((party.index, span.start))
            party.places.append(Place(span, kind, party.index, score))

    def _resolved(self, resolution: Resolution) -> Iterator[Party]:
        """The parties that a resolution names: each of several, nobody for the unknown."""
        if resolution.members:
            for member in resolution.members:
                yield from self._resolved(member)
        elif resolution.name != "unknown":
            name = resolution.name.removeprefix(_UNNAMED)
            yield self._party(name, resolution.entity, resolution.type, resolution.country)

    def _source(self, scene: Scene, index: int) -> tuple[int, ...]:
        resolution = scene.statements[index].resolution
        if resolution is None:
            return ()
        found = list(self._resolved(resolution))
        for party in found:
            party.told.append(index)
            for span in scene.attributions[index].source[:1]:
                self._add(party, span, "source")
        return tuple(party.index for party in found)

    def _meant(self, scene: Scene, phrase: Phrase, named: Mapping[Span, Resolution]) -> Iterator[Party]:
        if phrase.kind == "second":
            return
        resolution = named.get(phrase.span)
        if resolution is not None:
            yield from self._resolved(resolution)
            state = self._keys.get(f"state {resolution.country}")
            if resolution.entity is None and state is not None:
                yield state
        elif phrase.kind == "group":
            yield self._party(phrase.span.of(scene.text), None, "group", None)

    def _adjectives(self, scene: Scene) -> None:
        """Words made of a name: places of its bearer, if only just."""
        stems = {p.name: p for p in self.all if p.entity and len(p.name) >= _SHORTEST and p.name.isalpha()}
        longest = max(map(len, _PEOPLE))
        for match in re.finditer(r"\b[A-Z][a-z]{4,}", scene.text) if stems else ():
            word = match[0]
            for cut in range(1, longest + 1):
                party = stems.get(word[:-cut])
                if party is not None and word[-cut:] in _PEOPLE:
                    self._add(party, Span(*match.span()), "adjective")
