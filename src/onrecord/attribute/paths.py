"""The best sequence of labels around each possible cue: pure functions over arrays.

Labels are decoded over words, not word pieces: a word is never cut. Many cues are decoded side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.encoding import CONTENT, CUE, CueScores, Encoding

LABELS = 7
_NEVER = np.float32(-1e9)
#: The role tags know no nested statements: what they deny stays possible.
_DOUBT = 0.03
#: Cues that are decoded side by side, so that memory does not grow with the document.
_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A run of tokens with one role, as one cue sees it.

    ``confidence`` is the mean probability of the role over its words; ``edges`` the smaller of the probabilities that
    the run begins and ends where it does.
    """

    role: int
    start: int
    end: int
    confidence: float
    edges: float


def transitions(penalty: float) -> NDArray[np.float32]:
    """Scores of label pairs (before, after): I only after B or I of its role, ``penalty`` for each change of role.

    Returns
    -------
    ndarray of shape (7, 7), float32
    """
    table = np.zeros((LABELS, LABELS), dtype=np.float32)
    for after in range(LABELS):
        begins = after % 2 == 1
        for before in range(LABELS):
            if after and not begins:
                table[before, after] = 0 if before in (after, after - 1) else _NEVER
            elif (after == 0 and before) or begins:
                table[before, after] = -penalty
    return table


def words_of(joins: NDArray[np.bool_], start: int, end: int) -> NDArray[np.int64]:
    """First token of each word of the tokens ``start`` to ``end``, counted from ``start``."""
    first = ~joins[start:end]
    first[:1] = True
    return np.flatnonzero(first)


def word_scores(scores: NDArray[np.float32], words: NDArray[np.int64]) -> NDArray[np.float32]:
    """Scores of words from scores of pieces: a role's evidence is the mean over the pieces, where B and I of later
    pieces count together; whether the word begins a span is for its first piece to say.

    Parameters
    ----------
    scores : ndarray of shape (n_tokens, 7), float32
    words : ndarray of shape (n_words,), int64

    Returns
    -------
    ndarray of shape (n_words, 7), float32
    """
    if len(words) == len(scores):
        return scores
    roles = np.empty((len(scores), 4), dtype=np.float32)
    roles[:, 0] = scores[:, 0]
    roles[:, 1:] = np.logaddexp(scores[:, 1::2], scores[:, 2::2])
    sizes = np.diff(np.append(words, len(scores)))[:, None]
    means = np.add.reduceat(roles, words, axis=0) / sizes
    first = scores[words]
    found = np.empty_like(first)
    found[:, 0] = means[:, 0]
    found[:, 1::2] = means[:, 1:] + first[:, 1::2] - roles[words][:, 1:]
    found[:, 2::2] = means[:, 1:] + first[:, 2::2] - roles[words][:, 1:]
    return found


def evidence(roles: NDArray[np.float32], weight: float) -> NDArray[np.float32]:
    """What the role tags say about where spans begin, go on and end, as scores of label pairs.

    The role tags see boundaries sharply but not whose span it is; a cue's own labels see whose it is. Each pair of
    labels (before, after) at a word gets ``weight`` times the log-probability, by the role tags, that a span of the
    role goes on there, ends before it, or begins.

    Parameters
    ----------
    roles : ndarray of shape (n_words, 7), float32

    Returns
    -------
    ndarray of shape (n_words, 7, 7), float32
    """
    chance = np.exp(roles)
    begins = weight * np.log(np.maximum(chance[:, 1::2], _DOUBT))
    goes_on = weight * np.log(np.maximum(chance[:, 2::2], _DOUBT))
    ends = weight * np.log(np.maximum(1 - chance[:, 2::2], _DOUBT))
    found = np.zeros((len(roles), LABELS, LABELS), dtype=np.float32)
    for role in range(3):
        begin, inside = 2 * role + 1, 2 * role + 2
        found[:, begin : inside + 1, :] += ends[:, role, None, None]
        found[:, begin : inside + 1, inside] = goes_on[:, role, None]
        found[:, :, begin] += begins[:, role, None]
    return found


