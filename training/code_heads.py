"""Train the heads of act and stance: ``python training/code_heads.py --model DIR --write``.

The heads see the states of the encoder that runs (int8) and the words. Learns from Wikinews, invented and coded
train, the codes in ``codes/``, the stories and Zero-Shot-PLOVER; the blend of states and words is tuned on dev. The
encoder has learnt the acts of the same training articles: cross-validation on them would say nothing. With
``--keep-stances`` the networks and words that ship go on telling stances, beside new ones for acts; with ``--beside 3``
three of those that ship go on telling acts, too, beside so many fewer new ones.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from code_examples import CORPORA, SIZE, Examples, blend, examples, report, report_roots
from codes import coded_articles
from examples import IGNORE
from network import HIDDEN
from onrecord.codes import ACTS, STANCES
from onrecord.coding.acts.heads import FILE, MARKS
from onrecord.coding.pooling import BEFORE, CONTENT, CUE, ROLES, SOURCE
from onrecord.corpora import read_corpus
from stories import read_stories
from zsp import zsp_articles

LEAST = 3  # statements that have a word or pair before it counts
SHARES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 1.0)
#: Share of the states for acts and for stances, and what some answers are made dearer or cheaper by; the best on dev.
SHARE = (0.7, 0.75)
LEANS = {"STATE": -0.3, "oppose": 0.1}
#: How much a statement of each corpus counts.
WEIGHTS = {"wikinews": 1.0, "coded": 1.0, "invented": 1.0, "polnear": 0.8, "stories": 0.8, "zsp": 0.5}
EPOCHS, BATCH, WIDTH, DROPPED, TOKENS_DROPPED = 10, 128, 96, 0.3, 0.1
NETWORKS = 5  # networks that are trained, each from another start, and taken together
#: The role of the tokens in which each query begins to look.
LEANINGS = (CUE, CUE, CONTENT, CONTENT, CONTENT, CONTENT, SOURCE, BEFORE)
NEVER = -1e4
#: Arrays with one row a network, in the file that ships.
NETWORK = ("queries", "leanings", "hidden", "outputs")


class StateHeads(nn.Module):
    """Acts and stances from the states of a statement's tokens, as :class:`onrecord.coding.acts.heads.Heads` has it."""

    def __init__(self) -> None:
        super().__init__()
        self.queries = nn.Linear(HIDDEN, len(LEANINGS), bias=False)
        nn.init.normal_(self.queries.weight, std=0.01)
        self.leanings = nn.Parameter(torch.where(torch.arange(ROLES)[:, None] == torch.tensor(LEANINGS), 1.0, -1.0))
        self.hidden = nn.Linear((len(LEANINGS) + 1) * HIDDEN + len(MARKS), WIDTH)
        self.outputs = nn.Linear(WIDTH, SIZE)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, states: Tensor, roles: Tensor, beside: Tensor) -> Tensor:
        """What :meth:`Examples.batch` gives → logits (b, 22)."""
        padded = F.pad(self.leanings, (0, 0, 0, 1))
        scores = self.queries(states) + padded[roles]
        gone = roles == ROLES
        if self.training:
            gone = gone | (torch.rand(roles.shape) < TOKENS_DROPPED)
        weights = torch.softmax(scores.masked_fill(gone[..., None], NEVER), 1)
        found = torch.einsum("blq,blh->bqh", weights, states).flatten(1)
        seen = self.drop(torch.cat([found, beside[:, :HIDDEN]], 1))
        hidden = self.hidden(torch.cat([seen, beside[:, HIDDEN:]], 1))
        return self.outputs(self.drop(F.gelu(hidden, approximate="tanh")))


