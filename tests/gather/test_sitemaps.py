from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.gather.listing import Entry
from onrecord.gather.sitemaps import listing_of_sitemap

NAME = "https://gazette.example/sitemap.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def url(loc: str, news: str = "", lastmod: str = "") -> str:
    about = f"<news:news>{news}</news:news>" if news else ""
    changed = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>{loc}</loc>{changed}{about}</url>"


def sitemap(*urls: str, head: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<urlset {SPACES}>{"".join(urls)}</urlset>'.encode()


NEWS = (
    "<news:publication><news:name>The Gazette</news:name><news:language>en</news:language></news:publication>"
    "<news:publication_date>2025-05-14T10:00:00+02:00</news:publication_date><news:title>Quay &amp; port</news:title>"
)


def test_a_news_sitemap() -> None:
    found = listing_of_sitemap(sitemap(url(" https://gazette.example/1 ", NEWS, "2025-05-15")), NAME)
    assert found.entries == (
        Entry(
            "https://gazette.example/1",
            "2025-05-14T10:00:00+02:00",
            "2025-05-15",
            "Quay & port",
            outlet="The Gazette",
        ),
    )


def test_what_is_no_news_is_left_out() -> None:
    found = listing_of_sitemap(sitemap(url("/about"), url("/1", NEWS), "<url/>", url("", NEWS)), NAME)
    assert [entry.url for entry in found.entries] == ["/1"] and found.parts == ()


def test_an_index_leads_to_its_newest_sitemaps_first() -> None:
    parts = "".join(
        f"<sitemap><loc>/{number}.xml</loc><lastmod>2025-05-{number:02}</lastmod></sitemap>" for number in range(1, 32)
    )
    parts += "".join(f"<sitemap><loc>/old-{number}.xml</loc></sitemap>" for number in range(100))
    data = f"<sitemapindex {SPACES}>{parts}<sitemap/></sitemapindex>".encode()
    found = listing_of_sitemap(data, NAME)
    assert found.parts[:2] == ("/31.xml", "/30.xml") and len(found.parts) == 50 and found.entries == ()


@pytest.mark.parametrize("data", [b"", b"Quay", b"<html/>", b"<rss/>", b"<!-- -->"])
def test_what_is_no_sitemap(data: bytes) -> None:
    with pytest.raises(InputError):
        listing_of_sitemap(data, NAME)


def test_a_broken_one_gives_what_it_has() -> None:
    found = listing_of_sitemap(sitemap(url("/1", NEWS), url("/2", NEWS + "<b>"))[:-30], NAME)
    assert [entry.url for entry in found.entries] == ["/1", "/2"]


BOMB = '<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))


@pytest.mark.parametrize("subset", [BOMB, '<!ENTITY j SYSTEM "file:///etc/passwd">'])
def test_entity_bombs(subset: str) -> None:
    with pytest.raises(InputError, match="it declares entities"):
        listing_of_sitemap(sitemap(url("&j;", NEWS), head=f"<!DOCTYPE urlset [{subset}]>"), NAME)


def test_deep_nesting() -> None:
    deep = sitemap(url("/1", NEWS), "<a>" * 100_000)
    assert [entry.url for entry in listing_of_sitemap(deep, NAME).entries] == ["/1"]


@given(st.binary(max_size=200), st.integers(0, 600))
@settings(max_examples=100)
def test_damage_ends_in_entries_or_a_clear_error(damage: bytes, at: int) -> None:
    data = sitemap(url("/1", NEWS))
    try:
        listing_of_sitemap(data[:at] + damage + data[at + len(damage) :], NAME)
    except InputError as error:
        assert error.remedy
