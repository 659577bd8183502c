"""Counts over time as the bars of a chart: months, or years where there are too many months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from onrecord.export.codings import date_words

#: Bars of a chart; with more months than this, years are shown.
MOST = 48
_WIDTH, _HEIGHT, _LEFT, _TOP, _BELOW = 720.0, 150.0, 34.0, 10.0, 24.0
_GAP, _WIDEST = 0.22, 34.0
_STEPS = (1, 2, 5)
#: Years that are filled up where nothing was said.
_YEARS = 200


class Piece(NamedTuple):
    """A part of a bar: what it counts, how many, and where it stands."""

    name: str
    number: int
    y: float
    height: float


class Bar(NamedTuple):
    """What was counted in a period, which ``words`` tell; ``label`` stands below it, or is empty."""

    period: str
    words: str
    total: int
    x: float
    width: float
    pieces: tuple[Piece, ...]
    label: str


class Line(NamedTuple):
    """A line of the grid with its number."""

    value: int
    y: float


class Timeline(NamedTuple):
    """A chart of bars, with the size of its drawing."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    names: tuple[str, ...]
    width: float
    height: float
    left: float
    base: float
    total: int

    @property
    def by_year(self) -> bool:
        """Whether a bar is a year."""
        return bool(self.bars) and len(self.bars[0].period) == 4


def timeline(counts: Iterable[tuple[str, str, int]], names: Sequence[str]) -> Timeline | None:
    """Return counts of months (``2031-06``) and names as bars, the first name at the bottom; None where there are none.

    >>> chart = timeline([("2031-01", "a", 2), ("2031-03", "a", 1), ("2031-03", "b", 3)], ["a", "b"])
    >>> [(bar.period, bar.total) for bar in chart.bars], [line.value for line in chart.lines]
    ([('2031-01', 2), ('2031-02', 0), ('2031-03', 4)], [0, 1, 2, 3, 4])
    """
    given = [one for one in counts if one[2] and one[1] in names]
    if not given:
        return None
    periods = periods_of([month for month, _, _ in given], MOST)
    given = [(month[: len(periods[0])], name, count) for month, name, count in given]
    of: dict[str, Counter[str]] = {period: Counter() for period in periods}
    for period, name, count in given:
        of[period][name] += count
    most = max(counted.total() for counted in of.values())
    step = _step(most)
    top = step * -(-most // step)
    space = (_WIDTH - _LEFT) / len(periods)
    width = min(space * (1 - _GAP), _WIDEST)
    bars = tuple(
        Bar(
            period,
            date_words(period),
            counted.total(),
            round(_LEFT + place * space + (space - width) / 2, 2),
            round(width, 2),
            tuple(_pieces(counted, names, top)),
            _label(period, place, len(periods)),
        )
        for place, (period, counted) in enumerate(of.items())
    )
    lines = tuple(Line(value, round(_y(value, top), 2)) for value in range(0, top + 1, step))
    return Timeline(
        bars,
        lines,
        tuple(name for name in names if any(counted[name] for counted in of.values())),
        _WIDTH,
        _TOP + _HEIGHT + _BELOW,
        _LEFT,
        _TOP + _HEIGHT,
        sum(counted.total() for counted in of.values()),
    )


def _pieces(counted: Counter[str], names: Sequence[str], top: int) -> Iterable[Piece]:
    below = 0
    for name in names:
        if counted[name]:
            y = _y(below + counted[name], top)
            yield Piece(name, counted[name], round(y, 2), round(_y(below, top) - y, 2))
            below += counted[name]


def _y(value: int, top: int) -> float:
    return _TOP + _HEIGHT * (1 - value / top)


def _step(most: int) -> int:
    """The distance of lines: 1, 2 or 5 and noughts, so that there are four at most."""
    power = 1
    while True:
        for step in _STEPS:
            if most <= 4 * step * power:
                return step * power
        power *= 10


def periods_of(months: Collection[str], most: int) -> list[str]:
    """Return the months from the first to the last one, or the years where there are more than ``most`` months.

    Years without anything are left out where the years are very many: a wrong date may be far away.

    >>> periods_of(["2030-12", "2031-02"], 48), periods_of(["2029-12", "2031-02"], 12)
    (['2030-12', '2031-01', '2031-02'], ['2029', '2030', '2031'])
    """
    if not months:
        return []
    years = sorted({month[:4] for month in months})
    first, last = int(years[0]), int(years[-1])
    if last - first > _YEARS:
        return years
    found = _months(min(months), max(months))
    return found if len(found) <= most else [f"{year:04}" for year in range(first, last + 1)]


def _months(first: str, last: str) -> list[str]:
    """The months (``2031-06``) from the first to the last one."""
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]


def _label(period: str, place: int, of: int) -> str:
    """What stands below a bar: the year below its first month, and months where there is room."""
    if len(period) == 4:
        return period if of <= 12 or int(period) % 5 == 0 else ""
    year, month = period.split("-")
    name = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[int(month) - 1]
    if place == 0 or month == "01":
        return f"{name} {year}" if of <= 12 else year
    return name if of <= 12 else ""
