"""What stands at the left of every page, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parents[1]
NAVIGATION = {
    "Start": ("quickstart", "concepts", "faq"),
    "Guides": ("store", "codebooks", "review", "analysis", "voices", "exports", "batch", "operations"),
    "Notebooks": ("notebooks/positions", "notebooks/voices", "notebooks/evaluate"),
    "Reference": (
        *("generated/commands", "python/index", "api", "generated/http", "generated/http-objects"),
        *("errors", "limits"),
    ),
    "How good it is": ("evaluation", "generated/project/results", "models"),
    "Inside": ("generated/project/security", "web", "licences", "generated/project/changelog"),
}


def pages() -> Iterator[tuple[str, str]]:
    """The trees of pages, to be included in the first one; a page that is named nowhere is a guide."""
    placed = {page for names in NAVIGATION.values() for page in names}
    more = sorted(page.stem for page in DOCS.glob("*.md") if page.stem not in placed | {"index"})
    trees = []
    for caption, names in NAVIGATION.items():
        there = (*names, *(more if caption == "Guides" else ()))
        trees.append("\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *there, "```", ""]))
    yield "parts/navigation.md", "\n".join(trees)
