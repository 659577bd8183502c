"""HTML to Document: trafilatura finds the main text and who wrote it, htmldate when; the tags tell the blocks.

Nothing is fetched: both libraries are given a parsed tree, never a string that could be taken for an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from onrecord.document import Block, BlockKind, Document, Link, Span
from onrecord.errors import InputError
from onrecord.ingest.anatomy import block_kinds, teaser_links
from onrecord.ingest.assembly import Known, assemble, checked_text
from onrecord.ingest.markup import Hints, in_page_order, parts, prepare, words_of
from onrecord.options import ReadOptions

_ENCODING = rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?" + _ENCODING + rb"""|^<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
_MIDNIGHT = "T00:00:00"
#: Characters that XML trees cannot hold, as they are and as character references.
_UNREADABLE = re.compile(
    "[\0-\b\v\f\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]))(?![0-9a-fA-F]);?"
)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page claims to be in."""
    match = _DECLARED.search(data[:4096])
    return (match.group(1) or match.group(2)).decode("ascii", "replace") if match else None


def document_from_html(markup: str, options: ReadOptions = ReadOptions(), known: Known | None = None) -> Document:
    """Read the article of a page. The Document's text is the main text's blocks, parted by blank lines.

    Raises
    ------
    InputError
        If no text of an article can be found in the page.
    """
    known = known or Known("html")
    page = _parsed(markup, known.name)
    known = _with_metadata(page, known)
    base = _base(page, known.url)
    hints = prepare(page, base)
    found = _main_text(page, known.name)
    if not any(kind is None or kind in ("quote", "list") for _, kind in found):
        raise InputError(
            known.name, "no article text was found in the page", "Save the page with its text, or give the text"
        )
    found = _with_title(found, known.title)
    text, spans = _joined([part for part, _ in found])
    checked_text(text, known.name)
    tagged = [hints.kinds.get(words_of(part), kind) for part, kind in found]
    kinds = block_kinds([part for part, _ in found], tagged)
    blocks = [Block(kind, span) for kind, span in zip(kinds, spans, strict=True)]
    return assemble(text, blocks, known, options, _links(text, blocks, hints))


def _parsed(markup: str, name: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        page = document_fromstring(_UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", markup).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(name, f"it cannot be read as HTML ({error})", "Check that the file is a whole page") from error
    return page


def _with_metadata(page: Any, known: Known) -> Known:
    """Add what the page says about itself to what was known; the latter wins."""
    from trafilatura.metadata import extract_metadata

    try:
        metadata = extract_metadata(deepcopy(page), default_url=known.url)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # malformed JSON-LD and the like
        metadata = None
    published = known.published or _published(page, known.url)
    if metadata is None:
        return replace(known, published=published)
    authors = tuple(name.strip() for name in (metadata.author or "").split(";") if name.strip())
    return replace(
        known,
        title=known.title or metadata.title,
        authors=known.authors or authors,
        published=published,
        outlet=known.outlet or metadata.sitename,
        url=known.url or metadata.url,
    )


def _published(page: Any, url: str | None) -> str | None:
    """The date of first publication, with the hour where the page gives it."""
    from htmldate import find_date

    try:
        found = find_date(
            deepcopy(page),
            extensive_search=False,
            original_date=True,
            outputformat="%Y-%m-%dT%H:%M:%S%z",
            url=url,
        )
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):  # malformed dates
        return None
    if not found:
        return None
    if found.endswith(_MIDNIGHT):
        return found.removesuffix(_MIDNIGHT)
    return re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", found)


def _base(page: Any, url: str | None) -> str | None:
    return next(iter(page.xpath("//base/@href")), None) or url


def _main_text(page: Any, name: str) -> list[tuple[str, BlockKind | None]]:
    """The parts of the main text, each with the kind that its tag says."""
    from trafilatura import bare_extraction

    page_text = "".join(page.itertext())
    try:
        found: Any = bare_extraction(page, include_comments=False, include_links=True, favor_recall=True)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise InputError(name, f"the page is too broken to read ({error})", "Give the article's text") from error
    if found is None or found.body is None:
        return []
    return in_page_order(list(parts(found.body)), page_text)


def _with_title(found: list[tuple[str, BlockKind | None]], title: str | None) -> list[tuple[str, BlockKind | None]]:
    """Make sure that the headline stands first: the title becomes it when the text does not hold it."""
    wanted = words_of(title or "")
    if not wanted:
        return found
    for at, (part, _) in enumerate(found[:6]):
        if words_of(part) == wanted:
            return [*found[:at], (part, "headline"), *found[at + 1 :]]
    if any(kind == "headline" for _, kind in found[:6]):
        return found
    return [(" ".join((title or "").split()), "headline"), *found]


def _joined(texts: Sequence[str]) -> tuple[str, list[Span]]:
    spans: list[Span] = []
    at = 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 2
    return "\n\n".join(texts), spans


def _links(text: str, blocks: Sequence[Block], hints: Hints) -> list[Link]:
    return [
        link._replace(url=link.url or hints.urls.get(words_of(link.span.of(text))))
        for link in teaser_links(text, blocks)
    ]
