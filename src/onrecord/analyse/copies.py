"""Finds articles that are copies of one another: a wire's text as several outlets print it, cut here and there."""

from __future__ import annotations

import hashlib
import re
import struct
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rensa import RMinHash  # type: ignore[import-untyped]

from onrecord.store.rows import groups, told
from onrecord.store.rows.groups import Copy
from onrecord.store.rows.places import holds_one_article

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WORD = re.compile(r"\w+")
#: Words of a run. News has few runs of so many words in common by chance.
_RUN = 3
#: Texts with fewer runs are too short to be told from a chance likeness.
ENOUGH = 30
#: Share of the runs of the shorter text that a copy has.
COPIED = 0.5
#: Permutations of MinHash, and how many of them make a mark: with half of the runs in common, two texts have a mark in
#: common in 93 of 100 cases, with one run of ten in two.
_PERMUTATIONS, _ROWS, _SEED = 60, 3, 7
#: Documents that are looked at for one: those that have most marks in common with it.
_LOOKED_AT = 20
#: Documents that may turn out to be no copies before the less likely ones are left alone.
_MISSES = 5
#: Texts that are fetched at once, and those whose runs are kept for the next comparison.
_AT_ONCE, _AT_HAND = 100, 500


class Copies(NamedTuple):
    """What was found of some documents.

    Attributes
    ----------
    marks : mapping
        For each document the numbers by which its copies are found.
    copies : tuple of Copy
        All members of all groups that have one of the documents in it.
    """

    marks: Mapping[int, tuple[int, ...]]
    copies: tuple[Copy, ...]


def runs_of(text: str) -> frozenset[str]:
    """Return all runs of three words of a text, in lower case.

    >>> sorted(runs_of("The monitors left. The monitors left!"))
    ['left the monitors', 'monitors left the', 'the monitors left']
    """
    words = _WORD.findall(text.casefold())
    return frozenset(map(" ".join, zip(*(words[step:] for step in range(_RUN)), strict=False)))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the runs of the shorter text that both have; 0 where there are too few to tell."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= ENOUGH else 0.0


def marks_of(runs: Collection[str]) -> tuple[int, ...]:
    """Return numbers of which two texts with many runs in common have one in common: locality-sensitive hashing."""
    if len(runs) < ENOUGH:
        return ()
    (hashed,) = RMinHash.from_token_sets([list(runs)], _PERMUTATIONS, _SEED)
    digest = struct.pack(f"<{_PERMUTATIONS}I", *hashed.digest())
    size = 4 * _ROWS
    bands = (digest[at : at + size] for at in range(0, len(digest), size))
    return tuple(_number(bytes([place]) + band) for place, band in enumerate(bands))


def copies_among(connection: Connection, documents: Sequence[int]) -> Copies:
    """Find the copies of some documents, among these and among those whose marks are in the record.

    What one address showed before is a version, not a copy. A document is compared with one member of a group, and not
    with the others when it is a copy of that one.
    """
    texts, joined = _Texts(connection), _Groups()
    marks: dict[int, tuple[int, ...]] = {}
    by_mark: dict[int, list[int]] = {}
    alike: dict[tuple[int, int], float] = {}
    for begin in range(0, len(documents), _AT_ONCE):
        some = documents[begin : begin + _AT_ONCE]
        texts.fetch(some)
        marks |= {key: marks_of(texts.runs(key)) for key in some}
        stored = {key: dict(groups.alike(connection, marks[key], key, _LOOKED_AT)) for key in some}
        joined.take(groups.groups_of(connection, {other for found in stored.values() for other in found}))
        for key in some:
            here = Counter(other for mark in marks[key] for other in by_mark.get(mark, ()))
            likely = (here | Counter(stored[key])).most_common(_LOOKED_AT)
            for other, share in _compared(key, [other for other, _ in likely], texts, joined):
                alike[key, other] = share
            for mark in marks[key]:
                by_mark.setdefault(mark, []).append(key)
    involved = {key for pair in alike for key in pair}
    return Copies(marks, tuple(grouped(alike, groups.copies_of(connection, involved))))


def _compared(key: int, likely: Iterable[int], texts: _Texts, joined: _Groups) -> Iterator[tuple[int, float]]:
    """Yield those of some documents that one is a copy of, one of each group, and join their groups."""
    missed = 0
    for other in likely:
        if joined.root(other) == joined.root(key) or texts.one_article(key, other):
            continue
        share = similarity(texts.runs(key), texts.runs(other))
        if share >= COPIED:
            joined.join(key, other)
            yield other, share
        else:
            missed += 1
            if missed == _MISSES:
                return


class _Groups:
    """Groups of documents while they grow, each known by the lowest key in it."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}

    def take(self, groups: Mapping[int, int]) -> None:
        """Take in groups that were there: the first of each by its members."""
        for key, first in groups.items():
            if key not in self._first:
                self.join(key, first)

    def root(self, key: int) -> int:
        """Return the first of a document's group; itself where it is in none."""
        while (up := self._first.setdefault(key, key)) != key:
            key = up
        return key

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        low, high = sorted((self.root(one), self.root(other)))
        self._first[high] = low


def grouped(alike: Mapping[tuple[int, int], float], before: Iterable[Copy]) -> Iterator[Copy]:
    """Yield the members of all groups that pairs of documents make together with groups that were there.

    >>> list(grouped({(7, 5): 0.75}, [Copy(2, 2, 0.9), Copy(5, 2, 0.9)]))
    [Copy(document=2, copy_of=2, similarity=0.9), Copy(document=5, copy_of=2, similarity=0.9), \
Copy(document=7, copy_of=2, similarity=0.75)]
    """
    joined = _Groups()
    most: dict[int, float] = {}
    for copy in before:
        joined.join(copy.document, copy.copy_of)
        most[copy.document] = max(most.get(copy.document, 0.0), copy.similarity)
    for pair, share in alike.items():
        joined.join(*pair)
        most |= {key: max(most.get(key, 0.0), share) for key in pair}
    yield from (Copy(key, joined.root(key), most[key]) for key in sorted(most))


class _Texts:
    """Texts of a record as runs of words, the latest ones at hand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._places: dict[int, str] = {}
        self._texts: dict[int, tuple[str, str]] = {}
        self.runs = lru_cache(maxsize=_AT_HAND)(self._runs)

    def one_article(self, one: int, other: int) -> bool:
        """Tell whether two documents are what one address showed; both were asked for before."""
        for key in (one, other):
            self.runs(key)
        return self._places[one] == self._places[other] and holds_one_article(self._places[one])

    def fetch(self, keys: Collection[int]) -> None:
        """Get some texts at once, which are asked for next."""
        self._texts = told.texts_at(self._connection, keys)

    def _runs(self, key: int) -> frozenset[str]:
        found = self._texts.get(key)
        if found is None:
            found = told.texts_at(self._connection, [key])[key]
        self._places[key], text = found
        return runs_of(text)


def _number(band: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(band, digest_size=8).digest(), "little", signed=True)
