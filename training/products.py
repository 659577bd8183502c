"""Fits the ranker's product of encoder states together with its weights of features (torch)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch.nn import functional as F

from onrecord.resolve.ranking.evidence import FEATURES
from onrecord.resolve.ranking.likeness import VIEWS
from onrecord.resolve.ranking.ranker import Product
from onrecord.resolve.ranking.referents import MOST

#: Main directions of the states, rank of the product over them, and how strongly it is kept small. Chosen by held-out
#: articles of train: (rank, decay) of (4, 3), (8, 3) and (8, 10) do worse.
DIRECTIONS, RANK, DECAY, STEPS = 48, 8, 30.0, 60


class Row(NamedTuple):
    """One pronoun: features of its candidates, which are right, what it counts; its state and the candidates'."""

    features: np.ndarray
    right: list[int]
    weight: float
    asked: np.ndarray
    candidates: np.ndarray


class Basis(NamedTuple):
    """Mean of the states and their main directions, each of unit variance."""

    mean: np.ndarray
    directions: np.ndarray


def basis_of(rows: Sequence[Row]) -> Basis:
    """Main directions of the states of pronouns and of the candidates' last mentions."""
    states = np.concatenate([row.candidates[:, 0] for row in rows] + [row.asked[None] for row in rows])
    mean = states.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov((states - mean).T))
    best = np.argsort(-values)[:DIRECTIONS]
    return Basis(mean, vectors[:, best] / np.sqrt(values[best]))


def fit_product(rows: Sequence[Row], basis: Basis, prior: torch.Tensor) -> tuple[np.ndarray, float, Product]:
    """Weights, the score of nobody, and the product, by the marginal likelihood of the right candidates."""
    features, asked, candidates, known, right, weight = _packed(rows, basis)
    torch.manual_seed(0)
    shared = prior.clone().requires_grad_()
    left = (torch.randn(DIRECTIONS, RANK) * 0.1).requires_grad_()
    behind = (torch.randn(VIEWS, DIRECTIONS, RANK) * 0.1).requires_grad_()
    alone = torch.zeros(VIEWS, DIRECTIONS, requires_grad=True)
    own = (left, behind, alone)
    optimizer = torch.optim.LBFGS([shared, *own], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        alike = torch.einsum("nr,ncr->nc", asked @ left, torch.einsum("ncvk,vkr->ncr", candidates, behind))
        scores = features @ shared[:-1] + alike + torch.einsum("ncvk,vk->nc", candidates, alone)
        scores = torch.cat([scores, shared[-1:].expand(len(scores), 1)], 1).masked_fill(~known, -1e9)
        chances = F.log_softmax(scores, 1).masked_fill(~right, -1e9)
        total = ((shared - prior) ** 2).sum() + DECAY * sum((part**2).sum() for part in own)
        total = total - (weight * torch.logsumexp(chances, 1)).sum()
        total.backward()
        return total

    optimizer.step(loss)
    directions = torch.from_numpy(basis.directions.astype(np.float32))
    product = Product(
        basis.mean.astype(np.float32),
        (directions @ left).detach().numpy(),
        torch.einsum("dk,vkr->vdr", directions, behind).detach().numpy(),
        torch.einsum("dk,vk->vd", directions, alone).detach().numpy(),
    )
    found = shared.detach().numpy()
    return found[:-1], float(found[-1]), product


def _packed(rows: Sequence[Row], basis: Basis) -> tuple[torch.Tensor, ...]:
    """All rows in arrays with room for ``MOST`` candidates and, last, nobody."""
    size = len(rows)
    features = np.zeros((size, MOST, len(FEATURES)), dtype=np.float32)
    asked = np.zeros((size, DIRECTIONS), dtype=np.float32)
    candidates = np.zeros((size, MOST, VIEWS, DIRECTIONS), dtype=np.float32)
    known = np.zeros((size, MOST + 1), dtype=bool)
    right = np.zeros((size, MOST + 1), dtype=bool)
    for at, row in enumerate(rows):
        count = len(row.features)
        features[at, :count] = row.features
        asked[at] = (row.asked - basis.mean) @ basis.directions
        candidates[at, :count] = (row.candidates - basis.mean) @ basis.directions
        known[at, [*range(count), MOST]] = True
        right[at, row.right or [MOST]] = True
    weight = np.array([row.weight for row in rows], dtype=np.float32)
    return tuple(map(torch.from_numpy, (features, asked, candidates, known, right, weight)))
