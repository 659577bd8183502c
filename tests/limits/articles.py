"""Articles at the edge."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable

from ingest.test_warc import record
from limits.documented import Trial, edge
from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import document_from_text, documents
from onrecord.ingest.jsonl import lines_of
from onrecord.ingest.packed import packed_lines
from onrecord.ingest.warc import documents_from_warc


def read(items: Iterable[object]) -> None:
    """Raise the first error of what was read."""
    for item in items:
        if isinstance(item, Exception):
            raise item
        assert isinstance(item, Document | bytes)


def plain(content: bytes) -> bytes:
    return record(content, "resource", media_type="text/plain")


@edge("file of one article")
def file(more: int, trial: Trial) -> None:
    trial.limit("ingest.limits.MAX_FILE_BYTES", 100)
    read(documents(trial.file("a.txt", "x" * (100 + more))))


@edge("line of `.jsonl` (the file has no limit)")
def line(more: int, trial: Trial) -> None:
    data = json.dumps({"text": "No comment."}).encode()
    trial.limit("ingest.limits.MAX_LINE_BYTES", len(data) - more)
    read(lines_of(io.BytesIO(data), "a.jsonl"))


@edge("packed lines (`.jsonl.gz`, `.jsonl.bz2`), unpacked: above 16 MiB so many times of what was read of the file")
def bomb(more: int, trial: Trial) -> None:
    trial.limit("ingest.packed._HARMLESS", 0)
    trial.limit("ingest.packed.MOST_TIMES", 100)
    sizes = (size for size in range(100, 10_000, 100) if 100 * len(gzip.compress(b"x" * size, mtime=0)) == size)
    read(packed_lines(io.BytesIO(gzip.compress(b"x" * (next(sizes) + more), mtime=0)), "a.jsonl.gz"))


@edge("text of one article")
def text(more: int, trial: Trial) -> None:
    trial.limit("ingest.limits.MAX_TEXT_CHARACTERS", 100)
    document_from_text("x" * (100 + more))


@edge("page in a WARC archive, packed and unpacked (the archive has no limit)")
def page(more: int, trial: Trial) -> None:
    trial.limit("ingest.limits.MAX_FILE_BYTES", 100)
    read(documents_from_warc(io.BytesIO(plain(b"x" * (100 + more))), "a.warc"))
    packed = gzip.compress(b"<p>" + b"x" * (97 + more))
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    read(documents_from_warc(io.BytesIO(record(answer)), "a.warc"))


@edge("damaged places of a WARC archive")
def damages(more: int, trial: Trial) -> None:
    data = plain(b"No comment.") + b"WARC/1.0 broken\r\n\r\n" * 7
    damaged = sum(isinstance(item, InputError) for item in documents_from_warc(io.BytesIO(data), "a.warc"))
    trial.limit("ingest.warc._MOST_DAMAGES", damaged - more)
    read(item for item in documents_from_warc(io.BytesIO(data), "a.warc") if "read no further" in str(item))
