from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gather.site import HARBOUR
from onrecord.errors import InputError
from onrecord.gather.feeds import listing_of_feed
from onrecord.gather.listing import Listing, iso_date, moment

FEED = "https://gazette.example/feed"
#: A whole article, in the HTML that feeds carry.
FULL = "".join(f"<p>{paragraph}</p>" for paragraph in HARBOUR * 3)
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'


def rss(*items: str, head: str = DECLARATION) -> str:
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gazette</title>'
        f"<link>https://gazette.example/</link>{''.join(items)}</channel></rss>"
    )


def item(more: str = "", title: str = "Harbour stays shut", link: str = "https://gazette.example/1") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def atom(*entries: str) -> str:
    return (
        f'{DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom"><title>The Gazette</title>'
        f"<id>urn:1</id>{''.join(entries)}</feed>"
    )


def read(text: str | bytes, charset: str | None = None) -> Listing:
    data = text.encode() if isinstance(text, str) else text
    return listing_of_feed(data, FEED, FEED, charset)


def refusal(text: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(text)
    return str(caught.value)


def test_an_rss_feed() -> None:
    more = "<pubDate>Wed, 14 May 2025 23:30:00 -0500</pubDate><dc:creator>Ilva Ronne</dc:creator>"
    (entry,) = read(rss(item(more + "<description>In short</description>"))).entries
    assert entry.url == "https://gazette.example/1" and entry.html is None
    assert (entry.title, entry.authors, entry.outlet) == ("Harbour stays shut", ("Ilva Ronne",), "The Gazette")
    assert entry.published == "2025-05-14T23:30:00-05:00"  # the day is the outlet's, not Greenwich's


def test_an_atom_feed() -> None:
    entry = (
        '<entry><id>urn:2</id><title type="html">Harbour &lt;b&gt;stays&lt;/b&gt; shut</title>'
        '<link rel="edit" href="/edit/1"/><link rel="alternate" href="/1"/>'
        "<published>2025-05-14T10:00:00Z</published><updated>2025-05-15T08:00:00+02:00</updated>"
        f'<author><name>Ilva Ronne</name></author><content type="html"><![CDATA[{FULL}]]></content></entry>'
    )
    (found,) = read(atom(entry)).entries
    assert (found.url, found.title) == ("https://gazette.example/1", "Harbour stays shut")
    assert (found.published, found.updated) == ("2025-05-14T10:00:00+00:00", "2025-05-15T08:00:00+02:00")
    assert found.html == FULL and found.authors == ("Ilva Ronne",)


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="x-unknown"?>'])
def test_feeds_of_any_declaration(head: str) -> None:
    assert len(read(rss(item(), head=head)).entries) == 1


@pytest.mark.parametrize(
    ("more", "full"),
    [
        (f"<content:encoded><![CDATA[{FULL}]]></content:encoded>", True),
        (f"<content:encoded>{FULL.replace('<', '&lt;')}</content:encoded>", True),
        (f"<content:encoded><![CDATA[{FULL} The post appeared first on The Gazette.]]></content:encoded>", True),
        (f"<description><![CDATA[{FULL}]]></description>", False),
        (f"<content:encoded><![CDATA[<p>{HARBOUR[0]}</p>]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{FULL}<p>And so it goes […]</p>]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{FULL}<p>And so it goes&#8230;</p>]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{FULL}<a href=/1>Read more »</a>]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{FULL}<a href=/1>Continue reading Harbour shut</a>]]></content:encoded>", False),
    ],
)
def test_only_a_whole_article_stands_for_its_page(more: str, full: bool) -> None:
    (entry,) = read(rss(item(more))).entries
    assert (entry.html is not None) is full


def test_without_a_page_any_text_is_better_than_none() -> None:
    found = read(rss("<item><title>Brief</title><description>The quay is shut.</description></item>", "<item></item>"))
    assert [(entry.url, entry.title, entry.html) for entry in found.entries] == [(None, "Brief", "The quay is shut.")]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/1?a=1&amp;b=2", "https://gazette.example/1?a=1&b=2"),
        ("2", "https://gazette.example/2"),
        ("//press.example/1", "https://press.example/1"),
        ("http://[", "http://["),
    ],
)
def test_links_are_told_as_they_are(link: str, url: str) -> None:
    """What must not be fetched is refused when it is to be fetched."""
    assert read(rss(item(link=link))).entries[0].url == url


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("Wed, 14 May 2025 23:30:00 GMT", "2025-05-14T23:30:00+00:00"),
        ("Wed, 14 May 2025 23:30:00 EST", "2025-05-14T23:30:00-05:00"),
        ("14 May 2025 23:30", "2025-05-14T23:30:00"),
        ("2025-05-14", "2025-05-14"),
        ("2025-05-14T23:30Z", "2025-05-14T23:30:00+00:00"),
        ("yesterday", None),
        ("Wed, 99 May 2025 23:30:00 GMT", None),
        ("Wed, 14 May 2025 99:99:99 +9999", None),
        ("0000-00-00", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("9999-12-31T23:59:59Z", None),
        ("-0001-11-30T00:00:00Z", None),
        ("2" * 10_000, None),
        ("14.05.25 \x07", None),
    ],
)
def test_broken_dates_are_no_dates(given: str, date: str | None) -> None:
    found = read(rss(item(f"<pubDate>{given}</pubDate>"))).entries
    assert [entry.published for entry in found] == [date]


