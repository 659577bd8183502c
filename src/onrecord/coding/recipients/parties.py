"""Who can be a recipient in an article: those named, those quoted, and those whom pronouns and noun phrases mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from onrecord.coding.recipients.phrases import Phrase
from onrecord.coding.said import Scene
from onrecord.document import Span
from onrecord.entity import Entity
from onrecord.statement import Resolution

_UNNAMED = "unnamed: "
#: A country and its government are one party.
_STATES = frozenset({"country", "government"})

#: Name, id, type and country.
Named = tuple[str, str | None, str | None, str | None]
PlaceKind = Literal["name", "source", "pronoun", "phrase", "adjective"]
#: What makes an adjective or a people of a country's name: "Karvethi", "Sorrenayans".
_PEOPLE = ("i", "is", "an", "ans", "n", "ns", "ian", "ians", "ese", "ite", "ites", "ish")
#: Shorter names are the beginning of too many other words.
_SHORTEST = 5
#: Those of which an adjective is told where just the two are compared.
_SHORTEST_STEM = 4

#: One word for a country's people that is its adjective, too: "the French", "Chinese".
_PEOPLE_WORD = re.compile(r"[A-Z][a-z]+(?:[^s\W]|ese)")


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
        speaking = _speaking(scene)
        countries = {m.entity.country: _as_party(m.entity) for m in scene.entities if m.entity.type == "country"}
        bearers: dict[str, Party] = {}
        states = {mentioned.entity.name for mentioned in scene.entities if mentioned.entity.type == "country"}
        longer = _longer([mentioned.entity.name for mentioned in scene.entities], states)
        for mentioned in sorted(scene.entities, key=lambda one: one.entity.name in longer):
            entity = mentioned.entity
            if entity.name in longer:
                self._keys.setdefault(_key_of(*_as_party(entity)), bearers[longer[entity.name]])
            called = (span.of(scene.text) for span in mentioned.mentions) if entity.type == "place" else ()
            spoken = next((speaking[name] for name in called if name in speaking), None)
            state = spoken or (countries.get(entity.country) if entity.type == "place" else None)
            party = bearers[entity.name] = self._party(*(state or _as_party(entity)))
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
        key = _key_of(name, entity, kind, country)
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
            state = self._keys.get(f"state {resolution.country}") if resolution.entity is None else None
            if state is None or not _PEOPLE_WORD.fullmatch(resolution.name.removeprefix(_UNNAMED)):
                yield from self._resolved(resolution)
            if state is not None:
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


def is_made_of(word: str, name: str) -> bool:
    """Tell whether a word is a name's adjective or people: "Karvethi" of "Karveth"."""
    return len(name) >= _SHORTEST_STEM and word.startswith(name) and word[len(name) :] in _PEOPLE


def _as_party(entity: Entity) -> Named:
    return entity.name, entity.id, entity.type, entity.country


def _speaking(scene: Scene) -> dict[str, Named]:
    """Names of places that speak for a state somewhere in the article, with that state: "Moscow warned"."""
    found: dict[str, Named] = {}
    for attribution, resolution in zip(scene.attributions, scene.resolutions, strict=False):
        if resolution.type in _STATES and resolution.country:
            for span in attribution.source[:1]:
                state = (resolution.name, resolution.entity, resolution.type, resolution.country)
                found.setdefault(span.of(scene.text), state)
    return found


def _key_of(name: str, entity: str | None, kind: str | None, country: str | None) -> str:
    """What makes two parties one: a country and its government are; nameless ones are by their words."""
    if kind in _STATES and country:
        return f"state {country}"
    return entity or name.casefold().removesuffix("s")


def _longer(names: Sequence[str], states: AbstractSet[str]) -> dict[str, str]:
    """Names of one word that are the last word of just one other name, or its adjective: "Concord", "Karvethi".

    A state is not what has its name: "Karveth" is not "Radio Free Karveth".
    """
    found: dict[str, str] = {}
    by_last: dict[str, set[str]] = {}
    for name in names:
        if " " in name:
            by_last.setdefault(name.split()[-1], set()).add(name)
    single = {name for name in names if " " not in name}
    for name in sorted(single):
        others = by_last.get(name, set())
        if len(others) == 1 and name not in states:
            found[name] = next(iter(others))
            continue
        stems = (name[:-cut] for cut in range(1, max(map(len, _PEOPLE)) + 1) if name[-cut:] in _PEOPLE)
        stem = next((stem for stem in stems if len(stem) >= _SHORTEST and stem in single), None)
        if stem is not None and stem not in found:
            found[name] = stem
    return found
