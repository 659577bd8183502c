"""Spans made to fit the conventions of the annotation: quotation marks, brackets, edges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribute.drafting.draft import Scene
from onrecord.document import Span
from onrecord.quotation import PAIRS, Quotation

_BRACKETS = {"(": ")", "[": "]"}
#: Words that end a sentence but seldom begin what ends it, before the mark that closes a quotation.
_LAST_WORD = re.compile(
    r"\s(?:in|out|up|down|off|on|over|away|back|it|so|too|to|him|her|them|us|me|for|of)"
    r"(?=[.!?…]?[\s\N{NO-BREAK SPACE}]?[”»’\"'“])"
)
_HANGING = re.compile(r"(?<=[\w”\"’'»])\s+(?:of|the|an?|and|or)\Z")
#: A conjunction or preposition behind the end of a quotation or of a clause, which begins what follows: "…,” but".
_LEFT_OVER = re.compile(
    r"(?:(?<=[”\"’'»])|[,;.])\s+(?:and|but|or|though|although|while|whereas|because|when|after|before|as|since|who|which"
    r"|that|adding|noting|up|down|for|from|at|in|on|with|to)\Z"
)
#: Characters of such a word, with what stands before it, at most.
_WORD = 16
_AFTER_SOURCE = ",;:.–—- \n\t\N{NO-BREAK SPACE}"


def content_span(scene: Scene, span: Span) -> Span | None:
    """Repair one piece of content.

    White space and stray commas are dropped, quotation marks that hug it are taken in, a bracket that it opens or
    closes is completed or dropped. None if no letter or digit is left.
    """
    span = _strip(scene.text, span)
    for quotation in scene.quotations.near(span):
        if quotation.span.start <= span.end and span.start <= quotation.span.end:
            span = _hug(scene.text, span, quotation)
    span = _without_left_over(scene, _to_last_word(scene, _brackets(scene.text, span)))
    return span if any(c.isalnum() for c in span.of(scene.text)) else None


def _to_last_word(scene: Scene, span: Span) -> Span:
    """Take in the particle or pronoun that is left of a quotation, drop an article or *of* that nothing follows."""
    text = scene.text
    last = _LAST_WORD.match(text, span.end)
    if last is not None and scene.quoted[span.end - 1] and scene.quoted[last.end() - 1]:
        return Span(span.start, last.end())
    end = span.end
    while text[span.end : span.end + 1] == " " and (hanging := _HANGING.search(text, span.start, end)):
        end = hanging.start()
    return Span(span.start, end)


def _without_left_over(scene: Scene, span: Span) -> Span:
    """Drop a word behind a quotation or clause that begins what follows, unless a sentence or quotation ends there."""
    follows = scene.text[span.end : span.end + 1]
    if follows != " " or (scene.quoted[span.end - 1] and scene.quoted[span.end]):
        return span
    left_over = _LEFT_OVER.search(scene.text, max(span.start, span.end - _WORD), span.end)
    return _strip(scene.text, Span(span.start, left_over.start())) if left_over is not None else span


def plain_span(text: str, span: Span) -> Span | None:
    """Repair a source or cue: no white space or punctuation that does not belong to it at its edges."""
    start, end = _strip(text, span)
    while start < end and text[start] in _AFTER_SOURCE:
        start += 1
    while end > start and text[end - 1] in ",;:–—- \n\t\N{NO-BREAK SPACE}":
        end -= 1
    if end - start > 2 and text[end - 1] in PAIRS and text[end - 2].isspace():
        end -= 2  # a mark that opens what follows
    span = _brackets(text, Span(start, end))
    return span if span.start < span.end else None


def _strip(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return Span(start, end)


def _hug(text: str, span: Span, quotation: Quotation) -> Span:
    """Take in the marks of a quotation that the span fills but for its marks and the punctuation beside them."""
    opens, closes = quotation.span
    inner_end = closes - 1 if quotation.closed else closes
    start, end = span
    if opens < start <= inner_end and end > opens and not text[opens + 1 : start].strip(" \N{NO-BREAK SPACE}…."):
        start = opens
    if quotation.closed and opens <= start and start <= opens + 1 and end < closes:
        # the whole quotation but for its last punctuation
        if not text[end:inner_end].strip(" \N{NO-BREAK SPACE},.;:!?…"):
            end = closes
    elif quotation.closed and start < opens and opens < end < closes and not text[end:inner_end].strip(" ,.;:!?…"):
        end = closes
    return Span(start, end)


def _brackets(text: str, span: Span) -> Span:
    start, end = span
    piece = text[start:end]
    for opening, closing in _BRACKETS.items():
        missing = piece.count(opening) - piece.count(closing)
        if missing == 1 and text[end : end + 1] == closing:
            end += 1
        elif missing == 1 and piece.startswith(opening):
            start += 1
        elif missing == -1 and start > 0 and text[start - 1] == opening:
            start -= 1
        elif missing == -1 and piece.endswith(closing):
            end -= 1
        piece = text[start:end]
    return Span(start, end)


def quoted_share(scene: Scene, spans: Sequence[Span]) -> float:
    """Share of the spans' letters and digits that stand in quotation marks."""
    pieces = [(scene.text[span.start : span.end], scene.quoted[span.start : span.end]) for span in spans]
    if not any(any(quoted) for _, quoted in pieces):
        return 0.0
    words = [quoted for piece in pieces for letter, quoted in zip(*piece, strict=True) if letter.isalnum()]
    return sum(words) / len(words) if words else 0.0
