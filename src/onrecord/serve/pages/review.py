"""The review queue: one statement after the other, accepted, edited, rejected, or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.errors import OnRecordError, OptionError, OvertakenError, StoreError
from onrecord.export import hits
from onrecord.review import Place, Seen, accept, edit, reject, undo
from onrecord.serve.asked import asked, download, form_of, number_in
from onrecord.serve.asking import FILTERS
from onrecord.serve.focus import KINDS, Focus, focus_on, place_in
from onrecord.serve.navigation import with_values
from onrecord.serve.pages.history import told_of
from onrecord.serve.queued import SIZE, View, page_of, view_of
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
from onrecord.serve.statement_form import CHOICES, ROLES, edit_in, fields_of
from onrecord.store import Decision, Store
from onrecord.store.asking.known import Wanted, issues_known, latest_decisions
from onrecord.store.asking.queue import ORDERS, STATES, Asked, Waiting, queue
from onrecord.store.asking.search import stored_statements
from onrecord.store.rows.groups import batches

router = APIRouter(include_in_schema=False)
#: Most statements of a queue as a file.
MOST = 10_000
COLUMNS = (
    *("document", "statement", "state", "score", "published", "outlet", "title", "speaker", "entity", "source", "cue"),
    *("content", "quote_type", "negated", "act", "stance", "issue", "recipients", "conditions"),
)
#: Decisions that are listed beside.
LATEST = 6


@router.get("/review")
def review(request: Request, store: Record) -> Response:
    """Show the queue and the statement that is looked at, or send the queue as a file."""
    try:
        view = view_of(request.query_params)
        form = form_of(asked(request, ()))
        if form is not None:
            return _file(store, view.asked, form)
    except OptionError as error:
        return page(request, "review_problem.html", 422, message=str(error))
    return _shown(request, store, view)


@router.post("/review/name")
def name(request: Request, form: Sent) -> Response:
    """Remember who reviews."""
    return remembering(see_other(own_path(field(form, "back"), "/review")), request, field(form, "by").strip())


@router.post("/review/accept")
def accepted(request: Request, store: Record, form: Sent) -> Response:
    """Accept a statement."""
    return _decided(request, store, form, accept)


@router.post("/review/reject")
def rejected(request: Request, store: Record, form: Sent) -> Response:
    """Reject a statement."""
    return _decided(request, store, form, reject)


@router.post("/review/edit")
def edited(request: Request, store: Record, form: Sent) -> Response:
    """Give a statement other values; a form that cannot be used comes back as it was filled in."""
    place, by = place_in(field(form, "at")), decider(request, form)
    focus = focus_on(store, place) if place is not None else None
    if focus is None:
        return _gone(request, field(form, "at"))
    sent = {name: value for name, value in form.items() if isinstance(value, str)}
    changes, problems = edit_in(sent, focus.statement, focus.article, store)
    status, message = 422, ""
    if not problems:
        try:
            (made,) = edit(store, [focus.place], changes, by, seen=_seen(sent, focus))
            return remembering(see_other(_after(sent, made)), request, by)
        except OvertakenError as error:
            status, message = 409, str(error)
        except OptionError as error:
            message = str(error)
        except StoreError as error:
            return page(request, "review_problem.html", 409, message=str(error))
    view = view_of({**_query_in(field(form, "back")), "at": focus.name, "edit": "1", "coding": sent.get("coding", "0")})
    return _shown(request, store, view, status, message=message, fields=sent, problems=problems)


@router.post("/review/undo")
def undone(request: Request, store: Record, form: Sent) -> Response:
    """Take a decision back."""
    by, back = decider(request, form), own_path(field(form, "back"), "/review")
    try:
        undo(store, [number_in(field(form, "decision"), 0)], by)
    except OnRecordError as error:
        return page(request, "review_problem.html", 409, message=str(error))
    return remembering(see_other(back), request, by)


def _file(store: Store, wanted: Asked, form: str) -> Response:
    """Send what the queue has, in its order; the score is the lowest that a value of the statement has."""
    with store.connection() as connection:
        waiting = queue(connection, wanted, MOST)
        some = batches(one.key for one in waiting)
        found = {key: statement for keys in some for key, statement in stored_statements(connection, keys)}
    tell = hits.joined if form == "csv" else hits.fields_of
    told = [{**tell(found[one.key]), "score": one.score, "state": one.state} for one in waiting]
    rows = ([one[name] for name in COLUMNS] for one in told)
    return download(form, "review", {"total": len(told), "statements": told}, (COLUMNS, rows))


def _decided(request: Request, store: Store, form: Any, decide: Any) -> Response:
    """Accept or reject the statement of a form; what somebody else decided in the meantime is shown instead."""
    place, by = place_in(field(form, "at")), decider(request, form)
    focus = focus_on(store, place) if place is not None else None
    if focus is None:
        return _gone(request, field(form, "at"))
    sent = {name: value for name, value in form.items() if isinstance(value, str)}
    status = 409
    try:
        (made,) = decide(store, [focus.place], by, seen=_seen(sent, focus))
        return remembering(see_other(_after(sent, made)), request, by)
    except OvertakenError as error:
        message = str(error)
    except OptionError as error:
        status, message = 422, str(error)
    except StoreError as error:
        return page(request, "review_problem.html", 409, message=str(error))
    view = view_of({**_query_in(sent.get("back", "")), "at": focus.name})
    return _shown(request, store, view, status, message=message)


def _shown(
    request: Request,
    store: Store,
    view: View,
    status: int = 200,
    *,
    message: str = "",
    fields: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    listed, far = page_of(memory_of(request, store), store, view)
    more, listed = len(listed) > SIZE, listed[:SIZE]
    with store.connection() as connection:
        found = dict(stored_statements(connection, [one.key for one in listed]))
        issues = issues_known(connection) if view.editing else []
        latest = latest_decisions(connection, Wanted(KINDS), LATEST)
        own = latest_decisions(connection, Wanted(KINDS, by=reviewer_of(request)), 1)
        done = latest_decisions(connection, Wanted(KINDS, key=view.done), 1) if view.done else []
    at = view.at or next((Place(one.document, one.statement) for one in listed), None)
    focus = None if at is None else focus_on(store, at)
    coding = view.coding if focus is not None and view.coding <= len(focus.statement.codings) else 0
    return page(
        request,
        "review.html",
        status,
        view=view,
        values=dict(view.values),
        filtered=any(name in FILTERS for name in view.values),
        focus=focus,
        around=_around(view, listed, focus, more),
        listed=[(one, found[one.key]) for one in listed],
        whole=far.whole,
        most=MOST,
        groups={"outlet": far.outlet, "act": far.act},
        done=done[0] if done else None,
        latest=told_of(store, latest),
        last=own[0] if own else None,
        reviewer=reviewer_of(request),
        logged_in=logged_in(request),
        may_edit=may_edit(request),
        message=message,
        problems=problems or {},
        fields=fields or (fields_of(focus.statement, focus.article, coding) if focus is not None else {}),
        coding=coding,
        choices=CHOICES,
        roles=ROLES,
        issues=issues,
        names=_names(store, focus) if focus is not None and view.editing else [],
        states=STATES,
        orders=ORDERS,
    )


def _around(view: View, listed: list[Waiting], focus: Focus | None, more: bool) -> dict[str, str]:
    """Return the addresses of this statement, of the one before and of the one after."""
    names = [f"{one.document}:{one.statement}" for one in listed]
    number = view.number if view.number > 1 else None

    def address(at: str | None, page: int | None = number, **others: str) -> str:
        return with_values("/review", {**view.values, "page": page, "at": at, **others})

    here = names.index(focus.name) if focus is not None and focus.name in names else None
    following = names[here + 1 :] if here is not None else [name for name in names if focus and name != focus.name]
    found = {"here": address(focus.name if focus else None), "queue": address(None, None)}
    if focus is not None:
        found["edit"] = address(focus.name, edit="1")
    if following:
        found |= {"next": address(following[0])}
    elif more:
        found |= {"next": address(None, view.number + 1)}
    if here:
        found["before"] = address(names[here - 1])
    elif here == 0 and view.number > 1:
        found["before"] = address(None, view.number - 1 if view.number > 2 else None)
    return found


def _seen(sent: Mapping[str, str], focus: Focus) -> Seen | None:
    """Return which decision the form saw last, None for a form that does not tell."""
    return {focus.place: number_in(sent["seen"], 0)} if "seen" in sent else None


def _after(sent: Mapping[str, str], made: Decision) -> str:
    """Return where a form leads once its decision is made."""
    path = own_path(sent.get("next") or sent.get("back", ""), "/review")
    if not path.startswith("/review"):
        return path
    return with_values("/review", {**_query_in(path), "done": made.key})


def _query_in(path: str) -> dict[str, str]:
    from urllib.parse import parse_qsl, urlsplit

    return dict(parse_qsl(urlsplit(own_path(path, "/review")).query))


def _gone(request: Request, name: str) -> Response:
    message = f"Statement {name[:100]} is not in the record any more. Its article was removed or read again."
    return page(request, "review_problem.html", 404, message=message)


def _names(store: Store, focus: Focus) -> list[tuple[str, str]]:
    """Return whom the article knows: names with their ids."""
    known = store.reading(focus.waiting.document).entities
    return [(one.entity.name, one.entity.id) for one in known][:500]
