"""Search: statements by their words and by facets, every filter in the address; the view as CSV and JSON too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.codes import ACTS, STANCES
from onrecord.errors import OptionError
from onrecord.export import hits
from onrecord.export.json import written
from onrecord.serve.asking import given_of, query_of
from onrecord.serve.charts import histogram
from onrecord.serve.decided import decided_on
from onrecord.serve.record import Record, Remembered
from onrecord.serve.remembering import Memory
from onrecord.serve.rendering import drawn_once, page
from onrecord.store import Hit, Query, Snippet, Store
from onrecord.store.asking.facets import Facets, Value, facets_of
from onrecord.store.query import HELP

router = APIRouter(include_in_schema=False)
LABELS = {
    "text": "Words",
    "actor": "Who",
    "recipient": "To whom",
    "issue": "Issue",
    "act": "Act",
    "stance": "Stance",
    "outlet": "Outlet",
    "quote_type": "Quoted",
    "since": "From",
    "until": "Until",
}
CHOICES = {"act": (*ACTS, "unclear"), "stance": (*STANCES, "unclear"), "quote_type": ("direct", "indirect", "mixed")}
#: Values of a facet that are listed.
_LISTED = 8
#: Statements that are written at once.
_BATCH = 200


@router.get("/search")
@drawn_once
def search(request: Request, store: Record, memory: Remembered) -> Response:
    """Show what a query finds, or send it as a file."""
    given = given_of(request.query_params)
    try:
        query = query_of(given).checked()
        form = request.query_params.get("format")
        if form:
            return _file(store, query, form)
    except OptionError as error:
        return page(request, "search.html", 422, **_frame(given), found=None, facets=None, problem=str(error))
    found = store.search(query)
    facets = facets_for(store, memory, query)
    total = sum(one.statements for one in facets.quote_type)
    return page(
        request,
        "search.html",
        **_frame(given, facets),
        problem=None,
        found=replace(found, total=max(total, found.total), more=False),
        facets=facets,
        sort=query.sort,
        chart=histogram(facets.months),
        decided=decided_on(store, (hit.found for hit in found.hits)),
    )


def _frame(given: dict[str, str], facets: Facets | None = None) -> dict[str, Any]:
    """What the form shows: the filters as they were given, and what they are called."""
    names = {(field, one.value): one.label for field in ("actor", "recipient", "issue") for one in _of(facets, field)}
    chips = [(name, LABELS[name], names.get((name, given[name]), given[name])) for name in LABELS if name in given]
    counts = {name: {one.value: one.statements for one in _of(facets, name)} for name in CHOICES}
    return {"given": given, "chips": chips, "counts": counts, "labels": LABELS, "choices": CHOICES, "help": HELP}


def _of(facets: Facets | None, field: str) -> tuple[Value, ...]:
    return () if facets is None else getattr(facets, field)


def facets_for(store: Store, memory: Memory, query: Query) -> Facets:
    """Return the facets of a query, whatever its page and order, counted once."""
    asked = replace(query, page=1, size=1, sort="newest")

    def counted() -> Facets:
        with store.connection() as connection:
            return facets_of(connection, asked, _LISTED)

    return memory.of(asked, counted)


def _file(store: Store, query: Query, form: str) -> Response:
    """Send what a query finds: CSV and JSON lines have all of it, JSON the page."""
    if form == "json":
        found = store.search(query)
        about = {"page": found.number, "size": found.size, "total": store.count(query)}
        whole = written({**about, "hits": [hits.fields(hit) for hit in found.hits]}, 2) + "\n"
        return Response(whole, media_type="application/json", headers=_named("statements.json"))
    if form not in _WRITERS:
        raise OptionError(f"format {form!r} is not known. Use one of: csv, jsonl, json")
    kind, write = _WRITERS[form]
    lines = write(Hit(one, Snippet(one.content)) for one in store.statements(query))
    return StreamingResponse(lines, media_type=kind, headers=_named(f"statements.{form}"))


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _csv(found: Iterator[Hit]) -> Iterator[str]:
    first = True
    for batch in _batches(found):
        rows = hits.as_csv(batch)
        yield rows if first else rows.partition("\n")[2]
        first = False


def _jsonl(found: Iterator[Hit]) -> Iterator[str]:
    for batch in _batches(found):
        yield "".join(written(hits.fields(hit)) + "\n" for hit in batch)


def _batches(found: Iterator[Hit]) -> Iterator[list[Hit]]:
    batch: list[Hit] = []
    for hit in found:
        batch.append(hit)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_WRITERS: dict[str, tuple[str, Callable[[Iterator[Hit]], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "jsonl": ("application/x-ndjson", _jsonl),
}