@given(st.text(max_size=120) | st.datetimes().map(str))
@settings(max_examples=200)
def test_no_date_breaks_anything(text: str) -> None:
    date = iso_date([text])
    assert date is None or moment(date) is not None


@pytest.mark.parametrize(
    ("data", "charset", "title"),
    [
        (rss(item(title="Café “open”")).encode(), None, "Café “open”"),
        (rss(item(title="Café")).encode("latin-1"), None, "Café"),
        (rss(item(title="Café “open”"), head='<?xml version="1.0" encoding="windows-1252"?>').encode("cp1252"), None,
         "Café “open”"),
        (rss(item(title="Кофе"), head='<?xml version="1.0" encoding="koi8-r"?>').encode("koi8-r"), None, "Кофе"),
        (rss(item(title="Кофе")).encode("koi8-r"), "koi8-r", "Кофе"),
        (rss(item(title="Café"), head="").encode("utf-16"), None, "Café"),
        (rss(item(title="Café"), head='<?xml version="1.0" encoding="us-ascii"?>').encode(), None, "Café"),
        (rss(item(title="Café à la carte, broken: ")).encode().replace(b"broken: ", b"broken: \xff"), "utf-8",
         "Café à la carte, broken: \N{REPLACEMENT CHARACTER}"),
    ],
)  # fmt: skip
def test_wrong_encodings(data: bytes, charset: str | None, title: str) -> None:
    assert [entry.title for entry in read(data, charset).entries] == [title]


def test_what_had_to_be_guessed_is_told() -> None:
    found = read(rss(item(title="Café à la carte, broken: ")).encode().replace(b"broken: ", b"broken: \xff"))
    assert found.warnings == ("broken utf-8: 1 characters replaced by U+FFFD",)


@pytest.mark.parametrize(
    "text",
    [
        rss(item(title="Quay & port <b>shut"), item(title="Second", link="/2")),
        rss(item(), item(title="Second", link="/2")).replace("</channel></rss>", ""),
        rss(item(), item(title="Second", link="/2"))[:-20],
        rss(item(title="Quay&nbsp;shut"), item(link="/2")),
        "\n \n" + rss(item(), item(link="/2")),
        rss(item(title="Quay\x00\x0b shut"), item(link="/2")),
    ],
)
def test_broken_xml_loses_nothing_that_is_there(text: str) -> None:
    assert [entry.url for entry in read(text).entries] == ["https://gazette.example/1", "https://gazette.example/2"]


def test_names_that_are_none_are_no_fault_of_ours() -> None:
    with pytest.raises(InputError, match="it is too broken to read as a feed"):
        read('<rss version="2.0" xmlns:a="one\u00a0of\u00a0three"><channel><a:item/></channel></rss>')


@pytest.mark.parametrize("text", ["", "   ", b"\xfe\xff", "Quay", "<html><p>Quay</p></html>", "{}", "<rss"])
def test_what_is_no_feed(text: str | bytes) -> None:
    assert "feed" in refusal(text) or "empty" in refusal(text)


BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))


@pytest.mark.parametrize(
    "subset",
    [
        f'<!ENTITY a "aaaaaaaaaa">{BOMB}',
        f'<!ENTITY a "{"a" * 100_000}">',
        '<!ENTITY j SYSTEM "file:///etc/passwd">',
        '<!entity % j SYSTEM "http://169.254.169.254/"> %j;',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs(subset: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [{subset}]>'
    message = refusal(rss(item(title="&j;" * 1_000), head=head).encode(encoding))
    assert message == (f"{FEED}: it declares entities, which no list of articles needs. Give another feed or sitemap")


def test_an_article_about_entities_is_no_bomb() -> None:
    text = f"<content:encoded><![CDATA[<p>Write &lt;!ENTITY x&gt; or <!ENTITY x>.</p>{FULL}]]></content:encoded>"
    assert read(rss(item(text))).entries[0].html is not None


def test_an_old_doctype_is_harmless() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://dtd.example/rss.dtd">'
    assert len(read(rss(item(), head=head)).entries) == 1


def test_an_entry_of_fifty_megabytes_is_taken_in_its_stride() -> None:
    huge = "<p>" + "The quay is shut. " * 2_800_000 + "</p>"
    found = read(rss(item(f"<content:encoded><![CDATA[{huge}]]></content:encoded>"), item(link="/2")))
    assert [len(entry.html or "") > 50_000_000 for entry in found.entries] == [True, False]


@pytest.mark.parametrize("text", ["<a>" * 600_000, "&amp;" * 600_000])
def test_what_would_take_minutes_to_parse(text: str) -> None:
    assert "tags and references, more than 500,000" in refusal(rss(item(f"<description>{text}</description>")))


@given(st.binary(max_size=200), st.integers(0, 400))
@settings(max_examples=100)
def test_damage_ends_in_entries_or_a_clear_error(damage: bytes, at: int) -> None:
    data = rss(item(f"<content:encoded><![CDATA[{FULL}]]></content:encoded>")).encode()
    try:
        read(data[:at] + damage + data[at + len(damage) :])
    except InputError as error:
        assert error.remedy
