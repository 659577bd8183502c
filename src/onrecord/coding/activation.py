"""The bend between two layers of the learned heads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """By the usual approximation with a hyperbolic tangent, as the heads are trained with it; in one array's memory."""
    inner = 0.044715 * x
    inner *= x
    inner *= x
    inner += x
    inner *= 0.7978845608
    np.tanh(inner, out=inner)
    inner += 1
    inner *= 0.5 * x
    return inner
