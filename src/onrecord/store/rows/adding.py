"""Writes documents and their readings: the rows of a document itself, of its version and of its reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from onrecord.contract import to_contract
from onrecord.document import Document
from onrecord.statement import Reading
from onrecord.store.database import schema
from onrecord.store.database.columns import storable
from onrecord.store.rows.keys import Keys
from onrecord.store.rows.places import place_of
from onrecord.store.rows.rows import Row, write_reading


def now() -> str:
    """Return the time, as the database keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def key_of(connection: Connection, document: Document) -> int | None:
    """Return the key of a document with the same text at the same place, None where there is none."""
    table = schema.documents
    query = select(table.c.key).where(table.c.text_id == document.id, table.c.place == place_of(document))
    return connection.scalar(query)


def shown_at(connection: Connection, place: str) -> int | None:
    """Return the key of the document that a place showed last, None where it holds no single article."""
    table = schema.versions
    query = select(table.c.document).where(table.c.place == place).order_by(table.c.number.desc()).limit(1)
    return connection.scalar(query)


def has_document(connection: Connection, document: Document) -> bool:
    """Tell whether a document is there with this text, and its place shows no other one now."""
    key = key_of(connection, document)
    return key is not None and shown_at(connection, place_of(document)) in (None, key)


def add_version(connection: Connection, place: str, document: int) -> None:
    """Write down that a place shows a document now."""
    table = schema.versions
    query = select(table.c.number).where(table.c.place == place).order_by(table.c.number.desc()).limit(1)
    last = connection.scalar(query)
    number = 0 if last is None else last + 1
    connection.execute(insert(table), {"place": place, "number": number, "document": document, "seen_at": now()})


def add_document(connection: Connection, keys: Keys, document: Document, source: str | None) -> int:
    """Write a document with its text and return its key."""
    texts, id = schema.texts, document.id
    if connection.scalar(select(texts.c.id).where(texts.c.id == id)) is None:
        text = storable(document.text)
        exact = None if text == document.text else document.text.encode("utf-8", "surrogatepass")
        connection.execute(insert(texts), {"id": id, "text": text, "exact": exact})
    key = keys.take(schema.documents)
    facts = {"key": key, "text_id": id, "place": place_of(document), "url": document.url, "outlet": document.outlet}
    facts |= {"source_id": document.source_id, "added_from": source, "added_at": now(), **_facts(document)}
    connection.execute(insert(schema.documents), facts)
    return key


def _facts(document: Document) -> Row:
    """What may be told of a document anew by every reading; the rest is its identity."""
    plain: Row = {**to_contract(Reading(document, ()))["document"]}
    return {name: plain[name] for name in ("title", "published", "language", "authors", "extra", "warnings")}


def add_reading(
    connection: Connection, keys: Keys, key: int, reading: Reading, models: Mapping[str, str | None] | None = None
) -> None:
    """Write the reading of a document; ``models`` are those of statements that another reading found."""
    provenance = dict(reading.provenance)
    row = {"document": key, "model": provenance.pop("model", None), "onrecord": provenance.pop("onrecord", None)}
    row |= {"options": _plain(provenance.pop("options", {})), "other": _plain(provenance), "read_at": now()}
    connection.execute(insert(schema.readings), row)
    documents = schema.documents
    connection.execute(update(documents).where(documents.c.key == key).values(**_facts(reading.document)))
    write_reading(connection, keys, key, reading, models or {})


def _plain(values: Any) -> dict[str, Any]:
    """What JSON can hold of some values, by the rule that the contract has for the keys of an input."""
    document = Document("", extra=values if isinstance(values, Mapping) else {})
    return to_contract(Reading(document, ()))["document"]["extra"]
