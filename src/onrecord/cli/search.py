"""``onrecord search``: find statements of a record."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import scope
from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, terminal, write
from onrecord.store.query import HELP, LARGEST, Query

if TYPE_CHECKING:
    from onrecord.store import Page, Store

EPILOG = """\
\b
Words are looked for in what was said and in the speaker's name, whatever their ending ("sanction" finds "sanctions").
All of them must be there. "In quotation marks" they must follow each other; no other sign has a meaning.

\b
Examples:
  onrecord search "security guarantees" --actor Vennick --act REQUEST --stance conditional --db record.db
  onrecord search '"no-fly zone"' --outlet Coastwire --since 2031-03 --until 2031-06-20 --db record.db
  onrecord search --recipient Sorrenay --act THREATEN --sort oldest --format csv --size 1000 --db record.db
  onrecord search --issue ceasefire --all --format jsonl --db record.db

\b
Exit codes:
  0    something was found
  1    nothing was found
  2    wrong usage, or a record that cannot be used
"""


class Format(StrEnum):
    """How hits are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Sort(StrEnum):
    """In which order."""

    relevance = "relevance"
    newest = "newest"
    oldest = "oldest"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("search", epilog=EPILOG)(search_command)


def search_command(  # noqa: PLR0913 (every filter is a parameter: that is how typer knows them)
    text: Annotated[str | None, typer.Argument(metavar="WORDS", help=HELP["text"], show_default=False)] = None,
    *,
    db: Database,
    actor: scope.Actor = None,
    act: scope.Act = None,
    stance: scope.Stance = None,
    issue: scope.Issue = None,
    recipient: scope.Recipient = None,
    outlet: scope.Outlet = None,
    quote_type: scope.QuoteType = None,
    since: scope.Since = None,
    until: scope.Until = None,
    sort: Annotated[Sort | None, typer.Option(help=HELP["sort"])] = None,
    page: Annotated[int, typer.Option(help=HELP["page"])] = 1,
    size: Annotated[int, typer.Option(help=HELP["size"])] = 20,
    everything: Annotated[bool, typer.Option("--all", help="Print all pages.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Find statements by their words, by who said them to whom, on what, with which stance, where and when."""
    with opened_record(db) as store:
        query = Query(
            text=text,
            actor=actor,
            act=act,
            stance=stance,
            issue=issue,
            recipient=recipient,
            outlet=outlet,
            quote_type=quote_type,
            since=since,
            until=until,
            sort=None if sort is None else sort.value,
            page=1 if everything else page,
            size=LARGEST if everything else size,
        )
        found = _printed(store, query, form, everything)
    raise typer.Exit(FOUND if found else NOTHING)


def _printed(store: Store, query: Query, form: Format, everything: bool) -> int:
    """Print the page that is asked for, or all, and return how many statements there are in all."""
    page = store.search(query)
    if page.more:
        page = replace(page, total=store.count(query), more=False)
    _print(store, page, form, headed=True)
    while everything and page.number * page.size < page.total:
        page = replace(store.search(replace(query, page=page.number + 1)), total=page.total, more=False)
        _print(store, page, form, headed=False)
    return page.total


def _print(store: Store, page: Page, form: Format, *, headed: bool) -> None:
    from onrecord.cli.shown.hits import as_list
    from onrecord.export import hits
    from onrecord.export.json import written

    if form is Format.table:
        originals = store.originals(hit.found.document.key for hit in page.hits)
        write(as_list(page, originals, *terminal()))
    elif form is Format.csv:
        rows = hits.as_csv(page.hits)
        write(rows if headed else rows.partition("\n")[2])
    elif form is Format.jsonl:
        write("".join(written(hits.fields(hit)) + "\n" for hit in page.hits))
    else:
        about = {"page": page.number, "size": page.size, "total": page.total}
        write(written({**about, "hits": [hits.fields(hit) for hit in page.hits]}, 2) + "\n")
