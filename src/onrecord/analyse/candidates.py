"""Pairs of tellings that may be of one utterance: few enough to look at each."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from onrecord.analyse.overlap import Ints64, Pairs, overlap, spread
from onrecord.analyse.speakers import Relation, relation
from onrecord.analyse.table import NEAR, NO_DAY, Flags, Ints, Table

#: Tellings of one speaker that follow each other in time, or in an article, are compared up to this many steps.
STEPS = 40
#: A word leads from one telling to others only if at most so many of a speaker, or of a state's few days, have it.
RARE = 30
#: Share of the words of the shorter one that two tellings have in common, if the same speaker says them much later.
AGAIN = 0.3
#: Tellings with fewer words are not looked for elsewhere, whoever says them.
ENOUGH = 4
_PERMUTATIONS, _BANDS, _LIKE, _SEED = 64, 16, 0.5, 7


def candidates(table: Table, indices: Ints) -> Pairs:
    """Return the pairs among some tellings that may be of one utterance.

    Of one speaker: those of one article, those of a few days, those with rare words in common at any time. Of a body
    and one who speaks for it: those of one article, and of a few days with a rare word in common. Of anybody: those
    that MinHash finds to have most words in common.
    """
    if len(indices) < 2:
        return _paired(table, [])
    voices = table.voice[indices]
    found = [
        _following(table, indices, voices),
        _within_articles(table, indices),
        _rare_words(table, indices, voices),
        _rare_words_of_states(table, indices),
        _alike(table, indices),
    ]
    pairs = _paired(table, found)
    return pairs.only(_worth(table, pairs))


def gaps(table: Table, pairs: Pairs) -> Ints:
    """Days between the two; a very large number where one of them is not known.

    In one article there are none, unless the text tells a day for each.
    """
    article = table.document[pairs.first] == table.document[pairs.second]
    days = np.where(article[:, None], _both(table.stated, pairs), _both(table.day, pairs))
    known = (days != NO_DAY).all(1)
    apart = np.abs(days[:, 0] - days[:, 1])
    return np.where(known, apart, np.where(article, 0, -NO_DAY)).astype(np.int32)


def within_article(table: Table, pairs: Pairs, gap: Ints) -> Flags:
    """Tell which pairs are of one article and, as far as the text tells, of one day."""
    found: Flags = (table.document[pairs.first] == table.document[pairs.second]) & (gap <= 1)
    return found


def _both(values: Ints, pairs: Pairs) -> Ints:
    return np.stack((values[pairs.first], values[pairs.second]), axis=1)


def _following(table: Table, indices: Ints, voices: Ints) -> Ints64:
    """Pairs of one speaker within a few days."""
    named = indices[(voices >= 0) & (table.day[indices] != NO_DAY)]
    own = voices[(voices >= 0) & (table.day[indices] != NO_DAY)]
    order = np.lexsort((named, table.day[named], own))
    return _windows(named[order], own[order], table.day[named[order]])


def _within_articles(table: Table, indices: Ints) -> Ints64:
    """Pairs of one article that are not far from each other."""
    order = np.lexsort((table.rank[indices], table.document[indices]))
    ordered = indices[order]
    return _windows(ordered, table.document[ordered], np.zeros(len(ordered), dtype=np.int32))


def _windows(ordered: Ints, groups: Ints, days: Ints) -> Ints64:
    """Pairs of one group that are few steps and few days apart; ordered by group and day."""
    found = []
    for step in range(1, min(STEPS, len(ordered) - 1) + 1):
        near = (groups[step:] == groups[:-step]) & (days[step:] - days[:-step] <= NEAR)
        if not near.any():
            break
        found.append(_keys(ordered[:-step][near], ordered[step:][near]))
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _rare_words(table: Table, indices: Ints, voices: Ints) -> Ints64:
    """Pairs of one speaker with a rare word in common."""
    named = indices[voices >= 0]
    owner, place = spread(table.words.starts, named)
    group = voices[voices >= 0][owner].astype(np.int64)
    return _meeting(group * len(table.weights) + table.words.values[place], named[owner])


def _rare_words_of_states(table: Table, indices: Ints) -> Ints64:
    """Pairs of speakers of one country within a few days, or of the bodies without one, with a rare word in common."""
    dated = indices[table.day[indices] != NO_DAY]
    countries: dict[str, int] = {}
    by_speaker = [countries.setdefault(one.country or "", len(countries)) if one.key else -1 for one in table.speakers]
    country = np.array(by_speaker, dtype=np.int64)[table.speaker[dated]]
    dated, country = dated[country >= 0], country[country >= 0]
    owner, place = spread(table.words.starts, dated)
    period = table.day[dated][owner] // NEAR
    periods = int(period.max(initial=0)) + 2
    word = (country[owner] * len(table.weights) + table.words.values[place]) * periods
    both = np.concatenate((word + period, word + period + 1))  # each in its own period and the one after
    return _meeting(both, np.concatenate((dated[owner], dated[owner])))


def _meeting(keys: Ints64, members: Ints) -> Ints64:
    """Pairs of members with a key in common that at most :data:`RARE` have."""
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[begins, len(keys)])
    found = []
    for size in range(2, RARE + 1):
        rows = members[begins[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        found.append(_distinct(_keys(rows[:, one].ravel(), rows[:, other].ravel())))
    return np.concatenate(found)


def _distinct(keys: Ints64) -> Ints64:
    """The numbers in order, each once: sorted, which takes less than the table of hashes of numpy.unique."""
    ordered = np.sort(keys)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def _alike(table: Table, indices: Ints) -> Ints64:
    """Pairs that have most words in common, whoever says them."""
    starts = table.words.starts
    long = indices[starts[indices + 1] - starts[indices] >= ENOUGH]
    rows = [table.words.values[starts[index] : starts[index + 1]] for index in long]
    if len(rows) < 2:
        return np.zeros(0, dtype=np.int64)
    hashes = _hashes(rows)
    buckets = RMinHashLSH(_LIKE, _PERMUTATIONS, _BANDS)
    buckets.insert_many(hashes)
    found = [
        _keys(np.full(len(near), one, dtype=np.int32), long[near])
        for place, (one, like) in enumerate(zip(long, buckets.query_all(hashes), strict=True))
        if (near := sorted(other for other in like if other > place)[:RARE])
    ]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _hashes(rows: Iterable[Ints]) -> list[RMinHash]:
    """The MinHash of each row; rows of the same values, as copies have them, share one."""
    numbers: dict[bytes, int] = {}
    which = [numbers.setdefault(row.tobytes(), len(numbers)) for row in rows]
    sets = [list(map(str, np.frombuffer(row, dtype=np.int32).tolist())) for row in numbers]
    known = RMinHash.from_token_sets(sets, _PERMUTATIONS, _SEED)
    return [known[number] for number in which]


def _keys(one: Ints, other: Ints) -> Ints64:
    """One number a pair: the lower index in the upper half."""
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    return (low << 32) | high


def _paired(table: Table, found: Iterable[Ints64]) -> Pairs:
    """The pairs of some arrays of numbers, each once."""
    parts = list(found)
    keys = _distinct(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)
    first, second = (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
    first, second = first[first != second], second[first != second]
    return Pairs(first, second, _relations(table, first, second))


def _relations(table: Table, first: Ints, second: Ints) -> Ints:
    count = len(table.speakers)
    both = table.speaker[first].astype(np.int64) * count + table.speaker[second]
    kinds, which = np.unique(both, return_inverse=True)
    known = [relation(table.speakers[kind // count], table.speakers[kind % count]) for kind in kinds.tolist()]
    return np.array(known, dtype=np.int32)[which] if len(kinds) else np.zeros(0, dtype=np.int32)


def _worth(table: Table, pairs: Pairs) -> Flags:
    """Tell which pairs have anything in common by which they can be judged."""
    common, gap = overlap(table, pairs).of_shorter, gaps(table, pairs)
    same_article = within_article(table, pairs, gap)
    near = (common > 0) & (gap <= NEAR)
    again = common >= AGAIN
    person = np.array([speaker.type == "person" for speaker in table.speakers], dtype=bool)[table.speaker]
    worth: Flags = np.select(
        [pairs.relation == Relation.SAME, pairs.relation == Relation.KIN],
        [same_article | near | again, same_article | near],
        again & ~same_article & ~(person[pairs.first] & person[pairs.second]),
    )
    return worth
