"""``onrecord positions``: who stands where on what, and when."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import scope
from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, terminal, write

if TYPE_CHECKING:
    from onrecord.analyse.positions import Positions

EPILOG = """\
\b
An utterance counts once, however many articles tell of it. net is (support - oppose) / n, where n counts conditional
and neutral stances too; the interval holds it 19 times in 20. "few" marks fewer than 3 utterances, "low score" a mean
score below 0.6, "unreviewed" that no person looked at any. docs/analysis.md tells more.

\b
Examples:
  onrecord positions --db record.db
  onrecord positions --issue "Concord monitoring mission" --period month --db record.db
  onrecord positions --actor Halvasund --since 2031-03 --format csv --db record.db
  onrecord positions --by country --period quarter --format json --db record.db

\b
Exit codes:
  0    positions were found
  1    nothing was found
  2    wrong usage, or a record that cannot be used
"""


class Format(StrEnum):
    """How positions are printed."""

    table = "table"
    json = "json"
    csv = "csv"


class Period(StrEnum):
    """How long periods are."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"
    all = "all"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("positions", epilog=EPILOG)(positions_command)


def positions_command(  # noqa: PLR0913 (every filter is a parameter: that is how typer knows them)
    *,
    db: Database,
    text: scope.Words = None,
    actor: scope.Actor = None,
    country: scope.Country = None,
    act: scope.Act = None,
    stance: scope.Stance = None,
    issue: scope.Issue = None,
    recipient: scope.Recipient = None,
    outlet: scope.Outlet = None,
    since: scope.Since = None,
    until: scope.Until = None,
    by: scope.Together = scope.By.actor,
    period: Annotated[Period, typer.Option(help="How long the periods are.")] = Period.all,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Count who supports, opposes, ties to conditions or stays neutral on which issue, and when."""
    from onrecord.analyse.positions import positions
    from onrecord.store.asking.stances import counts

    filters = scope.Filters(text, actor, country, act, issue, recipient, outlet, since, until, stance, by)
    with opened_record(db) as store:
        found = positions(counts(store, filters.scope(), period.value), period.value)
    _print(found, form)
    raise typer.Exit(FOUND if found.cells else NOTHING)


def _print(found: Positions, form: Format) -> None:
    from onrecord.analyse import fields
    from onrecord.cli.shown.cells import as_table
    from onrecord.export.json import written
    from onrecord.export.sheet import sheet

    if form is Format.table:
        write(as_table(found, *terminal()))
    elif form is Format.csv:
        write(sheet(fields.POSITIONS, fields.positions_rows(found)))
    else:
        write(written(fields.positions_fields(found), 2) + "\n")
