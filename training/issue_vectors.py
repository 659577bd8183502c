"""Learn what tells issues: ``python training/issue_vectors.py --model DIR --write``.

Reads Wikinews, coded and invented train, the further codes of PolNeAR train and the stories with the encoder; writes
``src/onrecord/coding/issues/vectors.npz``. ``--keep FILE`` keeps what the encoder said, for another run with the same
model; without it reading takes most of the time. With ``--centres`` only the means of the states are anew, and all
weights are those that ship: enough after a short run of the encoder. Prints B³ F1 of same-issue groups on the corpora's
dev.
"""

from __future__ import annotations

import argparse
import math
import os
import pickle
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from codes import coded_articles
from issue_fits import Example, Floats, Pairs, Projections, fit_pairs, fit_projections, logistic, networks_of
from onrecord.codebook import Codebook, Entry, load_codebook
from onrecord.coding.issues.book import told, with_neighbours
from onrecord.coding.issues.context import NAMES, PairNetworks
from onrecord.coding.issues.issues import issues_of
from onrecord.coding.issues.model import FILE, IssueModel, load_model, pooled_states, save_model
from onrecord.coding.issues.names import word_features
from onrecord.coding.issues.pairs import pair_features
from onrecord.coding.issues.words import IssueWords, stem, telling
from onrecord.coding.said import Scene
from onrecord.corpora import GoldArticle, read_corpus
from onrecord.document import Block, Document, Span
from onrecord.encode.session import Encoder, load_encoder
from onrecord.evaluate.agreement import b_cubed
from onrecord.resolve import registry_of, resolve
from onrecord.trial import gold_attributions, gold_document
from onrecord.words import words_of
from stories import read_stories

#: How much an article counts: the outlets of the invented corpus tell the same events.
WEIGHTS = {"wikinews": 1.0, "coded": 1.2, "invented": 0.5, "stories": 0.8, "codes": 0.7}
DEV = ("wikinews", "coded", "invented")
SEEDS = 4
LEAST = 3  # articles that a stem stands in before its rarity is kept
MADE = 250  # articles whose own labels are made into a codebook
MADE_WEIGHT = 0.3
NO_PAIRS = PairNetworks(*(np.zeros(0, dtype=np.float32),) * len(NAMES))


def load(root: Path) -> dict[str, list[GoldArticle]]:
    """Training articles by corpus."""
    found = {name: read_corpus(name, "train", root) for name in DEV}
    return found | {"stories": read_stories(), "codes": coded_articles(root)}


def rarity_of(articles: Iterable[GoldArticle]) -> dict[str, float]:
    """How rare each stem is among articles, from 0 to 1."""
    counts: Counter[str] = Counter()
    total = 0
    for article in articles:
        words = words_of(article.text, Span(0, len(article.text)))
        counts.update({stem(word.text) for word in words if telling(word)})
        total += 1
    scale = math.log(total + 1)
    return {word: math.log((total + 1) / (count + 1)) / scale for word, count in counts.items() if count >= LEAST}


def read(corpus: str, articles: Sequence[GoldArticle], encoder: Encoder, rarity: dict[str, float]) -> list[Example]:
    """One example an article that has statements."""
    found = []
    for article in articles:
        document = gold_document(article)
        given = gold_attributions(article, document)
        if not given:
            continue
        encoding = encoder.encode(document)
        scene = Scene(document, given, *resolve(document, encoding, given, registry_of(None)))
        words = IssueWords(scene, rarity)
        issues = [statement.issue or f"?{number}" for number, statement in enumerate(article.statements)]
        labels = [None if _is_id(corpus, i) else i for i in issues]
        pooled = pooled_states(words, encoding)
        found.append(Example(corpus, WEIGHTS[corpus], words, pooled, issues, labels))
    return found


def _is_id(corpus: str, issue: str) -> bool:
    return issue.startswith("?") or (corpus == "invented" and issue[:1] == "I" and issue[1:].isdigit())


def mean_states(encoder: Encoder, texts: Iterable[str]) -> dict[str, Floats]:
    """Mean states of texts, each read on its own."""
    found = {}
    for text in dict.fromkeys(texts):
        states = encoder.encode(Document(text, (Block("paragraph", Span(0, len(text))),))).states
        found[text] = states.mean(0) if len(states) else np.zeros(384, dtype=np.float32)
    return found


