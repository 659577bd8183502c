"""What the encoder says about a document: arrays only, so that later stages need no onnxruntime."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.document import Span

#: Columns of ``Tokens.features`` and the number of values of each.
SHAPE, GAP, KIND, QUOTE = range(4)
FEATURE_SIZES: tuple[int, ...] = (5, 4, 3, 4)
#: Value of the ``GAP`` feature at the first token of a block.
GAP_BLOCK = 3

#: Labels of roles and arguments: 0 is none; each role has a B (first token) and, one higher, an I label.
SOURCE, CUE, CONTENT = 1, 3, 5
#: Labels of mentions, B and one higher I: names of persons, bodies and places; noun phrases for persons and for bodies.
PERSON, BODY, PLACE, PERSON_NOUN, BODY_NOUN = 1, 3, 5, 7, 9


@dataclass(frozen=True)
class Tokens:
    """The word pieces of a document.

    Attributes
    ----------
    ids : ndarray of shape (n_tokens,), int64
    starts, ends : ndarray of shape (n_tokens,), int64
        Code points of ``Document.text``.
    features : ndarray of shape (n_tokens, 4), int64
        Columns ``SHAPE``, ``GAP``, ``KIND``, ``QUOTE``.
    joins : ndarray of shape (n_tokens,), bool
        True where a piece continues the word of the piece before it.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    features: NDArray[np.int64]
    joins: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def over(self, span: Span) -> slice:
        """Tokens that overlap a span; empty where none does."""
        starts, ends = self._edges
        start = bisect_right(ends, span.start)
        return slice(start, max(start, bisect_left(starts, span.end)))

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Starts and ends as lists: a single place is found in them sooner than in an array."""
        return self.starts.tolist(), self.ends.tolist()


@dataclass(frozen=True, slots=True)
class CueScores:
    """How the tokens around one possible cue look to that cue.

    Attributes
    ----------
    token : int
        Index of the possible cue's first token.
    start : int
        Index of the token that row 0 of ``scores`` belongs to.
    scores : ndarray of shape (n_window, 7), float32
        Log-probabilities of the labels none, B/I source, B/I cue, B/I content.
    """

    token: int
    start: int
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoder's view of a document, windows merged.

    Attributes
    ----------
    tokens : Tokens
    states : ndarray of shape (n_tokens, 384), float32
    cue_scores : ndarray of shape (n_tokens, 3), float32
        Log-probabilities that a token is no cue, begins one, continues one.
    role_scores : ndarray of shape (n_tokens, 7), float32
        Log-probabilities of the roles that tokens play in the outermost statements.
    cues : tuple of CueScores
        Possible cues in text order.
    mention_scores : ndarray of shape (n_tokens, 11), float32, or None
        Log-probabilities of none and of B and I of ``PERSON``, ``BODY``, ``PLACE``, ``PERSON_NOUN``, ``BODY_NOUN``;
        None from a model that does not tag mentions.
    """

    tokens: Tokens
    states: NDArray[np.float32]
    cue_scores: NDArray[np.float32]
    role_scores: NDArray[np.float32]
    cues: tuple[CueScores, ...]
    mention_scores: NDArray[np.float32] | None = None
