"""Networks that look at all statements of an article at once and say which are about the same matter."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.activation import affine

Floats = NDArray[np.float32]

#: Heads of attention.
HEADS = 4
#: What stands in the last columns of the features of a pair is each statement's own: so many.
OWN = 10
#: Vectors have length 1: so much they are stretched before they come in, and nearness before it is weighed.
STRETCH, NEARNESS = 6.0, 4.0
_EPSILON = 1e-5


@dataclass(frozen=True, eq=False)
class PairNetworks:
    """Weights of m networks of one layer, biases in the last row: k features of a pair, vectors of v values, width w.

    Each reads the vectors of all statements, lets every one look at the others (the features of a pair say which are
    worth it), and weighs how near two have come beside the features of the pair.

    Attributes
    ----------
    mean, scale : ndarray of shape (k,)
    enter : ndarray of shape (m, v + OWN + 1, w)
    lean : ndarray of shape (m, k + 1, HEADS)
    norms : ndarray of shape (m, 2, 2, w)
        Scale and shift before the statements look at each other, and after.
    ask : ndarray of shape (m, w + 1, 3 w)
        Queries, keys and values.
    answer : ndarray of shape (m, w + 1, w)
    widen, narrow : ndarray of shape (m, w + 1, 2 w), (m, 2 w + 1, w)
    place : ndarray of shape (m, w + 1, p)
    linear : ndarray of shape (m, k + 2)
    hidden : ndarray of shape (m, k + 3, h)
    output : ndarray of shape (m, h + 1)
    """

    mean: Floats
    scale: Floats
    enter: Floats
    lean: Floats
    norms: Floats
    ask: Floats
    answer: Floats
    widen: Floats
    narrow: Floats
    place: Floats
    linear: Floats
    hidden: Floats
    output: Floats

    def chances(self, features: Floats, vectors: Floats) -> Floats:
        """Chances that two statements are about the same matter, of shape (n, n) and symmetric.

        Parameters
        ----------
        features : ndarray of shape (n, n, k)
            As ``pair_features`` gives them.
        vectors : ndarray of shape (n, v)
        """
        count = len(vectors)
        if not count:
            return np.zeros((0, 0), dtype=np.float32)
        scaled = np.clip((features - self.mean) / self.scale, -6, 6).astype(np.float32)
        own = scaled[np.arange(count), np.arange(count), -OWN:]
        given = np.concatenate([vectors * STRETCH, own], axis=1).astype(np.float32)
        pairs = np.triu_indices(count)
        features = scaled[pairs]
        scores = np.mean([self._scores(at, scaled, features, given, pairs) for at in range(len(self.enter))], axis=0)
        found = np.zeros((count, count), dtype=np.float32)
        found[pairs] = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        return np.maximum(found, found.T)

    def _scores(
        self, at: int, scaled: Floats, features: Floats, given: Floats, pairs: tuple[NDArray[np.intp], ...]
    ) -> Floats:
        """Logits of p pairs, from features of all (n, n, k) and of these (p, k), and from what enters (n, v + OWN)."""
        seen = affine(given, self.enter[at])
        seen = seen + self._looked(at, scaled, _normed(seen, self.norms[at, 0]))
        inner = np.maximum(affine(_normed(seen, self.norms[at, 1]), self.widen[at]), 0)
        placed = affine(seen + affine(inner, self.narrow[at]), self.place[at])
        placed /= np.maximum(np.linalg.norm(placed, axis=1, keepdims=True), 1e-6)
        near = (placed @ placed.T)[pairs]
        together = np.stack([near, np.maximum(near, 0) ** 3], -1) * NEARNESS
        both = np.concatenate([features, together], -1)
        hidden = np.maximum(affine(both, self.hidden[at]), 0)
        scores: Floats = both @ self.linear[at] + affine(hidden, self.output[at])
        return scores

    def _looked(self, at: int, scaled: Floats, normed: Floats) -> Floats:
        """What each statement takes from the others, and from itself."""
        count, width = normed.shape
        parts = affine(normed, self.ask[at]).reshape(count, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
        queries, keys, values = parts
        scores = queries @ keys.transpose(0, 2, 1) / np.sqrt(width // HEADS)
        scores = scores + affine(scaled, self.lean[at]).transpose(2, 0, 1)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        return affine((weights @ values).transpose(1, 0, 2).reshape(count, width), self.answer[at])


NAMES = tuple(field.name for field in fields(PairNetworks))


def _normed(rows: Floats, scale_and_shift: Floats) -> Floats:
    centred = rows - rows.mean(-1, keepdims=True)
    deviation = np.sqrt((centred**2).mean(-1, keepdims=True) + _EPSILON)
    found: Floats = centred / deviation * scale_and_shift[0] + scale_and_shift[1]
    return found
