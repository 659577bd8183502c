"""From sources to articles: files and folders, pages, feeds, sitemaps, web archives."""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from onrecord.document import Document
from onrecord.errors import FetchError, InputError
from onrecord.gather.feeds import listing_of_feed
from onrecord.gather.fetcher import Fetched, Fetcher
from onrecord.gather.fetches import Fetches, NoFetches, is_due, within_hours
from onrecord.gather.items import Failed, Finished, Found, Item, Unchanged
from onrecord.gather.listing import Entry, Listing, moment
from onrecord.gather.outlets import Outlets
from onrecord.gather.pages import clean_url, document_of_entry, documents_of_page
from onrecord.gather.sitemaps import listing_of_sitemap
from onrecord.ingest import documents, limits
from onrecord.ingest.source import format_of, sniff
from onrecord.options import ReadOptions
from onrecord.store.records import Fetch

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_HEAD = 4096
#: Sitemaps that point to sitemaps that point to sitemaps.
_DEEPEST = 2


def is_address(source: str) -> bool:
    """Tell whether a source is an address on the web and not a file.

    >>> is_address("https://gazette.example/feed"), is_address("articles/")
    (True, False)
    """
    return _SCHEME.match(source) is not None


class _Raw(NamedTuple):
    """The bytes of a feed or a sitemap; ``url`` is where they are from, ``fetch`` what to note of it."""

    data: bytes
    name: str
    url: str | None = None
    charset: str | None = None
    fetch: Fetch | None = None


