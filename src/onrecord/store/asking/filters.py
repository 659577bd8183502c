"""A query's filters as conditions of SQL; every value is handed over apart from it.

Who says it, to whom, and what it does stand in tables of their own. Where few statements fit such a filter, they are
collected and looked at one by one; where many do, statements are gone through in their order until a page is full. Both
ways give the same; which is quick depends on how many fit, so that is counted first, up to a limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, false, func, select

from onrecord.store.database import schema
from onrecord.store.query import Query
from onrecord.store.rows.wording import folded, words_of

Condition = ColumnElement[bool]
#: Statements that are still few.
FEW = 5000
#: Letters of an outlet's name that are told apart, as the index has them.
_OUTLET = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A filter on what belongs to a statement: a table with a column ``statement``, and what its rows must fulfil.

    Attributes
    ----------
    size : int
        How many rows do, counted up to one more than :data:`FEW`.
    """

    table: Table
    condition: Condition
    size: int

    @property
    def few(self) -> bool:
        """Whether few rows fit."""
        return self.size <= FEW

    def fits(self, key: ColumnElement[int]) -> Condition:
        """That it fits the statement with a key."""
        if self.few:
            return key.in_(select(self.table.c.statement).where(self.condition))
        return exists().where(self.table.c.statement == key, self.condition).correlate_except(self.table)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a statement must fulfil: conditions on its own row, and on what belongs to it."""

    own: Sequence[Condition]
    parts: Sequence[Part]


def filters_of(connection: Connection, query: Query) -> Filters:
    """Return the filters of a checked query, but for the words."""
    statements = schema.statements
    own: list[Condition] = []
    if query.quote_type is not None:
        own.append(statements.c.quote_type == query.quote_type)
    if query.since is not None:
        own.append(statements.c.said_until >= query.since)
    if query.until is not None:
        own.append(statements.c.said_from <= query.until)
    if query.outlet is not None:
        own.append(_published_by(connection, query.outlet))
    conditions: list[tuple[Table, Condition]] = []
    if query.actor is not None:
        conditions.append((schema.resolutions, of_actor(schema.resolutions, connection, query.actor)))
    if query.recipient is not None:
        conditions.append((schema.recipients, of_actor(schema.recipients, connection, query.recipient)))
    coded = coded_as(connection, query)
    if coded:
        conditions.append((schema.codings, and_(*coded)))
    return Filters(own, [_part(connection, table, condition) for table, condition in conditions])


def not_rejected(key: ColumnElement[int] = schema.statements.c.key) -> Condition:
    """That nobody rejected the statement with a key."""
    decisions, statements = schema.decisions, schema.statements.alias("rejected")
    rejecting = decisions.c.kind == "reject", decisions.c.undone_at.is_(None)
    there = decisions.c.document == statements.c.document, decisions.c.statement == statements.c.id
    # by the ids first: from the join of both, SQLite may look at every statement, however few are rejected
    named = statements.c.id.in_(select(decisions.c.statement).where(*rejecting))
    return key.not_in(select(statements.c.key).where(named, exists().where(*there, *rejecting)))


def actors_named(connection: Connection, name: str) -> list[int]:
    """Return the keys of the actors whose id this is, else of all with these words among their names."""
    actors = schema.actors
    known = connection.scalars(select(actors.c.key).where(actors.c.entity == name)).all()
    return list(known) or _with_words(connection, schema.actor_words.c.actor, name)


def _issues_named(connection: Connection, name: str) -> list[int]:
    issues = schema.issues
    known = connection.scalars(select(issues.c.key).where(issues.c.id == name)).all()
    return list(known) or _with_words(connection, schema.issue_words.c.issue, name)


def _with_words(connection: Connection, key: Any, name: str) -> list[int]:
    words, column = sorted(set(words_of(name))), key.table.c.word
    query = select(key).where(column.in_(words)).group_by(key).having(func.count() == len(words))
    return list(connection.scalars(query))


def _part(connection: Connection, table: Table, condition: Condition) -> Part:
    some = select(table.c.statement).where(condition).limit(FEW + 1)
    return Part(table, condition, connection.scalar(select(func.count()).select_from(some.subquery())) or 0)


def of_actor(table: Table, connection: Connection, name: str) -> Condition:
    """Return that a row of resolutions or recipients is about somebody who is called so."""
    actors = actors_named(connection, name)
    return table.c.actor.in_(actors) if actors else false()


def coded_as(connection: Connection, query: Query) -> list[Condition]:
    """Return what one and the same coding of the statement must fulfil."""
    codings = schema.codings
    found: list[Condition] = []
    if query.act is not None:
        found.append(codings.c.act == query.act)
    if query.stance is not None:
        found.append(codings.c.stance == query.stance)
    if query.issue is not None:
        issues = _issues_named(connection, query.issue)
        found.append(codings.c.issue.in_(issues) if issues else false())
    return found


def _published_by(connection: Connection, name: str) -> Condition:
    documents, statements = schema.documents, schema.statements
    known = func.substr(documents.c.outlet, 1, _OUTLET)
    wanted = folded(name).strip()[:_OUTLET]
    outlets = connection.scalars(select(known).distinct().where(documents.c.outlet.is_not(None)))
    spelt = [outlet for outlet in outlets if folded(outlet).strip() == wanted]
    published: Select[tuple[int]] = select(documents.c.key).where(known.in_(spelt))
    some = published.limit(FEW // 10 + 1).subquery()
    if (connection.scalar(select(func.count()).select_from(some)) or 0) <= FEW // 10:
        return statements.c.document.in_(published)
    published_so = exists().where(documents.c.key == statements.c.document, known.in_(spelt))
    return published_so.correlate_except(documents)
