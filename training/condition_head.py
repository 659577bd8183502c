"""Train the head of conditions: ``python training/condition_head.py --model DIR --write``.

Learns on the states of the encoder that runs which candidates are conditions, and of which type, from invented,
Wikinews and coded train and the stories; writes ``src/onrecord/coding/conditions/head.npz``. Checked on the corpora's
dev; ``--folds 8`` also checks on train, articles apart (events apart where several articles tell one). With
``--beside`` the weights that ship count beside the new ones: after a short run of the encoder.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch.nn import functional as F

from onrecord.coding.conditions.candidates import Candidate, candidates
from onrecord.coding.conditions.conditions import conditions_of
from onrecord.coding.conditions.head import CLASSES, WEIGHTS, ConditionHead, features_of, shipped_head, state_of
from onrecord.coding.conditions.markers import MARKERS
from onrecord.coding.said import Said, Scene
from onrecord.corpora import GoldArticle, GoldStatement, read_corpus
from onrecord.encode.session import load_encoder
from onrecord.encoding import Encoding
from onrecord.evaluate.coding import CONDITION_IOU, Coded, Codes, conditions, span_iou
from onrecord.trial import gold_attributions, gold_document
from stories import read_stories

#: How much a candidate counts: the five outlets of the invented corpus say the same things.
CORPORA = {"invented": 0.35, "wikinews": 1.0, "coded": 1.0, "stories": 0.7}
LEAST = 2  # candidates that have a feature before it counts
DECAY = 2e-4
STEPS = 60
SHARE = 0.4  # of new weights beside those that ship


class Example(NamedTuple):
    """One statement: its candidates, their features, states and annotated classes."""

    corpus: str
    group: str
    said: Said
    encoding: Encoding
    gold: GoldStatement
    features: list[dict[str, float]]
    states: np.ndarray
    classes: list[int]


def examples(corpus: str, articles: Iterable[GoldArticle], model: Path | None) -> Iterator[Example]:
    """Encode articles; one example a statement."""
    encoder = load_encoder(model)
    for article in articles:
        document = gold_document(article)
        scene = Scene(document, gold_attributions(article, document))
        encoding = encoder.encode(document)
        group = article.id.rsplit("-", 1)[1][:3] if corpus == "invented" else article.id
        for said, gold in zip(scene.statements, article.statements, strict=True):
            found = candidates(said)
            features = [features_of(said, candidate) for candidate in found]
            states = np.array([state_of(encoding, candidate) for candidate in found], dtype=np.float32)
            yield Example(corpus, group, said, encoding, gold, features, states, classes(found, gold))


def classes(found: Sequence[Candidate], gold: GoldStatement) -> list[int]:
    """Class of each candidate: each annotated condition goes to the likeliest reading of its words."""
    pairs: list[tuple[float, int, int]] = []
    for row, candidate in enumerate(found):
        marker = MARKERS[candidate.entry]
        for at, (kind, span) in enumerate(gold.conditions):
            shared = span_iou(candidate.span, span)
            if shared >= CONDITION_IOU:
                liking = 0.3 * (marker.type == kind) - 0.2 * candidate.excluded - 0.25 * (marker.trust == "weak")
                pairs.append((shared + liking, -row, at))
    labels = [0] * len(found)
    given: set[int] = set()
    for _, row, at in sorted(pairs, reverse=True):
        if at not in given and not labels[-row]:
            given.add(at)
            labels[-row] = CLASSES.index(gold.conditions[at][0])
    return labels


def train(given: Sequence[Example]) -> ConditionHead:
    """A softmax over the classes, weights held down, biases free."""
    rows = [(row, example.corpus) for example in given for row in example.features]
    counts = Counter(name for row, _ in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: at for at, name in enumerate(names)}
    named = torch.zeros(len(rows), len(names))
    for at, (row, _) in enumerate(rows):
        for name, value in row.items():
            if name in place:
                named[at, place[name]] = value
    inputs = torch.cat([named, torch.tensor(np.concatenate([e.states for e in given if len(e.states)]))], 1)
    gold = torch.tensor([label for example in given for label in example.classes])
    share = torch.tensor([CORPORA[corpus] for _, corpus in rows])
    layer = torch.nn.Linear(inputs.shape[1], len(CLASSES))
    torch.nn.init.zeros_(layer.weight)
    optimizer = torch.optim.LBFGS(layer.parameters(), max_iter=STEPS, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimizer.zero_grad()
        loss = (F.cross_entropy(layer(inputs), gold, reduction="none") * share).sum() / share.sum()
        loss = loss + DECAY * (layer.weight**2).sum()
        loss.backward()
        return loss

    optimizer.step(step)
    weights = layer.weight.detach().numpy().T.astype(np.float32)
    seen = np.array([counts[name] for name in names], dtype=np.float32)
    return ConditionHead(place, weights[: len(names)], weights[len(names) :], layer.bias.detach().numpy(), seen)


def beside(old: ConditionHead, new: ConditionHead) -> ConditionHead:
    """A mean of two heads' weights."""
    names = {name: row for row, name in enumerate(dict.fromkeys([*old.names, *new.names]))}
    named = np.zeros((2, len(names), len(CLASSES)), dtype=np.float32)
    seen = np.zeros((2, len(names)), dtype=np.float32)
    for number, head in enumerate((old, new)):
        rows = [names[name] for name in head.names]
        named[number, rows], seen[number, rows] = head.named, head.seen
    shares = np.array([1 - SHARE, SHARE], dtype=np.float32)
    states, bias = np.stack([old.states, new.states]), np.stack([old.bias, new.bias])
    mean = (np.tensordot(shares, values, 1) for values in (named, states, bias))
    return ConditionHead(names, *mean, seen.max(0))


