"""Everybody who speaks or is spoken to, as a list to search."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from onrecord.errors import OptionError
from onrecord.store.asking.filters import actors_named, not_rejected
from onrecord.store.database import schema
from onrecord.store.query import LARGEST, LAST, LONGEST
from onrecord.store.rows.wording import words_of

#: Orders of the list.
SORTS = ("statements", "received", "name")


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """Whom to list: all of what is given must hold.

    Attributes
    ----------
    text : str or None
        Words of a name or of another name, or an id.
    type, country : str or None
        As the record has them.
    named : bool
        Only those who have an id: who stays unnamed, and who is known by a name alone, is left out.
    """

    text: str | None = None
    type: str | None = None
    country: str | None = None
    named: bool = False
    sort: str = "statements"
    page: int = 1
    size: int = 50

    def checked(self) -> PeopleQuery:
        """Return the query as it is run.

        Raises
        ------
        OptionError
            If a value makes no sense.
        """
        if self.text is not None and (len(self.text) > LONGEST or not words_of(self.text)):
            raise OptionError(f"text {self.text[:LONGEST]!r} has no word of a name. Give a name or an id")
        if self.sort not in SORTS:
            raise OptionError(f"sort {self.sort!r} is not known. Use one of: {', '.join(SORTS)}")
        if not 1 <= self.page <= LAST or not 1 <= self.size <= LARGEST:
            raise OptionError(f"page {self.page} of size {self.size} does not exist. Pages count from 1")
        return self


class Person(NamedTuple):
    """Somebody of the list, with the days of their first and last statement where they are shown."""

    entity: str | None
    name: str
    type: str | None
    country: str | None
    statements: int
    received: int
    outlets: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """A page of the list, and how many of all that fit there are by type and country."""

    people: tuple[Person, ...]
    number: int
    size: int
    total: int
    types: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]


class _Actor(NamedTuple):
    key: int
    entity: str | None
    name: str


def people(connection: Connection, query: PeopleQuery) -> People:
    """Return a page of those whom a checked query finds."""
    actors = _actors(connection, query.text)
    keys = None if query.text is None else [one.key for one in actors]
    said = _counts(connection, schema.resolutions, keys)
    received = _counts(connection, schema.recipients, keys)
    known = _known(connection, keys)
    groups: defaultdict[tuple[str | None, str], list[_Actor]] = defaultdict(list)
    for one in actors:
        groups[one.entity, "" if one.entity else one.name].append(one)
    facts = _facts(connection, {entity for entity, _ in groups if entity})
    everybody = [_person(group, said, received, known, facts) for group in groups.values()]
    everybody = [one for one in everybody if (one.statements or one.received) and (one.entity or not query.named)]
    fitting = [one for one in everybody if query.type in (None, one.type) and query.country in (None, one.country)]
    fitting.sort(key=_order(query.sort))
    begin = (query.page - 1) * query.size
    shown = fitting[begin : begin + query.size]
    owners = {
        actor.key: place
        for place, one in enumerate(shown)
        for actor in groups[one.entity, "" if one.entity else one.name]
    }
    return People(
        tuple(_with_spans(connection, shown, owners)),
        query.page,
        query.size,
        len(fitting),
        _facet(one.type for one in everybody if query.country in (None, one.country)),
        _facet(one.country for one in everybody if query.type in (None, one.type)),
    )


def _actors(connection: Connection, name: str | None) -> list[_Actor]:
    table = schema.actors
    query: Select[Any] = select(table.c.key, table.c.entity, table.c.name).order_by(table.c.key)
    if name is None:
        return [_Actor(*row) for row in connection.execute(query)]
    keys = actors_named(connection, name)
    found = [_Actor(*row) for row in connection.execute(query.where(table.c.key.in_(keys)))]
    others = {one.entity for one in found if one.entity} - {None}
    more = connection.execute(query.where(table.c.entity.in_(others), table.c.key.not_in(keys)))
    return found + [_Actor(*row) for row in more]


def _counts(connection: Connection, table: Any, keys: Sequence[int] | None) -> dict[int, int]:
    """Statements by actor: those who are named in one several times count once."""
    count = func.count(table.c.statement.distinct())
    query = select(table.c.actor, count).where(not_rejected(table.c.statement)).group_by(table.c.actor)
    rows = connection.execute(query if keys is None else query.where(table.c.actor.in_(keys)))
    return {row[0]: row[1] for row in rows}


def _known(connection: Connection, keys: Sequence[int] | None) -> dict[int, tuple[str | None, str | None]]:
    """Type and country of actors, as they are most often resolved."""
    table = schema.resolutions
    query = select(table.c.actor, table.c.type, table.c.country, func.count()).group_by(
        table.c.actor, table.c.type, table.c.country
    )
    if keys is not None:
        query = query.where(table.c.actor.in_(keys))
    most: dict[int, tuple[int, str | None, str | None]] = {}
    for actor, type, country, count in connection.execute(query):
        if actor not in most or count > most[actor][0]:
            most[actor] = (count, type, country)
    return {actor: (type, country) for actor, (_, type, country) in most.items()}


def _facts(connection: Connection, ids: set[str]) -> dict[str, tuple[str | None, str | None]]:
    """Type and country of entities as they are known beforehand, for those who never speak."""
    table = schema.entities
    rows = connection.execute(select(table.c.id, table.c.type, table.c.country).order_by(table.c.key))
    return {id: (type, country) for id, type, country in rows if id in ids}


def _person(
    group: Sequence[_Actor],
    said: dict[int, int],
    received: dict[int, int],
    known: dict[int, tuple[str | None, str | None]],
    facts: dict[str, tuple[str | None, str | None]],
) -> Person:
    first = max(group, key=lambda one: (said.get(one.key, 0), received.get(one.key, 0), -one.key))
    resolved = (known[one.key] for one in (first, *group) if one.key in known)
    type, country = next(resolved, facts.get(first.entity or "", (None, None)))
    return Person(
        first.entity,
        first.name,
        type,
        country,
        sum(said.get(one.key, 0) for one in group),
        sum(received.get(one.key, 0) for one in group),
    )


def _with_spans(connection: Connection, people: Sequence[Person], owners: dict[int, int]) -> Iterator[Person]:
    """Yield people with their outlets and days; ``owners`` gives the place of each by the keys of their names."""
    said, statements, documents = schema.resolutions, schema.statements, schema.documents
    days = func.min(statements.c.said_from), func.max(statements.c.said_until)
    query = (
        select(said.c.actor, documents.c.outlet, *days)
        .select_from(said.join(statements).join(documents))
        .where(said.c.actor.in_(list(owners)), not_rejected())
        .group_by(said.c.actor, documents.c.outlet)
    )
    rows: defaultdict[int, list[Any]] = defaultdict(list)
    for actor, *values in connection.execute(query):
        rows[owners[actor]].append(values)
    for place, one in enumerate(people):
        outlets = {outlet for outlet, _, _ in rows[place] if outlet is not None}
        first = min((day for _, day, _ in rows[place] if day), default=None)
        last = max((day for _, _, day in rows[place] if day), default=None)
        yield one._replace(outlets=len(outlets), first=first, last=last)


def _order(sort: str) -> Any:
    if sort == "name":
        return lambda one: (one.name.casefold(), one.entity or "")
    if sort == "received":
        return lambda one: (-one.received, -one.statements, one.name)
    return lambda one: (-one.statements, -one.received, one.name)


def _facet(values: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    counted = Counter(value for value in values if value)
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))
