"""Review: accept, reject and edit statements, take decisions back, merge and split actors, rename issues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from onrecord import review
from onrecord.codes import Condition, Recipient
from onrecord.document import Span
from onrecord.errors import OptionError
from onrecord.review.given import issue_of, speaker_of
from onrecord.serve.access import Asking, Person
from onrecord.serve.api import decided, models
from onrecord.serve.api.answers import NOT_MODIFIED, answer, problems, resource
from onrecord.serve.api.cursors import LARGEST, Cursor, Limit, listed, place
from onrecord.serve.record import Record
from onrecord.store import Decision, Store

router = resource("review")
decisions_router = resource("decisions")
_DECIDED: dict[str, Any] = {"response_model": decided.Decisions, "responses": problems(404, 409, 413)}
DocumentKey = Annotated[int | None, Query(ge=1, le=LARGEST, description="Only those on statements of a document.")]
StatementId = Annotated[str | None, Query(max_length=200, description="Only those on a statement.")]
Undone = Annotated[bool, Query(description="Those that were taken back as well.")]


@router.post("/review/accept", operation_id="acceptStatements", **_DECIDED)
def accept(request: Request, store: Record, person: Asking, given: decided.OnStatements) -> Response:
    """Say of statements that they are right as they are."""
    places = _places(store, given)
    return _told(request, review.accept(store, places, _by(person, given), seen=_seen(places, given)))


@router.post("/review/reject", operation_id="rejectStatements", **_DECIDED)
def reject(request: Request, store: Record, person: Asking, given: decided.OnStatements) -> Response:
    """Say of statements that they are none: no search finds them until that is taken back."""
    places = _places(store, given)
    return _told(request, review.reject(store, places, _by(person, given), seen=_seen(places, given)))


@router.post("/review/edit", operation_id="editStatements", **_DECIDED)
def edit(request: Request, store: Record, person: Asking, given: decided.Edited) -> Response:
    """Give statements other values; what was there is kept and comes back with undo."""
    places = _places(store, given)
    return _told(
        request, review.edit(store, places, _edit(store, given), _by(person, given), seen=_seen(places, given))
    )


@router.post("/review/undo", operation_id="undoDecisions", **_DECIDED)
def undo(request: Request, store: Record, person: Asking, given: decided.Undone) -> Response:
    """Take decisions back and bring back what was; that they were made stays on record."""
    return _told(request, review.undo(store, given.decisions, _by(person, given)))


@router.post("/review/merge", operation_id="mergeActors", **_DECIDED)
def merge(request: Request, store: Record, person: Asking, given: decided.Merged) -> Response:
    """Say that several actors are one."""
    return _told(request, [review.merge(store, given.actors, _by(person, given))])


@router.post("/review/split", operation_id="splitActor", **_DECIDED)
def split(request: Request, store: Record, person: Asking, given: decided.Divided) -> Response:
    """Say that some names of an actor are somebody else's."""
    return _told(request, [review.split(store, given.actor, given.names, _by(person, given), to=given.to)])


@router.post("/review/rename", operation_id="renameIssue", **_DECIDED)
def rename(request: Request, store: Record, person: Asking, given: decided.Renamed) -> Response:
    """Call an issue something else, or make it one with another."""
    return _told(request, [review.rename_issue(store, given.old, given.new, _by(person, given))])


@decisions_router.get(
    "/decisions",
    operation_id="listDecisions",
    response_model=models.Listed[models.Decision],
    responses={**problems(), **NOT_MODIFIED},
)
def decisions(
    store: Record,
    document: DocumentKey = None,
    statement: StatementId = None,
    undone: Undone = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """List what people decided, with who and when: the record's own log of what was changed in it."""
    place(cursor, after=0)
    found = store.decisions(document=document, statement=statement, standing=not undone)
    page, more = listed(found, cursor, limit, lambda one: one.key, 0)
    return answer({"items": [asdict(one) for one in page], "next": more})


def _places(store: Store, given: decided.OnStatements) -> list[review.Place]:
    """Return where statements are, each once."""
    found = (at for name in given.statements for at in review.places_of(store, name, copies=given.copies))
    return list(dict.fromkeys(found))


def _seen(places: Iterable[review.Place], given: decided.OnStatements) -> dict[review.Place, int] | None:
    return None if given.seen is None else dict.fromkeys(places, given.seen)


def _by(person: Person, given: decided.Decided) -> str:
    """Return who decides: who logged in by name, else whom the client names, else the local user."""
    return person.name if person.named or given.by is None else given.by


def _edit(store: Store, given: decided.Edited) -> review.Edit:
    speaker, issue = given.speaker, given.issue
    if speaker is not None and not (speaker.name or speaker.entity):
        raise OptionError("the speaker has neither a name nor an id. Give one of the two")
    return review.Edit(
        source=_spans(given.source),
        cue=_spans(given.cue),
        content=_spans(given.content),
        quote_type=given.quote_type,
        negated=given.negated,
        speaker=None if speaker is None else speaker_of(store, speaker.name, speaker.entity),
        coding=given.coding,
        act=given.act,
        stance=given.stance,
        issue=None if issue is None else issue_of(store, issue.id, issue.label),
        no_issue=given.no_issue,
        recipients=None if given.recipients is None else tuple(map(_recipient, given.recipients)),
        conditions=None if given.conditions is None else tuple(map(_condition, given.conditions)),
    )


def _spans(places: Iterable[decided.Place] | None) -> tuple[Span, ...] | None:
    return None if places is None else tuple(Span(one.start, one.end) for one in places)


def _recipient(given: decided.RecipientGiven) -> Recipient:
    if (given.start is None) != (given.end is None):
        raise OptionError(f"the recipient {given.name!r} has half a place. Give start and end, or neither")
    span = None if given.start is None or given.end is None else Span(given.start, given.end)
    return Recipient(given.name, given.role, span, method="human")


def _condition(given: decided.ConditionGiven) -> Condition:
    return Condition(given.type, Span(given.start, given.end), method="human")


def _told(request: Request, decisions: Iterable[Decision]) -> Response:
    made = [asdict(one) for one in decisions]
    request.state.changed = {"decisions": [one["key"] for one in made]}
    return answer({"decisions": made})
