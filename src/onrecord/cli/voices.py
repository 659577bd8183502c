"""``onrecord voices``: whose words each outlet carries, and how."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import scope
from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, terminal, write

if TYPE_CHECKING:
    from onrecord.analyse.voices import OutletVoices

EPILOG = """\
\b
Outlets stand side by side, without a verdict. Shares come with the number that they rest on and with the interval in
which they lie at 95 %. An outlet leaves out what others tell of an event that it reports.

\b
Examples:
  onrecord voices --db record.db
  onrecord voices --issue ceasefire --since 2031-03 --db record.db
  onrecord voices --outlet "The Courier" --top 20 --db record.db
  onrecord voices --format csv --db record.db > voices.csv

\b
Exit codes:
  0    something was found
  1    nothing was found
  2    wrong usage, or a record that cannot be used
"""


class Format(StrEnum):
    """How voices are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("voices", epilog=EPILOG)(voices_command)


def voices_command(  # noqa: PLR0913 (every filter is a parameter: that is how typer knows them)
    *,
    db: Database,
    actor: scope.Actor = None,
    issue: scope.Issue = None,
    outlet: scope.Outlet = None,
    since: scope.Since = None,
    until: scope.Until = None,
    told_by: Annotated[
        int, typer.Option(min=1, help="What is left out has to be told by so many other outlets at least.")
    ] = 2,
    top: Annotated[int, typer.Option(min=0, max=1000, help="How many of each list a table shows.")] = 5,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Show whose words each outlet carries: how it quotes them, with which cues, and whom it leaves out."""
    from onrecord.analyse.voices import voices
    from onrecord.store import Query

    with opened_record(db) as store:
        query = Query(actor=actor, issue=issue, outlet=outlet, since=since, until=until)
        found = voices(store, query, told_by=told_by)
    write(_rendered(found, form, top))
    raise typer.Exit(FOUND if found else NOTHING)


def _rendered(found: list[OutletVoices], form: Format, top: int) -> str:
    if form is Format.json:
        from onrecord.analyse.voice_rows import fields
        from onrecord.export.json import written

        return written({"outlets": [fields(one) for one in found]}, 2) + "\n"
    if form is Format.csv:
        from onrecord.analyse.voice_rows import COLUMNS, rows
        from onrecord.export.sheet import sheet

        return sheet(COLUMNS, rows(found))
    from onrecord.cli.shown.carried import as_table

    return as_table(found, top, *terminal())
