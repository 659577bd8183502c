"""Groups statements that are likely about the same matter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: Chances are drawn apart by this exponent of their odds before statements are joined: the many small ones of a long
#: article would add up.
SHARPNESS = 2.0
#: How much it counts that statements about the same matter are together, against that others are apart: each is tried.
TOGETHER = (1.0, 1.4, 2.0, 3.0)


def groups_of(chances: Floats) -> NDArray[np.int64]:
    """Number of each statement's group; a statement like no other is a group of its own.

    Of several ways to group them it is the one with the highest expected B³ F1 (Bagga & Baldwin 1998).

    Parameters
    ----------
    chances : ndarray of shape (n, n)
        That two statements are about the same matter; the diagonal does not count.
    """
    same = _sharpened(chances)
    np.fill_diagonal(same, 1)
    tried = {labels.tobytes(): labels for labels in (_joined(same.copy(), together) for together in TOGETHER)}
    return max(tried.values(), key=lambda labels: _expected(chances, labels))


def _expected(chances: Floats, labels: NDArray[np.int64]) -> float:
    """Expected B³ F1 of groups."""
    if not len(labels):
        return 0.0
    same = chances.astype(np.float64)
    np.fill_diagonal(same, 1)
    inside = same * (labels[:, None] == labels[None])
    precision = float((inside.sum(1) / np.bincount(labels)[labels]).mean())
    recall = float((inside.sum(1) / same.sum(1)).mean())
    return 2 * precision * recall / (precision + recall)


def _joined(same: NDArray[np.float64], weight: float) -> NDArray[np.int64]:
    """Groups that are joined as long as that raises expected B³ precision and, ``weight`` times, B³ recall.

    ``same`` are the chances, 1 on the diagonal; they are added up in place.
    """
    count = len(same)
    if count < 2:
        return np.zeros(count, dtype=np.int64)
    share = same / same.sum(1, keepdims=True)
    found = (share + share.T) / 2
    labels, size, alive = np.arange(count, dtype=np.int64), np.ones(count), np.ones(count, dtype=np.bool_)
    inner = np.ones(count)
    while alive.sum() > 1:
        apart = inner / size
        together = (inner[:, None] + inner[None] + 2 * same) / (size[:, None] + size[None])
        gain = together - apart[:, None] - apart[None] + weight * 2 * found
        np.fill_diagonal(gain, -1)
        gain[~alive] = -1
        gain[:, ~alive] = -1
        one, other = divmod(int(gain.argmax()), count)
        if gain[one, other] <= 0:
            break
        inner[one] += inner[other] + 2 * same[one, other]
        for sums in (same, found):
            sums[one] += sums[other]
            sums[:, one] = sums[one]
        size[one] += size[other]
        alive[other] = False
        labels[labels == other] = one
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _sharpened(chances: Floats) -> NDArray[np.float64]:
    yes = np.clip(chances.astype(np.float64), 1e-6, 1 - 1e-6)
    raised: NDArray[np.float64] = yes**SHARPNESS / (yes**SHARPNESS + (1 - yes) ** SHARPNESS)
    return raised
