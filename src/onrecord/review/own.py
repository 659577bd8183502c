"""The record's own actors and codebook, as people change them.

A decision on names holds for the statements that are there; the same change of what the record has of its own lets the
next article be read so. Both are decisions, and taken back together (:mod:`onrecord.review.lists`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.codebook import Codebook, Entry, folded, load_codebook
from onrecord.errors import ActorsError, CodebookError, OptionError
from onrecord.resolve.known.actors import read_actors
from onrecord.review.lists import keep_actors, keep_entries
from onrecord.review.merging import Party, issues_named, merge, names_used, rename_issue, split
from onrecord.store import Decision, OwnActor, OwnActors, Store
from onrecord.store.rows.own import actors_file, codebook_file

#: What actors and issues are called in a record to which no file was given.
_ACTORS, _CODEBOOK = "actors.csv", "codebook.toml"
Rows = Sequence[OwnActor]


def add_actor(store: Store, row: OwnActor, by: str) -> list[Decision]:
    """Add an actor, or an office of one that is there, to the record's own; nothing is done where it is there.

    Raises
    ------
    OptionError
        If a value makes no sense.
    """
    if not row.id.strip() or not row.label.strip():
        raise OptionError(f"the id {row.id!r} or the name {row.label!r} is empty. Give both")
    own = store.own_actors() or OwnActors(_ACTORS, ())
    rows = own.rows if row in own.rows else (*own.rows, row)
    return set_actors(store, own._replace(rows=rows), by, f"added {row.label} ({row.id})")


def merge_actors(store: Store, actors: Sequence[str], by: str) -> list[Decision]:
    """Make actors one, the first, in the record and in what it has of its own.

    Raises
    ------
    OptionError, StoreError
        As :func:`onrecord.review.merge`.
    """
    own = store.own_actors()
    rows = () if own is None else own.rows
    into, *others = (_ids(rows, name) for name in actors)
    first = next((row for row in rows if row.id in into), None)
    said = [name for name, ids in zip(actors[1:], others, strict=True) if names_used(store, name) or not ids]
    known = None
    merged: OwnActors | None = None
    if own is not None and first is not None:
        known = Party(first.id, (first.label,))
        names = [name for actor in actors[1:] for name in names_used(store, actor)]
        merged = _checked(own._replace(rows=_as_one(rows, first, set[str]().union(*others) - into, names)))
    made = [merge(store, [actors[0], *said], by, known=known)] if said else []
    if merged is not None and first is not None:
        made += keep_actors(store, merged, by, f"{', '.join(actors[1:])} → {first.label} ({first.id})", made)
    return made


def split_actor(store: Store, actor: str, names: Sequence[str], by: str, *, to: str | None = None) -> list[Decision]:
    """Give some names of an actor to another, in the record and in what it has of its own.

    Raises
    ------
    OptionError, StoreError
        As :func:`onrecord.review.split`.
    """
    own = store.own_actors()
    rows = () if own is None else own.rows
    ids, leaving = _ids(rows, actor), {folded(name) for name in names}
    listed = [row for row in rows if row.id in ids and leaving & set(map(folded, row.aliases))]
    said = leaving.issubset(map(folded, names_used(store, actor)))
    made = [split(store, actor, names, by, to=to)] if said or not listed else []
    if own is not None and listed:
        left = [row._replace(aliases=_without(row, leaving)) if row.id in ids else row for row in rows]
        target = sorted(_ids(rows, to)) if to is not None else []
        if target:
            left = [row._replace(aliases=_joined(row, names)) if row.id == target[0] else row for row in left]
        else:
            id = made[0].value["into"]["entity"] if made else _free({row.id for row in rows}, listed[0].id)
            left.append(OwnActor(id, names[0], tuple(names[1:]), listed[0].type, listed[0].country))
        what = f"{', '.join(names)} of {listed[0].label} → {target[0] if target else left[-1].id}"
        made += set_actors(store, own._replace(rows=tuple(left)), by, what, made)
    return made


def add_issue(store: Store, entry: Entry, by: str) -> list[Decision]:
    """Add an issue to the record's codebook.

    Raises
    ------
    OptionError
        If a value makes no sense.
    """
    own = store.codebook() or Codebook(_CODEBOOK, ())
    return set_codebook(store, replace(own, entries=(*own.entries, entry)), by, f"added {entry.label} ({entry.id})")


def rename_entry(store: Store, old: str, new: str, by: str) -> list[Decision]:
    """Call an issue something else, in the record and in its codebook, where the old label becomes an alias.

    Raises
    ------
    OptionError, StoreError
        As :func:`onrecord.review.rename_issue`; also if the codebook has another issue of that name.
    """
    own, label = store.codebook(), " ".join(new.split())
    entry, there = _entry(own, old), _entry(own, label)
    if entry is not None and there is not None and entry is not there:
        raise OptionError(f"{new!r} is another issue of the codebook. Make them one with: onrecord issues merge")
    id = None if entry is None else entry.id
    said = issues_named(store, id or old) or issues_named(store, old)
    made = [rename_issue(store, said[-1][0] if said else old, label, by, id=id)] if said or entry is None else []
    if own is not None and entry is not None:
        renamed = replace(entry, label=label, aliases=_phrases((*entry.aliases, entry.label), label))
        entries = tuple(renamed if one is entry else one for one in own.entries)
        made += set_codebook(store, replace(own, entries=entries), by, f"{entry.label} → {label}", made)
    return made


def merge_issues(store: Store, issues: Sequence[str], by: str) -> list[Decision]:
    """Make issues one, the first, in the record and in its codebook.

    Raises
    ------
    OptionError, StoreError
        As :func:`onrecord.review.rename_issue`; also if they are one already.
    """
    own = store.codebook()
    into = _entry(own, issues[0])
    made: list[Decision] = []
    leaving: list[Entry] = []
    for name in issues[1:]:
        entry = _entry(own, name)
        if entry is not None and entry is into:
            raise OptionError(f"{issues[0]!r} and {name!r} are one issue already. Give two that are not")
        leaving += [] if entry is None else [entry]
        said = issues_named(store, name) or ([] if entry is None else issues_named(store, entry.id))
        if said or entry is None or into is None:
            label = issues[0] if into is None else into.label
            made.append(
                rename_issue(store, said[-1][0] if said else name, label, by, id=None if into is None else into.id)
            )
    if own is not None and into is not None and leaving:
        what = f"{', '.join(entry.label for entry in leaving)} → {into.label}"
        made += set_codebook(store, replace(own, entries=_merged(own.entries, into, leaving)), by, what, made)
    return made


def set_actors(store: Store, actors: OwnActors, by: str, what: str, of: Sequence[Decision] = ()) -> list[Decision]:
    """Put actors in the place of the record's own; ``what`` and ``of`` as in :mod:`onrecord.review.lists`.

    Raises
    ------
    OptionError
        If they cannot be read with.
    """
    return keep_actors(store, _checked(actors), by, what, of)


def _checked(actors: OwnActors) -> OwnActors:
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / "actors.csv"
        path.write_text(actors_file(actors.rows), "utf-8")
        try:
            read_actors(path)
        except ActorsError as error:
            raise OptionError(f"{error.problem}. {error.remedy}") from error
    return actors


def set_codebook(store: Store, codebook: Codebook, by: str, what: str, of: Sequence[Decision] = ()) -> list[Decision]:
    """Put a codebook in the place of the record's own; ``what`` and ``of`` as in :mod:`onrecord.review.lists`.

    Raises
    ------
    OptionError
        If it cannot be read with.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / "codebook.toml"
        path.write_text(codebook_file(codebook.entries), "utf-8")
        try:
            load_codebook(path)
        except CodebookError as error:
            raise OptionError(f"{error.problem}. {error.remedy}") from error
    return keep_entries(store, codebook, by, what, of)


