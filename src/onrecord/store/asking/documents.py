"""Lists documents and the versions of an address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from onrecord.store.database import schema
from onrecord.store.records import StoredDocument, Version
from onrecord.store.rows.places import place_of_url
from onrecord.store.rows.wording import folded

#: Documents that are fetched at once.
_BATCH = 1000


class Choice(NamedTuple):
    """Which documents: those of an outlet, at an address, with a text (``sha256:…``); None takes all."""

    outlet: str | None = None
    url: str | None = None
    id: str | None = None


def stored_document(row: Any) -> StoredDocument:
    """Return the document of a row of ``documents``."""
    return StoredDocument(
        row.key,
        row.text_id,
        row.place,
        row.title,
        row.outlet,
        row.url,
        row.published,
        row.language,
        row.source_id,
        row.added_from,
        row.added_at,
    )


def documents_of(connection: Connection, choice: Choice, after: int = 0) -> Iterator[StoredDocument]:
    """Yield documents in the order in which they were added, those whose key is above ``after``."""
    table = schema.documents
    query = select(table).order_by(table.c.key).limit(_BATCH)
    if choice.url is not None:
        query = query.where(table.c.place == place_of_url(choice.url))
    if choice.id is not None:
        query = query.where(table.c.text_id == choice.id)
    last = after
    while rows := connection.execute(query.where(table.c.key > last)).all():
        last = rows[-1].key
        for row in rows:
            if choice.outlet is None or folded(row.outlet or "") == folded(choice.outlet):
                yield stored_document(row)


def versions_of(connection: Connection, place: str) -> list[Version]:
    """Return what a place showed, the first one first."""
    table, documents = schema.versions, schema.documents
    query = select(table.c.number, table.c.seen_at, documents).join(documents).where(table.c.place == place)
    rows = connection.execute(query.order_by(table.c.number))
    return [Version(row.number + 1, stored_document(row), row.seen_at) for row in rows]
