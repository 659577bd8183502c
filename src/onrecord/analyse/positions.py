"""Positions: how often an actor supported, opposed, tied to conditions or stayed neutral on an issue, by period.

``net`` is (support - oppose) / n, where n counts all four stances: 1 is all in favour, -1 all against, and what is
conditional or neutral pulls towards 0. Its interval is made of two Wilson intervals, one for each share, by the method
of variance estimates recovery (Zou and Donner 2008; for one proportion it is Wilson 1927).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, sqrt
from typing import NamedTuple

from onrecord.store.asking.stances import POSITIONS, Count, Period
from onrecord.store.query import Query

#: Fewer statements than this say little about a position.
FEW = 3
#: Stances whose mean score is lower than this are uncertain.
LOW = 0.6
#: Normal quantile of an interval that holds the value 19 times in 20.
_Z = 1.959963984540054


class Interval(NamedTuple):
    """Between which values something lies with a chance of 95 %."""

    low: float
    high: float


class Party(NamedTuple):
    """An actor, with how many utterances are counted; ``key`` is what a query takes as its actor, but for ``name:``."""

    key: str
    name: str
    type: str | None
    country: str | None
    utterances: int

    @property
    def query(self) -> str:
        """What finds their statements: the id, else the name."""
        return self.key.removeprefix("name:")


class Topic(NamedTuple):
    """An issue, with how many utterances are counted."""

    id: str
    label: str
    utterances: int


@dataclass(frozen=True, slots=True)
class Cell:
    """An actor's position on an issue in a period.

    Attributes
    ----------
    actor, issue : str
        Key and id.
    period : str
        ``2031``, ``2031-Q2``, ``2031-06``, ``2031-W25``, ``2031-06-17``; empty for all time, or where no day is known.
    support, oppose, conditional, neutral : int
        Utterances.
    tellings, reviewed : int
        Statements that tell of them, and utterances on which a person decided.
    score : float
        Mean chance that the stances are right.
    first, last : str or None
        Days.
    """

    actor: str
    issue: str
    period: str
    support: int
    oppose: int
    conditional: int
    neutral: int
    tellings: int
    reviewed: int
    score: float
    first: str | None
    last: str | None

    @property
    def n(self) -> int:
        """How many utterances it is made of."""
        return self.support + self.oppose + self.conditional + self.neutral

    @property
    def net(self) -> float:
        """From -1, all against, to 1, all in favour."""
        return (self.support - self.oppose) / self.n

    @property
    def interval(self) -> Interval:
        """Between which values ``net`` lies, if these utterances were drawn from many like them."""
        return net_interval(self.support, self.oppose, self.n)

    @property
    def flags(self) -> tuple[str, ...]:
        """Why it is uncertain: ``few``, ``low score``, ``unreviewed``."""
        reasons = {"few": self.n < FEW, "low score": self.score < LOW, "unreviewed": self.reviewed == 0}
        return tuple(name for name, holds in reasons.items() if holds)

    def counts(self) -> dict[str, int]:
        """Utterances by stance."""
        return {name: getattr(self, name) for name in POSITIONS}


@dataclass(frozen=True, slots=True)
class Positions:
    """Actors, issues and periods with their cells; those with most utterances first, periods in order of time."""

    actors: tuple[Party, ...]
    issues: tuple[Topic, ...]
    periods: tuple[str, ...]
    cells: Mapping[tuple[str, str, str], Cell]

    @property
    def utterances(self) -> int:
        """How many there are in all, once for each actor and each issue."""
        return sum(cell.n for cell in self.cells.values())


def positions(counts: Iterable[Count], period: Period = "all") -> Positions:
    """Return the positions that :func:`onrecord.store.asking.stances.counts` make, in periods of this length."""
    groups: dict[tuple[str, str, str], list[Count]] = {}
    by_actor, by_issue, named = Counter[str](), Counter[str](), dict[str, str]()
    for one in counts:
        when = named.get(one.period)
        if when is None:
            when = named[one.period] = period_of(one.period, period)
        groups.setdefault((one.actor, one.issue, when), []).append(one)
        by_actor[one.actor] += one.utterances
        by_issue[one.issue] += one.utterances
    cells = {key: _cell(*key, of) for key, of in groups.items()}
    known = {of[0].actor: of[0] for of in groups.values()}, {of[0].issue: of[0] for of in groups.values()}
    who = {key: Party(key, one.name, one.type, one.country, by_actor[key]) for key, one in known[0].items()}
    about = {id: Topic(id, one.label, by_issue[id]) for id, one in known[1].items()}
    return Positions(
        tuple(sorted(who.values(), key=lambda one: (-one.utterances, one.name, one.key))),
        tuple(sorted(about.values(), key=lambda one: (-one.utterances, one.label, one.id))),
        tuple(sorted({key[2] for key in cells})),
        dict(sorted(cells.items())),
    )


def _cell(actor: str, issue: str, period: str, counts: Sequence[Count]) -> Cell:
    number = dict.fromkeys(POSITIONS, 0)
    tellings = reviewed = 0
    scores, days = list[float](), list[str]()
    for one in counts:
        number[one.stance] += one.utterances
        tellings += one.tellings
        reviewed += one.reviewed
        scores.append(one.score)
        if one.first and one.last:
            days += one.first, one.last
    n = sum(number.values())
    return Cell(
        actor,
        issue,
        period,
        **number,
        tellings=tellings,
        reviewed=reviewed,
        score=fsum(scores) / n,  # the same whatever their order
        first=min(days) if days else None,
        last=max(days) if days else None,
    )


def net_interval(support: int, oppose: int, n: int) -> Interval:
    """Return between which values (support - oppose) / n lies, with a chance of 95 %.

    >>> [round(value, 2) for value in net_interval(8, 1, 10)]
    [0.14, 0.91]
    """
    for_it, against = wilson(support, n), wilson(oppose, n)
    p, q = support / n, oppose / n
    spread = sqrt(p * (1 - p) * q * (1 - q))
    together = -p * q / spread if spread else 0.0
    down, up = p - for_it.low, against.high - q
    low = p - q - sqrt(max(0.0, down**2 + up**2 - 2 * together * down * up))
    up, down = for_it.high - p, q - against.low
    high = p - q + sqrt(max(0.0, up**2 + down**2 - 2 * together * up * down))
    return Interval(max(-1.0, low), min(1.0, high))


def wilson(part: int, n: int) -> Interval:
    """Return between which values a share of ``part`` in ``n`` lies (Wilson 1927).

    >>> [round(value, 3) for value in wilson(1, 10)]
    [0.018, 0.404]
    """
    share, squared = part / n, _Z**2
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    half = _Z / (1 + squared / n) * sqrt(share * (1 - share) / n + squared / (4 * n**2))
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def period_of(day: str | None, period: Period) -> str:
    """Return the period that a day, or a month or year, is in; empty for all time and where there is no day.

    >>> [period_of("2031-06-17", of) for of in ("year", "quarter", "month", "week", "day", "all")]
    ['2031', '2031-Q2', '2031-06', '2031-W25', '2031-06-17', '']
    """
    if not day or period == "all":
        return ""
    if period == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    if period == "week":
        year, week, _ = date.fromisoformat(day[:10]).isocalendar()
        return f"{year:04}-W{week:02}"
    return day[: {"year": 4, "month": 7, "day": 10}[period]]


def days_in(period: str) -> tuple[str, str] | None:
    """Return the first and the last day of a period as a query takes them; None for all time.

    >>> days_in("2031-Q2"), days_in("2031-W25"), days_in("2031-06")
    (('2031-04', '2031-06'), ('2031-06-16', '2031-06-22'), ('2031-06', '2031-06'))
    """
    if not period:
        return None
    year, _, rest = period.partition("-")
    if rest.startswith("Q"):
        quarter = int(rest[1:])
        return f"{year}-{quarter * 3 - 2:02}", f"{year}-{quarter * 3:02}"
    if rest.startswith("W"):
        days = (date.fromisocalendar(int(year), int(rest[1:]), day).isoformat() for day in (1, 7))
        return next(days), next(days)
    return period, period


def statements_behind(query: Query, cell: Cell, party: Party) -> Query:
    """Return the query that lists the statements of a cell, within the filters that it was counted with."""
    from dataclasses import replace

    days = days_in(cell.period)
    since, until = days or (query.since, query.until)
    return replace(query, actor=party.query, issue=cell.issue, since=since, until=until, sort="oldest", page=1)
