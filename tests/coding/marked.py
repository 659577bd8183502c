"""Scenes from marked text: ``<source>``, ``{cue}``, ``[content]``; a digit and a colon tell statements apart."""

from __future__ import annotations

import re
from collections import defaultdict

from onrecord.coding.said import Scene
from onrecord.document import Block, BlockKind, Document, Span
from onrecord.statement import Attribution

_MARK = re.compile(r"(?P<open>[<{\[])(?:(?P<number>\d):)?|(?P<close>[>}\]])")
_PART = {"<": "source", "{": "cue", "[": "content"}


def scene(marked: str, *, published: str | None = None, kinds: tuple[BlockKind, ...] = ()) -> Scene:
    """Blocks are lines; all are paragraphs unless ``kinds`` says otherwise.

    >>> scene("<Tresk> {said} [no].").statements[0].attribution.cue
    (Span(start=6, end=10),)
    """
    text, at = "", 0
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    open_marks: list[tuple[str, int, int]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark["open"]:
            open_marks.append((_PART[mark["open"]], int(mark["number"] or 1), len(text)))
        else:
            part, number, start = open_marks.pop()
            spans[number][part].append(Span(start, len(text)))
    text += marked[at:]
    lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(kind, line) for kind, line in zip(kinds or ("paragraph",) * len(lines), lines, strict=True))
    numbers = sorted(spans)
    attributions = [
        Attribution(
            *(tuple(sorted(spans[number][part])) for part in ("source", "cue", "content")),
            "indirect",
            parent=_parent(number, numbers, spans),
        )
        for number in numbers
    ]
    return Scene(Document(text, blocks, published=published), attributions)


def _parent(number: int, numbers: list[int], spans: dict[int, dict[str, list[Span]]]) -> int | None:
    """Index of the statement whose content is the least that holds the cue, or the content where there is no cue."""
    own = (spans[number]["cue"] or spans[number]["content"])[0]
    holders = [
        (span.end - span.start, index)
        for index, other in enumerate(numbers)
        if other != number
        for span in spans[other]["content"]
        if span.contains(own)
    ]
    return min(holders)[1] if holders else None
