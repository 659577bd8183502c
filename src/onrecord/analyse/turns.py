"""Turns: where an actor's stance on an issue became another one, with the statements on both sides.

A day's stance is the one with the greatest sum of scores. Days that follow each other with the same stance are a stage.
A stage stands if enough speaks for it (:class:`Care`): so many utterances, or one that is sure or that a person
reviewed, or one that several tellings agree on. What does not stand is noise, and the stages around it are one where
they have the same stance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from onrecord.codes import Stance as StanceName
from onrecord.errors import OptionError
from onrecord.store.asking.stances import Stance

#: ``turned``: from one side to the other. ``softened``: to conditional. ``hardened``: conditions fell away.
Kind = Literal["turned", "softened", "hardened"]
KINDS: tuple[Kind, ...] = ("turned", "softened", "hardened")
#: Stances that a stage can have; who is neutral has not turned.
_SIDES = ("support", "oppose", "conditional")


class Care(NamedTuple):
    """What speaks enough for a stage.

    Attributes
    ----------
    lowest : float
        Utterances whose score is lower are left out, unless a person reviewed them.
    least : int
        So many utterances make a stage stand,
    sure : float
        or one with at least this score,
    alike : int
        or one that so many tellings have alike, with a score halfway between ``lowest`` and ``sure``.
    """

    lowest: float = 0.5
    least: int = 2
    sure: float = 0.9
    alike: int = 3

    def checked(self) -> Care:
        """Return it.

        Raises
        ------
        OptionError
            If a value makes no sense.
        """
        if not (0 <= self.lowest <= 1 and 0 <= self.sure <= 1 and min(self.least, self.alike) >= 1):
            raise OptionError(
                f"lowest {self.lowest}, least {self.least}, sure {self.sure}, alike {self.alike}: scores are from 0 to "
                "1, and at least one utterance makes a stage. Give other values"
            )
        return self


@dataclass(frozen=True, slots=True)
class Stage:
    """A time in which an actor had one stance.

    Attributes
    ----------
    first, last : str
        Days.
    said : tuple of Stance
        The utterances with this stance, in order of their days.
    """

    stance: StanceName
    first: str
    last: str
    said: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """From one stage to the next."""

    kind: Kind
    before: Stage
    after: Stage


@dataclass(frozen=True, slots=True)
class Course:
    """An actor's stages on an issue, in order of time: two or more.

    Attributes
    ----------
    dropped : int
        Utterances that no stage has: those with another stance on the same days, and noise.
    """

    actor: str
    name: str
    issue: str
    label: str
    stages: tuple[Stage, ...]
    dropped: int

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns between the stages."""
        return tuple(Turn(_kind(one.stance, other.stance), one, other) for one, other in pairwise(self.stages))


def courses(stances: Iterable[Stance], care: Care = Care()) -> list[Course]:
    """Return the courses in which an actor's stance on an issue became another one, the latest turn first."""
    care = care.checked()
    groups: dict[tuple[str, str], list[Stance]] = {}
    for one in stances:
        if one.day and one.stance in _SIDES:
            groups.setdefault((one.actor, one.issue), []).append(one)
    found = [course for of in groups.values() if (course := _course(of, care)) is not None]
    return sorted(found, key=lambda one: (one.stages[-1].first, one.name, one.label), reverse=True)


def evidence(stage: Stage, *, late: bool, most: int = 2) -> tuple[Stance, ...]:
    """Return the statements of a stage that show a turn best: reviewed or sure, and near it.

    Parameters
    ----------
    late : bool
        The turn comes after the stage, not before it.
    """
    edge = stage.last if late else stage.first
    ranked = sorted(stage.said, key=lambda one: (not one.reviewed, one.day != edge, -one.alike, -one.score, one.key))
    return tuple(sorted(ranked[:most], key=lambda one: (one.day or "", one.key)))


def _course(given: Sequence[Stance], care: Care) -> Course | None:
    likely = [one for one in given if one.reviewed or one.score >= care.lowest]
    likely.sort(key=lambda one: (one.day or "", one.key))
    runs = _merged([_run(list(of)) for _, of in groupby(likely, key=lambda one: one.day)])
    stages = _merged([run for run in runs if _stands(run, care)])
    if len(stages) < 2:
        return None
    names = max(given, key=lambda one: (one.day or "", one.key))
    kept = sum(len(stage.said) for stage in stages)
    return Course(names.actor, names.name, names.issue, names.label, tuple(stages), len(given) - kept)


def _run(day: Sequence[Stance]) -> Stage:
    """The stance of a day: what has most scores; where that is even, the one that leaves more open."""
    weights = {stance: sum(one.score + one.reviewed for one in day if one.stance == stance) for stance in _SIDES}
    most = max(_SIDES, key=lambda stance: (round(weights[stance], 9), stance == "conditional", stance))
    said = tuple(one for one in day if one.stance == most)
    return Stage(said[0].stance, said[0].day or "", said[0].day or "", said)


def _merged(stages: Iterable[Stage]) -> list[Stage]:
    """Stages that follow each other with the same stance, as one."""
    found: list[Stage] = []
    for stage in stages:
        if found and found[-1].stance == stage.stance:
            before = found.pop()
            found.append(Stage(stage.stance, before.first, stage.last, (*before.said, *stage.said)))
        else:
            found.append(stage)
    return found


def _stands(stage: Stage, care: Care) -> bool:
    halfway = (care.lowest + care.sure) / 2

    def enough(one: Stance) -> bool:
        return one.reviewed or one.score >= care.sure or (one.alike >= care.alike and one.score >= halfway)

    return len(stage.said) >= care.least or any(map(enough, stage.said))


def _kind(before: StanceName, after: StanceName) -> Kind:
    if after == "conditional":
        return "softened"
    return "hardened" if before == "conditional" else "turned"
