"""The article as onrecord sees it: text, blocks and what is known about them.

All offsets are half-open, 0-based and count Unicode code points of ``Document.text``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

BlockKind = Literal[
    "headline",
    "deck",
    "byline",
    "dateline",
    "caption",
    "paragraph",
    "subhead",
    "quote",
    "list",
    "teaser",
]

#: Blocks that belong to the running text: sentences of the article itself.
RUNNING: frozenset[str] = frozenset({"paragraph", "list"})
#: The same, and what is set off from it as a quotation.
TEXT: frozenset[str] = RUNNING | {"quote"}
#: Blocks that name the article or a part of it.
HEADINGS: frozenset[str] = frozenset({"headline", "deck", "subhead"})


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a text, in code points.

    >>> Span(0, 5).of("Hello, world")
    'Hello'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class Block(NamedTuple):
    """One part of an article: a headline, a paragraph, a caption …"""

    kind: BlockKind
    span: Span


class Link(NamedTuple):
    """A pointer to another article that stands in this one ("READ MORE: …")."""

    kind: Literal["teaser"]
    span: Span
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Attributes
    ----------
    text : str
        What every offset counts in. For plain text: the decoded file without its byte-order mark, CR LF as LF.
    blocks : tuple of Block
        In text order, not overlapping; white space between blocks belongs to none.
    language : str
        ISO 639-1 code, ``"und"`` when it could not be told.
    published : str or None
        ISO 8601 date or date-time, as given or found.
    source_id : str or None
        The id that the input itself carried (``id`` of a JSON line).
    extra : mapping
        Keys of the input that onrecord does not know, kept as they were.
    warnings : tuple of str
        What a reader of the result should know about the input.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "und"
    links: tuple[Link, ...] = ()
    source_id: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """``sha256:`` and the hex digest of the text (lone surrogates hashed as they are)."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return f"sha256:{digest}"
