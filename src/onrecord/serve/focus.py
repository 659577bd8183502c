"""The statement that somebody reviews, with all that its page shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.document import Document, Span
from onrecord.review import Place
from onrecord.serve.passage import Paragraph, passage_of
from onrecord.statement import Statement
from onrecord.store import Decision, Store, StoredDocument
from onrecord.store.asking.queue import Waiting, waiting_at
from onrecord.store.asking.search import stored_statements
from onrecord.store.rows.loading import load_document

#: Kinds of decisions on a statement.
KINDS = ("accept", "edit", "reject")


@dataclass(frozen=True, slots=True)
class Focus:
    """A statement of the record with its document and what was decided on it.

    Attributes
    ----------
    waiting : Waiting
        As the queue has it.
    decisions : tuple of Decision
        Those that stand, the first one first.
    """

    waiting: Waiting
    document: StoredDocument
    article: Document
    statement: Statement
    passage: list[Paragraph]
    decisions: tuple[Decision, ...]

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place(self.waiting.document, self.waiting.statement)

    @property
    def name(self) -> str:
        """Document and id, as a page's address has them."""
        return f"{self.waiting.document}:{self.waiting.statement}"

    @property
    def seen(self) -> int:
        """Key of the last decision that stands, 0 where there is none."""
        return self.decisions[-1].key if self.decisions else 0

    def of(self, span: Span) -> str:
        """Return the words of a place, on one line."""
        return " ".join(span.of(self.article.text).split())


def place_in(name: str) -> Place | None:
    """Return the place that an address names (``17:5d2c8a1f0e3b4c6d``), None for something else."""
    document, separator, statement = name.partition(":")
    known = separator and document.isascii() and document.isdigit() and len(document) < 19 and statement
    return Place(int(document), statement) if known else None


def focus_on(store: Store, place: Place) -> Focus | None:
    """Return a statement of the record, None where it is not there."""
    with store.connection() as connection:
        waiting = waiting_at(connection, *place)
        article = None if waiting is None else load_document(connection, place.document)
        if waiting is None or article is None:
            return None
        ((_, found),) = stored_statements(connection, [waiting.key])
    standing = [one for one in store.decisions(document=place.document) if one.statement == place.statement]
    decisions = tuple(one for one in standing if one.kind in KINDS)
    statement = found.statement
    return Focus(waiting, found.document, article, statement, passage_of(article, statement), decisions)
