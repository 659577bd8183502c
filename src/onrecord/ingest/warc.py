"""Web archives (WARC, ISO 28500; plain or gzip, as CC-NEWS is): one article a page in it.

What is no page is passed over: requests, pictures, redirects, revisits. What is damaged is told, with the byte at which
its record begins, and reading goes on with the next record that can be found.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol, cast

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import limits
from onrecord.ingest.assembly import Known, Wanted, every
from onrecord.ingest.html import declared_encoding, document_from_html
from onrecord.ingest.text import decode, document_from_text
from onrecord.options import ReadOptions

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_TEXT = "text/plain"
_OK = 200
_GZIP, _WARC = b"\x1f\x8b\x08", b"WARC/"
#: How a record begins: a member of its own in a gzip file, else a line.
_NEXT = {True: re.compile(re.escape(_GZIP)), False: re.compile(rb"(?<=\n)WARC/1\.")}
_WINDOW, _HEAD = 1 << 20, 4096
#: Damaged places of one archive after which it is given up.
_MOST_DAMAGES = 1_000
_REMEDY = "Get the archive again, or read what is whole"


class Stream(Protocol):
    """What an archive is read from; one that can seek has ``seek`` as well."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""

    def seekable(self) -> bool:
        """Tell whether it can seek."""


class _BrokenOffError(InputError):
    """A record that is shorter than it says: the archive ends in it, or what follows was taken for its content."""


class _Payload(NamedTuple):
    """The content of a page's record, unpacked."""

    data: bytes
    media_type: str
    charset: str | None
    warnings: tuple[str, ...] = ()


def documents_from_warc(
    stream: Stream, name: str, options: ReadOptions = ReadOptions(), wanted: Wanted = every
) -> Iterator[Document | InputError]:
    """Read the pages of a web archive, one after the other.

    Parameters
    ----------
    stream : Stream
        Such as a binary file. Where it can seek, reading goes on behind damaged records.
    name : str
        How errors call the archive.
    options : ReadOptions
    wanted : Wanted
        Asked before each page is read, and before each damage is told.

    Yields
    ------
    Document or InputError
        ``extra`` has the record's id and date as ``warc_record_id`` and ``warc_date`` (when it was archived).
    """
    found = False

    def asked() -> bool:
        nonlocal found
        found = True
        return wanted()

    try:
        yield from _items(stream, name, options, asked)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "fastwarc":
            raise
        yield InputError(name, "reading WARC archives needs fastwarc", 'Install it: pip install "onrecord[warc]"')
        return
    if not found and wanted():
        yield InputError(name, "there is no page in the archive", "Give a WARC archive of pages")


def is_warc(data: bytes) -> bool:
    """Tell whether this is the beginning of a web archive, plain or gzip."""
    if data.startswith(_GZIP):
        try:
            return zlib.decompressobj(wbits=31).decompress(data[:_HEAD], len(_WARC)) == _WARC
        except zlib.error:
            return False
    return data.startswith(_WARC)


def _items(stream: Stream, name: str, options: ReadOptions, wanted: Wanted) -> Iterator[Document | InputError]:
    file = _file(stream)
    packed = file is not None and _is_packed(file)
    base: int | None = 0
    damages = 0
    while base is not None:
        at = base
        try:
            for record in _records(stream):
                at = base + record.stream_pos
                yield from _guarded(record, f"{name}, byte {at}", options, wanted)
        except _BrokenOffError as error:
            if wanted():
                yield error
        except OSError as error:
            if wanted():
                yield InputError(f"{name}, byte {at}", f"the archive is damaged here or just behind ({error})", _REMEDY)
        else:
            if not packed:  # in a gzip file, damage can look like its end
                return
        damages += 1
        if damages > _MOST_DAMAGES:
            if wanted():
                yield InputError(
                    name, f"it is damaged in more than {_MOST_DAMAGES:,} places and read no further", _REMEDY
                )
            return
        base = None if file is None else _next_record(file, at + 1, packed)


