"""Tune the decoding on development data and write the model's manifest.

``python training/tune.py --model FOLDER`` reads each dev article once, then fits what is cheap to fit: the cost of a
change of role, the calibration of the score and the scores below which nothing is reported.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute import Decoding, attribute
from onrecord.attribute.drafting.draft import Draft, Scene
from onrecord.attribute.drafting.paths import labelled_spans
from onrecord.attribute.drafting.score import features
from onrecord.attribute.statements import draft_of, nesting
from onrecord.corpora import read_corpus
from onrecord.document import Document
from onrecord.encode.model import FORMAT, ModelFolder
from onrecord.encode.session import Encoder
from onrecord.encoding import CONTENT, Encoding
from onrecord.evaluate import Scored, Scores, calibration_error, evaluate, pairs, trimmed
from onrecord.floors import figures, least_allowed, load
from onrecord.ingest import document_from_text
from onrecord.trial import FLAT, found_statements, gold_statements, scored

CORPORA = ("polnear", "wikinews", "invented")
#: What a statement of each corpus counts in the calibration: PolNeAR has several times as many as the two others.
COUNTS = {"polnear": 0.25, "wikinews": 1.0, "invented": 1.0}
#: Tried: cost of a change of role and weight of the role tags' evidence; scores below which nothing is
#: reported: of any statement, and of one that alone holds words which the role tags call content, with the length that
#: its content then has at least.
PATHS = ((0.0, 1.0),)
KEEPS = ((0.29, 0.05, 25), (0.26, 0.08, 25), (0.26, 0.05, 25), (0.28, 0.08, 25), (0.28, 0.08, 80), (0.3, 0.08, 65))
#: Figures that no decoding may lower.
FLOORS = Path(__file__).parents[1] / "tests" / "floors.json"


class Case:
    """One development article, read once."""

    def __init__(self, corpus: str, document: Document, encoding: Encoding, gold: list[Scored]) -> None:
        self.corpus = corpus
        self.document = document
        self.encoding = encoding
        self.gold = gold


def cases(encoder: Encoder, root: Path, split: str) -> list[Case]:
    """Encode the articles of all corpora."""
    found = []
    for corpus in CORPORA:
        for article in read_corpus(corpus, split, root):
            document = document_from_text(article.text)
            gold = gold_statements(article.statements, document)
            found.append(Case(corpus, document, encoder.encode(document), gold))
    return found


def score(group: list[Case], decoding: Decoding) -> Scores:
    """Score one corpus under given settings."""
    return evaluate(
        (c.document.text, found_statements(attribute(c.document, c.encoding, decoding), c.corpus in FLAT), c.gold)
        for c in group
    )


def observations(
    group: list[Case], penalty: float, boundary: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Features of every possible statement, whether it is right, and what it counts, for the calibration."""
    rows: list[list[float]] = []
    right: list[float] = []
    counts: list[float] = []
    for case in group:
        scene = Scene.of(case.document)
        paths = labelled_spans(case.encoding, case.encoding.cues, penalty, boundary)
        drafts: list[Draft] = []
        kept: list[list[float]] = []
        for cue, labelled in zip(case.encoding.cues, paths, strict=True):
            if not any(span.role == CONTENT for span in labelled):
                continue
            draft = draft_of(scene, case.encoding.tokens, labelled, 1.0)
            if draft is not None:
                drafts.append(draft)
                kept.append(features(case.encoding, cue, labelled))
        text = case.document.text
        gold = [trimmed(text, g) for g in case.gold]
        ours = [trimmed(text, Scored(tuple(d.source), tuple(d.cue), tuple(d.content))) for d in drafts]
        parents = nesting(drafts)
        linked = {i for i, _, ok in pairs(ours, gold) if ok}
        for index, row in enumerate(kept):
            if not (case.corpus in FLAT and parents[index] is not None):
                rows.append(row)
                right.append(float(index in linked))
                counts.append(COUNTS[case.corpus])
    return np.array(rows), np.array(right), np.array(counts)


