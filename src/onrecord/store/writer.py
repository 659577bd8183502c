"""The one who writes: documents with their readings, decisions, fetches; and who takes documents out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, delete, insert, select, update

from onrecord.codebook import Codebook
from onrecord.document import Document
from onrecord.errors import StoreError
from onrecord.statement import Reading
from onrecord.store.database import connections, schema
from onrecord.store.database.address import Address
from onrecord.store.database.columns import storable
from onrecord.store.records import Added, Replaced
from onrecord.store.rows import groups, own
from onrecord.store.rows.adding import add_document, add_reading, add_version, has_document, key_of, now, shown_at
from onrecord.store.rows.keys import Keys
from onrecord.store.rows.places import bounded, holds_one_article, place_of
from onrecord.store.rows.removing import remove_document
from onrecord.store.rows.rereading import past_reading, replace_reading

#: Share of the documents, one in so many, after whose addition the record is counted anew.
_GROWN = 10


class Noted(Protocol):
    """A fetch that is to be noted; :class:`onrecord.store.Fetch` is one."""

    @property
    def url(self) -> str:
        """The address."""

    @property
    def final(self) -> str:
        """Where it was in the end."""

    @property
    def at(self) -> datetime:
        """When, with its time zone."""

    @property
    def status(self) -> int:
        """What HTTP calls the outcome."""

    @property
    def etag(self) -> str | None:
        """The server's own name of this version."""

    @property
    def last_modified(self) -> str | None:
        """The date of this version, in the server's words."""