class _Counted:
    """A stream that cannot seek, as fastwarc wants it: it tells how far it was read."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int, /) -> bytes:
        piece = self._stream.read(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at


def _file(stream: Stream) -> BinaryIO | None:
    """Return the stream if it can seek."""
    return cast(BinaryIO, stream) if stream.seekable() else None


def _is_packed(file: BinaryIO) -> bool:
    head = file.read(len(_GZIP))
    file.seek(0)
    return head == _GZIP


def _records(stream: Stream) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator

    readable = stream if stream.seekable() else _Counted(stream)
    yield from ArchiveIterator(cast(BinaryIO, readable), parse_http=True, fsspec_args=False)


def _next_record(file: BinaryIO, start: int, packed: bool) -> int | None:
    """Put the file where the next record begins and return that place; None where there is none."""
    at = max(0, start - 1)  # the line break before a record counts
    while True:
        file.seek(at)
        window = file.read(_WINDOW + _HEAD)
        for match in _NEXT[packed].finditer(window, max(0, start - at)):
            if match.start() < _WINDOW and is_warc(window[match.start() : match.start() + _HEAD]):
                file.seek(at + match.start())
                return at + match.start()
        if len(window) < _WINDOW + _HEAD:
            return None
        at += _WINDOW - 1


def _guarded(record: WarcRecord, name: str, options: ReadOptions, wanted: Wanted) -> Iterator[Document | InputError]:
    """Yield the article of a record, why it cannot be read, or nothing where the record holds no page."""
    try:
        document = _document(record, name, options, wanted)
        if document is None:
            _pass_over(record, name)
    except _BrokenOffError:
        raise
    except InputError as error:
        yield error
    else:
        if document is not None:
            yield document


def _pass_over(record: WarcRecord, name: str) -> None:
    size = record.content_length
    passed = record.reader.consume()
    if passed < size:
        raise _broken_off(name, size - passed)


def _document(record: WarcRecord, name: str, options: ReadOptions, wanted: Wanted) -> Document | None:
    from fastwarc.warc import WarcRecordType

    headers = record.headers
    if headers.get("WARC-Type") is None or headers.get("Content-Length") is None:
        if not wanted():
            return None
        missing = "Content-Length" if headers.get("WARC-Type") else "WARC-Type"
        raise InputError(name, f"the record has no {missing}", _REMEDY)
    url = (headers.get("WARC-Target-URI") or "").strip("<> ")
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    media_type = _media_type(record)
    if not record.record_type & kinds or media_type is None or not wanted():
        return None
    name = f"{name} ({url[:200]})" if url else name
    payload = _payload(record, media_type, name)
    decoded = decode(payload.data, name, payload.charset or declared_encoding(payload.data))
    known = Known(
        name,
        url=url if url.startswith(("http://", "https://")) else None,
        extra={key: value for key, value in _provenance(record).items() if value},
        warnings=(*payload.warnings, *decoded.warnings),
    )
    read = document_from_text if payload.media_type == _TEXT else document_from_html
    return read(decoded.text, options, known)


def _provenance(record: WarcRecord) -> dict[str, str | None]:
    headers = record.headers
    return {"warc_record_id": headers.get("WARC-Record-ID"), "warc_date": headers.get("WARC-Date")}


def _media_type(record: WarcRecord) -> str | None:
    """The type of a page, None for what is no page: another type, or an answer that is no success."""
    if record.is_http:
        if not record.is_http_parsed or record.http_headers.status_code != _OK:
            return None
        told = record.http_content_type or ""
    else:
        told = (record.headers.get("Content-Type") or "").partition(";")[0]
    media_type = told.strip().lower()
    return media_type if media_type in _PAGES or media_type == _TEXT else None


def _payload(record: WarcRecord, media_type: str, name: str) -> _Payload:
    """Read the content of a record; what is shorter than the record says is refused."""
    if record.content_length > limits.MAX_FILE_BYTES:
        raise _too_large(name, record.content_length)
    data = _read(record, record.content_length)
    if len(data) < record.content_length:
        raise _broken_off(name, record.content_length - len(data))
    warnings = ["the archive holds only a part of the page"] if record.headers.get("WARC-Truncated") else []
    if not record.is_http:
        return _Payload(data, media_type, None, tuple(warnings))
    unpacked = _unpacked(record, data)
    if unpacked is None:
        warnings.append("the page is not packed as its record says")
    elif len(unpacked) > limits.MAX_FILE_BYTES:
        raise _too_large(name, None)
    charset = (record.http_charset or "").strip("\"' ") or None
    return _Payload(data if unpacked is None else unpacked, media_type, charset, tuple(warnings))


def _unpacked(record: WarcRecord, data: bytes) -> bytes | None:
    """Undo chunks and packing of an answer, up to the limit; None where they are not what its headers say."""
    from fastwarc.warc import WarcRecord

    names = ("Transfer-Encoding", "Content-Encoding")
    told = {name: value for name in names if (value := record.http_headers.get(name))}
    if not told:
        return data
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    answer = WarcRecord()
    answer.set_bytes_content(f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode("latin-1", "replace") + data)
    answer.is_http = True
    try:
        answer.parse_http(auto_decode="all")
        return _read(answer, limits.MAX_FILE_BYTES + 1)
    except OSError:
        return None


def _read(record: WarcRecord, most: int) -> bytes:
    data = bytearray()
    while len(data) < most and (piece := record.reader.read(min(_WINDOW, most - len(data)))):
        data += piece
    return bytes(data)


def _broken_off(name: str, lacking: int) -> _BrokenOffError:
    return _BrokenOffError(name, f"the record is broken off: {lacking:,} of its bytes are missing", _REMEDY)


def _too_large(name: str, size: int | None) -> InputError:
    limit = f"{limits.MAX_FILE_BYTES:,}"
    problem = f"has {size:,} bytes, more than the {limit}" if size else f"unpacks to more than the {limit}"
    return InputError(name, f"the page {problem} of one file", "Give the article's text")
