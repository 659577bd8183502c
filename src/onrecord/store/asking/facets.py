"""How what a query finds is spread: over people, issues, acts, stances, outlets, months.

What is counted are statements, each once under every value that it has. What a person rejected is not counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
)

from onrecord.store.asking.filters import filters_of, not_rejected
from onrecord.store.asking.search import matching_keys
from onrecord.store.database import schema
from onrecord.store.query import Query
from onrecord.store.rows.keys import CHANGES, JUDGED

#: Rows of actors that are looked at: one actor may have several, a name each.
_NAMES = 400
#: Statements that are looked for once and then handed over; more are looked for again by each count.
_HANDED = 200_000

_Among: TypeAlias = Callable[[ColumnElement[int]], list[ColumnElement[bool]]]


class Value(NamedTuple):
    """A value that a field of a query can have.

    Attributes
    ----------
    value : str
        What the query asks for.
    label : str
        What people read.
    statements : int
        How many have it.
    """

    value: str
    label: str
    statements: int


class Facets(NamedTuple):
    """The values of what a query finds, the most frequent first; months in their order."""

    actor: tuple[Value, ...]
    recipient: tuple[Value, ...]
    issue: tuple[Value, ...]
    act: tuple[Value, ...]
    stance: tuple[Value, ...]
    outlet: tuple[Value, ...]
    quote_type: tuple[Value, ...]
    months: tuple[Value, ...]


class IssueStances(NamedTuple):
    """How the statements on an issue stand to it."""

    id: str
    label: str
    stances: dict[str, int]

    @property
    def statements(self) -> int:
        """How many are on it."""
        return sum(self.stances.values())


def facets_of(connection: Connection, query: Query, most: int = 12) -> Facets:
    """Return the values of what a checked query finds, ``most`` of those fields that may have many."""
    among = _among(connection, query)
    statements, documents, codings = schema.statements, schema.documents, schema.codings
    published = statements.join(documents)
    month = func.substr(statements.c.said_until, 1, 7)
    return Facets(
        _actors(connection, schema.resolutions, among, most),
        _actors(connection, schema.recipients, among, most),
        _issues(connection, among, most),
        _values(connection, codings.c.act, codings, codings.c.statement, among),
        _values(connection, codings.c.stance, codings, codings.c.statement, among),
        _values(connection, documents.c.outlet, published, statements.c.key, among)[:most],
        _values(connection, statements.c.quote_type, statements, statements.c.key, among),
        tuple(sorted(_values(connection, month, statements, statements.c.key, among))),
    )


def stances_on_issues(connection: Connection, most: int) -> list[IssueStances]:
    """Return the issues with most statements, and how these stand to them."""
    codings, issues = schema.codings, schema.issues
    among = _among(connection, Query())(codings.c.statement)
    count = func.count(codings.c.statement.distinct())
    rows = connection.execute(
        select(codings.c.issue, codings.c.stance, count)
        .where(codings.c.issue.is_not(None), *among)
        .group_by(codings.c.issue, codings.c.stance)
    )
    found: dict[int, dict[str, int]] = {}
    for issue, stance, number in rows:
        found.setdefault(issue, {})[stance] = number
    named = {row.key: row for row in connection.execute(select(issues).where(issues.c.key.in_(found)))}
    told = [IssueStances(named[key].id, named[key].label, stances) for key, stances in found.items()]
    return sorted(told, key=lambda one: (-one.statements, one.label))[:most]


def reviewed(connection: Connection) -> int:
    """Return how many statements somebody decided on."""
    decisions = schema.decisions
    told = select(decisions.c.document, decisions.c.statement).distinct()
    told = told.where(decisions.c.kind.in_(("accept", "edit", "reject")), decisions.c.undone_at.is_(None))
    return connection.scalar(select(func.count()).select_from(told.subquery())) or 0


def state_of(connection: Connection) -> tuple[Any, ...]:
    """Return what is another value after every change that the statements of a record can see; quick to find out.

    A writer counts its changes; who decides on statements writes decisions alone.
    """
    counters, decisions = schema.counters, schema.decisions
    given = connection.execute(select(counters.c.name, counters.c.last).order_by(counters.c.name)).all()
    decided = connection.execute(select(func.max(decisions.c.key), func.count(decisions.c.undone_at))).one()
    return (*map(tuple, given), *decided)


def reading_state_of(connection: Connection) -> int:
    """Return what is another value after every change of the statements themselves; it stays when people judge them.

    An older onrecord writes no transaction down as one that only judges: it then counts as a change.
    """
    counters = schema.counters
    query = select(counters.c.name, counters.c.last).where(counters.c.name.in_((CHANGES, JUDGED)))
    of: dict[str, int] = {row.name: row.last for row in connection.execute(query)}
    return of.get(CHANGES, 0) - of.get(JUDGED, 0)


def _among(connection: Connection, query: Query) -> _Among:
    """Return the conditions on a statement's key: that the query finds it."""
    filters = filters_of(connection, query)
    if query.text is None and not filters.own and not filters.parts:
        rejected = connection.scalar(select(func.count()).where(schema.decisions.c.kind == "reject"))
        return lambda key: [not_rejected(key)] if rejected else []
    keys: Select[Any] = matching_keys(connection, query, filters)
    some = connection.scalars(keys.limit(_HANDED + 1)).all()
    listed = keys if len(some) > _HANDED else _listed(connection, some)
    return lambda key: [key.in_(listed)]


