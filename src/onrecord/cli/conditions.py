"""``onrecord conditions``: who ties what to what."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import scope
from onrecord.cli.record import FOUND, NOTHING, Database, opened_record, terminal, write

if TYPE_CHECKING:
    from onrecord.analyse.conditions_map import Bond, Claim, ConditionsMap
    from onrecord.analyse.matters import Matter

EPILOG = """\
\b
A condition ties what a statement is about to something else: a demand, an offer, a guarantee, a sequence; deadlines and
limits are bounds. Matters are the record's issues where words match, else the words themselves; --codebook gives the
other names of issues. Contradictions are orders of two matters that actors want the other way round.

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
COLUMNS = (
    *("actor", "name", "role", "type", "about", "about_label", "on", "on_label", "words", "on_whom"),
    *("stances", "utterances", "tellings", "score", "reviewed", "first", "last", "document", "statement"),
)


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
        str | None, typer.Option(metavar="FILE|NAME", help="Codebook with the other names of the issues.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Show who ties what to what, and where two want the opposite order."""
    from onrecord.analyse.conditions_map import conditions_map
    from onrecord.analyse.matters import Matters
    from onrecord.codebook import load_codebook
    from onrecord.store.stances import issue_labels, stances, statements, ties

    filters = scope.Filters(text, actor, country, act, issue, recipient, outlet, since, until, stance, by)
    with opened_record(db) as store:
        matters = Matters(issue_labels(store), load_codebook(codebook) if codebook else None)
        found = conditions_map(ties(store, filters.scope()), stances(store, filters.scope()), matters)
        if role is not None:
            found = found.of_role(role.value)
        places = {key: (one.document.key, one.statement.id) for key, one in statements(store, found.keys()).items()}
    _print(found, places, form)
    raise typer.Exit(FOUND if found.bonds or found.contradictions else NOTHING)


def _print(found: ConditionsMap, places: dict[int, tuple[int, str]], form: Format) -> None:
    from onrecord.cli.rows import csv_of
    from onrecord.export.graph import written as graph_written
    from onrecord.export.json import written

    if form is Format.table:
        write(_tables(found))
    elif form is Format.csv:
        write(
            csv_of(
                COLUMNS,
                ([_flat(row[name]) for name in COLUMNS] for row in (_fields(one, places) for one in found.bonds)),
            )
        )
    elif form is Format.json:
        write(written(as_fields(found, places), 2) + "\n")
    else:
        from onrecord.analyse.conditions_map import as_graph

        write("".join(graph_written(as_graph(found), form.value)))


def as_fields(found: ConditionsMap, places: dict[int, tuple[int, str]]) -> dict[str, Any]:
    """Return the map with plain values, for JSON."""
    return {
        "conditions": [_fields(one, places) for one in found.bonds],
        "arrows": [
            {
                "first": one.order.first._asdict(),
                "then": one.order.then._asdict(),
                "types": list(one.types),
                "utterances": one.utterances,
                "claims": [_claimed(claim, places) for claim in one.claims],
            }
            for one in found.arrows
        ],
        "contradictions": [
            {
                "first": one.order.first._asdict(),
                "then": one.order.then._asdict(),
                "wanted": [_claimed(claim, places) for claim in one.wanted],
                "reverse": [_claimed(claim, places) for claim in one.reverse],
            }
            for one in found.contradictions
        ],
    }


def _claimed(claim: Claim, places: dict[int, tuple[int, str]]) -> dict[str, Any]:
    document, statement = places[claim.key]
    values = {name: value for name, value in claim._asdict().items() if name != "key"}
    return {**values, "document": document, "statement": statement}


def _fields(one: Bond, places: dict[int, tuple[int, str]]) -> dict[str, Any]:
    document, statement = places[one.key]
    return {
        "actor": one.actor,
        "name": one.name,
        "role": one.role,
        "type": one.type,
        **_matter("about", one.about),
        **_matter("on", one.on),
        "words": one.words,
        "on_whom": one.on_whom,
        "stances": dict(one.stances),
        "utterances": one.utterances,
        "tellings": one.tellings,
        "score": round(one.score, 4),
        "reviewed": one.reviewed,
        "first": one.first,
        "last": one.last,
        "document": document,
        "statement": statement,
    }


def _matter(name: str, matter: Matter | None) -> dict[str, str | None]:
    return {name: matter and matter.id, f"{name}_label": matter and matter.label}


def _flat(value: Any) -> Any:
    return "; ".join(f"{name}: {number}" for name, number in value.items()) if isinstance(value, dict) else value


def _tables(found: ConditionsMap) -> str:
    from onrecord.cli.rows import table_of

    rows = (
        [
            one.name,
            one.about.label if one.about else "",
            one.type,
            one.words,
            one.role,
            str(one.utterances),
            _days(one.first, one.last),
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
        rows = ([order, claim.name, str(claim.utterances), _days(claim.first, claim.last)] for order, claim in sides)
        tables.append(table_of(("contradiction", "wanted by", ">n", "when"), rows, *terminal()))
    return "\n".join(tables)


def _days(first: str | None, last: str | None) -> str:
    return (first or "") if first == last else f"{first} to {last}"
