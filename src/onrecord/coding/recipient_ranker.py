"""The learned ranker: which of the candidates are recipients, or nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.recipient_features import FEATURES, OF_STATEMENT, Option
from onrecord.coding.said import Said
from onrecord.document import Span
from onrecord.encoding import Encoding
from onrecord.statement import Attribution

WEIGHTS = Path(__file__).with_name("recipient_ranker.npz")
#: Width of the encoder's states.
WIDTH = 384
#: Places of a party that are looked at.
_PLACES = 12
Floats = NDArray[np.float32]


class Inputs(NamedTuple):
    """What the ranker sees of the statements of an article that have candidates; N candidates of S statements.

    Attributes
    ----------
    rows : ndarray of shape (N, n_features)
    places : ndarray of shape (P, 384)
        Mean states of the words where candidates stand nearest; the first is all zeros, for none.
    at : ndarray of shape (N,), int64
        The place of each candidate.
    parties : ndarray of shape (Q, 384)
        Mean states of the words that name or mean each candidate anywhere in the article.
    who : ndarray of shape (N,), int64
        The row of each candidate in ``parties``.
    statements : ndarray of shape (S, 1152)
        Mean states of cue, content and source.
    of : ndarray of shape (N,), int64
        The statement of each candidate, in order.
    """

    rows: Floats
    places: Floats
    at: NDArray[np.int64]
    parties: Floats
    who: NDArray[np.int64]
    statements: Floats
    of: NDArray[np.int64]


@dataclass(frozen=True)
class Ranker:
    """One hidden layer over features and states, a product of states beside it, and one more; another for nobody.

    Several networks that were trained from different starts answer together: the mean of their chances.

    Attributes
    ----------
    networks : sequence of mapping of str to ndarray
        Weights, named as :meth:`chances` uses them; each ``name`` is of shape (inputs, outputs) and has a ``name_bias``
        or none.
    threshold : float
        Chance from which a candidate is a recipient.
    """

    networks: Sequence[Mapping[str, Floats]]
    threshold: float

    def chances(self, inputs: Inputs) -> list[Floats]:
        """Chances of the candidates of each statement; what is left to 1 is the chance of nobody."""
        if not len(inputs.rows):
            return []
        firsts = np.flatnonzero(np.diff(inputs.of, prepend=-1))
        together: Floats = np.mean([_chances(weights, inputs, firsts) for weights in self.networks], axis=0)
        return np.split(together, firsts[1:])


def _chances(weights: Mapping[str, Floats], inputs: Inputs, firsts: NDArray[np.int64]) -> Floats:
    """Chances of all candidates by one network; ``firsts`` are the first ones of each statement."""

    def through(name: str, values: Floats) -> Floats:
        found: Floats = values @ weights[name]
        if (bias := weights.get(f"{name}_bias")) is not None:
            found += bias
        return found

    rows = (inputs.rows - weights["centre"]) / weights["scale"]
    seen = through("of_place", inputs.places)[inputs.at] + through("of_party", inputs.parties)[inputs.who]
    hidden = _gelu(through("of_row", rows) + seen + through("of_statement", inputs.statements)[inputs.of])
    product = through("place", inputs.places)[inputs.at] * through("statement", inputs.statements)[inputs.of]
    scores = through("score", _gelu(through("both", np.concatenate([hidden, product], axis=1))))[:, 0]
    nobody = through("nobody", rows[firsts, : len(OF_STATEMENT)])
    none = through("nobody_score", _gelu(nobody + through("nobody_of_statement", inputs.statements)))[:, 0]
    return _shares(scores, none, firsts)


def _shares(scores: Floats, none: Floats, firsts: NDArray[np.int64]) -> Floats:
    """Chances of the candidates, given the score of nobody in each statement; those of one statement add up with it."""
    sizes = np.diff(firsts, append=len(scores))
    highest = np.maximum(np.maximum.reduceat(scores, firsts), none)
    powers, other = np.exp(scores - np.repeat(highest, sizes)), np.exp(none - highest)
    ends = (firsts + sizes).tolist()
    sums = [
        np.add.reduce([*powers[first:end].tolist(), last], dtype=np.float32)
        for first, end, last in zip(firsts.tolist(), ends, other.tolist(), strict=True)
    ]
    shares: Floats = powers / np.repeat(np.array(sums, dtype=np.float32), sizes)
    return shares


def _gelu(x: Floats) -> Floats:
    """By the usual approximation with a hyperbolic tangent; the ranker is trained with the same."""
    inner = 0.044715 * x
    inner *= x
    inner *= x
    inner += x
    inner *= 0.7978845608
    np.tanh(inner, out=inner)
    inner += 1
    inner *= 0.5 * x
    return inner


def inputs_of(statements: Sequence[tuple[Said, Sequence[Option]]], encoding: Encoding | None) -> Inputs:
    """Put together what the ranker sees; every statement has to have a candidate."""
    options = [option for _, found in statements for option in found]
    known: dict[Span, int] = {}
    at = [0 if option.place is None else known.setdefault(option.place.span, len(known) + 1) for option in options]
    parties = {option.party.index: option.party for option in options}
    row_of = {index: row for row, index in enumerate(parties)}
    asked: list[Sequence[Span]] = [(), *((span,) for span in known)]
    asked += [[place.span for place in party.places[:_PLACES]] for party in parties.values()]
    asked += [spans for said, _ in statements for spans in _parts(said.attribution)]
    means = means_of(encoding, asked)
    places, named, spoken = np.split(means, [len(known) + 1, len(known) + 1 + len(parties)])
    return Inputs(
        np.array([option.row for option in options], dtype=np.float32).reshape(len(options), len(FEATURES)),
        places,
        np.array(at, dtype=np.int64),
        named,
        np.array([row_of[option.party.index] for option in options], dtype=np.int64),
        spoken.reshape(len(statements), 3 * WIDTH),
        np.repeat(np.arange(len(statements)), [len(found) for _, found in statements]),
    )


def _parts(attribution: Attribution) -> tuple[Sequence[Span], ...]:
    return attribution.cue, attribution.content, attribution.source


def means_of(encoding: Encoding | None, asked: Sequence[Sequence[Span]]) -> Floats:
    """Mean states of the tokens of some spans each: (n, 384); zeros where there are none."""
    means = np.zeros((len(asked), WIDTH), dtype=np.float32)
    if encoding is None:
        return means
    spans = [span for own in asked for span in own]
    firsts = encoding.tokens.ends.searchsorted([span.start for span in spans], side="right")
    lasts = encoding.tokens.starts.searchsorted([span.end for span in spans], side="left")
    stretches = zip(firsts.tolist(), lasts.tolist(), strict=True)
    for mean, own in zip(means, asked, strict=True):
        pieces = [encoding.states[first:last] for first, last in islice(stretches, len(own)) if first < last]
        states = pieces[0] if len(pieces) == 1 else np.concatenate(pieces) if pieces else ()
        if len(states):
            np.divide(np.add.reduce(states), np.float32(len(states)), out=mean)
    return means


def ranker_of(path: Path) -> Ranker:
    """Read the weights, each network's by its number; raises ValueError where they were learnt on other features."""
    with np.load(path) as kept:
        arrays = {name: kept[name] for name in kept.files}
    if bytes(arrays.pop("features")).decode("utf-8").split("\n") != list(FEATURES):
        raise ValueError(f"{path}: learnt on other features. Run training/recipients.py --write")
    threshold = float(arrays.pop("threshold"))
    networks: dict[str, dict[str, Floats]] = {}
    for name, array in arrays.items():
        number, _, layer = name.partition(" ")
        networks.setdefault(number, {})[layer] = array.astype(np.float32)
    return Ranker(tuple(networks.values()), threshold)


@lru_cache(maxsize=1)
def shipped_ranker() -> Ranker:
    """The ranker that comes with onrecord."""
    return ranker_of(WEIGHTS)
