"""Groups of tellings from the scores of pairs: agglomeration by the mean, under constraints."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from onrecord.analyse.table import Floats, Ints

#: A score beyond this counts as this: no single pair decides for a group.
MOST = 6.0


class Joining(NamedTuple):
    """How groups are joined.

    Attributes
    ----------
    threshold : float
        Two groups are joined while the mean of the scores between them is above this.
    doubt, doubted : float
        The mean counts a score of ``doubted`` besides the others, ``doubt`` times: one pair alone has to be sure.
    """

    threshold: float
    doubt: float
    doubted: float


def clusters(first: Ints, second: Ints, scores: Floats, apart: Ints, joining: Joining) -> list[int]:
    """Group things by the scores of some pairs of them.

    Starting from single ones, the two groups with the highest mean score are joined, again and again. Pairs without a
    score say nothing.

    Parameters
    ----------
    first, second : ndarray of shape (p,), int32
        The two things of each pair.
    scores : ndarray of shape (p,), float32
    apart : ndarray of shape (n,), int32
        Groups with two different numbers above 0 are never joined.
    joining : Joining

    Returns
    -------
    list of int
        For each of the n things the lowest index of its group.

    >>> first, second = np.array([0, 1, 0], dtype=np.int32), np.array([1, 2, 2], dtype=np.int32)
    >>> scores = np.array([3, 2, -4], dtype=np.float32)
    >>> clusters(first, second, scores, np.zeros(4, dtype=np.int32), Joining(0.0, 0.0, 0.0))
    [0, 0, 2, 3]
    """
    lowest = list(range(len(apart)))
    kept = apart.tolist()
    for members, edges in _components(len(apart), first, second, np.clip(scores, -MOST, MOST), joining.threshold):
        for group in _Agglomeration(members, edges, kept, joining).groups():
            for member in group:
                lowest[member] = min(group)
    return lowest


def _components(
    count: int, first: Ints, second: Ints, scores: Floats, threshold: float
) -> Iterator[tuple[list[int], list[tuple[int, int, float]]]]:
    """Yield the things that hang together by pairs that could join them, with all the pairs among them."""
    good = scores > threshold
    root = _roots(count, first[good], second[good])
    within = np.flatnonzero(root[first] == root[second])
    within = within[np.argsort(root[first[within]], kind="stable")]
    ties = root[first[within]]
    bounds = np.flatnonzero(np.r_[True, ties[1:] != ties[:-1], True]) if len(ties) else np.zeros(1, dtype=np.int64)
    for begin, end in pairwise(bounds.tolist()):
        chosen = within[begin:end]
        edges = list(zip(first[chosen].tolist(), second[chosen].tolist(), scores[chosen].tolist(), strict=True))
        yield sorted({index for one, other, _ in edges for index in (one, other)}), edges


def _roots(count: int, first: Ints, second: Ints) -> Ints:
    """The lowest of all that each thing is tied to, directly or by others."""
    root = np.arange(count, dtype=np.int32)
    while True:
        before = root.copy()
        low = np.minimum(root[first], root[second])
        for ends in (root[first], root[second]):
            np.minimum.at(root, ends, low)
        while not np.array_equal(root, root[root]):
            root = root[root]
        if np.array_equal(root, before):
            return root


class _Agglomeration:
    """Groups of one component while they grow."""

    def __init__(
        self, members: list[int], edges: list[tuple[int, int, float]], apart: Sequence[int], joining: Joining
    ) -> None:
        self.joining = joining
        self.members = {member: [member] for member in members}
        self.apart = {member: apart[member] for member in members}
        self.version = dict.fromkeys(members, 0)
        self.ties: dict[int, dict[int, tuple[float, int]]] = {member: {} for member in members}
        for one, other, score in edges:
            self.ties[one][other] = self.ties[other][one] = (score, 1)
        self.queue: list[tuple[float, int, int, int, int]] = []
        for one in members:
            for other in self.ties[one]:
                if one < other:
                    self.offer(one, other)

    def offer(self, one: int, other: int) -> None:
        """Queue two groups, if they could be joined."""
        if self.apart[one] and self.apart[other] and self.apart[one] != self.apart[other]:
            return
        total, pairs = self.ties[one][other]
        mean = (total + self.joining.doubt * self.joining.doubted) / (pairs + self.joining.doubt)
        if mean > self.joining.threshold:
            heapq.heappush(self.queue, (-mean, one, other, self.version[one], self.version[other]))

    def groups(self) -> list[list[int]]:
        """Join until nothing can be joined."""
        while self.queue:
            _, one, other, version, others = heapq.heappop(self.queue)
            if self.version.get(one) == version and self.version.get(other) == others:
                self.join(one, other)
        return list(self.members.values())

    def join(self, one: int, other: int) -> None:
        """Let one group take in another."""
        self.members[one] += self.members.pop(other)
        self.apart[one] = self.apart[one] or self.apart[other]
        self.version[one] += 1
        del self.version[other]
        ties = self.ties[one]
        for third, (total, pairs) in self.ties.pop(other).items():
            del self.ties[third][other]
            if third == one:
                continue
            before = ties.get(third, (0.0, 0))
            ties[third] = (before[0] + total, before[1] + pairs)
        for third, tie in ties.items():
            self.ties[third][one] = tie
            self.offer(min(one, third), max(one, third))
