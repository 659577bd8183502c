"""What exit codes mean, of all commands in one table."""

from __future__ import annotations

from collections.abc import Iterator

from commands import commands, exit_codes, parts, shared
from writing import code, plain, table


def pages() -> Iterator[tuple[str, str]]:
    """The table, to be included."""
    yield "parts/exit-codes.md", table(("command", "code", "meaning"), _rows())


def _rows() -> Iterator[tuple[str, str, str]]:
    for name, command in sorted(commands().items()):
        common = exit_codes(command.epilog)
        alike = common or shared(command)
        told: set[tuple[str, str]] = set()
        for sub, part in parts(command):
            for number, says in (exit_codes(part.epilog) or common).items():
                if (number, says) not in told:
                    told.add((number, says))
                    yield code(name if alike or not sub else f"{name} {sub}"), number, plain(says)
