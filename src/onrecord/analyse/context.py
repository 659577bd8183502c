"""Which statements of a record may tell what some others tell: who can be one voice with them, in the same days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

import numpy as np
from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from onrecord.analyse.candidates import ENOUGH
from onrecord.analyse.speakers import Relation, handles, relation
from onrecord.analyse.table import NEAR, NO_DAY, day_of, ordinal
from onrecord.analyse.telling import Speaker, Telling
from onrecord.analyse.wording import FUNCTION, compared
from onrecord.store.rows import told

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.entity import EntityType

#: Days around an article in which others tell the same; what they tell may be told again as many days later.
AROUND = 2 * NEAR
_NONE: frozenset[int] = frozenset()
_WORD = re.compile(r"\w+")
#: MinHash of words that finds nearly all who have half of them in common, and hardly anybody with a tenth.
_PERMUTATIONS, _BANDS, _LIKE, _SEED = 60, 20, 0.5, 7


def context_of(connection: Connection, tellings: Collection[Telling]) -> set[int]:
    """Return the keys of the statements that some tellings have to be compared with, as far as they are in the record.

    Of the same speaker, and those who may speak for one: what articles of a few days have. Of these and the unnamed:
    what those of some more days have in about the same words as one of the tellings.
    What stands within another statement is left out where that one is: of which utterance it tells depends on that.
    """
    days = list(stretches(map(day_of, tellings)))
    related, unnamed = _related(told.speaking(connection, days), _days_of(tellings))
    found: set[int] = set()
    perhaps: list[int] = []
    for key, actor, published in told.spoken(connection, days):
        near = related.get(actor, _NONE)
        if actor in unnamed:
            perhaps.append(key)
        elif (day := ordinal(published)) in near:
            found.add(key)
        elif near and not near.isdisjoint((day - NEAR, day + NEAR)):
            perhaps.append(key)
    found.update(_alike(told.contents(connection, perhaps), tellings))
    held = told.held(connection, found)
    while lost := {key for key in found if held.get(key, key) not in found}:
        found -= lost
    return found


def stretches(days: Iterable[int]) -> Iterator[tuple[str, str]]:
    """Yield first and last day, as ISO 8601, of the stretches of days around some days.

    >>> list(stretches([date(2031, 6, 17).toordinal(), date(2031, 6, 20).toordinal()]))
    [('2031-06-09', '2031-06-28')]
    """
    known = np.unique([day for day in days if day != NO_DAY])
    if not len(known):
        return
    breaks = np.flatnonzero(np.diff(known) > 2 * AROUND)
    firsts, lasts = known[np.r_[0, breaks + 1]], known[np.r_[breaks, len(known) - 1]]
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield iso(int(first) - AROUND), iso(int(last) + AROUND)


def iso(day: int) -> str:
    """Return a day as ISO 8601, the nearest one in the calendar."""
    return date.fromordinal(min(max(day, 1), date.max.toordinal())).isoformat()


def _days_of(tellings: Iterable[Telling]) -> dict[Speaker, set[int]]:
    """Return the days on which each named speaker says something."""
    found: dict[Speaker, set[int]] = defaultdict(set)
    for telling in tellings:
        if telling.speaker.key:
            found[telling.speaker].add(day_of(telling))
    return found


def _related(speaking: Iterable[told.Speaking], days: dict[Speaker, set[int]]) -> tuple[dict[int, set[int]], set[int]]:
    """Return on which days which actors may tell what some speakers tell on theirs, and which actors are unnamed."""
    own: dict[str, set[int]] = defaultdict(set)
    by_handle: dict[str, list[Speaker]] = defaultdict(list)
    for speaker, some in days.items():
        own[speaker.key] |= _around(some)
        for handle in handles(speaker).offered:
            by_handle[handle].append(speaker)
    kin: dict[Speaker, set[int]] = {}
    related: dict[int, set[int]] = defaultdict(set)
    unnamed: set[int] = set()
    for one in speaking:
        other = Speaker(one.name, one.entity, cast("EntityType | None", one.type), one.country, one.role)
        if not other.key:
            unnamed.add(one.actor)
            continue
        if other not in kin:
            near = {speaker for handle in handles(other).sought for speaker in by_handle.get(handle, ())}
            of = (days[speaker] for speaker in near if relation(other, speaker) is Relation.KIN)
            kin[other] = _around(set[int]().union(*of))
        related[one.actor] |= kin[other] | own.get(other.key, set())
    return related, unnamed


def _around(days: Iterable[int]) -> set[int]:
    """Return some days with the few before and after each."""
    return {day + step for day in days for step in range(-NEAR, NEAR + 1)}


def _alike(given: Iterable[tuple[int, str]], tellings: Iterable[Telling]) -> Iterator[int]:
    """Yield the keys of those contents that have about the words of one of the tellings."""
    wanted = [words for telling in tellings if len(words := _words(telling.content)) >= ENOUGH]
    named = [(key, words) for key, content in given if len(words := _words(content)) >= ENOUGH]
    if not wanted or not named:
        return
    buckets = RMinHashLSH(_LIKE, _PERMUTATIONS, _BANDS)
    buckets.insert_many(RMinHash.from_token_sets(wanted, _PERMUTATIONS, _SEED))
    hashes: Sequence[RMinHash] = RMinHash.from_token_sets([words for _, words in named], _PERMUTATIONS, _SEED)
    for (key, _), like in zip(named, buckets.query_all(hashes), strict=True):
        if like:
            yield key


def _words(content: str) -> list[str]:
    """The words of a content that say something, each once."""
    found = dict.fromkeys(map(compared, _WORD.findall(content)))
    return [word for word in found if word and word not in FUNCTION]
