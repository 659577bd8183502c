"""What has to hold of whatever a parser gives back, for any input at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.document import Document, Span
from onrecord.errors import OnRecordError
from onrecord.statement import Reading

#: Characters of an error; a longer one hands the input on to a terminal or a log.
LONGEST_ERROR = 3_000


def error_is_clear(error: OnRecordError) -> None:
    """What happened and what to do about it, in few words."""
    told = str(error)
    assert told.strip(), type(error)
    assert len(told) <= LONGEST_ERROR, (len(told), told[:300])
    remedy = getattr(error, "remedy", None)
    assert remedy is None or remedy.strip(), told


@contextmanager
def only_clear_errors() -> Iterator[None]:
    """Let errors of onrecord end what is tried, if they are clear; all others come through."""
    try:
        yield
    except OnRecordError as error:
        error_is_clear(error)


def document_is_sound(document: Document, given: int) -> None:
    """Blocks and links are in the text, in their order and apart; nothing is much longer than what was given."""
    text = document.text
    assert text.strip("\0\ufeff"), "a document without a text"
    assert len(text) <= 4 * given + 1_000, (len(text), given)
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(text), (block, len(text))
        end = block.span.end
    for link in document.links:
        span_is_sound(link.span, text)
    known = (document.title, document.outlet, document.url, document.published, document.source_id, *document.authors)
    assert sum(len(value) for value in known if value) <= 20 * given + 1_000
    assert all(author.strip() for author in document.authors), document.authors
    assert document.id.startswith("sha256:")


def items_are_sound(items: Iterable[Document | OnRecordError], given: int) -> list[Document]:
    """Each is a sound document or a clear error; returns the documents."""
    found = []
    for item in items:
        if isinstance(item, Document):
            document_is_sound(item, given)
            found.append(item)
        else:
            error_is_clear(item)
    return found


def reading_is_sound(reading: Reading) -> None:
    """Every span of it is a stretch of its text, and its ids are those of its statements."""
    text = reading.document.text
    ids = {statement.id for statement in reading.statements}
    for statement in reading.statements:
        said = statement.attribution
        codes = [span for coding in statement.codings for span in _spans_of(coding)]
        for span in (*said.source, *said.cue, *said.content, *codes):
            span_is_sound(span, text)
        assert said.parent is None or 0 <= said.parent < len(reading.statements)
        assert statement.parent is None or said.parent is None or statement.parent in ids
    for framing in reading.framing:
        span_is_sound(framing.span, text)


def _spans_of(coding: object) -> Iterator[Span]:
    for name in ("act", "stance"):
        yield from getattr(coding, name).evidence
    for name in ("recipients", "conditions"):
        yield from (one.span for one in getattr(coding, name) if one.span is not None)


def span_is_sound(span: Span, text: str) -> None:
    """It slices back to a part of the text."""
    assert 0 <= span.start <= span.end <= len(text), (span, len(text))
    assert len(span.of(text)) == span.end - span.start


def filled(path: Path, data: bytes) -> Path:
    """Return the file with these bytes in it."""
    path.write_bytes(data)
    return path