def fit_states(gold: Examples, epochs: int, seed: int) -> StateHeads:
    """Train one network, statements of about equal length together."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = StateHeads()
    free = [model.queries.weight, model.leanings, model.hidden.bias, model.outputs.bias]
    weighed = [model.hidden.weight, model.outputs.weight]
    groups = [{"params": weighed, "weight_decay": 0.05}, {"params": free, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=1e-3)
    steps = epochs * (len(gold.at) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.03, steps)
    lengths = np.array([len(at) for at in gold.at])
    weights = torch.tensor([WEIGHTS[corpus] for corpus in gold.corpora])
    model.train()
    for _ in range(epochs):
        order = rng.permutation(len(gold.at))
        parts = [order[start : start + 20 * BATCH] for start in range(0, len(order), 20 * BATCH)]
        parts = [part[np.argsort(lengths[part], kind="stable")] for part in parts]
        batches = [part[start : start + BATCH] for part in parts for start in range(0, len(part), BATCH)]
        for place in rng.permutation(len(batches)):
            chosen = batches[place]
            loss = loss_of(model(*gold.batch(chosen)), gold.acts[chosen], gold.stances[chosen], weights[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


_seen: list[Examples] = []


def _given(gold: Examples) -> None:
    """What a process that trains a network learns from; it shares the memory."""
    _seen.append(gold)


def _fitted(epochs: int, seed: int) -> dict[str, np.ndarray]:
    torch.set_num_threads(1)
    return {name: array.numpy() for name, array in fit_states(_seen[0], epochs, seed).state_dict().items()}


def network_of(weights: dict[str, np.ndarray]) -> StateHeads:
    """A network with these weights."""
    network = StateHeads()
    network.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    return network.eval()


def loss_of(logits: Tensor, acts: Tensor, stances: Tensor, weights: Tensor) -> Tensor:
    """Cross-entropy of acts, and of stances where they are annotated."""
    act = F.cross_entropy(logits[:, : len(ACTS)], acts, label_smoothing=0.05, reduction="none")
    stance = F.cross_entropy(
        logits[:, len(ACTS) :], stances, label_smoothing=0.05, ignore_index=IGNORE, reduction="none"
    )
    return (act * weights).mean() + (stance * weights).sum() / (stances != IGNORE).sum().clamp(min=1)


def logits_of(networks: Sequence[StateHeads], seen: Examples) -> Tensor:
    """Mean logits (n, 22) of several networks."""
    with torch.no_grad():
        parts = [seen.batch(list(range(i, min(i + BATCH, len(seen.at))))) for i in range(0, len(seen.at), BATCH)]
        return torch.cat([torch.stack([own(*part) for own in networks]).mean(0) for part in parts])


def fit(model: nn.Module, inputs: Tensor, gold: Examples, epochs: int, rate: float) -> None:
    """Train the heads on words on all examples."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.0)
    steps = epochs * (len(gold.acts) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, steps)
    ones = torch.ones(len(gold.acts))
    model.train()
    for _ in range(epochs):
        for batch in torch.randperm(len(gold.acts)).split(BATCH):
            loss = loss_of(model(inputs[batch]), gold.acts[batch], gold.stances[batch], ones[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    model.eval()


class GramHeads(nn.Module):
    """Acts and stances from words: a sum of what each adds."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.by_gram = nn.EmbeddingBag(size + 1, SIZE, mode="sum", padding_idx=size)
        self.bias = nn.Parameter(torch.zeros(SIZE))
        self.drop = nn.Dropout(0.2)
        nn.init.zeros_(self.by_gram.weight)

    def forward(self, rows: Tensor) -> Tensor:
        """rows (n, most), padded with the last row → logits (n, 22)."""
        if self.training:
            gone = torch.rand(rows.shape) < 0.2
            rows = torch.where(gone, self.by_gram.padding_idx, rows)
        return self.by_gram(rows) + self.bias


def rows_of(words: list[list[str]], known: dict[str, int]) -> Tensor:
    """Rows of the known words, padded."""
    found = [[known[gram] for gram in own if gram in known] for own in words]
    most = max(len(rows) for rows in found)
    return torch.tensor([rows + [len(known)] * (most - len(rows)) for rows in found])


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="model folder; default: the one that ships")
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep-stances", action="store_true", help="of what is written, stances as they were")
    parser.add_argument(
        "--beside", type=int, default=0, help="with --keep-stances: so many networks that ship go on telling acts"
    )
    options = parser.parse_args()
    if options.beside and not options.keep_stances:
        parser.error("--beside is for --keep-stances. Give both")
    return options


def main() -> None:
    """Train, tune, print and perhaps write."""
    options = parsed()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    train = [(name, article) for name in CORPORA for article in read_corpus(name, "train", options.corpora)]
    train += [("polnear", article) for article in coded_articles(options.corpora)]
    train += [("stories", article) for article in read_stories()]
    roots, held_roots = zsp_articles(options.corpora)
    train += [("zsp", article) for article in roots]
    dev = [(name, article) for name in CORPORA for article in read_corpus(name, "dev", options.corpora)]
    gold, held = examples(train, options.model), examples(dev, options.model)
    apart = examples((("zsp", article) for article in held_roots), options.model)
    counts = Counter(gram for own in gold.grams for gram in own)
    known = {gram: row for row, gram in enumerate(sorted(gram for gram, count in counts.items() if count >= LEAST))}
    print(f"{len(gold.acts)} statements, {len(known)} words and pairs", flush=True)
    count = NETWORKS - options.beside
    with get_context("fork").Pool(count, _given, (gold,)) as pool:
        fitting = [pool.apply_async(_fitted, (options.epochs, options.seed + number)) for number in range(count)]
        by_words = GramHeads(len(known))
        fit(by_words, rows_of(gold.grams, known), gold, 20, 2e-2)
        networks = [network_of(one.get()) for one in fitting]
    words = by_words(rows_of(held.grams, known)).detach()
    report("words", held, words, None, 1.0)
    for network in networks:
        report("one network", held, logits_of([network], held), None, 1.0)
    states = logits_of(networks, held)
    for share in SHARES:
        report(f"share of states {share}", held, states, words, share)
    lean(networks, by_words)
    states, words = logits_of(networks, held), by_words(rows_of(held.grams, known)).detach()
    act, stance = SHARE
    report("acts, as written", held, states, words, act)
    report("stances, as written", held, states, words, stance)
    parts = logits_of(networks, apart), by_words(rows_of(apart.grams, known)).detach()
    report_roots(apart, blend(*(part[:, : len(ACTS)] for part in parts), act))
    if options.write:
        found = arrays_of(networks, by_words, known)
        write(with_stances_of(found, dict(np.load(FILE)), options.beside) if options.keep_stances else found)


def lean(networks: Sequence[StateHeads], words: GramHeads) -> None:
    """Make some answers dearer or cheaper."""
    with torch.no_grad():
        for name, cost in LEANS.items():
            at = SIZE - len(STANCES) + STANCES.index(name) if name in STANCES else ACTS.index(name)
            words.bias[at] += cost
            for own in networks:
                own.outputs.bias[at] += cost


def arrays_of(networks: Sequence[StateHeads], words: GramHeads, known: dict[str, int]) -> dict[str, np.ndarray]:
    """Weights by name, as :class:`onrecord.coding.acts.heads.Heads` reads them."""

    def joined(layer: nn.Linear) -> Tensor:
        return torch.cat([layer.weight.T, layer.bias[None]])

    arrays = {
        "queries": torch.stack([own.queries.weight for own in networks]),
        "leanings": torch.stack([own.leanings.T for own in networks]),
        "hidden": torch.stack([joined(own.hidden) for own in networks]),
        "outputs": torch.stack([joined(own.outputs) for own in networks]),
        "by_gram": torch.cat([words.by_gram.weight[:-1], words.bias[None]]),
    }
    found = {name: array.detach().numpy() for name, array in arrays.items()}
    return found | {"grams": np.frombuffer("\n".join(known).encode(), dtype=np.uint8)}


def with_stances_of(new: dict[str, np.ndarray], old: dict[str, np.ndarray], beside: int) -> dict[str, np.ndarray]:
    """The old stances, and the new acts beside so many of the old networks that tell them.

    What a network does not tell is zero, what it tells counts for all.
    """
    count, shipped = len(ACTS), old["outputs"]
    of_stances = np.flatnonzero(shipped[..., count:].any((1, 2)))
    of_acts = np.flatnonzero(shipped[..., :count].any((1, 2)))
    found = {name: np.concatenate([old[name][[*of_stances, *of_acts[:beside]]], new[name]]) for name in NETWORK}
    first, last = len(of_stances), len(of_stances) + beside
    act_tellers = beside + len(new["outputs"])
    weights = np.zeros((len(found["outputs"]), SIZE), dtype=np.float32)
    weights[:first, count:] = 1 / len(shipped)
    weights[first:last, :count] = len(of_acts) / len(shipped) / act_tellers
    weights[last:, :count] = 1 / act_tellers
    found["outputs"] = found["outputs"].astype(np.float32) * weights[:, None] * len(weights)
    share = np.where(np.arange(SIZE) < count, len(new["outputs"]) / act_tellers, 0.0).astype(np.float32)
    rows = [dict(zip(bytes(a["grams"]).decode().split("\n"), a["by_gram"], strict=False)) for a in (old, new)]
    grams = sorted(rows[0].keys() | rows[1].keys())
    none = np.zeros(SIZE, dtype=np.float32)
    lines = [(1 - share) * rows[0].get(gram, none) + share * rows[1].get(gram, none) for gram in grams]
    lines.append((1 - share) * old["by_gram"][-1] + share * new["by_gram"][-1])
    return found | {"by_gram": np.stack(lines), "grams": np.frombuffer("\n".join(grams).encode(), dtype=np.uint8)}


def write(arrays: dict[str, np.ndarray]) -> None:
    """Write the file that ships."""
    halves = {name: array.astype(np.float16) for name, array in arrays.items() if name != "grams"}
    np.savez_compressed(FILE, grams=arrays["grams"], share=np.array(SHARE, dtype=np.float32), **halves)
    print(f"{FILE}: {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
