"""Congruence and conflict of all pairs of actors who meet on an issue, in arrays: there are many pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.design import SIDES, Design

#: How often an actor took each stance on each issue.
Activity = Mapping[tuple[str, str], float]
#: Fraction digits of weights, so that the same record gives the same file everywhere.
DIGITS = 6


class Edge(NamedTuple):
    """A link between two nodes, given by their ids.

    Attributes
    ----------
    weight : float
        By the measure and the normalisation; in two modes support - oppose.
    congruence, conflict : float
        Without normalisation; in two modes support and opposition.
    issues : tuple of str
        Labels of the issues that both have a side on, in one mode.
    """

    one: str
    other: str
    weight: float
    congruence: float
    conflict: float
    issues: tuple[str, ...] = ()


class _Pairs(NamedTuple):
    """Pairs of numbers of actors, the issue on which they meet, congruence and conflict there; all of shape (n,)."""

    one: NDArray[Any]
    other: NDArray[Any]
    issue: NDArray[Any]
    congruence: NDArray[Any]
    conflict: NDArray[Any]


def meetings(activity: Mapping[str, Activity], labels: Mapping[str, str], design: Design) -> list[Edge]:
    """Return the links of actors in one mode, the heaviest first, as a design measures and divides them.

    Parameters
    ----------
    activity
        By actor: how often they took each stance on each issue.
    labels
        What issues are called.
    """
    actors = sorted(activity)
    issues = sorted({issue for of in activity.values() for issue, _ in of}, key=lambda issue: (labels[issue], issue))
    pairs = _pairs([activity[actor] for actor in actors], issues)
    if not len(pairs.one):
        return []
    order = np.lexsort((pairs.issue, pairs.other, pairs.one))
    one, other, issue = pairs.one[order], pairs.other[order], pairs.issue[order]
    starts = np.flatnonzero(np.r_[True, (one[1:] != one[:-1]) | (other[1:] != other[:-1])])
    congruence, conflict = (np.add.reduceat(of[order], starts) for of in (pairs.congruence, pairs.conflict))
    measured = {"congruence": congruence, "conflict": conflict, "subtract": congruence - conflict}[design.measure]
    left, right = one[starts], other[starts]
    weight = np.round(measured / _divisors([activity[actor] for actor in actors], left, right, design), DIGITS)
    linked = (congruence + conflict > 0) & (np.abs(weight) >= design.least)
    if design.measure != "subtract":
        linked &= weight != 0
    heaviest = np.lexsort((right, left, -congruence - conflict, -np.abs(weight)))
    kept = heaviest[linked[heaviest]]
    called = [labels[issues[number]] for number in issue.tolist()]
    ends = np.r_[starts[1:], len(one)]
    names = ([actors[number] for number in side[kept].tolist()] for side in (left, right))
    values = (column[kept].tolist() for column in (weight, congruence, conflict))
    shared = [tuple(called[start:end]) for start, end in zip(starts[kept].tolist(), ends[kept].tolist(), strict=True)]
    return list(map(Edge, *names, *values, shared))


def _pairs(activities: list[Activity], issues: list[str]) -> _Pairs:
    """Every two actors with a side on an issue; a stance halfway is half of each."""
    members: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for number, of in enumerate(activities):
        for issue in {issue for issue, _ in of}:
            members[issue].append((number, *(of.get((issue, stance), 0.0) for stance in SIDES)))
    columns: list[list[NDArray[Any]]] = [[], [], [], [], []]
    for place, issue in enumerate(issues):
        number, support, halfway, oppose = np.array(members[issue]).T
        one, other = np.triu_indices(len(number), 1)
        half = (halfway[one] * (support + oppose)[other] + (support + oppose)[one] * halfway[other]) / 2
        same = support[one] * support[other] + oppose[one] * oppose[other] + halfway[one] * halfway[other]
        apart = support[one] * oppose[other] + oppose[one] * support[other]
        for column, more in zip(columns, (number[one], number[other], place, same + half, apart + half), strict=True):
            column.append(np.broadcast_to(more, len(one)))
    joined = [np.concatenate(column) if column else np.zeros(0) for column in columns]
    one, other, issue_of = (column.astype(np.int64) for column in joined[:3])
    return _Pairs(one, other, issue_of, *joined[3:])


def _divisors(
    activities: list[Activity], left: NDArray[Any], right: NDArray[Any], design: Design
) -> NDArray[np.float64]:
    """What the weights of pairs are divided by."""
    if design.normalisation == "average":
        sums = np.array([sum(of.values()) for of in activities], float)
        return np.asarray((sums[left] + sums[right]) / 2)
    if design.normalisation == "cosine":
        lengths = np.array([sqrt(sum(x * x for x in of.values())) for of in activities])
        return np.asarray(lengths[left] * lengths[right])
    if design.normalisation == "jaccard":
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return np.array([_union(activities[one], activities[other]) for one, other in pairs])
    return np.ones(len(left))


def _union(one: Activity, other: Activity) -> float:
    mine = sum(number for key, number in one.items() if not other.get(key))
    theirs = sum(number for key, number in other.items() if not one.get(key))
    return mine + theirs + sum(number * other.get(key, 0.0) for key, number in one.items())
