"""Splits a text where highlights begin and end, so that spans which overlap can be drawn."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from onrecord.document import Span

Label = TypeVar("Label", bound=Hashable)


class Segment(NamedTuple, Generic[Label]):
    """A stretch of text whose characters all carry the same labels, outermost first."""

    start: int
    end: int
    labels: tuple[Label, ...]


def segments(text_span: Span, spans: Iterable[tuple[Span, Label]]) -> list[Segment[Label]]:
    """Cut ``text_span`` into segments at every place where a labelled span begins or ends.

    The segments follow each other without a gap and cover ``text_span`` exactly; there is none when it is empty.
    Labels are ordered by where their span begins, longer spans first: spans that nest in the text nest in the labels.
    Parts of spans outside ``text_span`` are ignored; a label whose spans overlap each other is named once.

    >>> for start, end, labels in segments(Span(0, 9), [(Span(2, 9), "content"), (Span(4, 6), "cue")]):
    ...     print(start, end, labels)
    0 2 ()
    2 4 ('content',)
    4 6 ('content', 'cue')
    6 9 ('content',)
    """
    if text_span.start >= text_span.end:
        return []
    inside = [(span, label) for span, label in spans if span.start < span.end and span.overlaps(text_span)]
    inside.sort(key=lambda item: (item[0].start, -item[0].end))
    cuts = {text_span.start, text_span.end}
    begins: dict[int, list[int]] = {}
    for index, (span, _) in enumerate(inside):
        start, end = max(span.start, text_span.start), min(span.end, text_span.end)
        cuts.update((start, end))
        begins.setdefault(start, []).append(index)
    places = sorted(cuts)
    result: list[Segment[Label]] = []
    active: list[int] = []
    for start, end in pairwise(places):
        still = [index for index in active if inside[index][0].end > start]
        active = sorted([*still, *begins.get(start, ())])
        result.append(Segment(start, end, tuple(dict.fromkeys(inside[index][1] for index in active))))
    return result
