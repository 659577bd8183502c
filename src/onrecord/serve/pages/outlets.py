"""Outlets side by side, and the voices of one of them: no verdict, every number with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse.comparison import NO_OUTLET
from onrecord.analyse.shares import Share
from onrecord.analyse.voice_rows import COLUMNS, fields, rows
from onrecord.analyse.voices import TOLD_BY, OutletVoices, voices
from onrecord.errors import OptionError
from onrecord.serve.asked import Asked, as_query, asked, download, form_of, whole
from onrecord.serve.record import Record, Remembered
from onrecord.serve.remembering import Memory
from onrecord.serve.rendering import drawn_once, page
from onrecord.store import Store

router = APIRouter(include_in_schema=False)
_FILTERS = ("actor", "issue", "since", "until", "told_by")
_ACTORS, _COUNTRIES, _LEFT_OUT, _LISTED = 15, 10, 12, 20
#: Marks of the article's own voice that a table counts.
_KINDS = ("scare_quote", "epithet", "so_called")


class Line(NamedTuple):
    """A line of a table with a cell for each outlet; ``id`` is what a search takes."""

    name: str
    id: str | None
    entity: str | None
    cells: tuple[Any, ...]


@router.get("/outlets")
@drawn_once
def outlets(request: Request, store: Record, memory: Remembered) -> Response:
    """Show the outlets side by side."""
    values = asked(request, _FILTERS)
    found, problem = list[OutletVoices](), None
    try:
        form = form_of(values)
        found = voices_of(store, memory, values)
        if form is not None:
            return _file(form, "outlets", found)
    except OptionError as error:
        problem = str(error)
    return page(
        request,
        "outlets.html",
        422 if problem else 200,
        values=values,
        found=found,
        problem=problem,
        marks_of=_own_marks,
        left_out_of=_left_out,
        actors=_actor_lines(found),
        countries=_country_lines(found),
        left_out=_left_out_lines(found),
        filters={name: values[name] for name in ("actor", "issue", "since", "until") if name in values},
        no_outlet=NO_OUTLET,
        heads=[one.outlet for one in found],
        number_heads=[(one.outlet, "number") for one in found],
    )


@router.get("/outlets/{name:path}")
def outlet(request: Request, store: Record, memory: Remembered, name: str) -> Response:
    """Show the voices of one outlet."""
    values = asked(request, _FILTERS)
    there = any(one.outlet == name for one in store.documents(outlet=name))
    if not there:
        return page(request, "outlet_missing.html", 404, name=name)
    found, problem = list[OutletVoices](), None
    try:
        form = form_of(values)
        found = [one for one in voices_of(store, memory, values, outlet=name) if one.outlet == name]
        if form is not None:
            return _file(form, name, found)
    except OptionError as error:
        problem = str(error)
    return page(
        request,
        "outlet.html",
        422 if problem else 200,
        name=name,
        values=values,
        one=found[0] if found else None,
        problem=problem,
        listed=_LISTED,
        own_marks=_own_marks,
        filters={name: values[name] for name in ("actor", "issue", "since", "until") if name in values},
    )


def voices_of(store: Store, memory: Memory, values: Asked, **changed: Any) -> list[OutletVoices]:
    """Return what outlets carry, counted once."""
    told_by = whole(values, "told_by", TOLD_BY)
    if told_by < 1:
        raise OptionError("told_by 0 makes no sense. Give a number from 1")
    query = as_query(values, **changed)
    return memory.of(("voices", query, told_by), lambda: voices(store, query, told_by=told_by))


def _file(form: str, name: str, found: Sequence[OutletVoices]) -> Response:
    return download(form, f"voices-{name}", {"outlets": [fields(one) for one in found]}, (COLUMNS, rows(found)))


def _own_marks(one: OutletVoices) -> int:
    """How many scare quotes, epithets and the like stand in the outlet's own voice."""
    return sum(one.marked(kind, "article") for kind in _KINDS)


def _left_out(one: OutletVoices) -> int:
    return sum(who.left_out for who in one.left_out)


def _lines(
    found: Sequence[OutletVoices], of: Callable[[OutletVoices], Iterable[Any]], weigh: Callable[[Any], int], most: int
) -> list[Line]:
    """Whoever weighs most over all outlets, each with what every outlet has of them."""
    weights = Counter[tuple[str | None, str]]()
    cells: dict[tuple[tuple[str | None, str], str], Any] = {}
    for one in found:
        for who in of(one):
            key = (who.entity, "" if who.entity else who.name)
            weights[key] += weigh(who)
            cells[key, one.outlet] = who
    lines = []
    for key, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0][0] or "", item[0][1]))[:most]:
        row = tuple(cells.get((key, one.outlet)) for one in found)
        name = next(who.name for who in row if who)
        lines.append(Line(name, key[0] or name, key[0], row))
    return lines


def _actor_lines(found: Sequence[OutletVoices]) -> list[Line]:
    known = [(one, tuple(who for who in one.actors if who.entity)) for one in found]
    named = {one.outlet: actors for one, actors in known}
    return _lines(found, lambda one: named[one.outlet], lambda who: who.statements, _ACTORS)


def _left_out_lines(found: Sequence[OutletVoices]) -> list[Line]:
    return _lines(found, lambda one: one.left_out, lambda who: who.left_out, _LEFT_OUT)


def _country_lines(found: Sequence[OutletVoices]) -> list[Line]:
    totals = Counter[str]()
    for one in found:
        for country in one.countries:
            if country.value:
                totals[country.value] += country.statements.number
    by_outlet = [{country.value: country.statements for country in one.countries} for one in found]
    return [
        Line(
            name,
            None,
            None,
            tuple(of.get(name, Share(0, one.statements)) for of, one in zip(by_outlet, found, strict=True)),
        )
        for name, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:_COUNTRIES]
    ]
