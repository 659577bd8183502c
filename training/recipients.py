"""Train the ranker of recipients: ``python training/recipients.py --model DIR --write``.

Learns from Wikinews, invented and coded train, the codes in ``codes/`` and the stories; the invented corpus is read
with the shipped registry and with its own. The acts that the ranker sees in training are the annotated ones, some of
them replaced by the likeliest other one, as they are not all right at run time. ``--folds 5`` checks on train, articles
apart (events apart where several articles tell one); dev is scored with the acts that the shipped heads find.
"""

from __future__ import annotations

import argparse
import os
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from codes import coded_articles
from onrecord.codes import ACTS, Act, Judged, Unclear
from onrecord.coding.acts import act_of
from onrecord.coding.heads import shipped_heads
from onrecord.coding.recipient_features import FEATURES, MOST, OF_STATEMENT, Features, Option, tags_of
from onrecord.coding.recipient_page import Page
from onrecord.coding.recipient_parties import Parties
from onrecord.coding.recipient_phrases import phrases_of, resolvable
from onrecord.coding.recipient_ranker import WEIGHTS, WIDTH, inputs_of
from onrecord.coding.recipients import chosen_of
from onrecord.coding.said import Scene
from onrecord.corpora import GoldArticle, read_corpus
from onrecord.encode.session import load_encoder
from onrecord.encoding import Encoding
from onrecord.evaluate.coding import matched, shares_name
from onrecord.resolve import Registry, registry_of, resolve_spans, resolver_of
from onrecord.trial import gold_attributions, gold_document
from stories import read_stories

#: How much a statement of each corpus counts.
CORPORA = {"wikinews": 1.0, "coded": 1.0, "invented": 1.0, "invented, own": 0.6, "codes": 0.7, "stories": 0.6}
SCORED = ("wikinews", "coded", "invented", "invented, own")
#: The bar is the mean of these.
BAR = SCORED[:3]
EPOCHS, BATCH, RATE, DECAY, DROPPED = 8, 128, 1.5e-3, 0.05, (0.25, 0.3)
#: Share of the statements whose states are withheld, so that the ranker also works without an encoder.
BLIND = 0.1
#: Share of the acts that are not the annotated ones in training.
WRONG = 0.3
HIDDEN, PRODUCT, LAST = 64, 48, 32
#: Networks that are trained, each from another start, and answer together.
NETWORKS = 4
THRESHOLDS = (0.15, 0.18, 0.2, 0.22, 0.25, 0.3)
#: The best on dev; used without --threshold and --folds.
THRESHOLD = 0.25
NEVER = -30.0


class Example(NamedTuple):
    """One statement: its candidates, and which of them are recipients (1), may be (−1) or are not (0)."""

    corpus: str
    group: str
    options: list[Option]
    labels: list[int]
    gold: tuple[str, ...]
    places: np.ndarray  # (n, 384), float16
    parties: np.ndarray  # (n, 384), float16
    statement: np.ndarray  # (1152,), float16


Acts = Callable[[Scene, Encoding, GoldArticle], list[Judged[Act | Unclear]]]


def found_acts(scene: Scene, encoding: Encoding, _: GoldArticle) -> list[Judged[Act | Unclear]]:
    """The acts as they are found at run time."""
    chances, _stances = shipped_heads().scores(scene, encoding)
    return [act_of(said, chance) for said, chance in zip(scene.statements, chances, strict=True)]


def noisy_acts(scene: Scene, encoding: Encoding, article: GoldArticle) -> list[Judged[Act | Unclear]]:
    """The annotated acts, some replaced by the likeliest other one; always the same for an article."""
    rng = random.Random(article.id)
    chances, _ = shipped_heads().scores(scene, encoding)
    acts: list[Judged[Act | Unclear]] = []
    for statement, chance in zip(article.statements, chances, strict=True):
        gold = ACTS.index(statement.act) if statement.act in ACTS else 0
        other = int(np.where(np.arange(len(ACTS)) == gold, -1, chance).argmax())
        value = ACTS[other if rng.random() < WRONG else gold]
        acts.append(Judged(value, "model", rng.uniform(0.4, 1.0)))
    return acts


