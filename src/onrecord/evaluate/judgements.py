"""What several reviewers' judgements of a sample come to: precision of each value, and agreement.

The interval of a share is Wilson's (1927), which keeps its promise for small samples and shares near 0 or 1; see Brown,
Cai and DasGupta (2001), Interval Estimation for a Binomial Proportion, Statistical Science 16(2).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from onrecord.evaluate.alpha import Alpha, alpha

#: Standard normal deviate of an interval of 95 %.
Z95 = 1.959963984540054
#: The value that says whether there is a statement at all; the others are judged only where there is one.
STATEMENT = "statement"


class Verdict(NamedTuple):
    """What one reviewer says of one value.

    Attributes
    ----------
    right : bool or None
        None where the reviewer cannot tell.
    instead : Hashable
        The value that belongs there, of one that is wrong; None where none was given.
    """

    right: bool | None
    instead: Hashable = None


class Judgement(NamedTuple):
    """What one reviewer says of one thing of the sample, value by value; values left out were not judged."""

    unit: Hashable
    reviewer: str
    verdicts: Mapping[str, Verdict]


class Unit(NamedTuple):
    """A thing of the sample.

    Attributes
    ----------
    codes : mapping
        What the machine says, by the name of the value; values that a person gave are left out.
    stratum : str
        The group that it was drawn from.
    """

    codes: Mapping[str, Hashable]
    stratum: str = ""


class Share(NamedTuple):
    """How many of those that were decided are right; ``split`` are those on which as many said yes as no."""

    right: int
    decided: int
    split: int = 0

    @property
    def value(self) -> float | None:
        """The share; None where nothing was decided."""
        return self.right / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of 95 %; None where nothing was decided."""
        return wilson(self.right, self.decided) if self.decided else None


class Row(NamedTuple):
    """A value: how often the machine is right, how well reviewers agree with each other, and with the machine."""

    name: str
    precision: Share
    reviewers: Alpha
    machine: Alpha


@dataclass(frozen=True, slots=True)
class Report:
    """What the judgements of a sample come to.

    Attributes
    ----------
    drawn, judged, doubly : int
        Things of the sample, those that anybody judged, and those that at least two did.
    reviewers : mapping
        How many each reviewer judged.
    strata : mapping
        Precision of statements in each stratum.
    """

    drawn: int
    judged: int
    doubly: int
    reviewers: Mapping[str, int]
    rows: Sequence[Row]
    strata: Mapping[str, Share]


def wilson(right: int, of: int, z: float = Z95) -> tuple[float, float]:
    """Return Wilson's score interval of a share.

    >>> [round(bound, 4) for bound in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    share, squared = right / of, z * z / of
    middle = share + squared / 2
    reach = z * sqrt(share * (1 - share) / of + squared / (4 * of))
    low, high = (middle - reach) / (1 + squared), (middle + reach) / (1 + squared)
    return (0.0 if right == 0 else low), (1.0 if right == of else high)


def report_of(names: Sequence[str], units: Mapping[Hashable, Unit], judgements: Iterable[Judgement]) -> Report:
    """Return what judgements come to.

    Of several judgements of one reviewer on one thing the last one counts. A value is right where more reviewers say so
    than say no. Values of what most reviewers take for no statement are not counted.

    Parameters
    ----------
    names : sequence of str
        Names of the values, in the order of the rows.
    units : mapping
        Everything that was drawn.
    """
    of: dict[Hashable, dict[str, Mapping[str, Verdict]]] = defaultdict(dict)
    for one in judgements:
        if one.unit in units:
            of[one.unit][one.reviewer] = one.verdicts
    strata: dict[str, list[Sequence[bool]]] = defaultdict(list)
    for unit, by in of.items():
        strata[units[unit].stratum].append(_said(by.values(), STATEMENT))
    return Report(
        len(units),
        len(of),
        sum(len(by) > 1 for by in of.values()),
        dict(sorted(Counter(reviewer for by in of.values() for reviewer in by).items())),
        [_row(name, units, of) for name in names],
        {stratum: share_of(said) for stratum, said in sorted(strata.items())},
    )


def share_of(verdicts: Iterable[Sequence[bool]]) -> Share:
    """Return how many things are right by what most reviewers say of each.

    >>> share_of([[True], [True, False], [False, False, True]])
    Share(right=1, decided=2, split=1)
    """
    sums = [sum(1 if right else -1 for right in said) for said in verdicts if said]
    right, wrong = sum(one > 0 for one in sums), sum(one < 0 for one in sums)
    return Share(right, right + wrong, len(sums) - right - wrong)


def _row(name: str, units: Mapping[Hashable, Unit], of: Mapping[Hashable, Mapping[str, Mapping[str, Verdict]]]) -> Row:
    precision: list[Sequence[bool]] = []
    between: list[Sequence[Hashable | None]] = []
    beside: list[Sequence[Hashable | None]] = []
    for unit, by in of.items():
        codes = units[unit].codes
        if name not in codes or (name != STATEMENT and _decided(_said(by.values(), STATEMENT)) is False):
            continue
        given = [_value(by[reviewer].get(name), codes[name]) for reviewer in sorted(by)]
        precision.append(_said(by.values(), name))
        between.append(given)
        beside.append((codes[name], _most(given)))
    told_apart = len({code for code, _ in beside}) > 1  # what it takes for no statement was not drawn
    machine = alpha(beside) if told_apart else Alpha(None, 0)
    return Row(name, share_of(precision), alpha(between), machine)


def _said(verdicts: Iterable[Mapping[str, Verdict]], name: str) -> list[bool]:
    found = (one[name].right for one in verdicts if name in one)
    return [right for right in found if right is not None]


def _decided(said: Sequence[bool]) -> bool | None:
    """What most say; None for a draw."""
    yes = sum(said)
    return None if 2 * yes == len(said) else 2 * yes > len(said)


def _value(verdict: Verdict | None, code: Hashable) -> Hashable | None:
    """The value that a reviewer gives to a thing; one that is only wrong is the value of not being the machine's."""
    if verdict is None or verdict.right is None:
        return None
    if verdict.right:
        return code
    return verdict.instead if verdict.instead is not None else ("not", code)


def _most(given: Sequence[Hashable | None]) -> Hashable | None:
    """The value that more reviewers give than any other."""
    ranked = Counter(value for value in given if value is not None).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
