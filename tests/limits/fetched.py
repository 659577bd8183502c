"""What servers say, at the edge."""

from __future__ import annotations

import itertools

from httpcore2 import ReadTimeout

from fuzz.lists import fetching
from limits.documented import Trial, edge
from onrecord.gather.addresses import checked_url
from onrecord.gather.connection import Deadline
from onrecord.gather.exchange import Exchange
from onrecord.gather.fetcher import _validator
from onrecord.gather.gatherer import _DEEPEST, Gatherer, _listing_file
from onrecord.gather.limits import ROBOTS_BYTES, FetchOptions
from onrecord.gather.listing import checked_xml, iso_date
from onrecord.gather.pace import _FAILURES, Clock, Pace
from onrecord.gather.sitemaps import _MOST_PARTS, listing_of_sitemap

PAGE = "http://gazette.example/a"
OPTIONS = FetchOptions(delay=0)
NONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def answer(content: bytes = b"", status: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\nConnection: close\r\n{more}\r\n"
    return head.encode() + content


def fetch(*answers: bytes, options: FetchOptions = OPTIONS) -> bytes:
    """Fetch a page of a site without robots.txt, which answers so one request after the other."""
    with fetching(itertools.chain([NONE], answers), options) as fetcher:
        return fetcher.fetch(PAGE).content


@edge("address")
def address(more: int, trial: Trial) -> None:
    checked_url(PAGE + "x" * (4_096 - len(PAGE) + more))


@edge("answer of a server, unpacked")
def answered(more: int, trial: Trial) -> None:
    fetch(answer(b"x" * (100 + more)), options=OPTIONS._replace(max_bytes=100))


@edge("one request, first to last byte")
def seconds(more: int, trial: Trial) -> None:
    now = 0.0
    with trial.patch.context() as patch:
        patch.setattr("onrecord.gather.connection.time.monotonic", lambda: now)
        deadline = Deadline()
        deadline.start(OPTIONS.max_seconds)
        now = OPTIONS.max_seconds - 1 + more
        try:
            assert deadline.left(None, ReadTimeout) == 1
        except ReadTimeout as error:
            raise AssertionError(f"left out: {error}") from error


@edge("silence of a server")
def silence(more: int, trial: Trial) -> None:
    """What every step of a connection is given; that it holds, ``gather/test_fetcher.py`` tests with a real server."""
    given = Exchange(OPTIONS)._timeout["timeout"]
    assert given == dict.fromkeys(("connect", "read", "write", "pool"), OPTIONS.silence + more), "left out: silence"


@edge("redirects")
def redirects(more: int, trial: Trial) -> None:
    turn = answer(status="302 Found", more=f"Location: {PAGE}\r\n")
    fetch(*[turn] * (OPTIONS.max_redirects + more), answer(b"x"))


@edge("tries of a request")
def tries(more: int, trial: Trial) -> None:
    fetch(*[answer(status="503 Later")] * (OPTIONS.tries - 1 + more), answer(b"x"))


@edge("waiting for a host's turn")
def turn(more: int, trial: Trial) -> None:
    pace = Pace(1.0, OPTIONS.longest_wait, Clock(lambda: 0.0, lambda seconds: None))
    pace.hold("gazette.example", OPTIONS.longest_wait + more)
    pace.wait("gazette.example")


@edge("hosts that never answer: addresses in a row")
def failures(more: int, trial: Trial) -> None:
    """After so many the host is left alone."""
    pace = Pace(1.0, OPTIONS.longest_wait, Clock(lambda: 0.0, lambda seconds: None))
    for _ in range(_FAILURES - 1 + more):
        pace.failed("gazette.example")
    pace.wait("gazette.example")


@edge("tags and references of a feed or sitemap")
def marks(more: int, trial: Trial) -> None:
    checked_xml("<&" * 250_000 + "<" * more, "feed.xml")


@edge("feed or sitemap, as a file or unpacked")
def listing(more: int, trial: Trial) -> None:
    feed = "<rss><channel><item><link>http://gazette.example/a</link></item></channel></rss>"
    trial.limit("ingest.limits.MAX_FILE_BYTES", len(feed) - more)
    assert _listing_file(str(trial.file("feed.xml", feed)))


@edge("robots.txt")
def robots(more: int, trial: Trial) -> None:
    said = answer(b"#" * (ROBOTS_BYTES + more))
    with fetching(itertools.repeat(said), OPTIONS) as fetcher:
        content = fetcher._robots_txt(checked_url(PAGE)).content
    assert len(content) == ROBOTS_BYTES + more, "left out: the rest"


@edge("sitemaps of an index")
def parts(more: int, trial: Trial) -> None:
    listed = "".join(f"<sitemap><loc>http://gazette.example/{n}</loc></sitemap>" for n in range(_MOST_PARTS + more))
    found = listing_of_sitemap(f"<sitemapindex>{listed}</sitemapindex>".encode(), "index.xml")
    assert len(found.parts) == _MOST_PARTS + more, "left out: a sitemap"


@edge("levels of sitemaps within sitemaps")
def levels(more: int, trial: Trial) -> None:
    """The first one is given, so that those of the second level are the last that are fetched."""
    index = b"<sitemapindex><sitemap><loc>http://gazette.example/%d</loc></sitemap></sitemapindex>"
    said = [NONE, *(answer(index % number) for number in range(_DEEPEST + more)), answer(b"<urlset></urlset>")]
    asked = iter(said)
    with fetching(asked, OPTIONS) as fetcher:
        assert [*Gatherer(fetcher).gather(["http://gazette.example/index.xml"])]
    assert [*asked] == [], "left out: the last level"


@edge("ETag or date of a page")
def validator(more: int, trial: Trial) -> None:
    from httpx2 import Headers

    assert _validator(Headers({"etag": "x" * (500 + more)}), "etag"), "left out: the ETag"


@edge("date in a feed")
def date(more: int, trial: Trial) -> None:
    day = "Wed, 14 May 2025 23:30:00 +0000 "
    assert iso_date([f"{day}({'x' * (100 - len(day) - 2 + more)})"]), "left out: the date"
