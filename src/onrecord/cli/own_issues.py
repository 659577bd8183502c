"""``onrecord issues add|rename|merge|use``: the codebook that a record has of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.record import Database, write
from onrecord.cli.review import By, deciding, person, tell

if TYPE_CHECKING:
    from onrecord.codebook import Codebook

KEPT = """\
\b
A record keeps a codebook of its own: that of the first onrecord add --codebook, or of onrecord issues use, and what is
changed here. Later additions read with it.{more}
Each change is a decision: onrecord review list tells who made it and when, onrecord review undo takes it back.

\b
Examples:
{examples}

\b
Exit codes:
  0    done
  2    wrong usage, or something that is not there; nothing was changed
"""
STATED = """ Statements that are in the record follow a new name
or a merge at once; onrecord code finds the issues of others anew."""
ADD = KEPT.format(
    more="",
    examples='  onrecord issues add quay-levy "Quay levy" --alias "levy on ships" --reversed "lifting the levy" '
    "--db record.db",
)
RENAME = KEPT.format(more=STATED, examples='  onrecord issues rename quay-levy "Harbour levy" --db record.db')
MERGE = KEPT.format(more=STATED, examples='  onrecord issues merge quay-levy "Levy on ships" --db record.db')
USE = KEPT.format(more="", examples="  onrecord issues use codebook.csv --db record.db")
Words = list[str] | None


def register(group: typer.Typer) -> None:
    """Add the commands to those on issues."""
    group.command("add", epilog=ADD)(add_command)
    group.command("rename", epilog=RENAME)(rename_command)
    group.command("merge", epilog=MERGE)(merge_command)
    group.command("use", epilog=USE)(use_command)


def add_command(  # noqa: PLR0913 (every column is a parameter: that is how typer knows them)
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    label: Annotated[str, typer.Argument(metavar="LABEL", show_default=False)],
    *,
    db: Database,
    alias: Annotated[Words, typer.Option(metavar="WORDS", help="Words that show it.", show_default=False)] = None,
    turned: Annotated[
        Words, typer.Option("--reversed", metavar="WORDS", help="Words that show it turned round.", show_default=False)
    ] = None,
    parent: Annotated[str | None, typer.Option(metavar="ID", help="The wider issue.")] = None,
    example: Annotated[Words, typer.Option(metavar="SENTENCE", help="A sentence about it.", show_default=False)] = None,
    by: By = None,
) -> None:
    """Add an issue to the record's codebook."""
    from onrecord.codebook import Entry
    from onrecord.review.own import add_issue

    with deciding(db) as store:
        entry = Entry(id, label, tuple(alias or ()), tuple(turned or ()), parent, tuple(example or ()))
        tell(add_issue(store, entry, person(by)))
        write(_counted(store.codebook()))


def rename_command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Id or label of an issue.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new label.", show_default=False)],
    *,
    db: Database,
    by: By = None,
) -> None:
    """Call an issue something else: in the record, and in its codebook."""
    from onrecord.review.own import rename_entry

    with deciding(db) as store:
        tell(rename_entry(store, old, new, person(by)))
        write(_counted(store.codebook()))


def merge_command(
    issues: Annotated[
        list[str], typer.Argument(metavar="ISSUE…", help="Ids or labels; the first one stays.", show_default=False)
    ],
    *,
    db: Database,
    by: By = None,
) -> None:
    """Say that several issues are one: in the record, and in its codebook."""
    from onrecord.errors import OptionError
    from onrecord.review.own import merge_issues

    with deciding(db) as store:
        if len(issues) < 2:
            raise OptionError(f"{issues[0]!r} is one issue. Give two or more")
        tell(merge_issues(store, issues, person(by)))
        write(_counted(store.codebook()))


def use_command(
    codebook: Annotated[
        str, typer.Argument(metavar="CODEBOOK", help="A TOML or CSV file, or a starter.", show_default=False)
    ],
    *,
    db: Database,
    by: By = None,
) -> None:
    """Put a codebook in the place of the record's own."""
    from onrecord.codebook import load_codebook
    from onrecord.review.lists import keep_entries

    with deciding(db) as store:
        given = load_codebook(codebook)
        tell(keep_entries(store, given, person(by), f"that of {given.name}"))
        write(_counted(store.codebook()))


def _counted(own: Codebook | None) -> str:
    return "" if own is None else f"the record's codebook has {len(own.entries):,} issues ({own.name})\n"