def examples(corpus: str, articles: Sequence[GoldArticle], model: Path | None, acts: Acts) -> Iterator[Example]:
    """Encode and resolve articles; one example a coded statement."""
    encoder = load_encoder(model)
    for article in articles:
        document = gold_document(article)
        attributions = gold_attributions(article, document)
        encoding = encoder.encode(document)
        resolver = resolver_of(document, encoding, attributions, registry(corpus))
        scene = Scene(document, attributions, resolver.all(), resolver.entities())
        phrases = phrases_of(scene, encoding)
        page = Page(scene, Parties(scene, phrases, resolve_spans(resolver, resolvable(phrases))), phrases)
        judged, features = acts(scene, encoding, article), Features(page, tags_of(encoding))
        group = article.id.split("-")[-1][:3] if corpus.startswith("invented") else article.id
        for said, statement in zip(scene.statements, article.statements, strict=True):
            if statement.act is not None:
                options = features.options(said, judged[said.index])
                seen = inputs_of([(said, options)], encoding)
                right, gold = labels(options, statement.recipients), statement.recipients
                yield Example(
                    corpus,
                    group,
                    options,
                    right,
                    gold,
                    seen.places[seen.at].astype(np.float16),
                    seen.parties[seen.who].astype(np.float16),
                    seen.statements[0].astype(np.float16),
                )


def registry(corpus: str) -> Registry:
    """The shipped registry, or the invented corpus's own beside it."""
    own = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")) / "invented" / "actors.csv"
    return registry_of(own if corpus.endswith("own") else None)


def labels(options: Sequence[Option], gold: Sequence[str]) -> list[int]:
    """Of the candidates that share a word with an annotated name the one that shares most; the others may be right."""
    found = [0] * len(options)
    for name in gold:
        words = set(name.casefold().split())
        alike = [at for at, option in enumerate(options) if shares_name(option.party.name, name)]
        for at in alike:
            found[at] = found[at] or -1
        if alike:
            found[max(alike, key=lambda at: (_likeness(words, options[at].party.name), -at))] = 1
    return found


def _likeness(words: set[str], name: str) -> float:
    other = set(name.casefold().split())
    return len(words & other) / len(words | other)


class Network(nn.Module):
    """The ranker as it is trained; :class:`onrecord.coding.recipient_ranker.Ranker` runs it, by the same names."""

    def __init__(self) -> None:
        super().__init__()
        self.of_row = nn.Linear(len(FEATURES), HIDDEN)
        self.of_place = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.of_party = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.of_statement = nn.Linear(3 * WIDTH, HIDDEN, bias=False)
        self.place = nn.Linear(WIDTH, PRODUCT)
        self.statement = nn.Linear(3 * WIDTH, PRODUCT)
        self.both = nn.Linear(HIDDEN + PRODUCT, LAST)
        self.score = nn.Linear(LAST, 1)
        self.nobody = nn.Linear(len(OF_STATEMENT), LAST)
        self.nobody_of_statement = nn.Linear(3 * WIDTH, LAST, bias=False)
        self.nobody_score = nn.Linear(LAST, 1)
        self.drop, self.drop_states = (nn.Dropout(rate) for rate in DROPPED)
        for layer in (
            self.of_place,
            self.of_party,
            self.of_statement,
            self.place,
            self.statement,
            self.nobody_of_statement,
        ):
            nn.init.normal_(layer.weight, std=0.02)

    def forward(self, rows: Tensor, places: Tensor, parties: Tensor, statements: Tensor) -> Tensor:
        """Scores of the candidates and, last, of nobody (S, n + 1) from (S, n, f), twice (S, n, 384) and (S, 1152)."""
        if self.training:
            seen = (torch.rand(len(rows), 1) >= BLIND).float()
            places, parties, statements = places * seen[:, :, None], parties * seen[:, :, None], statements * seen
        places, parties, statements = map(self.drop_states, (places, parties, statements))
        spoken = self.of_statement(statements)[:, None]
        hidden = self.drop(_gelu(self.of_row(rows) + self.of_place(places) + self.of_party(parties) + spoken))
        product = self.drop(self.place(places) * self.statement(statements)[:, None])
        scores = self.score(self.drop(_gelu(self.both(torch.cat([hidden, product], -1)))))[..., 0]
        nobody = self.nobody(rows[:, 0, : len(OF_STATEMENT)]) + self.nobody_of_statement(statements)
        return torch.cat([scores, self.nobody_score(self.drop(_gelu(nobody)))], 1)


def _gelu(x: Tensor) -> Tensor:
    return F.gelu(x, approximate="tanh")


class Batch(NamedTuple):
    """Statements as tensors: features (S, n, f), states of places and parties (S, n, 384) and of statements (S, 1152),

    targets and which entries are to be ignored (S, n + 1), weights (S,). States are float16.
    """

    rows: Tensor
    places: Tensor
    parties: Tensor
    statements: Tensor
    targets: Tensor
    ignored: Tensor
    weights: Tensor


