"""Actors that are one, or are not: suggestions, merging, splitting, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse.alike import Alike, alike
from onrecord.errors import OnRecordError, OptionError
from onrecord.review import keep_apart, kept_apart, merge, split
from onrecord.review.telling import told
from onrecord.serve.asked import asked, download, form_of
from onrecord.serve.navigation import with_values
from onrecord.serve.record import Record, memory_of
from onrecord.serve.rendering import page
from onrecord.serve.reviewer import (
    Sent,
    decider,
    field,
    logged_in,
    may_edit,
    own_path,
    remembering,
    reviewer_of,
    see_other,
)
from onrecord.store import Store
from onrecord.store.asking.known import KnownActor, Wanted, actors_known, latest_decisions

router = APIRouter(include_in_schema=False)
KINDS = ("merge", "split", "keep-apart")
COLUMNS = ("first", "first_name", "second", "second_name", "reason", "score")
#: Suggestions and decisions that are listed, and the most names of a list to choose from.
SHOWN, LOGGED, LISTED = 30, 20, 1000


@router.get("/actors/merge")
def merging(request: Request, store: Record, actor: str = "") -> Response:
    """Show who may be one with whom, or send it as a file; with ``actor`` the names that can be split off."""
    form = form_of(asked(request, ()))
    if form is not None:
        return _file(form, *suggested(request, store), actor.strip())
    return _shown(request, store, actor.strip())


@router.get("/review/actors")
def of_actor(text: str = "") -> Response:
    """Lead from somebody's page to merging and splitting."""
    return see_other(with_values("/actors/merge", {"actor": text}))


@router.post("/actors/merge")
def merged(request: Request, store: Record, form: Sent) -> Response:
    """Make two actors one, or say that they are two."""
    by, given = decider(request, form), [field(form, "first").strip(), field(form, "second").strip()]
    if field(form, "keep") == given[1]:
        given.reverse()
    try:
        if not all(given):
            raise OptionError("two actors are needed. Give the name or id of each")
        if "apart" in form:
            keep_apart(store, given, by)
        else:
            merge(store, given, by)
    except OnRecordError as error:
        return _shown(request, store, "", 422, message=str(error), given=given)
    return remembering(see_other(own_path(field(form, "back"), "/actors/merge")), request, by)


@router.post("/actors/split")
def parted(request: Request, store: Record, form: Sent) -> Response:
    """Give some names of an actor to another one, or to one that is new."""
    by, actor = decider(request, form), field(form, "actor").strip()
    names = [name for name in form.getlist("name") if isinstance(name, str)]
    try:
        split(store, actor, names, by, to=field(form, "to").strip() or None)
    except OnRecordError as error:
        return _shown(request, store, actor, 422, message=str(error))
    path = with_values("/actors/merge", {"actor": actor})
    return remembering(see_other(own_path(field(form, "back"), path)), request, by)


def suggested(request: Request, store: Store) -> tuple[list[KnownActor], list[Alike]]:
    """Return the actors of the record, and pairs that may be one; counted anew when the record has changed."""

    def counted() -> tuple[list[KnownActor], list[Alike]]:
        with store.connection() as connection:
            known = actors_known(connection)
        return known, alike(known, kept_apart(store))

    found: tuple[list[KnownActor], list[Alike]] = memory_of(request, store).of("alike", counted)
    return found


def _file(form: str, known: list[KnownActor], pairs: list[Alike], actor: str) -> Response:
    """Send all pairs that may be one, or those of an actor."""
    by_id = {one.id: one for one in known}
    chosen = _chosen(known, actor)
    rows = [
        (one.first, by_id[one.first].names[0], one.second, by_id[one.second].names[0], one.reason, one.score)
        for one in _pairs_of(pairs, chosen)
        if chosen is not None or not actor
    ]
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return download(form, "may-be-one", {"total": len(told), "pairs": told}, (COLUMNS, rows))


def _chosen(known: Sequence[KnownActor], actor: str) -> KnownActor | None:
    """Return who is meant, by id or else by a name."""
    by_id = next((one for one in known if one.id == actor), None)
    return by_id or next((one for one in known if actor and actor in one.names), None)


def _pairs_of(pairs: list[Alike], chosen: KnownActor | None) -> list[Alike]:
    return pairs if chosen is None else [one for one in pairs if chosen.id in (one.first, one.second)]


def _shown(
    request: Request,
    store: Store,
    actor: str,
    status: int = 200,
    *,
    message: str = "",
    given: Sequence[str] = ("", ""),
) -> Response:
    known, pairs = suggested(request, store)
    by_id = {one.id: one for one in known}
    chosen = _chosen(known, actor)
    pairs = _pairs_of(pairs, chosen)
    with store.connection() as connection:
        decisions = latest_decisions(connection, Wanted(KINDS), LOGGED)
    values: dict[str, Any] = {"reviewer": reviewer_of(request), "logged_in": logged_in(request)}
    return page(
        request,
        "merge.html",
        status if chosen is not None or not actor or status != 200 else 404,
        actor=actor,
        chosen=chosen,
        pairs=[(one, by_id[one.first], by_id[one.second]) for one in pairs[:SHOWN]],
        more=max(0, len(pairs) - SHOWN),
        known=known[:LISTED],
        decisions=[(one, told(one), "") for one in decisions],
        message=message,
        given=given,
        may_edit=may_edit(request),
        **values,
    )
