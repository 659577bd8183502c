"""``onrecord add``: gather articles, read those that are new, keep them in the record."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.parameters import (
    Actors,
    Address,
    Author,
    CodebookName,
    MinScore,
    Model,
    Outlet,
    Outlets,
    Published,
    Quiet,
    Title,
)
from onrecord.cli.common.record import Database
from onrecord.options import ReadOptions

if TYPE_CHECKING:
    from onrecord.gather import Reader


class Format(StrEnum):
    """How it is told what became of the articles."""

    table = "table"
    jsonl = "jsonl"


EPILOG = """\
\b
Sources:
  files and folders (.txt .md .html .json .jsonl .warc, the last two also as .gz), - for standard input, feeds and
  sitemaps as files; addresses of pages, of RSS and Atom feeds, and of news sitemaps, whose pages are fetched as well

\b
Examples:
  onrecord add articles/ more.jsonl --db record.db
  onrecord add https://gazette.example/feed.xml --db record.db --watch 30
  onrecord add https://gazette.example/news-sitemap.xml --db record.db --dry-run
  onrecord add CC-NEWS-20310514.warc.gz --db postgresql://desk@db.example/record --outlets mine.csv
  onrecord add --parquet results --db record.db
  onrecord add https://wiki.intra.example/press --db record.db --allow-private

\b
Manners of fetching: robots.txt is followed, one host is asked once a second at most (--delay), pages are fetched again
only if they may have changed. Private, loopback and link-local addresses are refused, after redirects as well.
The file of --outlets is CSV with the columns domain, outlet, country, language.

\b
Exit codes:
  0    everything was added or was there
  1    something could not be read; everything else was added
  2    wrong usage, or the record, the model or a file of options cannot be used; what was told as added is safe
  3    nothing could be read
  130  interrupted; what was told as added is safe
"""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("add", epilog=EPILOG)(add_command)


def reader_of(options: ReadOptions) -> Reader:
    """Return what reads articles, after loading all that it needs; raises OnRecordError where that is not there."""
    from functools import partial

    from onrecord.gather import Reader
    from onrecord.pipeline import prepare, read_document

    prepare(options)
    return Reader(partial(read_document, options=options))


def _idle_reader(options: ReadOptions) -> Reader:
    """Return a reader for what needs none: it loads nothing."""
    from onrecord.gather import Reader
    from onrecord.pipeline import read_document

    return Reader(read_document)


def add_command(  # noqa: PLR0913 (every option of the command is a parameter: that is how typer knows them)
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE", help="File, folder, address of a page, feed or news sitemap, or -.", show_default=False
        ),
    ] = None,
    *,
    db: Database,
    parquet: Annotated[
        str | None, typer.Option(metavar="DIR|URL", help="Add what onrecord batch has read, instead of a SOURCE.")
    ] = None,
    watch: Annotated[
        float | None,
        typer.Option(metavar="MINUTES", min=1, help="Look at the addresses again and again, at this interval."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be added; store nothing.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to tell what became of it.")] = Format.table,
    outlets: Outlets = None,
    delay: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, max=3600, help="Least time between two requests to one host.")
    ] = 1.0,
    contact: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Mail or web address of yours that servers are told.")
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from private, loopback and link-local addresses too: an intranet."),
    ] = False,
    min_score: MinScore = 0.0,
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
    """Add articles to the record: gather them, read those that are new, store them.

    A record that is not there is made. An article that is there with the same text is left alone; a changed text at
    the same address becomes a version of it. What cannot be read is told, and the rest goes on.
    """
    from onrecord.cli.adding import Request, run
    from onrecord.gather import FetchOptions

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
    if bool(sources) == (parquet is not None):
        raise typer.BadParameter("give SOURCE, or --parquet", param_hint="SOURCE")
    if parquet is not None and (options != ReadOptions() or outlets is not None or watch is not None):
        problem = "these articles are read: leave out all options of reading and fetching"
        raise typer.BadParameter(problem, param_hint="--parquet")
    fetching = FetchOptions(contact=contact, allow_private=allow_private, delay=delay)
    request = Request(tuple(sources or ()), db, options, fetching, outlets, form.value, watch, dry_run, quiet, parquet)
    raise typer.Exit(run(request, reader_of if parquet is None else _idle_reader))