class Writer:
    """Writes to a record; made by :meth:`onrecord.store.Store.writing`, for one thread.

    What a method reports is stored for good: each is one transaction, under a lock that processes share. Waiting for it
    too long raises StoreError.
    """

    def __init__(self, address: Address, readers: Engine, patience: float) -> None:
        self._address = address
        self._readers = readers
        self._patience = patience
        self._engine: Engine = connections.writer_engine(address)
        self._added = 0

    def close(self) -> None:
        """Let go of the database.

        After additions SQLite counts what is where, to search quickly, if they were many, and writes back its log.
        """
        if self._address.path is not None and self._added:
            with suppress(StoreError):
                self._count_anew()
                connections.write_back(self._engine, self._address)
        connections.close(self._engine, self._address)

    def has(self, document: Document, *, ever: bool = False) -> bool:
        """Tell whether the document is there with this text, so that it need not be read.

        An earlier version at a URL does not count, unless ``ever``: if the page shows it again, that is worth a note.
        """
        with connections.reading(self._readers, self._address.name) as connection:
            return key_of(connection, document) is not None if ever else has_document(connection, document)

    def add(self, reading: Reading, *, source: str | None = None) -> Added:
        """Store a document with its reading, unless the same text is there at the same place.

        Parameters
        ----------
        source : str, optional
            The file, feed or URL that it comes from.

        Raises
        ------
        StoreError
            If it cannot be written; nothing of it is stored then.
        """
        with self._transaction() as (connection, keys):
            document, place = reading.document, place_of(reading.document)
            key, previous = key_of(connection, document), shown_at(connection, place)
            if key is not None and previous in (None, key):
                return Added("unchanged", key)
            if key is None:
                key = add_document(connection, keys, document, source)
                add_reading(connection, keys, key, reading)
                self._added += 1
            if holds_one_article(place):
                add_version(connection, place, key)
            return Added("new" if previous is None else "version", key, previous)

    def replace(self, reading: Reading) -> Replaced:
        """Put a new reading of a document in place of the one that is there, and tell what changed.

        The earlier one is kept (see :meth:`forget_past`, :meth:`restore`). Statements that a person decided on stay as
        they are; a rejection goes over to the statement of the new reading that is the same.

        Raises
        ------
        StoreError
            If the document is not there, or cannot be written.
        """
        with self._transaction() as (connection, keys):
            key = key_of(connection, reading.document)
            if key is None:
                raise self._unknown(place_of(reading.document) or reading.document.id)
            return self._replaced(connection, keys, key, reading)

    def restore(self, past: int) -> Replaced:
        """Put an earlier reading back in place, as :meth:`replace` does; ``past`` is its key."""
        with self._transaction() as (connection, keys):
            table = schema.past_readings
            row = connection.execute(select(table).where(table.c.key == past)).one_or_none()
            if row is None:
                raise self._unknown(f"earlier reading {past}")
            replaced = self._replaced(connection, keys, row.document, past_reading(row).reading)
            connection.execute(delete(table).where(table.c.key == past))
            return replaced

    def forget_past(self, document: int) -> int:
        """Drop the earlier readings of a document and return how many there were."""
        with self._transaction() as (connection, _):
            table = schema.past_readings
            return connection.execute(delete(table).where(table.c.document == document)).rowcount

    def remove(self, document: int) -> None:
        """Erase a document and everything that was made of it: statements, decisions, names that nobody else has.

        SQLite's full text keeps traces of words until :meth:`compact`.

        Raises
        ------
        StoreError
            If there is no document with this key.
        """
        with self._transaction() as (connection, _):
            if not remove_document(connection, document):
                raise self._unknown(f"document {document}")

    def compact(self) -> None:
        """Leave no trace of what was removed, and give back its room; takes long where there is much."""
        if self._address.path is None:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM")
            return
        with self._transaction() as (connection, _):
            connection.exec_driver_sql("INSERT INTO statements_fts(statements_fts) VALUES ('optimize')")
        connections.vacuum(self._engine, self._address, self._patience)

    def decide(
        self, kind: str, by: str, value: Any = None, *, document: int | None = None, statement: str | None = None
    ) -> int:
        """Write down what a person decided, about a statement of a document, a document, or none; return its key.

        Raises
        ------
        StoreError
            If there is no such statement or document.
        """
        with self._transaction() as (connection, keys):
            self._check_about(connection, document, statement)
            key = keys.take(schema.decisions)
            facts = {"key": key, "document": document, "statement": statement, "first_statement": statement}
            facts |= {"kind": kind, "value": value, "decided_by": by, "decided_at": now()}
            connection.execute(insert(schema.decisions), facts)
            return key

    def undo(self, decision: int, by: str) -> None:
        """Take back a decision; that it was made stays on record.

        Raises
        ------
        StoreError
            If there is no such decision, or it was taken back before.
        """
        with self._transaction() as (connection, _):
            table = schema.decisions
            taken_back = update(table).where(table.c.key == decision, table.c.undone_at.is_(None))
            if not connection.execute(taken_back.values(undone_by=by, undone_at=now())).rowcount:
                raise self._unknown(f"standing decision {decision}")

    def note_fetch(self, fetch: Noted) -> None:
        """Remember the last fetch of an address."""
        with self._transaction() as (connection, _):
            table, address = schema.fetches, bounded(storable(fetch.url))
            connection.execute(delete(table).where(table.c.address == address))
            facts = {"url": fetch.url, "final": fetch.final, "status": fetch.status}
            facts |= {"etag": fetch.etag, "last_modified": fetch.last_modified}
            at = fetch.at.astimezone(UTC).isoformat()
            connection.execute(insert(table), {"address": address, "at": at, **facts})

    def set_actors(self, actors: own.OwnActors | None) -> None:
        """Put actors in the place of those that the record has of its own, None takes them out."""
        with self._transaction() as (connection, _):
            own.write_actors(connection, actors)

    def set_codebook(self, codebook: Codebook | None) -> None:
        """Put a codebook in the place of the one that the record has of its own, None takes it out."""
        with self._transaction() as (connection, _):
            own.write_codebook(connection, codebook)

    def set_utterances(
        self, told: Iterable[Sequence[int]], among: Collection[int], documents: Collection[int] = ()
    ) -> None:
        """Write down which of some statements tell the same utterance, and that some documents are grouped now.

        Parameters
        ----------
        told : iterable of sequences of int
            Keys of statements, an utterance each.
        among : collection of int
            Keys of all statements that were compared; those in no sequence are utterances of their own.
        documents : collection of int
            Keys of documents.
        """
        with self._transaction() as (connection, _):
            groups.write_utterances(connection, told, among, documents)

    def set_copies(self, copies: Iterable[groups.Copy], marks: Mapping[int, Iterable[int]]) -> None:
        """Write down which documents are copies, and by which marks copies of some are found, by their keys."""
        with self._transaction() as (connection, _):
            groups.write_marks(connection, marks)
            groups.write_copies(connection, copies)

    def forget_groups(self) -> None:
        """Take all utterances and groups of copies apart, so that all are grouped anew."""
        with self._transaction() as (connection, _):
            groups.forget(connection)

    def _count_anew(self) -> None:
        with self._transaction() as (connection, _):
            last = connection.scalar(select(schema.counters.c.last).where(schema.counters.c.name == "documents"))
            if self._added * _GROWN >= (last or 0):
                connection.exec_driver_sql("PRAGMA analysis_limit = 400")
                connection.exec_driver_sql("ANALYZE")

    @contextmanager
    def _transaction(self) -> Iterator[tuple[Connection, Keys]]:
        with connections.writing(self._engine, self._address, self._patience) as connection:
            keys = Keys(connection)
            yield connection, keys
            keys.save()

    def _replaced(self, connection: Connection, keys: Keys, key: int, reading: Reading) -> Replaced:
        replaced = replace_reading(connection, keys, key, reading)
        if replaced is None:
            raise self._unknown(f"reading of document {key}")
        return replaced

    def _check_about(self, connection: Connection, document: int | None, statement: str | None) -> None:
        table = schema.statements
        if document is not None and connection.scalar(_where_document(document)) is None:
            raise self._unknown(f"document {document}")
        if statement is not None:
            query = select(table.c.key).where(table.c.document == document, table.c.id == statement)
            if connection.scalar(query.limit(1)) is None:
                raise self._unknown(f"statement {statement} in document {document}")

    def _unknown(self, what: str) -> StoreError:
        return StoreError(self._address.name, f"there is no {what}", "Find keys and ids with: onrecord search")


def _where_document(key: int) -> Any:
    return select(schema.documents.c.key).where(schema.documents.c.key == key)
