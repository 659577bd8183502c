"""``onrecord batch``: read shards of many articles into Parquet, here or on a Ray cluster."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.common.parameters import Actors, CodebookName, MinScore, Model, Outlet, Outlets, Quiet
from onrecord.options import ReadOptions


class Format(StrEnum):
    """How shards are listed."""

    table = "table"
    json = "json"


EPILOG = """\
\b
Shards:
  .jsonl .ndjson .warc, these also as .gz (the first two as .bz2 too), and .parquet, whose columns are the keys of a
  JSON line; a file, a folder, a pattern in quotation marks, or a URL such as s3://bucket/crawl/*.warc.gz
  (AWS_ENDPOINT_URL names another server). The results of each are files of its name in DIR/documents, DIR/statements
  and so on; docs/batch.md explains them.

\b
Examples:
  onrecord batch examples/invented/articles.jsonl --out results
  onrecord batch 'crawl/*.warc.gz' --out results --workers 8 --codebook peace
  onrecord batch s3://news/2031/ --out s3://news/results --ray ray://head.example:10001
  onrecord batch crawl/ --out results --dry-run
  onrecord batch --out results --status
  onrecord add --parquet results --db record.db

\b
A shard is done or not done. Run the same command again after an interruption of any kind: it does what is missing, and
reads again what was changed. An article that cannot be read is listed in DIR/errors, and the others are read.

\b
Exit codes:
  0    all shards are done, and everything in them was read
  1    some articles or shards could not be read; the others are done
  2    wrong usage, or the results cannot be kept; what is done stays
  3    nothing could be read
  130  interrupted; what is done stays
"""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("batch", epilog=EPILOG)(batch_command)


def batch_command(  # noqa: PLR0913 (every option of the command is a parameter: that is how typer knows them)
    shards: Annotated[
        list[str] | None,
        typer.Argument(metavar="SHARD", help="File, folder, pattern or URL of articles.", show_default=False),
    ] = None,
    *,
    out: Annotated[str, typer.Option(metavar="DIR|URL", help="Where the results go; made where it is missing.")],
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=1024, help="Processes that read. Default: one a processor.")
    ] = None,
    ray: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Read on a Ray cluster; local: one on this machine.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="Leave out an article that takes longer than this.")] = 600.0,
    memory: Annotated[
        int | None,
        typer.Option(metavar="MB", min=500, help="Leave out an article that needs more than this. Not on Windows."),
    ] = 4096,
    redo: Annotated[bool, typer.Option("--redo", help="Read all shards anew, whatever is done.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be done; do nothing.")] = False,
    status: Annotated[bool, typer.Option("--status", help="List what is done in DIR; do nothing.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How --dry-run and --status list.")] = Format.table,
    min_score: MinScore = 0.0,
    outlet: Outlet = None,
    outlets: Outlets = None,
    model: Model = None,
    actors: Actors = None,
    codebook: CodebookName = None,
    quiet: Quiet = False,
) -> None:
    """Read shards of many articles into Parquet: documents, statements, codings, entities, and a manifest.

    For more than a record holds comfortably, and for what is to be analysed elsewhere: DuckDB, pandas, polars and R
    read the results as they are, and onrecord add --parquet brings them into a record.
    """
    from onrecord.batch.keeping import Limits
    from onrecord.batch.running import Request
    from onrecord.cli import batched

    if status == bool(shards):
        raise typer.BadParameter("give SHARD, or --status alone", param_hint="SHARD")
    if ray is not None and workers is not None:
        raise typer.BadParameter("a cluster knows its processors: leave out --workers", param_hint="--ray")
    if status:
        raise typer.Exit(batched.status(out, form.value))
    options = ReadOptions(min_score=min_score, model=model, actors=actors, codebook=codebook, outlet=outlet)
    limits = Limits(seconds, None if memory is None else memory * 1_000_000)
    request = Request(tuple(shards or ()), out, options, outlets, limits, workers, ray, redo)
    if dry_run:
        raise typer.Exit(batched.preview(request, form.value))
    raise typer.Exit(batched.run(request, quiet=quiet))
