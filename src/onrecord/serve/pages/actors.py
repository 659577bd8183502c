"""People and bodies: a list to search, and the record of one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.errors import OptionError
from onrecord.export.sources import country_name
from onrecord.serve.asked import asked, download, form_of, whole
from onrecord.serve.record import Record, Remembered
from onrecord.serve.rendering import drawn_once, page
from onrecord.serve.timeline import timeline
from onrecord.store import Profile, Query, Store
from onrecord.store.asking import people, person, stances
from onrecord.store.asking.people import PeopleQuery
from onrecord.store.query import LARGEST

router = APIRouter(include_in_schema=False)
QUOTATION = ("direct", "mixed", "indirect")
_FILTERS = ("text", "type", "country", "everybody", "sort", "page")
_LATEST, _MOST, _SHOWN = 8, 12, 10
_COLUMNS = ("entity", "name", "type", "country", "statements", "received", "outlets", "first", "last")


class IssueRow(NamedTuple):
    """What somebody says of an issue: utterances by stance."""

    id: str
    label: str
    counts: dict[str, int]
    first: str | None
    last: str | None

    @property
    def n(self) -> int:
        """How many utterances there are."""
        return sum(self.counts.values())


@router.get("/actors")
@drawn_once
def actors(request: Request, store: Record, memory: Remembered) -> Response:
    """List who speaks and who is spoken to."""
    values = asked(request, _FILTERS)
    found, problem = None, None
    try:
        form = form_of(values)
        query = PeopleQuery(
            values.get("text"),
            values.get("type"),
            values.get("country"),
            "everybody" not in values,
            values.get("sort", "statements"),
            1 if form else whole(values, "page", 1),
            LARGEST if form else 50,
        ).checked()
        found = memory.of(("people", query), lambda: _people(store, query))
        if form is not None:
            rows = [one._asdict() for one in found.people]
            table = _COLUMNS, (one.values() for one in rows)
            return download(form, "people", {"total": found.total, "people": rows}, table)
    except OptionError as error:
        problem = str(error)
    return page(
        request,
        "actors.html",
        422 if problem else 200,
        values=values,
        found=found,
        problem=problem,
        types=[(type, f"{type.replace('_', ' ')} ({count:,})") for type, count in (found.types if found else ())],
        countries=[(one, f"{country_name(one)} ({count:,})") for one, count in (found.countries if found else ())],
    )


def _people(store: Store, query: PeopleQuery) -> people.People:
    with store.connection() as connection:
        return people.people(connection, query)


@router.get("/actors/{id:path}")
def actor(request: Request, store: Record, id: str) -> Response:
    """Show somebody's record."""
    values = asked(request, ())
    with store.connection() as connection:
        profile = person.person(connection, id)
        if profile is None:
            return _nobody(request, store, id)
        keys = person.actors_of(connection, profile)
        months = person.months_of(connection, keys)
        to = person.addressees(connection, keys, _MOST)
        called = person.called(connection, keys, _SHOWN)
        naming = person.naming_of(connection, profile)
    query = Query(actor=profile.entity or profile.name)
    issues = _issues(store, query)
    try:
        form = form_of(values)
    except OptionError as error:
        return page(request, "actor_missing.html", 422, id=id, alike=(), problem=str(error))
    if form is not None:
        return _record(form, profile, issues)
    return page(
        request,
        "actor.html",
        profile=profile,
        who=query.actor,
        issues=issues,
        most=max((one.n for one in issues), default=0),
        chart=timeline(months, QUOTATION),
        to=to,
        called=called,
        naming=naming,
        latest=[hit.found for hit in _latest(store, query)],
        values=values,
    )


def _nobody(request: Request, store: Store, id: str) -> Response:
    """Show those of whom one may be meant: all who are called exactly so, where these are several, or who is like."""
    if not any(map(str.isalnum, id)):
        return page(request, "actor_missing.html", 404, id=id, alike=())
    with store.connection() as connection:
        called = person.namesakes(connection, id, _SHOWN)
        alike = people.people(connection, _like(id)).people if len(called) < 2 else ()
    if len(called) > 1:
        return page(request, "actor_several.html", 300, id=id, called=called)
    return page(request, "actor_missing.html", 404, id=id, alike=alike)


def _like(id: str) -> PeopleQuery:
    return PeopleQuery(text=id[:200], size=_SHOWN)


def _latest(store: Store, query: Query) -> Iterable[Any]:
    return store.search(replace(query, size=_LATEST)).hits


def _issues(store: Store, query: Query) -> list[IssueRow]:
    """Utterances of somebody by issue and stance, those with most first."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, str] = {}
    days: defaultdict[str, list[str]] = defaultdict(list)
    for one in stances.counts(store, stances.Scope(query)):
        counts[one.issue][one.stance] += one.utterances
        labels[one.issue] = one.label
        days[one.issue] += [day for day in (one.first, one.last) if day]
    rows = (
        IssueRow(id, labels[id], dict(counted), min(days[id], default=None), max(days[id], default=None))
        for id, counted in counts.items()
    )
    return sorted(rows, key=lambda one: (-one.n, one.label))


def _record(form: str, profile: Profile, issues: list[IssueRow]) -> Response:
    """Somebody's record as a file: all of it as JSON, issues and stances as CSV."""
    rows = [
        (profile.entity, profile.name, one.id, one.label, stance, count, one.n, one.first, one.last)
        for one in issues
        for stance, count in one.counts.items()
    ]
    columns = ("entity", "name", "issue", "label", "stance", "utterances", "n", "first", "last")
    told = asdict(profile) | {"issues": [{**one._asdict(), "n": one.n} for one in issues]}
    return download(form, profile.name, told, (columns, rows))
