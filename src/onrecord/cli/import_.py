"""``onrecord import``: take hand-coded corpora of others as readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.common.output import chosen
from onrecord.cli.common.parameters import Output
from onrecord.cli.common.run import ALL_READ, NOTHING_READ, SOME_FAILED, WRONG_USAGE, Read, Request, run, say
from onrecord.errors import InputError, OnRecordError
from onrecord.exchange.how import How, checked, load_mapping, with_pairs
from onrecord.options import ReadOptions
from onrecord.statement import Reading


class Source(StrEnum):
    """Formats of the input; the values are the names that :mod:`onrecord.exchange` knows."""

    dna = "dna"
    brat = "brat"
    csv = "csv"
    excel = "excel"


class Format(StrEnum):
    """Output formats; the values are the names of the modules in ``onrecord.export``."""

    jsonl = "jsonl"
    json = "json"
    table = "table"
    csv = "csv"
    html = "html"


class Offsets(StrEnum):
    """What offsets in the input count."""

    code_points = "code-points"
    utf_16 = "utf-16"


EPILOG = """\
\b
A mapping is a TOML file, or pairs on the command line; docs/exports.md lists the fields:
  coder = "Ana"
  [columns]
  content = "Quote"
  name = "Speaker"
  [values.stance]
  pro = "support"

\b
Examples:
  onrecord import corpus.dna -o coded.jsonl
  onrecord import annotated/ --coder Ana --db record.db
  onrecord import codings.xlsx --map codings.toml -o coded.jsonl
  onrecord import codings.csv --map content=Quote --map name=Speaker -f table

\b
Exit codes:
  0    everything was imported
  1    some of it could not be used; the rest was imported
  2    wrong usage, a mapping that does not fit, or the output or the record cannot be written
  3    nothing could be imported
  130  interrupted
"""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("import", epilog=EPILOG)(import_command)


def import_command(  # noqa: PLR0913 (every option of the command is a parameter: that is how typer knows them)
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="DNA database, .ann of brat, folder of them, CSV or Excel file.", show_default=False
        ),
    ],
    *,
    source: Annotated[
        Source | None, typer.Option("--from", help="Format of the input. Default: from its name.")
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FILE|FIELD=NAME", help="Mapping of the names of the input, TOML or a pair."),
    ] = None,
    coder: Annotated[str | None, typer.Option(help="Who made the statements, where the input does not say.")] = None,
    offsets: Annotated[
        Offsets | None, typer.Option(help="What offsets count. Default: utf-16 in DNA, code-points elsewhere.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook. Default: the first.")] = None,
    delimiter: Annotated[
        str | None, typer.Option(help="What separates cells of CSV. Default: told by the header.")
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Output format. Default: from the name of --output, else jsonl."),
    ] = None,
    output: Output = None,
    db: Annotated[
        str | None,
        typer.Option(metavar="FILE|URL", help="Add to this record instead, which is made where it is missing."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="With --db: take the place of what was read in the same documents.")
    ] = False,
) -> None:
    """Import statements that people coded: in the Discourse Network Analyzer, in brat, in a table.

    They become readings like those that onrecord read makes; their provenance says from which file and by whom.
    """
    if db is not None and (output is not None or form is not None):
        raise typer.BadParameter("--db adds to a record: leave out --output and --format", param_hint="--db")
    if replace and db is None:
        raise typer.BadParameter("--replace is for records: give --db as well", param_hint="--replace")
    try:
        how = _how(mapping or [])
        how = checked(
            how._replace(
                coder=coder or how.coder,
                form=source.value if source else how.form,
                offsets=offsets.value if offsets else how.offsets,
                sheet=sheet or how.sheet,
                delimiter=delimiter or how.delimiter,
            )
        )
    except OnRecordError as error:
        raise typer.BadParameter(str(error)) from error
    if db is not None:
        raise typer.Exit(_add(inputs, how, db, replace=replace))
    path, name = chosen(output, form, Format, Format.jsonl)
    empty = "no statement in the input. Give a file that holds some"
    raise typer.Exit(run(Request(tuple(inputs), name, ReadOptions(), path, quiet=True, empty=empty), _reader(how)))


def _how(mapping: list[str]) -> How:
    files = [given for given in mapping if "=" not in given]
    how = load_mapping(Path(files[-1])) if files else How()
    return with_pairs(how, tuple(given for given in mapping if "=" in given))


def _reader(how: How) -> Read:
    def read(
        source: str | Path, options: ReadOptions, *, on_error: Callable[[InputError], None] | None = None
    ) -> Iterator[Reading]:
        from onrecord.exchange import imported

        for reading in imported(source, how):
            if isinstance(reading, Reading):
                yield reading
            elif on_error is None:
                raise reading
            else:
                on_error(reading)

    return read


def _add(inputs: Iterable[str], how: How, db: str, *, replace: bool) -> int:
    """Add all readings to a record, say what became of them, and return the exit code."""
    from onrecord.store import open_store

    counts: Counter[str] = Counter()

    def fail(error: InputError) -> None:
        counts["failed"] += 1
        say(f"error: {error}")

    try:
        with open_store(db, create=True) as store, store.writing() as writer:
            for source in inputs:
                for reading in _reader(how)(source, ReadOptions(), on_error=fail):
                    added = writer.add(reading, source=source)
                    replaced = replace and added.status == "unchanged"
                    if replaced:
                        writer.replace(reading)
                    counts["replaced" if replaced else added.status] += 1
    except OnRecordError as error:
        say(f"error: {error}")
        return WRONG_USAGE
    done = counts.total() - counts["failed"]
    facts = {
        "new": "added",
        "version": "added as new versions",
        "replaced": "replaced",
        "unchanged": "there already and left as they were (--replace takes the imported ones)",
    }
    told = [f"{counts[status]} {words}" for status, words in facts.items() if counts[status]]
    typer.echo(f"{done} document{'' if done == 1 else 's'}" + (f": {', '.join(told)}" if told else ""))
    if not done:
        return NOTHING_READ
    return SOME_FAILED if counts["failed"] else ALL_READ
