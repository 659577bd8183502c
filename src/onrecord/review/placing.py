"""A statement in its place in the record: taken out, and put back as a person has it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.document import Document
from onrecord.review.naming import first_names
from onrecord.review.session import Session
from onrecord.statement import Reading, Statement
from onrecord.store.database import schema
from onrecord.store.rows.groups import groups_in, mend
from onrecord.store.rows.loading import load_document, statements_of
from onrecord.store.rows.rows import write_reading

if TYPE_CHECKING:
    from sqlalchemy import Table

#: Numbers of statements that stand aside; those of a document count from 0.
_ASIDE, _FIRST_ASIDE = -1, -2
_SHARED: dict[Table, tuple[Any, ...]] = {
    schema.actors: (schema.resolutions.c.actor, schema.recipients.c.actor),
    schema.issues: (schema.codings.c.issue,),
}


class Found(NamedTuple):
    """A statement with its row and its document.

    Actors and issues have the names that the reading gave them, whatever was merged or renamed since.
    """

    row: Any
    statement: Statement
    document: Document


def find(session: Session, document: int, statement: str) -> Found:
    """Return a statement of a document.

    Raises
    ------
    StoreError
        If there is none with this id, or more than one.
    """
    table = schema.statements
    query = table.select().where(table.c.document == document, table.c.id == statement)
    rows = session.connection.execute(query).all()
    article = load_document(session.connection, document)
    if len(rows) != 1 or article is None:
        what = "single statement" if rows else "statement"
        raise session.unknown(f"{what} {statement} in document {document}")
    (stored,) = statements_of(session.connection, rows, [rows[0].key])
    return Found(rows[0], first_names(session.connection, rows[0].key, stored), article)


def put(session: Session, found: Found, statement: Statement) -> None:
    """Put a statement in the place of one that is there, and drop names that nobody has then.

    The store writes the statements of a document from number 0 on: the one that is there stands aside for a moment, and
    so does the document's first.
    """
    connection, table = session.connection, schema.statements
    row = found.row
    own = table.c.document == row.document
    used = {shared: _used(session, shared, row.key) for shared in _SHARED}
    told, _ = groups_in(connection, row.document)

    def move(number: int, to: int) -> None:
        connection.execute(table.update().where(own, table.c.number == number).values(number=to))

    move(row.number, _ASIDE)
    move(0, _FIRST_ASIDE)
    alone = Reading(replace(found.document, blocks=(), links=()), (statement,))
    write_reading(connection, session.keys, row.document, alone, {statement.id: row.model})
    move(0, row.number)
    move(_FIRST_ASIDE, 0)
    connection.execute(table.delete().where(own, table.c.number == _ASIDE))
    mend(connection, schema.utterances, told)
    for shared, keys in used.items():
        uses = (column.table.select().where(column == shared.c.key).exists() for column in _SHARED[shared])
        connection.execute(shared.delete().where(shared.c.key.in_(keys), *(~use for use in uses)))


def _used(session: Session, shared: Table, statement: int) -> list[int]:
    """Keys of the shared rows that a statement points at."""
    found: set[int] = set()
    for column in _SHARED[shared]:
        query = column.table.select().with_only_columns(column).where(column.table.c.statement == statement)
        found |= {key for key in session.connection.scalars(query) if key is not None}
    return sorted(found)
