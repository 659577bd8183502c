"""``onrecord read``: read articles and print their statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.output import chosen
from onrecord.cli.run import Request, run
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


def iso_date(value: str | None) -> str | None:
    """Return an option's value if it is a date or a date-time; for typer."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter(f"{value!r} is not an ISO 8601 date such as 2025-05-14") from None
    return value


def read_command(  # noqa: PLR0913 (every option of the command is a parameter: that is how typer knows them)
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="File (.txt .md .html .json .jsonl), folder, or - for standard input.",
            show_default=False,
        ),
    ],
    *,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Output format. Default: from the name of --output, else table."),
    ] = None,
    min_score: Annotated[
        float, typer.Option(help="Leave out statements whose score is below this, from 0 to 1.")
    ] = 0.0,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write; for brat also a folder. Default: standard output."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", callback=iso_date, help="Date of the articles, such as 2025-05-14.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published the articles.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the article.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the article.")] = None,
    author: Annotated[str | None, typer.Option(help="Author of the articles.")] = None,
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", exists=True, file_okay=False, help="Folder of another model.")
    ] = None,
    actors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="CSV of actors of your own: who is who."),
    ] = None,
    codebook: Annotated[
        str | None,
        typer.Option(metavar="FILE|NAME", help="Your codebook of issues, TOML or CSV, or a shipped one by its name."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no warnings; errors still.")] = False,
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
