"""``onrecord changes``: whose stance became another one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import scope
from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, terminal, write

if TYPE_CHECKING:
    from onrecord.analyse.fields import Statements
    from onrecord.analyse.turns import Course, Turn

EPILOG = """\
\b
turned: from support to opposition or back. softened: to conditional. hardened: the conditions fell away. A day's stance
is the one with most scores; a stage stands if --least utterances speak for it, or one with a score of --sure, or one
that a person reviewed. What the model read is not always what was meant: read both sides.

\b
Examples:
  onrecord changes --db record.db
  onrecord changes --actor Urdeli --kind softened --db record.db
  onrecord changes --issue ceasefire --least 3 --sure 1 --format csv --db record.db

\b
Exit codes:
  0    changes were found
  1    nothing was found
  2    wrong usage, or a record that cannot be used
"""
_LONGEST = 220


class Format(StrEnum):
    """How changes are printed."""

    table = "table"
    json = "json"
    csv = "csv"


class Kind(StrEnum):
    """What kind of change."""

    turned = "turned"
    softened = "softened"
    hardened = "hardened"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("changes", epilog=EPILOG)(changes_command)


def changes_command(  # noqa: PLR0913 (every filter is a parameter: that is how typer knows them)
    *,
    db: Database,
    text: scope.Words = None,
    actor: scope.Actor = None,
    country: scope.Country = None,
    act: scope.Act = None,
    issue: scope.Issue = None,
    recipient: scope.Recipient = None,
    outlet: scope.Outlet = None,
    since: scope.Since = None,
    until: scope.Until = None,
    by: scope.Together = scope.By.actor,
    kind: Annotated[Kind | None, typer.Option(help="Only changes of this kind.")] = None,
    lowest: Annotated[float, typer.Option(help="Leave out stances whose score is lower, from 0 to 1.")] = 0.5,
    least: Annotated[int, typer.Option(help="So many utterances make a stage stand.")] = 2,
    sure: Annotated[float, typer.Option(help="Or one with this score, from 0 to 1.")] = 0.9,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Show whose stance on an issue turned, softened or hardened, with the statements on both sides."""
    from onrecord.analyse.fields import shown_statements
    from onrecord.analyse.turns import Care, courses
    from onrecord.store.asking.stances import stances, statements

    filters = scope.Filters(text, actor, country, act, issue, recipient, outlet, since, until, by=by)
    with opened_record(db) as store:
        found = courses(stances(store, filters.scope()), Care(lowest, least, sure))
        if kind is not None:
            found = [course for course in found if any(turn.kind == kind.value for turn in course.turns)]
        words = statements(store, shown_statements(found))
    _print(found, words, form, kind)
    raise typer.Exit(FOUND if found else NOTHING)


def _print(found: Sequence[Course], words: Statements, form: Format, kind: Kind | None) -> None:
    from onrecord.analyse import fields
    from onrecord.export.json import written
    from onrecord.export.sheet import sheet

    if form is Format.table:
        write(_listed(found, words, kind))
    elif form is Format.json:
        write(written({"changes": [fields.course_fields(course, words) for course in found]}, 2) + "\n")
    else:
        rows = (row for course in found for row in fields.course_rows(course, _wanted(course, kind), words))
        write(sheet(fields.CHANGES, rows))


def _wanted(course: Course, kind: Kind | None) -> list[Turn]:
    return [turn for turn in course.turns if kind is None or turn.kind == kind.value]


def _listed(found: Sequence[Course], words: Statements, kind: Kind | None) -> str:
    from rich.text import Text

    from onrecord.analyse.fields import stage_fields
    from onrecord.export.console import paper
    from onrecord.export.words import days_told, one_line, shorten

    console, buffer = paper(*terminal())
    for course in found:
        console.print(Text(one_line(course.name), "bold cyan"), Text(one_line(f"on {course.label}"), "bold"))
        stages = (f"{one.stance} ({len(one.said)}, {days_told(one.first, one.last)})" for one in course.stages)
        console.print(Text("  " + " → ".join(stages), "magenta"))
        for turn in _wanted(course, kind):
            console.print(Text(f"  {turn.kind}: {turn.before.stance} → {turn.after.stance}", "bold"))
            for side, late in ((turn.before, True), (turn.after, False)):
                for one in stage_fields(side, words, late=late)["statements"]:
                    console.print(
                        Text(f"    {one['day']} {side.stance} {one['score']:.2f}  ")
                        .append(shorten(one_line(one["content"]), _LONGEST), "not bold")
                        .append(f"  {one['document']} {one['statement']}", "dim")
                    )
        console.print()
    console.print(Text(f"{len(found)} changed", "dim"))
    return buffer.getvalue()
