"""Learns how likely two tellings are of one utterance: the weights of ``src/onrecord/analyse/scorer.json``.

Learnt on events E01 to E08 of the invented corpus, each event judged by weights learnt on the others; E09 and E10 are
only measured. The statements are taken as annotated; twice more with a third of the speakers forgotten, so that words
alone are learnt to tell as well; and twice more as if all events fell into one week and a few people had said all of
it, because who speaks every day says many things in a week, and in the corpus nobody does.
``python training/utterances.py`` prints figures, ``--write`` keeps the weights.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.candidates import candidates
from onrecord.analyse.clusters import Joining
from onrecord.analyse.features import FEATURES, features
from onrecord.analyse.overlap import Pairs, overlap
from onrecord.analyse.scorer import FILE, Scorer
from onrecord.analyse.speakers import Relation
from onrecord.analyse.table import Table, table_of
from onrecord.analyse.telling import Speaker
from onrecord.analyse.utterances import free_standing, labelled
from onrecord.trial_utterances import Annotated, UtteranceScores, annotated, scores_of, utterance_trial, whole_trial

#: Chosen by the figures of the events left out; see ``--search``.
RIDGE = 10.0
JOINING = Joining(threshold=-0.25, doubt=2.0, doubted=-1.0)
FORGOTTEN = 0.35

Matrix = NDArray[np.float64]


class Lesson(NamedTuple):
    """Pairs of annotated tellings with their features, whether they belong together, and their events."""

    pairs: Pairs
    inputs: Matrix
    together: Matrix
    events: list[tuple[str, str]]


def lesson(gold: Sequence[Annotated]) -> Lesson:
    """The pairs of some annotated tellings."""
    table = table_of([one.telling for one in gold])
    pairs = candidates(table, np.flatnonzero(free_standing(table)).astype(np.int32))
    both = [(gold[one], gold[other]) for one, other in zip(pairs.first, pairs.second, strict=True)]
    return Lesson(
        pairs,
        features(table, pairs, overlap(table, pairs)).astype(np.float64),
        np.array([float(one.utterance == other.utterance) for one, other in both]),
        [(one.event, other.event) for one, other in both],
    )


def forgetful(gold: Sequence[Annotated], seed: int) -> list[Annotated]:
    """The same without some of the speakers."""
    chance = random.Random(seed)
    return [
        one._replace(telling=replace(one.telling, speaker=Speaker())) if chance.random() < FORGOTTEN else one
        for one in gold
    ]


def crowded(gold: Sequence[Annotated], voices: int, seed: int) -> list[Annotated]:
    """The same as said by a few persons of two countries, in one week."""
    chance = random.Random(seed)
    begun: dict[str, date] = {}
    for one in gold:
        begun[one.event] = min(begun.get(one.event, date.max), _day(one))
    persons: dict[str, int] = {}
    countries: dict[str | None, int] = {None: 0}
    found = []
    for one in gold:
        speaker = one.telling.speaker
        country = f"Country {countries.setdefault(speaker.country, len(countries)) % 2}"
        if speaker.type == "person":
            number = persons.setdefault(speaker.key, chance.randrange(voices))
            speaker = Speaker(f"Voice {number}", f"V{number}", "person", f"Country {number % 2}")
        elif speaker.country:
            speaker = replace(speaker, country=country)
        day = date(2031, 1, 1) + (_day(one) - begun[one.event])
        found.append(one._replace(telling=replace(one.telling, speaker=speaker, published=day.isoformat())))
    return found


def _day(one: Annotated) -> date:
    return date.fromisoformat((one.telling.published or "")[:10])


def fitted(inputs: Matrix, together: Matrix, ridge: float) -> Matrix:
    """Weights and bias of a logistic regression with a ridge on standardised features, by Newton's method."""
    mean, spread = inputs.mean(0), inputs.std(0) + 1e-6
    known = np.c_[(inputs - mean) / spread, np.ones(len(inputs))]
    weights = np.zeros(known.shape[1])
    penalty = np.diag([ridge] * (len(weights) - 1) + [1e-6])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(known @ weights, -30, 30)))
        slope = known.T @ (chance - together) + penalty @ weights
        step = np.linalg.solve((known * (chance * (1 - chance))[:, None]).T @ known + penalty, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    plain = weights[:-1] / spread
    return np.r_[plain, weights[-1] - plain @ mean]


def learnt(lessons: Sequence[Lesson], ridge: float, without: str = "") -> Scorer:
    """A scorer from all pairs, but those of one event."""
    rows = []
    for relation in sorted(Relation):
        inputs, together = [], []
        for one in lessons:
            chosen = (one.pairs.relation == relation) & np.array([without not in events for events in one.events])
            inputs.append(one.inputs[chosen])
            together.append(one.together[chosen])
        rows.append(fitted(np.concatenate(inputs), np.concatenate(together), ridge))
    return Scorer(np.array(rows, dtype=np.float32), JOINING)


class LeftOut(NamedTuple):
    """Scores every pair by what was learnt without the events of it; stands in for a scorer."""

    scorers: dict[str, Scorer]
    events: list[str]
    joining: Joining

    def scores(self, table: Table, pairs: Pairs) -> NDArray[np.float32]:
        """As :meth:`Scorer.scores`."""
        found = np.zeros(len(pairs.first), dtype=np.float32)
        events = np.array(self.events)
        one, other = events[pairs.first], events[pairs.second]
        by = np.where(one > other, one, other)
        for event, scorer in self.scorers.items():
            chosen = by == event
            found[chosen] = scorer.scores(table, pairs.only(chosen))
        return found


def left_out(gold: Sequence[Annotated], lessons: Sequence[Lesson], ridge: float) -> LeftOut:
    """What judges each pair without having seen its events."""
    events = [one.event for one in gold]
    return LeftOut({event: learnt(lessons, ridge, event) for event in sorted(set(events))}, events, JOINING)


def search(gold: Sequence[Annotated], lessons: Sequence[Lesson]) -> None:
    """Print the figures of the events left out for other settings."""
    table = table_of([one.telling for one in gold])
    for ridge in (3.0, 10.0, 30.0):
        scorer = left_out(gold, lessons, ridge)
        for threshold in (-0.25, 0.0, 0.25):
            for doubt in (0.0, 0.5, 1.0, 2.0):
                tried = scorer._replace(joining=Joining(threshold, doubt, JOINING.doubted))
                figures = line(scores_of(gold, labelled(table, tried)))
                print(f"ridge {ridge:4} threshold {threshold:5} doubt {doubt}: {figures}")


def line(scores: UtteranceScores) -> str:
    """The F1 of all figures."""
    return "  ".join(f"{name} {value.f1:.3f}" for name, value in scores._asdict().items())


def write(scorer: Scorer) -> None:
    """Keep a scorer where the package looks for it."""
    weights = {
        relation.name.lower(): {
            name: round(float(weight), 4)
            for name, weight in zip((*FEATURES, "bias"), scorer.weights[relation], strict=True)
        }
        for relation in sorted(Relation)
    }
    kept = {"joining": JOINING._asdict(), "weights": weights}
    FILE.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def main() -> None:
    """Learn, print figures, and keep what was learnt if that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the weights in the package")
    parser.add_argument("--search", action="store_true", help="print the figures of other settings")
    parser.add_argument("--whole", action="store_true", help="read the articles as well and group what is found")
    options = parser.parse_args()
    root = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
    gold = annotated(root, "train")
    changed = [forgetful(gold, 1), forgetful(gold, 2), crowded(gold, 4, 3), crowded(gold, 10, 4)]
    lessons = [lesson(gold), *map(lesson, changed)]
    if options.search:
        search(gold, lessons)
    table = table_of([one.telling for one in gold])
    scorer = left_out(gold, lessons, RIDGE)
    print("train, events left out:", line(scores_of(gold, labelled(table, scorer))))
    for voices in (3, 6):
        busy = crowded(gold, voices, seed=voices)
        labels = labelled(table_of([one.telling for one in busy]), scorer)
        print(f"  said by {voices} in a week: ", line(scores_of(busy, labels)))
    if options.write:
        write(learnt(lessons, RIDGE))
    print("dev, statements given: ", line(utterance_trial(root)))
    if options.whole:
        print("dev, end to end:       ", line(whole_trial(root)))


if __name__ == "__main__":
    main()
