"""Search: statements by all filters of :class:`onrecord.store.Query`, which says itself what each of them is."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from onrecord.export.hits import as_csv
from onrecord.export.hits import fields as hit_fields
from onrecord.serve.api import cursors, models
from onrecord.serve.api.answers import NOT_MODIFIED, answer, download, problems, resource
from onrecord.serve.api.cursors import Cursor, Limit
from onrecord.serve.api.parameters import filters
from onrecord.serve.record import Record
from onrecord.store import Query as Asked
from onrecord.store import Store, query
from onrecord.store.asking import search as searching
from onrecord.store.records import Page

router = resource("search")
Filters: Any = filters("Filters", without=("page", "size"))
Given = Annotated[Filters, Query()]


@router.get(
    "/search",
    operation_id="searchStatements",
    response_model=models.Hits,
    responses={**problems(), **NOT_MODIFIED},
)
def search(store: Record, filters: Given, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """Find statements; all filters that are given must hold. What is added after the first page is on none of them."""
    found, more = _page(store, Asked(**filters.model_dump()), cursor, limit)
    items = [hit_fields(hit) for hit in found.hits]
    return answer({"items": items, "next": more, "total": found.total, "more": found.more})


@router.get(
    "/search.csv",
    operation_id="downloadSearch",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}, **problems(), **NOT_MODIFIED},
)
def search_csv(store: Record, filters: Given) -> Response:
    """Download the first thousand statements that are found, as CSV."""
    asked = Asked(**filters.model_dump(), size=query.LARGEST)
    return download(as_csv(store.search(asked).hits), "text/csv", "statements", "csv")


def _page(store: Store, asked: Asked, given: str | None, limit: int) -> tuple[Page, str | None]:
    at = cursors.place(given, last=0, page=1)
    checked = replace(asked, page=at["page"], size=limit).checked()
    with store.connection() as connection:
        last = at["last"] or searching.newest(connection)
        found = searching.search(connection, checked, last)
    ended = not found.hits or found.total <= at["page"] * limit
    return found, None if ended else cursors.cursor(last=last, page=at["page"] + 1)
