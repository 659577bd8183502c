"""``onrecord db``: look after a record: bring it up to date, check it, describe it, save a copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.record import Database, opened_record, telling, write
from onrecord.cli.reread import EPILOG as REREAD
from onrecord.cli.reread import reread_command

if TYPE_CHECKING:
    from onrecord.store import Info

UPGRADE = """\
\b
Examples:
  onrecord db upgrade --db record.db
  onrecord db upgrade --db postgresql://desk@db.example/record

\b
Save a copy before: onrecord db backup. An upgrade that fails changes nothing.

\b
Exit codes:
  0    the record is up to date
  2    it cannot be brought up to date
"""
CHECK = """\
\b
Examples:
  onrecord db check --db record.db

\b
Exit codes:
  0    nothing is wrong
  1    something is wrong: every problem is listed
  2    the record cannot be opened
"""
INFO = """\
\b
Examples:
  onrecord db info --db record.db
  onrecord db info --db record.db --format json

\b
Exit codes:
  0    described
  2    the record cannot be opened
"""
GROUP = """\
\b
Statements of one utterance and copies of one text are grouped as articles are added. This does it all anew: after an
upgrade, after actors were merged, and to find what was said again after a long time.

\b
Examples:
  onrecord db group --db record.db

\b
Exit codes:
  0    grouped
  2    the record cannot be used
"""
BACKUP = """\
\b
Others can read and add meanwhile; the copy is the record as it was at one moment. A PostgreSQL record can be saved in
a file, which onrecord opens like any record, and from there into an empty PostgreSQL database again.

\b
Examples:
  onrecord db backup record-2031-06-20.db --db record.db
  onrecord db backup record.db --db postgresql://desk@db.example/record
  onrecord db backup postgresql://desk@db.example/empty --db record.db

\b
Exit codes:
  0    saved and checked
  2    it cannot be saved; there is no half copy
"""


class Format(StrEnum):
    """How a description is printed."""

    table = "table"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(
        no_args_is_help=True, help="Look after a record: upgrade, check, describe, read again, save a copy."
    )
    group.command("upgrade", epilog=UPGRADE)(upgrade_command)
    group.command("check", epilog=CHECK)(check_command)
    group.command("info", epilog=INFO)(info_command)
    group.command("group", epilog=GROUP)(group_command)
    group.command("reread", epilog=REREAD)(reread_command)
    group.command("backup", epilog=BACKUP)(backup_command)
    app.add_typer(group, name="db")


def upgrade_command(db: Database) -> None:
    """Bring the tables of a record up to date, or make them in an empty database."""
    with telling():
        from onrecord.store.database.address import address_of
        from onrecord.store.database.upgrading import upgrade

        before, now = upgrade(address_of(db))
    if before == now:
        write(f"the record is up to date (version {now})\n")
    else:
        write(f"the record is now of version {now}" + (f", it was of {before}\n" if before else "\n"))


def check_command(db: Database) -> None:
    """Look over a record: is all of it there, and does it fit together?"""
    with opened_record(db, read_only=False) as store:
        problems = store.check()
    for problem in problems:
        write(f"{problem}\n")
    if problems:
        raise typer.Exit(1)
    write("nothing is wrong\n")


def info_command(
    db: Database, form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table
) -> None:
    """Tell what a record is and how much is in it."""
    with opened_record(db) as store:
        info = store.info()
    if form is Format.json:
        from onrecord.export.json import written

        write(written(asdict(info), 2) + "\n")
    else:
        write("".join(_told(info)))


def group_command(db: Database) -> None:
    """Group statements of one utterance, and copies of one text, anew."""
    from onrecord.analyse.grouping import group_anew

    with opened_record(db, read_only=False) as store:
        with store.writing() as writer:
            grouped = group_anew(store, writer)
        info = store.info()
    write(f"{grouped.statements:,} statements: {info.utterances:,} utterances, {info.retold:,} of them told again\n")
    write(f"{grouped.documents:,} documents: {info.copies:,} of them copies\n")


def backup_command(
    target: Annotated[str, typer.Argument(help="A new file, or an empty PostgreSQL database.")], *, db: Database
) -> None:
    """Save a copy of a record while it is in use."""
    with telling():
        from onrecord.store.backup import save
        from onrecord.store.database.address import address_of

        save(db, target)
        write(f"saved as {address_of(target).name}\n")


def _told(info: Info) -> Iterator[str]:
    facts = {
        "record": info.name,
        "version": info.version,
        "database": info.database,
        "size": f"{info.size / 1e6:,.1f} MB",
        **{name.replace("_", " "): f"{count:,}" for name, count in info.counts.items()},
        "outlets": f"{info.outlets:,}",
        "utterances": f"{info.utterances:,}, {info.retold:,} of them told again",
        "copies": f"{info.copies:,} documents",
        "not grouped": f"{info.ungrouped:,} documents: run onrecord db group" if info.ungrouped else "",
        "said": f"{info.first} to {info.last}" if info.first else "",
    }
    for name, value in facts.items():
        if value:
            yield f"{name:<15}{value}\n"
    for number, (model, count) in enumerate(info.models.items()):
        yield f"{'' if number else 'read by':<15}{model}: {count:,} documents\n"
