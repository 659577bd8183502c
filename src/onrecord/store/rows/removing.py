"""Takes out what was read in a document, or the document itself, and what nothing else has a use for then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, exists, select

from onrecord.store.database import schema
from onrecord.store.rows.groups import groups_in, mend
from onrecord.store.rows.keys import index_aliases, index_own_names

#: What several documents share, with all columns that point at it.
_USES: dict[Table, tuple[Any, ...]] = {
    schema.actors: (schema.resolutions.c.actor, schema.recipients.c.actor),
    schema.issues: (schema.codings.c.issue,),
    schema.entities: (schema.mentions.c.entity,),
}
_READ = (schema.statements, schema.mentions, schema.framing, schema.blocks, schema.links, schema.readings)


def remove_document(connection: Connection, key: int) -> bool:
    """Erase a document with everything that hangs on it; tell whether it was there."""
    documents, texts, fetches = schema.documents, schema.texts, schema.fetches
    row = connection.execute(select(documents).where(documents.c.key == key)).one_or_none()
    if row is None:
        return False
    _, copied = groups_in(connection, key)
    remove_statements(connection, key)
    connection.execute(delete(documents).where(documents.c.key == key))
    mend(connection, schema.copies, copied)
    used = exists().where(documents.c.text_id == row.text_id)
    connection.execute(delete(texts).where(texts.c.id == row.text_id, ~used))
    if row.url is not None:
        connection.execute(delete(fetches).where((fetches.c.url == row.url) | (fetches.c.final == row.url)))
    return True


def remove_statements(connection: Connection, key: int) -> None:
    """Erase what was read in a document; the document itself and decisions stay."""
    shared = {table: _used_by(connection, table, key) for table in _USES}
    told, _ = groups_in(connection, key)
    for table in _READ:
        connection.execute(delete(table).where(table.c.document == key))
    mend(connection, schema.utterances, told)
    gone: set[str] = set()
    for table, keys in shared.items():
        gone |= _drop_unused(connection, table, keys)
    _index_again(connection, gone)


def unused(connection: Connection) -> list[str]:
    """Return the names of tables that have rows which nothing points at."""
    return [table.name for table in _USES if connection.scalar(select(table.c.key).where(_no_use(table)).limit(1))]


def _no_use(table: Table) -> Any:
    return and_(*(~exists().where(column == table.c.key) for column in _USES[table]))


def _used_by(connection: Connection, table: Table, key: int) -> set[int]:
    """Keys of the shared rows that a document uses."""
    statements = schema.statements
    found: set[int] = set()
    for column in _USES[table]:
        query = select(column).distinct()
        if column.table is schema.mentions:
            query = query.where(column.table.c.document == key)
        else:
            query = query.join(statements, statements.c.key == column.table.c.statement)
            query = query.where(statements.c.document == key)
        found |= {row[0] for row in connection.execute(query) if row[0] is not None}
    return found


def _drop_unused(connection: Connection, table: Table, keys: Iterable[int]) -> set[str]:
    """Delete those rows that nothing points at any more, and return the ids of entities among them."""
    those = and_(table.c.key.in_(sorted(keys)), _no_use(table))
    gone: set[str] = set()
    if table is schema.entities:
        gone = {row.id for row in connection.execute(select(table.c.id).where(those))}
    connection.execute(delete(table).where(those))
    return gone


def _index_again(connection: Connection, ids: Iterable[str]) -> None:
    """Let actors be found by no alias that only what is gone knew."""
    wanted = sorted(ids)
    if wanted:
        actors, words = schema.actors, schema.actor_words
        of = select(actors.c.key).where(actors.c.entity.in_(wanted))
        connection.execute(delete(words).where(words.c.actor.in_(of)))
        index_own_names(connection, wanted)
        index_aliases(connection, wanted)