def fit(
    rows: NDArray[np.float64], right: NDArray[np.float64], counts: NDArray[np.float64], ridge: float = 1.0
) -> tuple[float, ...]:
    """Logistic regression by Newton's method."""
    x = np.hstack([np.ones((len(rows), 1)), rows])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (counts * (right - chance)) - ridge * weights
        curve = (x * (counts * chance * (1 - chance))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(round(float(w), 4) for w in weights)


def tune(all_cases: list[Case], weights: tuple[float, ...] | None = None) -> Decoding:
    """Choose the settings whose figures keep the best distance from their floors; the worst of them counts.

    Without ``weights`` of the score they are fitted.
    """
    floors = load(FLOORS)
    best, chosen = -np.inf, Decoding()
    for penalty, boundary in PATHS:
        fitted = weights or fit(*observations(all_cases, penalty, boundary))
        for keep, rescue, long in KEEPS:
            settings = Decoding(penalty, boundary, keep, rescue, long, fitted)
            found = {name: figures(score([c for c in all_cases if c.corpus == name], settings)) for name in CORPORA}
            least = min(
                value - least_allowed(name, floors[name][figure])
                for name, own in found.items()
                for figure, value in own.items()
            )
            print(f"{settings[:5]}: {least:.1f} above what is allowed; {found}", flush=True)
            if least > best:
                best, chosen = least, settings
    return chosen


def levelled(decoding: Decoding, all_cases: list[Case]) -> Decoding:
    """Stretch and move the scores so that the corpus that they fit least is fitted best; what is kept stays the same.

    The scores are fitted on all statements together, which are mostly of one corpus; thresholds move with them.
    """
    seen = [judged([c for c in all_cases if c.corpus == name], decoding) for name in CORPORA]

    def worst(times: float, by: float) -> float:
        return max(
            calibration_error(
                [(moved(found, times, by) if of_cue else found, right) for found, right, of_cue in corpus]
            )
            for corpus in seen
        )

    times, by = min(((t / 20, b / 20) for t in range(14, 25) for b in range(-6, 11)), key=lambda at: worst(*at))
    first, *rest = decoding.weights
    return decoding._replace(
        keep=round(moved(decoding.keep, times, by), 4),
        rescue=round(moved(decoding.rescue, times, by), 4),
        weights=(round(times * first + by, 4), *(round(times * weight, 4) for weight in rest)),
    )


def judged(group: list[Case], decoding: Decoding) -> list[tuple[float, bool, bool]]:
    """Score of every statement found in a corpus, whether it is right, and whether the score is that of its cue."""
    found = []
    for case in group:
        text, flat = case.document.text, case.corpus in FLAT
        ours = [
            one for one in attribute(case.document, case.encoding, decoding) if not (flat and one.parent is not None)
        ]
        spans = [trimmed(text, scored(one)) for one in ours]
        right = {index for index, _, ok in pairs(spans, [trimmed(text, gold) for gold in case.gold]) if ok}
        found += [(one.score, index in right, one.method == "cue") for index, one in enumerate(ours)]
    return found


def moved(chance: float, times: float, by: float) -> float:
    """A chance with other log-odds: so many times as large, and so much higher."""
    odds = (chance / (1 - chance)) ** times * float(np.exp(by))
    return odds / (1 + odds)


def manifest_of(
    folder: Path, decoding: Decoding, reading: dict[str, float], training: dict[str, object]
) -> dict[str, object]:
    """Everything that the runtime needs to know about the model."""
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")
    }
    return {
        "name": "en-1",
        "format": FORMAT,
        "language": "en",
        "files": files,
        "reading": reading,
        "decoding": decoding._asdict(),
        "training": training,
    }


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--training", type=Path, help="training.json of the training run")
    parser.add_argument(
        "--score", type=Path, help="manifest.json whose weights of the score are taken, not fitted anew"
    )
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--context", type=int, default=48)
    parser.add_argument("--cue-floor", type=float, default=0.1)
    options = parser.parse_args()
    reading = {"window": options.window, "context": options.context, "cue_floor": options.cue_floor}
    training = json.loads(options.training.read_text()) if options.training else {}
    first = manifest_of(options.model, Decoding(), reading, training)
    encoder = Encoder(ModelFolder(options.model, first))
    development = cases(encoder, options.corpora, "dev")
    weights = Decoding.of(json.loads(options.score.read_text())).weights if options.score else None
    decoding = levelled(tune(development, weights), development)
    for corpus in CORPORA:
        scores = score([c for c in development if c.corpus == corpus], decoding)
        print(corpus, figures(scores), f"ECE {scores.calibration_error:.3f}")
    manifest = manifest_of(options.model, decoding, reading, training)
    (options.model / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
