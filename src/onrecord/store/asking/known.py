"""What a record knows by name: its issues, its actors, with how often they are used."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, union_all

from onrecord.codebook import OPEN
from onrecord.store.database import schema
from onrecord.store.records import Decision


class KnownIssue(NamedTuple):
    """An issue with the codings that are about it."""

    id: str
    label: str
    codings: int


class KnownActor(NamedTuple):
    """An actor of the record: one entity with all its names, or a name that belongs to none.

    Attributes
    ----------
    names : tuple of str
        The one that is used most first.
    uses : int
        Statements by them, and to or about them.
    type, country : str or None
    aliases : tuple of str
        Other names that articles or the registry know.
    """

    entity: str | None
    names: tuple[str, ...]
    uses: int
    type: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What the actor is asked for by: the entity, else the name."""
        return self.entity or self.names[0]


class Wanted(NamedTuple):
    """Which decisions: of some kinds, by somebody, one by its key; those that stand only, unless told otherwise."""

    kinds: Collection[str] = ()
    by: str | None = None
    key: int | None = None
    standing: bool = True


def latest_decisions(connection: Connection, wanted: Wanted, most: int, before: int = 0) -> list[Decision]:
    """Return decisions, the latest first, ``most`` of them after the first ``before``."""
    table = schema.decisions
    query = select(table).where(*_wanted(wanted)).order_by(table.c.key.desc()).limit(most).offset(before)
    return [Decision(**row._mapping) for row in connection.execute(query)]


def count_decisions(connection: Connection, wanted: Wanted) -> int:
    """Return how many decisions there are."""
    return connection.scalar(select(func.count()).select_from(schema.decisions).where(*_wanted(wanted))) or 0


def _wanted(wanted: Wanted) -> list[Any]:
    table = schema.decisions
    found: list[Any] = [table.c.kind.in_(sorted(wanted.kinds))] if wanted.kinds else []
    found += [table.c.decided_by == wanted.by] if wanted.by is not None else []
    found += [table.c.key == wanted.key] if wanted.key is not None else []
    return [*found, table.c.undone_at.is_(None)] if wanted.standing else found


def said_at(connection: Connection, documents: Collection[int]) -> dict[tuple[int | None, str | None], str]:
    """Return who says what in some documents, on one line, by document and id of the statement."""
    table = schema.statements
    columns = (table.c.document, table.c.id, table.c.speaker, table.c.content)
    rows = connection.execute(select(*columns).where(table.c.document.in_(sorted(documents))))
    return {(row.document, row.id): " ".join(f"{row.speaker}: {row.content}".split()) for row in rows}


def issues_known(connection: Connection, most: int = 500) -> list[KnownIssue]:
    """Return the issues of a record: those of a codebook first, then those of most codings."""
    issues, codings = schema.issues, schema.codings
    uses = func.count(codings.c.statement)
    query = select(issues.c.id, func.max(issues.c.label), uses).outerjoin(codings, codings.c.issue == issues.c.key)
    opened = issues.c.id.like(f"{OPEN}%")
    rows = connection.execute(query.group_by(issues.c.id).order_by(opened, uses.desc(), issues.c.id).limit(most))
    return [KnownIssue(row[0], row[1], row[2]) for row in rows]


def actors_known(connection: Connection, most: int = 5000) -> list[KnownActor]:
    """Return the actors of a record with their names, those of most uses first."""
    actors, resolutions, recipients = schema.actors, schema.resolutions, schema.recipients
    used = union_all(select(resolutions.c.actor), select(recipients.c.actor)).subquery()
    counts = select(used.c.actor, func.count().label("uses")).group_by(used.c.actor).subquery()
    query = select(actors.c.key, actors.c.entity, actors.c.name, counts.c.uses).join(
        counts, counts.c.actor == actors.c.key
    )
    rows = connection.execute(query.order_by(counts.c.uses.desc(), actors.c.key).limit(4 * most)).all()
    facts = {
        row.actor: row
        for row in connection.execute(
            select(
                resolutions.c.actor, func.max(resolutions.c.type).label("type"), func.max(resolutions.c.country)
            ).group_by(resolutions.c.actor)
        )
    }
    found: dict[tuple[str | None, str], KnownActor] = {}
    for row in rows:
        at = (row.entity, "" if row.entity else row.name)
        fact = facts.get(row.key)
        own = KnownActor(row.entity, (row.name,), row.uses, fact and fact[1], fact and fact[2])
        one = found.get(at)
        if one is not None:
            names = tuple(dict.fromkeys((*one.names, row.name)))
            own = KnownActor(row.entity, names, one.uses + row.uses, one.type or own.type, one.country or own.country)
        found[at] = own
    ordered = sorted(found.values(), key=lambda one: (-one.uses, one.id))[:most]
    aliases = _aliases(connection)
    return [one._replace(aliases=tuple(sorted(aliases.get(one.id, set()).difference(one.names)))) for one in ordered]


def _aliases(connection: Connection) -> dict[str, set[str]]:
    """All names that are known of entities, by their ids."""
    table = schema.entities
    found: dict[str, set[str]] = {}
    for known in connection.execute(select(table.c.id, table.c.name, table.c.aliases)):
        found.setdefault(known.id, set()).update((known.name, *known.aliases))
    return found
