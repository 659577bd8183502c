"""The table of limits as the documentation has it, and the tests at its edges."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "limits.md"
_ROW = re.compile(r"\| (.+?) \| ([\d,.]+) ([a-z].*?) \| `([\w.]+)` \| (.*) \|")


class Limit(NamedTuple):
    """A row of a table: of what, how much, in which unit, where in the code."""

    what: str
    most: float
    unit: str
    where: str
    said: str

    def told_by(self, error: str) -> bool:
        """Whether an error says what the documentation says it does, with whatever numbers."""
        words = re.sub(r"^\d{3}: ", "", self.said.partition(" |")[0])
        pattern = re.sub(r"\\?…", ".*", re.sub(r"\d+(?:,\d+)*", r"[\\d,]+", re.escape(words)))
        return re.search(pattern, error, re.DOTALL) is not None


class Trial(NamedTuple):
    """Where a test at an edge may write, and how it makes a limit smaller than it is."""

    folder: Path
    patch: pytest.MonkeyPatch

    def limit(self, where: str, value: Any) -> None:
        """Let a limit have another value."""
        self.patch.setattr(f"onrecord.{where}", value)

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


#: Takes so much as is allowed and so much more: 0 has to pass, 1 has to raise or return what is told.
Edge = Callable[[int, Trial], object]
EDGES: dict[str, Edge] = {}


def edge(what: str) -> Callable[[Edge], Edge]:
    """Let a function test the edge of a limit."""

    def keep(test: Edge) -> Edge:
        assert what not in EDGES
        EDGES[what] = test
        return test

    return keep


def limits() -> list[Limit]:
    """All rows of the documentation's tables."""
    rows = [match for line in DOCUMENT.read_text("utf-8").splitlines() if (match := _ROW.fullmatch(line))]
    return [Limit(row[1], float(row[2].replace(",", "")), row[3], row[4], row[5]) for row in rows]


def value_of(where: str) -> Any:
    """What the code has: the value of a module, or the default of a field."""
    module, _, name = where.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)
    except ModuleNotFoundError:
        outer, _, record = module.rpartition(".")
        kind: Any = getattr(importlib.import_module(outer), record)
        assert name in get_type_hints(kind)
        return kind._field_defaults[name]
