from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gather.site import HARBOUR, page
from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.gather.fetcher import Fetched
from onrecord.gather.listing import Entry
from onrecord.gather.pages import clean_url, document_of_entry, documents_of_page, page_url
from onrecord.options import ReadOptions
from onrecord.store.records import Fetch

URL = "https://gazette.example/news/1"


def fetched(content: str | bytes, content_type: str = "text/html", charset: str | None = None) -> Fetched:
    data = content.encode() if isinstance(content, str) else content
    return Fetched(URL, data, content_type, charset, Fetch(URL, URL, datetime.now(UTC), 200))


def read(item: Fetched, entry: Entry = Entry(URL), **options: str) -> Document:
    (document,) = documents_of_page(item, entry, ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(document, Document), document
    return document


def test_an_article() -> None:
    document = read(fetched(page("Harbour stays shut", *HARBOUR)))
    assert document.title == "Harbour stays shut" and document.url == URL
    assert HARBOUR[1] in document.text and "Home" not in document.text


def test_what_the_list_knows_completes_what_the_page_says() -> None:
    entry = Entry(URL, published="2025-05-14T10:00:00+02:00", title="In the feed", outlet="The Gazette")
    document = read(fetched(page("On the page", *HARBOUR)), entry)
    assert (document.title, document.outlet) == ("On the page", "The Gazette")
    assert document.published == "2025-05-14T10:00:00+02:00"
    named = page("On the page", *HARBOUR, head='<meta property="og:site_name" content="Gazette Online">')
    assert read(fetched(named), entry).outlet == "Gazette Online"
    assert read(fetched(named), entry, outlet="Mine", published="2031-01-01").outlet == "Mine"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (page("Café", *HARBOUR).encode("latin-1", "xmlcharrefreplace"), "iso-8859-1"),
        (page("Café", *HARBOUR, head="<meta charset=windows-1252>").encode("cp1252"), None),
        (page("Café", *HARBOUR).encode("utf-8"), "iso-8859-1"),
    ],
)
def test_encodings(content: bytes, charset: str | None) -> None:
    assert read(fetched(content, charset=charset)).title == "Café"


@pytest.mark.parametrize("content_type", ["text/plain", "application/octet-stream", ""])
def test_a_plain_text(content_type: str) -> None:
    assert read(fetched("Quay closes\n\nIt closed on Monday.\n", content_type)).text.startswith("Quay closes")


def test_files_of_articles() -> None:
    lines = b'{"text": "One.", "url": "https://a.example/1"}\n{"text": "Two."}\n'
    found = list(documents_of_page(fetched(lines, "application/jsonl"), Entry(URL), ReadOptions()))
    assert [item.text if isinstance(item, Document) else item for item in found] == ["One.", "Two."]
    assert read(fetched('[{"text": "One."}]', "application/json")).text == "One."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a PNG image"),
        ("<rss><channel/></rss>", "this is a feed where a page was expected"),
        ('<urlset xmlns="x"/>', "this is a sitemap where a page was expected"),
        ("<html><script>var a = 1;</script></html>", "no article text was found in the page"),
    ],
)
def test_what_is_no_page(content: str | bytes, problem: str) -> None:
    (error,) = documents_of_page(fetched(content), Entry(URL), ReadOptions())
    assert isinstance(error, InputError) and problem in str(error) and error.source == URL


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://gazette.example/a", "https://gazette.example/a"),
        ("https://www.gazette.example/a?utm_source=x", "https://www.gazette.example/a"),
        ("/a", "https://gazette.example/a"),
        ("https://press.example/a", URL),
        ("https://gazette.example.evil.example/a", URL),
        ("https://gazette.example/", URL),
        ("javascript:alert(1)", URL),
        ("file:///etc/passwd", URL),
        ("http://[", URL),
        ("", URL),
    ],
)
def test_a_page_may_name_its_address_on_its_own_site(href: str, url: str) -> None:
    assert page_url(page("Quay", head=f'<link rel="canonical" href="{href}">'), URL) == url


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("https://gazette.example/1?utm_campaign=a&fbclid=b", "https://gazette.example/1"),
        ("https://gazette.example/1?b=2&a=1#top", "https://gazette.example/1?a=1&b=2"),
        ("http://gazette.example/?u=https://press.example/1", "http://gazette.example/?u=https://press.example/1"),
        ("http://[", "http://["),
    ],
)
def test_addresses_without_what_says_nothing(given: str, clean: str) -> None:
    assert clean_url(given) == clean


class TestEntriesWithText:
    def test_an_article(self) -> None:
        html = "".join(f"<p>{paragraph}</p>" for paragraph in HARBOUR)
        entry = Entry(URL + "?utm_source=feed", "2025-05-14", None, "Harbour & quay", ("Ilva Ronne",), html, "Gazette")
        document = document_of_entry(entry, ("guessed",), "feed", ReadOptions())
        assert document.text.splitlines()[0] == "Harbour & quay" and HARBOUR[2] in document.text
        assert (document.url, document.outlet, document.authors) == (URL, "Gazette", ("Ilva Ronne",))
        assert (document.published, document.warnings) == ("2025-05-14", ("guessed",))

    def test_without_an_address_the_id_tells_which_it_is(self) -> None:
        entry = Entry(None, html="The quay is shut.", outlet="Gazette", id="urn:2")
        assert document_of_entry(entry, (), "feed", ReadOptions()).source_id == "urn:2"

    def test_fifty_megabytes(self) -> None:
        entry = Entry(URL, html="<p>" + "The quay is shut. " * 2_800_000)
        with pytest.raises(InputError, match="more than the 5,000,000 of one document"):
            document_of_entry(entry, (), "feed", ReadOptions())

    def test_scripts_are_no_text(self) -> None:
        html = f"<script>alert(1)</script><p onclick=alert(1)>{HARBOUR[0]}</p><style>p {{}}</style>"
        text = document_of_entry(Entry(URL, html=html), (), "feed", ReadOptions()).text
        assert text == HARBOUR[0]
