"""The actors and the codebook that a record has of its own: what is given once is kept, and read with from then on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.codebook import Codebook, load_codebook
from onrecord.options import ReadOptions
from onrecord.resolve.known.actors import actor_rows
from onrecord.store import OwnActor, OwnActors
from onrecord.store.rows.own import actors_file, codebook_file

if TYPE_CHECKING:
    from onrecord.store import Store, Writer

_BETWEEN = re.compile(r"[;|]")


class Own(NamedTuple):
    """What articles are read with.

    Attributes
    ----------
    options : ReadOptions
        With the files that are read with.
    actors, codebook : OwnActors and Codebook, or None
        What the record does not have yet, and is to keep.
    notes : tuple of str
        What the user should know, in a sentence each.
    """

    options: ReadOptions
    actors: OwnActors | None
    codebook: Codebook | None
    notes: tuple[str, ...]

    def keep(self, writer: Writer) -> None:
        """Put into the record what it is to keep."""
        if self.actors is not None:
            writer.set_actors(self.actors)
        if self.codebook is not None:
            writer.set_codebook(self.codebook)


def own_options(options: ReadOptions, store: Store | None, folder: Path) -> Own:
    """Return what articles of a record are read with; files of what the record has are written to a folder.

    What is given goes before what the record has; a record without actors or a codebook of its own is to keep those
    that are given.

    Raises
    ------
    ActorsError, CodebookError
        If what is given cannot be used.
    """
    notes: list[str] = []
    kept_actors = None if store is None else store.own_actors()
    kept_codebook = None if store is None else store.codebook()
    given_actors = None if options.actors is None else load_own_actors(options.actors)
    given_codebook = None if options.codebook is None else load_codebook(options.codebook)
    if (actors := given_actors or kept_actors) is not None:
        path = folder / f"{Path(actors.name).stem}.csv"
        path.write_text(actors_file(actors.rows), "utf-8")
        options = options._replace(actors=path)
        new = kept_actors is None or kept_actors.rows == actors.rows
        kept = None if kept_actors is None else kept_actors.name
        notes.append(_note("actors", actors.name, kept if given_actors else "", new))
    if (codebook := given_codebook or kept_codebook) is not None:
        path = folder / f"{Path(codebook.name).stem}.toml"
        path.write_text(codebook_file(codebook.entries), "utf-8")
        options = options._replace(codebook=path)
        new = kept_codebook is None or kept_codebook.entries == codebook.entries
        kept = None if kept_codebook is None else kept_codebook.name
        notes.append(_note("codebook", codebook.name, kept if given_codebook else "", new))
    return Own(
        options,
        given_actors if kept_actors is None else None,
        given_codebook if kept_codebook is None else None,
        tuple(notes),
    )


def load_own_actors(path: Path) -> OwnActors:
    """Return the rows of a file of actors.

    Raises
    ------
    ActorsError
        If it cannot be used.
    """
    rows = []
    for row in actor_rows(path):
        aliases = tuple(alias for part in _BETWEEN.split(row.get("aliases", "")) if (alias := part.strip()))
        others = (row.get(name) or None for name in OwnActor._fields[3:])
        rows.append(OwnActor(row["id"], row["label"], aliases, *others))
    return OwnActors(Path(path).name, tuple(rows))


def _note(kind: str, name: str, kept: str | None, same: bool) -> str:
    """Say what is read with; ``kept`` is what the record has, "" where nothing is given."""
    if kept == "":
        return f"reading with the record's own {kind} ({name})"
    if kept is None:
        return f"{kind}: {name} is kept in the record, and later additions read with it"
    if same:
        return f"reading with the record's own {kind} ({kept}), which is what was given"
    command = "actors" if kind == "actors" else "issues"
    return (
        f"{kind}: {name} is read with this time; the record keeps its own ({kept}). "
        f"Put it in its place with: onrecord {command} use {name}"
    )
