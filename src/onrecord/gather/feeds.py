"""RSS and Atom feeds, read with feedparser; it is given text that is decoded and checked, never an address."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from html import escape, unescape
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import InputError
from onrecord.gather.listing import Entry, Listing, checked_xml, iso_date
from onrecord.ingest.html import declared_encoding
from onrecord.ingest.text import decode

#: What feedparser raises over names, dates and lists that are none.
_BROKEN = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError)
_CHECK = "Check the address of the feed"
#: Words from which on the text of an entry can be a whole article.
_FULL = 100
_TAG = re.compile(r"<[^<>]*>")
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:read|see) (?:more|on|the (?:full|rest|whole))\b.{0,60}"
    r"|continue reading\b.{0,80}|full (?:story|article)\b.{0,40})[\s»>→]*$",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def listing_of_feed(data: bytes, url: str | None, name: str, charset: str | None = None) -> Listing:
    """Read a feed.

    Parameters
    ----------
    data : bytes
    url : str or None
        Where it is from: what its links count from.
    name : str
        How errors call it.
    charset : str or None
        The encoding that its server claims.

    Raises
    ------
    InputError
        If it is no feed, or cannot be read safely.
    """
    import feedparser  # type: ignore[import-untyped]

    decoded = decode(data, name, charset or declared_encoding(data))
    text = _DECLARATION.sub("", checked_xml(decoded.text, name))
    try:
        feed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _BROKEN as error:
        raise InputError(name, f"it is too broken to read as a feed ({str(error)[:200]})", _CHECK) from error
    if not feed.get("version") and not feed.entries:
        raise InputError(name, "it cannot be read as a feed", _CHECK)
    outlet = _line(feed.feed.get("title"))
    entries = tuple(_entry(entry, url, outlet) for entry in feed.entries)
    return Listing(tuple(entry for entry in entries if entry.url or entry.html), warnings=decoded.warnings)


def _entry(entry: Any, base: str | None, outlet: str | None) -> Entry:
    link = entry.get("feedburner_origlink") or entry.get("link")
    url = _joined(base, link) if isinstance(link, str) and link.strip() else None
    html = _full_text(entry) or (None if url else _any_text(entry))
    return Entry(
        url,
        _date(entry, "published", "created") or (_date(entry, "updated") if html else None),
        _date(entry, "updated"),
        _line(entry.get("title")),
        _authors(entry),
        html,
        outlet,
        _line(entry.get("id")),
    )


def _joined(base: str | None, link: str) -> str:
    try:
        return urljoin(base or "", link.strip())
    except ValueError:
        return link.strip()  # it is refused, with its reason, when it is to be fetched


def _full_text(entry: Any) -> str | None:
    """The longest content of an entry, where that is a whole article; what calls itself a summary never is."""
    longest = max((_html(content) for content in entry.get("content") or ()), key=len, default="")
    words = _plain(longest)
    return longest if len(words.split()) >= _FULL and not _CUT_OFF.search(words[-200:]) else None


def _any_text(entry: Any) -> str | None:
    texts = [_html(content) for content in entry.get("content") or ()]
    summary = entry.get("summary")
    texts.append(summary if isinstance(summary, str) else "")
    return max(texts, key=len) or None


def _html(content: Any) -> str:
    value = content.get("value") or ""
    if content.get("type") != "text/plain" or _TAG.search(value):
        return str(value)
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", value))


def _plain(html: str) -> str:
    return unescape(_TAG.sub(" ", html)).strip()


def _authors(entry: Any) -> tuple[str, ...]:
    given = [author.get("name") for author in entry.get("authors") or ()]
    names = (_line(name) for name in given or [entry.get("author")])
    return tuple(name for name in names if name)


def _date(entry: Any, *keys: str) -> str | None:
    """The first date that makes sense: as the feed has it, else as feedparser understands it, which is in UTC.

    feedparser understands "-0001-11-30" as a day of the year 2000: a year that is not there is not believed.
    """
    for key in keys:
        text = dict.get(entry, key)  # its own get() takes one date for another
        found = iso_date([text])
        parsed = dict.get(entry, f"{key}_parsed")
        if found is None and isinstance(parsed, struct_time) and str(parsed.tm_year) in str(text):
            found = iso_date([_iso(parsed)])
        if found is not None:
            return found
    return None


def _iso(parsed: struct_time) -> str | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat()
    except (ValueError, OverflowError):
        return None


def _line(text: Any) -> str | None:
    plain = _plain(text) if isinstance(text, str) else ""
    return " ".join(plain.split()) or None
