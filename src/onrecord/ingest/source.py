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
from onrecord.ingest.packed import is_packed, lines_in, packed_lines
from onrecord.ingest.text import decode, document_from_text
from onrecord.ingest.warc import documents_from_warc, is_warc
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
    ".jsonl.gz": "lines",
    ".ndjson.gz": "lines",
    ".jsonl.bz2": "lines",
    ".ndjson.bz2": "lines",
    ".warc": "warc",
    ".warc.gz": "warc",
}
_STANDARD_INPUT = "standard input"
#: Bytes of packed standard input by which it is told whether it is a web archive.
_PACKED_HEAD = 4096
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|main|title|meta|h1|p|div)\b", re.IGNORECASE)
#: What may stand before the first tag of XML, then the first tag of feeds and sitemaps.
_BEFORE = rb"(?>\s+|<\?[^>]*>|<!--.*?-->|<!doctype[^<>\[]*(?:\[.*?\])?\s*>)*+"
_LIST = re.compile(
    _BEFORE + rb"<(?:[\w.-]{1,40}:)?(?:(?P<feed>rss|feed|rdf)|(?P<sitemap>urlset|sitemapindex))\b",
    re.IGNORECASE | re.DOTALL,
)


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
            if not name.startswith(".") and format_of(Path(name)) is not None:
                yield Path(parent, name)


def format_of(path: Path) -> str | None:
    """The format that the name of a file tells, None where it tells none."""
    suffixes = "".join(path.suffixes[-2:]).lower()
    return FORMATS.get(suffixes) or FORMATS.get(path.suffix.lower())


def _from_file(path: Path, options: ReadOptions) -> _Read:
    name = str(path)
    kind = format_of(path)
    with path.open("rb") as stream:
        if kind == "warc":
            yield from documents_from_warc(stream, name, options)
            return
        if kind == "lines":
            yield from documents_from_lines(lines_in(stream, name), name, options)
            return
        size = path.stat().st_size
        if size > limits.MAX_FILE_BYTES:
            raise _too_large(name, size)
        data = _read_all(stream, name)
    yield from _from_bytes(data, kind or sniff(data), name, options)


def _from_standard_input(options: ReadOptions) -> _Read:
    """JSON lines and web archives are read as they come; anything else is read whole."""
    stream = sys.stdin.buffer
    first = stream.readline(limits.MAX_LINE_BYTES + 1)
    if len(first) <= limits.MAX_LINE_BYTES and _is_json_object(first):
        lines = chain([first], lines_of(stream, _STANDARD_INPUT))
        yield from documents_from_lines(lines, _STANDARD_INPUT, options)
        return
    if is_packed(first):
        first += stream.read(_PACKED_HEAD)  # a line of what is packed may be a few bytes
    if is_warc(first):
        yield from documents_from_warc(_Continued(first, stream), _STANDARD_INPUT, options)
        return
    if is_packed(first):
        packed = packed_lines(_Continued(first, stream), _STANDARD_INPUT)
        yield from documents_from_lines(packed, _STANDARD_INPUT, options)
        return
    data = _read_all(stream, _STANDARD_INPUT, first)
    yield from _from_bytes(data, sniff(data), _STANDARD_INPUT, options)


def _from_bytes(data: bytes, kind: str, name: str, options: ReadOptions) -> _Read:
    if kind == "lines":
        yield from documents_from_lines(lines_of(io.BytesIO(data), name), name, options)
        return
    if kind in ("feed", "sitemap"):
        raise InputError(
            name, f"this is a {kind}, not an article", "Give its file or address to onrecord add, or give its articles"
        )
    if kind == "warc":
        yield from documents_from_warc(io.BytesIO(data), name, options)
        return
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
    """Tell the format of a file from its beginning: html, feed, sitemap, warc, json, lines or text.

    >>> sniff(b"<!DOCTYPE html><title>Quay</title>"), sniff(b'{"text": "Quay"}'), sniff(b"Quay closes")
    ('html', 'lines', 'text')
    """
    if is_warc(data):
        return "warc"
    head = (
        data[:4096]
        .replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    head = head.lstrip()
    if head.startswith(b"<"):
        if found := _LIST.match(head):
            return "feed" if found["feed"] else "sitemap"
        return "html" if _HTML.search(head) else "text"
    if head.startswith(b"{"):
        return "lines" if _is_json_object(data.lstrip().split(b"\n", 1)[0]) else _json_or_text(data)
    return _json_or_text(data) if head.startswith(b"[") else "text"


class _Continued:
    """A stream of which the beginning was read already; it cannot seek."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest

    def seekable(self) -> bool:
        return False

    def read(self, size: int, /) -> bytes:
        if not self._first:
            return self._rest.read(size)
        piece, self._first = self._first[:size], self._first[size:]
        return piece


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
