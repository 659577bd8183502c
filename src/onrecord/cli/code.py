"""``onrecord code``: code readings again with another codebook, without reading the articles again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.output import chosen
from onrecord.cli.common.parameters import Output, Readings
from onrecord.cli.common.run import Read, Request, run
from onrecord.cli.common.stored import REMEDY, stored
from onrecord.errors import InputError
from onrecord.options import ReadOptions
from onrecord.statement import Reading

if TYPE_CHECKING:
    from onrecord.codebook import Codebook


class Format(StrEnum):
    """Output formats; the values are the names of the modules in ``onrecord.export``."""

    jsonl = "jsonl"
    json = "json"
    table = "table"
    csv = "csv"
    html = "html"


EPILOG = """\
\b
Examples:
  onrecord read articles/ -o readings.jsonl
  onrecord code readings.jsonl --codebook peace -o coded.jsonl
  onrecord code readings.jsonl --codebook mine.toml --format csv -o statements.csv
  onrecord read article.txt -f json | onrecord code - --codebook mine.csv --format table

\b
Exit codes:
  0    all readings were coded
  1    some readings could not be coded; the others were written
  2    wrong usage, a codebook that cannot be used, or the output cannot be written
  3    nothing could be coded
  130  interrupted
"""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("code", epilog=EPILOG)(code_command)


def recode(reading: Reading, codebook: Codebook | None) -> Reading:
    """Do what :func:`onrecord.coding.recode` does, loading it only now."""
    from onrecord import coding

    return coding.recode(reading, codebook)


def load_codebook(name: Path | str) -> Codebook:
    """Do what :func:`onrecord.codebook.load_codebook` does, loading it only now."""
    from onrecord import codebook

    return codebook.load_codebook(name)


def code_command(
    inputs: Readings,
    *,
    codebook: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|NAME",
            help="Codebook of issues, TOML or CSV, or a shipped one by its name. Default: the text names the issues.",
        ),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Output format. Default: from the name of --output, else jsonl."),
    ] = None,
    output: Output = None,
) -> None:
    """Code statements again: issue and stance after another codebook, from readings that were written before.

    The articles are not read again: who said what, acts, recipients and conditions stay as they are.
    """
    path, name = chosen(output, form, Format, Format.jsonl)
    options = ReadOptions(codebook=codebook)
    request = Request(tuple(inputs), name, options, path, quiet=True, empty=f"no reading in the input. {REMEDY}")
    raise typer.Exit(run(request, _recoder(codebook)))


def _recoder(name: str | None) -> Read:
    """Return what codes the readings of an input again; the codebook is loaded once, before the first is opened."""

    @cache
    def codebook() -> Codebook | None:
        return None if name is None else load_codebook(name)

    def recoded(
        source: str | Path, options: ReadOptions, *, on_error: Callable[[InputError], None] | None = None
    ) -> Iterator[Reading]:
        chosen_codebook, recorded = codebook(), options.recorded().get("codebook")
        for place, reading in stored(str(source)):
            if isinstance(reading, Reading) and _is_coded(reading):
                yield _recorded(recode(reading, chosen_codebook), recorded)
                continue
            uncoded = InputError(place, "its statements are not coded", "Read the article again with onrecord read")
            error = uncoded if isinstance(reading, Reading) else reading
            if on_error is None:
                raise error
            on_error(error)

    return recoded


def _is_coded(reading: Reading) -> bool:
    return not reading.statements or any(statement.codings for statement in reading.statements)


def _recorded(reading: Reading, codebook: str | None) -> Reading:
    """Return the reading with the codebook among the options that its provenance keeps."""
    options = {key: value for key, value in reading.provenance.get("options", {}).items() if key != "codebook"}
    if codebook is not None:
        options["codebook"] = codebook
    return replace(reading, provenance={**reading.provenance, "options": options})
