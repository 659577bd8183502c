"""What a record has of its own: actors and a codebook, which every later addition reads with."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select

from onrecord.codebook import Codebook, Entry
from onrecord.store.database import schema
from onrecord.store.rows.adding import now

ACTORS, CODEBOOK = "actors", "codebook"
#: Between aliases in a file of actors.
_BETWEEN = ";"


class OwnActor(NamedTuple):
    """A row of a file of actors: an actor with one office; an actor with several has several rows.

    Attributes
    ----------
    id, label : str
    aliases : tuple of str
    type, country, role, start, end, gender : str or None
        As in the file; see :func:`onrecord.resolve.known.actors.read_actors`.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    country: str | None = None
    role: str | None = None
    start: str | None = None
    end: str | None = None
    gender: str | None = None


class OwnActors(NamedTuple):
    """The record's own actors, and the name of the file that they came from."""

    name: str
    rows: tuple[OwnActor, ...]


def load_actors(connection: Connection) -> OwnActors | None:
    """Return the record's own actors, None where it has none."""
    name = _name(connection, ACTORS)
    if name is None:
        return None
    table = schema.own_actors
    rows = connection.execute(select(*table.c[OwnActor._fields]).order_by(table.c.number))
    return OwnActors(name, tuple(OwnActor(row[0], row[1], tuple(row[2]), *row[3:]) for row in rows))


def load_codebook(connection: Connection) -> Codebook | None:
    """Return the record's own codebook, None where it has none."""
    name = _name(connection, CODEBOOK)
    if name is None:
        return None
    rows = connection.execute(select(schema.codebook).order_by(schema.codebook.c.number))
    entries = tuple(
        Entry(row.id, row.label, tuple(row.aliases), tuple(row.reversed_aliases), row.parent, tuple(row.examples))
        for row in rows
    )
    return Codebook(name, entries, hashlib.sha256(codebook_file(entries).encode()).hexdigest())


def write_actors(connection: Connection, actors: OwnActors | None) -> None:
    """Put actors in the place of those that the record has of its own."""
    rows = [] if actors is None else [row._asdict() | {"aliases": list(row.aliases)} for row in actors.rows]
    _write(connection, (ACTORS, schema.own_actors), None if actors is None else actors.name, rows)


def write_codebook(connection: Connection, codebook: Codebook | None) -> None:
    """Put a codebook in the place of the one that the record has of its own."""
    rows = [] if codebook is None else [entry_row(entry) for entry in codebook.entries]
    name = None if codebook is None else f"{PurePath(codebook.name).stem}.toml"
    _write(connection, (CODEBOOK, schema.codebook), name, rows)


def actors_file(rows: Iterable[OwnActor]) -> str:
    """Return rows of actors as a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(OwnActor._fields)
    for row in rows:
        writer.writerow([row.id, row.label, _BETWEEN.join(row.aliases), *(value or "" for value in row[3:])])
    return out.getvalue()


def codebook_file(entries: Iterable[Entry]) -> str:
    """Return the entries of a codebook as a TOML file."""
    return "\n".join(map(_as_toml, entries))


def _as_toml(entry: Entry) -> str:
    lines = ["[[issues]]", f"id = {_quoted(entry.id)}", f"label = {_quoted(entry.label)}"]
    if entry.parent is not None:
        lines.append(f"parent = {_quoted(entry.parent)}")
    for name in ("aliases", "reversed_aliases", "examples"):
        lines.append(f"{name} = [{', '.join(map(_quoted, getattr(entry, name)))}]")
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def entry_row(entry: Entry) -> dict[str, Any]:
    """Return an entry as a row of the table, and as JSON can hold it."""
    lists = {name: list(getattr(entry, name)) for name in ("aliases", "reversed_aliases", "examples")}
    return {"id": entry.id, "label": entry.label, "parent": entry.parent, **lists}


def _name(connection: Connection, kind: str) -> str | None:
    return connection.scalar(select(schema.own.c.name).where(schema.own.c.kind == kind))


def _write(connection: Connection, kept: tuple[str, Table], name: str | None, rows: Sequence[dict[str, Any]]) -> None:
    kind, table = kept
    connection.execute(delete(table))
    connection.execute(delete(schema.own).where(schema.own.c.kind == kind))
    if name is not None:
        connection.execute(insert(schema.own), {"kind": kind, "name": name, "changed_at": now()})
    if rows:
        connection.execute(insert(table), [{**row, "number": number} for number, row in enumerate(rows)])
