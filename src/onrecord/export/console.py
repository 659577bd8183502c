"""Text for people, printed to a string: tables and styles as a terminal shows them, or plain."""

from __future__ import annotations

import io

from rich.console import Console


def paper(width: int, color: bool) -> tuple[Console, io.StringIO]:
    """Return a console of so many columns (40 at the least), and what it writes to; escape codes only in colour."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=max(width, 40),
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    return console, buffer
