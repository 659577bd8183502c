"""What a record is asked for and what it tells: documents, statements, versions, decisions, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from onrecord.statement import Reading, Statement
from onrecord.store.rows.rows import GAP


class Added(NamedTuple):
    """What became of a document that was added.

    Attributes
    ----------
    status : {"new", "unchanged", "version"}
        It was not there; the same text was there at the same place already; another text was there.
    document : int
        Key of the document.
    previous : int or None
        Key of what the place showed before, for a version.
    """

    status: Literal["new", "unchanged", "version"]
    document: int
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the record, without its text.

    Attributes
    ----------
    key : int
        What the record knows it by; never given to another document.
    id : str
        ``sha256:`` and the hash of the text.
    place : str
        Where it stands: see :mod:`onrecord.store.rows.places`.
    added_from : str or None
        The file, feed or URL that it was added from.
    added_at : str
        ISO 8601 time, UTC.
    """

    key: int
    id: str
    place: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str
    source_id: str | None
    added_from: str | None
    added_at: str


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement of the record with the document that it stands in.

    Attributes
    ----------
    source, cue, content : str
        The words; where the text has pieces apart, an ellipsis stands between them.
    said_from, said_until : str or None
        First and last day on which it may have been said; the article's day where it does not tell.
    model : str or None
        The model that found it, where that is another one than the document's: a person decided on it.
    """

    document: StoredDocument
    statement: Statement
    source: str
    cue: str
    content: str
    said_from: str | None
    said_until: str | None
    model: str | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words of the content, piece by piece."""
        found, start = [], 0
        for span in self.statement.attribution.content:
            length = span.end - span.start
            found.append(self.content[start : start + length])
            start += length + len(GAP)
        return tuple(found)


class Version(NamedTuple):
    """What a place showed: ``number`` counts from 1."""

    number: int
    document: StoredDocument
    seen_at: str


class PastReading(NamedTuple):
    """A reading that another one replaced."""

    key: int
    document: int
    model: str | None
    read_at: str
    replaced_at: str
    reading: Reading


class Change(NamedTuple):
    """A statement that two readings both have, with other values.

    Attributes
    ----------
    old, new : str
        Its ids.
    values : tuple of str
        What is not the same: spans, quote_type, negated, speaker, act, stance, issue, recipients, conditions.
    kept : bool
        The old one stays, since a person decided on it.
    """

    old: str
    new: str
    values: tuple[str, ...]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a new reading of a document changed.

    Attributes
    ----------
    past : int
        Key of the earlier reading, which is kept.
    added, gone : tuple of str
        Ids of statements that only the new, or only the old reading has. Of those gone, ``kept`` are still there,
        since a person decided on them.
    changed : tuple of Change
    moved : tuple of (str, str)
        Rejections that now hold for a statement with another id: the old id and the new one.
    """

    document: int
    past: int
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided.

    Attributes
    ----------
    document, statement : int and str, or None
        What it is about; None for what is about no single document or statement.
    first_statement : str or None
        The id that the statement had then.
    value : Any
        What JSON can hold.
    decided_at, undone_at : str
        ISO 8601 times, UTC; ``undone_at`` is None while the decision stands.
    """

    key: int
    document: int | None
    statement: str | None
    first_statement: str | None
    kind: str
    value: Any
    decided_by: str
    decided_at: str
    undone_by: str | None = None
    undone_at: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.undone_at is None


class Fetch(NamedTuple):
    """The last time that an address was fetched: what a server wants to hear for a short answer.

    Attributes
    ----------
    url, final : str
        The address, and where it was after all redirects.
    at : datetime
        When, with its time zone.
    status : int
        What HTTP calls the outcome.
    etag, last_modified : str or None
        The server's own name and date of what it sent, word for word.
    """

    url: str
    final: str
    at: datetime
    status: int
    etag: str | None = None
    last_modified: str | None = None


class Snippet(NamedTuple):
    """A piece of a content.

    Attributes
    ----------
    text : str
    marks : sequence of (int, int)
        Where the words that were looked for stand in it.
    """

    text: str
    marks: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that a query found.

    Attributes
    ----------
    rank : float or None
        The higher, the better the words fit; of use only among the hits of one query. None without words.
    """

    found: StoredStatement
    snippet: Snippet
    rank: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits.

    Attributes
    ----------
    number, size : int
        Which page, counted from 1, and how many hits a page has.
    total : int
        Hits on all pages, counted up to 1,000 or to the end of this page.
    more : bool
        Whether there are more than ``total``; :meth:`onrecord.store.Store.count` tells how many.
    """

    hits: tuple[Hit, ...] = ()
    number: int = 1
    size: int = 20
    total: int = 0
    more: bool = False
