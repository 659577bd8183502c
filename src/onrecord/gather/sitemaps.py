"""Sitemaps of news: https://www.sitemaps.org with the elements that news sites add for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.gather.listing import Entry, Listing, checked_xml, iso_date
from onrecord.ingest.html import declared_encoding
from onrecord.ingest.text import decode

#: Sitemaps of one index that are followed: those changed last.
_MOST_PARTS = 50


def listing_of_sitemap(data: bytes, name: str, charset: str | None = None) -> Listing:
    """Read a sitemap: the articles of a news sitemap, or the sitemaps that an index points to.

    Addresses without news elements are left out: a site's other sitemaps list everything that it has.

    Raises
    ------
    InputError
        If it is no sitemap, or cannot be read safely.
    """
    decoded = decode(data, name, charset or declared_encoding(data))
    root = _parsed(checked_xml(decoded.text, name), name)
    kind = _local(root)
    if kind == "sitemapindex":
        parts = [_fields(part) for part in _children(root, "sitemap")]
        parts.sort(key=lambda part: part.get("lastmod", ""), reverse=True)
        return Listing(parts=tuple(part["loc"] for part in parts if part.get("loc"))[:_MOST_PARTS])
    if kind != "urlset":
        raise InputError(name, "it cannot be read as a sitemap", "Check the address of the sitemap")
    entries = tuple(entry for url in _children(root, "url") for entry in _entries(url))
    return Listing(entries, warnings=decoded.warnings)


def _parsed(text: str, name: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(name, f"it cannot be read as XML ({error})", "Check the address of the sitemap") from error
    if root is None:
        raise InputError(name, "it cannot be read as XML", "Check the address of the sitemap")
    return root


def _entries(url: Any) -> Iterator[Entry]:
    news = next(_children(url, "news"), None)
    fields = _fields(url)
    if news is None or not fields.get("loc"):
        return
    about = _fields(news)
    publication = next(_children(news, "publication"), None)
    yield Entry(
        fields["loc"],
        iso_date([about.get("publication_date")]),
        iso_date([fields.get("lastmod")]),
        about.get("title"),
        outlet=None if publication is None else _fields(publication).get("name"),
    )


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _local(child) == name)


def _fields(element: Any) -> dict[str, str]:
    """The text of an element's children, by their names without namespace."""
    return {_local(child): " ".join((child.text or "").split()) for child in reversed(element)}


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""
