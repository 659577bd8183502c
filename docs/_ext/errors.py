"""What exit codes mean, of all commands in one table."""

from __future__ import annotations

from collections.abc import Iterator

from commands import commands, exit_codes, parts
from writing import code, plain, table


def pages() -> Iterator[tuple[str, str]]:
    """The table, to be included."""
    yield "parts/exit-codes.md", table(("command", "code", "meaning"), _rows())


def _rows() -> Iterator[tuple[str, str, str]]:
    for name, command in sorted(commands().items()):
        shared = exit_codes(command.epilog)
        told: set[tuple[str, str]] = set()
        for sub, part in parts(command):
            for number, says in (exit_codes(part.epilog) or shared).items():
                if (number, says) not in told:
                    told.add((number, says))
                    same = not sub or shared or len({p.epilog for _, p in parts(command)}) == 1
                    yield code(name if same else f"{name} {sub}"), number, plain(says)
