"""Pages of the project's own files: what changed, what is promised about security."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = ("SECURITY.md", "CHANGELOG.md")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)]+)\)")


def pages() -> Iterator[tuple[str, str]]:
    """Each file that is there; its links lead to pages of the site, or are the words alone."""
    for name in FILES:
        path = ROOT / name
        if path.exists():
            yield f"project/{name.lower()}", _LINK.sub(_linked, path.read_text("utf-8"))


def _linked(match: re.Match[str]) -> str:
    words, target = match.groups()
    return f"[{words}](../../{target.removeprefix('docs/')})" if target.startswith("docs/") else words
