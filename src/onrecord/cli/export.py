"""``onrecord export``: hand readings on in the formats that others take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, cast

import typer

from onrecord.cli.common.output import chosen
from onrecord.cli.common.parameters import OptionalReadings
from onrecord.cli.common.run import Request, run
from onrecord.cli.common.stored import REMEDY, read_record, read_stored
from onrecord.export import SAVED, Renderer, Saver, renderer, saver
from onrecord.options import ReadOptions
from onrecord.statement import Reading


class Format(StrEnum):
    """Output formats; the values are the names that :mod:`onrecord.export` knows."""

    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    parquet = "parquet"
    brat = "brat"
    webannotation = "webannotation"
    dna = "dna"
    dna_csv = "dna-csv"
    plover = "plover"
    graphml = "graphml"
    gexf = "gexf"
    report = "report"
    html = "html"
    table = "table"


class Network(StrEnum):
    """Networks; the values are the names that :mod:`onrecord.export.networks` knows."""

    actor_issue = "actor-issue"
    agreement = "agreement"
    acts = "acts"


class Table(StrEnum):
    """Tables; the values are the names that :mod:`onrecord.export.tables` knows."""

    documents = "documents"
    statements = "statements"
    codings = "codings"
    recipients = "recipients"
    conditions = "conditions"
    spans = "spans"
    entities = "entities"


EPILOG = """\
\b
Formats, whose fields docs/exports.md explains:
  jsonl json csv     what onrecord read prints
  parquet            tidy tables: a folder, or a name that ends with .parquet for one of them (--table)
  brat               annotation for brat: a folder with a .txt and an .ann for each article
  webannotation      W3C Web Annotation (JSON-LD); the suffix .jsonld tells it
  dna, dna-csv       Discourse Network Analyzer: its database, its event list
  plover             PLOVER events, JSON lines
  graphml, gexf      a network (--network), for Gephi, visone, R
  report             one HTML page: who is on record, positions on issues, months, outlets
  html, table        the articles with their statements

\b
Examples:
  onrecord export readings.jsonl -o statements.csv
  onrecord export --db record.db --format parquet -o tables
  onrecord export readings.jsonl -o corpus.dna
  onrecord export --db record.db --network agreement -o allies.gexf
  onrecord export readings.jsonl --format report -o report.html

\b
Exit codes:
  0    everything was exported
  1    some readings could not be used; the others were exported
  2    wrong usage, a record that cannot be opened, or the output cannot be written
  3    nothing could be exported
  130  interrupted
"""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("export", epilog=EPILOG)(export_command)


def export_command(
    inputs: OptionalReadings = None,
    *,
    db: Annotated[
        str | None, typer.Option(metavar="FILE|URL", help="Export a record instead: SQLite file or PostgreSQL URL.")
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Output format. Default: from the name of --output, else jsonl."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File or folder to write. Default: standard output."),
    ] = None,
    network: Annotated[Network, typer.Option(help="Which network, for graphml and gexf.")] = Network.actor_issue,
    table: Annotated[Table, typer.Option(help="Which table, for a file of Parquet.")] = Table.statements,
) -> None:
    """Export readings: for spreadsheets, statistics, annotation tools, network analysis, or people."""
    if bool(inputs) == bool(db):
        raise typer.BadParameter("give either READINGS or --db, one of them", param_hint="READINGS")
    path, name = chosen(output, form, Format, Format.jsonl)
    if path is None and name in SAVED:
        raise typer.BadParameter(f"{name} is no text: say where to write it", param_hint="--output")
    request = Request(
        tuple(inputs or ()) or (str(db),),
        name,
        ReadOptions(),
        path,
        quiet=True,
        empty="no document in the record" if db else f"no reading in the input. {REMEDY}",
        render=_renderer(name, network.value),
        save=_saver(name, table.value) if name in SAVED else None,
    )
    raise typer.Exit(run(request, read_record if db else read_stored))


def _renderer(name: str, network: str) -> Renderer | None:
    """Return the renderer of a network; for others the run finds it."""
    if name not in ("graphml", "gexf"):
        return None
    return partial(cast("Callable[..., Iterator[str]]", renderer(name)), network=network)


def _saver(name: str, table: str) -> Saver:
    if name != "parquet":
        return saver(name)

    def save(readings: Iterable[Reading], path: Path) -> None:
        from onrecord.export import parquet

        parquet.save(readings, path, table)

    return save
