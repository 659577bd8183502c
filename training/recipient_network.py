"""The ranker of recipients as it is trained: its network, its batches and the fitting of several from different starts.

What :mod:`onrecord.coding.recipients.ranker` runs goes by the same names.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.coding.pooling import ROLES
from onrecord.coding.recipients.features import FEATURES, MOST, OF_STATEMENT, Option
from onrecord.coding.recipients.ranker import WIDTH

#: How much a statement of each corpus counts.
CORPORA = {"wikinews": 1.0, "coded": 1.0, "invented": 1.0, "invented, own": 0.6, "codes": 0.7, "stories": 0.6}
#: Whose recipients follow other habits than those of the corpora that count: the network is told in training alone.
APART = ("codes", "stories")
#: Share of the articles of ``codes`` that a network learns from, each from others.
SEEN = 0.5
EPOCHS, BATCH, RATE, DECAY, DROPPED = 9, 128, 1.5e-3, 0.05, (0.25, 0.3)
#: Share of the statements whose states are withheld, so that the ranker also works without an encoder, and of those of
#: which the network is not told whose they are.
BLIND, UNTOLD = 0.1, 0.1
HIDDEN, PRODUCT, LAST, QUERIES, ASKED = 64, 48, 32, 4, 32
#: Networks that are trained, each from another start, and answer together.
NETWORKS = 3
NEVER = -30.0


class Example(NamedTuple):
    """One statement: its candidates, and which of them are recipients (1), may be (−1) or are not (0).

    ``states`` (tokens, 384) are those of its article, ``told`` the tokens that it is told by with their roles.
    """

    corpus: str
    article: str
    group: str
    options: list[Option]
    labels: list[int]
    gold: tuple[str, ...]
    places: np.ndarray  # (n, 384), float16
    parties: np.ndarray  # (n, 384), float16
    here: np.ndarray  # (n, 384), float16
    statement: np.ndarray  # (1152,), float16
    states: np.ndarray
    told: tuple[np.ndarray, np.ndarray]


class Batch(NamedTuple):
    """Statements as tensors: features (S, n, f), states of places, parties and places here (S, n, 384), of statements

    (S, 1152) and of their tokens (S, l, 384) with roles (S, l), whose they are (S, 2), targets and which entries are to
    be ignored (S, n + 1), weights (S,).
    """

    rows: Tensor
    places: Tensor
    parties: Tensor
    here: Tensor
    statements: Tensor
    tokens: Tensor
    roles: Tensor
    whose: Tensor
    targets: Tensor
    ignored: Tensor
    weights: Tensor


class Network(nn.Module):
    """The ranker as it is trained; :class:`onrecord.coding.recipients.ranker.Ranker` runs it, by the same names."""

    def __init__(self) -> None:
        super().__init__()
        seen = QUERIES * WIDTH
        self.of_row = nn.Linear(len(FEATURES), HIDDEN)
        self.of_place = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.of_party = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.of_here = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.of_statement = nn.Linear(3 * WIDTH, HIDDEN, bias=False)
        self.of_found = nn.Linear(seen, HIDDEN, bias=False)
        self.place = nn.Linear(WIDTH, PRODUCT)
        self.statement = nn.Linear(3 * WIDTH, PRODUCT)
        self.found = nn.Linear(seen, PRODUCT)
        self.queries = nn.Parameter(torch.randn(QUERIES, WIDTH) * 0.02)
        self.leanings = nn.Parameter(torch.zeros(ROLES + 1, QUERIES))
        self.asked = nn.Linear(WIDTH, ASKED)
        self.key = nn.Linear(WIDTH, ASKED, bias=False)
        self.value = nn.Linear(WIDTH, PRODUCT, bias=False)
        self.key_leanings = nn.Parameter(torch.zeros(ROLES + 1))
        self.both = nn.Linear(HIDDEN + 3 * PRODUCT, LAST)
        self.score = nn.Linear(LAST, 1)
        self.nobody = nn.Linear(len(OF_STATEMENT), LAST)
        self.nobody_of_statement = nn.Linear(3 * WIDTH, LAST, bias=False)
        self.nobody_of_found = nn.Linear(seen, LAST, bias=False)
        self.nobody_score = nn.Linear(LAST, 1)
        self.whose = nn.ModuleList(nn.Linear(len(APART), width, bias=False) for width in (HIDDEN, PRODUCT, LAST))
        self.drop, self.drop_states = (nn.Dropout(rate) for rate in DROPPED)
        narrow = (self.of_place, self.of_party, self.of_statement, self.place, self.statement, self.nobody_of_statement)
        for layer in narrow:
            nn.init.normal_(layer.weight, std=0.02)
        for layer in (self.of_found, self.nobody_of_found):
            nn.init.normal_(layer.weight, std=0.01)

    def forward(self, batch: Batch) -> Tensor:
        """Scores of the candidates and, last, of nobody: (S, n + 1)."""
        states = (batch.places, batch.parties, batch.here, batch.statements, batch.tokens)
        places, parties, here, statements, tokens = self._seen(states)
        hidden = self.of_row(batch.rows) + self.of_place(places) + self.of_party(parties) + self.of_here(here)
        found, looked = self._looked(tokens, batch.roles, places)
        spoken = self.of_statement(statements) + self.of_found(found)
        statement = self.statement(statements)
        nobody = self.nobody(batch.rows[:, 0, : len(OF_STATEMENT)])
        nobody = nobody + self.nobody_of_statement(statements) + self.nobody_of_found(found)
        if self.training:
            told = batch.whose * (torch.rand(len(batch.whose), 1) >= UNTOLD)
            added = [layer(told) for layer in self.whose]
            spoken, statement, nobody = spoken + added[0], statement + added[1], nobody + added[2]
        place = self.place(places)
        products = (place * statement[:, None], place * self.found(found)[:, None], looked)
        parts = [self.drop(_gelu(hidden + spoken[:, None])), *(self.drop(product) for product in products)]
        scores = self.score(self.drop(_gelu(self.both(torch.cat(parts, -1)))))[..., 0]
        return torch.cat([scores, self.nobody_score(self.drop(_gelu(nobody)))], 1)

    def _seen(self, states: Sequence[Tensor]) -> list[Tensor]:
        """States as they are seen in training: none of some statements, and not all of each."""
        if not self.training:
            return list(states)
        seen = (torch.rand(len(states[0]), 1) >= BLIND).float()
        shown = [one * (seen[..., None] if one.dim() == 3 else seen) for one in states]
        return [*map(self.drop_states, shown[:-1]), shown[-1]]

    def _looked(self, tokens: Tensor, roles: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """What the queries find in each statement (S, q 384), and what each candidate finds there (S, n, p)."""
        none = (roles == ROLES)[..., None]
        wanted = (tokens @ self.queries.T + self.leanings[roles]).masked_fill(none, -1e4)
        found = self.drop_states((torch.softmax(wanted, 1).transpose(1, 2) @ tokens).flatten(1))
        keys = self.asked(places) @ self.key(tokens).transpose(1, 2) / ASKED**0.5
        keys = (keys + self.key_leanings[roles][:, None]).masked_fill(none.transpose(1, 2), -1e4)
        return found, torch.softmax(keys, -1) @ self.value(tokens)


def _gelu(x: Tensor) -> Tensor:
    return F.gelu(x, approximate="tanh")


def batch_of(found: Sequence[Example]) -> Batch:
    """Put statements together; those whose recipient is no candidate count as having none."""
    size, longest = len(found), max(1, *(len(example.told[0]) for example in found))
    rows = np.zeros((size, MOST, len(FEATURES)), dtype=np.float32)
    places, parties, here = np.zeros((3, size, MOST, WIDTH), dtype=np.float32)
    tokens = np.zeros((size, longest, WIDTH), dtype=np.float32)
    roles = np.full((size, longest), ROLES)
    targets = np.zeros((size, MOST + 1), dtype=np.float32)
    ignored = np.zeros((size, MOST + 1), dtype=bool)
    for row, example in enumerate(found):
        count, (at, own) = len(example.options), example.told
        if count:
            rows[row, :count] = [option.row for option in example.options]
            places[row, :count], parties[row, :count], here[row, :count] = example.places, example.parties, example.here
        tokens[row, : len(at)], roles[row, : len(at)] = example.states[at], own
        right = np.array(example.labels, dtype=np.int64)
        targets[row, :count] = right == 1
        targets[row, MOST] = not (right == 1).any()
        ignored[row, :count], ignored[row, count:MOST] = right < 0, True
    targets /= targets.sum(1, keepdims=True)
    whose = np.array([[example.corpus == name for name in APART] for example in found], dtype=np.float32)
    weights = np.array([CORPORA[example.corpus] for example in found], dtype=np.float32)
    statements = np.stack([example.statement for example in found]).astype(np.float32)
    arrays = (rows, places, parties, here, statements, tokens, roles, whose, targets, ignored, weights)
    return Batch(*(torch.from_numpy(array) for array in arrays))


class Trained(NamedTuple):
    """A trained network and how its inputs are centred and scaled."""

    network: Network
    centre: Tensor
    scale: Tensor

    def scores(self, batch: Batch) -> Tensor:
        """Scores of the candidates and of nobody."""
        return self.network(batch._replace(rows=(batch.rows - self.centre) / self.scale))


def chances(networks: Sequence[Trained], found: Sequence[Example]) -> list[np.ndarray]:
    """Chances of the candidates of each statement: the mean over the networks."""
    answers: list[np.ndarray] = []
    with torch.no_grad():
        for start in range(0, len(found), 256):
            batch = batch_of(found[start : start + 256])
            empty = torch.zeros_like(batch.ignored)
            empty[:, :MOST] = ~batch.rows.any(2)
            each = [torch.softmax(own.scores(batch).masked_fill(empty, NEVER), 1) for own in networks]
            answers += list(torch.stack(each).mean(0)[:, :MOST].numpy())
    return answers


def train(found: Sequence[Example], epochs: int, networks: int = NETWORKS) -> list[Trained]:
    """Train on statements that have candidates, several networks from different starts."""
    with get_context("fork").Pool(
        networks, _given, ([example for example in found if example.options], epochs)
    ) as pool:
        return pool.map(_fitted, range(networks))


_data: list[tuple[list[Example], int]] = []


def _given(found: list[Example], epochs: int) -> None:
    """What a process that trains a network learns from; it shares the memory."""
    _data[:] = [(found, epochs)]


def _fitted(seed: int) -> Trained:
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    found, epochs = _data[0]
    rng = random.Random(1000 + seed)
    coded = sorted({example.article for example in found if example.corpus == "codes"})
    left_out = {article for article in coded if rng.random() >= SEEN}
    return fit([example for example in found if example.article not in left_out], epochs, seed)


def fit(found: Sequence[Example], epochs: int, seed: int) -> Trained:
    """Train one network, statements of about equal length together."""
    flat = torch.from_numpy(np.array([option.row for example in found[::3] for option in example.options]))
    trained = Trained(Network(), flat.mean(0), flat.std(0) + 0.05)
    optimizer = torch.optim.AdamW(trained.network.parameters(), RATE, weight_decay=DECAY)
    steps = epochs * (-(-len(found) // BATCH))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.03, 1 - step / steps))
    lengths = np.array([len(example.told[0]) for example in found])
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(found))
        parts = [order[start : start + 16 * BATCH] for start in range(0, len(order), 16 * BATCH)]
        parts = [part[np.argsort(lengths[part], kind="stable")] for part in parts]
        batches = [part[start : start + BATCH] for part in parts for start in range(0, len(part), BATCH)]
        for place in rng.permutation(len(batches)):
            batch = batch_of([found[at] for at in batches[place]])
            scores = trained.scores(batch).masked_fill(batch.ignored, NEVER)
            losses = -(batch.targets * torch.log_softmax(scores, 1)).sum(1) * batch.weights
            optimizer.zero_grad()
            losses.mean().backward()
            optimizer.step()
            schedule.step()
    return trained._replace(network=trained.network.eval())


def save(networks: Sequence[Trained], threshold: float, path: Path) -> None:
    """Write the weights as the package reads them."""
    arrays: dict[str, np.ndarray] = {
        "features": np.frombuffer("\n".join(FEATURES).encode(), dtype=np.uint8),
        "threshold": np.array(threshold),
    }
    for number, (network, centre, scale) in enumerate(networks):
        own = {"centre": centre, "scale": scale, "queries": network.queries.T}
        own |= {"leanings": network.leanings[:ROLES], "key_leanings": network.key_leanings[:ROLES]}
        for name, layer in network.named_children():
            if isinstance(layer, nn.Linear):
                own[name] = layer.weight.T.half()
                if layer.bias is not None:
                    own[f"{name}_bias"] = layer.bias
        arrays |= {f"{number} {name}": array.detach().numpy() for name, array in own.items()}
    np.savez_compressed(path, **arrays)


def load(path: Path) -> list[Trained]:
    """The networks that :func:`save` wrote, to answer on; what training alone tells them starts anew."""
    with np.load(path) as kept:
        arrays = {name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept.files if " " in name}
    found = []
    for number in sorted({name.split(" ")[0] for name in arrays}, key=int):
        own = {name.partition(" ")[2]: array for name, array in arrays.items() if name.split(" ")[0] == number}
        network = Network()
        own |= {n: torch.cat([own[n], torch.zeros_like(own[n][:1])]) for n in ("leanings", "key_leanings")}
        turned = {f"{name}.weight": array.T for name, array in own.items() if f"{name}.weight" in network.state_dict()}
        biases = {f"{name.removesuffix('_bias')}.bias": array for name, array in own.items() if name.endswith("_bias")}
        plain = {"queries": own["queries"].T, **{n: own[n] for n in ("leanings", "key_leanings")}}
        network.load_state_dict(turned | biases | plain, strict=False)
        found.append(Trained(network.eval(), own["centre"], own["scale"]))
    return found
