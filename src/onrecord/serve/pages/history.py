"""What people decided on a record, the latest first: a page of it, or all of it as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.review.telling import told
from onrecord.serve.asked import asked, download, form_of, whole
from onrecord.serve.record import Record
from onrecord.serve.rendering import page
from onrecord.serve.reviewer import logged_in, may_edit, reviewer_of
from onrecord.store import Decision, Store
from onrecord.store.asking.known import Wanted, count_decisions, latest_decisions, said_at

router = APIRouter(include_in_schema=False)
SIZE = 50
_COLUMNS = ("decision", "kind", "says", "document", "statement", "decided_by", "decided_at", "undone_by", "undone_at")
_EVERY = Wanted(standing=False)
#: Most decisions of a file.
_MOST = 1_000_000


@router.get("/review/history")
def history(request: Request, store: Record) -> Response:
    """List what people decided, the latest first."""
    values = asked(request, ("page",))
    form, number = form_of(values), max(whole(values, "page", 1), 1)
    with store.connection() as connection:
        if form is not None:
            return _file(form, latest_decisions(connection, _EVERY, _MOST))
        shown = latest_decisions(connection, _EVERY, SIZE, (number - 1) * SIZE)
        total = count_decisions(connection, _EVERY)
    return page(
        request,
        "review_history.html",
        decisions=told_of(store, shown),
        total=total,
        number=number,
        size=SIZE,
        reviewer=reviewer_of(request),
        logged_in=logged_in(request),
        may_edit=may_edit(request),
    )


def told_of(store: Store, decisions: Iterable[Decision]) -> list[tuple[Decision, str, str]]:
    """Return decisions with what they say and the words of the statements that they are about."""
    listed = list(decisions)
    with store.connection() as connection:
        known = said_at(connection, {one.document for one in listed if one.document is not None})
    return [(one, told(one), known.get((one.document, one.statement), "")) for one in listed]


def _file(form: str, decisions: list[Decision]) -> Response:
    """Send decisions as a file: JSON has their values, CSV what they say."""
    rows = (
        (
            *(one.key, one.kind, told(one), one.document, one.statement),
            *(one.decided_by, one.decided_at, one.undone_by, one.undone_at),
        )
        for one in decisions
    )
    every = {"total": len(decisions), "decisions": [asdict(one) for one in decisions]}
    return download(form, "decisions", every, (_COLUMNS, rows))
