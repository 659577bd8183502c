"""What an outlet leaves out: utterances that others tell of an event which it reports itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from onrecord.analyse.shares import Share
from onrecord.analyse.table import NEAR, NO_DAY, ordinal

if TYPE_CHECKING:
    from onrecord.analyse.tally import Names
    from onrecord.store.asking.voices import Article, Told


class LeftOut(NamedTuple):
    """Somebody's utterances on events that an outlet reports, as others tell them.

    Attributes
    ----------
    left_out : int
        How many the outlet does not carry.
    of : int
        How many there are: these, and those that it carries as others do.
    utterances : tuple of int
        Those that it does not carry.
    """

    entity: str | None
    name: str
    left_out: int
    of: int
    utterances: tuple[int, ...]

    @property
    def share(self) -> Share:
        """What it leaves out of all."""
        return Share(self.left_out, self.of)


def left_out_by(
    rows: Iterable[Told], articles: Mapping[int, Article], names: Names, wanted: Set[int] | None, told_by: int
) -> dict[str | None, tuple[LeftOut, ...]]:
    """Return what each outlet leaves out, by who said it; who is left out most often comes first.

    An outlet reports the event of an utterance where an article of it, of these days, tells something else that an
    article with the utterance tells too. ``told_by`` other outlets at least have to tell what is left out, and it has
    to be among the ``wanted`` utterances, if any are given.
    """
    told: defaultdict[int, set[int]] = defaultdict(set)
    telling: defaultdict[int, set[int]] = defaultdict(set)
    speaker_of: dict[int, int] = {}
    for utterance, document, actor in rows:
        told[utterance].add(document)
        telling[document].add(utterance)
        if actor is not None and (utterance not in speaker_of or speaker_of[utterance] in names.unnamed):
            speaker_of[utterance] = names.of[actor]
    day_of = {document: ordinal(articles[document].published) for document in telling}
    beside = {document: _beside(document, telling, told, day_of) for document in telling}
    reports = {document: {articles[other].outlet for other in others} for document, others in beside.items()}
    counts: defaultdict[str | None, Counter[int]] = defaultdict(Counter)
    missed: defaultdict[str | None, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for utterance, speaker in speaker_of.items():
        if wanted is not None and utterance not in wanted:
            continue
        carrying = {articles[document].outlet for document in told[utterance]}
        for outlet in carrying.union(*(reports[document] for document in told[utterance])):
            if len(carrying - {outlet}) >= told_by:
                counts[outlet][speaker] += 1
                if outlet not in carrying:
                    missed[outlet][speaker].append(utterance)
    return {outlet: _ranked(by_speaker, counts[outlet], names) for outlet, by_speaker in missed.items()}


def _beside(document: int, telling: dict[int, set[int]], told: dict[int, set[int]], day_of: dict[int, int]) -> set[int]:
    """Articles of the same days with an utterance in common."""
    day = day_of[document]
    first, last = (day, day) if day == NO_DAY else (max(day - NEAR, NO_DAY + 1), day + NEAR)
    others = {other for utterance in telling[document] for other in told[utterance]}
    return {other for other in others if first <= day_of[other] <= last}


def _ranked(missed: Mapping[int, Sequence[int]], counts: Mapping[int, int], names: Names) -> tuple[LeftOut, ...]:
    found = [
        LeftOut(*names.called(speaker), len(utterances), counts[speaker], tuple(utterances))
        for speaker, utterances in missed.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.left_out, one.of, one.name)))
