"""Charts that are drawn on the server: where their bars stand. The templates make SVG of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from onrecord.export.codings import date_words
from onrecord.serve.timeline import months_between
from onrecord.store.facets import Value

#: More months than these are shown as years.
_MONTHS = 60
#: Years that are filled up where nothing was said; a wrong date may be far away.
_YEARS = 200


class Bar(NamedTuple):
    """A bar of a chart whose ground is ``Chart.height``.

    Attributes
    ----------
    period : str
        A month or a year, as a query takes it.
    """

    x: float
    width: float
    y: float
    height: float
    period: str
    label: str
    statements: int


class Chart(NamedTuple):
    """Bars from left to right."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    most: int


def timeline(months: Sequence[Value], width: int = 640, height: int = 72) -> Chart:
    """Return the statements by month as bars, by year where there are many months; gaps are left where none were.

    >>> [(bar.period, bar.height) for bar in timeline([Value("2031-01", "", 4), Value("2031-03", "", 2)]).bars]
    [('2031-01', 72.0), ('2031-02', 0.0), ('2031-03', 36.0)]
    """
    counts = {month.value: month.statements for month in months if len(month.value) == len("2031-01")}
    if not counts:
        return Chart((), width, height, 0)
    periods = months_between(min(counts), max(counts))
    if len(periods) > _MONTHS:
        by_year = groupby(sorted(counts), key=lambda month: month[:4])
        counts = {year: sum(counts[month] for month in of) for year, of in by_year}
        periods = list(_years(counts))
    most, step = max(counts.values()), width / len(periods)
    bars = []
    for index, period in enumerate(periods):
        tall = height * counts.get(period, 0) / most
        thick = max(step - min(3, step / 4), 0.5)
        bars.append(Bar(step * index, thick, height - tall, tall, period, date_words(period), counts.get(period, 0)))
    return Chart(tuple(bars), width, height, most)


def _years(counts: dict[str, int]) -> Iterator[str]:
    first, last = int(min(counts)), int(max(counts))
    if last - first > _YEARS:
        yield from sorted(counts)
    else:
        yield from (f"{year:04}" for year in range(first, last + 1))
