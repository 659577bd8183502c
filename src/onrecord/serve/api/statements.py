"""One statement: all that is known of it, and in whose words else it is told."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from onrecord.contract import to_contract
from onrecord.review import places_of
from onrecord.serve.api import models
from onrecord.serve.api.answers import NOT_MODIFIED, answer, problems, resource
from onrecord.serve.record import Record
from onrecord.store.days import said_on

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


@router.get(
    "/statements/{statement}",
    operation_id="getStatement",
    response_model=models.FoundStatement,
    responses={**problems(404, 409), **NOT_MODIFIED},
)
def statement(store: Record, statement: Statement) -> Response:
    """Return a statement with its document and what people decided on it."""
    (at,) = places_of(store, statement)
    reading, document = store.reading(at.document), store.document(at.document)
    number = next(index for index, one in enumerate(reading.statements) if one.id == at.statement)
    days = said_on(reading.statements[number], reading.document)
    decisions = store.decisions(document=at.document, statement=at.statement, standing=False)
    return answer(
        {
            "document": document and asdict(document),
            "statement": to_contract(reading)["statements"][number],
            "said_from": days and days.first,
            "said_until": days and days.last,
            "decisions": [asdict(one) for one in decisions],
        }
    )
