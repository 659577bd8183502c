"""Train the heads of act and stance: ``python training/code_heads.py --model DIR --network network.pt --write``.

The heads see the states of the encoder that runs (int8) and the words. Learns from Wikinews, invented and coded
train, the codes in ``codes/``, the stories and Zero-Shot-PLOVER; the blend of states and words is tuned on dev. Without
``--network`` the weights of the content's words are those that ship, and the heads start anew.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from codes import coded_articles
from examples import IGNORE
from network import CODING, HIDDEN
from onrecord.codes import ACTS, STANCES
from onrecord.coding.grams import grams
from onrecord.coding.heads import FILE, shipped_heads
from onrecord.coding.pooling import pooled
from onrecord.coding.said import Scene
from onrecord.corpora import GoldArticle, GoldStatement, read_corpus
from onrecord.encode.session import load_encoder
from onrecord.evaluate.coding import agreement, macro, stance_class
from onrecord.trial import gold_attributions, gold_document
from stories import read_stories
from zsp import same_root, zsp_articles

CORPORA = ("wikinews", "coded", "invented")
SIZE = len(ACTS) + len(STANCES)
LEAST = 3  # statements that have a word or pair before it counts
EPOCHS = 12
HEADS = 4  # heads that are trained, each from another start, and taken together
COSTS = (-0.6, -0.4, -0.2, 0.0, 0.2)
SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Examples(NamedTuple):
    """Statements as the heads see them."""

    corpora: list[str]
    pooled: Tensor  # (n, 4 H)
    grams: list[list[str]]
    acts: Tensor  # (n,)
    stances: Tensor  # (n,)


def examples(articles: Iterable[tuple[str, GoldArticle]], model: Path | None, weigh: np.ndarray) -> Examples:
    """Encode articles and take the statements that are coded."""
    encoder = load_encoder(model)
    corpora: list[str] = []
    vectors: list[np.ndarray] = []
    words: list[list[str]] = []
    gold: list[GoldStatement] = []
    for corpus, article in articles:
        document = gold_document(article)
        encoding = encoder.encode(document)
        scene = Scene(document, gold_attributions(article, document))
        for said, statement in zip(scene.statements, article.statements, strict=True):
            if statement.act is None or not statement.content:
                continue
            corpora.append(corpus)
            vectors.append(pooled(encoding, said.attribution, weigh[:-1], float(weigh[-1])))
            words.append(grams(said))
            gold.append(statement)
    acts = torch.tensor([ACTS.index(statement.act) for statement in gold])
    stances = torch.tensor([STANCES.index(s.stance) if s.stance else IGNORE for s in gold])
    return Examples(corpora, torch.from_numpy(np.stack(vectors)), words, acts, stances)


class StateHeads(nn.Module):
    """Acts and stances from pooled states."""

    def __init__(self, network: dict[str, Tensor] | None = None, size: int = CODING) -> None:
        super().__init__()
        self.hidden = nn.Linear(4 * HIDDEN, size)
        self.outputs = nn.Linear(size, SIZE)
        self.drop = nn.Dropout(0.3)
        if network is not None:
            with torch.no_grad():
                self.hidden.weight.copy_(network["coding.weight"])
                self.hidden.bias.copy_(network["coding.bias"])
                self.outputs.weight.copy_(torch.cat([network["act.weight"], network["stance.weight"]]))
                self.outputs.bias.copy_(torch.cat([network["act.bias"], network["stance.bias"]]))

    def forward(self, x: Tensor) -> Tensor:
        """x (n, 4 H) → logits (n, 22)."""
        return self.outputs(self.drop(F.gelu(self.hidden(self.drop(x)), approximate="tanh")))


def united(heads: list[StateHeads]) -> StateHeads:
    """One whose answers are the mean of several."""
    found = StateHeads(size=CODING * len(heads))
    with torch.no_grad():
        found.hidden.weight.copy_(torch.cat([own.hidden.weight for own in heads]))
        found.hidden.bias.copy_(torch.cat([own.hidden.bias for own in heads]))
        found.outputs.weight.copy_(torch.cat([own.outputs.weight for own in heads], 1) / len(heads))
        found.outputs.bias.copy_(sum(own.outputs.bias for own in heads) / len(heads))
    return found.eval()


def fit(model: nn.Module, inputs: Tensor, gold: Examples, epochs: int, rate: float, decay: float) -> Tensor:
    """Train on all examples."""
    if epochs == 0:
        return
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    steps = epochs * (len(gold.acts) // 128 + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, steps)
    model.train()
    for _ in range(epochs):
        for batch in torch.randperm(len(gold.acts)).split(128):
            logits = model(inputs[batch])
            loss = F.cross_entropy(logits[:, : len(ACTS)], gold.acts[batch], label_smoothing=0.05)
            if (gold.stances[batch] != IGNORE).any():
                loss = loss + F.cross_entropy(logits[:, len(ACTS) :], gold.stances[batch], label_smoothing=0.05)
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


def measure(dev: Examples, acts: Tensor, stances: Tensor) -> dict[str, tuple[float, float, float, float]]:
    """Act micro and macro, stance accuracy and macro of each corpus, and their means."""
    found: dict[str, tuple[float, float, float, float]] = {}
    for corpus in CORPORA:
        mine = [index for index, name in enumerate(dev.corpora) if name == corpus]
        act = [(ACTS[dev.acts[i]], ACTS[acts[i]]) for i in mine]
        stance = [(stance_class(STANCES[dev.stances[i]]), stance_class(STANCES[stances[i]])) for i in mine]
        found[corpus] = (agreement(act), macro(act), agreement(stance), macro(stance, 1))
    found["mean"] = tuple(float(np.mean([row[at] for row in found.values()])) for at in range(4))
    return found


def merged(log_scores: Tensor) -> Tensor:
    """Stances by their class: neutral and none share what they have."""
    index = torch.tensor([STANCES.index("neutral"), STANCES.index("none")])
    both = torch.logsumexp(log_scores[:, index], 1)
    classes = torch.stack([log_scores[:, 0], log_scores[:, 1], log_scores[:, 2], both], 1).argmax(1)
    inner = index[log_scores[:, index].argmax(1)]
    return torch.where(classes == 3, inner, classes)


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="model folder; default: the one that ships")
    parser.add_argument("--network", type=Path, help="weights of the training run that the model comes from")
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Train, tune, print and perhaps write."""
    options = parsed()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    network = torch.load(options.network, weights_only=True) if options.network else None
    weigh = np.zeros(HIDDEN + 1, dtype=np.float32)
    if network is not None:
        weigh = torch.cat([network["weigh.weight"][0], network["weigh.bias"]]).numpy()
    elif FILE.exists():
        weigh = shipped_heads().weigh
    train = [(name, article) for name in CORPORA for article in read_corpus(name, "train", options.corpora)]
    train += [("polnear", article) for article in coded_articles(options.corpora)]
    train += [("stories", article) for article in read_stories()]
    roots, held_roots = zsp_articles(options.corpora)
    train += [("zsp", article) for article in roots]
    dev = [(name, article) for name in CORPORA for article in read_corpus(name, "dev", options.corpora)]
    gold, held = examples(train, options.model, weigh), examples(dev, options.model, weigh)
    apart = examples((("zsp", article) for article in held_roots), options.model, weigh)
    counts = Counter(gram for own in gold.grams for gram in own)
    known = {gram: row for row, gram in enumerate(sorted(gram for gram, count in counts.items() if count >= LEAST))}
    print(f"{len(gold.acts)} statements, {len(known)} words and pairs", flush=True)
    several = [StateHeads(network), *(StateHeads() for _ in range(HEADS - 1))]
    if network is not None:
        report("network's own heads", held, several[0].eval()(held.pooled), None, 1.0)
    for own in several:
        fit(own, gold.pooled, gold, options.epochs, 1e-3, 1e-2)
    by_states, by_words = united(several), GramHeads(len(known))
    fit(by_words, rows_of(gold.grams, known), gold, 20, 2e-2, 0.0)
    with torch.no_grad():
        states, words = by_states(held.pooled), by_words(rows_of(held.grams, known))
    report("words", held, words, None, 1.0)
    scores = {share: report(f"share of states {share}", held, states, words, share) for share in SHARES}
    act = max(SHARES, key=lambda share: scores[share][0] + scores[share][1])
    stance = max(SHARES, key=lambda share: scores[share][2] + scores[share][3])
    print(f"chosen shares: acts {act}, stances {stance}")
    lean = {
        cost: report(f"STATE {cost:+.1f}", held, cheaper(states, cost), cheaper(words, cost), act) for cost in COSTS
    }
    cost = max(COSTS, key=lambda cost: lean[cost][0] + 0.5 * lean[cost][1])
    with torch.no_grad():
        by_states.outputs.bias[ACTS.index("STATE")] += cost
        by_words.bias[ACTS.index("STATE")] += cost
    with torch.no_grad():
        logits = by_states(apart.pooled), by_words(rows_of(apart.grams, known))
    report_roots(apart, blend(*(part[:, : len(ACTS)] for part in logits), act))
    if options.write:
        write(by_states, by_words, known, weigh, (act, stance))


