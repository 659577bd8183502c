"""Parsers of what servers say: feeds, sitemaps, robots.txt, addresses, headers, whole answers."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from fuzz.sound import document_is_sound, error_is_clear, items_are_sound, only_clear_errors
from fuzz.target import Parse

if TYPE_CHECKING:
    from onrecord.gather.fetcher import Fetcher
    from onrecord.gather.limits import FetchOptions

_URL = "https://gazette.example/feed.xml"


def feeds() -> Parse:
    """The same bytes as a feed and as a sitemap, and the articles that a feed carries whole."""
    from onrecord.gather.feeds import listing_of_feed
    from onrecord.gather.listing import Listing, moment
    from onrecord.gather.pages import document_of_entry
    from onrecord.gather.sitemaps import listing_of_sitemap
    from onrecord.options import ReadOptions

    def check(listing: Listing, given: int) -> None:
        assert len(listing.entries) + len(listing.parts) <= given
        for entry in listing.entries:
            assert entry.url or entry.html
            for date in (entry.published, entry.updated):
                assert date is None or moment(date) is not None
            assert sum(len(value) for value in (entry.url, entry.title, entry.html) if value) <= 10 * given + 1_000
        for entry in [entry for entry in listing.entries if entry.html][:3]:
            with only_clear_errors():
                document_is_sound(document_of_entry(entry, (), "entry", ReadOptions()), 10 * given)

    def parse(data: bytes) -> None:
        with only_clear_errors():
            check(listing_of_feed(data, _URL, "feed"), len(data))
        with only_clear_errors():
            check(listing_of_sitemap(data, "sitemap"), len(data))

    return parse


def addresses() -> Parse:
    """The same bytes as a robots.txt, as an address, as where a redirect leads, as headers of an answer."""
    from httpx2 import URL, Headers

    from onrecord.errors import FetchError
    from onrecord.gather import robots
    from onrecord.gather.addresses import addresses_of, checked_url, port_of
    from onrecord.gather.exchange import Answer
    from onrecord.gather.fetcher import _content_type, _retry_after, _target
    from onrecord.gather.outlets import host_of, load_outlets
    from onrecord.gather.pages import clean_url

    outlets, page = load_outlets(), URL("https://gazette.example/a")

    def check(url: URL) -> None:
        assert url.scheme in ("http", "https") and url.host and not url.userinfo and not url.fragment
        assert 0 < port_of(url) < 65_536
        assert checked_url(url) == url, "checked twice is checked once"
        assert checked_url(str(url)).host == url.host
        rules.check(url)

    def parse(data: bytes) -> None:
        nonlocal rules
        text = data.decode("utf-8", "replace")
        rules = robots.Rules(robots.parsed(text))
        assert rules.delay >= 0
        line = text.partition("\n")[0]
        with only_clear_errors():
            check(checked_url(line))
        with only_clear_errors():
            check(_target(Answer(page, 302, Headers([(b"location", data[:2_000])]))))
        host_of(line), clean_url(line), outlets.of(line)
        headers = Headers([(b"content-type", data[:500]), (b"retry-after", data[:500])])
        assert 0 <= _retry_after(headers)
        _content_type(headers)
        try:
            found = addresses_of(line, 80, lambda host, port: [host], allow_private=False)
        except FetchError as error:
            error_is_clear(error)
        else:
            assert not any(address.startswith(("127.", "10.", "192.168.", "169.254.")) for address in found), found

    rules = robots.Rules()
    return parse


def answers() -> Parse:
    """A server that says the bytes to whatever it is asked, robots.txt first; and the articles of what was fetched."""
    import itertools

    from onrecord.gather.limits import FetchOptions
    from onrecord.gather.listing import Entry
    from onrecord.gather.pages import documents_of_page
    from onrecord.options import ReadOptions

    options = FetchOptions(delay=0, tries=2, max_bytes=100_000)

    def parse(data: bytes) -> None:
        with fetching(itertools.repeat(data), options) as fetcher, only_clear_errors():
            fetched = fetcher.fetch("http://gazette.example/a")
            assert len(fetched.content) <= options.max_bytes
            given = max(len(fetched.content), 1)
            items_are_sound(documents_of_page(fetched, Entry(fetched.url), ReadOptions()), 1_100 * given)

    return parse


def fetching(said: Iterator[bytes], options: FetchOptions) -> Fetcher:
    """Return what fetches from a server that says these, one at each connection, robots.txt first; no time passes."""
    from httpcore2 import MockStream, NetworkBackend, NetworkStream

    from onrecord.gather.fetcher import Fetcher
    from onrecord.gather.pace import Clock

    class Saying(NetworkBackend):
        def connect_tcp(self, *_: object, **__: object) -> NetworkStream:
            data = next(said)
            return MockStream([data[at : at + 997] for at in range(0, len(data), 997)])

    now = 0.0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    fetcher = Fetcher(options, resolve=_somewhere, ssl_context=_trust(), clock=Clock(lambda: now, sleep))
    fetcher._exchange._transport._pool._network_backend._sockets = Saying()
    return fetcher


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _somewhere(host: str, port: int) -> list[str]:
    """The addresses of every host."""
    return ["93.184.216.34"]
