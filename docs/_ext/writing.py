"""Writes Markdown: cells, tables, words that must stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def plain(words: str) -> str:
    """Words as they are, whatever signs are in them."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", words))


def prose(words: str) -> str:
    """Words of which those in backticks are code."""
    return "".join(
        part if at % 2 else plain(part) for at, part in enumerate(re.split("(`[^`]+`)", " ".join(words.split())))
    )


def code(words: str) -> str:
    """Words as code, also those with a backtick."""
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def cell(words: str) -> str:
    """What stands in a cell of a table."""
    return words.replace("\\|", "|").replace("|", "\\|").replace("\n", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(one) for one in line) + " |" for line in lines) + "\n"


def fenced(words: str, language: str) -> str:
    """A block of code."""
    return f"```{language}\n{words.rstrip()}\n```\n"
