"""Positions: actors by issues, as a matrix, for all time or a period; every cell opens its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple, cast

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse import fields
from onrecord.analyse.positions import Cell, Party, Positions, Topic, days_in, period_of, positions, statements_behind
from onrecord.codebook import OPEN
from onrecord.errors import OptionError
from onrecord.export.codings import date_words
from onrecord.serve.asked import Asked, asked, download, form_of, whole
from onrecord.serve.columns import Piece, bar, columns
from onrecord.serve.record import Record, Remembered
from onrecord.serve.remembering import Memory
from onrecord.serve.rendering import drawn_once, page
from onrecord.serve.scoped import FILTERS, counted_finely, everything, one_of, scope_of
from onrecord.store import Query, Store
from onrecord.store.asking.stances import PERIODS, Count, Period, Scope

router = APIRouter(include_in_schema=False)
_NAMES = (*FILTERS, "period", "at", "actors", "issues", "all")
#: Rows and columns that are shown at first, and at most.
_ACTORS, _ISSUES, _MOST = 20, 8, 200
#: Periods that a strip shows; where there are more, the latest.
_STRIP = 48


class Shown(NamedTuple):
    """A cell of the matrix as it is drawn."""

    cell: Cell
    query: Query
    bar: tuple[Piece, ...]
    columns: tuple[Piece, ...]


class Row(NamedTuple):
    """An actor with a cell for each issue, None where there is nothing."""

    party: Party
    cells: tuple[Shown | None, ...]


class Found(NamedTuple):
    """Counts in short periods, and the positions of all that is shown: of all time, or of one period."""

    scope: Scope
    counts: list[Count]
    period: Period
    within: Positions


class Step(NamedTuple):
    """A period of the strip, with how many utterances it has and how high that is, from 0 to 1."""

    period: str
    label: str
    n: int
    height: float


@router.get("/positions")
@drawn_once
def show(request: Request, store: Record, memory: Remembered) -> Response:
    """Show the matrix, or send it as a file."""
    values = asked(request, _NAMES)
    try:
        form, at, found = form_of(values), values.get("at"), _found(store, memory, values)
        if form is not None:
            of = found.within if at else positions(found.counts, found.period)
            return download(form, "positions", fields.positions_fields(of), _table(of))
        matrix = _matrix(values, found, at or "")
    except OptionError as error:
        return page(request, "positions.html", 422, values=values, problem=str(error), matrix=None, strip=[])
    strip = _strip(found)
    return page(
        request,
        "positions.html",
        values=values,
        problem=None,
        matrix=matrix,
        strip=strip,
        steps=[(step.period, step.label) for step in reversed(strip)],
        at=at,
        at_words=at and period_words(at),
    )


def _found(store: Store, memory: Memory, values: Asked) -> Found:
    period = cast("Period", one_of(values, "period", PERIODS, "month"))
    scope, at = scope_of(values), values.get("at")
    given = counted_finely(store, memory, scope, period)
    if at is None:
        return Found(scope, given, period, everything(store, memory, scope, period))
    of = {one: period_of(one, period) for one in {count.period for count in given}}
    if at not in of.values():
        raise OptionError(f"at {at[:40]!r} is no {period} with a statement. Use one of: {_some(of.values())}")
    return Found(scope, given, period, positions(one for one in given if of[one.period] == at))


def _table(found: Positions) -> tuple[tuple[str, ...], Any]:
    return fields.POSITIONS, fields.positions_rows(found)


def _some(periods: Iterable[str]) -> str:
    named = sorted({period for period in periods if period})
    return ", ".join(named[-12:]) or "none"


def _matrix(values: Asked, of: Found, at: str) -> dict[str, Any]:
    """Rows, columns and what is left out of them."""
    found = of.within
    coded = tuple(topic for topic in found.issues if not topic.id.startswith(OPEN))
    topics = coded if coded and "all" not in values else found.issues
    wide = min(whole(values, "issues", _ISSUES), _MOST)
    tall = min(whole(values, "actors", _ACTORS), _MOST)
    shown = topics[:wide]
    ids = {topic.id for topic in shown}
    busy = {actor for actor, issue, _ in found.cells if issue in ids}
    parties = [party for party in found.actors if party.key in busy]
    most = max((cell.n for cell in found.cells.values()), default=1)
    dated = _dated(of)
    view = View(shown, of.scope, (_timed(of, parties[:tall], shown), found), at, most, dated)
    rows = [_row(party, view) for party in parties[:tall]]
    return {
        "topics": shown,
        "rows": rows,
        "actors": len(parties),
        "issues": len(topics),
        "open": len(found.issues) - len(coded) if coded else 0,
        "utterances": found.utterances,
        "reviewed": sum(cell.reviewed for cell in found.cells.values()),
        "more_actors": min(tall * 3, _MOST) if len(parties) > tall < _MOST else None,
        "more_issues": min(wide * 2, _MOST) if len(topics) > wide < _MOST else None,
    }


class View(NamedTuple):
    """What the rows of a matrix have in common; ``of`` are the positions by period, and those of all that is shown."""

    topics: tuple[Topic, ...]
    scope: Scope
    of: tuple[Positions, Positions]
    at: str
    most: int
    dated: tuple[str, ...]


def _row(party: Party, view: View) -> Row:
    topics, scope, (timed, found), at, most, dated = view
    cells: list[Shown | None] = []
    for topic in topics:
        cell = found.cells.get((party.key, topic.id, ""))
        if cell is None:
            cells.append(None)
            continue
        over_time = [timed.cells.get((party.key, topic.id, period)) for period in dated]
        busiest = max((one.n for one in over_time if one), default=1)
        query = statements_behind(scope.query, replace(cell, period=at), party)
        if scope.by == "country":
            query = replace(query, actor=None)
        cells.append(Shown(cell, query, bar(cell, most), columns(over_time, busiest) if len(dated) > 1 else ()))
    return Row(party, tuple(cells))


def period_words(period: str) -> str:
    """Return a period in words.

    >>> period_words("2031-Q2"), period_words("2031-W25"), period_words("2031-06")
    ('April to June 2031', 'week 25 of 2031', 'June 2031')
    """
    year, _, rest = period.partition("-")
    if rest.startswith("W"):
        return f"week {int(rest[1:])} of {year}"
    if rest.startswith("Q"):
        first, last = days_in(period) or ("", "")
        return f"{date_words(first).split()[0]} to {date_words(last)}"
    return date_words(period)


def _timed(of: Found, parties: Iterable[Party], topics: Iterable[Topic]) -> Positions:
    """The positions by period of those who are shown."""
    actors, issues = {party.key for party in parties}, {topic.id for topic in topics}
    return positions((one for one in of.counts if one.actor in actors and one.issue in issues), of.period)


def _dated(of: Found) -> tuple[str, ...]:
    """The latest periods, as many as a strip shows."""
    periods = {period_of(one, of.period) for one in {count.period for count in of.counts}}
    return tuple(sorted(period for period in periods if period))[-_STRIP:]


def _strip(of: Found) -> list[Step]:
    finely = Counter[str]()
    for one in of.counts:
        finely[one.period] += one.utterances
    numbers = Counter[str]()
    for period, number in finely.items():
        numbers[period_of(period, of.period)] += number
    dated = _dated(of)
    most = max((numbers[period] for period in dated), default=1)
    return [Step(period, period_words(period), numbers[period], numbers[period] / most) for period in dated]
