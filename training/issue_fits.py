"""The fits behind ``issue_vectors.py``: projections, the network of pairs, and logistic regressions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.coding.issues.context import HEADS, NEARNESS, OWN, STRETCH, PairNetworks
from onrecord.coding.issues.pairs import CONTENT_WIDTH
from onrecord.coding.issues.words import IssueWords

Floats = NDArray[np.float32]
SENTENCE_WIDTH = 32
TEMPERATURE = 0.1


@dataclass
class Example:
    """One article: its words, the pooled states of its statements, their annotated issues.

    ``labels`` are None where the issue is only an id of a codebook.
    """

    corpus: str
    weight: float
    words: IssueWords
    pooled: Floats
    issues: list[str]
    labels: list[str | None]
    features: Floats = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=np.float32))
    vectors: Floats = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))

    @property
    def same(self) -> NDArray[np.bool_]:
        """Which statements have the same issue."""
        issues = np.array([issue.casefold() for issue in self.issues])
        found: NDArray[np.bool_] = issues[:, None] == issues[None]
        return found


class Projections(nn.Module):
    """Contents, sentences and labels into vectors."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.content = nn.Linear(width, CONTENT_WIDTH, bias=False)
        self.sentence = nn.Linear(width, SENTENCE_WIDTH, bias=False)
        self.label = nn.Linear(width, CONTENT_WIDTH, bias=False)


