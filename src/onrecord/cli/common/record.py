"""What the commands on a record have in common: the option that names it, and how they end when it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.store import Store

FOUND, NOTHING, WRONG_USAGE = 0, 1, 2

#: The option of every command on a record.
Database = Annotated[
    str,
    typer.Option("--db", metavar="DATABASE", envvar="ONRECORD_DB", help="The record: a SQLite file or postgresql://…"),
]


@contextmanager
def opened_record(db: str, *, read_only: bool = True) -> Iterator[Store]:
    """Open a record; where it cannot be used, say so and end the command."""
    with telling():
        from onrecord.store import open_store

        with open_store(db, read_only=read_only) as store:
            yield store


@contextmanager
def telling() -> Iterator[None]:
    """Tell an error on standard error in one line, and end the command."""
    from onrecord.cli.common.run import say

    try:
        yield
    except OnRecordError as error:
        say(f"error: {error}")
        raise typer.Exit(WRONG_USAGE) from error


def write(text: str) -> None:
    """Write a piece of the output, in UTF-8 wherever it goes."""
    from onrecord.cli.common.output import opened, silence

    try:
        with opened(None) as out:
            out(text)
    except BrokenPipeError:
        silence()
        raise typer.Exit(FOUND) from None


def terminal() -> tuple[int, bool]:
    """Return how wide the output is, and whether it can be coloured."""
    from rich.console import Console

    console = Console()
    return (console.width if console.is_terminal else 100), console.is_terminal and not console.no_color
