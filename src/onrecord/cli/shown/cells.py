"""Positions as a table for people."""

from __future__ import annotations

from onrecord.analyse.fields import ordered_cells
from onrecord.analyse.positions import Cell, Party, Positions, Topic
from onrecord.cli.shown.rows import table_of


def as_table(found: Positions, width: int, color: bool) -> str:
    """Return positions as a table, a line each."""
    timed = any(found.periods)
    columns = ["actor", "issue", *(["period"] if timed else [])]
    columns += [">for", ">against", ">if", ">neutral", ">net", ">95 %", "doubt"]
    rows = (_row(*of, timed=timed) for of in ordered_cells(found))
    reviewed = sum(cell.reviewed for cell in found.cells.values())
    parts = (len(found.actors), len(found.issues), found.utterances, reviewed)
    note = "actors: {:,} · issues: {:,} · stances in utterances: {:,} · reviewed: {:,}".format(*parts)
    return table_of(columns, rows, width, color, note)


def _row(cell: Cell, party: Party, topic: Topic, *, timed: bool) -> list[str]:
    low, high = cell.interval
    numbers = [str(number or "·") for number in cell.counts().values()]
    when = [cell.period or "no day"] if timed else []
    doubt = ", ".join(flag for flag in cell.flags if flag != "unreviewed")
    between = f"{signed(low)} … {signed(high)}"
    return [party.name, topic.label, *when, *numbers, signed(cell.net), between, doubt]


def signed(number: float) -> str:
    """Return a number with its sign.

    >>> signed(0.5), signed(-1), signed(0)
    ('+0.50', '−1.00', '0.00')
    """
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number):.2f}"
