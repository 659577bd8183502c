"""The article that annotations of others belong to: its document, their offsets in it, their words in it."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.document import Document, Span
from onrecord.exchange.how import Offsets
from onrecord.ingest import document_from_text
from onrecord.ingest.assembly import Known
from onrecord.quotation import Quotation, quotations
from onrecord.statement import QuoteType
from onrecord.utf16 import Utf16

_DOUBLE, _SINGLE = '"“”„«»', "'‘’‚`"
_DROPPED = re.compile("^\ufeff|\r(?=\n)")


class Article:
    """A document, and the way from offsets in the text as it was given to offsets in the document's.

    A document's text has no byte-order mark and LF for CR LF; what counts in the text as it was counts less here.
    """

    def __init__(self, text: str, known: Known, offsets: Offsets = "code-points") -> None:
        self.document: Document = document_from_text(text, known=known)
        self._given = text
        self._dropped = [match.start() for match in _DROPPED.finditer(text)]
        self._units = Utf16(text) if offsets == "utf-16" else None
        self._quotations: list[Quotation] | None = None

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def span(self, start: int, end: int) -> Span | None:
        """Return where a stretch of the given text is in the document's; None where it is no stretch of it."""
        if self._units is not None:
            start, end = self._units.points(start), self._units.points(end)
        if not 0 <= start <= end <= len(self._given):
            return None
        return Span(start - bisect_left(self._dropped, start), end - bisect_left(self._dropped, end))

    def find(self, words: str, near: Span | None = None, nth: int = 0) -> Span | None:
        """Return where words stand in the text: nearest to a span, or the ``nth`` place, the last if there are fewer.

        White space, kinds of quotation marks and capitals make no difference.
        """
        pattern = _pattern(words)
        places = [Span(*match.span()) for match in pattern.finditer(self.text)] if pattern else []
        if not places:
            return None
        if near is None:
            return places[min(nth, len(places) - 1)]
        return min(places, key=lambda place: max(place.start - near.end, near.start - place.end))

    def quote_type(self, content: tuple[Span, ...]) -> QuoteType:
        """Tell by the quotation marks whether all, none or part of a content is quoted."""
        if self._quotations is None:
            self._quotations = quotations(self.text, (block.span for block in self.document.blocks))
        inside = outside = 0
        for span in content:
            quoted = [quotation.span for quotation in self._quotations if quotation.span.overlaps(span)]
            for at in range(span.start, span.end):
                if self.text[at].isalnum():
                    within = any(one.start < at < one.end for one in quoted)
                    inside, outside = inside + within, outside + (not within)
        return "mixed" if inside and outside else "direct" if inside else "indirect"


def _pattern(words: str) -> re.Pattern[str] | None:
    pieces = [_piece(piece) for piece in words.split()]
    return re.compile(r"\s+".join(pieces), re.IGNORECASE) if pieces else None


def _piece(piece: str) -> str:
    return "".join(
        f"[{_DOUBLE}]" if sign in _DOUBLE else f"[{_SINGLE}]" if sign in _SINGLE else re.escape(sign) for sign in piece
    )
