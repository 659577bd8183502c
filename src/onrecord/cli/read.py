"""``onrecord read``: read articles and print their statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
  curl -s https://news.example/1 | onrecord read - --url https://news.example/1 -o page.html

\b
Exit codes:
  0    everything was read
  1    some inputs could not be read; the others were written
  2    wrong usage, or the output cannot be written
  3    nothing could be read
  130  interrupted
"""

_SUFFIXES = {f".{form.value}": form for form in Format} | {".ann": Format.brat, ".htm": Format.html}


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("read", epilog=EPILOG)(read_command)


def read(
    source: str | Path, options: ReadOptions, *, on_error: Callable[[InputError], None] | None = None
) -> Iterator[Reading]:
    """Do what :func:`onrecord.pipeline.read` does, loading it only now."""
    from onrecord import pipeline

    return pipeline.read(source, options, on_error=on_error)


def _date(value: str | None) -> str | None:
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
        str | None, typer.Option(metavar="DATE", callback=_date, help="Date of the articles, such as 2025-05-14.")
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
        published=published,
        outlet=outlet,
        url=url,
        title=title,
        author=author,
    )
    path = _file(output)
    raise typer.Exit(run(Request(tuple(inputs), _format(form, path), options, path, quiet), read))


def _file(output: Path | None) -> Path | None:
    return None if output == Path("-") else output


def _format(form: Format | None, path: Path | None) -> str:
    """Return the format that was asked for, or that the name of the output tells."""
    if form is not None:
        return form.value
    if path is None:
        return Format.table.value
    guessed = _SUFFIXES.get(path.suffix.lower())
    if guessed is None:
        known = "add --format, or end it with .json, .jsonl, .csv, .html or .ann"
        raise typer.BadParameter(f"the name {path.name!r} does not tell the format: {known}", param_hint="--output")
    return guessed.value
