"""Words of an article as people and programs that are not JSON can take them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.document import Span

ELLIPSIS = "…"
#: Stands for a character that cannot be shown; one for one, so that offsets stay right.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
#: Control characters, and marks that turn the direction of everything after them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANK = re.compile(r"\s+")


def writable(text: str) -> str:
    """Replace NULs and lone surrogates, which UTF-8 files or their readers refuse; the length stays.

    >>> writable("a\\x00b")
    'a\ufffdb'
    """
    return _UNWRITABLE.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return the text on one line, without anything that a terminal would obey.

    >>> one_line("Two\\n lines \\x1b[31m")
    'Two lines \ufffd[31m'
    """
    return _UNPRINTABLE.sub(REPLACEMENT, _BLANK.sub(" ", text).strip())


def shorten(text: str, limit: int) -> str:
    """Cut the middle out of a text that is longer than ``limit`` characters.

    >>> shorten("We will rebuild the old bridge by next spring", 36)
    'We will rebuild … by next spring'
    """
    if len(text) <= limit:
        return text
    room = limit - 3
    head, tail = text[: room - room // 2], text[len(text) - room // 2 :]
    whole_head, whole_tail = head.rpartition(" ")[0], tail.partition(" ")[2]
    return f"{whole_head or head} {ELLIPSIS} {whole_tail or tail}"


def joined(spans: Iterable[Span], text: str) -> str:
    """Return the words of the pieces, with an ellipsis where they are apart.

    >>> joined((Span(0, 2), Span(5, 7)), "We … go")
    'We … go'
    """
    return f" {ELLIPSIS} ".join(span.of(text) for span in spans)


def offsets(spans: Iterable[Span]) -> str:
    """Return the offsets of the pieces.

    >>> offsets((Span(0, 2), Span(5, 7)))
    '0-2;5-7'
    """
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def days_told(first: str | None, last: str | None) -> str:
    """Return the days from the first to the last one in words; nothing where none is known.

    >>> days_told("2031-06-17", "2031-06-19"), days_told("2031-06-17", "2031-06-17"), days_told(None, None)
    ('2031-06-17 to 2031-06-19', '2031-06-17', '')
    """
    if first is None or first == last:
        return first or ""
    return f"{first} to {last}"
