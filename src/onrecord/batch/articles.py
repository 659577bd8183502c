"""The articles of a shard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest.assembly import Wanted
from onrecord.ingest.jsonl import documents_from_lines
from onrecord.ingest.packed import lines_in
from onrecord.ingest.parquet import documents_from_parquet, number_of_rows
from onrecord.ingest.warc import documents_from_warc
from onrecord.options import ReadOptions


class Articles(NamedTuple):
    """The articles of a shard, an InputError for each that cannot be read.

    ``share`` tells which share of the shard, from 0 to 1, is read after so many articles.
    """

    items: Iterator[Document | InputError]
    share: Callable[[int], float]


@contextmanager
def opened(path: Path, kind: str, name: str, options: ReadOptions, wanted: Wanted) -> Iterator[Articles]:
    """Open a shard.

    Parameters
    ----------
    path : Path
        Where it can be read.
    kind : {"lines", "warc", "parquet"}
    name : str
        How errors call it.
    options : ReadOptions
    wanted : Wanted
        Asked before each article is made.
    """
    if kind == "parquet":
        total = number_of_rows(path)
        items = documents_from_parquet(path, name, options, wanted)
        yield Articles(items, lambda number: min(1.0, number / total) if total else 1.0)
        return
    with ExitStack() as stack:
        stream = stack.enter_context(path.open("rb"))
        size = path.stat().st_size
        if kind == "warc":
            items = documents_from_warc(stream, name, options, wanted)
        else:
            items = documents_from_lines(lines_in(stream, name), name, options, wanted)
        yield Articles(items, lambda _: stream.tell() / size if size else 1.0)
