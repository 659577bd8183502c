"""Documents: their list, what was read in one, its versions and its earlier readings."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Path, Query
from fastapi.responses import Response

from onrecord.contract import to_contract
from onrecord.contract.keys import ReadingModel
from onrecord.serve.api import models
from onrecord.serve.api.answers import NOT_MODIFIED, answer, download, problems, resource
from onrecord.serve.api.cursors import LARGEST, Cursor, Limit, listed, place
from onrecord.serve.api.parameters import Key, Words
from onrecord.serve.problems import RefusedError
from onrecord.serve.record import Record
from onrecord.store import PastReading, Store, StoredDocument
from onrecord.store.asking.documents import Choice, documents_of

router = resource("documents")
Url = Annotated[str | None, Query(max_length=10_000, description="All texts that this address showed.")]
Hash = Annotated[str | None, Query(max_length=100, description="All copies of a text: `sha256:` and its hash.")]
Past = Annotated[int, Path(ge=1, le=LARGEST, description="Key of the earlier reading.")]


@router.get(
    "/documents",
    operation_id="listDocuments",
    response_model=models.Listed[models.StoredDocument],
    responses={**problems(), **NOT_MODIFIED},
)
def documents(
    store: Record, outlet: Words = None, url: Url = None, id: Hash = None, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """List documents in the order in which they were added: all, or those of an outlet, at an address, with a text."""
    after = place(cursor, after=0)["after"]
    with store.connection() as connection:
        found = documents_of(connection, Choice(outlet, url, id), after)
        page, more = listed(found, cursor, limit, lambda one: one.key, 0)
    return answer({"items": [asdict(one) for one in page], "next": more})


@router.get(
    "/documents/{key}",
    operation_id="getDocument",
    response_model=ReadingModel,
    responses={**problems(404), **NOT_MODIFIED},
)
def document(store: Record, key: Key) -> Response:
    """Return what was read in a document: the same JSON that `onrecord read` prints."""
    return answer(to_contract(store.reading(key)))


@router.get(
    "/documents/{key}/text",
    operation_id="downloadText",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **problems(404), **NOT_MODIFIED},
)
def text(store: Record, key: Key) -> Response:
    """Download the text that all offsets count in."""
    found = store.reading(key).document
    return download(found.text, "text/plain", found.title or f"document-{key}", "txt")


@router.get(
    "/documents/{key}/versions",
    operation_id="listVersions",
    response_model=models.Listed[models.Version],
    responses={**problems(404), **NOT_MODIFIED},
)
def versions(store: Record, key: Key) -> Response:
    """List what the document's address showed, the first text first; nothing where it has no address."""
    found = _stored(store, key)
    shown = store.versions(found.url) if found.url else []
    return answer({"items": [{**one._asdict(), "document": asdict(one.document)} for one in shown], "next": None})


@router.get(
    "/documents/{key}/past",
    operation_id="listPastReadings",
    response_model=models.Listed[models.PastReading],
    responses={**problems(404), **NOT_MODIFIED},
)
def past(store: Record, key: Key) -> Response:
    """List the earlier readings of a document, the first one first."""
    _stored(store, key)
    return answer({"items": [_past(one) for one in store.past(key)], "next": None})


@router.get(
    "/documents/{key}/past/{past}",
    operation_id="getPastReading",
    response_model=ReadingModel,
    responses={**problems(404), **NOT_MODIFIED},
)
def past_reading(store: Record, key: Key, past: Past) -> Response:
    """Return what was read in a document before."""
    for one in store.past(key):
        if one.key == past:
            return answer(to_contract(one.reading))
    raise RefusedError(HTTPStatus.NOT_FOUND, f"document {key} has no earlier reading {past}", "List them first")


def _stored(store: Store, key: int) -> StoredDocument:
    found = store.document(key)
    if found is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, f"there is no document {key}", "Find keys at /api/v1/documents")
    return found


def _past(one: PastReading) -> dict[str, Any]:
    facts = {**one._asdict(), "statements": len(one.reading.statements)}
    del facts["reading"]
    return facts
