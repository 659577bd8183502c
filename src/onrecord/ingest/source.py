"""Where articles come from: a file, a folder, standard input; each goes to the reader for its format."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import limits
from onrecord.ingest.assembly import Known
from onrecord.ingest.html import declared_encoding, document_from_html
from onrecord.ingest.jsonl import documents_from_json, documents_from_lines, lines_of
from onrecord.ingest.markdown import document_from_markdown
from onrecord.ingest.text import decode, document_from_text
from onrecord.options import ReadOptions

_Read = Iterator[Document | InputError]

#: Extension → format. Files with another extension are sniffed; in a folder they are passed over.
FORMATS: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
_STANDARD_INPUT = "standard input"
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|main|title|meta|h1|p|div)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)


def documents(source: str | Path, options: ReadOptions = ReadOptions()) -> _Read:
    """Read the articles of a source, one after the other.

    Parameters
    ----------
    source : str or Path
        A file, a folder (read recursively in sorted order, hidden files passed over) or ``"-"`` for standard input.
    options : ReadOptions
        ``published``, ``outlet``, ``url``, ``title`` and ``author`` win over what the input says.

    Yields
    ------
    Document or InputError
        An InputError stands for an article that could not be read; nothing is raised, the rest goes on.

    >>> [str(item) for item in documents("no/such/article.txt")]
    ['no/such/article.txt: there is no such file or folder. Check the path']
    """
    if str(source) == "-":
        yield from _guarded(_STANDARD_INPUT, partial(_from_standard_input, options))
        return
    path = Path(source)
    try:
        is_folder = path.is_dir()
        missing = not path.exists()
    except (OSError, ValueError) as error:
        yield InputError(str(source), f"the path cannot be used ({error})", "Check the path")
        return
    if missing:
        yield InputError(str(source), "there is no such file or folder", "Check the path")
    elif is_folder:
        yield from _from_folder(path, options)
    else:
        yield from _guarded(str(path), partial(_from_file, path, options))


def _guarded(name: str, read: Callable[[], _Read]) -> _Read:
    """Yield what a reader raises instead of raising it."""
    try:
        yield from read()
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(name, f"it cannot be read ({error.strerror or error})", "Check the file and its permissions")


def _from_folder(folder: Path, options: ReadOptions) -> _Read:
    found = False
    for path in _articles(folder):
        found = True
        yield from _guarded(str(path), partial(_from_file, path, options))
    if not found:
        kinds = " ".join(FORMATS)
        yield InputError(str(folder), "there is no article in the folder", f"Put files into it that end in {kinds}")


def _articles(folder: Path) -> Iterator[Path]:
    """The files with a known extension, folder by folder in sorted order; links to folders are not followed."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in FORMATS:
                yield Path(parent, name)


def _from_file(path: Path, options: ReadOptions) -> _Read:
    name = str(path)
    kind = FORMATS.get(path.suffix.lower())
    with path.open("rb") as stream:
        if kind == "lines":
            yield from documents_from_lines(lines_of(stream, name), name, options)
            return
        size = path.stat().st_size
        if size > limits.MAX_FILE_BYTES:
            raise _too_large(name, size)
        data = _read_all(stream, name)
    yield from _from_bytes(data, kind or sniff(data), name, options)


def _from_standard_input(options: ReadOptions) -> _Read:
    """JSON lines are read as they come; anything else is read whole."""
    stream = sys.stdin.buffer
    first = stream.readline(limits.MAX_LINE_BYTES + 1)
    if len(first) <= limits.MAX_LINE_BYTES and _is_json_object(first):
        lines = chain([first], lines_of(stream, _STANDARD_INPUT))
        yield from documents_from_lines(lines, _STANDARD_INPUT, options)
        return
    data = _read_all(stream, _STANDARD_INPUT, first)
    yield from _from_bytes(data, sniff(data), _STANDARD_INPUT, options)


def _from_bytes(data: bytes, kind: str, name: str, options: ReadOptions) -> _Read:
    if kind == "lines":
        yield from documents_from_lines(lines_of(io.BytesIO(data), name), name, options)
        return
    if kind == "feed":
        raise InputError(name, "this is a feed, not an article", "Give the articles that it points to")
    declared = declared_encoding(data) if kind == "html" else None
    decoded = decode(data, name, declared)
    known = Known(name, warnings=decoded.warnings)
    if kind == "json":
        yield from documents_from_json(decoded.text, known, options)
    elif kind == "html":
        yield document_from_html(decoded.text, options, known)
    elif kind == "markdown":
        yield document_from_markdown(decoded.text, options, known)
    else:
        yield document_from_text(decoded.text, options, known)


def _read_all(stream: BinaryIO, name: str, first: bytes = b"") -> bytes:
    data = first + stream.read(limits.MAX_FILE_BYTES + 1 - len(first))
    if len(data) > limits.MAX_FILE_BYTES:
        raise _too_large(name, None)
    return data


def _too_large(name: str, size: int | None) -> InputError:
    limit = f"{limits.MAX_FILE_BYTES:,}"
    problem = f"it has {size:,} bytes, more than the {limit}" if size else f"it has more than the {limit} bytes"
    return InputError(name, f"{problem} of one file", "Split it into articles, or give one article a line as .jsonl")


def sniff(data: bytes) -> str:
    """Tell the format of a file from its beginning: html, feed, json, lines or text.

    >>> sniff(b"<!DOCTYPE html><title>Quay</title>"), sniff(b'{"text": "Quay"}'), sniff(b"Quay closes")
    ('html', 'lines', 'text')
    """
    head = (
        data[:4096]
        .replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    head = head.lstrip()
    if head.startswith(b"<"):
        if _FEED.search(head):
            return "feed"
        return "html" if _HTML.search(head) else "text"
    if head.startswith(b"{"):
        return "lines" if _is_json_object(data.lstrip().split(b"\n", 1)[0]) else _json_or_text(data)
    return _json_or_text(data) if head.startswith(b"[") else "text"


def _is_json_object(line: bytes) -> bool:
    if not line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _json_or_text(data: bytes) -> str:
    """Plain text can begin with a bracket too ("[Photo: …]"): only what parses is JSON."""
    try:
        return "json" if isinstance(json.loads(data), dict | list) else "text"
    except (ValueError, RecursionError):
        return "text"
