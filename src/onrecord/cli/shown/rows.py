"""Rows as a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.export.console import paper
from onrecord.export.words import one_line


def table_of(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int, color: bool, note: str = "") -> str:
    """Return rows as a table; a column whose name begins with a ``>`` stands to the right."""
    console, buffer = paper(width, color)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in columns:
        right = name.startswith(">")
        table.add_column(
            name.removeprefix(">"),
            justify="right" if right else "left",
            no_wrap=right,
            overflow="fold",
            min_width=0 if right else 12,
        )
    for row in rows:
        table.add_row(*(Text(one_line(value)) for value in row))
    console.print(table)
    if note:
        console.print(Text(note, "dim"))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))
