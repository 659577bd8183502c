"""Parameters that several commands take: what is read and how, and where the output goes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer


def iso_date(value: str | None) -> str | None:
    """Return an option's value if it is a date or a date-time; for typer."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter(f"{value!r} is not an ISO 8601 date such as 2025-05-14") from None
    return value


#: How articles are read, and what they cannot say about themselves.
MinScore = Annotated[float, typer.Option(help="Leave out statements whose score is below this, from 0 to 1.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", callback=iso_date, help="Date of the articles, such as 2025-05-14.")
]
Outlet = Annotated[str | None, typer.Option(help="Who published the articles.")]
Outlets = Annotated[
    Path | None,
    typer.Option(metavar="FILE", exists=True, dir_okay=False, help="CSV of outlets of your own, by domain."),
]
Address = Annotated[str | None, typer.Option(help="Address of the article.")]
Title = Annotated[str | None, typer.Option(help="Title of the article.")]
Author = Annotated[str | None, typer.Option(help="Author of the articles.")]
Model = Annotated[
    Path | None, typer.Option(metavar="DIR", exists=True, file_okay=False, help="Folder of another model.")
]
Actors = Annotated[
    Path | None,
    typer.Option(metavar="FILE", exists=True, dir_okay=False, help="CSV of actors of your own: who is who."),
]
CodebookName = Annotated[
    str | None,
    typer.Option(metavar="FILE|NAME", help="Your codebook of issues, TOML or CSV, or a shipped one by its name."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no warnings; errors still.")]

#: Readings that were written before, and the file to write.
_READINGS = typer.Argument(
    metavar="READINGS",
    help="Files that onrecord read wrote with --format jsonl or json, or - for standard input.",
    show_default=False,
)
Readings = Annotated[list[str], _READINGS]
OptionalReadings = Annotated[list[str] | None, _READINGS]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="File to write. Default: standard output.")]
