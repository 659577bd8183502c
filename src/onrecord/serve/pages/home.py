"""The home page: what the record holds and what is new in it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.serve.record import Record
from onrecord.serve.rendering import page
from onrecord.store import Query

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, store: Record) -> Response:
    """Show the home page."""
    latest = [hit.found for hit in store.search(Query(size=6)).hits]
    return page(request, "home.html", info=store.info(), latest=latest)
