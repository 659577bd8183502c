"""Offsets in UTF-16 code units, which Java and JavaScript count in, and the way back to code points."""

from __future__ import annotations

import re
from bisect import bisect_left

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """Converts the offsets of one text.

    Characters beyond U+FFFF (emoji, old scripts) are two units each; all others, combining marks too, are one.

    >>> offsets = Utf16("a😀b")
    >>> [offsets.units(point) for point in range(4)]
    [0, 1, 3, 4]
    >>> [offsets.points(unit) for unit in range(5)]
    [0, 1, 1, 2, 3]
    """

    def __init__(self, text: str) -> None:
        self._points = [match.start() for match in _WIDE.finditer(text)]
        self._units = [point + number for number, point in enumerate(self._points)]

    def units(self, point: int) -> int:
        """Return the offset in units of one in code points."""
        return point + bisect_left(self._points, point)

    def points(self, unit: int) -> int:
        """Return the offset in code points of one in units; one within a character becomes its beginning."""
        return unit - bisect_left(self._units, unit)
