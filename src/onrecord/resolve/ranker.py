"""The learned ranker: whom an anaphor means, or nobody of those at hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("ranker.json")


@dataclass(frozen=True, slots=True)
class Ranker:
    """One weight vector a kind of anaphor; ``nobody`` is the score of the answer that none is meant."""

    weights: Mapping[str, NDArray[np.float32]]
    nobody: Mapping[str, float]
    threshold: Mapping[str, float]

    def chances(self, kind: str, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Chances of each candidate (n,) and, last, of nobody: (n + 1,)."""
        scores = np.append(features @ self.weights[kind], self.nobody[kind])
        chances = np.exp(scores - scores.max())
        shares: NDArray[np.float32] = (chances / chances.sum()).astype(np.float32)
        return shares

    def choose(self, kind: str, features: NDArray[np.float32]) -> tuple[int | None, float]:
        """Index of who is meant, or None when nobody is sure enough; and the chance that this is right."""
        if not len(features):
            return None, 1.0
        chances = self.chances(kind, features)
        best = int(chances[:-1].argmax())
        if chances[best] < self.threshold[kind] or chances[-1] > chances[best]:
            return None, float(1 - chances[best])
        return best, float(chances[best])


def ranker_of(text: str, features: Sequence[str]) -> Ranker:
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
    )


@lru_cache(maxsize=1)
def shipped_ranker() -> Ranker:
    """The ranker that comes with onrecord."""
    from onrecord.resolve.referents import FEATURES

    return ranker_of(WEIGHTS.read_text("utf-8"), FEATURES)