def cheaper(logits: Tensor, cost: float) -> Tensor:
    """Logits with STATE, the commonest act, made dearer or cheaper."""
    return logits + cost * F.one_hot(torch.tensor(ACTS.index("STATE")), SIZE)


def report(name: str, held: Examples, states: Tensor, words: Tensor | None, share: float) -> tuple[float, ...]:
    """Print the figures of one blend and return their means."""
    cut = len(ACTS)
    logits = states.detach()
    both = [F.log_softmax(part, 1) for part in (logits[:, :cut], logits[:, cut:])]
    if words is not None:
        other = [F.log_softmax(part, 1) for part in (words[:, :cut], words[:, cut:])]
        both = [F.log_softmax(share * mine + (1 - share) * theirs, 1) for mine, theirs in zip(both, other, strict=True)]
    found = measure(held, both[0].argmax(1), merged(both[1]))
    print(f"{name:24}" + " | ".join(" ".join(f"{value:5.1f}" for value in row) for row in found.values()), flush=True)
    return found["mean"]


def blend(states: Tensor, words: Tensor, share: float) -> Tensor:
    """The product of the two, weighted, as logarithms of chances."""
    return F.log_softmax(share * F.log_softmax(states, 1) + (1 - share) * F.log_softmax(words, 1), 1)


