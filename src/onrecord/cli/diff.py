"""``onrecord diff``: what changed in the statements of an article from one version to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.output import check, chosen, opened, silence
from onrecord.cli.common.parameters import Output
from onrecord.cli.common.run import say
from onrecord.cli.common.stored import REMEDY, stored
from onrecord.errors import InputError, OnRecordError, OptionError

if TYPE_CHECKING:
    from onrecord.analyse.changes import Changes
    from onrecord.statement import Reading

SAME, CHANGED, WRONG_USAGE = 0, 1, 2
EPILOG = """\
\b
Examples:
  onrecord diff https://news.example/2031/bridge --db record.db
  onrecord diff https://news.example/2031/bridge --db record.db --old 1 --new 3
  onrecord read old.html -o old.jsonl; onrecord read new.html -o new.jsonl
  onrecord diff old.jsonl new.jsonl --format html -o changes.html

\b
Exit codes:
  0    no statement changed
  1    statements were added, removed or changed
  2    wrong usage, versions that cannot be used, or the output cannot be written
"""


class Format(StrEnum):
    """Output formats."""

    table = "table"
    json = "json"
    html = "html"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("diff", epilog=EPILOG)(diff_command)


def diff_command(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="URL | OLD NEW",
            help="Address of an article of the record; or two files that onrecord read wrote, one article in each.",
            show_default=False,
        ),
    ],
    *,
    db: Annotated[
        str | None,
        typer.Option(
            "--db", metavar="DATABASE", envvar="ONRECORD_DB", help="The record: a SQLite file or postgresql://…"
        ),
    ] = None,
    old: Annotated[
        int | None, typer.Option(min=1, help="Number of the earlier version. Default: the one before the later.")
    ] = None,
    new: Annotated[int | None, typer.Option(min=1, help="Number of the later version. Default: the last.")] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Output format. Default: from the name of --output, else table."),
    ] = None,
    output: Output = None,
) -> None:
    """Show which statements of an article were added, removed or changed, and in which words.

    A quotation that was changed or taken out without a word about it is found so.
    """
    from onrecord.analyse.changes import changes

    path, name = chosen(output, form, Format, Format.table)
    try:
        if path is not None:
            check(path, what if len(what) > 1 else (), folder=False)
        before, after = _versions(what, db, old, new)
        found = changes(before, after)
        with opened(path) as write:
            write(_rendered(before, after, found, name, on_terminal=path is None))
    except BrokenPipeError:
        silence()
        raise typer.Exit(SAME) from None
    except OnRecordError as error:
        say(f"error: {error}")
        raise typer.Exit(WRONG_USAGE) from error
    raise typer.Exit(CHANGED if found.any else SAME)


def _versions(what: Sequence[str], db: str | None, old: int | None, new: int | None) -> tuple[Reading, Reading]:
    if len(what) == 2:
        if old is not None or new is not None:
            raise OptionError("--old and --new choose among the versions of a record. Give a URL and --db")
        return _only(what[0]), _only(what[1])
    if len(what) > 2:
        raise OptionError(f"{len(what)} names were given. Give one URL, or two files")
    if db is None:
        raise OptionError(f"no record to look for {what[0]} in. Name it with --db, or give two files of readings")
    return _of_record(what[0], db, old, new)


def _only(source: str) -> Reading:
    """The one reading of a file."""
    found: Iterator[Reading | InputError] = (placed.reading for placed in stored(source))
    first, second = next(found, None), next(found, None)
    if first is None:
        raise InputError(source, "it holds no reading", REMEDY)
    for one in (first, second):
        if isinstance(one, InputError):
            raise one
    if second is not None or isinstance(first, InputError):
        raise InputError(source, "it holds several readings", "Give a file with one article, a version of the other's")
    return first


def _of_record(url: str, db: str, old: int | None, new: int | None) -> tuple[Reading, Reading]:
    from onrecord.store import open_store

    with open_store(db, read_only=True) as store:
        versions = {version.number: version.document.key for version in store.versions(url)}
        if not versions:
            raise OptionError(f"the record has nothing of {url}. Add it with onrecord add, or look for it with search")
        later = new if new is not None else max(versions)
        earlier = old if old is not None else later - 1
        if len(versions) == 1:
            raise OptionError(f"the record has one version of {url}. Add it again when it has changed")
        for number in (earlier, later):
            if number not in versions:
                raise OptionError(f"there is no version {number} of {url}. It has 1 to {max(versions)}")
        return store.reading(versions[earlier]), store.reading(versions[later])


def _rendered(old: Reading, new: Reading, found: Changes, name: str, *, on_terminal: bool) -> str:
    if name == "html":
        from onrecord.cli.shown.pages import changes_page

        return changes_page(old.document, new.document, found)
    from onrecord.cli.shown import differences

    if name == "json":
        return differences.as_json(old.document, new.document, found)
    from onrecord.cli.common.record import terminal

    return differences.as_table(old.document, new.document, found, *(terminal() if on_terminal else (100, False)))
