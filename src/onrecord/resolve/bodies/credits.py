"""Credits of digests: "HARBOUR SHUT “Nothing moves.” [Merewire]" is what Merewire says."""

from __future__ import annotations

import re

from onrecord.document import Span
from onrecord.entity import Entity
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.sources.sources import Source
from onrecord.statement import Attribution

_CREDIT = re.compile(r"\[([A-Z][^\[\]\n]{1,40}?)\.?\]\W*$")


def credited(article: Article, source: Source, attribution: Attribution) -> Answer | None:
    """Whom a paragraph credits at its end: for its own headline in capitals, and for quotations without a source."""
    spans = attribution.source or attribution.content
    shouted = len(source.words) > 1 and all(word.text.isupper() for word in source.words if word.text[0].isalpha())
    quoted = source.kind == "none" and not attribution.cue and attribution.quote_type != "indirect"
    if not spans or not (shouted or quoted):
        return None
    document = article.document
    block = next((block.span for block in document.blocks if block.span.contains(spans[0])), None)
    credit = _CREDIT.search(document.text, block.start, block.end) if block is not None else None
    if credit is None or block is None or (shouted and not _is_headline(document.text, block, source.span)):
        return None
    named = article.cast.named_in(Span(credit.start(), credit.end()))
    figures = [figure for mention, figure in named if mention.span.start == credit.start(1)]
    if figures:
        return article.named(figures[0], source, "nominal", 0.7)
    known = next((entity for entity in article.registry.named(credit[1]) if entity.type == "outlet"), None)
    outlet = known or Entity(local_id("outlet", credit[1], None), credit[1], "outlet")
    at = source if source.words else Source("none", spans[0], (), source.phrase)
    return article.body(outlet, at, "nominal", 0.7)


def _is_headline(text: str, block: Span, source: Span) -> bool:
    """Whether a source in capitals is all that stands in capitals at the beginning of a paragraph."""
    behind = re.match(r"\W*(\w+)", text[source.end : block.end])
    return text[block.start : source.start].strip() == "" and (behind is None or not behind[1].isupper())
