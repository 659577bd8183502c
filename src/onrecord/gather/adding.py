"""Takes gathered articles into the record: reads what is not there, stores it, tells what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from onrecord.analyse.grouping import group
from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.gather.gatherer import is_address
from onrecord.gather.items import Failed, Found, Item, ReadBefore, Unchanged
from onrecord.statement import Reading
from onrecord.store.rows.places import holds_one_article, place_of

if TYPE_CHECKING:
    from onrecord.store import Copy, Store, Writer

Status = Literal["new", "version", "unchanged", "failed", "copy"]
#: New documents after which statements are grouped, besides at the end.
_GROUPED = 1000
#: Different reasons that are counted; what comes after is counted as one.
_MOST_REASONS = 200


class Outcome(NamedTuple):
    """What became of one article.

    Attributes
    ----------
    status : {"new", "version", "unchanged", "failed", "copy"}
        It was not there; another text was there at its address; the same was there; it could not be read. An article
        that was new before turns out to be a copy of another one: that is told once more, and no article by itself.
    source : str
        Where it comes from.
    url : str or None
    document : Document or None
        None where it failed, or the server said that nothing has changed.
    key : int or None
        What the record knows it by.
    previous : int or None
        For a version: the document that the address showed before.
    error : InputError or None
        Why it failed.
    was_read : bool
        Whether it was read, not just found.
    copy : Copy or None
        Which document it is a copy of.
    """

    status: Status
    source: str
    url: str | None = None
    document: Document | None = None
    key: int | None = None
    previous: int | None = None
    error: InputError | None = None
    was_read: bool = False
    copy: Copy | None = None


@dataclass(slots=True)
class Counts:
    """How many articles became what; ``reasons`` says why some failed, and how often."""

    read: int = 0
    new: int = 0
    versions: int = 0
    unchanged: int = 0
    failed: int = 0
    copies: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: Outcome) -> None:
        """Count one article."""
        self.read += outcome.was_read
        self.new += outcome.status == "new"
        self.versions += outcome.status == "version"
        self.unchanged += outcome.status == "unchanged"
        self.copies += outcome.status == "copy"
        if outcome.error is not None:
            self.failed += 1
            reason = outcome.error.problem
            known = reason in self.reasons or len(self.reasons) < _MOST_REASONS
            self.reasons[reason if known else "other reasons"] += 1


class Reader:
    """Reads articles, and tells whether an earlier reading was made in the same way."""

    def __init__(self, read: Callable[[Document], Reading]) -> None:
        self._read = read
        self._provenance: Mapping[str, Any] | None = None

    def __call__(self, document: Document) -> Reading:
        """Read an article."""
        reading = self._read(document)
        self._provenance = reading.provenance
        return reading

    def made(self, reading: Reading) -> bool:
        """Tell whether a reading was made as the last one was: by the same model, version and options."""
        return self._provenance is not None and self._provenance == reading.provenance


def add_all(items: Iterable[Item], store: Store, writer: Writer, reader: Reader) -> Iterator[Outcome]:
    """Store every article that is not in the record, and yield what became of each, once that is safe.

    Fetches are noted after what they brought is stored: whatever happens in between, nothing is taken for known that
    is not. A text that the record has from another outlet is not read again. In the end, and now and then, statements
    of one utterance and copies of one text are grouped; what is interrupted, the next addition groups.

    Raises
    ------
    StoreError
        If the record cannot be written; all that was yielded is stored.
    """
    waiting = 0
    for item in items:
        if isinstance(item, Found | ReadBefore):
            outcome = _added(item, store, writer, reader)
            waiting += outcome.status != "unchanged"
            yield outcome
            if waiting >= _GROUPED:
                yield from _grouped(store, writer)
                waiting = 0
        elif isinstance(item, Failed):
            yield Outcome("failed", item.source, error=item.error)
        else:
            if item.fetch is not None:
                writer.note_fetch(item.fetch)
            if isinstance(item, Unchanged):
                yield Outcome("unchanged", item.source, item.url)
    yield from _grouped(store, writer)


def preview(items: Iterable[Item], store: Store | None) -> Iterator[Outcome]:
    """Yield what would become of every article; nothing is read or stored, and nothing is noted."""
    listed: dict[str, set[str]] = {}
    with nullcontext() if store is None else store.writing() as writer:
        for item in items:
            if isinstance(item, Found | ReadBefore):
                document = _document(item)
                yield Outcome(_expected(item, store, writer, listed), item.source, document.url, document)
                listed.setdefault(place_of(document), set()).add(document.id)
            elif isinstance(item, Failed):
                yield Outcome("failed", item.source, error=item.error)
            elif isinstance(item, Unchanged):
                yield Outcome("unchanged", item.source, item.url)


def _document(item: Found | ReadBefore) -> Document:
    return item.document if isinstance(item, Found) else item.reading.document


def _added(item: Found | ReadBefore, store: Store, writer: Writer, reader: Reader) -> Outcome:
    document, source = _document(item), item.source
    if _is_there(item, writer):
        return Outcome("unchanged", source, document.url, document)
    if isinstance(item, ReadBefore):
        added = writer.add(item.reading, source=source)
        return Outcome(added.status, source, document.url, document, added.document, added.previous)
    reading = store.read_before(document)
    known = reading is not None and reader.made(reading)
    if reading is None or not known:
        reading = reader(document)
    added = writer.add(reading, source=source)
    return Outcome(added.status, source, document.url, document, added.document, added.previous, was_read=not known)


def _is_there(item: Found | ReadBefore, writer: Writer) -> bool:
    """Tell whether an article is in the record; a file that has several versions of a page shows none of them now."""
    return writer.has(_document(item), ever=isinstance(item, ReadBefore) or not is_address(item.source))


def _grouped(store: Store, writer: Writer) -> Iterator[Outcome]:
    for copy in group(store, writer).copies:
        document = store.document(copy.document)
        if document is not None:
            yield Outcome("copy", document.added_from or "", document.url, key=copy.document, copy=copy)


def _expected(
    item: Found | ReadBefore, store: Store | None, writer: Writer | None, listed: Mapping[str, set[str]]
) -> Status:
    """Tell what would become of an article, after those that are listed already."""
    document = _document(item)
    place = place_of(document)
    before = listed.get(place, set())
    if document.id in before or (writer is not None and _is_there(item, writer)):
        return "unchanged"
    known = before or (store is not None and document.url and store.versions(document.url))
    return "version" if known and holds_one_article(place) else "new"
