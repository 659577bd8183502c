"""Web archives as they come: whole, packed, damaged, hostile."""

from __future__ import annotations

import gzip
import io
import os
import sys
import threading
import tracemalloc
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import documents, limits
from onrecord.ingest.source import sniff
from onrecord.ingest.warc import documents_from_warc
from onrecord.options import ReadOptions

HTML = "Content-Type: text/html; charset=utf-8\r\n"


def page(number: int = 1) -> bytes:
    text = f"The ferry to Oddrey stopped on Monday, the company said in note {number}."
    return (
        f"<html><head><title>Ferry {number}</title></head><body><article><p>{text}</p></article></body></html>".encode()
    )


def http(body: bytes, headers: str = HTML, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode("latin-1") + body


def record(
    content: bytes,
    kind: str | None = "response",
    url: str = "https://gazette.example/1",
    media_type: str = "application/http; msgtype=response",
    length: object = None,
    more: str = "",
) -> bytes:
    head = "WARC/1.0\r\n" + (f"WARC-Type: {kind}\r\n" if kind else "") + f"WARC-Target-URI: {url}\r\n{more}"
    head += "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-05-14T10:00:00Z\r\n"
    head += f"Content-Type: {media_type}\r\n"
    head += "" if length == "none" else f"Content-Length: {len(content) if length is None else length}\r\n"
    return head.encode() + b"\r\n" + content + b"\r\n\r\n"


def article(number: int = 1) -> bytes:
    return record(http(page(number)), url=f"https://gazette.example/{number}")


def read(data: bytes, **options: str) -> list[Document | InputError]:
    return list(documents_from_warc(io.BytesIO(data), "news.warc", ReadOptions(**options)))


def summary(data: bytes) -> list[str | None]:
    """Titles of articles, problems of what could not be read."""
    return [item.title if isinstance(item, Document) else item.problem for item in read(data)]


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one) for one in records)


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz", "NEWS.WARC.GZ", "news.data"])
def test_an_archive(name, tmp_path):
    head = record(b"software: x\r\n", "warcinfo", media_type="application/warc-fields")
    records = [head, record(b"GET / HTTP/1.1\r\n\r\n", "request"), article(1), article(2)]
    path = tmp_path / name
    path.write_bytes(packed(*records) if "gz" in name.lower() else b"".join(records))
    first, second = documents(path)
    assert (first.title, first.url) == ("Ferry 1", "https://gazette.example/1") and second.title == "Ferry 2"
    assert first.extra == {"warc_record_id": "<urn:uuid:1>", "warc_date": "2031-05-14T10:00:00Z"}
    assert first.published is None  # when it was archived is not when it was published


def test_archives_in_a_folder_and_options(tmp_path):
    (tmp_path / "a.txt").write_text("The quay is shut.")
    (tmp_path / "b.warc.gz").write_bytes(packed(article()))
    found = list(documents(tmp_path, ReadOptions(outlet="The Gazette", published="2031-05-14")))
    assert [(one.outlet, one.published) for one in found] == [("The Gazette", "2031-05-14")] * 2


@pytest.mark.parametrize("data", [article(1) + article(2), packed(article(1), article(2))])
def test_standard_input_is_read_as_it_comes(data, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert [one.title for one in documents("-")] == ["Ferry 1", "Ferry 2"]


def test_a_named_pipe(tmp_path):
    path = tmp_path / "pipe.warc"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(article(1) + article(2),))
    writer.start()
    assert [one.title for one in documents(path)] == ["Ferry 1", "Ferry 2"]
    writer.join()


def test_formats_are_told_by_their_beginning():
    assert sniff(article()) == sniff(packed(article())) == "warc"
    assert sniff(gzip.compress(b"WAR and peace")) == sniff(b"\x1f\x8b\x08broken") == "text"


@pytest.mark.parametrize(
    "other",
    [
        record(http(b"\x89PNG", "Content-Type: image/png\r\n")),
        record(http(page(), status="404 Not Found")),
        record(http(b"", "Location: /2\r\nContent-Type: text/html\r\n", "301 Moved")),
        record(http(page()), "revisit"),
        record(http(page()), "request"),
        record(b"a: b", "metadata", media_type="application/warc-fields"),
        record(b"<p>x", "resource", media_type="image/svg+xml"),
        record(http(page()), "frobnication"),
        record(http(page(), "")),
        record(b"no http at all"),
        record(b""),
    ],
)
def test_what_is_no_page_is_passed_over(other):
    assert summary(article(1) + other + article(2)) == ["Ferry 1", "Ferry 2"]
    assert summary(packed(article(1), other, article(2))) == ["Ferry 1", "Ferry 2"]


