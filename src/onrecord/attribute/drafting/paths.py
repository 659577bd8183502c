"""The best sequence of labels around each possible cue: pure functions over arrays.

Labels are decoded over words, not word pieces: a word is never cut. Many cues are decoded side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

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
    scores : ndarray of shape (..., n_tokens, 7), float32
    words : ndarray of shape (n_words,), int64

    Returns
    -------
    ndarray of shape (..., n_words, 7), float32
    """
    count = scores.shape[-2]
    if len(words) == count:
        return scores
    roles = np.empty((*scores.shape[:-1], 4), dtype=np.float32)
    roles[..., 0] = scores[..., 0]
    roles[..., 1:] = np.logaddexp(scores[..., 1::2], scores[..., 2::2])
    sizes = np.diff(np.append(words, count))[:, None]
    means = np.add.reduceat(roles, words, axis=-2) / sizes
    first = scores[..., words, :]
    beside = roles[..., words, 1:]
    found = np.empty_like(first)
    found[..., 0] = means[..., 0]
    found[..., 1::2] = means[..., 1:] + first[..., 1::2] - beside
    found[..., 2::2] = means[..., 1:] + first[..., 2::2] - beside
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


def best_paths(scores: NDArray[np.float32], pairs: NDArray[np.float32]) -> NDArray[np.int64]:
    """Viterbi over several sequences of equal length.

    Parameters
    ----------
    scores : ndarray of shape (n_words, 7, n_sequences), float32
    pairs : ndarray of shape (n_words, 7, 7, n_sequences), float32
        Scores of label pairs (before, there) at each word; 1 in place of a number of words or sequences: at any.

    Returns
    -------
    ndarray of shape (n_sequences, n_words), int64
    """
    length, labels, count = scores.shape
    pairs = np.broadcast_to(pairs, (length, labels, labels, count))
    options = np.empty(pairs.shape, dtype=np.float32)
    best = np.empty_like(scores)
    value = scores[0] + pairs[0, 0]
    for at in range(1, length):
        np.add(value[:, None], pairs[at], out=options[at])
        np.maximum.reduce(options[at], axis=0, out=best[at])
        value = best[at] + scores[at]
    # of equally good labels before the first: the highest number of those that count down
    reached = (options[1:] == best[1:, None]) * np.arange(labels, 0, -1, dtype=np.uint8)[:, None, None]
    back = labels - reached.max(axis=1).astype(np.int64)
    rows = np.arange(count)
    path = np.zeros((count, length), dtype=np.int64)
    path[:, -1] = value.argmax(axis=0)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[at - 1, path[:, at], rows]
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


class _Window(NamedTuple):
    """Cues ``rows`` that look at the same tokens, and where the words of these begin, counted from ``start``."""

    rows: slice
    start: int
    end: int
    words: NDArray[np.int64]


def _windows(encoding: Encoding, cues: Sequence[CueScores]) -> Iterator[_Window]:
    first = 0
    for (start, size), own in groupby(cues, key=lambda cue: (cue.start, len(cue.scores))):
        last = first + sum(1 for _ in own)
        words = words_of(encoding.tokens.joins, start, start + size)
        yield _Window(slice(first, last), start, start + size, words)
        first = last


def _decoded(
    encoding: Encoding, cues: Sequence[CueScores], penalty: float, boundary: float
) -> Iterator[list[LabelledSpan]]:
    windows = list(_windows(encoding, cues))
    scores = np.full((max(len(window.words) for window in windows), LABELS, len(cues)), _NEVER, dtype=np.float32)
    scores[:, 0] = 0
    for window in windows:
        own = word_scores(np.stack([cue.scores for cue in cues[window.rows]]), window.words)
        scores[: len(window.words), :, window.rows] = own.transpose(1, 2, 0)
    pairs = transitions(penalty)[None, :, :, None]
    if boundary:
        steps = _steps(encoding, cues, windows, boundary)
        pairs = np.add(steps, pairs, out=steps)
    paths = best_paths(scores, pairs)
    for window in windows:
        yield from _spans(paths[window.rows, : len(window.words)], scores[:, :, window.rows], window)


def _steps(
    encoding: Encoding, cues: Sequence[CueScores], windows: Sequence[_Window], boundary: float
) -> NDArray[np.float32]:
    """Evidence of the role tags for every cue: (n_words, 7, 7, n_cues); cues of one window share it.

    The role tags mark outermost statements only: they know nothing of a cue inside another one's content.
    """
    longest = max(len(window.words) for window in windows)
    by_window = np.zeros((longest, LABELS, LABELS, len(windows)), dtype=np.float32)
    for column, window in enumerate(windows):
        roles = word_scores(encoding.role_scores[window.start : window.end], window.words)
        by_window[: len(window.words), ..., column] = evidence(roles, boundary)
    column_of = np.repeat(np.arange(len(windows)), [window.rows.stop - window.rows.start for window in windows])
    nested = np.exp(encoding.role_scores[[cue.token for cue in cues], CONTENT : CONTENT + 2]).sum(axis=1)
    found: NDArray[np.float32] = by_window.take(column_of, axis=-1)
    found *= np.maximum(1 - nested.astype(np.float64), 0.0).astype(np.float32)
    return found


def _spans(paths: NDArray[np.int64], scores: NDArray[np.float32], window: _Window) -> list[list[LabelledSpan]]:
    """Runs of labels of the paths of one window's cues: (n_cues, n_words); scores as :func:`best_paths` takes them."""
    rows, at = np.nonzero(paths)
    labels = paths[rows, at]
    before = np.where(at > 0, paths[rows, at - 1], 0)
    goes_on = (labels % 2 == 0) & ((before == labels) | (before == labels - 1))
    roles = labels - 1 + labels % 2
    begins, inside = scores[at, roles, rows], scores[at, roles + 1, rows]
    chances = np.exp(np.logaddexp(begins, inside))
    firsts = np.flatnonzero(~goes_on)
    bounds = [*firsts.tolist(), len(rows)]
    tokens = [*(window.words + window.start).tolist(), window.end]
    ends = at[np.array(bounds[1:], dtype=np.int64) - 1] + 1
    within = np.minimum(ends, paths.shape[1] - 1)
    ended = np.where(ends < paths.shape[1], np.exp(scores[within, roles[firsts] + 1, rows[firsts]]), 0)
    found: list[list[LabelledSpan]] = [[] for _ in paths]
    told = zip(
        rows[firsts].tolist(), roles[firsts].tolist(), at[firsts].tolist(), ends.tolist(),
        np.exp(begins[firsts]).tolist(), ended.tolist(), pairwise(bounds),
        strict=True,
    )  # fmt: skip
    for row, role, first, end, begun, goes, (low, high) in told:
        confidence = float(np.add.reduce(chances[low:high]) / np.float32(high - low))
        edges = min(begun, max(1.0 - goes, 0.0))
        found[row].append(LabelledSpan(role, tokens[first], tokens[end], confidence, edges))
    return found


def cue_span(spans: Sequence[LabelledSpan], cue: CueScores) -> LabelledSpan | None:
    """The cue's own span among its spans: the one that holds its first token."""
    return next((s for s in spans if s.role == CUE and s.start <= cue.token < s.end), None)
