"""What the encoder's states say of a statement as a whole."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from onrecord.document import Span
from onrecord.encoding import Encoding
from onrecord.statement import Attribution


def states_of(encoding: Encoding, spans: Iterable[Span]) -> NDArray[np.float32]:
    """States of the tokens of some spans, of shape (n, 384); n may be 0."""
    pieces = [encoding.states[encoding.tokens.over(span)] for span in spans]
    return np.concatenate(pieces) if pieces else np.zeros((0, encoding.states.shape[1]), dtype=np.float32)


def pooled(
    encoding: Encoding, attribution: Attribution, weigh: NDArray[np.float32], bias: float
) -> NDArray[np.float32]:
    """One vector of a statement, of shape (1536,).

    The state of the cue's first token, the means of the content's and of the source's states, and a mean of the
    content's states weighted by ``exp(weigh · state + bias)``; zeros stand for what it does not have.
    """
    content, source = states_of(encoding, attribution.content), states_of(encoding, attribution.source)
    cue = states_of(encoding, attribution.cue[:1])
    weights = np.exp(np.clip(content @ weigh + bias, -10, 10))
    parts = [
        cue[0] if len(cue) else np.zeros(encoding.states.shape[1], dtype=np.float32),
        _mean(content, np.ones(len(content), dtype=np.float32)),
        _mean(source, np.ones(len(source), dtype=np.float32)),
        _mean(content, weights),
    ]
    return np.concatenate(parts)


def _mean(states: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = (weights @ states) / max(float(weights.sum()), 1e-4)
    return found
