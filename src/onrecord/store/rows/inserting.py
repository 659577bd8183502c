"""Inserts many rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, text

from onrecord.store.rows.wording import words_of

#: Letters of a content that PostgreSQL's full text takes in; no statement is as long.
_SEARCHED = 100_000
_INDEX = text(
    "INSERT INTO statements_fts (rowid, words) SELECT key, "
    "setweight(to_tsvector('onrecord', content), 'A') || setweight(to_tsvector('onrecord', speaker), 'B') "
    "FROM unnest(CAST(:keys AS bigint[]), CAST(:contents AS text[]), CAST(:speakers AS text[])) "
    "AS given (key, content, speaker)"
)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns."""
    statement = insert(table)
    if connection.dialect.name == "postgresql":
        # asked to return something, SQLAlchemy sends many rows with one statement, else each with its own
        statement = statement.returning(table.primary_key.columns[0])
    connection.execute(statement, rows).close()


def index_words(connection: Connection, statements: Sequence[Mapping[str, Any]]) -> None:
    """Write the full text of rows of ``statements`` in PostgreSQL; SQLite has triggers for it."""
    if statements and connection.dialect.name == "postgresql":
        contents, speakers = (
            [" ".join(words_of(row[name][:_SEARCHED])) for row in statements] for name in ("content", "speaker")
        )
        keys = [row["key"] for row in statements]
        connection.execute(_INDEX, {"keys": keys, "contents": contents, "speakers": speakers})