def test_pages_that_are_no_answers_of_servers():
    resource = record(page(3), "resource", media_type="text/html")
    text = record(b"Ferry stops\n\nIt stopped on Monday.\n", "conversion", media_type="text/plain")
    assert summary(resource + text) == ["Ferry 3", "Ferry stops"]


@pytest.mark.parametrize(
    ("body", "headers", "warned"),
    [
        (gzip.compress(page(), mtime=0), HTML + "Content-Encoding: gzip\r\n", False),
        (f"{len(page()):x}\r\n".encode() + page() + b"\r\n0\r\n\r\n", HTML + "Transfer-Encoding: chunked\r\n", False),
        (page(), HTML + "Content-Encoding: gzip\r\n", True),
        (page(), HTML + "Transfer-Encoding: chunked\r\n", True),
        (page(), HTML.replace("utf-8", "x-unknown"), False),
        (page(), "CONTENT-TYPE:TEXT/HTML\r\n", False),
        (page().replace(b"note", b"caf\xe9"), HTML.replace("utf-8", '"iso-8859-1"'), False),
    ],
)
def test_packed_pages_and_encodings(body, headers, warned):
    (document,) = read(record(http(body, headers)))
    assert document.title == "Ferry 1" and "The ferry to Oddrey" in document.text
    assert ("the page is not packed as its record says" in document.warnings) is warned
    assert ("café" in document.text) is (b"caf\xe9" in body)


@pytest.mark.parametrize("charset", ["undefined", "idna", "zip", "utf\0-8", "../utf-8", "a" * 1_000])
def test_encodings_that_are_none(charset):
    body = page().replace(b"note", b"caf\xe9")
    (document,) = read(record(http(body, f"Content-Type: text/html; charset={charset}\r\n")))
    assert "café" in document.text


def test_a_page_that_the_archive_cut():
    (document,) = read(record(http(page()), more="WARC-Truncated: length\r\n"))
    assert document.warnings[0] == "the archive holds only a part of the page"


@pytest.mark.parametrize("url", ["", "<https://gazette.example/1>", "dns:gazette.example", "javascript:alert(1)"])
def test_only_addresses_of_the_web_are_addresses(url):
    (document,) = read(record(http(page()), url=url))
    assert document.url == ("https://gazette.example/1" if "https" in url else None)


