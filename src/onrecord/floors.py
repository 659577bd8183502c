"""Pinned figures that accuracy must not fall below; they only ever rise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from onrecord.errors import CorpusError
from onrecord.evaluate import CodingScores, ResolutionScores, Scores

#: Points by which a figure may lie below its floor. Processors without AVX-512 round otherwise and decide one or two
#: statements of the small corpora otherwise, which is up to 0.7 points there.
TOLERANCE = 0.8
#: The same for a corpus of thousands of statements.
TOLERANCES = {"polnear": 0.2}

Figures = dict[str, float]


def figures(scores: Scores) -> Figures:
    """The figures that are pinned: F1 in percent, one decimal."""
    return {name: round(getattr(scores, name).f1, 1) for name in scores._fields[:5]}


def resolution_figures(scores: ResolutionScores) -> Figures:
    """The pinned figures of resolved sources: right names with spans given, and end to end (F1)."""
    return {"names": round(scores.accuracy, 1), "end_to_end": round(scores.end_to_end.f1, 1)}


def coding_figures(scores: CodingScores) -> Figures:
    """The pinned figures of codings, in percent, one decimal."""
    return {name.replace(" ", "_"): round(value, 1) for name, value in scores.figures.items()}


def load(path: Path) -> dict[str, Figures]:
    """Read a floors file.

    Raises
    ------
    CorpusError
        If it cannot be read.
    """
    try:
        loaded: dict[str, Figures] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: no readable floors ({error}). Restore the file") from error
    return loaded


def least_allowed(corpus: str, floor: float) -> float:
    """How low a figure of a corpus may lie under its floor.

    >>> least_allowed("wikinews", 70.0)
    69.2
    """
    return floor - TOLERANCES.get(corpus, TOLERANCE)


def below(pinned: Mapping[str, Figures], reached: Mapping[str, Figures]) -> list[str]:
    """Name every figure that lies below its floor.

    >>> below({"wikinews": {"linked": 70.0}}, {"wikinews": {"linked": 69.0}})
    ['wikinews linked 69.0 is below its floor 70.0']
    """
    return [
        f"{corpus} {name} {reached[corpus][name]} is below its floor {floor}"
        for corpus, floors in pinned.items()
        if corpus in reached
        for name, floor in floors.items()
        if reached[corpus][name] < least_allowed(corpus, floor)
    ]


def raised(pinned: Mapping[str, Figures], reached: Mapping[str, Figures]) -> dict[str, Figures]:
    """Floors lifted to what was reached; none is lowered."""
    corpora = {**dict.fromkeys(pinned), **dict.fromkeys(reached)}
    return {
        corpus: {
            name: max(pinned.get(corpus, {}).get(name, 0.0), reached.get(corpus, {}).get(name, 0.0))
            for name in {**pinned.get(corpus, {}), **reached.get(corpus, {})}
        }
        for corpus in corpora
    }
