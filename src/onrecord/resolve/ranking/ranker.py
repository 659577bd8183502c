"""The learned ranker: whom an anaphor means, or nobody of those at hand.

Every kind of anaphor has weights of features; pronouns for persons have a product of the encoder's states as well,
which has to be learnt from many cases.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("ranker.json")
PRODUCTS = Path(__file__).with_name("ranker.npz")
#: Behind a kind: the weights of its features beside a product of states; without an encoder the kind's own count.
BESIDE = " with states"


@dataclass(frozen=True, slots=True)
class Product:
    """A product of low rank r over the encoder's d dimensions.

    Attributes
    ----------
    mean : ndarray of shape (d,)
    anaphor : ndarray of shape (d, r)
    candidate : ndarray of shape (views, d, r)
    alone : ndarray of shape (views, d)
        What a candidate's state says whoever is asked for.
    """

    mean: NDArray[np.float32]
    anaphor: NDArray[np.float32]
    candidate: NDArray[np.float32]
    alone: NDArray[np.float32]

    def scores(self, asked: NDArray[np.float32], candidates: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score of each candidate, from the state of the anaphor (d,) and those of the candidates (n, views, d)."""
        away = (candidates - self.mean).reshape(len(candidates), -1)
        wanted = (asked - self.mean) @ self.anaphor
        found: NDArray[np.float32] = (self.candidate.reshape(away.shape[1], -1).T @ away.T).T
        scores: NDArray[np.float32] = found.dot(wanted) + away.dot(self.alone.ravel())
        return scores


@dataclass(frozen=True, slots=True)
class Ranker:
    """One weight vector a kind of anaphor; ``nobody`` is the score of the answer that none is meant."""

    weights: Mapping[str, NDArray[np.float32]]
    nobody: Mapping[str, float]
    threshold: Mapping[str, float]
    products: Mapping[str, Product] = field(default_factory=dict)

    def chances(
        self, kind: str, features: NDArray[np.float32], likeness: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Chances of each candidate (n,) and, last, of nobody: (n + 1,).

        With the states' scores, the mean of the chances that the features give alone and together with the states:
        on articles left out of training it errs less than either.
        """
        alone = _shares(np.append(features @ self.weights[kind], self.nobody[kind]))
        if likeness is None:
            return alone
        beside = kind + BESIDE
        together = _shares(np.append(features @ self.weights[beside] + likeness, self.nobody[beside]))
        mean: NDArray[np.float32] = np.mean([alone, together], axis=0, dtype=np.float32)
        return mean

    def choose(
        self, kind: str, features: NDArray[np.float32], likeness: NDArray[np.float32] | None = None
    ) -> tuple[int | None, float]:
        """Index of who is meant, or None when nobody is sure enough; and the chance that this is right."""
        if not len(features):
            return None, 1.0
        chances = self.chances(kind, features, likeness)
        best = int(chances[:-1].argmax())
        threshold = self.threshold[kind if likeness is None else kind + BESIDE]
        if chances[best] < threshold or chances[-1] > chances[best]:
            return None, float(1 - chances[best])
        return best, float(chances[best])


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    chances = np.exp(scores - scores.max())
    shares: NDArray[np.float32] = (chances / chances.sum()).astype(np.float32)
    return shares


def ranker_of(text: str, features: Sequence[str], products: Mapping[str, Product] | None = None) -> Ranker:
    """Read the weights; features without a weight count for nothing."""
    loaded = json.loads(text)
    weights = {
        kind: np.array([row["weights"].get(name, 0.0) for name in features], dtype=np.float32)
        for kind, row in loaded.items()
    }
    return Ranker(
        weights,
        {kind: row["nobody"] for kind, row in loaded.items()},
        {kind: row["threshold"] for kind, row in loaded.items()},
        products or {},
    )


def read_products(path: Path) -> dict[str, Product]:
    """Products from a file of arrays named "he_she.mean", "he_she.anaphor" and so on."""
    with np.load(path, allow_pickle=False) as arrays:
        kinds = {name.partition(".")[0] for name in arrays.files}
        fields = ("mean", "anaphor", "candidate", "alone")
        return {kind: Product(*(arrays[f"{kind}.{name}"].astype(np.float32) for name in fields)) for kind in kinds}


@lru_cache(maxsize=1)
def shipped_ranker() -> Ranker:
    """The ranker that comes with onrecord."""
    from onrecord.resolve.ranking.evidence import FEATURES

    return ranker_of(WEIGHTS.read_text("utf-8"), FEATURES, read_products(PRODUCTS))
