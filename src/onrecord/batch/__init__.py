"""Reads more than fits a record: shards of articles into Parquet, with a manifest; here or on a Ray cluster.

>>> from onrecord.batch import Request, run
>>> run(Request(("crawl/*.warc.gz",), "results"), watcher)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.batch.running import Request, Result, planned, run

__all__ = ["Request", "Result", "planned", "run"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the process that reads needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'onrecord.batch' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("onrecord.batch.running"), name)
