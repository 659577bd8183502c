"""Puts a Document together: text and blocks from a reader, the rest from options, input and byline, in this order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onrecord.document import Block, Document, Link
from onrecord.errors import InputError
from onrecord.ingest import limits
from onrecord.ingest.anatomy import teaser_links
from onrecord.ingest.bylines import is_byline, names
from onrecord.ingest.language import language_of, warning_for
from onrecord.options import ReadOptions

#: Asked before each item that a source of many articles yields, even before it is made: one that is not wanted is
#: passed over. The same source asks in the same order each time, so that who counts can go on where it was.
Wanted = Callable[[], bool]

#: Characters of running text from which the language is told.
_SAMPLE = 20_000
_INVISIBLE = re.compile("[\\s\0\ufeff\u200b-\u200f\u2028-\u202e\u2060-\u2069]*")


def every() -> bool:
    """Want every item."""
    return True


@dataclass(frozen=True, slots=True)
class Known:
    """What an input says about its article, apart from the text.

    ``name`` is how error messages call the input.
    """

    name: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    source_id: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def checked_text(text: str, name: str) -> str:
    """Return ``text`` if it can be an article, or raise InputError: nothing visible in it, or too long."""
    if len(text) > limits.MAX_TEXT_CHARACTERS:
        raise InputError(
            name,
            f"the text has {len(text):,} characters, more than the {limits.MAX_TEXT_CHARACTERS:,} of one document",
            "Split it into articles, for instance one JSON line each",
        )
    match = _INVISIBLE.match(text)
    if match is not None and match.end() == len(text):
        raise InputError(name, "there is no text in it", "Give an article with at least one word")
    return text


def assemble(
    text: str,
    blocks: Sequence[Block],
    known: Known,
    options: ReadOptions,
    links: Sequence[Link] | None = None,
) -> Document:
    """Build the Document; what ``options`` say wins over what the input says, which wins over the byline."""
    language = language_of(_running_text(text, blocks))
    published = options.published or known.published
    warnings = [*known.warnings, *warning_for(language), *_date_warnings(published)]
    return Document(
        text=text,
        blocks=tuple(blocks),
        title=options.title or known.title or _first(text, blocks, "headline"),
        outlet=options.outlet or known.outlet,
        url=options.url or known.url,
        published=published,
        authors=names(options.author) if options.author else known.authors or _byline_authors(text, blocks),
        language=language,
        links=tuple(teaser_links(text, blocks) if links is None else links),
        source_id=known.source_id,
        extra=dict(known.extra),
        warnings=tuple(warnings),
    )


def _byline_authors(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    for block in blocks:
        byline = block.span.of(text)
        found = names(byline) if block.kind == "byline" and is_byline(byline) else ()
        if found:
            return found
    return ()


def _first(text: str, blocks: Sequence[Block], kind: str) -> str | None:
    return next((" ".join(block.span.of(text).split()) for block in blocks if block.kind == kind), None)


def _running_text(text: str, blocks: Sequence[Block]) -> str:
    """The beginning of the article's sentences; of all blocks where there is no paragraph."""
    found: list[str] = []
    length = 0
    running = [block for block in blocks if block.kind in ("paragraph", "list", "quote")] or list(blocks)
    for block in running:
        found.append(text[block.span.start : min(block.span.end, block.span.start + _SAMPLE)])
        length += len(found[-1])
        if length > _SAMPLE:
            break
    return "\n".join(found)[:_SAMPLE]


def _date_warnings(published: str | None) -> list[str]:
    if published is None:
        return []
    try:
        datetime.fromisoformat(published)
    except ValueError:
        return [f"published is {published!r}: not an ISO 8601 date, days such as 'on Wednesday' cannot be dated"]
    return []
