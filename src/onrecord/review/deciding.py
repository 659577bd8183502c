"""Decisions on statements: accept, reject, edit, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from onrecord.errors import OptionError, OvertakenError, StoreError
from onrecord.review.editing import Edit, edited, plain, restored
from onrecord.review.lists import LISTS, going_with, put_back
from onrecord.review.merging import APART
from onrecord.review.naming import NAMING, concerned, names_of, settle_in
from onrecord.review.placing import find, put
from onrecord.review.sampling import JUDGE, SAMPLE
from onrecord.review.session import Session, deciding, decisions
from onrecord.statement import Statement
from onrecord.store import Decision, Store
from onrecord.store.database import schema
from onrecord.store.rows.replacing import differing
from onrecord.store.rows.rereading import REJECT

ACCEPT, EDIT = "accept", "edit"


class Place(NamedTuple):
    """A statement: the key of its document and its id there."""

    document: int
    statement: str


#: Key of the last standing decision that somebody saw on a statement when they decided, 0 for none.
Seen = Mapping[Place, int]


def places_of(store: Store, name: str, *, copies: bool = False) -> tuple[Place, ...]:
    """Return where a statement is.

    Parameters
    ----------
    name : str
        Its id; where several documents have the same text, with the document's key before it: ``17:5d2c8a1f0e3b4c6d``.
    copies : bool
        Take them all where several documents have it.

    Raises
    ------
    StoreError
        If it is nowhere, or in several documents without ``copies``.
    """
    document, separator, id = name.rpartition(":")
    table = schema.statements
    query = table.select().where(table.c.id == id).order_by(table.c.document)
    if separator:
        query = query.where(table.c.document == _number(document, name))
    with store.connection() as connection:
        places = tuple(dict.fromkeys(Place(row.document, row.id) for row in connection.execute(query)))
    if not places:
        raise StoreError(store.address.name, f"there is no statement {name}", "Find ids with: onrecord search")
    if len(places) > 1 and not copies:
        several = ", ".join(f"{place.document}:{place.statement}" for place in places)
        raise StoreError(
            store.address.name,
            f"statement {name} is in several documents",
            f"Give one of {several}, or ask for all copies",
        )
    return places


def latest(store: Store, name: str) -> tuple[int, ...]:
    """Return the keys of the latest standing decisions on a statement, one for each document that has it.

    Raises
    ------
    StoreError
        If nobody has decided on it.
    """
    document, separator, id = name.rpartition(":")
    number = _number(document, name) if separator else None
    newest: dict[int | None, int] = {}
    for one in store.decisions(document=number):
        if id in (one.statement, one.first_statement):
            newest[one.document] = one.key
    if not newest:
        raise StoreError(
            store.address.name, f"no decision on statement {name} stands", "List decisions with: onrecord review list"
        )
    return tuple(newest.values())


def accept(store: Store, places: Iterable[Place], by: str, *, seen: Seen | None = None) -> tuple[Decision, ...]:
    """Say of statements that they are right as they are; whoever said so already says it once.

    The decision keeps what was accepted.

    Raises
    ------
    OptionError
        If one of them was rejected; nothing is stored then.
    OvertakenError
        If somebody has decided on one since it was seen; nothing is stored then.
    """
    made = []
    with deciding(store, by, judging=True) as session:
        for place in places:
            _not_overtaken(session, place, seen)
            found = find(session, *place)
            standing = _not_rejected(session, place)
            said = [one for one in standing if one.kind == EDIT or one.decided_by == session.by]
            again = said and said[-1].kind == ACCEPT
            value = {"after": plain(found.statement, found.document)}
            made.append(said[-1] if again else session.decide(ACCEPT, value, *place))
    return tuple(made)


def reject(store: Store, places: Iterable[Place], by: str, *, seen: Seen | None = None) -> tuple[Decision, ...]:
    """Say of statements that they are none: no search finds them until that is taken back.

    Raises
    ------
    OvertakenError
        If somebody has decided on one since it was seen; nothing is stored then.
    """
    made = []
    with deciding(store, by, judging=True) as session:
        for place in places:
            _not_overtaken(session, place, seen)
            find(session, *place)
            before = [one for one in session.standing(*place) if one.kind == REJECT]
            made.append(before[-1] if before else session.decide(REJECT, None, *place))
    return tuple(made)


def edit(
    store: Store, places: Iterable[Place], changes: Edit, by: str, *, seen: Seen | None = None
) -> tuple[Decision, ...]:
    """Give statements other values; see :class:`onrecord.review.Edit`. What was there is kept in the decision.

    Raises
    ------
    OptionError
        If a value makes no sense, nothing is changed, or one of them was rejected; nothing is stored then.
    OvertakenError
        If somebody has decided on one since it was seen; nothing is stored then.
    """
    made = []
    with deciding(store, by) as session:
        for place in places:
            _not_overtaken(session, place, seen)
            found = find(session, *place)
            _not_rejected(session, place)
            after = edited(found.statement, changes, found.document)
            value = {
                "changed": _changed(found.statement, after),
                "before": plain(found.statement, found.document),
                "after": plain(after, found.document),
            }
            put(session, found, after)
            made.append(session.decide(EDIT, value, *place))
        settle_in(session.connection)
    return tuple(made)


def undo(store: Store, keys: Sequence[int], by: str) -> tuple[Decision, ...]:
    """Take decisions back, the last one first; that they were made stays on record.

    With a decision on names goes what it changed of the record's own actors or codebook, if that is as it left it.

    Raises
    ------
    OptionError
        If one was taken back before, or a later one on the same statement, actor or issue has to be taken back first;
        nothing is changed then.
    StoreError
        If there is none with such a key.
    """
    with deciding(store, by) as session:
        undone = [_undo(session, key) for key in sorted(set(keys), reverse=True)]
        undone += [session.take_back(one) for one in reversed(going_with(session, keys)) if put_back(session, one)]
        settle_in(session.connection)
    return tuple(undone)


def _undo(session: Session, key: int) -> Decision:
    decision = session.decision(key)
    if not decision.stands:
        when = f"by {decision.undone_by} at {decision.undone_at}"
        raise OptionError(f"decision {key} was taken back {when}. List those that stand with: onrecord review list")
    if decision.kind not in (ACCEPT, REJECT, EDIT, SAMPLE, JUDGE, APART, *NAMING, *LISTS):
        raise OptionError(f"decision {key} is of the kind {decision.kind!r}, which review does not make")
    if decision.kind == EDIT and decision.document is not None and decision.statement is not None:
        standing = session.standing(decision.document, decision.statement)
        if standing[-1].key != key:
            later = standing[-1]
            raise OptionError(
                f"decision {key} is not the last one on statement {decision.statement}: {later.decided_by} decided "
                f"{later.kind} on it since. Take back decision {later.key} first"
            )
        _put_back(session, decision.document, decision.statement, _kept(decision, "before"))
    if decision.kind in NAMING:
        _name_again(session)
    if decision.kind in LISTS and not put_back(session, decision):
        raise OptionError(
            f"what decision {key} made of the record's own {decision.kind} was changed again since. Take back later "
            "decisions on it first: onrecord review list"
        )
    return session.take_back(decision)


def _name_again(session: Session) -> None:
    """Give statements that people hold on to the names of their first reading again.

    A new reading leaves them as they are, under the names that they have by then; what was decided on names, and may be
    taken back now, starts from the first ones.
    """
    table = schema.decisions
    held = decisions(session.connection, table.c.kind.in_((ACCEPT, EDIT)), table.c.undone_at.is_(None))
    newest = {(one.document, one.statement): after for one in held if (after := _kept(one, "after")) is not None}
    for document, statement in sorted(concerned(session.connection, names_of(session.connection))):
        standing = session.standing(document, statement)
        if (document, statement) in newest and not any(one.kind == REJECT for one in standing):
            found = find(session, document, statement)
            values = {**newest[document, statement], "id": statement, "parent": found.row.parent}
            first = restored(values, found.document)
            if first != found.statement:
                put(session, found, first)


def _put_back(session: Session, document: int, statement: str, values: dict[str, Any] | None) -> None:
    """Put a statement back as it was before an edit; what holds it may have got another id since."""
    if values is not None:
        found = find(session, document, statement)
        put(session, found, restored({**values, "id": statement, "parent": found.row.parent}, found.document))


def _kept(decision: Decision, name: str) -> dict[str, Any] | None:
    """Return the statement that a decision keeps; those that others wrote by the store alone keep none."""
    kept = decision.value.get(name) if isinstance(decision.value, dict) else None
    return kept if isinstance(kept, dict) else None


def _not_overtaken(session: Session, place: Place, seen: Seen | None) -> None:
    """Refuse to decide on what is not what was seen any more."""
    if seen is None or place not in seen:
        return
    standing = session.standing(*place)
    last = standing[-1] if standing else None
    if (last.key if last else 0) == seen[place]:
        return
    what = f"{last.decided_by} decided {last.kind} on it" if last else "the decision that stood was taken back"
    raise OvertakenError(
        f"statement {place.statement} is not as you saw it: {what} in the meantime. Look at it again, then decide"
    )


def _not_rejected(session: Session, place: Place) -> list[Decision]:
    """Return the standing decisions on a statement that nobody rejected."""
    standing = session.standing(*place)
    for one in standing:
        if one.kind == REJECT:
            raise OptionError(
                f"statement {place.statement} was rejected by {one.decided_by}. "
                f"Take that back first: onrecord review undo --decision {one.key}"
            )
    return standing


def _changed(before: Statement, after: Statement) -> list[str]:
    """Names of the values that are not the same, or that are a person's now."""
    return [*differing(before, after)] or ["confirmed"]


def _number(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise OptionError(f"{name!r} is no statement. Give its id, or DOCUMENT:ID with the key of the document")
    return int(text)
