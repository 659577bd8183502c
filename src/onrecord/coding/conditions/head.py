"""The learned head: how likely each candidate is a condition, and of which type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.codes import CONDITION_TYPES
from onrecord.coding.conditions.candidates import Candidate, candidates
from onrecord.coding.conditions.conditions import RULE_SCORES, rule_type, type_of
from onrecord.coding.conditions.markers import BINDING_CUES, GUARANTEEING, MARKERS
from onrecord.coding.conditions.segments import is_modal, negates, tells_past
from onrecord.coding.conditions.times import time_end
from onrecord.coding.said import Said
from onrecord.document import Span
from onrecord.encoding import Encoding
from onrecord.words import Word

WEIGHTS = Path(__file__).with_name("head.npz")
#: Columns: no condition, then the types.
CLASSES = ("", *CONDITION_TYPES)
_NEXT = frozenset("the a an we they it he she you i any all that this there".split())
#: How far around a candidate words are looked at.
_NEAR = 40
#: What the rules say counts more than any one word: weights are held down alike, so the value is larger.
_RULE = 3.0
_STATE = 3.0
#: How many candidates of the training the rules' word is worth.
_RULE_WORTH = 3.0


@dataclass(frozen=True, slots=True)
class ConditionHead:
    """A logistic model over named features and the states of marker and condition.

    Attributes
    ----------
    names : mapping of str to int
        Row of each named feature in ``named``.
    named : ndarray of shape (n_names, 10), float32
    states : ndarray of shape (2 * n_state, 10), float32
        Weights of the mean state of the marker's pieces, then of the condition's.
    bias : ndarray of shape (10,), float32
    seen : ndarray of shape (n_names,), float32
        How many candidates of the training had each named feature.
    """

    names: Mapping[str, int]
    named: NDArray[np.float32]
    states: NDArray[np.float32]
    bias: NDArray[np.float32]
    seen: NDArray[np.float32]

    def tags(self, said: Said, encoding: Encoding) -> NDArray[np.float32]:
        """Chances of each class, for each candidate of a statement in the order of ``candidates(said)``.

        A marker that the training saw seldom is left to the rules where they find a condition.

        Returns
        -------
        ndarray of shape (n_candidates, 10), float32
            Columns as ``CLASSES``.
        """
        found = candidates(said)
        if not found:
            return np.zeros((0, len(CLASSES)), dtype=np.float32)
        logits = np.stack([state_of(encoding, candidate) for candidate in found]) @ self.states + self.bias
        for row, candidate in enumerate(found):
            features = {name: value for name, value in features_of(said, candidate).items() if name in self.names}
            rows = np.array([self.names[name] for name in features], dtype=np.intp)
            logits[row] += np.array(list(features.values()), dtype=np.float32) @ self.named[rows]
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = chances / chances.sum(axis=1, keepdims=True)
        for row, candidate in enumerate(found):
            kind = rule_type(candidate, said.scene.text)
            if kind is not None:
                place = self.names.get(_marker_name(candidate))
                share = _RULE_WORTH / (_RULE_WORTH + (0.0 if place is None else float(self.seen[place])))
                shares[row] *= 1 - share
                score = RULE_SCORES[MARKERS[candidate.entry].trust]
                shares[row, CLASSES.index(kind)] += share * score
                shares[row, 0] += share * (1 - score)
        return shares


@lru_cache(maxsize=1)
def shipped_head() -> ConditionHead:
    """The head that comes with onrecord; it fits the shipped model's states alone."""
    with np.load(WEIGHTS) as stored:
        return ConditionHead(
            {name: row for row, name in enumerate(stored["names"].tolist())},
            stored["named"].astype(np.float32),
            stored["states"].astype(np.float32),
            stored["bias"].astype(np.float32),
            stored["seen"].astype(np.float32),
        )


def tags_of(said: Said, encoding: Encoding) -> NDArray[np.float32]:
    """What the shipped head thinks of a statement's candidates: for ``conditions_of``."""
    return shipped_head().tags(said, encoding)


