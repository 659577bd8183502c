"""What a layer of the learned heads does: weigh its inputs, and the bend to the next one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def affine(inputs: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weighted sums of the inputs; the last row of the weights is the bias."""
    found: NDArray[np.float32] = inputs @ weights[:-1] + weights[-1]
    return found


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
