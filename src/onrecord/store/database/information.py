"""What a record is and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, select, text

from onrecord.store.database import schema
from onrecord.store.database.address import Address

#: Bounds of the scores that are counted.
_TENTHS = 10
_COUNTED = (
    schema.documents,
    schema.statements,
    schema.codings,
    schema.actors,
    schema.entities,
    schema.issues,
    schema.decisions,
    schema.past_readings,
)


@dataclass(frozen=True, slots=True)
class Info:
    """What a record is.

    Attributes
    ----------
    name : str
        Where it is kept, without a password.
    version : str
        Of its tables.
    database : str
        What keeps it, with the version of that.
    size : int
        Bytes.
    counts : dict of str to int
        Rows by table.
    outlets : int
    first, last : str or None
        Day of the first and of the last statement.
    models : dict of str to int
        Documents by the model that read them.
    """

    name: str
    version: str
    database: str
    size: int
    counts: dict[str, int]
    outlets: int
    utterances: int
    retold: int
    copies: int
    ungrouped: int
    first: str | None
    last: str | None
    models: dict[str, int]


def info_of(connection: Connection, address: Address) -> Info:
    """Return what a record is."""
    sqlite = connection.dialect.name == "sqlite"
    kept_by = "SELECT 'SQLite ' || sqlite_version()" if sqlite else "SHOW server_version"
    size = "SELECT pg_database_size(current_database())"
    if sqlite:
        size = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    statements, readings, documents = schema.statements, schema.readings, schema.documents
    first, last = connection.execute(select(func.min(statements.c.said_from), func.max(statements.c.said_until))).one()
    models = select(readings.c.model, func.count()).group_by(readings.c.model).order_by(readings.c.model)
    counts = {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in _COUNTED}
    told, copies = schema.utterances, schema.copies
    members, retold = connection.execute(select(func.count(), func.count(told.c.utterance.distinct()))).one()
    copied = select(func.count()).where(copies.c.document != copies.c.copy_of)
    ungrouped = select(func.count()).select_from(readings).where(readings.c.grouped_at.is_(None))
    database = str(connection.scalar(text(kept_by)))
    return Info(
        address.name,
        schema.VERSION,
        database if sqlite else f"PostgreSQL {database}",
        int(connection.scalar(text(size)) or 0),
        counts,
        connection.scalar(select(func.count(documents.c.outlet.distinct()))) or 0,
        counts[statements.name] - members + retold,
        retold,
        connection.scalar(copied) or 0,
        connection.scalar(ungrouped) or 0,
        first,
        last,
        {model or "unknown": count for model, count in connection.execute(models)},
    )


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which documents were read: model, version and options; how many, first and last time."""

    model: str | None
    onrecord: str | None
    options: dict[str, Any]
    documents: int
    first: str
    last: str


def ways_of(connection: Connection) -> list[Way]:
    """Return the ways in which the documents of a record were read, the most frequent first."""
    table = schema.readings
    same = table.c.model, table.c.onrecord, table.c.options
    query = select(*same, func.count(), func.min(table.c.read_at), func.max(table.c.read_at)).group_by(*same)
    found = [Way(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda way: (-way.documents, way.model or "", way.last))


def scores_of(connection: Connection) -> tuple[int, ...]:
    """Return how many statements have a score from 0 to below 0.1, from 0.1 to below 0.2, … from 0.9 to 1."""
    score = schema.statements.c.score
    reach = [func.count(case((score >= tenth / _TENTHS, 1))) for tenth in range(1, _TENTHS)]
    above = [*connection.execute(select(func.count(score), *reach)).one(), 0]
    return tuple(above[tenth] - above[tenth + 1] for tenth in range(_TENTHS))