def state_of(encoding: Encoding, candidate: Candidate) -> NDArray[np.float32]:
    """Mean states of the marker's and of the condition's pieces, each of the same length: (2 * n_state,)."""
    return np.concatenate([_mean(encoding, candidate.marker), _mean(encoding, candidate.span)])


def _mean(encoding: Encoding, span: Span) -> NDArray[np.float32]:
    states = encoding.states[encoding.tokens.over(span)]
    if not len(states):
        return np.zeros(encoding.states.shape[1], dtype=np.float32)
    mean = np.add.reduce(states) / np.float32(len(states))
    scaled: NDArray[np.float32] = mean * np.float32(_STATE / (float(np.sqrt(mean.dot(mean))) + 1e-6))
    return scaled


def features_of(said: Said, candidate: Candidate) -> dict[str, float]:
    """Named features of a candidate; one that is absent is 0."""
    marker = MARKERS[candidate.entry]
    kind = marker.type
    flags = [name for name in ("fronted", "bound", "past", "strengthened", "joined") if getattr(candidate, name)]
    flags += [name for name, holds in _surroundings(candidate) if holds]
    flags += ["binding cue"] * any(word.lower in BINDING_CUES for word in said.cue)
    values = dict.fromkeys(flags, 1.0) | dict.fromkeys((f"{flag} {kind}" for flag in flags), 1.0)
    rule = rule_type(candidate, said.scene.text)
    values |= {
        f"rule {rule}": _RULE,
        f"rule {rule} {candidate.bound}": 1.0,
        f"trust {marker.trust} {kind}": 1.0,
        _marker_name(candidate): 1.0,
        f"form {marker.form}": 1.0,
        f"type {type_of(candidate, said.scene.text)}": 1.0,
        "length": min(candidate.reach[1] - candidate.reach[0], 20) / 10,
        "place": min(candidate.reach[0], 30) / 15,
    }
    if any(word in candidate.span.of(said.scene.text).casefold() for word in GUARANTEEING):
        values["guaranteeing"] = 2.0
    values |= {f"cue {BINDING_CUES[word.lower]}": 1.0 for word in said.cue if word.lower in BINDING_CUES}
    if candidate.excluded:
        values["excluded"] = 1.0
    if said.attribution.parent is not None:
        values["nested"] = 1.0
    if not said.attribution.cue:
        values["no cue"] = 1.0
    return values | _following(candidate)


def _marker_name(candidate: Candidate) -> str:
    marker = MARKERS[candidate.entry]
    return f"marker {' '.join(marker.words)} {marker.type}"


def _surroundings(candidate: Candidate) -> list[tuple[str, bool]]:
    """What stands in the sentence before, in and after a candidate."""
    start, end = candidate.reach
    lower = candidate.segment.lower
    inside, around = lower[start:end], lower[max(0, start - _NEAR) : start] + lower[end : end + _NEAR]
    return [
        ("first", start == 0),
        ("whole", not around),
        ("comma", candidate.segment.before(start) == ","),
        ("modal outside", candidate.segment.binds_outside(start, end)),
        ("modal inside", any(map(is_modal, inside))),
        ("past outside", candidate.segment.past_outside(start, end)),
        ("past inside", any(map(tells_past, inside))),
        ("negated outside", any(map(negates, around))),
        ("alone inside", "alone" in inside or "only" in inside),
    ]


def _following(candidate: Candidate) -> dict[str, float]:
    """What follows the marker inside a candidate."""
    start, end = candidate.reach
    rest: Sequence[Word] = [
        word for word in candidate.segment.words[start:end] if word.span.start >= candidate.marker.end
    ]
    if not rest:
        return {"nothing follows": 1.0}
    kind = MARKERS[candidate.entry].type
    first = rest[0].lower
    values = {f"next {first if first in _NEXT else 'digit' if first[:1].isdigit() else 'other'}": 1.0}
    if any(word.text[0].isdigit() for word in rest):
        values |= {"digit": 1.0, f"digit {kind}": 1.0}
    if time_end(rest, 0):
        values |= {"time": 1.0, f"time {kind}": 1.0}
    return values
