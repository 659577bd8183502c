"""``onrecord issues``: starter codebooks, a check of one's own, and issues proposed from a corpus."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import own_issues
from onrecord.cli.common.record import NOTHING, WRONG_USAGE, opened_record, telling, write
from onrecord.cli.common.run import say

if TYPE_CHECKING:
    from onrecord.coding.issues.suggestion import Suggestion

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
own_issues.register(app)

EPILOG = """\
\b
Examples:
  onrecord issues list
  onrecord issues list peace
  onrecord issues list --db record.db > mine.toml
  onrecord issues check mine.csv
  onrecord issues suggest articles/ --format csv > mine.csv

\b
Exit codes:
  0    done; a checked codebook can be used
  1    a checked codebook cannot be used, or no issue was found
  2    wrong usage, or an input that cannot be read
"""


class Format(StrEnum):
    """How suggestions are printed."""

    table = "table"
    csv = "csv"
    toml = "toml"
    json = "json"


def register(parent: typer.Typer) -> None:
    """Add the command to the command line."""
    parent.add_typer(app, name="issues", help="Codebooks of issues, and a record's own.", epilog=EPILOG)


@app.command("list", epilog=EPILOG)
def list_command(
    name: Annotated[str | None, typer.Argument(help="A starter codebook, or a file; without it their names.")] = None,
    db: Annotated[
        str | None, typer.Option("--db", metavar="DATABASE", help="A record instead: its own codebook, as TOML.")
    ] = None,
) -> None:
    """List the codebooks that come with onrecord, the issues of one, or a record's own codebook."""
    from onrecord.codebook import load_codebook, starters

    with telling():
        if db is not None:
            write(_own(db))
            return
        if name is None:
            write("".join(f"{own}\n" for own in starters()))
            return
        entries = load_codebook(name).entries
    write("".join(f"{'  ' if entry.parent else ''}{entry.id}  {entry.label}\n" for entry in entries))


def _own(db: str) -> str:
    from onrecord.store.rows.own import codebook_file

    with opened_record(db) as store:
        own = store.codebook()
    if own is None:
        say("the record has no codebook of its own. Give it one with: onrecord issues use FILE")
        raise typer.Exit(NOTHING)
    return codebook_file(own.entries)


@app.command("check", epilog=EPILOG)
def check_command(file: Annotated[str, typer.Argument(metavar="FILE", help="A codebook, TOML or CSV.")]) -> None:
    """Tell everything that is wrong with a codebook."""
    from onrecord.codebook import scan_codebook

    with telling():
        scan = scan_codebook(file)
    for warning in scan.warnings:
        say(f"warning: {warning}")
    for problem in scan.problems:
        say(f"error: {problem}")
    if scan.problems:
        raise typer.Exit(NOTHING)
    write(f"{file}: {len(scan.codebook.entries)} issues, can be used\n")


@app.command("suggest", epilog=EPILOG)
def suggest_command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT…", help="Articles, as onrecord read takes them.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="csv and toml are codebooks.")] = Format.table,
    least: Annotated[int, typer.Option(min=1, help="Statements that an issue has at least.")] = 2,
) -> None:
    """Propose issues from the articles of a corpus, to be edited into a codebook."""
    from onrecord.coding.issues.suggestion import suggestions
    from onrecord.errors import InputError
    from onrecord.pipeline import read

    failed: list[InputError] = []
    with telling():
        found = suggestions((r for source in inputs for r in read(source, on_error=failed.append)), least)
    for error in failed:
        say(f"error: {error}")
    if not found:
        say("no issue of so many statements was found. Give more articles, or a smaller --least")
        raise typer.Exit(WRONG_USAGE if failed else NOTHING)
    write(_WAYS[form](found))


def _table(found: Sequence[Suggestion]) -> str:
    lines = [f"{'statements':>10} {'articles':>8}  issue"]
    for issue in found:
        lines.append(f"{issue.statements:>10} {issue.articles:>8}  {issue.label}")
        lines.append(f"{'':21}{issue.example}")
    return "\n".join(lines) + "\n"


def _csv(found: Sequence[Suggestion]) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["id", "label", "aliases", "reversed_aliases", "parent", "examples"])
    for issue in found:
        rows.writerow([issue.id, issue.label, ";".join(issue.aliases), "", "", issue.example.replace("|", "/")])
    return out.getvalue()


def _toml(found: Sequence[Suggestion]) -> str:
    return "\n".join(
        f"[[issues]]\nid = {_quoted(issue.id)}\nlabel = {_quoted(issue.label)}\n"
        f"aliases = [{', '.join(map(_quoted, issue.aliases))}]\nreversed_aliases = []\n"
        f"examples = [{_quoted(issue.example)}]\n"
        for issue in found
    )


def _quoted(words: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _json(found: Sequence[Suggestion]) -> str:
    return json.dumps([issue._asdict() for issue in found], ensure_ascii=False, indent=1) + "\n"


_WAYS: dict[Format, Callable[[Sequence[Suggestion]], str]] = {
    Format.table: _table,
    Format.csv: _csv,
    Format.toml: _toml,
    Format.json: _json,
}