def fit_projections(
    examples: Sequence[Example], labels: dict[str, Floats], centres: Floats, epochs: int = 6, seed: int = 0
) -> Projections:
    """Statements of one issue near each other, and contents near the label of theirs; others of the batch far."""
    torch.manual_seed(seed)
    model = Projections(centres.shape[1])
    used = [example for example in examples if len(example.issues) > 1]
    batch = 12
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=epochs * (len(used) // batch + 1) + 1)
    for epoch in range(epochs):
        order = np.random.default_rng(seed + epoch).permutation(len(used))
        for start in range(0, len(order), batch):
            loss = _contrast(model, [used[i] for i in order[start : start + batch]], labels, centres)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


def _contrast(model: Projections, batch: Sequence[Example], labels: dict[str, Floats], centres: Floats) -> Tensor:
    def unit(layer: nn.Module, rows: Floats) -> Tensor:
        return F.normalize(layer(F.dropout(torch.from_numpy(rows.astype(np.float32)), 0.3)), dim=-1)

    pooled = np.concatenate([example.pooled for example in batch])
    keys = [(k, issue.casefold()) for k, example in enumerate(batch) for issue in example.issues]
    texts = [label for example in batch for label in example.labels]
    number: dict[tuple[int, str], int] = {}
    own = torch.tensor([number.setdefault(key, len(number)) for key in keys])
    text_of = dict(zip(keys, texts, strict=True))
    chosen = [text_of[key] for key in number]
    states = np.stack([labels[text] if text else centres[2] for text in chosen]) - centres[2]
    content = unit(model.content, pooled[:, 0] - centres[0])
    sentence = unit(model.sentence, pooled[:, 1] - centres[1])
    told = torch.tensor([text is not None for text in texts])
    loss = torch.zeros(())
    if told.any():
        loss = F.cross_entropy((content @ unit(model.label, states).T / TEMPERATURE)[told], own[told])
    itself = torch.eye(len(own), dtype=torch.bool)
    same = (own[:, None] == own[None]) & ~itself
    for rows in (content, sentence):
        near = (rows @ rows.T / TEMPERATURE).masked_fill(itself, -1e4)
        chance = near - torch.logsumexp(near, 1, keepdim=True)
        loss = loss - ((chance * same).sum(1) / same.sum(1).clamp(min=1))[same.any(1)].mean()
    return loss


class Pairs(nn.Module):
    """What :class:`onrecord.coding.issues.context.PairNetworks` has one of."""

    def __init__(self, mean: Tensor, scale: Tensor, vector: int, width: int = 64) -> None:
        super().__init__()
        count = len(mean)
        self.mean, self.scale, self.width = mean, scale, width
        self.enter = nn.Linear(vector + OWN, width)
        self.lean = nn.Linear(count, HEADS)
        self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
        self.ask, self.answer = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.place = nn.Linear(width, 64)
        self.linear = nn.Linear(count + 2, 1, bias=False)
        self.hidden, self.output = nn.Linear(count + 2, 64), nn.Linear(64, 1)

    def forward(self, features: Tensor, vectors: Tensor) -> Tensor:
        """Scores (n, n) of features (n, n, k) and vectors (n, v)."""
        scaled = ((features - self.mean) / self.scale).clamp(-6, 6)
        own = torch.diagonal(scaled).T[:, -OWN:]
        seen = self.enter(torch.cat([self._dropped(vectors * STRETCH), own], 1))
        seen = seen + self._dropped(self._looked(scaled, self.before(seen)))
        inner = self._dropped(F.relu(self.widen(self.after(seen))))
        placed = F.normalize(self.place(self._dropped(seen + self._dropped(self.narrow(inner)))), dim=-1)
        near = placed @ placed.T
        together = torch.stack([near, near.clamp(min=0) ** 3], -1) * NEARNESS
        both = torch.cat([scaled, together], -1)
        hidden = F.dropout(F.relu(self.hidden(both)), 0.25, self.training)
        scores: Tensor = (self.linear(both) + self.output(hidden))[..., 0]
        return scores

    def _looked(self, scaled: Tensor, normed: Tensor) -> Tensor:
        count = len(normed)
        queries, keys, values = self.ask(normed).view(count, 3, HEADS, self.width // HEADS).permute(1, 2, 0, 3)
        scores = queries @ keys.transpose(1, 2) / math.sqrt(self.width // HEADS)
        weights = self._dropped((scores + self.lean(scaled).permute(2, 0, 1)).softmax(-1))
        return self.answer((weights @ values).transpose(0, 1).reshape(count, self.width))

    def _dropped(self, values: Tensor) -> Tensor:
        return F.dropout(values, 0.2, self.training)


def fit_pairs(examples: Sequence[Example], epochs: int = 9, seed: int = 0) -> Pairs:
    """The chance of being about the same matter, each statement counting the same however long its article is."""
    torch.manual_seed(seed)
    used = [example for example in examples if len(example.issues) > 1]
    flat = np.concatenate([example.features.reshape(-1, example.features.shape[-1]) for example in used])
    width = used[0].vectors.shape[1]
    model = Pairs(torch.from_numpy(flat.mean(0)), torch.from_numpy(flat.std(0) + 1e-3), width)
    batch = 6
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=3e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-3, total_steps=epochs * (len(used) // batch + 1) + 1)
    for _ in range(epochs):
        order = torch.randperm(len(used)).tolist()
        for start in range(0, len(order), batch):
            loss = torch.zeros(())
            for example in (used[i] for i in order[start : start + batch]):
                count = len(example.issues)
                upper = torch.triu(torch.ones(count, count), 1) > 0
                scores = model(torch.from_numpy(example.features), torch.from_numpy(example.vectors))[upper]
                same = torch.from_numpy(example.same.astype(np.float32))[upper]
                lost = F.binary_cross_entropy_with_logits(scores, same, reduction="sum")
                loss = loss + example.weight * lost / (count - 1) / 20
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return model.eval()


def networks_of(fitted: Sequence[Pairs]) -> PairNetworks:
    """Several networks as they are kept; mean and scale are those of the first."""

    def rows(name: str) -> Floats:
        return np.stack([_rows(getattr(one, name)) for one in fitted])

    norms = [[[n.weight.detach().numpy(), n.bias.detach().numpy()] for n in (o.before, o.after)] for o in fitted]
    layers = ("enter", "lean", "ask", "answer", "widen", "narrow", "place", "hidden")
    return PairNetworks(
        mean=fitted[0].mean.numpy(),
        scale=fitted[0].scale.numpy(),
        norms=np.array(norms, dtype=np.float32),
        linear=np.stack([one.linear.weight.detach().numpy()[0] for one in fitted]),
        output=rows("output")[..., 0],
        **{name: rows(name) for name in layers},
    )


def _rows(layer: nn.Linear) -> Floats:
    found: Floats = np.vstack([layer.weight.detach().numpy().T, layer.bias.detach().numpy()[None]])
    return found


def logistic(features: Floats, right: Floats, weights: Floats, decay: float = 1.0) -> Floats:
    """Weights of a logistic regression, the bias last, by Newton's method."""
    inputs = np.concatenate([features, np.ones((len(features), 1))], axis=1).astype(np.float64)
    found = np.zeros(inputs.shape[1])
    penalty = np.full(inputs.shape[1], decay)
    penalty[-1] = 1e-3
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ found, -30, 30)))
        slope = inputs.T @ (weights * (chance - right)) + penalty * found
        curve = (inputs * (weights * chance * (1 - chance))[:, None]).T @ inputs + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    return found.astype(np.float32)
