"""Articles at the edge."""

from __future__ import annotations

import gzip
import io
import json

from limits.documented import Trial, edge
from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import document_from_text, documents
from onrecord.ingest.jsonl import lines_of
from onrecord.ingest.warc import documents_from_warc


def read(items: object) -> None:
    """Raise the first error of what was read."""
    for item in items:  # type: ignore[attr-defined]
        if isinstance(item, Exception):
            raise item
        assert isinstance(item, Document | bytes)


def record(content: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


@edge("file of one article")
def file(more: int, trial: Trial) -> None:
    trial.limit("ingest.limits.MAX_FILE_BYTES", 100)
    read(documents(trial.file("a.txt", "x" * (100 + more))))


@edge("line of `.jsonl` (the file has no limit)")
def line(more: int, trial: Trial) -> None:
    data = json.dumps({"text": "No comment."}).encode()
    trial.limit("ingest.limits.MAX_LINE_BYTES", len(data) - more)
    read(lines_of(io.BytesIO(data), "a.jsonl"))


@edge("text of one article")
def text(more: int, trial: Trial) -> None:
    trial.limit("ingest.limits.MAX_TEXT_CHARACTERS", 100)
    document_from_text("x" * (100 + more))


@edge("page in a WARC archive, packed and unpacked (the archive has no limit)")
def page(more: int, trial: Trial) -> None:
    trial.limit("ingest.limits.MAX_FILE_BYTES", 100)
    read(documents_from_warc(io.BytesIO(record(b"x" * (100 + more))), "a.warc"))
    packed = gzip.compress(b"<p>" + b"x" * (97 + more))
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    http = record(answer).replace(b"resource", b"response").replace(b"text/plain", b"application/http")
    read(documents_from_warc(io.BytesIO(http), "a.warc"))


@edge("damaged places of a WARC archive")
def damages(more: int, trial: Trial) -> None:
    data = record(b"No comment.") + b"WARC/1.0 broken\r\n\r\n" * 7
    damaged = sum(isinstance(item, InputError) for item in documents_from_warc(io.BytesIO(data), "a.warc"))
    trial.limit("ingest.warc._MOST_DAMAGES", damaged - more)
    read(item for item in documents_from_warc(io.BytesIO(data), "a.warc") if "read no further" in str(item))