def with_vectors(model: IssueModel, projections: Projections) -> IssueModel:
    """The model with these projections."""
    layers = {name: getattr(projections, name).weight.detach().numpy().T for name in ("content", "sentence")}
    return replace(model, **layers)


def with_pairs(model: IssueModel, nets: Sequence[Pairs]) -> IssueModel:
    """The model with these networks."""
    return replace(model, pairs=networks_of(nets))


def centres_of(examples: Sequence[Example]) -> Floats:
    """Means of contents and of sentences, of shape (2, H)."""
    return np.concatenate([example.pooled for example in examples]).mean(0)


def learn(
    examples: list[Example], labels: dict[str, Floats], rarity: dict[str, float], codebook: Codebook
) -> IssueModel:
    """All weights; pairs learn on vectors, and codebooks on pairs, learnt on the other half of the articles."""
    centres = np.stack([*centres_of(examples), np.mean(list(labels.values()), axis=0)])
    none = np.zeros(0, dtype=np.float32)
    model = IssueModel(rarity, centres[:2].astype(np.float32), none, none, NO_PAIRS, *(none,) * 3)
    random.Random(0).shuffle(examples)
    halves = (examples[::2], examples[1::2])
    half_models = [with_vectors(model, fit_projections(half, labels, centres)) for half in halves]
    for half, other in zip(halves, half_models[::-1], strict=True):
        for example in half:
            example.vectors = other.vectors(example.pooled)
            example.features = pair_features(example.words, example.vectors)
    jobs = [*((half, 0) for half in halves), *((examples, seed) for seed in range(SEEDS))]
    with get_context("fork").Pool(len(jobs), _given, (jobs,)) as pool:
        nets = pool.map(_fitted, range(len(jobs)))
    half_models = [with_pairs(m, [net]) for m, net in zip(half_models, nets, strict=False)]
    model = with_vectors(model, fit_projections(examples, labels, centres))
    model = with_pairs(model, nets[len(halves) :])
    model = replace(model, naming=fit_names(examples))
    pairs = [(example, m) for half, m in zip(halves, half_models[::-1], strict=True) for example in half]
    first, second = fit_books(pairs, codebook)
    return replace(model, first=first, second=second)


_jobs: list[tuple[list[Example], int]] = []


def _given(jobs: Sequence[tuple[list[Example], int]]) -> None:
    """What the processes that fit pairs learn from; they share the memory."""
    _jobs.extend(jobs)


def _fitted(number: int) -> Pairs:
    torch.set_num_threads(1)
    examples, seed = _jobs[number]
    return fit_pairs(examples, seed=seed)


def fit_names(examples: Sequence[Example]) -> Floats:
    """Which words of a group's statements its annotated name has."""
    rows, right = [], []
    for example in examples:
        named = [i for i, label in enumerate(example.labels) if label]
        texts = sorted({example.issues[i] for i in named})
        groups = [np.array([i for i in named if example.issues[i] == text]) for text in texts]
        if not texts or not example.words.stems:
            continue
        features = word_features(example.words, groups)
        for text, own in zip(texts, features, strict=True):
            inside = {stem(word.text) for word in words_of(text, Span(0, len(text)))}
            rows.append(own)
            right.append([word in inside for word in example.words.stems])
    flat = np.concatenate(right).astype(np.float32)
    return logistic(np.concatenate(rows), flat, np.ones(len(flat), dtype=np.float32))


