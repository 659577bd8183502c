"""What the process that reads and the one that keeps what was read tell each other."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from onrecord.export.rows import Row
from onrecord.options import ReadOptions

#: Why an article was not read: it is none, reading it raised something else, took too long, needed too much memory, or
#: ended the process.
ErrorKind = Literal["input", "exception", "time", "memory", "killed"]


class Task(NamedTuple):
    """A shard to read.

    Attributes
    ----------
    path : Path
        Where it can be read.
    kind : {"lines", "warc", "parquet"}
    name : str
        How errors call it.
    options : ReadOptions
    outlets : Path or None
        CSV file of outlets of the user's own.
    read : str
        ``module:function`` that makes a Reading of a Document and options.
    start : int
        Number of the first article to read, from 1: those before are read already.
    memory : int or None
        Bytes that the process may take.
    """

    path: Path
    kind: str
    name: str
    options: ReadOptions
    outlets: Path | None = None
    read: str = "onrecord.pipeline:read_document"
    start: int = 1
    memory: int | None = None


class Begun(NamedTuple):
    """An article is begun; told once more when its address and its own id are known.

    ``share`` is how much of the shard was read before.
    """

    number: int
    share: float = 0.0
    url: str | None = None
    source_id: str | None = None


class Done(NamedTuple):
    """An article is read: the rows of its tables."""

    number: int
    rows: dict[str, list[Row]]
    words: int


class Failed(NamedTuple):
    """An article could not be read."""

    number: int
    kind: ErrorKind
    place: str
    problem: str
    remedy: str
    url: str | None = None
    source_id: str | None = None


class Ended(NamedTuple):
    """The shard is read to its end; ``memory`` is the most bytes that the process took so far, None if not known."""

    memory: int | None


class Refused(NamedTuple):
    """Nothing can be read with these options, or the shard cannot be opened; ``usage`` tells the first."""

    problem: str
    usage: bool


Message = Begun | Done | Failed | Ended | Refused
