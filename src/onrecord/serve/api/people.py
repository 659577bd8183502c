"""Actors, issues and outlets: who and what the record knows by name."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from onrecord.serve.api import models
from onrecord.serve.api.answers import NOT_MODIFIED, answer, problems, resource
from onrecord.serve.api.cursors import Cursor, Limit, listed
from onrecord.serve.api.parameters import Name
from onrecord.serve.problems import RefusedError
from onrecord.serve.record import Record
from onrecord.store import Profile, Store
from onrecord.store import Query as Asked
from onrecord.store.asking.articles import outlets_of
from onrecord.store.asking.facets import facets_of
from onrecord.store.asking.known import KnownActor, actors_known, issues_known
from onrecord.store.rows.wording import folded, words_of

actors_router = resource("actors")
issues_router = resource("issues")
outlets_router = resource("outlets")
#: Most that a list knows; those of most uses are among them.
_MOST = 100_000
Called = Annotated[
    str | None, Query(max_length=1000, description="Only those with words among their names that begin so.")
]


@actors_router.get(
    "/actors",
    operation_id="listActors",
    response_model=models.Listed[models.Actor],
    responses={**problems(), **NOT_MODIFIED},
)
def actors(store: Record, name: Called = None, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """List the actors of the record by their ids."""
    with store.connection() as connection:
        known = actors_known(connection, _MOST)
    wanted = words_of(name or "")
    found = sorted((one for one in known if _is_called(one, wanted)), key=lambda one: one.id)
    page, more = listed(found, cursor, limit, lambda one: one.id, "")
    return answer({"items": [{"id": one.id, **one._asdict()} for one in page], "next": more})


@actors_router.get(
    "/actors/{name:path}",
    operation_id="getActor",
    response_model=models.Profile,
    responses={**problems(404, 409), **NOT_MODIFIED},
)
def actor(store: Record, name: Name) -> Response:
    """Return the record of somebody, by id or whole name; of those with these words among their names if it is one."""
    found = store.who(name) if words_of(name) else []
    exact = [one for one in found if one.entity == name] or [one for one in found if _has(one, name)] or found
    if not exact:
        raise RefusedError(
            HTTPStatus.NOT_FOUND, "nobody in the record is called so", "Find ids at /api/v1/actors", value=name
        )
    if len(exact) > 1:
        several = ", ".join(one.entity or repr(one.name) for one in exact[:10])
        raise RefusedError(
            HTTPStatus.CONFLICT, f"{len(exact)} actors are called so: {several}", "Give the id of one", value=name
        )
    return answer(_profile(exact[0]))


@issues_router.get(
    "/issues",
    operation_id="listIssues",
    response_model=models.Listed[models.Issue],
    responses={**problems(), **NOT_MODIFIED},
)
def issues(store: Record, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """List the issues of the record by their ids."""
    with store.connection() as connection:
        known = sorted(issues_known(connection, _MOST))
    page, more = listed(known, cursor, limit, lambda one: one.id, "")
    return answer({"items": [one._asdict() for one in page], "next": more})


@issues_router.get(
    "/issues/{id:path}",
    operation_id="getIssue",
    response_model=models.IssueStances,
    responses={**problems(404), **NOT_MODIFIED},
)
def issue(store: Record, id: Name) -> Response:
    """Return an issue with how many statements stand to it how."""
    with store.connection() as connection:
        known = next((one for one in issues_known(connection, _MOST) if one.id == id), None)
        if known is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "there is no such issue", "Find ids at /api/v1/issues", value=id)
        stances = {
            one.value: store.count(Asked(issue=id, stance=one.value))
            for one in facets_of(connection, Asked(issue=id).checked()).stance
        }
    count = store.count(Asked(issue=id))
    return answer({"id": known.id, "label": known.label, "statements": count, "stances": stances})


@outlets_router.get(
    "/outlets",
    operation_id="listOutlets",
    response_model=models.Listed[models.Outlet],
    responses={**problems(), **NOT_MODIFIED},
)
def outlets(store: Record, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """List who published something, by name."""
    with store.connection() as connection:
        found = sorted(outlets_of(connection))
    page, more = listed(found, cursor, limit, lambda one: one[0], "")
    return answer({"items": [_outlet(store, name, documents) for name, documents in page], "next": more})


def _is_called(one: KnownActor, wanted: list[str]) -> bool:
    words = [word for name in one.names for word in words_of(name)]
    return all(any(word.startswith(beginning) for word in words) for beginning in wanted)


def _has(one: Profile, name: str) -> bool:
    return folded(name) in {folded(known) for known in (one.name, *one.aliases)}


def _profile(one: Profile) -> dict[str, Any]:
    return {**asdict(one), "issues": [issue._asdict() for issue in one.issues]}


def _outlet(store: Store, name: str, documents: int) -> dict[str, Any]:
    return {"name": name, "documents": documents, "statements": store.count(Asked(outlet=name))}
