"""The actors that a user names: kept in memory, and asked before the shipped ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from onrecord.entity import Entity
from onrecord.resolve.known.spelling import could_be_name, fits_case, normalised


class Roster:
    """Entities by id and by name.

    Parameters
    ----------
    actors : iterable of Entity
        In order of preference.
    """

    def __init__(self, actors: Iterable[Entity] = ()) -> None:
        self.actors = tuple(actors)
        self.by_id = {actor.id: actor for actor in reversed(self.actors)}
        self._named: dict[str, list[tuple[Entity, str]]] = defaultdict(list)
        for actor in self.actors:
            for name in dict.fromkeys((actor.name, *actor.aliases)):
                self._named[normalised(name)].append((actor, name))

    def named(self, key: str, query: str) -> list[Entity]:
        """All with a name of that key, if the query is written as the name demands it.

        A name that the user gives in lower case ("the raiders") is found in lower case.
        """
        found = self._named.get(key, ()) if key else ()
        fitting = (actor for actor, form in found if fits_case(query, form) or not could_be_name(form))
        return list(dict.fromkeys(fitting))

    def countries(self, key: str, query: str) -> list[Entity]:
        """Countries that a word means: by name, or as the singular of a people ("the Karvethis")."""
        found = [*self.named(key, query), *self.named(key + "s", query)]
        return [actor for actor in found if actor.type == "country"]

    def of_country(self, country: Entity, type: str) -> list[Entity]:
        """Entities of one type in a country, those whose offices have no end first."""
        here = {value.casefold() for value in (country.id, country.name, country.country) if value}
        own = [a for a in self.actors if a.type == type and a.country and a.country.casefold() in here]
        return sorted(own, key=lambda a: any(o.start or o.end for o in a.offices))
