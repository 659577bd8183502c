"""Groups in a record: statements of one utterance, documents that are copies of one another.

A group goes by the lowest key in it, and has a row for each of its members; what has no row is in no group.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Table,
    any_,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from onrecord.store.database import schema
from onrecord.store.rows.adding import now
from onrecord.store.rows.inserting import insert_rows

#: Values that are asked for at once; SQLite and PostgreSQL both take more.
_BATCH = 5000


class Copy(NamedTuple):
    """A document that is a copy.

    Attributes
    ----------
    document : int
    copy_of : int
        The first of all its copies; itself for the first.
    similarity : float
        Share of runs of words of the shorter one that both have, with the copy that is most alike.
    """

    document: int
    copy_of: int
    similarity: float


def batches(values: Iterable[int]) -> Iterator[list[int]]:
    """Yield some values at a time, in their order."""
    ordered = sorted(values)
    for begin in range(0, len(ordered), _BATCH):
        yield ordered[begin : begin + _BATCH]


def one_of(connection: Connection, column: Column[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Return that a column has one of many numbers; these are one value, where each by itself would cost more."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(numbers)).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(literal(numbers, ARRAY(BigInteger)))


def ungrouped(connection: Connection) -> list[int]:
    """Return the keys of documents whose statements are not yet grouped with those of others."""
    readings = schema.readings
    query = select(readings.c.document).where(readings.c.grouped_at.is_(None)).order_by(readings.c.document)
    return list(connection.scalars(query))


def members_by(connection: Connection, utterances: Collection[int], but: Collection[int]) -> dict[int, list[int]]:
    """Return the statements of utterances without some, by utterance."""
    table = schema.utterances
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(utterances):
        for statement, utterance in connection.execute(
            select(*table.c).where(one_of(connection, table.c.utterance, some))
        ):
            if statement not in but:
                found[utterance].append(statement)
    return found


def utterances_of(connection: Connection, statements: Collection[int]) -> dict[int, int]:
    """Return the utterances of those of some statements that others tell too."""
    table = schema.utterances
    return {
        statement: utterance
        for some in batches(statements)
        for statement, utterance in connection.execute(
            select(*table.c).where(one_of(connection, table.c.statement, some))
        )
    }


def copies_of(connection: Connection, documents: Collection[int]) -> list[Copy]:
    """Return the copies in the groups of some documents, these among them, by group and key."""
    table = schema.copies
    groups = set(_those(connection, table.c.copy_of, table.c.document, documents))
    found = [
        Copy(*row)
        for some in batches(groups)
        for row in connection.execute(select(*table.c).where(one_of(connection, table.c.copy_of, some)))
    ]
    return sorted(found, key=lambda one: (one.copy_of, one.document))


def write_utterances(
    connection: Connection, groups: Iterable[Sequence[int]], among: Collection[int], documents: Collection[int]
) -> None:
    """Write which of some statements tell the same utterance, and that some documents are grouped now.

    What was removed in the meantime is left out; groups that lose a member to another keep their others.
    """
    table = schema.utterances
    there = set(_those(connection, schema.statements.c.key, schema.statements.c.key, among))
    before = set(_those(connection, table.c.utterance, table.c.statement, there))
    _delete(connection, table.c.statement, there)
    mend(connection, table, before)
    rows = []
    for group in groups:
        members = sorted(there.intersection(group))
        if len(members) > 1:
            rows += [{"statement": member, "utterance": members[0]} for member in members]
    if rows:
        insert_rows(connection, table, rows)
    readings, at = schema.readings, now()
    for some in batches(documents):
        connection.execute(update(readings).where(one_of(connection, readings.c.document, some)).values(grouped_at=at))


def write_marks(connection: Connection, marks: Mapping[int, Iterable[int]]) -> None:
    """Write the marks of documents, by their keys."""
    table = schema.copy_marks
    there = set(_those(connection, schema.documents.c.key, schema.documents.c.key, marks))
    _delete(connection, table.c.document, there)
    rows = [{"mark": mark, "document": key} for key in sorted(there) for mark in sorted(set(marks[key]))]
    if rows:
        insert_rows(connection, table, rows)


def write_copies(connection: Connection, copies: Iterable[Copy]) -> None:
    """Write which documents are copies, in place of what was written of these; those that are gone are left out."""
    table = schema.copies
    given = {one.document: one for one in copies}
    there = set(_those(connection, schema.documents.c.key, schema.documents.c.key, given))
    before = {one.copy_of for one in given.values()} | set(_those(connection, table.c.copy_of, table.c.document, there))
    _delete(connection, table.c.document, there)
    mend(connection, table, before)
    rows = [given[key]._asdict() for key in sorted(there)]
    if rows:
        insert_rows(connection, table, rows)


def alike(connection: Connection, marks: Collection[int], but: int, most: int) -> list[tuple[int, int]]:
    """Return the documents that have marks in common with one, and how many; those with most of them first."""
    if not marks:
        return []
    table, times = schema.copy_marks, func.count()
    query = select(table.c.document, times).where(table.c.mark.in_(sorted(marks)), table.c.document != but)
    query = query.group_by(table.c.document).order_by(times.desc(), table.c.document).limit(most)
    return [(document, common) for document, common in connection.execute(query)]


def groups_of(connection: Connection, documents: Collection[int]) -> dict[int, int]:
    """Return the first of their group for those of some documents that are copies."""
    table = schema.copies
    return {
        document: first
        for some in batches(documents)
        for document, first in connection.execute(
            select(table.c.document, table.c.copy_of).where(one_of(connection, table.c.document, some))
        )
    }


def let_go(connection: Connection, documents: Iterable[int]) -> None:
    """Let documents count as not grouped: who says what in them is another matter now."""
    table = schema.readings
    for some in batches(documents):
        connection.execute(update(table).where(one_of(connection, table.c.document, some)).values(grouped_at=None))


def let_go_of(connection: Connection, actors: Iterable[int]) -> None:
    """Let the documents count as not grouped in which some actors speak."""
    statements, spoken = schema.statements, schema.resolutions
    query = select(statements.c.document).join(spoken).distinct()
    found = [set(connection.scalars(query.where(one_of(connection, spoken.c.actor, some)))) for some in batches(actors)]
    let_go(connection, set[int]().union(*found))


def forget(connection: Connection) -> None:
    """Take all groups apart, and let nothing count as grouped."""
    for table in (schema.utterances, schema.copies, schema.copy_marks):
        connection.execute(delete(table))
    connection.execute(update(schema.readings).values(grouped_at=None))


def groups_in(connection: Connection, document: int) -> tuple[set[int], set[int]]:
    """Return the utterances that a document has statements of, and the groups of copies that it is in."""
    utterances, copies, statements = schema.utterances, schema.copies, schema.statements
    those = select(utterances.c.utterance).join(statements).where(statements.c.document == document)
    copied = select(copies.c.copy_of).where(copies.c.document == document)
    return set(connection.scalars(those)), set(connection.scalars(copied))


def mend(connection: Connection, table: Table, groups: Collection[int]) -> None:
    """Let groups go by the lowest key that is left in them; one that is left alone is in no group."""
    member, group = _columns(table)
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(groups):
        for one, of in connection.execute(select(member, group).where(one_of(connection, group, some))):
            found[of].append(one)
    _delete(connection, member, {members[0] for members in found.values() if len(members) == 1})
    for of, members in found.items():
        if len(members) > 1 and min(members) != of:
            connection.execute(update(table).where(one_of(connection, member, members)).values({group: min(members)}))


def _columns(table: Table) -> tuple[Column[Any], Column[Any]]:
    return (table.c.statement, table.c.utterance) if table is schema.utterances else (table.c.document, table.c.copy_of)


def _those(connection: Connection, wanted: Column[Any], given: Column[Any], values: Iterable[int]) -> Iterator[int]:
    for some in batches(values):
        yield from connection.scalars(select(wanted).where(one_of(connection, given, some)))


def _delete(connection: Connection, column: Column[Any], values: Iterable[int]) -> None:
    for some in batches(values):
        connection.execute(delete(column.table).where(one_of(connection, column, some)))
