"""A statement in the making: spans in text offsets, before it is nested and frozen."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.attribute.drafting.places import Places
from onrecord.document import RUNNING, Block, Document, Span
from onrecord.quotation import Quotation, quotations
from onrecord.statement import Method

_WORD = re.compile(r"\w+")


def plain_words(text: str) -> str:
    """Words alone, in lower case."""
    return " ".join(_WORD.findall(text.casefold()))


@dataclass(slots=True)
class Draft:
    """One statement while rules still work on it."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    score: float
    method: Method = "cue"

    @property
    def anchor(self) -> int:
        """Where the statement stands in the order of the text."""
        return min(span.start for span in (*self.cue, *self.content))

    @property
    def end(self) -> int:
        """Where the last word of source, cue and content ends."""
        return max(span.end for span in (*self.source, *self.cue, *self.content))

    @property
    def length(self) -> int:
        """Characters of its content."""
        return sum(span.end - span.start for span in self.content)

    def covers(self, span: Span) -> bool:
        """Tell whether a content piece holds most of ``span``."""
        shared = sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in self.content)
        return shared * 2 > span.end - span.start

    def inside(self, outer: Draft) -> bool:
        """Tell whether cue and content stand inside one content piece of another statement."""
        pieces = (*self.cue, *self.content)
        return any(all(holder.contains(piece) for piece in pieces) for holder in outer.content)

    def told_within(self, span: Span) -> bool:
        """Tell whether cue and content stand inside ``span``."""
        return bool(self.cue) and all(span.contains(piece) for piece in (*self.cue, *self.content))


class Found:
    """The statements found so far, and where their words stand."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self.drafts: list[Draft] = []
        self._contents: Places[int] = Places()
        self._words: Places[int] = Places()
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Add a statement."""
        index = len(self.drafts)
        self.drafts.append(draft)
        for span in draft.content:
            self._contents.add(span, index)
        for span in (*draft.source, *draft.cue, *draft.content):
            self._words.add(span, index)

    def extend(self, draft: Draft, piece: Span) -> None:
        """Give a statement that was added one more piece of content."""
        index = next(i for i in self._words.near(draft.content[0]) if self.drafts[i] is draft)
        draft.content.append(piece)
        self._contents.add(piece, index)
        self._words.add(piece, index)

    def with_content(self, *places: Span) -> list[Draft]:
        """Statements with content at or beside one of the places, in the order in which they were added."""
        return self._at(self._contents, places)

    def with_words(self, place: Span) -> list[Draft]:
        """Statements with source, cue or content at or beside a place, in the order in which they were added."""
        return self._at(self._words, (place,))

    def holding(self, span: Span) -> list[Draft]:
        """Statements whose content covers ``span``, in the order in which they were added."""
        return [draft for draft in self.with_content(span) if draft.covers(span)]

    def owning(self, span: Span) -> list[Draft]:
        """Those of them that are told outside of ``span``: a statement nested in it does not make it its own."""
        return [draft for draft in self.holding(span) if not draft.told_within(span)]

    def _at(self, where: Places[int], places: Sequence[Span]) -> list[Draft]:
        return [self.drafts[index] for index in sorted({i for place in places for i in where.near(place)})]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at: the document and its quotations."""

    document: Document
    quotations: Places[Quotation]
    """In the order of :func:`onrecord.quotation.quotations`."""
    quoted: bytes
    """1 for every character between the marks of a quotation."""
    body: str
    """Words of the running text, in lower case, for documents that set quotations off; else empty."""
    starts: list[int]
    """Where the blocks start."""

    @classmethod
    def of(cls, document: Document) -> Scene:
        """Find the quotations of a document."""
        found = quotations(document.text, [block.span for block in document.blocks])
        quoted = bytearray(len(document.text))
        for quotation in found:
            inner = Span(quotation.span.start + 1, quotation.span.end - quotation.closed)
            quoted[inner.start : inner.end] = b"\1" * max(0, inner.end - inner.start)
        pulls = any(block.kind == "quote" for block in document.blocks)
        running = [block.span.of(document.text) for block in document.blocks if pulls and block.kind in RUNNING]
        places = Places((quotation.span, quotation) for quotation in found)
        starts = [block.span.start for block in document.blocks]
        return cls(document, places, bytes(quoted), " ".join(map(plain_words, running)), starts)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def block_at(self, place: int) -> Block | None:
        """The block that a character stands in, or None."""
        index = bisect_right(self.starts, place) - 1
        block = self.document.blocks[index] if index >= 0 else None
        return block if block is not None and place < block.span.end else None

    def quotations_in(self, span: Span) -> list[Quotation]:
        """Quotations that stand wholly inside ``span``, in text order."""
        return [quotation for quotation in self.quotations.near(span) if span.contains(quotation.span)]

    def block_of(self, span: Span) -> Span | None:
        """The span of the block that holds the whole of ``span``, or None."""
        block = self.block_at(span.start)
        return block.span if block is not None and block.span.contains(span) else None
