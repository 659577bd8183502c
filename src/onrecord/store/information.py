"""What a record is and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from onrecord.store import schema
from onrecord.store.address import Address

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
