"""Parsers of articles: text in any encoding, Markdown, pages, JSON, web archives."""

from __future__ import annotations

import io
import json

from fuzz.sound import document_is_sound, error_is_clear, items_are_sound, only_clear_errors, reading_is_sound
from fuzz.target import Parse

_URL = "https://gazette.example/2031/06/quay.html"


def text() -> Parse:
    """The same bytes as a plain text, as Markdown, and as whatever they look like."""
    from onrecord.ingest.markdown import document_from_markdown
    from onrecord.ingest.source import sniff
    from onrecord.ingest.text import decode, document_from_text, plain

    def parse(data: bytes) -> None:
        assert sniff(data) in ("html", "feed", "sitemap", "warc", "json", "lines", "text")
        for declared in (None, "utf-7", data[:12].decode("latin-1")):
            with only_clear_errors():
                decode(data, "input", declared)
        with only_clear_errors():
            decoded = decode(data, "input")
            assert len(decoded.text) <= len(data)
            for read in (document_from_text, document_from_markdown):
                document = read(decoded.text)
                document_is_sound(document, len(data))
                assert document.text == plain(decoded.text)
                if "\r\n" not in document.text:  # CR CR LF leaves one, which another reading would turn into LF
                    assert read(document.text) == document

    return parse


def html() -> Parse:
    """A page: its text, its metadata and its dates; and its own address."""
    from onrecord.gather.pages import page_url
    from onrecord.ingest.assembly import Known
    from onrecord.ingest.html import declared_encoding, document_from_html
    from onrecord.ingest.text import decode

    def parse(data: bytes) -> None:
        with only_clear_errors():
            decoded = decode(data, "page", declared_encoding(data))
            url = page_url(decoded.text, _URL)
            assert len(url) <= len(data) + len(_URL)
            document_is_sound(document_from_html(decoded.text, known=Known("page", url=url)), len(data))

    return parse


def jsonl() -> Parse:
    """Articles, and readings as onrecord writes them: a line each, or all of it at once."""
    from onrecord.contract import to_contract
    from onrecord.contract.lines import readings_in
    from onrecord.contract.reading import reading_of
    from onrecord.ingest.assembly import Known
    from onrecord.ingest.jsonl import documents_from_json, documents_from_lines, lines_of
    from onrecord.options import ReadOptions

    def parse(data: bytes) -> None:
        options = ReadOptions()
        items_are_sound(documents_from_lines(lines_of(io.BytesIO(data), "lines"), "lines", options), len(data))
        items_are_sound(documents_from_json(data.decode("utf-8", "replace"), Known("json"), options), len(data))
        for placed in readings_in(io.BytesIO(data), "readings"):
            if isinstance(placed.reading, Exception):
                error_is_clear(placed.reading)
                continue
            reading_is_sound(placed.reading)
            written = to_contract(placed.reading)
            assert to_contract(reading_of(json.loads(json.dumps(written)))) == written

    return parse


def warc() -> Parse:
    """An archive in a file that can seek, and in a stream that cannot; a whole one is read alike in both."""
    from onrecord.ingest.warc import documents_from_warc

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    def parse(data: bytes) -> None:
        given = 1_100 * len(data)  # deflate packs a thousand times at most
        seeking = [*documents_from_warc(io.BytesIO(data), "archive")]
        piped = [*documents_from_warc(Pipe(data), "archive")]
        found = items_are_sound(seeking, given)
        items_are_sound(piped, given)
        assert len(seeking) <= len(data) + 1
        if len(found) == len(seeking):
            assert [item for item in piped if item not in found] == []

    return parse