def best_paths(
    scores: NDArray[np.float32], table: NDArray[np.float32], steps: NDArray[np.float32] | None = None
) -> NDArray[np.int64]:
    """Viterbi over several sequences of equal length.

    Parameters
    ----------
    scores : ndarray of shape (n_sequences, n_words, 7), float32
    table : ndarray of shape (7, 7), float32
        Scores of label pairs anywhere.
    steps : ndarray of shape (n_sequences, n_words, 7, 7), float32, optional
        Scores of label pairs at each word.

    Returns
    -------
    ndarray of shape (n_sequences, n_words), int64
    """
    count, length, labels = scores.shape
    back = np.zeros((length, count, labels), dtype=np.int64)
    value = scores[:, 0] + table[0]
    if steps is not None:
        value = value + steps[:, 0, 0]
    rows = np.arange(count)
    for at in range(1, length):
        options = value[:, :, None] + table
        if steps is not None:
            options += steps[:, at]
        back[at] = options.argmax(axis=1)
        value = options.max(axis=1) + scores[:, at]
    path = np.zeros((count, length), dtype=np.int64)
    path[:, -1] = value.argmax(axis=1)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[at][rows, path[:, at]]
    return path


def labelled_spans(
    encoding: Encoding, cues: Sequence[CueScores], penalty: float, boundary: float = 0.0
) -> list[list[LabelledSpan]]:
    """Decode the spans of every cue; ``boundary`` is the weight of the role tags' evidence.

    Returns
    -------
    list, one a cue, of lists of LabelledSpan
        Token offsets count in the document.
    """
    return [
        spans
        for first in range(0, len(cues), _AT_ONCE)
        for spans in _decoded(encoding, cues[first : first + _AT_ONCE], penalty, boundary)
    ]


def _decoded(
    encoding: Encoding, cues: Sequence[CueScores], penalty: float, boundary: float
) -> Iterator[list[LabelledSpan]]:
    words = [words_of(encoding.tokens.joins, cue.start, cue.start + len(cue.scores)) for cue in cues]
    longest = max(map(len, words))
    stacked = np.full((len(cues), longest, LABELS), _NEVER, dtype=np.float32)
    stacked[:, :, 0] = 0
    for row, (cue, own) in enumerate(zip(cues, words, strict=True)):
        stacked[row, : len(own)] = word_scores(cue.scores, own)
    steps = _steps(encoding, cues, words, boundary) if boundary else None
    paths = best_paths(stacked, transitions(penalty), steps)
    for row, (path, cue, own) in enumerate(zip(paths, cues, words, strict=True)):
        yield _spans(path[: len(own)], stacked[row, : len(own)], own + cue.start, cue.start + len(cue.scores))


def _steps(
    encoding: Encoding, cues: Sequence[CueScores], words: Sequence[NDArray[np.int64]], boundary: float
) -> NDArray[np.float32]:
    """Evidence of the role tags for every cue; cues of one window share it.

    The role tags mark outermost statements only: they know nothing of a cue inside another one's content.
    """
    found = np.zeros((len(cues), max(map(len, words)), LABELS, LABELS), dtype=np.float32)
    known: dict[tuple[int, int], NDArray[np.float32]] = {}
    nested = np.exp(encoding.role_scores[:, CONTENT : CONTENT + 2]).sum(axis=1)
    for row, (cue, own) in enumerate(zip(cues, words, strict=True)):
        window = cue.start, cue.start + len(cue.scores)
        if window not in known:
            known[window] = evidence(word_scores(encoding.role_scores[slice(*window)], own), boundary)
        found[row, : len(own)] = known[window] * max(1 - float(nested[cue.token]), 0.0)
    return found


def _spans(
    path: NDArray[np.int64], scores: NDArray[np.float32], tokens: NDArray[np.int64], end: int
) -> list[LabelledSpan]:
    found: list[LabelledSpan] = []
    bounds = [*tokens.tolist(), end]
    labels = path.tolist()
    at = 0
    while at < len(labels):
        label = labels[at]
        if label == 0:
            at += 1
            continue
        role = label if label % 2 else label - 1
        stop = at + 1
        while stop < len(labels) and labels[stop] == role + 1:
            stop += 1
        inside = np.exp(np.logaddexp(scores[at:stop, role], scores[at:stop, role + 1]))
        begins = float(np.exp(scores[at, role]))
        ends = 1.0 - float(np.exp(scores[stop, role + 1])) if stop < len(labels) else 1.0
        found.append(LabelledSpan(role, bounds[at], bounds[stop], float(inside.mean()), min(begins, max(ends, 0.0))))
        at = stop
    return found


def cue_span(spans: Sequence[LabelledSpan], cue: CueScores) -> LabelledSpan | None:
    """The cue's own span among its spans: the one that holds its first token."""
    return next((s for s in spans if s.role == CUE and s.start <= cue.token < s.end), None)
