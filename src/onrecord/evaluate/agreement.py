"""How well groups agree with annotated ones: B-cubed (Bagga and Baldwin 1998) and pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class Agreement(NamedTuple):
    """Precision, recall and F1, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> Agreement:
    """Return, as means over all things, what share of a thing's group belongs to it, and what share of its own it has.

    >>> b_cubed([1, 1, 2, 3], ["a", "a", "a", "a"])
    Agreement(precision=1.0, recall=0.375)
    """
    together = Counter(zip(found, gold, strict=True))
    ours, theirs = Counter(found), Counter(gold)
    precision = sum(times * times / ours[own] for (own, _), times in together.items())
    recall = sum(times * times / theirs[annotated] for (_, annotated), times in together.items())
    count = max(len(found), 1)
    return Agreement(precision / count, recall / count)


def pairs(found: Sequence[Hashable], gold: Sequence[Hashable]) -> Agreement:
    """Return what share of the pairs that were put together belong together, and the other way round.

    >>> pairs([1, 1, 2], ["a", "a", "a"])
    Agreement(precision=1.0, recall=0.3333333333333333)
    """
    right = _pairs_in(Counter(zip(found, gold, strict=True)))
    return Agreement(right / (_pairs_in(Counter(found)) or 1), right / (_pairs_in(Counter(gold)) or 1))


def _pairs_in(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
