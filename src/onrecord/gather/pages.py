"""Documents of what was fetched: pages, and the full texts that feeds carry."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from urllib.parse import urljoin, urlsplit

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.gather.fetcher import Fetched
from onrecord.gather.listing import Entry
from onrecord.gather.outlets import host_of
from onrecord.ingest import limits
from onrecord.ingest.assembly import Known
from onrecord.ingest.html import declared_encoding, document_from_html
from onrecord.ingest.jsonl import documents_from_json, documents_from_lines, lines_of
from onrecord.ingest.source import sniff
from onrecord.ingest.text import decode, document_from_text
from onrecord.ingest.warc import documents_from_warc
from onrecord.options import ReadOptions

#: Subdomains under which sites show the same article in another shape.
_SHAPES = ("www.", "m.", "mobile.", "amp.", "edition.")
_NEVER = "A page is one article; give lists of articles by their own address"


def documents_of_page(fetched: Fetched, entry: Entry, options: ReadOptions) -> Iterator[Document | InputError]:
    """Yield the article of a page; several where what was fetched is a file of articles.

    What the page does not say about its outlet is taken from the list that led to it.
    """
    try:
        for item in _documents(fetched, entry, options):
            if isinstance(item, Document) and entry.outlet is not None and _is_nameless(item):
                yield replace(item, outlet=entry.outlet)
            else:
                yield item
    except InputError as error:
        yield error


def document_of_entry(entry: Entry, warnings: tuple[str, ...], name: str, options: ReadOptions) -> Document:
    """Return the document of an entry that carries its full text.

    Raises
    ------
    InputError
        If there is no text in it, or too much of it.
    """
    markup = entry.html or ""
    if len(markup) > limits.MAX_TEXT_CHARACTERS:
        raise InputError(
            name,
            f"the text has {len(markup):,} characters, more than the {limits.MAX_TEXT_CHARACTERS:,} of one document",
            "Give the address of the page instead of the feed",
        )
    title = escape(entry.title or "")
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{markup}</article></body></html>"
    known = Known(
        name,
        title=entry.title,
        authors=entry.authors,
        published=entry.published,
        outlet=entry.outlet,
        url=clean_url(entry.url) if entry.url else None,
        source_id=None if entry.url else entry.id,
        warnings=warnings,
    )
    return document_from_html(page, options, known)


def clean_url(url: str) -> str:
    """Return an address without what says nothing about the page: fragment, campaign and session parameters.

    >>> clean_url("https://gazette.example/a?utm_source=feed&id=7#top")
    'https://gazette.example/a?id=7'
    """
    from courlan import clean_url as cleaned

    plain = url.partition("#")[0]
    found = cleaned(plain)
    try:
        same = found and urlsplit(found)[:2] == urlsplit(plain)[:2]
    except ValueError:
        return plain
    return found if found and same else plain


def _documents(fetched: Fetched, entry: Entry, options: ReadOptions) -> Iterator[Document | InputError]:
    data, name = fetched.content, fetched.url
    kind = sniff(data)
    if kind in ("feed", "sitemap"):
        raise InputError(name, f"this is a {kind} where a page was expected", _NEVER)
    if kind == "lines":
        yield from documents_from_lines(lines_of(io.BytesIO(data), name), name, options)
        return
    if kind == "warc":
        yield from documents_from_warc(io.BytesIO(data), name, options)
        return
    decoded = decode(data, name, fetched.charset or declared_encoding(data))
    known = Known(name, published=entry.published, url=clean_url(fetched.url), warnings=decoded.warnings)
    if kind == "json":
        yield from documents_from_json(decoded.text, known, options)
    elif kind == "html" or "html" in fetched.content_type:
        known = Known(name, published=entry.published, url=page_url(decoded.text, fetched.url), warnings=known.warnings)
        yield document_from_html(decoded.text, options, known)
    else:
        yield document_from_text(decoded.text, options, known)


def page_url(markup: str, url: str) -> str:
    """Return the address by which a page wants to be known, where that is on the same site; else its own, cleaned.

    >>> page_url('<link rel="canonical" href="/a"><p>x', "https://amp.gazette.example/a?amp=1")
    'https://amp.gazette.example/a'
    >>> page_url('<link rel="canonical" href="https://elsewhere.example/a"><p>x', "https://gazette.example/b")
    'https://gazette.example/b'
    """
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, fromstring  # type: ignore[import-untyped]

    head = markup[:200_000].encode("utf-8", "replace")
    try:
        page = fromstring(head, parser=HTMLParser(encoding="utf-8"))
        told = next(iter(page.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")), None)
        canonical = urljoin(url, told.strip()) if told else url
        same_site = _site(canonical) == _site(url) and urlsplit(canonical).scheme in ("http", "https")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return clean_url(url)
    is_home = urlsplit(canonical).path in ("", "/") and urlsplit(url).path not in ("", "/")
    return clean_url(canonical if same_site and not is_home else url)


def _is_nameless(document: Document) -> bool:
    """Tell whether the outlet is not named; the name of its host is none."""
    name = (document.outlet or "").lower().partition(":")[0]
    return not name or ("." in name and name in host_of(document.url))


def _site(url: str) -> str:
    host = host_of(url)
    for shape in _SHAPES:
        host = host.removeprefix(shape)
    return host
