"""Reads the annotated stories in ``stories/``: invented articles, written for training, marked inline.

The text comes first: ``{S1:the minister}`` is a source of statement 1, ``{C1:said}`` its cue, ``{X1:that …}`` a piece
of its content, ``{K1.after:after a treaty}`` one of its conditions; marks nest, ``{S1,2:…}`` serves two statements.
Below a line ``---`` follow the codes, one statement a line: number, who, act, stance, recipients (``;``), issue,
parent, ``neg``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from onrecord.corpora import GoldArticle, GoldStatement
from onrecord.document import Block, BlockKind, Span

STORIES = Path(__file__).parent / "stories"
_OPEN = re.compile(r"\{(?:([SCX])([\d,]+)|K([\d,]+)\.(\w+)):")


class Mark(NamedTuple):
    """One marked stretch: ``S``, ``C``, ``X`` or a condition's type, and the statements that it belongs to."""

    kind: str
    numbers: tuple[int, ...]
    span: Span


def read_stories(folder: Path = STORIES) -> list[GoldArticle]:
    """All stories, by file name."""
    return [read_story(path) for path in sorted(folder.glob("*.txt"))]


def read_story(path: Path) -> GoldArticle:
    """One story; a malformed one raises ValueError with its name."""
    marked, _, codes = path.read_text("utf-8").partition("\n---\n")
    text, marks = unmarked(marked.strip(), path.name)
    rows = [line.split("|") for line in codes.strip().splitlines()]
    order = {int(row[0]): index for index, row in enumerate(rows)}
    statements = tuple(_statement(row, marks, order) for row in rows)
    return GoldArticle(path.stem, text, statements, blocks=_blocks(text))


def unmarked(marked: str, name: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and where they stood."""
    text: list[str] = []
    size, at = 0, 0
    stack: list[tuple[str, tuple[int, ...], int]] = []
    marks: list[Mark] = []
    while at < len(marked):
        opened = _OPEN.match(marked, at)
        if opened:
            numbers = tuple(int(number) for number in (opened[2] or opened[3]).split(","))
            stack.append((opened[1] or opened[4], numbers, size))
            at = opened.end()
            continue
        if marked[at] == "}" and stack:
            kind, numbers, start = stack.pop()
            marks.append(Mark(kind, numbers, Span(start, size)))
        elif marked[at] in "{}":
            raise ValueError(f"{name}: a brace without its other one near {marked[at : at + 30]!r}")
        else:
            text.append(marked[at])
            size += 1
        at += 1
    if stack:
        raise ValueError(f"{name}: {stack[-1][0]} is never closed")
    return "".join(text), sorted(marks, key=lambda mark: mark.span)


def _statement(row: list[str], marks: list[Mark], order: dict[int, int]) -> GoldStatement:
    number, who, act, stance, recipients, issue, parent, negated = row
    own = [mark for mark in marks if int(number) in mark.numbers]
    source, cue, content = (tuple(mark.span for mark in own if mark.kind == kind) for kind in "SCX")
    return GoldStatement(
        source,
        cue,
        content,
        negated=bool(negated.strip()),
        parent=order[int(parent)] if parent.strip() else None,
        who=who,
        act=act,
        stance=stance,
        issue=issue,
        recipients=tuple(name.strip() for name in recipients.split(";") if name.strip()),
        conditions=tuple((mark.kind, mark.span) for mark in own if mark.kind not in "SCX"),
    )


def _blocks(text: str) -> tuple[Block, ...]:
    kinds: list[BlockKind] = ["headline", "paragraph"]
    pieces = [Span(*match.span()) for match in re.finditer(r"\S.*?(?=\n\s*\n|\s*\Z)", text, re.DOTALL)]
    return tuple(Block(kinds[index > 0], piece) for index, piece in enumerate(pieces))
