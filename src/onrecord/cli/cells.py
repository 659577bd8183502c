"""Positions as a table for people, JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.analyse.positions import Cell, Party, Positions, Topic
from onrecord.cli.rows import csv_of, table_of

COLUMNS = (
    *("actor", "name", "type", "country", "issue", "label", "period"),
    *("support", "oppose", "conditional", "neutral", "n", "net", "net_low", "net_high"),
    *("tellings", "reviewed", "score", "first", "last", "flags"),
)


def as_fields(found: Positions) -> dict[str, Any]:
    """Return positions with plain values, for JSON."""
    return {
        "utterances": found.utterances,
        "actors": [party._asdict() for party in found.actors],
        "issues": [topic._asdict() for topic in found.issues],
        "periods": list(found.periods),
        "cells": [fields(*of) for of in ordered(found)],
    }


def fields(cell: Cell, party: Party, topic: Topic) -> dict[str, Any]:
    """Return a position with plain values."""
    low, high = cell.interval
    return {
        "actor": party.key,
        "name": party.name,
        "type": party.type,
        "country": party.country,
        "issue": topic.id,
        "label": topic.label,
        "period": cell.period,
        **cell.counts(),
        "n": cell.n,
        "net": round(cell.net, 4),
        "net_low": round(low, 4),
        "net_high": round(high, 4),
        "tellings": cell.tellings,
        "reviewed": cell.reviewed,
        "score": round(cell.score, 4),
        "first": cell.first,
        "last": cell.last,
        "flags": list(cell.flags),
    }


def ordered(found: Positions) -> Iterator[tuple[Cell, Party, Topic]]:
    """Yield the cells by actor, then by issue, those with most utterances first, then by time."""
    for party in found.actors:
        for topic in found.issues:
            for period in found.periods:
                cell = found.cells.get((party.key, topic.id, period))
                if cell is not None:
                    yield cell, party, topic


def as_csv(found: Positions) -> str:
    """Return positions as CSV, a row each."""
    rows = ({**fields(*of), "flags": "; ".join(of[0].flags)} for of in ordered(found))
    return csv_of(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))


def as_table(found: Positions, width: int, color: bool) -> str:
    """Return positions as a table, a line each."""
    timed = any(found.periods)
    columns = ["actor", "issue", *(["period"] if timed else [])]
    columns += [">for", ">against", ">if", ">neutral", ">net", ">95 %", ">reviewed", "doubt"]
    rows = (_row(*of, timed=timed) for of in ordered(found))
    parts = (len(found.actors), len(found.issues), found.utterances)
    note = "{:,} actors, {:,} issues, {:,} stances in utterances".format(*parts)
    return table_of(columns, rows, width, color, note)


def _row(cell: Cell, party: Party, topic: Topic, *, timed: bool) -> list[str]:
    low, high = cell.interval
    numbers = [str(number or "·") for number in cell.counts().values()]
    when = [cell.period or "no day"] if timed else []
    doubt = ", ".join(flag for flag in cell.flags if flag != "unreviewed")
    between = f"{signed(low)} … {signed(high)}"
    return [party.name, topic.label, *when, *numbers, signed(cell.net), between, f"{cell.reviewed}/{cell.n}", doubt]


def signed(number: float) -> str:
    """Return a number with its sign.

    >>> signed(0.5), signed(-1), signed(0)
    ('+0.50', '−1.00', '0.00')
    """
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number):.2f}"