def fit_books(pairs: Sequence[tuple[Example, IssueModel]], codebook: Codebook) -> tuple[Floats, Floats]:
    """What speaks for an issue: with the codebook of the invented articles, and with ones made of labels."""
    rng = random.Random(1)
    others = sorted({label for example, _ in pairs for label in example.labels if label})
    made = 0
    rows: list[tuple[IssueWords, Floats, Floats, Floats, float]] = []
    for example, model in pairs:
        own = codebook
        if example.corpus != "invented":
            made += 1
            if made > MADE:
                continue
            own = made_codebook(example, others, rng)
        vectors = model.vectors(example.pooled)
        chances = model.pairs.chances(pair_features(example.words, vectors), vectors)
        weight = 1.0 if example.corpus == "invented" else MADE_WEIGHT
        evidence = told(example.words, own)
        ids = [own.entries[entry].id for entry in evidence.entries]
        right = np.array([[issue == id for id in ids] for issue in example.issues], dtype=np.float32)
        if evidence.entries:
            rows.append((example.words, evidence.features, right, chances, weight))

    def fitted(features: Sequence[Floats], decay: float) -> Floats:
        flat = np.concatenate([f.reshape(-1, f.shape[-1]) for f in features])
        weights = np.concatenate([np.full(right.size, weight) for _, _, right, _, weight in rows])
        return logistic(flat, np.concatenate([right.ravel() for _, _, right, _, _ in rows]), weights, decay)

    first = fitted([features for _, features, *_ in rows], 1.0)
    likely = [1 / (1 + np.exp(-(features @ first[:-1] + first[-1]))) for _, features, *_ in rows]
    neighbours = [with_neighbours(w, f, own, c) for (w, f, _, c, _), own in zip(rows, likely, strict=True)]
    return first, fitted(neighbours, 3.0)


def made_codebook(example: Example, others: Sequence[str], rng: random.Random) -> Codebook:
    """Two thirds of an article's own labels, and some of other articles."""
    own = sorted({label for label in example.labels if label})
    kept = [label for label in own if rng.random() < 0.67]
    kept += [label for label in rng.sample(others, min(20, len(others))) if label not in own]
    return Codebook("made", tuple(Entry(label, label) for label in kept))


def score(examples: Sequence[Example], model: IssueModel, codebook: Codebook | None) -> float:
    """B³ F1 of what ``issues_of`` finds."""
    gold: list[tuple[int, str]] = []
    found: list[tuple[int, str]] = []
    for article, example in enumerate(examples):
        vectors = model.vectors(example.pooled).astype("<f2").astype(np.float32)
        issues = issues_of(example.words.scene, vectors, codebook, model)
        gold += [(article, issue.casefold()) for issue in example.issues]
        found += [(article, issue.id if issue else f"?{number}") for number, issue in enumerate(issues)]
    return 100 * b_cubed(found, gold).f1


def main() -> None:
    """Train, print figures, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="folder of the encoder; default: the shipped one")
    default = os.environ.get("ONRECORD_CORPORA", "../shared/corpora")
    parser.add_argument("--corpora", type=Path, default=Path(default))
    parser.add_argument("--keep", type=Path, help="file for what the encoder said")
    parser.add_argument("--centres", action="store_true", help="only the means of the states anew")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    encoder = load_encoder(options.model)
    codebook = load_codebook(options.corpora / "invented" / "codebook.csv")
    examples, dev, labels, rarity = _read_or_kept(options, encoder, codebook)
    if options.centres:
        model = replace(load_model(FILE), centres=centres_of(examples))
    else:
        model = learn(examples, labels, rarity, codebook)
    if options.write:
        save_model(model, FILE)
        model = load_model(FILE)
    for name in DEV:
        figure = score(dev[name], model, codebook if name == "invented" else None)
        print(f"{name} dev: B³ F1 {figure:.1f}")


def _read_or_kept(
    options: argparse.Namespace, encoder: Encoder, codebook: Codebook
) -> tuple[list[Example], dict[str, list[Example]], dict[str, Floats], dict[str, float]]:
    if options.keep and options.keep.exists():
        kept = pickle.loads(options.keep.read_bytes())
        if kept[0] == encoder.model.id:
            return kept[1:]
    articles = load(options.corpora)
    rarity = rarity_of(article for own in articles.values() for article in own)
    examples = [e for name, own in articles.items() for e in read(name, own, encoder, rarity)]
    dev = {name: read(name, read_corpus(name, "dev", options.corpora), encoder, rarity) for name in DEV}
    texts = [label for example in examples for label in example.labels if label]
    labels = mean_states(encoder, [*texts, *(entry.label for entry in codebook.entries)])
    if options.keep:
        options.keep.write_bytes(pickle.dumps((encoder.model.id, examples, dev, labels, rarity)))
    return examples, dev, labels, rarity


if __name__ == "__main__":
    main()
