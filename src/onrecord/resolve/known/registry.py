"""The registry of known actors: who bears a name, what a capital stands for, who held an office on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache, partial
from pathlib import Path

from onrecord.entity import Entity, Gender
from onrecord.resolve.known.bodies import Bodies
from onrecord.resolve.known.dates import earliest, held, latest, period
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.known.roles import Role, role_of
from onrecord.resolve.known.roster import Roster
from onrecord.resolve.known.spelling import could_be_name, normalised, sound, without_honorific
from onrecord.resolve.known.store import Store

__all__ = ("SHIPPED", "Registry", "Role")

SHIPPED = Path(__file__).with_name("registry.sqlite")
_PLACES = ("country", "place", "government", "ministry", "legislature")
#: Of these a state has one, whatever it is called; of ministries and organisations the name tells which it is.
_ONE_A_STATE = frozenset({"government", "legislature"})


class Registry:
    """Known actors. Frozen, and safe to ask from several threads; the shipped file is opened at the first question.

    >>> registry = Registry.shipped()
    >>> [actor.name for actor in registry.meant_by_place("Quai d'Orsay")]
    ['Ministry of Foreign Affairs (France)']
    """

    def __init__(self, store: Store, roster: Roster | None = None) -> None:
        self._store = store
        self._own = roster or Roster()
        self._roles = lru_cache(maxsize=8192)(partial(role_of, store))

    @classmethod
    def shipped(cls) -> Registry:
        """The registry that comes with onrecord, always the same object."""
        return _shipped()

    def with_actors(self, actors: Iterable[Entity]) -> Registry:
        """A registry that also knows these, and prefers them to the shipped ones of the same id or name."""
        return Registry(self._store, Roster((*actors, *self._own.actors)))

    def get(self, id: str) -> Entity | None:
        """The entity of that id, one such as ``Q159#mfa`` (a ministry of a known country) included."""
        found = self._own.by_id.get(id) or self._store.by_id(id)
        base, mark, suffix = id.partition("#")
        if not mark:
            return found
        country = self._own.by_id.get(base) or self._store.by_id(base)
        if country is None or country.type not in {"country", "place"}:
            return found
        return self._bodies.of(country, suffix, found) or found

    def named(self, name: str) -> tuple[Entity, ...]:
        """All who have this name or alias, the likeliest first.

        Accents, punctuation, "the" and possessives do not count, nor do "Mr" and the like; capitals do: "us", "who"
        and "turkey" are no names. Bodies of states are known by what they are called anywhere ("Russian foreign
        ministry"). Where nobody has the name as it is written, persons from countries with another alphabet are
        found under another romanisation ("Volodymyr Zelenskyi"). A last name finds only those whom the world knows
        by it.

        >>> [actor.id for actor in Registry.shipped().named("Vladimir Putin")]
        ['Q7747']
        """
        found = self._exactly(name)
        if not found:
            plain, gender = without_honorific(name)
            found = self._exactly(plain) if plain != name else []
            key = sound(plain) if could_be_name(plain) else ""
            found = found or (self._store.sounding(key) if key else [])
            found = [e for e in found if not (gender and e.gender and e.gender != gender)]
        return tuple(dict.fromkeys(found))

    def _exactly(self, name: str) -> list[Entity]:
        key = normalised(name)
        own = self._own.named(key, name)
        if own or not key or not could_be_name(name):
            return own
        found = [self._whole(entity) for entity in self._store.named(key, name)]
        found.sort(key=lambda e: (normalised(e.name) != key, not e.mononym, -len(e.offices), e.id))
        body = self._bodies.called(name, self._country_or_people) if not found else None
        return found or ([self._whole(body)] if body else self._government_of(name))

    def _government_of(self, name: str) -> list[Entity]:
        """The government that a world-known person leads or led: "the Obama administration"."""
        leader, _, noun = name.rpartition(" ")
        found = self._exactly(leader) if normalised(noun) in {"administration", "government", "cabinet"} else []
        if len(found) != 1 or not found[0].mononym or not found[0].country:
            return []
        led = {role.name for office in found[0].offices if (role := self.role(office.role, found[0].country))}
        government = self.government(found[0].country) if led & {"president", "prime minister"} else None
        return [government] if government else []

    def _whole(self, entity: Entity) -> Entity:
        """A body of a state as it is known best: a user's file may have it under an id of its own."""
        country, mark, body = entity.id.rpartition("#")
        return (self.ministry(country, body) or self.get(entity.id) or entity) if mark else entity

    def search(self, text: str, limit: int = 20) -> tuple[Entity, ...]:
        """For people at a keyboard: those named so in any capitals, then those whose name contains the text."""
        found = [e for form in (text, text.title(), text.upper()) for e in self.named(form)]
        key = normalised(text)
        own = [a for a in self._own.actors if key and any(key in normalised(n) for n in (a.name, *a.aliases))]
        stored = self._store.containing(key, limit) if len(key) > 2 else []
        return tuple(dict.fromkeys([*found, *own, *map(self._whole, stored)]))[:limit]

    def country_of(self, word: str) -> Entity | None:
        """The country that a name, adjective, people or capital means; None where it is none, or of two countries.

        >>> Registry.shipped().country_of("Russians").country, Registry.shipped().country_of("turkey")
        ('RU', None)
        """
        return self._country_or_people(word) or self._one(word, "capital")

    def capital(self, name: str) -> Entity | None:
        """The city that is a country's capital, under one spelling; None for what is none, or of two countries.

        >>> Registry.shipped().capital("Kiev") == Registry.shipped().capital("Kyiv")
        True
        """
        country = self._one(name, "capital")
        spellings = self._store.capital(normalised(name), country.id) if country is not None else []
        if country is None or not spellings:
            return None
        code = country.country or country.name
        city = local_id("place", spellings[0], code)
        return Entity(city, spellings[0], "place", code, tuple(spellings[1:]), provenance=country.provenance)

    def _country_or_people(self, word: str) -> Entity | None:
        key = normalised(word)
        own = self._own.countries(key, word)
        if own or not key or not could_be_name(word):
            return own[0] if own else None
        by_name = [e for e in self._store.named(key, word) if e.type in {"country", "place"}]
        by_name.sort(key=lambda e: e.type)
        return by_name[0] if by_name else self._one(word, "demonym")

    def _one(self, word: str, kind: str) -> Entity | None:
        if not could_be_name(word):
            return None
        found = self._store.words(normalised(word), word, kind)
        return found[0] if len(found) == 1 else None

    def meant_by_place(self, name: str) -> tuple[Entity, ...]:
        """What a place that speaks stands for, best first; empty where it stands for nothing known.

        A seat or building for the body in it ("Foggy Bottom"), a capital for its government, a country for itself.
        Several where the name alone does not tell: "Brussels" is the European Union, NATO or Belgium.

        >>> [actor.id for actor in Registry.shipped().meant_by_place("Moscow")]
        ['Q159#gov']
        """
        key = normalised(name)
        own = self._meant_by_own(key, name)
        if own or not key or not could_be_name(name):
            return own
        found = [self.get(id) for id in self._store.places(key, name)]
        if found:
            return tuple(e for e in found if e)
        places = [e for e in self._store.named(key, name) if e.type in {"country", "place"}]
        if places:
            return tuple(sorted(places, key=lambda e: e.type))
        governments = (self.government(e.id) for e in self._store.words(key, name, "capital"))
        return tuple(e for e in governments if e)

    def _meant_by_own(self, key: str, name: str) -> tuple[Entity, ...]:
        found: list[Entity] = []
        for actor in self._own.named(key, name):
            government = self.government(actor.id) if actor.type == "country" else None
            # A country's alias of which no word is like its name ("Republic of Karveth") is its capital.
            if government and not any(word[:4] in normalised(actor.name) for word in key.split() if len(word) > 3):
                found.append(government)
            if actor.type in _PLACES:
                found.append(actor)
        return tuple(dict.fromkeys(found))

    def government(self, country: str) -> Entity | None:
        """The government of a country, given by id, ISO code or name: ``Q159#gov``. None for an unknown country."""
        return self.ministry(country, "gov")

    def legislature(self, country: str) -> Entity | None:
        """The parliament of a country: ``Q159#parl``."""
        return self.ministry(country, "parl")

    def ministry(self, country: str, body: str) -> Entity | None:
        """A body of a state by its suffix, as :class:`Role` gives it.

        ``gov``, ``parl``, ``mfa`` (foreign), ``mod`` (defence), ``mint`` (interior), ``mfin``, ``mjus``, ``mhea``,
        ``medu``, ``meco``, ``mtra``, ``mene``, ``menv``, ``magr``, ``mtsp``, ``mcul``, ``mlab``, ``minf``; also
        ``mil``, ``pol``, ``cb`` (central bank) and ``court``. None for another or an unknown country.
        """
        state = self.country(country)
        if state is None:
            return None
        own = self._own.of_country(state, self._bodies.kind(body)) if state.id in self._own.by_id else []
        own = [actor for actor in own if actor.type in _ONE_A_STATE or self._bodies.fits(actor, body)]
        if own:
            return own[0]
        return self.get(f"{state.id}#{body}")

    def country(self, text: str) -> Entity | None:
        """A country by its id, ISO 3166-1 alpha-2 code, name, adjective or people; None for an unknown one."""
        found = self._own.by_id.get(text) or self._store.by_id(text)
        if found is None and re.fullmatch(r"[A-Z]{2}", text):
            found = self._one(text, "code")
        if found is not None and found.type not in {"country", "place"}:
            return None
        return found or self._country_or_people(text)

    def role(self, noun: str, country: str | None = None) -> Role | None:
        """What a role noun means, "minister of health" and plurals included; in a country where that matters.

        None for what is no role, and for "former president" and the like.

        >>> Registry.shipped().role("chancellor", "GB").name, Registry.shipped().role("chancellor", "DE").name
        ('finance minister', 'prime minister')
        """
        return self._roles(noun, country)

    def holders(self, role: str, country: str | None, on: str | None) -> tuple[Entity, ...]:
        """Who held a role on a date, the surest first.

        Parameters
        ----------
        role : str
            A noun ("foreign minister", "secretary of state") or an office in words ("governor of California").
        country : str or None
            Id, ISO code or name; None for international offices ("NATO chief").
        on : str or None
            ISO date, month or year: whoever held it on any of its days. An empty result for None and for what is no
            date: without a date nobody can say which president is meant.

        Returns
        -------
        tuple of Entity
            Several where a period was asked, where dates are known to the year only, or where many hold the role. An
            office without an end counts up to the day on which its file was last current.
        """
        asked = period(on) if on else None
        if asked is None:
            return ()
        state = self.country(country) if country else None
        if country and state is None:
            return ()
        code = (state.country or state.name) if state else ""
        meaning = self.role(role, code or None)
        own = self._own_holders(meaning, normalised(role), state, asked)
        if own:
            return own
        found = self._store.held(meaning.name if meaning else "", normalised(role), code)
        sure = []
        for num, start, end, until in found:
            first, last = earliest(start), latest(end) if end else until
            if first <= asked[1] and asked[0] <= last:
                known = latest(start) <= asked[1] and (not end or asked[0] <= earliest(end))
                sure.append((not known, -start, num))
        return tuple(dict.fromkeys(self._store.entity(num) for _, _, num in sorted(sure)))

    def _own_holders(
        self, meaning: Role | None, key: str, state: Entity | None, asked: tuple[int, int]
    ) -> tuple[Entity, ...]:
        here = {v.casefold() for v in (state.id, state.name, state.country) if v} if state else {""}
        found = []
        for actor in self._own.actors:
            for office in actor.offices:
                there = (office.country or actor.country or "").casefold()
                if there in here and held(office.start, office.end, asked) and self._alike(office.role, meaning, key):
                    found.append(actor)
        return tuple(dict.fromkeys(found))

    def _alike(self, text: str, meaning: Role | None, key: str) -> bool:
        """Whether an office in a user's words is the role asked for: "Speaker of the Tollhall (opposition)"."""
        plain = re.sub(r"\(.*?\)", "", text)
        for part in (plain, *plain.split(",")):
            own = self.role(part)
            if normalised(part) == key or (own and meaning and own.name == meaning.name):
                return True
        return False

    def given_name_gender(self, name: str) -> tuple[Gender, float] | None:
        """Gender that a first name tells, with the share of its bearers; None for an unknown one and for one of both.

        For a ranker to weigh, never to state: an entity's gender is what a source says.
        """
        words = normalised(name).split()
        return self._store.given(words[0]) if words else None

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self._store.bodies())


@lru_cache(maxsize=1)
def _shipped() -> Registry:
    return Registry(Store(SHIPPED))
