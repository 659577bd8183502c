"""Scores of resolved sources: whether the name given is the annotated one, by kind of source.

With annotated spans given, accuracy is the share of statements whose resolved name is right (``same_name``); unnamed
and unknown are answers like others. A *wrong person* is a person's name where another answer is right. End to end, a
statement counts when it is linked and its name is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.evaluate.names import KINDS, same_name, source_kind
from onrecord.evaluate.spans import Counts, Scored, pairs, trimmed


class Named(NamedTuple):
    """A resolved source.

    Attributes
    ----------
    source : str
        Its words in the article; they tell the kind of source.
    gold, found : str
        The annotated name, and the one given; ``unnamed`` and ``unknown`` are names too.
    person : bool
        Whether the name given is a person's.
    """

    source: str
    gold: str
    found: str
    person: bool = False


class ResolutionScores(NamedTuple):
    """Figures in percent; ``by_kind`` has accuracy and size, ``baselines`` the accuracy of simple answers."""

    accuracy: float
    wrong_person: float
    total: int
    by_kind: dict[str, tuple[float, int]]
    baselines: dict[str, float]
    end_to_end: Counts
    linked: Counts

    @property
    def share_of_linked(self) -> float:
        """End-to-end F1 as a share of the linked F1."""
        return self.end_to_end.f1 / self.linked.f1 if self.linked.f1 else 0.0


def accuracy(named: Iterable[Named]) -> float:
    """Share of right names, in percent."""
    judged = [same_name(one.found, one.gold) for one in named]
    return 100 * sum(judged) / len(judged) if judged else 0.0


def by_kind(named: Sequence[Named]) -> dict[str, tuple[float, int]]:
    """Accuracy and number of each kind of source, in the order of :data:`KINDS`."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for one in named:
        kind = source_kind(one.source, one.gold)
        total[kind] += 1
        right[kind] += same_name(one.found, one.gold)
    return {kind: (100 * right[kind] / total[kind], total[kind]) for kind in KINDS if total[kind]}


def wrong_person(named: Sequence[Named]) -> float:
    """Share of sources that were given a person's name that is not theirs, in percent."""
    wrong = sum(one.person and not same_name(one.found, one.gold) for one in named)
    return 100 * wrong / len(named) if named else 0.0


def end_to_end(
    text: str, found: Sequence[tuple[Scored, str]], gold: Sequence[tuple[Scored, str]]
) -> tuple[Counts, Counts]:
    """Statements of one article that are linked and rightly named, and those that are linked."""
    ours = [trimmed(text, statement) for statement, _ in found]
    theirs = [trimmed(text, statement) for statement, _ in gold]
    linked = [(i, j) for i, j, ok in pairs(ours, theirs) if ok]
    right = sum(same_name(found[i][1], gold[j][1]) for i, j in linked)
    return Counts(right, len(found), len(gold)), Counts(len(linked), len(found), len(gold))


def scores_of(
    named: Sequence[Named], baselines: Mapping[str, Sequence[Named]], whole: Counts, linked: Counts
) -> ResolutionScores:
    """Put the figures of one corpus together."""
    return ResolutionScores(
        accuracy(named),
        wrong_person(named),
        len(named),
        by_kind(named),
        {name: accuracy(answers) for name, answers in baselines.items()},
        whole,
        linked,
    )
