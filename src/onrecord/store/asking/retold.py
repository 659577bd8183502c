"""Utterances that several outlets tell: a list to filter, by the groups that the record keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, distinct, func, select

from onrecord.errors import OptionError
from onrecord.store.asking.filters import filters_of, not_rejected
from onrecord.store.asking.search import keys_with
from onrecord.store.database import schema
from onrecord.store.query import Query

#: Orders of the list.
SORTS = ("tellings", "newest", "oldest")
_QUOTED = ("direct", "mixed")


class ToldUtterance(NamedTuple):
    """An utterance with who tells it.

    Attributes
    ----------
    utterance : int
        The lowest key of the statements that tell it.
    outlets : tuple of (str or None, str)
        Each with the closest kind of quotation that it gives: direct, mixed or indirect.
    words : str
        The longest telling in quotation marks, or the longest of all.
    """

    utterance: int
    entity: str | None
    speaker: str
    words: str
    tellings: int
    outlets: tuple[tuple[str | None, str], ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ToldPage:
    """A page of utterances; ``total`` counts all that fit."""

    utterances: tuple[ToldUtterance, ...]
    number: int
    size: int
    total: int


def told_by_several(connection: Connection, query: Query, outlets: int, sort: str) -> ToldPage:
    """Return a page of the utterances that at least so many outlets tell, of those that a checked query finds.

    Raises
    ------
    OptionError
        If there is no such order, or nothing can be told by so many.
    """
    if sort not in SORTS:
        raise OptionError(f"sort {sort!r} is not known. Use one of: {', '.join(SORTS)}")
    if not 1 <= outlets <= 1000:
        raise OptionError(f"outlets {outlets} makes no sense. Give a number from 1 to 1000")
    fitting = _fitting(connection, query, outlets)
    total = connection.scalar(select(func.count()).select_from(fitting.subquery())) or 0
    many, last = fitting.selected_columns.outlets, fitting.selected_columns.last
    tellings, key = fitting.selected_columns.tellings, schema.utterances.c.utterance
    orders: dict[str, tuple[Any, ...]] = {
        "tellings": (many.desc(), tellings.desc(), key),
        "newest": (last.desc().nulls_last(), key),
        "oldest": (last.asc().nulls_last(), key),
    }
    page = fitting.order_by(*orders[sort]).limit(query.size).offset((query.page - 1) * query.size)
    found = [row.utterance for row in connection.execute(page)]
    return ToldPage(tuple(_described(connection, found)), query.page, query.size, total)


def statements_told(connection: Connection, utterance: int) -> list[int]:
    """Return the keys of the statements that tell an utterance; by the key of any of them. Empty where none stands."""
    told, statements = schema.utterances, schema.statements
    own = select(told.c.utterance).where(told.c.statement == utterance)
    query = select(told.c.statement).where(told.c.utterance.in_(own)).order_by(told.c.statement)
    keys = list(connection.scalars(query)) or [utterance]
    return list(connection.scalars(select(statements.c.key).where(statements.c.key.in_(keys), not_rejected())))


def beside(connection: Connection, told: Sequence[int]) -> list[int]:
    """Return the keys of all statements of the articles with some statements, and of all that tell the same."""
    statements, utterances = schema.statements, schema.utterances
    documents = select(statements.c.document).where(statements.c.key.in_(told))
    own = list(connection.scalars(select(statements.c.key).where(statements.c.document.in_(documents), not_rejected())))
    groups = select(utterances.c.utterance).where(utterances.c.statement.in_(own)).distinct()
    others = select(utterances.c.statement).where(
        utterances.c.utterance.in_(groups), not_rejected(utterances.c.statement)
    )
    return sorted({*own, *connection.scalars(others)})


def utterances_of(connection: Connection, statements: Sequence[int]) -> dict[int, int]:
    """Return the utterance of each of some statements: a statement that is in no group is its own."""
    table = schema.utterances
    rows = connection.execute(select(table.c.statement, table.c.utterance).where(table.c.statement.in_(statements)))
    groups = {row[0]: row[1] for row in rows}
    return {key: groups.get(key, key) for key in statements}


def _fitting(connection: Connection, query: Query, outlets: int) -> Select[Any]:
    told, statements, documents = schema.utterances, schema.statements, schema.documents
    count = func.count(distinct(func.coalesce(documents.c.outlet, "")))
    found = (
        select(
            told.c.utterance,
            count.label("outlets"),
            func.count().label("tellings"),
            func.max(documents.c.published).label("last"),
        )
        .select_from(told.join(statements).join(documents))
        .where(not_rejected())
        .group_by(told.c.utterance)
        .having(count >= outlets)
    )
    filters = filters_of(connection, query)
    conditions = [*filters.own, *(part.fits(statements.c.key) for part in filters.parts)]
    if query.text is not None:
        conditions.append(statements.c.key.in_(keys_with(connection, query.text)))
    if conditions:
        wanted = select(told.c.utterance).join(statements).where(not_rejected(), *conditions)
        found = found.where(told.c.utterance.in_(wanted))
    return found


def _described(connection: Connection, utterances: Sequence[int]) -> list[ToldUtterance]:
    told, statements, documents = schema.utterances, schema.statements, schema.documents
    resolutions, actors = schema.resolutions, schema.actors
    source = and_(resolutions.c.statement == statements.c.key, resolutions.c.number == 0)
    rows = connection.execute(
        select(
            told.c.utterance,
            documents.c.outlet,
            documents.c.published,
            statements.c.quote_type,
            statements.c.content,
            statements.c.speaker,
            actors.c.entity,
        )
        .select_from(told.join(statements).join(documents).outerjoin(resolutions, source).outerjoin(actors))
        .where(told.c.utterance.in_(utterances), not_rejected())
        .order_by(documents.c.published, statements.c.key)
    )
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.utterance].append(row)
    return [_one(groups[key]) for key in utterances]


def _one(rows: Sequence[Any]) -> ToldUtterance:
    fullest = max(rows, key=lambda row: (row.quote_type in _QUOTED, len(row.content)))
    known = next((row for row in (fullest, *rows) if row.entity), fullest)
    kinds: dict[str | None, str] = {}
    for row in rows:
        before = kinds.get(row.outlet, "indirect")
        kinds[row.outlet] = min(before, row.quote_type, key=("direct", "mixed", "indirect").index)
    days = [row.published[:10] for row in rows if row.published]
    return ToldUtterance(
        rows[0].utterance,
        known.entity,
        known.speaker,
        fullest.content,
        len(rows),
        tuple(kinds.items()),
        min(days, default=None),
        max(days, default=None),
    )
