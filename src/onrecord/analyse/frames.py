"""A discourse network over time: the network of each period, all in the same places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, get_args

from onrecord.analyse.design import Design
from onrecord.analyse.network import Network, network
from onrecord.analyse.positions import period_of
from onrecord.errors import OptionError
from onrecord.store.asking.stances import Count, Period

#: Periods that a network can be cut into.
Every = Literal["year", "quarter", "month", "week", "day"]
EVERY: tuple[Every, ...] = get_args(Every)
#: More frames than these nobody looks through.
MOST_FRAMES = 120


class Frame(NamedTuple):
    """The network of a period, such as ``2031-06``, with how many utterances its counts are of."""

    period: str
    utterances: int
    network: Network


def finest(design: Design, every: Period = "all") -> Period:
    """Return the period by which counts have to be known for a design, and for frames of ``every``.

    >>> finest(Design(), "quarter"), finest(Design(once="week"), "year"), finest(Design())
    ('month', 'day', 'all')
    """
    asked = {design.period, every}
    if asked == {"all"}:
        return "all"
    return "day" if asked & {"day", "week"} else "month"


def frames(counts: Iterable[Count], design: Design, every: Period) -> tuple[Frame, ...]:
    """Return the network of each period that has a stance with a day, in order of time.

    What counts once in "all the time" counts once in each period.

    Parameters
    ----------
    counts
        Of :func:`onrecord.store.asking.stances.counts`, by :func:`finest` or finer.

    Raises
    ------
    OptionError
        If there are more than :data:`MOST_FRAMES` periods, or a value makes no sense.
    """
    if every not in EVERY:
        raise OptionError(f"every {every!r} is not known. Use one of: {', '.join(EVERY)}")
    by_period: dict[str, list[Count]] = {}
    for one in counts:
        if one.period:
            by_period.setdefault(period_of(one.period, every), []).append(one)
    if len(by_period) > MOST_FRAMES:
        raise OptionError(
            f"{len(by_period):,} periods of a {every} are too many for {MOST_FRAMES} frames. "
            "Take longer ones, or less time with since and until"
        )
    return tuple(
        Frame(period, sum(one.utterances for one in of), network(merged(of, design.period), design))
        for period, of in sorted(by_period.items())
    )


def merged(counts: Iterable[Count], period: Period) -> list[Count]:
    """Return counts by longer periods.

    >>> from onrecord.store.asking.stances import Count
    >>> one = Count("Q1", "A", None, None, "i", "I", "2031-05", "support", 1, 2, 0, 0.9, "2031-05-02", "2031-05-02")
    >>> other = one._replace(period="2031-06", score=0.7, first="2031-06-01", last="2031-06-01")
    >>> [(both.period, both.utterances, both.score, both.last) for both in merged([one, other], "year")]
    [('2031', 2, 1.6, '2031-06-01')]
    """
    found: dict[tuple[str, str, str, str], list[Count]] = {}
    for one in counts:
        found.setdefault((one.actor, one.issue, period_of(one.period, period), one.stance), []).append(one)
    return [of[0] if len(of) == 1 and of[0].period == key[2] else _sum(of, key[2]) for key, of in found.items()]


def _sum(counts: Sequence[Count], period: str) -> Count:
    return counts[0]._replace(
        period=period,
        utterances=sum(one.utterances for one in counts),
        tellings=sum(one.tellings for one in counts),
        reviewed=sum(one.reviewed for one in counts),
        score=sum(one.score for one in counts),
        first=min((one.first for one in counts if one.first), default=None),
        last=max((one.last for one in counts if one.last), default=None),
    )
