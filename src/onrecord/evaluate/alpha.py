"""How well several people agree who gave things to classes: Krippendorff's α for nominal data, values may be missing.

Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. https://repository.upenn.edu/asc_papers/43
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple


class Alpha(NamedTuple):
    """Agreement beyond chance.

    Attributes
    ----------
    value : float or None
        1 for perfect agreement, 0 for what chance would give, below 0 for less. None where it is not defined: nobody
        shares a thing with somebody else, or all values are the same, so that nothing could have been told apart.
    units : int
        Things that at least two gave a value to.
    """

    value: float | None
    units: int


def alpha(units: Iterable[Sequence[Hashable | None]]) -> Alpha:
    """Return Krippendorff's α of nominal data.

    Parameters
    ----------
    units : iterable of sequence
        For each thing the values that it was given, in any order; None where somebody gave none.

    >>> round(alpha([("a", "a"), ("a", "b"), ("b", "b"), ("c", "c"), ("c", None)]).value, 3)
    0.667
    """
    shared, disagreed, totals = 0, 0.0, Counter[Hashable]()
    for unit in units:
        given = Counter(value for value in unit if value is not None)
        size = given.total()
        if size < 2:
            continue
        shared += 1
        totals.update(given)
        disagreed += _unlike(given) / (size - 1)
    expected = _unlike(totals) / max(1, totals.total() - 1)
    return Alpha(1 - disagreed / expected if expected else None, shared)


def _unlike(counts: Counter[Hashable]) -> int:
    """Ordered pairs of values that are not the same."""
    return counts.total() ** 2 - sum(count * count for count in counts.values())
