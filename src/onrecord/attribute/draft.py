"""A statement in the making: spans in text offsets, before it is nested and frozen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.document import RUNNING, Document, Span
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

    def covers(self, span: Span) -> bool:
        """Tell whether a content piece holds most of ``span``."""
        shared = sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in self.content)
        return shared * 2 > span.end - span.start


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at: the document and its quotations."""

    document: Document
    quotations: list[Quotation]
    quoted: bytes
    """1 for every character between the marks of a quotation."""
    body: str
    """Words of the running text, in lower case, for documents that set quotations off; else empty."""

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
        return cls(document, found, bytes(quoted), " ".join(map(plain_words, running)))

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text
