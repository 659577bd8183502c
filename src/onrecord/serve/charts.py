"""One count over time as a row of plain bars; :mod:`onrecord.serve.timeline` has bars of several, with a scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.export.codings import date_words
from onrecord.serve.timeline import periods_of
from onrecord.store.asking.facets import Value

#: More months than these are shown as years.
_MONTHS = 60


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


def histogram(months: Sequence[Value], width: int = 640, height: int = 72) -> Chart:
    """Return the statements by month as bars, by year where there are many months; gaps are left where none were.

    >>> [(bar.period, bar.height) for bar in histogram([Value("2031-01", "", 4), Value("2031-03", "", 2)]).bars]
    [('2031-01', 72.0), ('2031-02', 0.0), ('2031-03', 36.0)]
    """
    known = [month for month in months if len(month.value) == len("2031-01")]
    periods = periods_of([month.value for month in known], _MONTHS)
    if not periods:
        return Chart((), width, height, 0)
    counts = Counter[str]()
    for month in known:
        counts[month.value[: len(periods[0])]] += month.statements
    most, step = max(counts.values()), width / len(periods)
    bars = []
    for index, period in enumerate(periods):
        tall = height * counts[period] / most
        thick = max(step - min(3, step / 4), 0.5)
        bars.append(Bar(step * index, thick, height - tall, tall, period, date_words(period), counts[period]))
    return Chart(tuple(bars), width, height, most)