class TestDamage:
    def test_records_without_type_or_length_are_told(self):
        assert summary(article(1) + record(http(page()), None) + article(2)) == [
            "Ferry 1",
            "the record has no WARC-Type",
            "Ferry 2",
        ]
        missing = packed(article(1), record(http(page()), length="none"), article(2))
        assert summary(missing)[1] == "the record has no Content-Length" and summary(missing)[-1] == "Ferry 2"

    def test_the_error_says_where(self):
        error = read(article(1) + record(http(page()), None))[1]
        assert str(error) == (
            f"news.warc, byte {len(article(1))}: the record has no WARC-Type. "
            "Get the archive again, or read what is whole"
        )

    @pytest.mark.parametrize("cut", [3, 10, 60, 150, 250, 350, 450])
    def test_truncated_archives_tell_it_and_lose_nothing_before(self, cut):
        whole = article(1)
        found = summary(whole + article(2)[: -len(article(2)) + cut])
        assert found[0] == "Ferry 1" and "Ferry 2" not in found
        if cut > 60:
            assert len(found) == 2, found

    @pytest.mark.parametrize("share", [0.5, 0.7, 0.9])
    def test_truncated_gzip_archives(self, share):
        last = gzip.compress(record(http(page(2) * 200)))
        found = summary(packed(article(1)) + last[: int(len(last) * share)])
        assert found[0] == "Ferry 1" and len(found) == 2 and "broken off" in found[1]

    @pytest.mark.parametrize("length", [20, 0, -5, "abc", "9" * 30])
    def test_wrong_lengths_do_not_end_the_archive(self, length):
        for data in (
            article(1) + record(http(page(8)), length=length) + article(2),
            packed(article(1), record(http(page(8)), length=length), article(2)),
        ):
            found = summary(data)
            assert found[0] == "Ferry 1" and found[-1] == "Ferry 2", found

    def test_a_record_that_claims_all_that_follows(self):
        found = summary(article(1) + record(http(page(8)), length=100_000) + article(2))
        assert found[0] == "Ferry 1" and "broken off" in found[1] and found[-1] == "Ferry 2"

    @pytest.mark.parametrize("noise", [b"garbage\r\n" * 10, b"\xff" * 3_000_000, b"\r\n" * 50, b"\x1f\x8b\x08" * 20])
    def test_reading_goes_on_behind_what_is_damaged(self, noise):
        for data in (article(1) + noise + b"\n" + article(2), packed(article(1)) + noise + packed(article(2))):
            found = summary(data)
            assert found[0] == "Ferry 1" and found[-1] == "Ferry 2", found

    def test_a_damaged_member_of_a_gzip_archive(self):
        middle = bytearray(gzip.compress(article(8)))
        middle[60:90] = b"\xff" * 30
        found = summary(packed(article(1)) + middle + packed(article(2)))
        assert found[0] == "Ferry 1" and "the archive is damaged here" in found[1] and found[-1] == "Ferry 2"

    def test_an_archive_of_nothing_but_damage_is_given_up(self):
        found = summary(article(1) + b"WARC/1.0 broken\r\n\r\n" * 1_100)
        assert found[0] == "Ferry 1" and found[-1] == "it is damaged in more than 1,000 places and read no further"

    def test_standard_input_cannot_be_searched_for_more(self, monkeypatch):
        data = article(1) + b"garbage\r\n" + article(2)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        first, second = documents("-")
        assert first.title == "Ferry 1" and "damaged" in str(second)

    @pytest.mark.parametrize(
        "data", [b"", b"hello world\n" * 10, b"<html>", article()[:30], gzip.compress(b"", mtime=0)]
    )
    def test_what_is_no_archive(self, data):
        found = read(data)
        assert found and all(isinstance(item, InputError) for item in found)

    def test_an_archive_without_pages(self):
        assert summary(record(b"GET / HTTP/1.1\r\n\r\n", "request")) == ["there is no page in the archive"]

    @given(st.binary(max_size=60), st.integers(0, 1_500), st.booleans())
    @settings(max_examples=150, deadline=None)
    def test_any_damage_ends_in_articles_or_clear_errors(self, damage, at, gz):
        data = packed(article(1), article(2)) if gz else article(1) + article(2)
        for item in read(data[:at] + damage + data[at + len(damage) :]):
            assert isinstance(item, Document) or item.remedy


class TestBombs:
    def peak(self, data: bytes) -> tuple[list[str | None], int]:
        tracemalloc.start()
        try:
            return summary(data), tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def test_a_record_that_unpacks_to_more_than_a_file_may_have(self):
        bomb = gzip.compress(record(http(bytes(limits.MAX_FILE_BYTES + 1))), 1)
        found, peak = self.peak(packed(article(1)) + bomb + packed(article(2)))
        assert found == ["Ferry 1", "the page has 67,108,865 bytes, more than the 67,108,864 of one file", "Ferry 2"]
        assert peak < 20_000_000

    def test_a_page_that_unpacks_to_more(self):
        body = gzip.compress(gzip.compress(bytes(limits.MAX_FILE_BYTES * 3), 1))
        once = record(http(gzip.compress(bytes(limits.MAX_FILE_BYTES * 3), 1), HTML + "Content-Encoding: gzip\r\n"))
        twice = record(http(body, HTML + "Content-Encoding: gzip, gzip\r\n"))
        found, peak = self.peak(once + twice + article(2))
        assert found[0] == "the page unpacks to more than the 67,108,864 of one file" and found[-1] == "Ferry 2"
        assert peak < 4 * limits.MAX_FILE_BYTES

    def test_endless_headers(self):
        endless = b"WARC/1.0\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n"
        found = summary(packed(article(1), endless, article(2)))
        assert found[0] == "Ferry 1" and "damaged" in found[1] and found[-1] == "Ferry 2"


def test_without_fastwarc_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (error,) = read(article())
    assert str(error) == 'news.warc: reading WARC archives needs fastwarc. Install it: pip install "onrecord[warc]"'
