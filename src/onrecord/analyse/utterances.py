"""One utterance, many tellings: groups statements by speaker, time and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.analyse.candidates import candidates
from onrecord.analyse.clusters import clusters
from onrecord.analyse.nested import comparable, recalled, with_nested
from onrecord.analyse.scorer import Scorer, shipped_scorer
from onrecord.analyse.table import NO_DAY, Flags, Ints, Table, day_of, table_of
from onrecord.analyse.telling import Telling


class Utterance(NamedTuple):
    """Something that was said, with all that tell of it.

    Attributes
    ----------
    id : str
        Document and statement of the first telling.
    tellings : tuple of Telling
        In order of their day, then as they were given.
    """

    id: str
    tellings: tuple[Telling, ...]


def utterances(tellings: Iterable[Telling], scorer: Scorer | None = None) -> list[Utterance]:
    """Group tellings by what they tell of, each into exactly one utterance, in order of the first telling.

    Two tellings belong together when their speakers can be one voice and their words, days and places in the articles
    make it likely: verbatim, cut, bracketed, in another tense or person, or retold. A statement within a statement of
    the same speaker belongs to it, unless it tells what he said before. One of another speaker belongs to those in the
    same words within what tells the same; what was not said (``negated``) stands by itself.
    """
    given = list(tellings)
    return gathered(given, labelled(table_of(given), scorer or shipped_scorer()))


def gathered(tellings: Sequence[Telling], labels: Sequence[int]) -> list[Utterance]:
    """Return utterances in order of their first tellings; the tellings of one have the same label."""
    day = np.array([day_of(telling) for telling in tellings], dtype=np.int32)
    members: defaultdict[int, list[Telling]] = defaultdict(list)
    for index in np.lexsort((day, day == NO_DAY)).tolist():
        members[labels[index]].append(tellings[index])
    return [Utterance(f"{group[0].document}#{group[0].statement}", tuple(group)) for group in members.values()]


def labelled(table: Table, scorer: Scorer) -> list[int]:
    """Return a number for each telling, the same for those of one utterance."""
    pairs = candidates(table, np.flatnonzero(free_standing(table) | recalled(table)).astype(np.int32))
    pairs = pairs.only(comparable(table, pairs))
    labels = clusters(pairs.first, pairs.second, scorer.scores(table, pairs), persons(table), scorer.joining)
    return with_nested(table, labels)


def free_standing(table: Table) -> Flags:
    """Tell which tellings are grouped by themselves: not within others, and said."""
    return (table.parent < 0) & ~table.negated


def persons(table: Table) -> Ints:
    """A number above 0 for each telling of a person, the same for the same person, else 0."""
    person = np.array([speaker.type == "person" for speaker in table.speakers], dtype=bool)[table.speaker]
    return np.where(person, table.voice + 1, 0).astype(np.int32)
