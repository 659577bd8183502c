"""Readings in the formats that others take, one file a format.

Every format has ``render(readings) -> Iterator[str]``: pieces of text to be written one after another, each as soon as
the article is read wherever the format allows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import cast

from onrecord.statement import Reading

Renderer = Callable[[Iterable[Reading]], Iterator[str]]

FORMATS = ("table", "json", "jsonl", "csv", "html", "brat")


def renderer(name: str) -> Renderer:
    """Return the ``render`` of a format, loading that format only.

    Raises
    ------
    ValueError
        If no format has this name.
    """
    if name not in FORMATS:
        raise ValueError(f"no format named {name!r}. Use one of: {', '.join(FORMATS)}")
    return cast("Renderer", import_module(f"onrecord.export.{name}").render)
