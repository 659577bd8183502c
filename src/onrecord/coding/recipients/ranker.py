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

from onrecord.coding.activation import gelu
from onrecord.coding.pooling import roles_of
from onrecord.coding.recipients.features import FEATURES, OF_STATEMENT, Option
from onrecord.coding.said import Said
from onrecord.document import Span
from onrecord.encoding import Encoding
from onrecord.statement import Attribution

WEIGHTS = Path(__file__).with_name("ranker.npz")
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
    here : ndarray of shape (R, 384)
        Mean states of the words where candidates stand in a statement; the first is all zeros, for nowhere.
    stands : ndarray of shape (N,), int64
        The row of each candidate in ``here``.
    statements : ndarray of shape (S, 1152)
        Mean states of cue, content and source.
    of : ndarray of shape (N,), int64
        The statement of each candidate, in order.
    states : ndarray of shape (n_tokens, 384)
    told : sequence of pair of ndarray
        The tokens that each statement is told by and their roles, as :func:`onrecord.coding.pooling.roles_of` has them.
    """

    rows: Floats
    places: Floats
    at: NDArray[np.int64]
    parties: Floats
    who: NDArray[np.int64]
    here: Floats
    stands: NDArray[np.int64]
    statements: Floats
    of: NDArray[np.int64]
    states: Floats
    told: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]


class Looking(NamedTuple):
    """How n networks look among the tokens of a statement, all at once: with q queries each, and from each candidate.

    Attributes
    ----------
    told : ndarray of shape (384, n q + n d + n p)
        From a token to what it is to each query, to what it answers to a candidate, and to what is found there.
    leanings : ndarray of shape (5, n q)
        In tokens of which role each query rather looks.
    asked : ndarray of shape (n, 384, d), asked_bias : ndarray of shape (n, 1, d)
        From a candidate's place to what it asks for.
    key_leanings : ndarray of shape (n, 5)
        In tokens of which role a candidate rather looks.
    """

    told: Floats
    leanings: Floats
    asked: Floats
    asked_bias: Floats
    key_leanings: Floats

    @classmethod
    def of(cls, networks: Sequence[Mapping[str, Floats]]) -> Looking:
        """Put together what the networks look with."""
        every = {name: [weights[name] for weights in networks] for name in _LOOKING}
        size = np.float32(every["asked"][0].shape[1] ** 0.5)
        return cls(
            np.concatenate([*every["queries"], *every["key"], *every["value"]], axis=1),
            np.concatenate(every["leanings"], axis=1),
            np.stack(every["asked"]) / size,
            np.stack(every["asked_bias"])[:, None] / size,
            np.stack(every["key_leanings"]),
        )

    def at(self, inputs: Inputs, firsts: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """What the queries find in each statement (n, S, q 384), and what each candidate finds there (n, N, p)."""
        count, asked, queries = len(self.asked), len(self.asked) * self.asked.shape[2], self.leanings.shape[1]
        used = np.unique(np.concatenate([at for at, _ in inputs.told]))
        states = inputs.states[used]
        wanted, keys, values = np.split(states @ self.told, [queries, queries + asked], axis=1)
        keys, values = (
            part.reshape(len(used), count, part.shape[1] // count).transpose(1, 0, 2) for part in (keys, values)
        )
        found = np.zeros((len(firsts), queries, WIDTH), dtype=np.float32)
        looked = np.zeros((count, len(inputs.rows), values.shape[2]), dtype=np.float32)
        asking = (inputs.places @ self.asked + self.asked_bias)[:, inputs.at]
        ends = np.append(firsts[1:], len(inputs.rows)).tolist()
        for row, (first, end, (at, roles)) in enumerate(zip(firsts.tolist(), ends, inputs.told, strict=True)):
            if len(at):
                opens, closes = used.searchsorted(at[[0, -1]]).tolist()
                whole = closes + 1 - opens == len(at)  # a stretch is looked at, not copied
                own = slice(opens, closes + 1) if whole else used.searchsorted(at)
                found[row] = _softmax((wanted[own] + self.leanings[roles]).T) @ states[own]
                fitting = asking[:, first:end] @ keys[:, own].transpose(0, 2, 1) + self.key_leanings[:, None, roles]
                looked[:, first:end] = _softmax(fitting) @ values[:, own]
        return found.reshape(len(firsts), count, queries // count * WIDTH).transpose(1, 0, 2), looked


_LOOKING = ("queries", "leanings", "asked", "asked_bias", "key", "key_leanings", "value")


@dataclass(frozen=True)
class Ranker:
    """One hidden layer over features and states, products of states beside it, and one more; another for nobody.

    A few queries look for what they need among the tokens of a statement, and so does each candidate.

    Several networks that were trained from different starts answer together: the mean of their chances.

    Attributes
    ----------
    networks : sequence of mapping of str to ndarray
        Weights, named as :meth:`chances` uses them; each ``name`` is of shape (inputs, outputs) and has a ``name_bias``
        or none.
    looking : Looking
        What all networks look with.
    threshold : float
        Chance from which a candidate is a recipient.
    """

    networks: Sequence[Mapping[str, Floats]]
    looking: Looking
    threshold: float

    def chances(self, inputs: Inputs) -> list[Floats]:
        """Chances of the candidates of each statement; what is left to 1 is the chance of nobody."""
        if not len(inputs.rows):
            return []
        firsts = np.flatnonzero(np.diff(inputs.of, prepend=-1))
        seen = zip(self.networks, *self.looking.at(inputs, firsts), strict=True)
        together: Floats = np.mean([_chances(weights, inputs, firsts, *found) for weights, *found in seen], axis=0)
        return np.split(together, firsts[1:])


def _chances(
    weights: Mapping[str, Floats], inputs: Inputs, firsts: NDArray[np.int64], found: Floats, looked: Floats
) -> Floats:
    """Chances of all candidates by one network; ``firsts`` are the first ones of each statement."""

    def through(name: str, values: Floats) -> Floats:
        found: Floats = values @ weights[name]
        if (bias := weights.get(f"{name}_bias")) is not None:
            found += bias
        return found

    rows, of = (inputs.rows - weights["centre"]) / weights["scale"], inputs.of
    seen = through("of_place", inputs.places)[inputs.at] + through("of_party", inputs.parties)[inputs.who]
    spoken = through("of_statement", inputs.statements) + through("of_found", found)
    hidden = gelu(through("of_row", rows) + seen + through("of_here", inputs.here)[inputs.stands] + spoken[of])
    place = through("place", inputs.places)[inputs.at]
    products = (place * through("statement", inputs.statements)[of], place * through("found", found)[of], looked)
    scores = through("score", gelu(through("both", np.concatenate([hidden, *products], axis=1))))[:, 0]
    nobody = through("nobody", rows[firsts, : len(OF_STATEMENT)])
    nobody += through("nobody_of_statement", inputs.statements) + through("nobody_of_found", found)
    none = through("nobody_score", gelu(nobody))[:, 0]
    return _shares(scores, none, firsts)


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers


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


def inputs_of(statements: Sequence[tuple[Said, Sequence[Option]]], encoding: Encoding | None) -> Inputs:
    """Put together what the ranker sees; every statement has to have a candidate."""
    options = [option for _, found in statements for option in found]
    known: dict[Span, int] = {}
    at = [0 if option.place is None else known.setdefault(option.place.span, len(known) + 1) for option in options]
    standing: dict[tuple[Span, ...], int] = {(): 0}
    stands = [standing.setdefault(option.here, len(standing)) for option in options]
    parties = {option.party.index: option.party for option in options}
    row_of = {index: row for row, index in enumerate(parties)}
    asked: list[Sequence[Span]] = [(), *((span,) for span in known), *standing]
    asked += [[place.span for place in party.places[:_PLACES]] for party in parties.values()]
    asked += [spans for said, _ in statements for spans in _parts(said.attribution)]
    means = means_of(encoding, asked)
    ends = np.cumsum([len(known) + 1, len(standing), len(parties)]).tolist()
    places, here, named, spoken = np.split(means, ends)
    none = np.zeros(0, dtype=np.int64)
    return Inputs(
        rows=np.array([option.row for option in options], dtype=np.float32).reshape(len(options), len(FEATURES)),
        places=places,
        at=np.array(at, dtype=np.int64),
        parties=named,
        who=np.array([row_of[option.party.index] for option in options], dtype=np.int64),
        here=here,
        stands=np.array(stands, dtype=np.int64),
        statements=spoken.reshape(len(statements), 3 * WIDTH),
        of=np.repeat(np.arange(len(statements)), [len(found) for _, found in statements]),
        states=np.zeros((0, WIDTH), dtype=np.float32) if encoding is None else encoding.states,
        told=[(none, none) if encoding is None else roles_of(said, encoding.tokens) for said, _ in statements],
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
    return Ranker(tuple(networks.values()), Looking.of(list(networks.values())), threshold)


@lru_cache(maxsize=1)
def shipped_ranker() -> Ranker:
    """The ranker that comes with onrecord."""
    return ranker_of(WEIGHTS)
