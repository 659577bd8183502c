"""Tables of figures, printed and kept in RESULTS.md between two marks, so that a command renews what it measured."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"


class Section:
    """A table with text under it."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        self.name = name
        self._rows: list[Sequence[str]] = [columns]
        self._text: list[str] = []

    def row(self, *cells: str) -> None:
        """Add a row."""
        self._rows.append(cells)

    def text(self, line: str) -> None:
        """Add a line under the table."""
        self._text.append(line)

    def markdown(self) -> str:
        """The table, its columns aligned, and the text."""
        widths = [max(len(row[i]) for row in self._rows) for i in range(len(self._rows[0]))]
        lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in self._rows]
        lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        plain = [line for line in self._text if not line.startswith("*")]
        points = [line for line in self._text if line.startswith("*")]
        return "\n\n".join(["\n".join(lines), *plain, *(["\n".join(points)] if points else [])])


def percentile(values: list[float], share: float) -> float:
    """Return the value that a share of the values are below; not a number where there are none."""
    return sorted(values)[int(len(values) * share)] if values else float("nan")


def machine() -> str:
    """What it was measured on."""
    try:
        listed = subprocess.run(["lscpu"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        listed = ""
    names = [line.split(":")[1].strip() for line in listed.splitlines() if line.startswith("Model name")]
    return f"{(names or [platform.processor() or platform.machine()])[0]}, Python {platform.python_version()}"


def renew(section: Section, write: bool) -> None:
    """Print a section; with ``write``, put it in the place of the one of its name in RESULTS.md."""
    body = f"{section.markdown()}\n\nMeasured on {date.today()}, {machine()}."
    print(body)
    if not write:
        return
    begin, end = f"<!-- {section.name} -->", f"<!-- end of {section.name} -->"
    text = RESULTS.read_text("utf-8")
    before, found, rest = text.partition(begin)
    if not found:
        raise SystemExit(f"{RESULTS}: has no line {begin!r}: put it and {end!r} where the table belongs")
    after = rest.partition(end)[2]
    RESULTS.write_text(f"{before}{begin}\n{body}\n{end}{after}", "utf-8")
