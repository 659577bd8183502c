"""Act and stance by what was learnt: heads on the encoder's states and on the words, blended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.grams import grams
from onrecord.coding.pooling import pooled
from onrecord.coding.said import Scene
from onrecord.encoding import Encoding

FILE = Path(__file__).with_name("heads.npz")

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Heads:
    """Weights of the heads; H is the width of the encoder's states, V the number of known words and pairs.

    Attributes
    ----------
    weigh : ndarray of shape (H + 1,)
        How much each token of a content counts; the last value is the bias.
    hidden : ndarray of shape (4 H + 1, W)
        From the pooled states; the last row is the bias.
    outputs : ndarray of shape (W + 1, 22)
        To the 17 acts and the 5 stances; the last row is the bias.
    grams : dict of str to int
        Row of each known word or pair in ``by_gram``.
    by_gram : ndarray of shape (V + 1, 22)
        What each adds to acts and stances; the last row is the bias.
    share : ndarray of shape (2,)
        Share of the states in the blend, for acts and for stances.
    """

    weigh: Floats
    hidden: Floats
    outputs: Floats
    grams: dict[str, int]
    by_gram: Floats
    share: Floats

    def scores(self, scene: Scene, encoding: Encoding) -> tuple[Floats, Floats]:
        """Probabilities of the acts (n, 17) and of the stances (n, 5) of all statements of an article."""
        count = len(scene.statements)
        if count == 0:
            return np.zeros((0, 17), dtype=np.float32), np.zeros((0, 5), dtype=np.float32)
        weigh, bias = self.weigh[:-1], float(self.weigh[-1])
        inputs = np.stack([pooled(encoding, said.attribution, weigh, bias) for said in scene.statements])
        by_states = _affine(_gelu(_affine(inputs, self.hidden)), self.outputs)
        by_words = np.stack([self._by_words(grams(said)) for said in scene.statements])
        return (
            self._blend(by_states[:, :17], by_words[:, :17], float(self.share[0])),
            self._blend(by_states[:, 17:], by_words[:, 17:], float(self.share[1])),
        )

    def _by_words(self, found: list[str]) -> Floats:
        rows = [self.grams[gram] for gram in found if gram in self.grams]
        total: Floats = self.by_gram[rows].sum(0) + self.by_gram[-1]
        return total

    @staticmethod
    def _blend(by_states: Floats, by_words: Floats, share: float) -> Floats:
        """A product of the two, not a mean: what one of them excludes stays excluded."""
        return np.exp(_log_softmax(share * _log_softmax(by_states) + (1 - share) * _log_softmax(by_words)))


def _affine(inputs: Floats, weights: Floats) -> Floats:
    found: Floats = inputs @ weights[:-1] + weights[-1]
    return found


def _gelu(x: Floats) -> Floats:
    """By the usual approximation with a hyperbolic tangent; the heads are trained with the same."""
    found: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    return found


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max(-1, keepdims=True)
    found: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


@lru_cache(maxsize=1)
def shipped_heads() -> Heads:
    """The heads that ship with onrecord."""
    with np.load(FILE) as kept:
        arrays = {name: kept[name] for name in kept.files}
    known = bytes(arrays.pop("grams")).decode("utf-8").split("\n")
    values = {name: array.astype(np.float32) for name, array in arrays.items()}
    return Heads(grams={gram: row for row, gram in enumerate(known)}, **values)
