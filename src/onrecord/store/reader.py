"""The record as those see it who read it: :class:`Store`."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Self

from sqlalchemy import Connection, Engine, select

from onrecord.codebook import Codebook
from onrecord.document import Document
from onrecord.errors import StoreError
from onrecord.statement import Reading
from onrecord.store.asking import search
from onrecord.store.asking.documents import Choice, documents_of, stored_document, versions_of
from onrecord.store.asking.profile import Profile, profiles_of
from onrecord.store.backup import back_up
from onrecord.store.check import index_problem, problems_of
from onrecord.store.database import connections, schema
from onrecord.store.database.address import Address, address_of
from onrecord.store.database.columns import storable
from onrecord.store.database.information import Info, info_of
from onrecord.store.database.lock import PATIENCE
from onrecord.store.database.upgrading import checked_version, upgrade
from onrecord.store.query import Query
from onrecord.store.records import Decision, Fetch, Page, PastReading, StoredDocument, StoredStatement, Version
from onrecord.store.rows import groups, own
from onrecord.store.rows.adding import has_document
from onrecord.store.rows.loading import load_document, load_reading
from onrecord.store.rows.places import bounded, place_of_url
from onrecord.store.rows.rereading import past_reading
from onrecord.store.writer import Writer

_UPGRADE = "Save a copy with onrecord db backup, then run onrecord db upgrade"


def open_store(given: str | os.PathLike[str], *, create: bool = False, read_only: bool = False) -> Store:
    """Open a record.

    Parameters
    ----------
    given : str or Path
        A SQLite file (``record.db``, ``sqlite:///record.db``) or the URL of a PostgreSQL database.
    create : bool
        Make the record where there is none.
    read_only : bool
        Refuse to write.

    Raises
    ------
    StoreError
        If there is no record, it cannot be opened, it is the database of something else, or another version of
        onrecord made it.
    """
    address = address_of(given)
    missing = address.path is not None and not address.path.exists()
    if missing and not create:
        raise StoreError(address.name, "there is no such file", "Make it with: onrecord add … --db " + address.name)
    if missing:
        upgrade(address)
    store = Store(address, read_only=read_only)
    try:
        if store.version() is None and create:
            upgrade(address)
        _check_version(store.version(), address.name)
    except StoreError:
        store.close()
        raise
    return store


def _check_version(version: str | None, name: str) -> None:
    if version is None:
        raise StoreError(name, "the database is empty", "Make the record with: onrecord db upgrade")
    if version != schema.VERSION:
        raise StoreError(name, f"an older onrecord made it (version {version})", _UPGRADE)


class Store:
    """A record that is open, for any number of threads.

    What one method returns is one state of the record, whoever writes in the meantime; an iterator sees one state until
    it ends. ``with open_store(…) as store`` closes it.
    """

    def __init__(self, address: Address, *, read_only: bool = False) -> None:
        self.address = address
        self.read_only = read_only
        self._engine: Engine = connections.reader_engine(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def writing(self, *, patience: float = PATIENCE) -> Iterator[Writer]:
        """Yield what writes; each of its methods waits for the others who write for ``patience`` seconds at most.

        Raises
        ------
        StoreError
            If the record was opened to be read only.
        """
        if self.read_only:
            raise StoreError(self.address.name, "it was opened to be read only", "Open it without read_only")
        writer = Writer(self.address, self._engine, patience)
        try:
            yield writer
        finally:
            writer.close()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Yield a connection for questions of one's own; it can only read."""
        with connections.reading(self._engine, self.address.name) as connection:
            yield connection

    def version(self) -> str | None:
        """Return the version of the tables, None where there are none."""
        with self.connection() as connection:
            return checked_version(connection, self.address.name)

    def reading(self, key: int) -> Reading:
        """Return what was read in a document: all that was added.

        Raises
        ------
        StoreError
            If there is no document with this key.
        """
        with self.connection() as connection:
            found = load_reading(connection, key)
        if found is None:
            raise StoreError(self.address.name, f"there is no document {key}", "Find keys with: onrecord search")
        return found

    def has(self, document: Document) -> bool:
        """Tell what :meth:`onrecord.store.Writer.has` tells, without anything that writes."""
        with self.connection() as connection:
            return has_document(connection, document)

    def read_before(self, document: Document) -> Reading | None:
        """Return what was read in another document of the same text and the same blocks, as a reading of this one.

        The wire's copy in a second outlet need not be read again. The provenance says which model and options read it;
        dates that count from the day of publication are as they were in the other.
        """
        with self.connection() as connection:
            for other in documents_of(connection, Choice(id=document.id)):
                stored = load_document(connection, other.key)
                if stored is not None and (stored.blocks, stored.published) == (document.blocks, document.published):
                    found = load_reading(connection, other.key)
                    return None if found is None else replace(found, document=document)
        return None

    def document(self, key: int) -> StoredDocument | None:
        """Return a document, None where there is none."""
        table = schema.documents
        with self.connection() as connection:
            row = connection.execute(select(table).where(table.c.key == key)).one_or_none()
            return None if row is None else stored_document(row)

    def documents(
        self, *, outlet: str | None = None, url: str | None = None, id: str | None = None
    ) -> Iterator[StoredDocument]:
        """Yield documents in the order in which they were added: all, or those of an outlet, at a URL, with a text."""
        with self.connection() as connection:
            yield from documents_of(connection, Choice(outlet, url, id))

    def versions(self, url: str) -> list[Version]:
        """Return what a URL showed, the first one first; a text that came back is there again."""
        with self.connection() as connection:
            return versions_of(connection, place_of_url(url))

    def search(self, query: Query) -> Page:
        """Return a page of the statements that a query finds.

        Raises
        ------
        OptionError
            If a value of the query makes no sense.
        """
        checked = query.checked()
        with self.connection() as connection:
            return search.search(connection, checked)

    def count(self, query: Query) -> int:
        """Return how many statements a query finds, whatever its page; it takes longer than a page does."""
        checked = query.checked()
        with self.connection() as connection:
            return search.count(connection, checked)

    def statements(self, query: Query = Query()) -> Iterator[StoredStatement]:
        """Yield all statements that a query finds, whatever its page."""
        checked = query.checked()
        with self.connection() as connection:
            yield from search.all_found(connection, checked)

    def who(self, name: str) -> list[Profile]:
        """Return the record of everybody who has this id, or these words among their names; most quoted first."""
        with self.connection() as connection:
            return profiles_of(connection, name)

    def decisions(
        self, *, document: int | Collection[int] | None = None, statement: str | None = None, standing: bool = True
    ) -> list[Decision]:
        """Return what people decided, the first one first; those taken back only without ``standing``."""
        table = schema.decisions
        query = select(table).order_by(table.c.key)
        if document is not None:
            query = query.where(table.c.document.in_([document] if isinstance(document, int) else sorted(document)))
        if statement is not None:
            query = query.where(table.c.statement == statement)
        if standing:
            query = query.where(table.c.undone_at.is_(None))
        with self.connection() as connection:
            return [Decision(**row._mapping) for row in connection.execute(query)]

    def past(self, document: int) -> list[PastReading]:
        """Return the earlier readings of a document, the first one first."""
        table = schema.past_readings
        query = select(table).where(table.c.document == document).order_by(table.c.key)
        with self.connection() as connection:
            return [past_reading(row) for row in connection.execute(query)]

    def own_actors(self) -> own.OwnActors | None:
        """Return the actors that the record has of its own, None where it has none."""
        with self.connection() as connection:
            return own.load_actors(connection)

    def codebook(self) -> Codebook | None:
        """Return the codebook that the record has of its own, None where it has none."""
        with self.connection() as connection:
            return own.load_codebook(connection)

    def ungrouped(self) -> list[int]:
        """Return the keys of documents whose statements are not yet grouped: see :mod:`onrecord.analyse.grouping`."""
        with self.connection() as connection:
            return groups.ungrouped(connection)

    def copies(self, document: int) -> list[groups.Copy]:
        """Return the documents that are copies of one another, a document among them; empty where it has no copy."""
        with self.connection() as connection:
            return groups.copies_of(connection, [document])

    def originals(self, documents: Iterable[int]) -> dict[int, StoredDocument]:
        """Return what those of some documents that are copies are copies of: the first of their copies."""
        with self.connection() as connection:
            first = groups.groups_of(connection, set(documents))
        found = {key: self.document(key) for key in set(first.values())}
        return {key: of for key, one in first.items() if key != one and (of := found[one]) is not None}

    def check(self) -> list[str]:
        """Return what is wrong with the record, in a sentence each; it takes long where there is much."""
        with self.connection() as connection:
            found = list(problems_of(connection))
        problem = None if self.read_only or found else index_problem(self.address)
        return found if problem is None else [*found, problem]

    def info(self) -> Info:
        """Return what the record is and how much is in it."""
        with self.connection() as connection:
            return info_of(connection, self.address)

    def back_up(self, target: str | os.PathLike[str]) -> None:
        """Copy the record to a new file or into an empty PostgreSQL database, whoever writes in the meantime.

        Raises
        ------
        StoreError
            If something is there already, or it cannot be written.
        """
        back_up(self.address, self._engine, address_of(target))

    def fetched(self, url: str) -> Fetch | None:
        """Return the last fetch of an address, None where there was none."""
        table = schema.fetches
        with self.connection() as connection:
            query = select(table).where(table.c.address == bounded(storable(url)))
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return Fetch(row.url, row.final, datetime.fromisoformat(row.at), row.status, row.etag, row.last_modified)
