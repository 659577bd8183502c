"""Decisions on actors and issues: merge, split, rename."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.codebook import OPEN
from onrecord.errors import OptionError, StoreError
from onrecord.review.naming import MERGE, NAMING, RENAME, SPLIT, IssueName, settle_in
from onrecord.review.session import Session, deciding, decisions
from onrecord.store import Decision, Store
from onrecord.store.asking.filters import actors_named
from onrecord.store.database import connections, schema
from onrecord.store.rows.keys import Keys
from onrecord.store.rows.wording import folded, words_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: The decision that two actors are two.
APART = "keep-apart"
#: Actors that an error lists.
_MOST = 10
#: Longest name that can be given to an issue.
_LONGEST = 200
#: What a source is called that nobody knows.
_UNKNOWN = "unknown"


class Party(NamedTuple):
    """An actor of the record: entity, None for those who are known by name alone, and all names that are used."""

    entity: str | None
    names: tuple[str, ...]


def merge(store: Store, actors: Sequence[str], by: str, *, known: Party | None = None) -> Decision:
    """Say that several actors are one: the first, whose id all have from now on. Names stay as articles use them.

    Parameters
    ----------
    actors : sequence of str
        Ids or names.
    known : Party, optional
        Who the first is, if no statement names them yet.

    Raises
    ------
    OptionError
        If they are one already, or a name means several or nobody in particular.
    StoreError
        If there is nobody of that name.
    """
    with deciding(store, by) as session:
        if known is not None and not _rows_of(session.connection, actors[0]):
            first, others = known, [_party(session, name) for name in actors[1:]]
        else:
            first, *others = [_party(session, name) for name in actors]
        others = [one for one in dict.fromkeys(others) if one != first]
        if not others:
            raise OptionError(f"{' and '.join(map(repr, actors))} are one actor already. Give two that are not")
        into = {"entity": first.entity or _id_for(session, first.names[0]), "name": first.names[0]}
        joining = others if first.entity is not None else [first, *others]
        value = {
            "entities": [one.entity for one in joining if one.entity is not None],
            "names": [name for one in joining if one.entity is None for name in one.names],
            "into": into,
        }
        made = session.decide(MERGE, value)
        settle_in(session.connection)
    return made


def split(store: Store, actor: str, names: Sequence[str], by: str, *, to: str | None = None) -> Decision:
    """Say that some names of an actor are somebody else's: another actor's, or one that is new.

    Where one name stands for two persons, edit the speaker of those statements instead.

    Parameters
    ----------
    actor, to : str
        Ids or names.

    Raises
    ------
    OptionError
        If the actor has no such name, or no other.
    StoreError
        If there is nobody of that name.
    """
    with deciding(store, by) as session:
        found = _party(session, actor)
        wanted = {folded(name) for name in names}
        leaving = [name for name in found.names if folded(name) in wanted]
        missing = wanted - {folded(name) for name in leaving}
        if found.entity is None or missing or not 0 < len(leaving) < len(found.names):
            has = ", ".join(map(repr, found.names))
            raise OptionError(f"{actor!r} cannot be split so: its names are {has}. Give some of them, not all")
        other = None if to is None else _party(session, to)
        if other is not None and (other.entity is None or other.entity == found.entity):
            raise OptionError(f"{to!r} is no other actor with an id. Leave --to out to make a new one")
        entity = other.entity if other is not None else _id_for(session, leaving[0], but=found.entity)
        value = {"entities": [found.entity], "names": leaving, "into": {"entity": entity, "name": leaving[0]}}
        made = session.decide(SPLIT, value)
        settle_in(session.connection)
    return made


def keep_apart(store: Store, actors: Sequence[str], by: str) -> Decision:
    """Say that two actors are two, whatever their names: they are not suggested as one any more.

    Raises
    ------
    OptionError
        If they are not two.
    """
    if len({*actors}) != 2 or not all(map(str.strip, actors)):
        raise OptionError(f"{' and '.join(map(repr, actors))} are not two actors. Give the ids of two")
    with deciding(store, by) as session:
        return session.decide(APART, {"actors": [*actors]})


def kept_apart(store: Store) -> set[frozenset[str]]:
    """Return the pairs of whom somebody said that they are two."""
    table = schema.decisions
    with store.connection() as connection:
        found = decisions(connection, table.c.kind == APART, table.c.undone_at.is_(None))
        return {frozenset(one.value["actors"]) for one in found}


def names_used(store: Store, actor: str) -> tuple[str, ...]:
    """Return the names that statements use for somebody with an id, a name, or these words among the names."""
    with store.connection() as connection:
        return tuple(dict.fromkeys(row.name for row in _rows_of(connection, actor)))


def rename_issue(store: Store, old: str, new: str, by: str, *, id: str | None = None) -> Decision:
    """Call an issue something else; where there is an issue of that name or id already, the two become one.

    Parameters
    ----------
    id : str, optional
        What a codebook has as the id of the issue called ``new``.

    Raises
    ------
    OptionError
        If it is called so already, or a name means several issues.
    StoreError
        If there is no such issue.
    """
    label = " ".join(new.split())
    if not words_of(label) or len(label) > _LONGEST or not label.isprintable():
        raise OptionError(f"{new[:_LONGEST]!r} is no name of an issue. Give words, up to {_LONGEST} characters")
    with deciding(store, by) as session:
        issues = _issues(session.connection, old)
        if not issues:
            raise session.unknown(f"issue {old!r}")
        own = issues[-1][0]
        there = [one for one in _issues(session.connection, label) if one[0] != own]
        if len({one[0] for one in there}) > 1 or len({one[0] for one in issues}) > 1:
            several = ", ".join(sorted({one[0] for one in (*issues, *there)}))
            raise OptionError(f"{old!r} or {new!r} are several issues: {several}. Give their ids")
        made_of = OPEN + label.casefold() if own.startswith(OPEN) else own
        into = (id, label) if id is not None else there[-1] if there else (made_of, label)
        leaving = [[*one] for one in issues if one != into]
        if not leaving:
            raise OptionError(f"{old!r} is called so already. Give another name")
        made = session.decide(RENAME, {"issues": leaving, "into": [*into]})
        settle_in(session.connection)
    return made


def settle(store: Store) -> int:
    """Let all merges, splits and names hold for what was added or read again since; return how many rows it changed.

    It costs one question where nothing was decided.
    """
    with store.connection() as connection:
        if not decisions(connection, schema.decisions.c.kind.in_(NAMING)):
            return 0
    if store.read_only:
        raise StoreError(store.address.name, "it was opened to be read only", "Open it without read_only")
    engine = connections.writer_engine(store.address)
    try:
        with connections.writing(engine, store.address) as writing:
            changed = settle_in(writing)
            Keys(writing).save()
            return changed
    finally:
        connections.close(engine, store.address)


def issues_named(store: Store, name: str) -> list[IssueName]:
    """Return id and label of the issues with an id, else of those with a label, the newest last."""
    with store.connection() as connection:
        return _issues(connection, name)


def _party(session: Session, name: str) -> Party:
    """Return the actor with an id, else the one with a name, else the one with these words among its names."""
    table = schema.actors
    rows = _rows_of(session.connection, name)
    if not rows:
        raise session.unknown(f"actor {name!r}")
    parties = sorted({(row.entity or "", "" if row.entity else row.name) for row in rows})
    if len(parties) > 1:
        listed = ", ".join(entity or repr(called) for entity, called in parties[:_MOST])
        raise OptionError(f"{name!r} are {len(parties)} actors: {listed}. Give the id of one, or its whole name")
    ((entity, called),) = parties
    if not entity:
        if called == _UNKNOWN:
            raise OptionError(f"{called!r} is nobody in particular. Edit the speaker of the statements instead")
        return Party(None, (called,))
    of = session.connection.execute(table.select().where(table.c.entity == entity).order_by(table.c.key))
    return Party(entity, tuple(dict.fromkeys(row.name for row in of)))


def _rows_of(connection: Connection, name: str) -> Sequence[Any]:
    table = schema.actors
    named = actors_named(connection, name) if words_of(name) else []
    rows: Sequence[Any] = ()
    for condition in (table.c.entity == name, table.c.name == name, table.c.key.in_(named)):
        rows = rows or connection.execute(table.select().where(condition)).all()
    return rows


def _id_for(session: Session, name: str, *, but: str | None = None) -> str:
    """Return an id for somebody without one, as an article with this name would give it."""
    from onrecord.resolve.known.identity import local_id

    actors, resolutions = schema.actors, schema.resolutions
    keys = actors.select().with_only_columns(actors.c.key).where(actors.c.name == name)
    rows = session.connection.execute(resolutions.select().where(resolutions.c.actor.in_(keys))).all()
    type = next((row.type for row in rows if row.type), "person")
    country = next((row.country for row in rows if row.country), None)
    id = local_id(type, name, country)
    return id if id != but else local_id(type, f"{name} of {but}", country)


def _issues(connection: Connection, name: str) -> list[IssueName]:
    table = schema.issues
    rows: Sequence[Any] = connection.execute(table.select().order_by(table.c.key)).all()
    found = [row for row in rows if row.id == name] or [row for row in rows if folded(row.label) == folded(name)]
    return list(dict.fromkeys((row.id, row.label) for row in found))
