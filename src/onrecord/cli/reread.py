"""``onrecord db reread``: read the articles of a record again as they are read now, and show what that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.parameters import Actors, CodebookName, MinScore, Model, Quiet
from onrecord.cli.common.record import NOTHING, Database, opened_record, write
from onrecord.options import ReadOptions

if TYPE_CHECKING:
    from onrecord.gather import Reader
    from onrecord.statement import Reading
    from onrecord.store import Replaced, Store, Writer
    from onrecord.store.rows.replacing import Plan

EPILOG = """\
\b
Examples:
  onrecord db reread --db record.db
  onrecord db reread 12 31 --db record.db --model models/en-2
  onrecord db reread --replace --db record.db

\b
Without --replace nothing is stored. With it the new readings take the place of the old ones, which are kept:
onrecord db info counts them. Statements that a person made, accepted or edited stay as they are, and what was rejected
stays rejected. Articles that were read by the same model with the same options, and imported codings, are left alone.
It can be interrupted: what was put in place is safe, and the rest is read the next time.

\b
Exit codes:
  0    read again
  1    there is no such document
  2    the record, the model or a file of options cannot be used
"""


@dataclass(slots=True)
class _Told:
    """What was found so far."""

    read: int = 0
    alone: int = 0
    added: int = 0
    gone: int = 0
    changed: int = 0
    kept: int = 0

    def count(self, found: Plan | Replaced) -> None:
        """Count what a new reading changes."""
        self.read += 1
        self.added += len(found.added)
        self.gone += len(found.gone)
        self.changed += len(found.changed)
        self.kept += sum(one.kept for one in found.changed) + len(set(found.kept).intersection(found.gone))

    def summary(self, replaced: bool) -> str:
        """Say it in a line or two."""
        counts = f"{self.added:,} statements more, {self.gone:,} gone, {self.changed:,} changed"
        alone = f", {self.alone:,} left alone" if self.alone else ""
        line = f"{self.read:,} articles read again{alone}: {counts}\n"
        if replaced:
            stay = f", but {self.kept:,} stay as a person decided" if self.kept else ""
            return f"{line}the new readings are in place{stay}\n"
        return f"{line}nothing was stored; --replace puts the new readings in place\n"


def reread_command(  # noqa: PLR0913 (every option of the command is a parameter: that is how typer knows them)
    documents: Annotated[
        list[int] | None, typer.Argument(metavar="DOCUMENT…", help="Keys of documents. Default: all.")
    ] = None,
    *,
    db: Database,
    replace: Annotated[bool, typer.Option("--replace", help="Put the new readings in place.")] = False,
    min_score: MinScore = 0.0,
    model: Model = None,
    actors: Actors = None,
    codebook: CodebookName = None,
    quiet: Quiet = False,
) -> None:
    """Read articles again, as a new model or other options do, and show what that changes."""
    from onrecord.cli.add import reader_of
    from onrecord.cli.common.run import say
    from onrecord.gather.own import own_options

    options = ReadOptions(min_score=min_score, model=model, actors=actors, codebook=codebook)
    with opened_record(db, read_only=not replace) as store, TemporaryDirectory(prefix="onrecord-") as folder:
        own = own_options(options.checked(), store, Path(folder))
        reader = reader_of(own.options)
        for note in () if quiet else own.notes:
            say(note)
        told = _Told()
        chosen = _chosen(store, documents)
        if replace:
            with store.writing() as writer:
                own.keep(writer)
                _put_in_place(store, writer, _again(store, chosen, reader, told), told)
            _settle(store)
        else:
            _show(_again(store, chosen, reader, told), told)
    write(told.summary(replace))


def _chosen(store: Store, documents: list[int] | None) -> list[int]:
    """The keys of the documents that were asked for."""
    from onrecord.cli.common.run import say

    known = [one.key for one in store.documents()]
    for missing in sorted(set(documents or ()).difference(known)):
        say(f"error: there is no document {missing}. Find keys with: onrecord search")
        raise typer.Exit(NOTHING)
    return [key for key in known if not documents or key in documents]


def _again(store: Store, keys: Iterable[int], reader: Reader, told: _Told) -> Iterator[tuple[int, Reading, Reading]]:
    """Yield key, old and new reading of the documents that are not read in this way already."""
    for key in keys:
        old = store.reading(key)
        if "imported" in old.provenance.get("options", {}) or reader.made(old):
            told.alone += 1
            continue
        new = reader(old.document)
        if reader.made(old):  # by the first article it is known what others have to be read by
            told.alone += 1
        else:
            yield key, old, new


def _show(readings: Iterable[tuple[int, Reading, Reading]], told: _Told) -> None:
    from onrecord.store.rows.replacing import plan_of

    for key, old, new in readings:
        _tell(key, old, plan_of(old, new, ()), told)


def _put_in_place(store: Store, writer: Writer, readings: Iterable[tuple[int, Reading, Reading]], told: _Told) -> None:
    from onrecord.analyse.grouping import group

    for key, old, new in readings:
        _tell(key, old, writer.replace(new), told)
    group(store, writer)


def _settle(store: Store) -> None:
    from onrecord.review import settle

    settle(store)


def _tell(key: int, old: Reading, found: Plan | Replaced, told: _Told) -> None:
    """Write a line about an article whose statements are not the same."""
    from onrecord.export.words import one_line

    told.count(found)
    if found.added or found.gone or found.changed:
        counts = f"{len(found.added):>4} more {len(found.gone):>4} gone {len(found.changed):>4} changed"
        title = old.document.title or old.document.text[:70]
        write(f"{key:>6} {counts}  {one_line(title)[:70]}\n")
