"""Changes: whose stance on an issue became another one, with the statements on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse import fields
from onrecord.analyse.turns import KINDS, Care, Course, Stage, Turn, evidence
from onrecord.errors import OptionError
from onrecord.serve.asked import asked, download, form_of, whole
from onrecord.serve.decided import decided_on
from onrecord.serve.record import Record, Remembered
from onrecord.serve.rendering import drawn_once, page
from onrecord.serve.scoped import FILTERS, changed, scope_of, share
from onrecord.store.asking.stances import statements
from onrecord.store.records import StoredStatement

router = APIRouter(include_in_schema=False)
_NAMES = (*FILTERS, "kind", "lowest", "least", "sure", "page")
_SIZE = 12
#: Turns of a course that are quoted, and stages that are drawn: the latest.
_TURNS, _STAGES = 4, 12
#: Width of the line of a course, and the smallest part of it that a stage has.
_WIDTH, _SMALLEST = 640.0, 14.0


class Part(NamedTuple):
    """A stage where it is drawn."""

    stage: Stage
    x: float
    width: float


class Side(NamedTuple):
    """A stage with the statements that show it."""

    stage: Stage
    shown: list[StoredStatement]


class Shown(NamedTuple):
    """A course as it is shown: its latest stages as a line, its latest turns with both sides, and how many more."""

    course: Course
    line: list[Part]
    turns: list[tuple[Turn, Side, Side]]
    earlier: int


@router.get("/changes")
@drawn_once
def show(request: Request, store: Record, memory: Remembered) -> Response:
    """Show the changes, or send them as a file."""
    values = asked(request, _NAMES)
    try:
        scope, kind, form = scope_of(values), values.get("kind"), form_of(values)
        if kind is not None and kind not in KINDS:
            raise OptionError(f"kind {kind[:40]!r} is not known. Use one of: {', '.join(KINDS)}")
        care = Care(share(values, "lowest", 0.5), whole(values, "least", 2), share(values, "sure", 0.9)).checked()
        number = whole(values, "page", 1)
        every = changed(store, memory, scope, care)
        found = [one for one in every if kind is None or any(turn.kind == kind for turn in one.turns)]
        part = found if form else found[(number - 1) * _SIZE : number * _SIZE]
        words = statements(store, fields.shown_statements(part))
        if form is not None:
            rows = (row for one in found for row in fields.course_rows(one, _of_kind(one, kind), words))
            every_one = {"changes": [fields.course_fields(one, words) for one in found]}
            return download(form, "changes", every_one, (fields.CHANGES, rows))
    except OptionError as error:
        return page(request, "changes.html", 422, values=values, problem=str(error), found=[], kinds=KINDS)
    return page(
        request,
        "changes.html",
        values=values,
        problem=None,
        kinds=KINDS,
        care=care,
        found=[_shown(one, kind, words) for one in part],
        total=len(found),
        number=number,
        size=_SIZE,
        decided=decided_on(store, words.values()),
    )


def _of_kind(course: Course, kind: str | None) -> list[Turn]:
    return [turn for turn in course.turns if kind is None or turn.kind == kind]


def _shown(course: Course, kind: str | None, words: dict[int, StoredStatement]) -> Shown:
    every = _of_kind(course, kind)
    turns = [
        (turn, _side(turn.before, words, late=True), _side(turn.after, words, late=False)) for turn in every[-_TURNS:]
    ]
    return Shown(course, _line(course.stages[-_STAGES:]), turns, len(every) - len(turns))


def _side(stage: Stage, words: dict[int, StoredStatement], *, late: bool) -> Side:
    return Side(stage, [words[one.key] for one in evidence(stage, late=late)])


def _line(stages: Sequence[Stage]) -> list[Part]:
    """Stages one beside the other, as long as there are utterances in them."""
    room = _WIDTH - _SMALLEST * len(stages)
    every = sum(len(stage.said) for stage in stages)
    parts, x = [], 0.0
    for stage in stages:
        width = _SMALLEST + room * len(stage.said) / every
        parts.append(Part(stage, round(x, 1), round(width - 2, 1)))
        x += width
    return parts
