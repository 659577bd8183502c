"""Issues: a list, and for one of them who stands where, on which conditions, in which words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.errors import OptionError
from onrecord.serve.asked import as_query, asked, download, form_of
from onrecord.serve.record import Record, Remembered
from onrecord.serve.remembering import Memory
from onrecord.serve.rendering import drawn_once, page
from onrecord.serve.scoped import counted
from onrecord.serve.timeline import timeline
from onrecord.store import Query, Store
from onrecord.store.asking import debates, stances
from onrecord.store.asking.debates import ListedIssue
from onrecord.store.asking.stances import POSITIONS, Count, Scope, Tie

router = APIRouter(include_in_schema=False)
_LIST = ("text", "actor", "outlet", "since", "until")
_ONE = ("outlet", "since", "until")
_LATEST, _TIES, _WORDINGS, _OPEN = 6, 15, 16, 30


class Row(NamedTuple):
    """An issue of the list with its utterances by stance."""

    issue: ListedIssue
    counts: dict[str, int]
    actors: int

    @property
    def n(self) -> int:
        """How many utterances take a stance."""
        return sum(self.counts.values())


class Stand(NamedTuple):
    """Where somebody stands: utterances by stance."""

    who: str
    entity: str | None
    name: str
    type: str | None
    country: str | None
    counts: dict[str, int]
    first: str | None
    last: str | None

    @property
    def n(self) -> int:
        """How many utterances there are."""
        return sum(self.counts.values())


class Condition(NamedTuple):
    """A condition, with where its statement stands."""

    tie: Tie
    document: int
    statement: str
    outlet: str | None


@router.get("/issues")
@drawn_once
def issues(request: Request, store: Record, memory: Remembered) -> Response:
    """List the issues of the record: those of a codebook, and those that texts named."""
    values = asked(request, _LIST)
    rows, problem = list[Row](), None
    try:
        form, words = form_of(values), values.get("text", "").casefold().split()
        query = replace(as_query(values), text=None)
        rows = [row for row in rows_of(store, memory, query) if _has(row.issue, words)]
        if form is not None:
            return download(form, "issues", {"issues": [_fields(row) for row in rows]}, _list_table(rows))
    except OptionError as error:
        problem = str(error)
    return page(
        request,
        "issues.html",
        422 if problem else 200,
        values=values,
        own=[row for row in rows if row.issue.own],
        open=[row for row in rows if not row.issue.own],
        shown=_OPEN,
        problem=problem,
    )


@router.get("/issues/{id:path}")
def issue(request: Request, store: Record, id: str) -> Response:
    """Show an issue: who stands where, over time, on which conditions, in which words."""
    values = asked(request, _ONE)
    with store.connection() as connection:
        label = debates.issue_label(connection, id)
    if label is None:
        return page(request, "issue_missing.html", 404, id=id)
    try:
        form = form_of(values)
        query = as_query(values, issue=id)
        counts = stances.counts(store, Scope(query), "month")
        standing = _standing(counts)
        if form is not None:
            told = {"id": id, "label": label, "standing": [_stand_fields(one) for one in standing]}
            return download(form, label, told, _stand_table(id, standing))
        with store.connection() as connection:
            wordings = debates.wordings(connection, query.checked(), _WORDINGS)
        found = store.search(replace(query, size=_LATEST, sort="newest"))
        more: dict[str, Any] = {
            "standing": standing,
            "most": max((one.n for one in standing), default=0),
            "chart": timeline(((one.period, one.stance, one.utterances) for one in counts), POSITIONS),
            "conditions": _conditions(store, query),
            "wordings": [one for one in wordings if not one.reversed],
            "turned": [one for one in wordings if one.reversed],
            "latest": [hit.found for hit in found.hits],
            "total": store.count(query),
        }
    except OptionError as error:
        return page(request, "issue.html", 422, id=id, label=label, values=values, problem=str(error), **_nothing())
    return page(request, "issue.html", id=id, label=label, values=values, problem=None, **more)


def _nothing() -> dict[str, Any]:
    lists = ("standing", "conditions", "wordings", "turned", "latest")
    return {"chart": None, "most": 0, "total": 0, **{name: () for name in lists}}


def _has(one: ListedIssue, words: Iterable[str]) -> bool:
    name = f"{one.label} {one.id}".casefold()
    return all(word in name for word in words)


def rows_of(store: Store, memory: Memory, query: Query) -> list[Row]:
    """Return the issues that statements of a query are on, counted once."""

    def listed() -> list[Row]:
        with store.connection() as connection:
            listed = debates.listed_issues(connection, query.checked())
        return _rows(listed, counted(store, memory, Scope(query).checked(), "all"))

    return memory.of(("issues", query), listed)


def _rows(listed: Iterable[ListedIssue], counts: Iterable[Count]) -> list[Row]:
    by_issue: defaultdict[str, Counter[str]] = defaultdict(Counter)
    actors: defaultdict[str, set[str]] = defaultdict(set)
    for one in counts:
        by_issue[one.issue][one.stance] += one.utterances
        actors[one.issue].add(one.actor)
    return [Row(one, dict(by_issue[one.id]), len(actors[one.id])) for one in listed]


def _standing(counts: Iterable[Count]) -> list[Stand]:
    groups: defaultdict[str, list[Count]] = defaultdict(list)
    for one in counts:
        groups[one.actor].append(one)
    found = [_stand(who, of) for who, of in groups.items()]
    return sorted(found, key=lambda one: (-one.n, one.name))


def _stand(who: str, counts: list[Count]) -> Stand:
    by_stance = Counter[str]()
    for one in counts:
        by_stance[one.stance] += one.utterances
    first = min((one.first for one in counts if one.first), default=None)
    last = max((one.last for one in counts if one.last), default=None)
    entity = None if who.startswith("name:") else who
    one = counts[0]
    return Stand(who.removeprefix("name:"), entity, one.name, one.type, one.country, dict(by_stance), first, last)


def _conditions(store: Store, query: Query) -> list[Condition]:
    """The latest conditions, each once an utterance and once in the same words, with where they stand."""
    once: dict[tuple[str, str, str], Tie] = {}
    utterances: set[tuple[int, str]] = set()
    for tie in reversed(stances.ties(store, Scope(query))):
        if (tie.utterance, tie.type) not in utterances:
            utterances.add((tie.utterance, tie.type))
            once.setdefault((tie.actor, tie.type, tie.words.casefold()), tie)
        if len(once) == _TIES:
            break
    where = stances.statements(store, (tie.key for tie in once.values()))
    return [
        Condition(tie, where[tie.key].document.key, where[tie.key].statement.id, where[tie.key].document.outlet)
        for tie in once.values()
    ]


def _fields(row: Row) -> dict[str, Any]:
    return {**row.issue._asdict(), "utterances": row.n, "actors": row.actors, "stances": row.counts}


def _list_table(rows: Iterable[Row]) -> tuple[tuple[str, ...], Iterable[Iterable[Any]]]:
    columns = (*ListedIssue._fields, "actors", "utterances", *POSITIONS)
    return columns, ((*row.issue, row.actors, row.n, *_by_stance(row.counts)) for row in rows)


def _stand_fields(one: Stand) -> dict[str, Any]:
    return {**one._asdict(), "n": one.n}


def _stand_table(id: str, standing: Iterable[Stand]) -> tuple[tuple[str, ...], Iterable[Iterable[Any]]]:
    columns = ("issue", "entity", "name", "type", "country", *POSITIONS, "n", "first", "last")
    return columns, (
        (id, one.entity, one.name, one.type, one.country, *_by_stance(one.counts), one.n, one.first, one.last)
        for one in standing
    )


def _by_stance(counts: Mapping[str, int]) -> Iterable[int]:
    return (counts.get(name, 0) for name in POSITIONS)
