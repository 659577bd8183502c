"""``onrecord read``: read articles and print their statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.common.output import chosen
from onrecord.cli.common.parameters import (
    Actors,
    Address,
    Author,
    CodebookName,
    MinScore,
    Model,
    Outlet,
    Published,
    Quiet,
    Title,
)
from onrecord.cli.common.run import Request, run
from onrecord.errors import InputError
from onrecord.options import ReadOptions
from onrecord.statement import Reading


class Format(StrEnum):
    """Output formats; the values are the names of the modules in ``onrecord.export``."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"
    brat = "brat"


EPILOG = """\
\b
Examples:
  onrecord read article.txt
  onrecord read articles/ more.jsonl -o statements.csv
  onrecord read page.html --format json --min-score 0.5
  onrecord read article.txt --published 2031-06-20 --actors examples/invented/actors.csv
  onrecord read articles/ --codebook peace -o readings.jsonl
  curl -s https://news.example/1 | onrecord read - --url https://news.example/1 -o page.html

\b
Exit codes:
  0    everything was read
  1    some inputs could not be read; the others were written
  2    wrong usage, or the output cannot be written
  3    nothing could be read
  130  interrupted
"""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("read", epilog=EPILOG)(read_command)


def read(
    source: str | Path, options: ReadOptions, *, on_error: Callable[[InputError], None] | None = None
) -> Iterator[Reading]:
    """Do what :func:`onrecord.pipeline.read` does, loading it only now."""
    from onrecord import pipeline

    return pipeline.read(source, options, on_error=on_error)


def read_command(  # noqa: PLR0913 (every option of the command is a parameter: that is how typer knows them)
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="File (.txt .md .html .json .jsonl .jsonl.gz .warc), folder, or - for standard input.",
            show_default=False,
        ),
    ],
    *,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Output format. Default: from the name of --output, else table."),
    ] = None,
    min_score: MinScore = 0.0,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write; for brat also a folder. Default: standard output."),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    url: Address = None,
    title: Title = None,
    author: Author = None,
    model: Model = None,
    actors: Actors = None,
    codebook: CodebookName = None,
    quiet: Quiet = False,
) -> None:
    """Read articles and print who said what, in which words.

    What is known about an article beforehand (--published, --outlet, --url, --title, --author) wins over what is found
    in it, and holds for all inputs.
    """
    options = ReadOptions(
        min_score=min_score,
        model=model,
        actors=actors,
        codebook=codebook,
        published=published,
        outlet=outlet,
        url=url,
        title=title,
        author=author,
    )
    path, name = chosen(output, form, Format, Format.table)
    raise typer.Exit(run(Request(tuple(inputs), name, options, path, quiet), read))
