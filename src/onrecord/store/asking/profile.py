"""A person's record: statements over time, issues and stances, offices, other names, outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, or_, select

from onrecord.entity import Office
from onrecord.store.asking.filters import actors_named, not_rejected
from onrecord.store.database import schema
from onrecord.store.rows.loading import entity_of

#: A value and how many statements have it, the most frequent first.
Counts = tuple[tuple[str, int], ...]


class IssueProfile(NamedTuple):
    """What somebody said about an issue: stances with counts, first and last day."""

    id: str
    label: str
    stances: Counts
    first: str | None
    last: str | None

    @property
    def statements(self) -> int:
        """How many statements are about it."""
        return sum(count for _, count in self.stances)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a record knows of somebody.

    Attributes
    ----------
    entity : str or None
        Id, None for those who are known by their name alone.
    name : str
        The name that is used most.
    aliases : tuple of str
        All other names.
    statements, received : int
        Statements by them, alone or with others, and to or about them.
    first, last : str or None
        First and last day of their statements.
    months : tuple of (str, int)
        Statements by month, in order of time.
    """

    entity: str | None
    name: str
    type: str | None
    country: str | None
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]
    statements: int
    received: int
    first: str | None
    last: str | None
    months: Counts
    outlets: Counts
    acts: Counts
    issues: tuple[IssueProfile, ...]


def profiles_of(connection: Connection, name: str, *, exactly: bool = False) -> list[Profile]:
    """Return the profiles of all who are called so, those with most statements first.

    ``exactly`` leaves out all but those whose id this is, or whose whole name where they have no id.
    """
    actors = schema.actors
    keys = actors_named(connection, name)
    # whoever is found by one of their names is all that goes by their id, whatever it is called
    ids = select(actors.c.entity).where(actors.c.key.in_(keys))
    one_of = or_(actors.c.key.in_(keys), actors.c.entity.in_(ids))
    groups: dict[tuple[str | None, str], dict[int, str]] = {}
    for row in connection.execute(select(actors).where(one_of).order_by(actors.c.key)):
        group = (row.entity, "" if row.entity else row.name)
        groups.setdefault(group, {})[row.key] = row.name
    found = [
        _profile(connection, entity, names)
        for (entity, known), names in groups.items()
        if not exactly or name == (entity or known)
    ]
    return sorted(found, key=lambda one: (-one.statements, -one.received, one.name))


def _profile(connection: Connection, entity: str | None, names: dict[int, str]) -> Profile:
    statements, documents, codings = schema.statements, schema.documents, schema.codings
    resolutions = schema.resolutions
    said = resolutions.c.actor.in_([*names])
    uses = Counter[int](dict(_grouped(connection, said, resolutions.c.actor)))
    name = max((uses[key], called) for key, called in names.items())[1]
    first, last, total = connection.execute(
        _said(said, func.min(statements.c.said_from), func.max(statements.c.said_until)).add_columns(
            func.count(statements.c.key.distinct())
        )
    ).one()
    months = sorted(_grouped(connection, said, func.substr(statements.c.said_until, 1, 7)))
    outlets = _grouped(connection, said, documents.c.outlet)
    acts = _grouped(connection, said, codings.c.act)
    type, country, aliases, offices = _known(connection, entity, names)
    return Profile(
        entity,
        name,
        type,
        country,
        tuple(one for one in dict.fromkeys((*names.values(), *aliases)) if one != name),
        offices,
        total,
        _received(connection, [*names]),
        first,
        last,
        tuple(months),
        outlets,
        acts,
        _issues(connection, said),
    )


def _said(said: Any, *columns: Any) -> Select[Any]:
    """Columns of the statements that fulfil a condition on their resolutions, with documents and codings."""
    statements, documents, codings = schema.statements, schema.documents, schema.codings
    joined = (
        schema.resolutions.join(statements).join(documents).outerjoin(codings, codings.c.statement == statements.c.key)
    )
    return select(*columns).select_from(joined).where(said, not_rejected())


def _grouped(connection: Connection, said: Any, column: Any) -> tuple[tuple[Any, int], ...]:
    count = func.count(schema.statements.c.key.distinct())
    rows = connection.execute(_said(said, column, count).where(column.is_not(None)).group_by(column))
    return tuple(sorted(((value, number) for value, number in rows), key=lambda one: (-one[1], one[0])))


def _issues(connection: Connection, said: Any) -> tuple[IssueProfile, ...]:
    statements, codings, issues = schema.statements, schema.codings, schema.issues
    span = func.min(statements.c.said_from), func.max(statements.c.said_until)
    count = func.count(statements.c.key.distinct())
    query = _said(said, issues.c.id, issues.c.label, codings.c.stance, count, *span)
    query = query.join(issues, issues.c.key == codings.c.issue)
    rows = connection.execute(query.group_by(issues.c.key, issues.c.id, issues.c.label, codings.c.stance)).all()
    by_issue: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        by_issue.setdefault((row[0], row[1]), []).append(row)
    found = (
        IssueProfile(
            id,
            label,
            tuple(sorted(((row[2], row[3]) for row in of), key=lambda one: (-one[1], one[0]))),
            min((row[4] for row in of if row[4]), default=None),
            max((row[5] for row in of if row[5]), default=None),
        )
        for (id, label), of in by_issue.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.statements, one.label)))


def _received(connection: Connection, actors: Sequence[int]) -> int:
    statements, recipients = schema.statements, schema.recipients
    query = select(func.count(statements.c.key.distinct())).select_from(recipients.join(statements))
    return connection.scalar(query.where(recipients.c.actor.in_(actors), not_rejected())) or 0


def _known(
    connection: Connection, entity: str | None, actors: Iterable[int]
) -> tuple[str | None, str | None, list[str], tuple[Office, ...]]:
    """Type, country, names and offices: by what is known of the entity, else by what articles say."""
    if entity is not None:
        table = schema.entities
        rows = connection.execute(select(table).where(table.c.id == entity).order_by(table.c.key.desc())).all()
        if rows:
            records = [entity_of(row) for row in rows]
            names = [name for one in records for name in (one.name, *one.aliases)]
            offices = dict.fromkeys(office for one in records for office in one.offices)
            return records[0].type, records[0].country, names, tuple(offices)
    table = schema.resolutions
    columns = table.c.type, table.c.country, table.c.role
    rows = connection.execute(
        select(*columns, func.count())
        .where(table.c.actor.in_([*actors]))
        .group_by(*columns)
        .order_by(func.count().desc())
    ).all()
    if not rows:
        return None, None, [], ()
    roles = dict.fromkeys(row.role for row in rows if row.role)
    return rows[0].type, rows[0].country, [], tuple(Office(role, rows[0].country) for role in roles)
