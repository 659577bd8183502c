"""Tellings as arrays, so that millions of pairs of them can be compared at once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.telling import Speaker, Telling
from onrecord.analyse.wording import FUNCTION, marked_words
from onrecord.document import Span

T = TypeVar("T", bound=Hashable)
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]

#: Stands for a day that is not known; far from all others.
NO_DAY = -(10**6)
#: Days over which the news repeats what was said.
NEAR = 4
#: Cues of a saying that lies before the one that the article is about.
_RECALLS = re.compile(r"\bhad\b|\brecall|\bearlier\b|\bonce\b|\bat the time\b|\bprevious", re.IGNORECASE)
#: Cues that plainly tell of a saying in the past. A "had" alone may be no more than the tense of what is retold.
_SAID = re.compile(r"(?:(?:had )?(?:\w+ly|once|earlier|already) )*(?:said|told|wrote)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: Weight of a word in a collection of few tellings: as if so many others did not have it.
_SMOOTHING = 100
#: More than there are days in the calendar.
_DAYS = 10**7
_MANY = 8


@dataclass(frozen=True, slots=True)
class Rows:
    """Sets of numbers, one a telling, as one array.

    Attributes
    ----------
    starts : ndarray of shape (n + 1,), int32
        Row i is ``values[starts[i]:starts[i + 1]]``.
    values : ndarray of int32
        Ascending within a row, none twice.
    marked : ndarray of bool
        A mark of each value in its row.
    """

    starts: NDArray[np.int64]
    values: Ints
    marked: Flags

    @property
    def owners(self) -> Ints:
        """The row of each value."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    def at(self, rows: NDArray[np.int64]) -> Rows:
        """Some of the rows, in the order given."""
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths)))
        places = np.repeat(self.starts[rows] - starts[:-1], lengths) + np.arange(starts[-1])
        return Rows(starts, self.values[places], self.marked[places])

    def sums(self, weights: Floats) -> Floats:
        """Sum of the weights of each row's values; ``weights`` has one for each value of ``values``."""
        return np.bincount(self.owners, weights, len(self.starts) - 1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Table:
    """What is compared of n tellings.

    Attributes
    ----------
    speakers : list of Speaker
        All that occur.
    speaker : ndarray of shape (n,), int32
        Index into ``speakers``.
    voice : ndarray of shape (n,), int32
        The same for a speaker under several names; -1 for the unnamed and the unknown.
    crowd : ndarray of shape (n,), float32
        How many tellings there are of this voice within :data:`NEAR` days: the logarithm, 0 for eight of them, from -1
        to 3. Who speaks often says different things in one week.
    density : ndarray of shape (n,), float32
        How many tellings of this voice its article has, as a logarithm, 0 for two of them.
    day : ndarray of shape (n,), int32
        When it was said, as far as the text tells, else when it was published; ``NO_DAY`` where nobody says.
    stated : ndarray of shape (n,), int32
        The day that the text tells, else ``NO_DAY``.
    document, rank : ndarray of shape (n,), int32
        The article, and the place among its tellings.
    parent : ndarray of shape (n,), int32
        Index of the telling that holds this one, else -1.
    recalls : ndarray of shape (n,), bool
        Whether the cue tells of an earlier saying.
    said_before : ndarray of shape (n,), bool
        Whether the cue tells of a saying in the past: one before what it stands in, where that is of the same speaker.
    negated : ndarray of shape (n,), bool
    words : Rows
        The words that say something, marked where they stand in quotation marks.
    pairs : Rows
        Pairs of neighbouring words.
    weights : ndarray of shape (V,), float32
        How much each word tells.
    """

    speakers: list[Speaker]
    speaker: Ints
    voice: Ints
    crowd: Floats
    density: Floats
    day: Ints
    stated: Ints
    document: Ints
    rank: Ints
    parent: Ints
    recalls: Flags
    said_before: Flags
    negated: Flags
    words: Rows
    pairs: Rows
    weights: Floats

    def __len__(self) -> int:
        return len(self.speaker)


def table_of(tellings: Sequence[Telling]) -> Table:
    """Return the tellings as arrays, in their order."""
    same = _same_words(tellings)
    wordings = [marked_words(telling) for telling in same.first]
    words, names = _rows(_telling_words(*wording) for wording in wordings)
    pairs, _ = _rows(_neighbours(wording) for wording, _ in wordings)
    words, pairs = words.at(same.which), pairs.at(same.which)
    places = {(telling.document, telling.statement): index for index, telling in enumerate(tellings)}
    parent = [places.get((telling.document, telling.parent or ""), -1) for telling in tellings]
    speakers: dict[Speaker, int] = {}
    speaker = np.array([speakers.setdefault(t.speaker, len(speakers)) for t in tellings], dtype=np.int32)
    voice = _voices(list(speakers))[speaker] if speakers else speaker
    day = np.array([day_of(telling) for telling in tellings], dtype=np.int32)
    document = _numbered(telling.document for telling in tellings)
    return Table(
        speakers=list(speakers),
        speaker=speaker,
        voice=voice,
        crowd=_crowds(voice, day),
        density=_densities(voice, document),
        day=day,
        stated=np.array([ordinal(telling.said) for telling in tellings], dtype=np.int32),
        document=document,
        rank=_ranks(tellings, document),
        parent=np.array(parent, dtype=np.int32),
        recalls=np.array([_RECALLS.search(telling.cue) is not None for telling in tellings], dtype=bool),
        said_before=np.array([_SAID.match(telling.cue) is not None for telling in tellings], dtype=bool),
        negated=np.array([telling.negated for telling in tellings], dtype=bool),
        words=words,
        pairs=pairs,
        weights=_weights(words, len(names), len(tellings)),
    )


def day_of(telling: Telling) -> int:
    """Return the day on which it was said as an ordinal number, ``NO_DAY`` where it is not known.

    >>> day_of(Telling("s", "d", (0, 2), "No", published="2031-02-14T08:00")) - date(2031, 2, 13).toordinal()
    1
    """
    published = telling.published or ""
    if telling.said is not None and not _DAY.match(telling.said) and not published.startswith(telling.said):
        return NO_DAY  # in another month or year: some time ago
    return ordinal(telling.said if _DAY.match(telling.said or "") else published)


def ordinal(day: str | None) -> int:
    """Return the number of an ISO 8601 day, ``NO_DAY`` where it is none."""
    match = _DAY.match(day or "")
    try:
        return date.fromisoformat(match[0]).toordinal() if match else NO_DAY
    except ValueError:
        return NO_DAY


def _voices(speakers: Sequence[Speaker]) -> Ints:
    """A number for each speaker, the same for one known under several names, -1 for the unnamed and the unknown."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(s.key, len(numbers)) if s.key else -1 for s in speakers], dtype=np.int32)


def _crowds(voice: Ints, day: Ints) -> Floats:
    """How many tellings of the same voice are near in time, as a logarithm."""
    place = voice.astype(np.int64) * _DAYS + np.where(day == NO_DAY, 0, day)
    ordered = np.sort(place)
    near = np.searchsorted(ordered, place + NEAR, "right") - np.searchsorted(ordered, place - NEAR)
    return np.log(np.clip(near / _MANY, np.exp(-1), np.exp(3))).astype(np.float32)


def _densities(voice: Ints, document: Ints) -> Floats:
    """How many tellings of the same voice are in the same article, as a logarithm."""
    _, which, times = np.unique(document.astype(np.int64) * _DAYS + voice, return_inverse=True, return_counts=True)
    found: Floats = np.log(times[which] / 2).astype(np.float32)
    return found


def _ranks(tellings: Sequence[Telling], document: Ints) -> Ints:
    """The place of each telling in its article; what holds another comes before it."""
    starts = np.array([telling.span.start for telling in tellings], dtype=np.int64)
    ends = np.array([telling.span.end for telling in tellings], dtype=np.int64)
    order = np.lexsort((-ends, starts, document))
    begins = np.searchsorted(document[order], document[order])
    ranks = np.zeros(len(tellings), dtype=np.int32)
    ranks[order] = np.arange(len(tellings)) - begins
    return ranks


class _Same(NamedTuple):
    """Tellings in the very same words: the first of each, and for every telling which of these it is like."""

    first: list[Telling]
    which: NDArray[np.int64]


def _same_words(tellings: Sequence[Telling]) -> _Same:
    """Find what is told in the same words, as copies of one text do, so that each wording is looked at once."""
    numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
    which = [numbers.setdefault((telling.content, telling.quoted), len(numbers)) for telling in tellings]
    first: dict[int, Telling] = {}
    for number, telling in zip(which, tellings, strict=True):
        first.setdefault(number, telling)
    return _Same(list(first.values()), np.array(which, dtype=np.int64))


def _telling_words(words: Sequence[str], quoted: Sequence[bool]) -> dict[str, bool]:
    """The words that say something, and whether each stands in quotation marks."""
    found: dict[str, bool] = {}
    for word, mark in zip(words, quoted, strict=True):
        if word not in FUNCTION:
            found[word] = mark or found.get(word, False)
    return found


def _neighbours(words: Sequence[str]) -> dict[tuple[str, str], bool]:
    return dict.fromkeys(pairwise(words), False)


def _rows(sets: Iterable[Mapping[T, bool]]) -> tuple[Rows, dict[T, int]]:
    """Return sets of anything as rows of numbers, and the number of each thing."""
    numbers: dict[T, int] = {}
    starts, values, marked = [0], list[int](), list[bool]()
    for found in sets:
        row = sorted((numbers.setdefault(thing, len(numbers)), mark) for thing, mark in found.items())
        values += [number for number, _ in row]
        marked += [mark for _, mark in row]
        starts.append(len(values))
    return Rows(np.array(starts), np.array(values, dtype=np.int32), np.array(marked, dtype=bool)), numbers


def _numbered(things: Iterable[str]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(thing, len(numbers)) for thing in things], dtype=np.int32)


def _weights(words: Rows, known: int, tellings: int) -> Floats:
    """How much each word tells: the fewer tellings have it, the more."""
    times = np.bincount(words.values, minlength=known)
    return np.log1p((tellings + _SMOOTHING) / (times + 1)).astype(np.float32)
