"""What a person's page shows beside their profile: to whom they speak, when, how articles call them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from onrecord.store.asking.filters import actors_named, not_rejected
from onrecord.store.asking.profile import Profile, profiles_of
from onrecord.store.database import schema
from onrecord.store.records import Decision
from onrecord.store.rows.wording import folded

#: Kinds of decisions on who is who.
_NAMING = ("merge", "split")


class Addressee(NamedTuple):
    """To or about whom somebody speaks: their roles with counts."""

    entity: str | None
    name: str
    statements: int
    roles: tuple[tuple[str, int], ...]


class Called(NamedTuple):
    """How articles call somebody: an office in words, how often, and where last."""

    role: str
    statements: int
    document: int
    statement: str
    last: str | None


def person(connection: Connection, id: str) -> Profile | None:
    """Return the profile of who has an id, or of who is called so and has none."""
    return next(iter(profiles_of(connection, id, exactly=True)), None)


def namesakes(connection: Connection, name: str, most: int) -> list[Profile]:
    """Return the profiles of those with an id who are called so by their whole name, ``most`` of them at most."""
    table = schema.actors
    rows = connection.execute(
        select(table.c.entity, table.c.name)
        .where(table.c.key.in_(actors_named(connection, name)), table.c.entity.is_not(None))
        .order_by(table.c.key)
    )
    ids = dict.fromkeys(row.entity for row in rows if folded(row.name) == folded(name))
    found = [one for id in [*ids][:most] if (one := person(connection, id)) is not None]
    return sorted(found, key=lambda one: (-one.statements, one.name))


def actors_of(connection: Connection, profile: Profile) -> list[int]:
    """Return the keys under which somebody stands in the record."""
    table = schema.actors
    if profile.entity is not None:
        return actors_named(connection, profile.entity)
    query = select(table.c.key).where(table.c.entity.is_(None), table.c.name == profile.name)
    return list(connection.scalars(query))


def addressees(connection: Connection, actors: Sequence[int], most: int) -> list[Addressee]:
    """Return to or about whom somebody speaks most."""
    said, to, statements, who = schema.resolutions, schema.recipients, schema.statements, schema.actors
    count = func.count(statements.c.key.distinct())
    query = (
        select(who.c.entity, who.c.name, to.c.role, count)
        .select_from(said.join(statements).join(to, to.c.statement == statements.c.key))
        .join(who, who.c.key == to.c.actor)
        .where(said.c.actor.in_(actors), not_rejected())
        .group_by(who.c.entity, who.c.name, to.c.role)
    )
    roles: defaultdict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    names: dict[tuple[str | None, str], str] = {}
    for entity, name, role, number in connection.execute(query.order_by(count, who.c.name)):
        group = (entity, "" if entity else name)
        roles[group][role] += number
        names[group] = name
    found = [
        Addressee(group[0], names[group], counted.total(), tuple(counted.most_common()))
        for group, counted in roles.items()
    ]
    return sorted(found, key=lambda one: (-one.statements, one.name))[:most]


def months_of(connection: Connection, actors: Sequence[int]) -> list[tuple[str, str, int]]:
    """Return month, kind of quotation and number of somebody's statements, in order of time."""
    said, statements = schema.resolutions, schema.statements
    month = func.substr(statements.c.said_until, 1, 7)
    query = (
        select(month, statements.c.quote_type, func.count(statements.c.key.distinct()))
        .select_from(said.join(statements))
        .where(said.c.actor.in_(actors), statements.c.said_until.is_not(None), not_rejected())
        .group_by(month, statements.c.quote_type)
        .order_by(month)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def called(connection: Connection, actors: Sequence[int], most: int) -> list[Called]:
    """Return the offices that articles give somebody, each with the latest statement that does."""
    said, statements = schema.resolutions, schema.statements
    query = (
        select(said.c.role, func.count(), func.max(statements.c.said_until), func.max(statements.c.key))
        .select_from(said.join(statements))
        .where(said.c.actor.in_(actors), said.c.role.is_not(None), said.c.role != "", not_rejected())
        .group_by(said.c.role)
        .order_by(func.count().desc(), said.c.role)
        .limit(most)
    )
    rows = connection.execute(query).all()
    where = select(statements.c.key, statements.c.document, statements.c.id)
    places = {row[0]: row for row in connection.execute(where.where(statements.c.key.in_([row[3] for row in rows])))}
    return [Called(row[0], row[1], places[row[3]].document, places[row[3]].id, row[2]) for row in rows]


def naming_of(connection: Connection, profile: Profile) -> list[Decision]:
    """Return the merges and splits of somebody, those taken back too, the first one first."""
    table = schema.decisions
    rows = connection.execute(select(table).where(table.c.kind.in_(_NAMING)).order_by(table.c.key))
    mine = {profile.name, *profile.aliases} if profile.entity is None else {profile.entity}
    found = [Decision(**row._mapping) for row in rows]
    return [one for one in found if mine & set(_strings(one.value))]


def _strings(value: Any) -> Iterable[str]:
    """All texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
