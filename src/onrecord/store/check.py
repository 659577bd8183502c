"""Looks a record over: is everything there, and does it fit together?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text

from onrecord.errors import StoreError
from onrecord.store.database import connections, schema
from onrecord.store.database.address import Address
from onrecord.store.database.failures import telling
from onrecord.store.database.lock import PATIENCE
from onrecord.store.database.views import VIEWS
from onrecord.store.rows.removing import unused

#: Problems of one kind that are told.
_MOST = 20
_PLACES = """
    SELECT d.key FROM (
        SELECT {document} AS document, min(p.start) AS first, max(p."end") AS last,
            max(CASE WHEN p."end" < p.start THEN 1 ELSE 0 END) AS crossed
        FROM {table} p {joined} GROUP BY {document}
    ) m JOIN documents d ON d.key = m.document JOIN texts t ON t.id = d.text_id
    WHERE m.first < 0 OR m.crossed = 1 OR m.last > length(t.text) ORDER BY d.key LIMIT {most}"""
_OF_STATEMENTS = {"document": "s.document", "joined": "JOIN statements s ON s.key = p.statement"}
_OF_DOCUMENTS = {"document": "p.document", "joined": ""}
_OWNERS = {
    "spans": _OF_STATEMENTS,
    "recipients": _OF_STATEMENTS,
    "conditions": _OF_STATEMENTS,
    "dates": _OF_STATEMENTS,
    "blocks": _OF_DOCUMENTS,
    "links": _OF_DOCUMENTS,
    "framing": _OF_DOCUMENTS,
    "mentions": _OF_DOCUMENTS,
}


def problems_of(connection: Connection) -> Iterator[str]:
    """Yield in a sentence each what is wrong with a record."""
    if connection.dialect.name == "sqlite":
        found = [row[0] for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})")]
        yield from (f"the file is damaged: {line}" for line in found if line != "ok")
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all()[:_MOST]:
            yield f"a row of {row[0]} points at a row of {row[2]} that is not there"
    missing = sorted(table for table in schema.metadata.tables if table not in connections.tables_of(connection))
    yield from (f"the table {table} is not there: run onrecord db upgrade" for table in missing)
    if missing:
        return
    yield from _texts(connection)
    yield from _readings(connection)
    yield from _places(connection)
    yield from _index(connection)
    yield from _decisions(connection)
    for table in unused(connection):
        yield f"{table} has rows that nothing points at"
    yield from _views(connection)


def index_problem(address: Address) -> str | None:
    """Return what is wrong with SQLite's full text, told by itself; it needs the lock for that."""
    if address.path is None:
        return None
    engine = connections.writer_engine(address)
    try:
        with connections.writing(engine, address, PATIENCE) as connection:
            connection.exec_driver_sql("INSERT INTO statements_fts(statements_fts, rank) VALUES ('integrity-check', 1)")
    except StoreError as error:
        return f"the full text does not fit the statements ({error.problem})"
    finally:
        connections.close(engine, address)
    return None


def _texts(connection: Connection) -> Iterator[str]:
    table = schema.texts
    for row in connection.execute(select(table).execution_options(yield_per=100)):
        exact = row.text.encode() if row.exact is None else row.exact
        if row.id != f"sha256:{hashlib.sha256(exact).hexdigest()}":
            yield f"the text {row.id} was changed: its hash is another one"


def _readings(connection: Connection) -> Iterator[str]:
    documents, readings = schema.documents, schema.readings
    query = select(documents.c.key).outerjoin(readings).where(readings.c.document.is_(None)).limit(_MOST)
    for key in connection.scalars(query):
        yield f"document {key} has no reading"


def _places(connection: Connection) -> Iterator[str]:
    for table, owner in _OWNERS.items():
        query = _PLACES.format(table=table, most=_MOST, **owner)
        for key in connection.scalars(text(query)):
            yield f"document {key} has {table} outside of its text"


def _index(connection: Connection) -> Iterator[str]:
    table = "statements_fts_docsize" if connection.dialect.name == "sqlite" else "statements_fts"
    indexed = connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 (a name of ours)
    there = connection.scalar(select(func.count()).select_from(schema.statements))
    if indexed != there:
        yield f"the full text has {indexed} statements, the record {there}"


def _decisions(connection: Connection) -> Iterator[str]:
    table, statements = schema.decisions, schema.statements
    there = select(statements.c.key).where(
        statements.c.document == table.c.document, statements.c.id == table.c.statement
    )
    query = select(table.c.key, table.c.statement).where(
        table.c.statement.is_not(None), table.c.undone_at.is_(None), ~there.exists()
    )
    for key, statement in connection.execute(query.limit(_MOST)):
        yield f"decision {key} is about statement {statement}, which is not there"


def _views(connection: Connection) -> Iterator[str]:
    for view in VIEWS:
        try:
            with telling(view):
                connection.execute(text(f"SELECT * FROM {view} LIMIT 1")).all()  # noqa: S608 (a name of ours)
        except StoreError:
            yield f"the view {view} cannot be read: run onrecord db upgrade"
            return
