"""``onrecord network``: who agrees and who disagrees with whom."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import scope
from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, terminal, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.analyse.frames import Frame
    from onrecord.analyse.network import Network

EPILOG = """\
\b
congruence counts stances that two actors share, conflict those on which they are opposed, subtract is congruence less
conflict; the normalisations are those of Discourse Network Analysis (Leifeld 2017). docs/analysis.md has the formulae.
In svg, the same record gives the same picture.

\b
Examples:
  onrecord network --db record.db
  onrecord network --mode two-mode --format graphml --db record.db > positions.graphml
  onrecord network --measure conflict --normalisation jaccard --once week --db record.db
  onrecord network --every quarter --format csv --db record.db > quarters.csv
  onrecord network --since 2031-03 --until 2031-04 --least 0.2 --format svg --db record.db > spring.svg

\b
Exit codes:
  0    a network was found
  1    nothing links anybody
  2    wrong usage, or a record that cannot be used
"""


class Every(StrEnum):
    """How long a period is."""

    year = "year"
    quarter = "quarter"
    month = "month"
    week = "week"
    day = "day"


class Format(StrEnum):
    """How a network is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    graphml = "graphml"
    gexf = "gexf"
    svg = "svg"


class Mode(StrEnum):
    """Actors and actors, or actors and issues."""

    one_mode = "one-mode"
    two_mode = "two-mode"


class Measure(StrEnum):
    """What the weight of a link between actors is."""

    subtract = "subtract"
    congruence = "congruence"
    conflict = "conflict"


class Normalisation(StrEnum):
    """What weights are divided by."""

    none = "none"
    average = "average"
    jaccard = "jaccard"
    cosine = "cosine"


class Once(StrEnum):
    """What counts once."""

    utterance = "utterance"
    document = "document"
    day = "day"
    week = "week"
    month = "month"
    year = "year"
    range = "range"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("network", epilog=EPILOG)(network_command)


def network_command(  # noqa: PLR0913 (every filter is a parameter: that is how typer knows them)
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
    mode: Annotated[Mode, typer.Option(help="Actors with actors, or actors with issues.")] = Mode.one_mode,
    measure: Annotated[Measure, typer.Option(help="The weight between two actors.")] = Measure.subtract,
    normalisation: Annotated[Normalisation, typer.Option(help="What weights are divided by.")] = Normalisation.average,
    once: Annotated[
        Once, typer.Option(help="An actor's stance on an issue counts once in each of these.")
    ] = Once.range,
    every: Annotated[
        Every | None, typer.Option(help="A network for each of these: as a table, in json, csv and svg.")
    ] = None,
    sure: Annotated[float, typer.Option(help="Leave out stances whose mean score is lower, from 0 to 1.")] = 0.5,
    halfway: Annotated[
        bool, typer.Option("--halfway", help="Conditional stances lie between support and opposition.")
    ] = False,
    least: Annotated[float, typer.Option(help="Leave out links with a smaller weight.")] = 0.0,
    isolates: Annotated[bool, typer.Option("--isolates", help="Keep those without a link.")] = False,
    uncoded: Annotated[bool, typer.Option("--open", help="Count issues too that no codebook names.")] = False,
    most: Annotated[int, typer.Option(min=1, max=400, help="In svg: most actors, and most issues.")] = 40,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Link actors by the issues on which they agree or disagree, or actors with issues."""
    from onrecord.analyse.design import Design
    from onrecord.analyse.frames import finest, frames, merged
    from onrecord.analyse.network import network, strongest
    from onrecord.cli.common.record import telling
    from onrecord.store.asking.stances import counts

    filters = scope.Filters(text, actor, country, act, issue, recipient, outlet, since, until, by=by)
    with opened_record(db) as store:
        design = Design(
            mode.value, measure.value, normalisation.value, once.value, sure, halfway, least, isolates, uncoded
        ).checked()
        unit = filters.scope("document" if once is Once.document else "utterance")
        given = counts(store, unit, finest(design, every.value if every else "all"))
        found = network(merged(given, design.period), design)
    with telling():
        if every is not None:
            _print_frames(frames(given, design, every.value), strongest(found, most), form)
        else:
            _print(strongest(found, most, 2 * most) if form is Format.svg else found, form)
    raise typer.Exit(FOUND if found.edges else NOTHING)


def _print(found: Network, form: Format) -> None:
    from onrecord.analyse import fields
    from onrecord.analyse.network import as_graph
    from onrecord.analyse.picture import network_picture
    from onrecord.export import graph
    from onrecord.export.json import written
    from onrecord.export.sheet import sheet

    if form is Format.table:
        write(_table(found))
    elif form is Format.csv:
        write(sheet(fields.NETWORK, fields.network_rows(found)))
    elif form is Format.json:
        write(written(fields.network_fields(found), 2) + "\n")
    elif form is Format.svg:
        write(network_picture(found, alone=True))
    else:
        write("".join(graph.written(as_graph(found), form.value)))


def _print_frames(found: Sequence[Frame], drawn: Network, form: Format) -> None:
    from onrecord.analyse import fields
    from onrecord.analyse.picture import dots_of, frames_picture
    from onrecord.errors import OptionError
    from onrecord.export.json import written
    from onrecord.export.sheet import sheet

    if form is Format.table:
        write("".join(f"{frame.period}\n{_table(frame.network)}\n" for frame in found))
    elif form is Format.csv:
        write(sheet(fields.FRAMES, fields.frames_rows(found)))
    elif form is Format.json:
        write(written({"frames": fields.frames_fields(found)}, 2) + "\n")
    elif form is Format.svg:
        write(frames_picture(found, dots_of(drawn)))
    else:
        raise OptionError(
            f"{form.value} holds one network, not one for each period. Use --since and --until, or another --format"
        )


def _table(found: Network) -> str:
    from onrecord.analyse.fields import network_rows
    from onrecord.cli.shown.cells import signed
    from onrecord.cli.shown.rows import table_of

    one_mode = found.design.mode == "one-mode"
    columns = ("actor", "actor", ">weight", ">congruence", ">conflict", "issues")
    if not one_mode:
        columns = ("actor", "issue", ">weight", ">support", ">oppose", "")
    rows = ([row[1], row[3], signed(row[4]), f"{row[5]:g}", f"{row[6]:g}", row[7]] for row in network_rows(found))
    note = f"{len(found.nodes):,} nodes, {len(found.edges):,} links"
    return table_of(columns, rows, *terminal(), note)
