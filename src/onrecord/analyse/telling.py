"""One telling of an utterance: what a statement says, free of the article that it stands in.

Everything of this package works on tellings, so that it does the same with statements of a store, of readings and of
an annotated corpus.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from onrecord.codes import StatedDate
from onrecord.document import Document, Span
from onrecord.entity import EntityType
from onrecord.quotation import quotations
from onrecord.statement import QuoteType, Reading, Resolution, Statement

#: Stands in ``Telling.content`` where the text splits it.
GAP = " … "
#: Name of a speaker whom the text leaves unnamed, and of one who could not be found.
UNNAMED, UNKNOWN = "unnamed:", "unknown"
_end = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it.

    Attributes
    ----------
    name : str
        As resolved: ``unnamed: US officials`` for those who stay unnamed, ``unknown`` where there is no source.
    entity : str or None
        Id of the entity.
    type : str or None
    country : str or None
    role : str or None
        The office in words.
    """

    name: str = UNKNOWN
    entity: str | None = None
    type: EntityType | None = None
    country: str | None = None
    role: str | None = None

    @property
    def key(self) -> str:
        """What two statements of one speaker have in common; empty for the unnamed and the unknown."""
        if self.entity is not None:
            return self.entity
        return "" if self.anonymous else f"name:{self.name.casefold()}"

    @property
    def anonymous(self) -> bool:
        """Whether nobody is named."""
        return self.name == UNKNOWN or self.name.startswith(UNNAMED)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one statement says.

    Attributes
    ----------
    statement : str
        Id of the statement.
    document : str
        What tells its article from all others.
    span : Span
        From the first to the last character of the content, in the article.
    content : str
        The words of the content, with an ellipsis where the text splits them.
    quoted : tuple of Span
        What stands in quotation marks, without them; offsets into ``content``.
    cue : str
    negated : bool
        As in :class:`onrecord.statement.Attribution`: it is not said.
    parent : str or None
        Id of the statement whose content holds this one.
    outlet, url, published : str or None
        Of the article.
    said : str or None
        ISO 8601 date on which the text says it was said; None where that is only the article's own date.
    act, issue : str or None
        Of the first coding; None where there is none or it is unclear. An issue is the id that a codebook gives it,
        None where the text itself named it: then another text names it otherwise.
    """

    statement: str
    document: str
    span: Span
    content: str
    quoted: tuple[Span, ...] = ()
    speaker: Speaker = Speaker()
    quote_type: QuoteType = "indirect"
    cue: str = ""
    negated: bool = False
    parent: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    said: str | None = None
    act: str | None = None
    issue: str | None = None


def tellings_of(reading: Reading, document: str | None = None) -> Iterator[Telling]:
    """Yield the statements of a reading that have a content.

    ``document`` tells the article from others; by default its text with its outlet and address does.
    """
    key = document or document_key(reading.document)
    quotes = quotations_of(reading.document)
    for statement in reading.statements:
        if statement.attribution.content:
            yield telling_of(statement, reading.document, key, quotes)


def document_key(document: Document) -> str:
    """Return what tells an article from the same text at another place."""
    return "|".join((document.id, document.outlet or "", document.url or "", document.source_id or ""))


def quotations_of(document: Document) -> list[Span]:
    """Return what stands in quotation marks, without the marks; inner quotations are part of outer ones."""
    blocks = [block.span for block in document.blocks] or [Span(0, len(document.text))]
    found: list[Span] = []
    for quotation in quotations(document.text, blocks):
        inner = Span(quotation.span.start + 1, quotation.span.end - quotation.closed)
        if not found or inner.end > found[-1].end:
            found.append(inner)
    return found


def telling_of(statement: Statement, document: Document, key: str, quotes: Iterable[Span]) -> Telling:
    """Return what a statement says; ``quotes`` are those of :func:`quotations_of`."""
    text, attribution = document.text, statement.attribution
    content, quoted = _content(text, attribution.content, list(quotes))
    coding = statement.codings[0] if statement.codings else None
    return Telling(
        statement=statement.id,
        document=key,
        span=Span(attribution.content[0].start, attribution.content[-1].end),
        content=content,
        quoted=quoted,
        speaker=speaker_of(statement.resolution, attribution.source, text),
        quote_type=attribution.quote_type,
        cue=GAP.join(span.of(text) for span in attribution.cue),
        negated=attribution.negated,
        parent=statement.parent,
        outlet=document.outlet,
        url=document.url,
        published=document.published,
        said=_said(statement.dates),
        act=coding.act.value if coding and coding.act.value != "unclear" else None,
        issue=coding.issue.id if coding and coding.issue and coding.issue.method != "open" else None,
    )


def speaker_of(resolution: Resolution | None, source: Iterable[Span] = (), text: str = "") -> Speaker:
    """Return who speaks: who the source was resolved to, else the article's words for it."""
    if resolution is not None:
        return Speaker(resolution.name, resolution.entity, resolution.type, resolution.country, resolution.role)
    return Speaker(" ".join(span.of(text) for span in source) or UNKNOWN)


def _said(dates: Iterable[StatedDate]) -> str | None:
    return next((date.value for date in dates if date.basis != "publication"), None)


def _content(text: str, spans: Sequence[Span], quotes: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return the words of the spans, joined, and where among them quotations stand."""
    return GAP.join(span.of(text) for span in spans), quoted_in(spans, quotes)


def quoted_in(spans: Iterable[Span], quotes: Sequence[Span]) -> tuple[Span, ...]:
    """Return where quotations stand in the joined words of some spans of a text; ``quotes`` stand in the text."""
    quoted: list[Span] = []
    begin = 0
    for span in spans:
        # one ends after the other
        for quote in quotes[bisect_right(quotes, span.start, key=_end) :]:
            if quote.start >= span.end:
                break
            start, end = max(quote.start, span.start), min(quote.end, span.end)
            if start < end:
                quoted.append(Span(begin + start - span.start, begin + end - span.start))
        begin += span.end - span.start + len(GAP)
    return tuple(quoted)
