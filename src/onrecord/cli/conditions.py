"""``onrecord conditions``: who ties what to what."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import scope
from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, telling, terminal, write

if TYPE_CHECKING:
    from onrecord.analyse.conditions_map import ConditionsMap
    from onrecord.analyse.fields import Statements

EPILOG = """\
\b
A condition ties what a statement is about to something else: a demand, an offer, a guarantee, a sequence; deadlines and
limits are bounds. Matters are the record's issues where words match, by the names that its codebook gives them, else
the words themselves. Contradictions are orders of two matters that actors want the other way round.

\b
Examples:
  onrecord conditions --db record.db
  onrecord conditions --role sequence --codebook codebook.csv --db record.db
  onrecord conditions --actor Estravelle --format csv --db record.db
  onrecord conditions --format graphml --db record.db > conditions.graphml

\b
Exit codes:
  0    conditions were found
  1    nothing was found
  2    wrong usage, or a record that cannot be used
"""


class Format(StrEnum):
    """How conditions are printed."""

    table = "table"
    json = "json"
    csv = "csv"
    graphml = "graphml"
    gexf = "gexf"


class Role(StrEnum):
    """What a condition makes of a statement."""

    demand = "demand"
    offer = "offer"
    guarantee = "guarantee"
    sequence = "sequence"
    bound = "bound"
    condition = "condition"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("conditions", epilog=EPILOG)(conditions_command)


def conditions_command(  # noqa: PLR0913 (every filter is a parameter: that is how typer knows them)
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
    role: Annotated[Role | None, typer.Option(help="Only conditions of this kind.")] = None,
    codebook: Annotated[
        str | None,
        typer.Option(metavar="FILE|NAME", help="Codebook with other names of issues, instead of the record's own."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Show who ties what to what, and where two want the opposite order."""
    from onrecord.analyse.conditions_map import conditions_map
    from onrecord.analyse.matters import Matters
    from onrecord.codebook import load_codebook
    from onrecord.store.asking.stances import issue_labels, stances, statements, ties

    filters = scope.Filters(text, actor, country, act, issue, recipient, outlet, since, until, stance, by)
    with opened_record(db) as store:
        matters = Matters(issue_labels(store), load_codebook(codebook) if codebook else store.codebook())
        found = conditions_map(ties(store, filters.scope()), stances(store, filters.scope()), matters)
        if role is not None:
            found = found.of_role(role.value)
        words = statements(store, found.keys())
    _print(found, words, form)
    raise typer.Exit(FOUND if found.bonds or found.contradictions else NOTHING)


def _print(found: ConditionsMap, words: Statements, form: Format) -> None:
    from onrecord.analyse import fields
    from onrecord.analyse.conditions_map import as_graph
    from onrecord.export import graph
    from onrecord.export.json import written
    from onrecord.export.sheet import sheet

    if form is Format.table:
        write(_tables(found))
    elif form is Format.csv:
        write(sheet(fields.CONDITIONS, fields.conditions_rows(found, words)))
    elif form is Format.json:
        write(written(fields.conditions_fields(found, words), 2) + "\n")
    else:
        with telling():
            write("".join(graph.written(as_graph(found), form.value)))


def _tables(found: ConditionsMap) -> str:
    from onrecord.cli.shown.rows import table_of
    from onrecord.export.words import days_told

    rows = (
        [
            one.name,
            one.about.label if one.about else "",
            one.type,
            one.words,
            one.role,
            str(one.utterances),
            days_told(one.first, one.last),
        ]
        for one in found.bonds
    )
    columns = ("actor", "about", "type", "condition", "role", ">n", "when")
    tables = [table_of(columns, rows, *terminal(), f"{len(found.bonds):,} conditions")]
    for one in found.contradictions:
        orders = (
            f"{one.order.first.label} before {one.order.then.label}",
            f"{one.order.then.label} before {one.order.first.label}",
        )
        sides = (
            (order, claim) for order, claims in zip(orders, (one.wanted, one.reverse), strict=True) for claim in claims
        )
        rows = (
            [order, claim.name, str(claim.utterances), days_told(claim.first, claim.last)] for order, claim in sides
        )
        tables.append(table_of(("contradiction", "wanted by", ">n", "when"), rows, *terminal()))
    return "\n".join(tables)
