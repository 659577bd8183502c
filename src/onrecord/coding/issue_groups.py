"""Groups statements that are likely about the same matter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: Chances are drawn apart by this exponent of their odds: the many small ones of a long article would add up.
SHARPNESS = 2.0
#: How much it counts that statements about the same matter are together, against that others are apart.
TOGETHER = 1.5


def groups_of(chances: Floats) -> NDArray[np.int64]:
    """Number of each statement's group; a statement like no other is a group of its own.

    Groups are joined as long as that raises the expected sum of B³ precision and, ``TOGETHER`` times, B³ recall
    (Bagga & Baldwin 1998).

    Parameters
    ----------
    chances : ndarray of shape (n, n)
        That two statements are about the same matter; the diagonal does not count.
    """
    count = len(chances)
    if count < 2:
        return np.zeros(count, dtype=np.int64)
    same = _sharpened(chances)
    np.fill_diagonal(same, 1)
    share = same / same.sum(1, keepdims=True)
    found = (share + share.T) / 2
    labels, size, alive = np.arange(count, dtype=np.int64), np.ones(count), np.ones(count, dtype=np.bool_)
    inner = np.ones(count)
    while alive.sum() > 1:
        apart = inner / size
        together = (inner[:, None] + inner[None] + 2 * same) / (size[:, None] + size[None])
        gain = together - apart[:, None] - apart[None] + TOGETHER * 2 * found
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
