"""Changes of the lists that a record has of its own, actors and codebook: kept with who and when, and taken back.

A decision keeps which rows went, with their places, and which came in their stead. Taking it back undoes just that, so
that what others changed since stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.codebook import Codebook, Entry
from onrecord.errors import OptionError
from onrecord.review.session import Session, deciding, decisions
from onrecord.store import Decision, OwnActor, OwnActors, Store
from onrecord.store.database import schema
from onrecord.store.rows.own import codebook_file, entry_row, load_actors, load_codebook, write_actors, write_codebook

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Decisions that the record's own actors, or its codebook, are others from now on.
ACTORS, CODEBOOK = "actors", "codebook"
LISTS = (ACTORS, CODEBOOK)


def keep_actors(store: Store, actors: OwnActors, by: str, what: str, of: Iterable[Decision] = ()) -> list[Decision]:
    """Put actors that were checked in the place of the record's own; nothing is decided where they are the same.

    Parameters
    ----------
    what : str
        What was done, in a few words.
    of : iterable of Decision
        Decisions on the names of statements that it goes with: taken back together.

    Raises
    ------
    OptionError
        If nobody is named.
    StoreError
        If the record cannot be written.
    """
    with deciding(store, by) as session:
        before = load_actors(session.connection)
        if before == actors:
            return []
        rows = () if before is None else before.rows
        change = _change([_plain_actor(row) for row in rows], [_plain_actor(row) for row in actors.rows])
        value = {"what": what, "name": before.name if before else None, "with": [one.key for one in of], **change}
        write_actors(session.connection, actors)
        return [session.decide(ACTORS, value)]


def keep_entries(store: Store, codebook: Codebook, by: str, what: str, of: Iterable[Decision] = ()) -> list[Decision]:
    """Put a codebook that was checked in the place of the record's own; as :func:`keep_actors`.

    The whole codebook before is kept as well, to be put back whatever was changed since.
    """
    with deciding(store, by) as session:
        before = load_codebook(session.connection)
        entries = () if before is None else before.entries
        if before is not None and entries == codebook.entries:
            return []
        value = {"what": what, "name": before.name if before else None, "with": [one.key for one in of]}
        value["toml"] = codebook_file(entries) if before else None
        value |= _change([entry_row(one) for one in entries], [entry_row(one) for one in codebook.entries])
        write_codebook(session.connection, codebook)
        return [session.decide(CODEBOOK, value)]


def put_back(session: Session, decision: Decision) -> bool:
    """Undo what a decision changed in a list; False, and nothing is changed, where that was changed again since.

    Raises
    ------
    OptionError
        If the decision was made by an earlier version, which did not keep what changed.
    """
    if "removed" not in decision.value:
        raise OptionError(f"decision {decision.key} is of an earlier version. Put the codebook back on its page")
    load, write = _AS_ROWS[decision.kind]
    own, rows = load(session.connection)
    left = _undone(rows, decision.value)
    if left is not None:
        write(session.connection, decision.value["name"] or (own if left else None), left)
    return left is not None


def going_with(session: Session, keys: Iterable[int]) -> list[Decision]:
    """Return the standing changes of lists that go with decisions of which these were the last to be taken back."""
    table, taken = schema.decisions, set(keys)
    listed = decisions(session.connection, table.c.kind.in_(LISTS), table.c.undone_at.is_(None))
    going = [one for one in listed if taken.intersection(one.value.get("with", ()))]
    others = {key for one in going for key in one.value["with"]}
    standing = {one.key for one in decisions(session.connection, table.c.key.in_(others), table.c.undone_at.is_(None))}
    return [one for one in going if standing.isdisjoint(one.value["with"])]


def _change(before: Sequence[Any], after: Sequence[Any]) -> dict[str, Any]:
    gone, come = _but(before, after), _but(after, before)
    return {"removed": [[place, before[place]] for place in gone], "added": [after[place] for place in come]}


def _but(rows: Sequence[Any], others: Sequence[Any]) -> list[int]:
    """The places of rows that are not among others."""
    known = {repr(row) for row in others}
    return [place for place, row in enumerate(rows) if repr(row) not in known]


def _undone(rows: list[Any], change: dict[str, Any]) -> list[Any] | None:
    """Return rows without those that were added and with those that were removed; None where not all are there."""
    left = list(rows)
    for row in change["added"]:
        if row not in left:
            return None
        left.remove(row)
    for place, row in change["removed"]:
        left.insert(place, row)
    return left


def _plain_actor(row: OwnActor) -> dict[str, Any]:
    return row._asdict() | {"aliases": list(row.aliases)}


def _actors(connection: Connection) -> tuple[str | None, list[Any]]:
    own = load_actors(connection)
    return (None, []) if own is None else (own.name, [_plain_actor(row) for row in own.rows])


def _put_actors(connection: Connection, name: str | None, rows: Iterable[Any]) -> None:
    found = (OwnActor(**{**row, "aliases": tuple(row["aliases"])}) for row in rows)
    write_actors(connection, None if name is None else OwnActors(name, tuple(found)))


def _entries(connection: Connection) -> tuple[str | None, list[Any]]:
    book = load_codebook(connection)
    return (None, []) if book is None else (book.name, [entry_row(one) for one in book.entries])


def _put_entries(connection: Connection, name: str | None, rows: Iterable[Any]) -> None:
    write_codebook(connection, None if name is None else Codebook(name, tuple(map(_entry, rows))))


def _entry(row: dict[str, Any]) -> Entry:
    lists = {name: tuple(row[name]) for name in ("aliases", "reversed_aliases", "examples")}
    return Entry(row["id"], row["label"], parent=row["parent"], **lists)


#: How each list is read as its name and plain rows, and written from them.
_AS_ROWS = {ACTORS: (_actors, _put_actors), CODEBOOK: (_entries, _put_entries)}