def batch_of(found: Sequence[Example]) -> Batch:
    """Put statements together; those whose recipient is no candidate count as having none."""
    rows = np.zeros((len(found), MOST, len(FEATURES)), dtype=np.float32)
    places, parties = np.zeros((2, len(found), MOST, WIDTH), dtype=np.float16)
    targets = np.zeros((len(found), MOST + 1), dtype=np.float32)
    ignored = np.zeros((len(found), MOST + 1), dtype=bool)
    for at, example in enumerate(found):
        count = len(example.options)
        if count:
            rows[at, :count] = [option.row for option in example.options]
            places[at, :count] = example.places
            parties[at, :count] = example.parties
        right = np.array(example.labels, dtype=np.int64)
        targets[at, :count] = right == 1
        targets[at, MOST] = not (right == 1).any()
        ignored[at, :count], ignored[at, count:MOST] = right < 0, True
    targets /= targets.sum(1, keepdims=True)
    weights = np.array([CORPORA[example.corpus] for example in found], dtype=np.float32)
    statements = np.stack([example.statement for example in found])
    arrays = (rows, places, parties, statements, targets, ignored, weights)
    return Batch(*(torch.from_numpy(array) for array in arrays))


class Trained(NamedTuple):
    """Trained networks and how their inputs are centred and scaled."""

    networks: list[Network]
    centre: Tensor
    scale: Tensor

    def chances(self, batch: Batch) -> list[np.ndarray]:
        """Chances of the candidates of each statement: the mean over the networks."""
        empty = torch.zeros_like(batch.ignored)
        empty[:, :MOST] = ~batch.rows.any(2)
        found: list[np.ndarray] = []
        with torch.no_grad():
            for part in torch.arange(len(empty)).split(512):
                inputs = self.inputs(batch, part)
                each = [torch.softmax(own(*inputs).masked_fill(empty[part], NEVER), 1) for own in self.networks]
                found += list(torch.stack(each).mean(0)[:, :MOST].numpy())
        return found

    def inputs(self, batch: Batch, part: Tensor) -> tuple[Tensor, ...]:
        """What a network sees of some statements."""
        rows = (batch.rows[part] - self.centre) / self.scale
        return rows, batch.places[part].float(), batch.parties[part].float(), batch.statements[part].float()


def train(found: Sequence[Example], epochs: int, networks: int = NETWORKS) -> Trained:
    """Train on statements that have candidates, several networks from different starts."""
    data = batch_of([example for example in found if example.options])
    flat = data.rows[data.rows.any(2)]
    trained = Trained([], flat.mean(0), flat.std(0) + 0.05)
    with get_context("fork").Pool(networks, _given, (trained, data, epochs)) as pool:
        trained.networks.extend(pool.map(_fitted, range(networks)))
    return trained


_data: list[tuple[Trained, Batch, int]] = []


def _given(trained: Trained, data: Batch, epochs: int) -> None:
    """What a process that trains a network learns from; it shares the memory."""
    _data[:] = [(trained, data, epochs)]


def _fitted(seed: int) -> Network:
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    return fit(*_data[0])


