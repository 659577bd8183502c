"""Quotation marks: which characters open and close a quotation, and where each quotation stands.

Both the encoder's input features and the decoding of statements need this, so it stands beside the nouns.
Marks are paired block by block, by kind; a mark that finds no partner never spoils the rest of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.document import Span

#: Opening mark → the marks that may close it, in order of preference.
PAIRS: dict[str, str] = {
    "\N{LEFT DOUBLE QUOTATION MARK}": '\N{RIGHT DOUBLE QUOTATION MARK}"',
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"',
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}'",
    "\N{SINGLE LOW-9 QUOTATION MARK}": "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
    '"': '"\N{RIGHT DOUBLE QUOTATION MARK}',
    "'": "'",
    "`": "'",
}
#: Every character that can be a quotation mark.
MARKS: frozenset[str] = frozenset(PAIRS) | frozenset("".join(PAIRS.values()))
_MARK = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")
#: Marks that also serve as apostrophes.
APOSTROPHES: frozenset[str] = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}")
_SINGLE = frozenset("'`\N{LEFT SINGLE QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}")
#: Quotations of one block that are never closed: more of them, each to the end of the block, are no writing.
_MOST_OPEN = 8
_OPEN_BEFORE = frozenset("([{-/\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}:") | MARKS
#: Words that begin with an apostrophe, not with a quotation mark.
_ELISIONS = ("em", "tis", "twas", "til", "cause", "n", "round", "bout")


class Quotation(NamedTuple):
    """A quotation with its marks: ``text[span.start]`` opens it.

    ``closed`` is false when no closing mark was found; the span then runs to the end of its block.
    """

    span: Span
    closed: bool


def quotations(text: str, blocks: Iterable[Span]) -> list[Quotation]:
    """Pair the quotation marks of each block.

    Returns the quotations in order of their opening marks; inner ones follow the one that holds them.

    >>> [q.span.of("He said “no, it’s ‘fine’”.") for q in quotations("He said “no, it’s ‘fine’”.", [Span(0, 26)])]
    ['“no, it’s ‘fine’”', '‘fine’']
    """
    found: list[Quotation] = []
    for block in blocks:
        found.extend(_pair(text, block))
    return sorted(found, key=lambda q: (q.span.start, -q.span.end))


def _pair(text: str, block: Span) -> list[Quotation]:
    open_marks: list[int] = []
    found: list[Quotation] = []
    for match in _MARK.finditer(text, block.start, block.end):
        at, mark = match.start(), match[0]
        before = text[at - 1] if at > block.start else " "
        after = text[at + 1] if at + 1 < block.end else " "
        if mark in APOSTROPHES and before.isalnum() and after.isalnum():
            continue
        partner = _partner(text, open_marks, at, before, after)
        if partner is not None:
            if mark in APOSTROPHES and _possessive(text, open_marks[partner], at, block.end):
                continue
            found.append(Quotation(Span(open_marks[partner], at + 1), closed=True))
            del open_marks[partner:]
        elif mark in PAIRS and _can_open(text, at, before, after):
            open_marks.append(at)
    # What stays open runs to the end of the block; a lone single mark is far more often an apostrophe.
    left_open = [at for at in open_marks if text[at] not in _SINGLE]
    found.extend(Quotation(Span(at, block.end), closed=False) for at in left_open[:_MOST_OPEN])
    return found


def _partner(text: str, open_marks: list[int], at: int, before: str, after: str) -> int | None:
    """Index into ``open_marks`` of the opening mark that the mark at ``at`` closes, or None."""
    mark = text[at]
    if mark in PAIRS and before.isspace() and not after.isspace() and mark not in "\"'":
        return None
    for index in range(len(open_marks) - 1, max(-1, len(open_marks) - 4), -1):
        if mark not in PAIRS[text[open_marks[index]]] or open_marks[index] == at - 1:
            continue
        if mark in "\"'" and (before.isspace() or after.isalnum()):
            # a straight mark after a space opens; one glued to the next word does too
            return index if before.isspace() and after.isspace() else None
        return index
    return None


def _can_open(text: str, at: int, before: str, after: str) -> bool:
    mark = text[at]
    if mark in "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}":
        return True
    if after.isspace() or before.isalnum():
        return False
    if mark in "'`":
        rest = text[at + 1 : at + 9].lower()
        if after.isdigit() or any(rest.startswith(word) and not rest[len(word) :][:1].isalpha() for word in _ELISIONS):
            return False
    return before.isspace() or before in _OPEN_BEFORE


def _possessive(text: str, opened: int, at: int, end: int) -> bool:
    """Tell a plural possessive inside single marks (‘the workers’ rights’) from the closing mark."""
    if text[at - 1] not in "sS" or not text[at + 1 : at + 3].lstrip()[:1].islower() or at + 1 >= end:
        return False
    if text[at + 1] != " ":
        return False
    closers = PAIRS[text[opened]]
    for later in range(at + 1, end):
        after = text[later + 1] if later + 1 < end else " "
        if text[later] in PAIRS and text[later] not in APOSTROPHES:
            return False
        if text[later] in closers and not after.isalnum():
            return not text[later - 1].isspace()
    return False
