"""Words of an article as people write them in a form, and where they stand: ``words [120-168]``, a line a place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.document import Span
from onrecord.errors import OptionError

#: Lines of a field, and characters of a line.
LINES, LONGEST = 60, 20_000
_OFFSETS = re.compile(r"\[?([0-9]{1,9})\s*[-–]\s*([0-9]{1,9})\]?$")


def as_line(span: Span, text: str) -> str:
    """Return the words of a place on one line, with their offsets.

    >>> as_line(Span(0, 11), "the Lantern House")
    'the Lantern [0-11]'
    """
    return f"{' '.join(span.of(text).split())} [{span.start}-{span.end}]"


def as_lines(spans: Iterable[Span], text: str) -> str:
    """Return places, a line each."""
    return "\n".join(as_line(span, text) for span in spans)


def spans_in(given: str, text: str, near: Span) -> tuple[Span, ...]:
    """Return the places of all lines, in text order, each once.

    Raises
    ------
    OptionError
        If words do not stand in the article, or there are too many lines.
    """
    lines = [line for line in given.splitlines() if line.strip()]
    if len(lines) > LINES:
        raise OptionError(f"{len(lines)} lines are too many. Give at most {LINES}")
    return tuple(sorted({span_in(line, text, near) for line in lines}))


def span_in(line: str, text: str, near: Span) -> Span:
    """Return the place of a line: by its offsets where the words there are those of the line, else by its words.

    Words that stand in the article more than once are meant where they are nearest to the offsets, or to ``near``.

    Raises
    ------
    OptionError
        If the words do not stand in the article, or the offsets are outside of it.

    >>> span_in("would", "It would, he said, it would", Span(20, 21))
    Span(start=22, end=27)
    """
    line = line.strip()
    match = _OFFSETS.search(line)
    offsets = Span(int(match[1]), int(match[2])) if match else None
    words = line[: match.start()].split() if match else line.split()
    if offsets is not None and (not words or offsets.of(text).split() == words):
        if not offsets.start < offsets.end <= len(text):
            raise OptionError(f"{line!r} is no place in a text of {len(text):,} characters. Give its words")
        return offsets
    if len(line) > LONGEST:
        raise OptionError(f"a line of {len(line):,} characters is too long. Give at most {LONGEST:,}")
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = [Span(one.start(), one.end()) for one in pattern.finditer(text)]
    if not found:
        raise OptionError(f"“{' '.join(words)[:80]}” does not stand in the article. Copy the words as they are there")
    target = offsets or near
    return min(found, key=lambda span: (max(0, target.start - span.end, span.start - target.end), span.start))