class Gatherer:
    """Yields the articles of sources.

    Parameters
    ----------
    fetcher : Fetcher
    options : ReadOptions
        ``published``, ``outlet``, ``url``, ``title`` and ``author`` win over what sources say.
    outlets : Outlets
        Names the outlets of what has an address.
    fetches : Fetches
        Knows what was fetched before.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        options: ReadOptions = ReadOptions(),
        outlets: Outlets = Outlets({}),
        fetches: Fetches = NoFetches(),
    ) -> None:
        self._fetcher = fetcher
        self._options = options
        self._outlets = outlets
        self._fetches = fetches
        self._seen: set[str] = set()

    def gather(self, sources: Iterable[str]) -> Iterator[Item]:
        """Yield the articles of all sources, each page once.

        Files come first. Addresses take turns, so that one host is asked while another one has to be waited for.
        Nothing is raised for what cannot be read: it is yielded.
        """
        given = list(sources)
        addresses = {_page_of(source): source for source in given if is_address(source)}
        self._seen = set(addresses)
        for source in given:
            if not is_address(source):
                yield from self._from_path(source)
        yield from _in_turn(map(self._from_address, addresses.values()))

    def _from_path(self, source: str) -> Iterator[Item]:
        try:
            raw = _listing_file(source)
        except InputError as error:
            yield Failed(error, source)
            return
        except (OSError, ValueError):
            raw = None  # why it cannot be read is told by the reader of files
        if raw is not None:
            yield from self._from_listing(raw, source)
            return
        for item in documents(source, self._options):
            if isinstance(item, InputError):
                yield Failed(item, source)
            else:
                yield self._found(item, source)

    def _from_address(self, source: str) -> Iterator[Item | None]:
        """Yield what an address leads to, and None where the next address may take its turn."""
        fetched = self._fetched(source, within_hours(self._fetches.fetched(source), datetime.now(UTC)))
        if isinstance(fetched, FetchError):
            yield Failed(fetched, source)
        elif not fetched.is_new:
            yield Unchanged(source, source)
        else:
            yield from self._from_fetched(fetched, source)

    def _from_fetched(self, fetched: Fetched, source: str) -> Iterator[Item | None]:
        try:
            data = _inflated(fetched.content, source)
        except InputError as error:
            yield Failed(error, source)
            return
        if sniff(data) in ("feed", "sitemap"):
            raw = _Raw(data, source, fetched.url, fetched.charset, fetched.fetch)
            yield None
            yield from self._from_listing(raw, source)
        else:
            yield from self._from_page(fetched._replace(content=data), Entry(source), source)

    def _from_listing(self, raw: _Raw, source: str) -> Iterator[Item]:
        try:
            listing = _listing(raw)
            if not listing.entries and not listing.parts:
                raise InputError(raw.name, "there is no article in the list", "Give a feed or a sitemap of news")
        except InputError as error:
            yield Failed(error, source)
            return
        yield from self._from_entries(listing, source, raw.fetch, depth=0)

    def _from_entries(self, listing: Listing, source: str, fetch: Fetch | None, depth: int) -> Iterator[Item]:
        """Yield all of a list; it is finished where nothing failed that may work the next time."""
        complete = True
        for items in (
            *(self._from_entry(entry, listing.warnings, source) for entry in listing.entries),
            *(self._from_part(part, source, depth + 1) for part in listing.parts if depth < _DEEPEST),
        ):
            for item in items:
                complete = complete and not _may_work_later(item)
                yield item
        if fetch is not None and complete:
            yield Finished(fetch)

    def _from_part(self, url: str, source: str, depth: int) -> Iterator[Item]:
        fetched = self._fetched(url, within_hours(self._fetches.fetched(url), datetime.now(UTC)))
        if isinstance(fetched, FetchError):
            yield Failed(fetched, source)
        elif fetched.is_new:
            try:
                listing = _listing(_Raw(_inflated(fetched.content, url), url, fetched.url, fetched.charset))
            except InputError as error:
                yield Failed(error, source)
            else:
                yield from self._from_entries(listing, source, fetched.fetch, depth)

    def _from_entry(self, entry: Entry, warnings: tuple[str, ...], source: str) -> Iterator[Item]:
        if entry.url is not None:
            page = _page_of(entry.url)
            if page in self._seen:
                return
            self._seen.add(page)
        if entry.html is not None:
            name = f"{source}, {entry.url or entry.title or 'an entry without title'}"
            try:
                yield self._found(document_of_entry(entry, warnings, name, self._options), source, from_web=True)
            except InputError as error:
                yield Failed(error, source)
        elif entry.url is not None:
            yield from self._from_listed(entry, entry.url, source)

    def _from_listed(self, entry: Entry, url: str, source: str) -> Iterator[Item]:
        known = self._fetches.fetched(url)
        if not is_due(known, moment(entry.published), moment(entry.updated), datetime.now(UTC)):
            yield Unchanged(url, source)
            return
        fetched = self._fetched(url, known)
        if isinstance(fetched, FetchError):
            yield Failed(fetched, source)
        elif not fetched.is_new:
            yield Unchanged(url, source, fetched.fetch)
        else:
            yield from self._from_page(fetched, entry, source)

    def _from_page(self, fetched: Fetched, entry: Entry, source: str) -> Iterator[Item]:
        for item in documents_of_page(fetched, entry, self._options):
            if isinstance(item, InputError):
                yield Failed(item, source)
            else:
                yield self._found(item, source, from_web=True)
        yield Finished(fetched.fetch)

    def _fetched(self, url: str, known: Fetch | None) -> Fetched | FetchError:
        try:
            return self._fetcher.fetch(url, known)
        except FetchError as error:
            return error

    def _found(self, document: Document, source: str, *, from_web: bool = False) -> Found:
        return Found(article_of(document, self._outlets, self._options, from_web=from_web), source)


def article_of(document: Document, outlets: Outlets, options: ReadOptions, *, from_web: bool = False) -> Document:
    """Return a document as it is kept: a page of a web archive at its clean address, with the name of its outlet."""
    from_archive = "warc_record_id" in document.extra
    if from_archive and document.url and options.url is None:
        document = replace(document, url=clean_url(document.url))
    keep = options.outlet is not None or not (from_web or from_archive)
    return outlets.named(document, keep=keep)


def _in_turn(runs: Iterable[Iterator[Item | None]]) -> Iterator[Item]:
    waiting = deque(runs)
    while waiting:
        run = waiting.popleft()
        for item in run:
            if item is not None:
                yield item
            waiting.append(run)
            break


def _may_work_later(item: Item) -> bool:
    return isinstance(item, Failed) and isinstance(item.error, FetchError) and item.error.temporary


def _page_of(url: str) -> str:
    return url.strip().partition("#")[0]


def _listing(raw: _Raw) -> Listing:
    if sniff(raw.data) == "sitemap":
        return listing_of_sitemap(raw.data, raw.name, raw.charset)
    return listing_of_feed(raw.data, raw.url, raw.name, raw.charset)


def _listing_file(source: str) -> _Raw | None:
    """Return the content of a file that is a feed or a sitemap, None for any other source."""
    path = Path(source)
    if source == "-" or not path.is_file() or format_of(path) is not None:
        return None
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if not head.startswith(_GZIP) and sniff(head) not in ("feed", "sitemap"):
            return None
        data = head + stream.read(limits.MAX_FILE_BYTES + 1 - len(head))
    data = _inflated(data, source)
    if sniff(data) not in ("feed", "sitemap"):
        return None
    if len(data) > limits.MAX_FILE_BYTES:
        raise _too_large(source)
    return _Raw(data, source)


def _inflated(data: bytes, name: str) -> bytes:
    """Unpack a list that is kept as a gzip file; web archives stay as they are."""
    if not data.startswith(_GZIP) or sniff(data) == "warc":
        return data
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(data, limits.MAX_FILE_BYTES + 1)
    except zlib.error as error:
        raise InputError(name, f"it is packed wrongly ({error})", "Get it again") from error
    if len(unpacked) > limits.MAX_FILE_BYTES:
        raise _too_large(name)
    return unpacked


def _too_large(name: str) -> InputError:
    return InputError(name, f"it has more than {limits.MAX_FILE_BYTES:,} bytes", "Give a shorter feed or sitemap")
