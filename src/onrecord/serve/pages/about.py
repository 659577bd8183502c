"""About this record: what read it and how, what the scores mean, who made what it was made with."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.serve.asked import asked, download, form_of
from onrecord.serve.record import Record, Remembered
from onrecord.serve.rendering import page
from onrecord.store import Store
from onrecord.store.asking.facets import reviewed
from onrecord.store.database.information import Info, Way, scores_of, ways_of

router = APIRouter(include_in_schema=False)
_Told = tuple[Info, list[Way], tuple[int, ...], int]


@router.get("/about")
def about(request: Request, store: Record, memory: Remembered) -> Response:
    """Show what this record is, or send it as JSON."""
    form = form_of(asked(request, ()), ("json",))
    info, ways, scores, decided = memory.of("about", lambda: _told(store))
    if form is not None:
        counted = {name: value for name, value in asdict(info).items() if name != "name"}  # that is where it is kept
        known = {**counted, "reviewed": decided, "scores": scores, "read": [asdict(one) for one in ways]}
        return download(form, "about-this-record", known, ((), ()))
    return page(request, "about.html", info=info, ways=ways, scores=scores, reviewed=decided)


def _told(store: Store) -> _Told:
    info = store.info()
    with store.connection() as connection:
        return info, ways_of(connection), scores_of(connection), reviewed(connection)