def _ids(rows: Rows, name: str) -> set[str]:
    """Ids of the actors with an id, else of those with a name."""
    return {row.id for row in rows if row.id == name} or {
        row.id for row in rows if folded(name) in map(folded, (row.label, *row.aliases))
    }


def _as_one(rows: Rows, first: OwnActor, others: Collection[str], names: Iterable[str]) -> tuple[OwnActor, ...]:
    """Return the rows with those of some actors given to the first, under all their names and some more."""
    theirs = {first.id, *others}
    called = [name for row in rows if row.id in theirs for name in (row.label, *row.aliases)]
    aliases = _joined(first, (*called, *names))

    def moved(row: OwnActor) -> OwnActor:
        return first._replace(aliases=aliases, country=row.country, role=row.role, start=row.start, end=row.end)

    return tuple(dict.fromkeys(moved(row) if row.id in theirs else row for row in rows))


def _joined(row: OwnActor, names: Iterable[str]) -> tuple[str, ...]:
    return _phrases((*row.aliases, *names), row.label)


def _without(row: OwnActor, leaving: Collection[str]) -> tuple[str, ...]:
    return tuple(alias for alias in row.aliases if folded(alias) not in leaving)


def _phrases(phrases: Iterable[str], label: str) -> tuple[str, ...]:
    """Phrases, each once, without the label itself."""
    found = {folded(phrase): phrase for phrase in reversed([*phrases]) if folded(phrase) != folded(label)}
    return tuple(reversed(found.values()))


def _free(taken: Collection[str], id: str) -> str:
    number = 2
    while f"{id}-{number}" in taken:
        number += 1
    return f"{id}-{number}"


def _entry(codebook: Codebook | None, name: str) -> Entry | None:
    """Return the issue with an id, else the one with a label."""
    entries = () if codebook is None else codebook.entries
    by: tuple[Callable[[Entry], bool], ...] = (
        lambda entry: entry.id == name,
        lambda entry: folded(entry.label) == folded(name),
    )
    return next((entry for wanted in by for entry in entries if wanted(entry)), None)


def _merged(entries: Iterable[Entry], into: Entry, leaving: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with some taken into one of them: their words, examples and narrower issues as well."""
    gone = {entry.id for entry in leaving}
    turned = _phrases((*into.reversed_aliases, *(a for entry in leaving for a in entry.reversed_aliases)), "")
    plain = _phrases((*into.aliases, *(a for entry in leaving for a in (entry.label, *entry.aliases))), into.label)
    own = replace(
        into,
        aliases=tuple(phrase for phrase in plain if folded(phrase) not in set(map(folded, turned))),
        reversed_aliases=turned,
        parent=None if into.parent in gone else into.parent,
        examples=(*into.examples, *(example for entry in leaving for example in entry.examples)),
    )
    kept = (own if entry is into else entry for entry in entries if entry.id not in gone)
    return tuple(replace(one, parent=into.id) if one.parent in gone and one.id != into.id else one for one in kept)
