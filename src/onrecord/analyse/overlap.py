"""Pairs of tellings, and what the two have in common of their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.table import Flags, Floats, Ints, Rows, Table

Ints64 = NDArray[np.int64]
#: Pairs whose words are in memory at once.
_AT_ONCE = 200_000


class Pairs(NamedTuple):
    """Pairs of tellings by their index, the first lower than the second, none twice; and what their speakers are."""

    first: Ints
    second: Ints
    relation: Ints

    def only(self, kept: Flags | slice) -> Pairs:
        """Some of the pairs."""
        return Pairs(*(column[kept] for column in self))


class Overlap(NamedTuple):
    """What the tellings of n pairs have in common; columns of shape (n,).

    Attributes
    ----------
    words : int32
        How many words.
    weight : float32
        Their weight.
    of_shorter, of_longer : float32
        Share that this is of all words of the one with less weight, and of the one with more.
    quoted_in_other : float32
        Share of the words that one has in quotation marks which the other has, in marks or not; the greater of both.
    both_quoted : bool
        Both have words in quotation marks.
    of_quoted : float32
        Share of the words in quotation marks, of the one with less of them, that both have in marks.
    """

    words: Ints
    weight: Floats
    of_shorter: Floats
    of_longer: Floats
    quoted_in_other: Floats
    both_quoted: Flags
    of_quoted: Floats


def overlap(table: Table, pairs: Pairs) -> Overlap:
    """Return what the tellings of some pairs have in common."""
    words, count = table.words, len(pairs.first)
    weights, marked = table.weights[words.values], words.marked
    number = np.zeros(count, dtype=np.int32)
    weight, first_quoted, second_quoted, both_quoted = np.zeros((4, count), dtype=np.float32)
    for some, pair, left, right in meetings(words, pairs):
        size, met = some.stop - some.start, weights[left]
        number[some] = np.bincount(pair, minlength=size)
        weight[some] = np.bincount(pair, met, size)
        first_quoted[some] = np.bincount(pair, met * marked[left], size)
        second_quoted[some] = np.bincount(pair, met * marked[right], size)
        both_quoted[some] = np.bincount(pair, met * (marked[left] & marked[right]), size)
    whole, quoted = words.sums(weights), words.sums(weights * marked)
    one, other = whole[pairs.first], whole[pairs.second]
    marks, others = quoted[pairs.first], quoted[pairs.second]
    return Overlap(
        number,
        weight,
        _share(weight, np.minimum(one, other)),
        _share(weight, np.maximum(one, other)),
        np.maximum(_share(first_quoted, marks), _share(second_quoted, others)),
        (marks > 0) & (others > 0),
        _share(both_quoted, np.minimum(marks, others)),
    )


def in_both(rows: Rows, pairs: Pairs) -> Ints:
    """Return how many values both rows of each pair have, of shape (n,)."""
    found = np.zeros(len(pairs.first), dtype=np.int32)
    for some, pair, _, _ in meetings(rows, pairs):
        found[some] = np.bincount(pair, minlength=some.stop - some.start)
    return found


def meetings(rows: Rows, pairs: Pairs) -> Iterator[tuple[slice, Ints64, Ints64, Ints64]]:
    """Yield, some pairs at a time, every value that both rows of a pair have.

    As the slice of the pairs, and three arrays: the index of the pair within it, and the places in ``rows.values`` of
    its first and of its second row.
    """
    top, lengths = int(rows.values.max(initial=0)) + 1, np.diff(rows.starts)
    there = rows.owners.astype(np.int64) * top + rows.values  # ascending, as rows and their values are
    for begin in range(0, len(pairs.first), _AT_ONCE):
        some = slice(begin, min(begin + _AT_ONCE, len(pairs.first)))
        first, second = pairs.first[some], pairs.second[some]
        turned = lengths[first] > lengths[second]
        shorter, longer = np.where(turned, second, first), np.where(turned, first, second)
        pair, place = spread(rows.starts, shorter)
        if not len(pair):
            continue
        wanted = longer[pair].astype(np.int64) * top + rows.values[place]
        other = np.minimum(np.searchsorted(there, wanted), len(there) - 1)
        met = there[other] == wanted
        pair, place, other = pair[met], place[met], other[met]
        yield some, pair, np.where(turned[pair], other, place), np.where(turned[pair], place, other)


def spread(starts: Ints64, rows: Ints) -> tuple[Ints64, Ints64]:
    """The places of all values of some rows, and for each which of the rows it belongs to."""
    lengths = starts[rows + 1] - starts[rows]
    owner = np.repeat(np.arange(len(rows)), lengths)
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return owner, np.repeat(starts[rows], lengths) + np.arange(len(owner)) - before


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