def report(title: str, given: Sequence[Example], heads: dict[str, ConditionHead | None]) -> None:
    """Print precision, recall and F1; ``heads`` by group, those of other groups under ""."""
    coded: list[Coded] = []
    for example in given:
        head = heads.get(example.group, heads.get(""))
        tags = head.tags(example.said, example.encoding) if head is not None else None
        found = tuple((one.type, one.span) for one in conditions_of(example.said, tags))
        gold = Codes("STATE", "none", conditions=example.gold.conditions)
        coded.append(Coded(example.group, gold, Codes("STATE", "none", conditions=found)))
    counts = conditions(coded)
    print(f"{title:28} P {counts.precision:5.1f}  R {counts.recall:5.1f}  F1 {counts.f1:5.1f}  of {counts.gold}")


def across(given: Sequence[Example], folds: int) -> dict[str, ConditionHead | None]:
    """For each group a head that did not see it."""
    groups = sorted({example.group for example in given})
    heads: dict[str, ConditionHead | None] = {}
    for fold in range(folds):
        held = set(groups[fold::folds])
        head = train([example for example in given if example.group not in held])
        heads |= dict.fromkeys(held, head)
    return heads


def write(head: ConditionHead) -> None:
    """Keep the weights as they are shipped."""
    with WEIGHTS.open("wb") as file:
        np.savez_compressed(
            file,
            names=np.array(list(head.names)),
            named=head.named.astype(np.float16),
            states=head.states.astype(np.float16),
            bias=head.bias.astype(np.float32),
            seen=head.seen.astype(np.int32),
        )


def main() -> None:
    """Train, print figures and perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="model folder; default: the one that ships")
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    parser.add_argument("--folds", type=int, default=0, help="also check on train, in so many folds")
    parser.add_argument("--beside", action="store_true", help="the weights that ship count beside the new ones")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    given: list[Example] = []
    for corpus in CORPORA:
        articles = read_stories() if corpus == "stories" else read_corpus(corpus, "train", options.corpora)
        given += examples(corpus, articles, options.model)
    print(f"{len(given)} statements, {sum(len(example.features) for example in given)} candidates", flush=True)
    if options.folds:
        heads = across(given, options.folds)
        for corpus in CORPORA:
            own = [example for example in given if example.corpus == corpus]
            report(f"{corpus} train, rules", own, {"": None})
            report(f"{corpus} train, held out", own, heads)
    head = beside(shipped_head(), train(given)) if options.beside else train(given)
    for corpus in ("invented", "wikinews", "coded"):
        held = list(examples(corpus, read_corpus(corpus, "dev", options.corpora), options.model))
        report(f"{corpus} dev, rules", held, {"": None})
        report(f"{corpus} dev", held, {"": head})
    if options.write:
        write(head)


if __name__ == "__main__":
    main()