def fit(trained: Trained, data: Batch, epochs: int) -> Network:
    """Train one network."""
    network, count = Network(), len(data.rows)
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    steps = epochs * (-(-count // BATCH))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.03, 1 - step / steps))
    for _ in range(epochs):
        for chosen in torch.randperm(count).split(BATCH):
            scores = network(*trained.inputs(data, chosen)).masked_fill(data.ignored[chosen], NEVER)
            losses = -(data.targets[chosen] * torch.log_softmax(scores, 1)).sum(1) * data.weights[chosen]
            optimizer.zero_grad()
            losses.mean().backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def figures(found: Sequence[Example], chances: Sequence[np.ndarray], threshold: float) -> dict[str, list[float]]:
    """Precision, recall and F1 of the names of each corpus, in percent."""
    counts: dict[str, list[int]] = {}
    for example, chance in zip(found, chances, strict=True):
        picked = chosen_of(example.options, chance[: len(example.options)], threshold)
        names = [example.options[at].party.name for at in picked]
        row = counts.setdefault(example.corpus, [0, 0, 0])
        row[0] += matched(names, example.gold)
        row[1] += len(names)
        row[2] += len(example.gold)
    return {
        corpus: [100 * right / max(1, ours), 100 * right / max(1, gold), 200 * right / max(1, ours + gold)]
        for corpus, (right, ours, gold) in counts.items()
    }


def mean(scores: dict[str, list[float]]) -> float:
    """The figure that the bar is for."""
    return sum(scores[corpus][2] for corpus in BAR) / len(BAR)


def report(name: str, scores: dict[str, list[float]]) -> None:
    """Print figures."""
    columns = ", ".join(f"{c} {f:.1f} (P {p:.0f} R {r:.0f})" for c, (p, r, f) in scores.items())
    print(f"{name}: mean {mean(scores):.1f}; {columns}", flush=True)


def listed(example: Example) -> np.ndarray:
    """The lexicon alone: the object of a listed verb, else the first name in the content of one."""
    chances = np.zeros(len(example.options), dtype=np.float32)
    for at, option in enumerate(example.options):
        classes = [name for name, value in zip(OF_STATEMENT, option.row, strict=False) if value and "cue " in name]
        if option.where == "object" and any(name != "cue length" for name in classes):
            chances[at] = 1.0
        elif option.where == "content" and not set(classes) <= {"cue length", "cue tell", "cue answer"}:
            chances[at] = 0.9 * (option.row[FEATURES.index("first in content")] > 0)
    best: np.ndarray = np.where(chances == chances.max(initial=0.1), chances, 0.0)
    return best


def fold_of(example: Example, folds: int) -> int:
    """Where an article is held out."""
    return zlib.crc32(example.group.encode()) % folds


def cross_validated(found: Sequence[Example], folds: int, epochs: int) -> list[np.ndarray]:
    """Chances of every statement by networks that have not seen its article."""
    chances: list[np.ndarray] = [np.zeros(MOST, dtype=np.float32)] * len(found)
    for fold in range(folds):
        trained = train([example for example in found if fold_of(example, folds) != fold], epochs, networks=1)
        held = [at for at, example in enumerate(found) if fold_of(example, folds) == fold]
        for at, chance in zip(held, trained.chances(batch_of([found[at] for at in held])), strict=True):
            chances[at] = chance
    return chances


def save(trained: Trained, threshold: float, path: Path) -> None:
    """Write the weights as the package reads them."""
    arrays: dict[str, np.ndarray] = {
        "features": np.frombuffer("\n".join(FEATURES).encode(), dtype=np.uint8),
        "threshold": np.array(threshold),
    }
    for number, network in enumerate(trained.networks):
        arrays |= {f"{number} centre": trained.centre.numpy(), f"{number} scale": trained.scale.numpy()}
        for name, layer in network.named_children():
            if isinstance(layer, nn.Linear):
                arrays[f"{number} {name}"] = layer.weight.detach().numpy().T.astype(np.float16)
                if layer.bias is not None:
                    arrays[f"{number} {name}_bias"] = layer.bias.detach().numpy()
    np.savez_compressed(path, **arrays)


def articles(root: Path, split: str) -> dict[str, list[GoldArticle]]:
    """All articles of a split by corpus."""
    found = {name: read_corpus(name, split, root) for name in ("wikinews", "coded", "invented")}
    found["invented, own"] = found["invented"]
    if split == "train":
        apart = {a.id for part in ("train", "dev") for a in read_corpus("coded", part, root)}
        found["codes"] = [article for article in coded_articles(root) if article.id not in apart]
        found["stories"] = read_stories()
    return found


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="folder of the encoder; without it the one that ships")
    parser.add_argument("--folds", type=int, default=0, help="also check on train, in so many folds")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument(
        "--threshold", type=float, help="without it the best on train with --folds, else the one that was"
    )
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    torch.set_num_threads(1)
    root = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
    seen, dev = (
        [e for corpus, found in articles(root, split).items() for e in examples(corpus, found, options.model, acts)]
        for split, acts in (("train", noisy_acts), ("dev", found_acts))
    )
    report("lexicon, dev", figures(dev, [listed(example) for example in dev], 0.5))
    tuned = None
    if options.folds:
        held = cross_validated(seen, options.folds, options.epochs)
        tuned = max(THRESHOLDS, key=lambda t: mean(figures(seen, held, t)))
        report(f"train in {options.folds} folds, threshold {tuned}", figures(seen, held, tuned))
    trained = train(seen, options.epochs)
    chances = trained.chances(batch_of(dev))
    threshold = options.threshold or tuned or THRESHOLD
    report(f"dev, threshold {threshold}", figures(dev, chances, threshold))
    if options.write:
        save(trained, threshold, WEIGHTS)


if __name__ == "__main__":
    main()
