"""The conditions map drawn: what comes first stands on the left, what then on the right, a line for each tie."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from onrecord.analyse.conditions_map import Arrow, ConditionsMap
from onrecord.analyse.matters import Matter

WIDTH = 960.0
#: Where the lines begin and end, and the height of a row.
_LEFT, _RIGHT, _ROW, _TOP = 350.0, 610.0, 40.0, 16.0
_LETTERS, _LINES = 46, 2
#: Most arrows of a picture; the table has all.
MOST = 24
_THICKEST = 7.0
#: How long the tip of an arrow is; it begins where its line ends.
_TIP = 12.0


class Label(NamedTuple):
    """A matter at its place."""

    matter: Matter
    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]


class Slope(NamedTuple):
    """A tie as a curve; ``kind`` is order, need or contradicted."""

    arrow: Arrow
    path: str
    stroke: float
    kind: str
    told: str


class Slopes(NamedTuple):
    """The picture."""

    labels: tuple[Label, ...]
    slopes: tuple[Slope, ...]
    height: float
    left_out: int


_ORDERS = frozenset(("after", "before", "until", "order"))


def slopes(found: ConditionsMap, most: int = MOST) -> Slopes:
    """Return the picture of a conditions map: the arrows that contradict each other, then those told most often."""
    contradicted = set()
    for one in found.contradictions:
        contradicted |= {(one.order.first.id, one.order.then.id), (one.order.then.id, one.order.first.id)}

    def pair(arrow: Arrow) -> tuple[str, str]:
        return arrow.order.first.id, arrow.order.then.id

    def place(arrow: Arrow) -> tuple[bool, int, bool]:
        return pair(arrow) not in contradicted, -arrow.utterances - arrow.order.then.known, not arrow.order.first.known

    ranked = sorted(found.arrows, key=place)
    arrows = ranked[:most]
    right = _places([arrow.order.then for arrow in arrows], None)
    weights: dict[str, list[float]] = {}
    for arrow in arrows:
        weights.setdefault(arrow.order.first.id, []).append(right[arrow.order.then.id])
    left = _places([arrow.order.first for arrow in arrows], {id: sum(of) / len(of) for id, of in weights.items()})
    rows = max(len(left), len(right), 1)
    height = _TOP * 2 + rows * _ROW
    ys = {side: {id: _y(place, len(of), rows) for id, place in of.items()} for side, of in (("l", left), ("r", right))}
    heaviest = max((arrow.utterances for arrow in arrows), default=1)
    return Slopes(
        (
            *_labels({arrow.order.first.id: arrow.order.first for arrow in arrows}, ys["l"], _LEFT - 12, "end"),
            *_labels({arrow.order.then.id: arrow.order.then for arrow in arrows}, ys["r"], _RIGHT + 12, "start"),
        ),
        tuple(
            Slope(
                arrow,
                _curve(ys["l"][arrow.order.first.id], ys["r"][arrow.order.then.id]),
                round(1.2 + (_THICKEST - 1.2) * arrow.utterances / heaviest, 2),
                _kind(arrow, pair(arrow) in contradicted),
                _told(arrow),
            )
            for arrow in arrows
        ),
        height,
        len(found.arrows) - len(arrows),
    )


def _places(matters: Sequence[Matter], by: dict[str, float] | None) -> dict[str, int]:
    """The row of each matter: in the order in which they come, or by a number each."""
    ids = list(dict.fromkeys(matter.id for matter in matters))
    if by is not None:
        ids.sort(key=lambda id: by[id])
    return {id: row for row, id in enumerate(ids)}


def _y(row: int, rows: int, most: int) -> float:
    return round(_TOP + (row + 0.5) * most * _ROW / rows, 1)


def _labels(matters: dict[str, Matter], ys: dict[str, float], x: float, anchor: str) -> list[Label]:
    return [Label(matter, x, ys[id], anchor, _lines(matter.label)) for id, matter in matters.items()]


def _lines(text: str) -> tuple[str, ...]:
    lines = wrap(text, _LETTERS, break_long_words=True) or [""]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: _LETTERS - 1]}…"]
    return tuple(lines)


def _curve(start: float, end: float) -> str:
    middle = (_LEFT + _RIGHT) / 2
    return f"M{_LEFT:g} {start:g}C{middle:g} {start:g} {middle:g} {end:g} {_RIGHT - _TIP:g} {end:g}"


def _kind(arrow: Arrow, contradicted: bool) -> str:
    if contradicted:
        return "contradicted"
    return "order" if _ORDERS.intersection(arrow.types) else "need"


def _told(arrow: Arrow) -> str:
    who = ", ".join(f"{claim.name} ({claim.utterances})" for claim in arrow.claims)
    types = ", ".join(type.replace("_", " ") for type in arrow.types)
    return f"{arrow.order.first.label} → {arrow.order.then.label} ({types}): {who}"
