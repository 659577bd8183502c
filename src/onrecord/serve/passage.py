"""A statement where it stands: the paragraphs around it, cut where its source, cue, content and conditions begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.document import Block, Document, Span
from onrecord.export.highlight import segments
from onrecord.statement import Statement

#: Most characters of a paragraph that are shown before the first and after the last of a statement's words.
AROUND = 1500
#: Paragraphs of a passage, at most.
_MOST = 12


class Stretch(NamedTuple):
    """Characters with what they are: source, cue, content, condition; outermost first."""

    text: str
    labels: tuple[str, ...]


class Paragraph(NamedTuple):
    """A block of the article, or the part of it that is shown.

    Attributes
    ----------
    start : int
        Offset of its first character.
    near : bool
        Nothing of the statement stands in it.
    cut_before, cut_after : bool
        Something of the block is left out.
    """

    kind: str
    start: int
    stretches: Sequence[Stretch]
    near: bool
    cut_before: bool
    cut_after: bool


def passage_of(document: Document, statement: Statement, *, codes: bool = True) -> list[Paragraph]:
    """Return the blocks that hold a statement's words, with those between, one before and one after.

    Parameters
    ----------
    codes : bool
        Mark its conditions too.
    """
    spans = marked_spans(statement if codes else replace(statement, codings=()))
    words = [span for span, _ in spans]
    blocks = list(document.blocks) or [Block("paragraph", Span(0, len(document.text)))]
    holding = [at for at, block in enumerate(blocks) if any(span.overlaps(block.span) for span in words)]
    if not holding:
        return []
    chosen = range(max(0, holding[0] - 1), min(len(blocks), holding[-1] + 2))
    if len(chosen) > _MOST:
        chosen = range(0)
    return [_paragraph(document, blocks[at], spans) for at in (chosen or holding)]


def marked_spans(statement: Statement) -> list[tuple[Span, str]]:
    """Return the places of a statement's words with what they are."""
    attribution = statement.attribution
    found = [(span, "content") for span in attribution.content]
    found += [(span, "source") for span in attribution.source]
    found += [(span, "cue") for span in attribution.cue]
    return found + [(one.span, "condition") for coding in statement.codings for one in coding.conditions]


def hull(statement: Statement) -> Span:
    """Return the stretch of text from a statement's first word to its last."""
    attribution = statement.attribution
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return Span(min((span.start for span in spans), default=0), max((span.end for span in spans), default=0))


def _paragraph(document: Document, block: Block, spans: Iterable[tuple[Span, str]]) -> Paragraph:
    inside = [(span, label) for span, label in spans if span.overlaps(block.span)]
    first = min((span.start for span, _ in inside), default=block.span.start)
    last = max((span.end for span, _ in inside), default=block.span.start)
    start, end = max(block.span.start, first - AROUND), min(block.span.end, last + AROUND)
    stretches = [Stretch(document.text[one.start : one.end], one.labels) for one in segments(Span(start, end), inside)]
    return Paragraph(block.kind, start, stretches, not inside, start > block.span.start, end < block.span.end)
