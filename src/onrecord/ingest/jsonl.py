"""JSON articles: one object a line (``.jsonl``), one object or an array of them (``.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import limits
from onrecord.ingest.assembly import Known, Wanted, checked_text, every
from onrecord.ingest.html import document_from_html
from onrecord.ingest.text import decode, document_from_text
from onrecord.options import ReadOptions

_KNOWN_KEYS = frozenset(("id", "text", "html", "title", "url", "outlet", "published", "author", "authors"))
_REMEDY = 'Give an object such as {"id": "1", "text": "…"}'


def lines_of(stream: IO[bytes], name: str) -> Iterator[bytes | InputError]:
    """The lines of a stream, one at a time; a line over the limit becomes an InputError and is skipped."""
    number = 0
    while line := stream.readline(limits.MAX_LINE_BYTES + 1):
        number += 1
        if len(line) <= limits.MAX_LINE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield InputError(
            f"{name}, line {number}",
            f"the line has more than {limits.MAX_LINE_BYTES:,} bytes",
            "Split the article or raise limits.MAX_LINE_BYTES",
        )


def documents_from_lines(
    lines: Iterable[bytes | InputError], name: str, options: ReadOptions, wanted: Wanted = every
) -> Iterator[Document | InputError]:
    """Read one article a line; blank lines are skipped, a broken one is yielded as an InputError with its number."""
    read = 0
    for number, line in enumerate(lines, start=1):
        if isinstance(line, bytes) and not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        read += 1
        if wanted():
            place = f"{name}, line {number}"
            yield line if isinstance(line, InputError) else _document_from_line(line, place, options)
    if not read and wanted():
        yield InputError(name, "there is no line in it", _REMEDY)


def documents_from_json(text: str, known: Known, options: ReadOptions) -> Iterator[Document | InputError]:
    """Read one object or an array of objects."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield InputError(
            known.name, f"not valid JSON ({_reason(error)})", "Check the file; one object a line is .jsonl"
        )
        return
    if not isinstance(value, list):
        yield document_of(value, known.name, options, known.warnings)
        return
    if not value:
        yield InputError(known.name, "the array is empty", _REMEDY)
    for number, item in enumerate(value, start=1):
        yield document_of(item, f"{known.name}, item {number}", options, known.warnings)


def _document_from_line(line: bytes, name: str, options: ReadOptions) -> Document | InputError:
    try:
        decoded = decode(line, name)
        value = json.loads(decoded.text.rstrip())
    except InputError as error:
        return error
    except (ValueError, RecursionError) as error:
        return InputError(name, f"not valid JSON ({_reason(error)})", _REMEDY)
    return document_of(value, name, options, decoded.warnings)


def document_of(value: Any, name: str, options: ReadOptions, warnings: tuple[str, ...] = ()) -> Document | InputError:
    """Return the article that a JSON value holds, or why it is none."""
    try:
        return _document(value, name, options, warnings)
    except InputError as error:
        return error


def _document(value: Any, name: str, options: ReadOptions, warnings: tuple[str, ...]) -> Document:
    if not isinstance(value, dict):
        raise InputError(name, f"a JSON object is needed, this is {_kind(value)}", _REMEDY)
    known = Known(
        name=name,
        title=_string(value, "title", name),
        authors=_authors(value, name),
        published=_string(value, "published", name),
        outlet=_string(value, "outlet", name),
        url=_string(value, "url", name),
        source_id=_identifier(value, name),
        extra={key: item for key, item in value.items() if key not in _KNOWN_KEYS},
        warnings=warnings,
    )
    text, html = _string(value, "text", name), _string(value, "html", name)
    if text is not None:
        return document_from_text(text, options, known)
    if html is not None:
        return document_from_html(checked_text(html, name), options, known)
    raise InputError(name, 'there is neither "text" nor "html" in it', _REMEDY)


def _string(value: dict[str, Any], key: str, name: str) -> str | None:
    item = value.get(key)
    if item is None or isinstance(item, str):
        return item or None if key not in ("text", "html") else item
    raise InputError(name, f'"{key}" is {_kind(item)}, not a string', f'Give "{key}" as a string or leave it out')


def _identifier(value: dict[str, Any], name: str) -> str | None:
    item = value.get("id")
    return str(item) if isinstance(item, int) and not isinstance(item, bool) else _string(value, "id", name)


def _authors(value: dict[str, Any], name: str) -> tuple[str, ...]:
    for key in ("authors", "author"):
        item = value.get(key)
        if isinstance(item, list) and all(isinstance(author, str) for author in item):
            return tuple(author for author in item if author.strip())
        one = _string(value, key, name)
        if one:
            return (one,)
    return ()


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}" if error.lineno == 1 else str(error)
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
