"""Readings in the formats that others take, one file a format.

Most formats are text and have a renderer, ``(readings) -> Iterator[str]``: pieces of text to be written one after
another, each as soon as the article is read wherever the format allows it. The others write files themselves and have a
saver, ``(readings, path) -> None``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from onrecord.statement import Reading

Renderer = Callable[[Iterable[Reading]], Iterator[str]]
Saver = Callable[[Iterable[Reading], Path], None]

#: Formats of text.
FORMATS = (
    *("table", "json", "jsonl", "csv", "html", "brat"),
    *("report", "webannotation", "plover", "dna-csv", "graphml", "gexf"),
)
#: Formats that are files which only their writers understand.
SAVED = ("parquet", "dna")
#: Formats whose function is not ``render`` in the module of their name.
_HOMES = {"dna-csv": ("dna_csv", "render"), "graphml": ("graph", "graphml"), "gexf": ("graph", "gexf")}


def renderer(name: str) -> Renderer:
    """Return the function that renders a format of text, loading that format only.

    Raises
    ------
    ValueError
        If no format has this name.
    """
    if name not in FORMATS:
        raise ValueError(f"no format named {name!r}. Use one of: {', '.join(FORMATS)}")
    module, function = _HOMES.get(name, (name, "render"))
    return cast("Renderer", getattr(import_module(f"onrecord.export.{module}"), function))


def saver(name: str) -> Saver:
    """Return the ``save`` of a format that is no text, loading that format only.

    Raises
    ------
    ValueError
        If no format has this name.
    """
    if name not in SAVED:
        raise ValueError(f"no format named {name!r}. Use one of: {', '.join(SAVED)}")
    return cast("Saver", import_module(f"onrecord.export.{name}").save)