def report_roots(apart: Examples, scores: Tensor) -> None:
    """Print micro and macro F1 of the rows of Zero-Shot-PLOVER that were kept apart."""
    pairs = []
    for gold, found in zip(apart.acts.tolist(), scores.argmax(1).tolist(), strict=True):
        root, act = ACTS[gold], ACTS[found]
        pairs.append((root, root if same_root(root, act) else act))
    print(f"Zero-Shot-PLOVER, {len(pairs)} rows apart: act {agreement(pairs):.1f}, macro {macro(pairs, 1):.1f}")


def write(states: StateHeads, words: GramHeads, known: dict[str, int], weigh: np.ndarray, share: tuple) -> None:
    """Write the file that ships."""

    def joined(layer: nn.Linear) -> np.ndarray:
        return torch.cat([layer.weight.T, layer.bias[None]]).detach().numpy().astype(np.float16)

    by_gram = torch.cat([words.by_gram.weight[:-1], words.bias[None]]).detach().numpy().astype(np.float16)
    np.savez_compressed(
        FILE,
        weigh=weigh,
        hidden=joined(states.hidden),
        outputs=joined(states.outputs),
        by_gram=by_gram,
        grams=np.frombuffer("\n".join(known).encode(), dtype=np.uint8),
        share=np.array(share, dtype=np.float32),
    )
    print(f"{FILE}: {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
