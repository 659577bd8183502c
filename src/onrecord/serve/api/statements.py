"""Statements: all that is known of each, one by its id or many by filters."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Path, Query
from fastapi.responses import Response

from onrecord.contract import to_contract
from onrecord.review import places_of
from onrecord.serve.api import models
from onrecord.serve.api.answers import NOT_MODIFIED, answer, problems, resource
from onrecord.serve.api.cursors import Cursor, Limit, place
from onrecord.serve.api.cursors import cursor as to_cursor
from onrecord.serve.api.parameters import filters
from onrecord.serve.record import Record
from onrecord.store import Query as Asked
from onrecord.store import Store
from onrecord.store.asking.search import found_after
from onrecord.store.rows.days import said_on

router = resource("statements")
Statement = Annotated[
    str,
    Path(
        min_length=1,
        max_length=200,
        pattern=r"^([0-9]{1,15}:)?[^:]+$",
        description="Its id; where several documents have the same text, `DOCUMENT:ID`.",
    ),
]

Filters: Any = filters("StatementFilters", without=("sort", "page", "size"))
Given = Annotated[Filters, Query()]


@router.get(
    "/statements",
    operation_id="listStatements",
    response_model=models.Listed[models.FoundStatement],
    responses={**problems(), **NOT_MODIFIED},
)
def statements(store: Record, given: Given, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """List statements in the order in which they were added: those that fit all filters, none that was rejected."""
    after = place(cursor, after=0)["after"]
    with store.connection() as connection:
        found = found_after(connection, Asked(**given.model_dump()).checked(), after, limit + 1)
    page = found[:limit]
    of: dict[int, list[str]] = {}
    for _, document, id in page:
        of.setdefault(document, []).append(id)
    told = {document: _told(store, document, ids) for document, ids in of.items()}
    items = [told[document][id] for _, document, id in page if id in told[document]]
    return answer({"items": items, "next": to_cursor(after=page[-1][0]) if len(found) > limit else None})


@router.get(
    "/statements/{statement}",
    operation_id="getStatement",
    response_model=models.FoundStatement,
    responses={**problems(404, 409), **NOT_MODIFIED},
)
def statement(store: Record, statement: Statement) -> Response:
    """Return a statement with its document and what people decided on it."""
    (at,) = places_of(store, statement)
    return answer(_told(store, at.document, [at.statement])[at.statement])


def _told(store: Store, key: int, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return what is known of statements of a document, by their ids."""
    reading, document = store.reading(key), store.document(key)
    decisions = store.decisions(document=key, standing=False)
    told = {}
    for one, contract in zip(reading.statements, to_contract(reading)["statements"], strict=True):
        if one.id in ids:
            days = said_on(one, reading.document)
            told[one.id] = {
                "document": document and asdict(document),
                "statement": contract,
                "said_from": days and days.first,
                "said_until": days and days.last,
                "decisions": [asdict(decision) for decision in decisions if decision.statement == one.id],
            }
    return told
