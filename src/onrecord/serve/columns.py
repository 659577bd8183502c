"""Small charts of stances: a bar for all of them, columns for how they went over time. Templates make SVG of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analyse.positions import Cell

#: From the left, or from the top: what is in favour, what is open, what is against.
ORDER = ("support", "conditional", "neutral", "oppose")
WIDTH, HEIGHT = 96.0, 26.0
_GAP = 0.75


class Piece(NamedTuple):
    """A rectangle of a stance."""

    stance: str
    x: float
    y: float
    width: float
    height: float


def bar(cell: Cell, most: int) -> tuple[Piece, ...]:
    """Return the stances of a cell as a bar, whose length tells how many there are beside the longest.

    Lengths go by the square root: one utterance can be seen beside a hundred.
    """
    length = WIDTH * max(0.12, (cell.n / most) ** 0.5)
    pieces, x = [], 0.0
    for stance in ORDER:
        number = cell.counts()[stance]
        if number:
            width = length * number / cell.n
            pieces.append(Piece(stance, round(x, 2), 0.0, round(max(width - _GAP, 0.75), 2), 9.0))
            x += width
    return tuple(pieces)


def columns(cells: Sequence[Cell | None], most: int) -> tuple[Piece, ...]:
    """Return the stances over time as columns: support stands on the line, opposition hangs from it.

    What is conditional or neutral lies on both sides of the line. ``most`` is the largest number in a period.
    """
    step = WIDTH / max(len(cells), 1)
    width, middle = max(min(step - 1.0, 10.0), 0.8), HEIGHT / 2
    pieces = []
    for number, cell in enumerate(cells):
        if cell is None:
            continue
        unit = (middle - 1) / most
        x = step * number + (step - width) / 2
        between = (cell.conditional + cell.neutral) * unit / 2
        heights = (
            ("support", middle - between - cell.support * unit, cell.support * unit),
            ("conditional", middle - between, cell.conditional * unit),
            ("neutral", middle - between + cell.conditional * unit, cell.neutral * unit),
            ("oppose", middle + between, cell.oppose * unit),
        )
        pieces += [
            Piece(stance, round(x, 2), round(y, 2), round(width, 2), round(max(high, 0.6), 2))
            for stance, y, high in heights
            if high
        ]
    return tuple(pieces)
