"""Act and stance by what was learnt: heads on the encoder's states and on the words, blended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.codes import ACTS
from onrecord.coding.activation import affine, gelu
from onrecord.coding.acts.acts import listed_act
from onrecord.coding.acts.grams import grams
from onrecord.coding.pooling import cue_state, roles_of
from onrecord.coding.said import Said, Scene
from onrecord.encoding import Encoding

FILE = Path(__file__).with_name("heads.npz")
#: What :func:`marks_of` tells.
MARKS = (*ACTS, "direct", "mixed", "negated", "question", "nested", "no cue")

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Heads:
    """Weights of several networks and of the words; H is the width of the encoder's states, V the number of grams.

    Each of the n networks looks for q things among the tokens of a statement.

    Attributes
    ----------
    queries : ndarray of shape (n, q, H)
        What each looks for.
    leanings : ndarray of shape (n, q, 5)
        In tokens of which role it rather looks.
    hidden : ndarray of shape (n, (q + 1) H + len(MARKS) + 1, W)
        From what is found, the cue's state and the marks; the last row is the bias.
    outputs : ndarray of shape (n, W + 1, 22)
        To the 17 acts and the 5 stances; the last row is the bias.
    grams : dict of str to int
        Row of each known word or pair in ``by_gram``.
    by_gram : ndarray of shape (V + 1, 22)
        What each adds to acts and stances; the last row is the bias.
    share : ndarray of shape (2,)
        Share of the states in the blend, for acts and for stances.
    """

    queries: Floats
    leanings: Floats
    hidden: Floats
    outputs: Floats
    grams: dict[str, int]
    by_gram: Floats
    share: Floats

    def scores(self, scene: Scene, encoding: Encoding) -> tuple[Floats, Floats]:
        """Probabilities of the acts (n, 17) and of the stances (n, 5) of all statements of an article."""
        if not scene.statements:
            return np.zeros((0, 17), dtype=np.float32), np.zeros((0, 5), dtype=np.float32)
        by_states = self._by_states(scene, encoding)
        by_words = np.stack([self._by_words(grams(said)) for said in scene.statements])
        return (
            self._blend(by_states[:, :17], by_words[:, :17], float(self.share[0])),
            self._blend(by_states[:, 17:], by_words[:, 17:], float(self.share[1])),
        )

    def _by_states(self, scene: Scene, encoding: Encoding) -> Floats:
        """Mean logits of the networks, of shape (n_statements, 22)."""
        networks, asked, width = self.queries.shape
        wanted = encoding.states @ self.queries.reshape(-1, width).T
        leanings = self.leanings.reshape(-1, self.leanings.shape[-1]).T
        inputs = np.zeros((networks, len(scene.statements), (asked + 1) * width + len(MARKS)), dtype=np.float32)
        for row, said in enumerate(scene.statements):
            at, roles = roles_of(said, encoding.tokens)
            if len(at):
                scores = wanted[at] + leanings[roles]
                weights = np.exp(scores - scores.max(0))
                whole = int(at[-1] - at[0]) + 1 == len(at)  # a stretch is looked at, not copied
                states = encoding.states[at[0] : at[-1] + 1] if whole else encoding.states[at]
                found = (weights / weights.sum(0)).T @ states
                inputs[:, row, : asked * width] = found.reshape(networks, -1)
            inputs[:, row, asked * width : (asked + 1) * width] = cue_state(encoding, said)
            inputs[:, row, (asked + 1) * width :] = marks_of(said)
        logits = [affine(gelu(affine(inputs[n], self.hidden[n])), self.outputs[n]) for n in range(networks)]
        mean: Floats = np.mean(logits, axis=0)
        return mean

    def _by_words(self, found: list[str]) -> Floats:
        rows = [row for gram in found if (row := self.grams.get(gram)) is not None]
        total: Floats = self.by_gram[rows].sum(0) + self.by_gram[-1]
        return total

    @staticmethod
    def _blend(by_states: Floats, by_words: Floats, share: float) -> Floats:
        """A product of the two, not a mean: what one of them excludes stays excluded.

        Rounded, since what comes after that depends on how many threads multiply matrices.
        """
        blended = np.exp(_log_softmax(share * _log_softmax(by_states) + (1 - share) * _log_softmax(by_words)))
        rounded: Floats = blended.round(4)
        return rounded


def marks_of(said: Said) -> Floats:
    """What is plain to see of a statement, 1 or 0, in the order of ``MARKS``; first the act that its cue tells."""
    attribution = said.attribution
    listed = listed_act(said).value
    rest = (
        attribution.quote_type == "direct",
        attribution.quote_type == "mixed",
        attribution.negated,
        any(word.text == "?" for word in said.content),
        attribution.parent is not None,
        not attribution.cue,
    )
    return np.array([*(listed == act for act in ACTS), *rest], dtype=np.float32)


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max(-1, keepdims=True)
    found: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


@lru_cache(maxsize=1)
def shipped_heads() -> Heads:
    """The heads that ship with onrecord."""
    with np.load(FILE) as kept:
        arrays = {name: kept[name] for name in kept.files}
    known = bytes(arrays.pop("grams")).decode("utf-8").split("\n")
    values = {name: array.astype(np.float32) for name, array in arrays.items()}
    return Heads(grams={gram: row for row, gram in enumerate(known)}, **values)
