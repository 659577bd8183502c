"""Train the ranker of recipients: ``python training/recipients.py --model DIR --write``.

Learns from Wikinews, invented and coded train, the codes in ``codes/`` and the stories; the invented corpus is read
with the shipped registry and with its own. The acts that the ranker sees in training are the annotated ones, some of
them replaced by the likeliest other one, as they are not all right at run time. The network is told whether a
statement's codes are of those in ``codes/`` or in the stories, where outlets that something is told to are hardly ever
recipients; at run time it is not told. ``--folds 5`` checks on train, articles
apart (events apart where several articles tell one); dev is scored with the acts that the shipped heads find.
"""

from __future__ import annotations

import argparse
import os
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from codes import coded_articles
from onrecord.codes import ACTS, Act, Judged, Unclear
from onrecord.coding.acts.acts import act_of
from onrecord.coding.acts.heads import shipped_heads
from onrecord.coding.recipients.features import FEATURES, MOST, OF_STATEMENT, Features, Option, tags_of
from onrecord.coding.recipients.page import Page
from onrecord.coding.recipients.parties import Parties
from onrecord.coding.recipients.phrases import phrases_of, resolvable
from onrecord.coding.recipients.ranker import WEIGHTS, inputs_of
from onrecord.coding.recipients.recipients import chosen_of
from onrecord.coding.said import Scene
from onrecord.corpora import GoldArticle, read_corpus
from onrecord.encode.session import load_encoder
from onrecord.encoding import Encoding
from onrecord.evaluate.coding import matched, shares_name
from onrecord.resolve import Registry, registry_of, resolve_spans, resolver_of
from onrecord.trial import gold_attributions, gold_document
from recipient_network import EPOCHS, Example, chances, load, save, train
from stories import read_stories

SCORED = ("wikinews", "coded", "invented", "invented, own")
#: The bar is the mean of these.
BAR = SCORED[:3]
#: Share of the acts that are not the annotated ones in training.
WRONG = 0.3
THRESHOLDS = (0.18, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3)
#: The best on dev; used without --threshold and --folds.
THRESHOLD = 0.25

Acts = Callable[[Scene, Encoding, GoldArticle], list[Judged[Act | Unclear]]]


def found_acts(scene: Scene, encoding: Encoding, _: GoldArticle) -> list[Judged[Act | Unclear]]:
    """The acts as they are found at run time."""
    likely, _stances = shipped_heads().scores(scene, encoding)
    return [act_of(said, chance) for said, chance in zip(scene.statements, likely, strict=True)]


def noisy_acts(scene: Scene, encoding: Encoding, article: GoldArticle) -> list[Judged[Act | Unclear]]:
    """The annotated acts, some replaced by the likeliest other one; always the same for an article."""
    rng = random.Random(article.id)
    likely, _ = shipped_heads().scores(scene, encoding)
    acts: list[Judged[Act | Unclear]] = []
    for statement, chance in zip(article.statements, likely, strict=True):
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
        states = encoding.states.astype(np.float16)
        group = article.id.split("-")[-1][:3] if corpus.startswith("invented") else article.id
        for said, statement in zip(scene.statements, article.statements, strict=True):
            if statement.act is not None:
                options = features.options(said, judged[said.index])
                seen = inputs_of([(said, options)], encoding)
                right, gold = labels(options, statement.recipients), statement.recipients
                near = (seen.places[seen.at], seen.parties[seen.who], seen.here[seen.stands], seen.statements[0])
                halves = (array.astype(np.float16) for array in near)
                yield Example(corpus, article.id, group, options, right, gold, *halves, states, seen.told[0])


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


def figures(found: Sequence[Example], answers: Sequence[np.ndarray], threshold: float) -> dict[str, list[float]]:
    """Precision, recall and F1 of the names of each corpus, in percent."""
    counts: dict[str, list[int]] = {}
    for example, chance in zip(found, answers, strict=True):
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
    answer = np.zeros(len(example.options), dtype=np.float32)
    for at, option in enumerate(example.options):
        classes = [name for name, value in zip(OF_STATEMENT, option.row, strict=False) if value and "cue " in name]
        if option.where == "object" and any(name != "cue length" for name in classes):
            answer[at] = 1.0
        elif option.where == "content" and not set(classes) <= {"cue length", "cue tell", "cue answer"}:
            answer[at] = 0.9 * (option.row[FEATURES.index("first in content")] > 0)
    best: np.ndarray = np.where(answer == answer.max(initial=0.1), answer, 0.0)
    return best


def fold_of(example: Example, folds: int) -> int:
    """Where an article is held out."""
    return zlib.crc32(example.group.encode()) % folds


def cross_validated(found: Sequence[Example], folds: int, epochs: int) -> list[np.ndarray]:
    """Chances of every statement by networks that have not seen its article."""
    answers: list[np.ndarray] = [np.zeros(MOST, dtype=np.float32)] * len(found)
    for fold in range(folds):
        trained = train([example for example in found if fold_of(example, folds) != fold], epochs, networks=1)
        held = [at for at, example in enumerate(found) if fold_of(example, folds) == fold]
        for at, answer in zip(held, chances(trained, [found[at] for at in held]), strict=True):
            answers[at] = answer
    return answers


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
    parser.add_argument("--beside", action="store_true", help="the networks that ship go on answering beside new ones")
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
    trained = train(seen, options.epochs) + (load(WEIGHTS) if options.beside else [])
    threshold = options.threshold or tuned or THRESHOLD
    report(f"dev, threshold {threshold}", figures(dev, chances(trained, dev), threshold))
    if options.write:
        save(trained, threshold, WEIGHTS)


if __name__ == "__main__":
    main()
