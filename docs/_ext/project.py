"""Pages of the project's own files: what changed, what is promised about security, what was measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = {"security": "SECURITY.md", "changelog": "CHANGELOG.md", "results": "benchmarks/RESULTS.md"}
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)]+)\)")


def pages() -> Iterator[tuple[str, str]]:
    """Each file; its links lead to pages of the site, or are the words alone."""
    for name, file in FILES.items():
        yield f"project/{name}.md", _LINK.sub(_linked, (ROOT / file).read_text("utf-8"))


def _linked(match: re.Match[str]) -> str:
    words, target = match.groups()
    return f"[{words}](../../{target.removeprefix('docs/')})" if target.startswith("docs/") else words
