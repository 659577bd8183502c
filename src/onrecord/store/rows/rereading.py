"""Puts a new reading of a document in place of the one that is there."""

from __future__ import annotations

import json
import zlib
from typing import Any

from sqlalchemy import Connection, insert, select, update

from onrecord.contract import reading_of, to_contract
from onrecord.statement import Reading
from onrecord.store.database import schema
from onrecord.store.records import PastReading, Replaced
from onrecord.store.rows.adding import add_reading, now
from onrecord.store.rows.keys import Keys
from onrecord.store.rows.loading import load_reading
from onrecord.store.rows.removing import remove_statements
from onrecord.store.rows.replacing import plan_of

#: The decision that says that there is no such statement; all others hold on to theirs.
REJECT = "reject"


def replace_reading(connection: Connection, keys: Keys, key: int, new: Reading) -> Replaced | None:
    """Put a new reading of a document in place, keep the old one, and tell what changed; None if there is none."""
    old = load_reading(connection, key)
    if old is None:
        return None
    decided, rejected = _decided(connection, key)
    plan = plan_of(old, new, decided, rejected)
    models = _models(connection, key)
    past = _keep_past(connection, keys, key, old)
    remove_statements(connection, key)
    add_reading(connection, keys, key, plan.reading, {id: models[id] for id in plan.kept})
    moved = tuple((id, plan.pairs[id]) for id in sorted(rejected) if plan.pairs.get(id, id) != id)
    for before, after in moved:
        _move_decisions(connection, key, before, after)
    kept = tuple(id for id in plan.gone if id in plan.kept)
    return Replaced(key, past, plan.added, plan.gone, kept, plan.changed, moved)


def past_reading(row: Any) -> PastReading:
    """Return the earlier reading of a row of ``past_readings``."""
    reading = reading_of(json.loads(zlib.decompress(row.json)))
    return PastReading(row.key, row.document, row.model, row.read_at, row.replaced_at, reading)


def _decided(connection: Connection, key: int) -> tuple[set[str], set[str]]:
    """Ids of statements that people hold on to, and of those that they rejected."""
    table = schema.decisions
    query = select(table.c.statement, table.c.kind).where(
        table.c.document == key, table.c.statement.is_not(None), table.c.undone_at.is_(None)
    )
    rows = connection.execute(query).all()
    rejected = {row.statement for row in rows if row.kind == REJECT}
    return {row.statement for row in rows if row.kind != REJECT} - rejected, rejected


def _models(connection: Connection, key: int) -> dict[str, str | None]:
    """The model of each statement that is there."""
    statements, readings = schema.statements, schema.readings
    model = connection.scalar(select(readings.c.model).where(readings.c.document == key))
    query = select(statements.c.id, statements.c.model).where(statements.c.document == key)
    return {row.id: row.model or model for row in connection.execute(query)}


def _keep_past(connection: Connection, keys: Keys, key: int, old: Reading) -> int:
    readings = schema.readings
    row = connection.execute(select(readings).where(readings.c.document == key)).one()
    past = keys.take(schema.past_readings)
    packed = zlib.compress(json.dumps(to_contract(old)).encode("ascii"))
    facts = {"key": past, "document": key, "model": row.model, "read_at": row.read_at}
    connection.execute(insert(schema.past_readings), facts | {"replaced_at": now(), "json": packed})
    return past


def _move_decisions(connection: Connection, key: int, before: str, after: str) -> None:
    table = schema.decisions
    moved = update(table).where(table.c.document == key, table.c.statement == before, table.c.undone_at.is_(None))
    connection.execute(moved.values(statement=after))