def _listed(connection: Connection, keys: Sequence[int]) -> Select[Any]:
    """Select keys that are known, handed over as one value: thousands of single ones take their time."""
    handed = bindparam("keys", json.dumps(list(keys)), Text)
    if connection.dialect.name == "sqlite":
        return select(func.json_each(handed).table_valued("value").c.value)
    return select(cast(func.json_array_elements_text(cast(handed, JSON)).column_valued(), Integer))


def _values(
    connection: Connection, column: Any, table: FromClause, key: ColumnElement[int], among: _Among
) -> tuple[Value, ...]:
    count = func.count(key.distinct()) if table is schema.codings else func.count()
    rows = connection.execute(
        select(column, count).select_from(table).where(column.is_not(None), *among(key)).group_by(column)
    )
    return tuple(sorted((Value(value, value, number) for value, number in rows), key=_rank))


def _rank(one: Value) -> tuple[int, str]:
    return -one.statements, one.label


def _issues(connection: Connection, among: _Among, most: int) -> tuple[Value, ...]:
    codings, issues = schema.codings, schema.issues
    count = func.count(codings.c.statement.distinct()).label("count")
    counted = (
        select(codings.c.issue, count)
        .where(codings.c.issue.is_not(None), *among(codings.c.statement))
        .group_by(codings.c.issue)
        .order_by(count.desc(), codings.c.issue)
        .limit(most)
        .subquery()
    )
    rows = connection.execute(select(issues.c.id, issues.c.label, counted.c.count).join(counted))
    return tuple(sorted((Value(*row) for row in rows), key=_rank))


def _actors(connection: Connection, table: Any, among: _Among, most: int) -> tuple[Value, ...]:
    """Count those who are known by an id or a name; the names of one id are one."""
    actors = schema.actors
    count = func.count(table.c.statement.distinct()).label("count")
    counted = select(table.c.actor, count).where(*among(table.c.statement)).group_by(table.c.actor).subquery()
    named = or_(actors.c.entity.is_not(None), and_(actors.c.name.not_like("unnamed:%"), actors.c.name != "unknown"))
    rows = connection.execute(
        select(actors.c.entity, actors.c.name, counted.c.count)
        .join(counted, counted.c.actor == actors.c.key)
        .where(named)
        .order_by(counted.c.count.desc(), actors.c.key)
        .limit(_NAMES)
    )
    return tuple(sorted(_merged(rows), key=_rank)[:most])


def _merged(rows: Any) -> Iterator[Value]:
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for entity, name, count in rows:
        value = entity or name
        names.setdefault(value, name)
        counts[value] = counts.get(value, 0) + count
    for value, count in counts.items():
        yield Value(value, names[value], count)
