"""Where the pieces of a plain text begin and end: blank lines, single line ends, hard-wrapped lines.

A piece is what becomes one block. Line ends are LF, CR, CR LF, form feed and the Unicode line and paragraph separators.
"""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.document import Span

_LINE = re.compile("[^\n\r\f\u2028\u2029]+")
#: Characters that show nothing by themselves: a line of these is a blank line.
_INVISIBLE = (
    "\0\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
)
_SENTENCE_END = re.compile(r"[.!?\u2026:;][\s\"'\u201d\u2019\u00bb)\]*]{0,4}$")
#: Widths between which text is wrapped by hand or by a mail program.
_NARROWEST, _WIDEST = 45, 100
#: Lines too wide for that, and their share, from which nothing but the writer ends the lines of a text.
_FEWEST_WIDE, _SHARE_WIDE = 3, 0.2
#: Lines that are needed to tell wrapping from chance.
_FEWEST_WRAPPED = 4


def pieces(text: str) -> list[Span]:
    """Cut ``text`` into the spans of its pieces, without the white space around them.

    >>> [piece.of("One\\n\\nTwo\\nthree") for piece in pieces("One\\n\\nTwo\\nthree")]
    ['One', 'Two\\nthree']
    >>> [piece.of("One\\nTwo") for piece in pieces("One\\nTwo")]
    ['One', 'Two']
    """
    lines = _lines(text)
    groups = _groups(text, lines)
    if len(groups) == 1:
        return _wrapped(text, groups[0]) if _is_wrapped(text, groups[0]) else groups[0]
    wide = sum(_width(text, line) > _WIDEST for line in lines)
    if wide >= _FEWEST_WIDE and wide > _SHARE_WIDE * len(lines):
        return lines
    found: list[Span] = []
    for group in groups:
        found.extend(_pieces_of_group(text, group))
    return found


def ends_sentence(piece: str) -> bool:
    """Tell whether the text ends as a sentence does, closing marks included.

    >>> ends_sentence("“We will see.”"), ends_sentence("Council to meet")
    (True, False)
    """
    return _SENTENCE_END.search(piece[-6:]) is not None


def _lines(text: str) -> list[Span]:
    """The visible part of every line; blank lines give an empty span."""
    found: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        visible = line.strip()
        if not visible.strip(_INVISIBLE).strip():
            continue
        start = match.start() + len(line) - len(line.lstrip())
        found.append(Span(start, start + len(visible)))
    return found


def _groups(text: str, lines: list[Span]) -> list[list[Span]]:
    """Gather the lines between which no blank line stands."""
    groups: list[list[Span]] = []
    for line in lines:
        if groups and not _is_blank_between(text[groups[-1][-1].end : line.start]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_blank_between(gap: str) -> bool:
    ends = gap.replace("\r\n", "\n")
    return sum(ends.count(mark) for mark in "\n\r\f\u2028") > 1 or "\u2029" in ends


def _pieces_of_group(text: str, group: list[Span]) -> list[Span]:
    """Lines between two blank lines are one piece, unless every line is a sentence or an item by itself."""
    if len(group) == 1:
        return group
    if _is_wrapped(text, group):
        return _wrapped(text, group)
    found = [group[0]]
    for before, line in pairwise(group):
        if ends_sentence(before.of(text)) or is_item(line.of(text)):
            found.append(line)
        else:
            found[-1] = Span(found[-1].start, line.end)
    return found


_ITEM = re.compile(r"(?:[-*\u2022\u00b7\u25aa\u2013\u2014]|\d{1,2}[.)])\s+\S")


def is_item(piece: str) -> bool:
    """Tell whether the piece begins with a bullet or a number, as items of a list do.

    >>> is_item("• Open the port"), is_item("-5 degrees"), is_item("2. Close it")
    (True, False, True)
    """
    return _ITEM.match(piece) is not None


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Tell whether a fixed width, not the writer, ended most of the lines."""
    if len(lines) < _FEWEST_WRAPPED:
        return False
    width = max(_width(text, line) for line in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    full = sum(not _had_room(text, line, following, width) for line, following in pairwise(lines))
    unfinished = sum(not ends_sentence(line.of(text)) for line in lines[:-1])
    return full >= 0.6 * (len(lines) - 1) and unfinished >= 0.5 * (len(lines) - 1)


def _had_room(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether the first word of the next line would have fitted: then the break is the writer's."""
    word = following.of(text).split(maxsplit=1)[0]
    return _width(text, line) + 1 + len(word) <= width


def _wrapped(text: str, lines: list[Span]) -> list[Span]:
    """Join wrapped lines into paragraphs: a short last line or an indented first line parts them."""
    width = max(_width(text, line) for line in lines)
    found = [lines[0]]
    for before, line in pairwise(lines):
        indented = _indent(text, line) > _indent(text, before)
        finished = ends_sentence(before.of(text)) and _had_room(text, before, line, width)
        stands_alone = _had_room(text, before, line, width - 15)
        if indented or finished or stands_alone or is_item(line.of(text)):
            found.append(line)
        else:
            found[-1] = Span(found[-1].start, line.end)
    return found


def _width(text: str, line: Span) -> int:
    return _indent(text, line) + line.end - line.start


def _indent(text: str, line: Span) -> int:
    start = line.start
    while start > 0 and text[start - 1] in " \t\u00a0\u3000":
        start -= 1
    return line.start - start
