"""The manifest: one JSON file for each shard that is done, written last. What it does not name is not there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.batch.places import PART, Folder
from onrecord.batch.tables import TABLES
from onrecord.errors import OptionError

FOLDER = "manifest"
#: Version of the entries' and the tables' layout.
LAYOUT = 1


@dataclass(frozen=True, slots=True)
class Input:
    """The file that a shard was read from: where it was, its format, bytes, last change, and hash of its content."""

    address: str
    kind: str
    bytes: int
    changed: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One shard that is done.

    Attributes
    ----------
    shard : str
    input : Input
    how : mapping
        ``model``, ``onrecord``, ``options``: as in the provenance of a reading; ``given``: what was said of all
        articles beforehand.
    counts : mapping
        Rows by table, and ``words``.
    errors : mapping
        Number of errors by kind.
    files : mapping
        Bytes of each table's file.
    seconds : float
    memory : int or None
        The most bytes that the reading process took.
    ended : str
        When, ISO 8601.
    """

    shard: str
    input: Input
    how: Mapping[str, Any]
    counts: Mapping[str, int]
    errors: Mapping[str, int]
    files: Mapping[str, int]
    seconds: float
    memory: int | None
    ended: str
    layout: int = LAYOUT


class Manifest:
    """The shards of a folder of results that are done.

    Raises
    ------
    OptionError
        If the folder cannot be read, or an entry was made by another version.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.entries = {entry.shard: entry for entry in self._read()}

    def _read(self) -> Iterator[Entry]:
        for name in self.folder.names(FOLDER):
            if not name.endswith(".json") or name.startswith("."):
                continue
            address = self.folder.address(f"{FOLDER}/{name}")
            try:
                data = json.loads(self.folder.read(f"{FOLDER}/{name}"))
                layout = data["layout"]
                entry = Entry(**{**data, "input": Input(**data["input"])}) if layout == LAYOUT else None
            except (ValueError, TypeError, KeyError) as error:
                problem = f"{address} is no entry of a manifest ({error})"
                raise OptionError(f"{problem}. Remove it; its shard is read again") from error
            if entry is None:
                raise OptionError(f"{address} has layout {layout}, this version knows {LAYOUT}. Choose another --out")
            yield entry

    def is_whole(self, entry: Entry) -> bool:
        """Tell whether all files of a shard are there, as long as they were when they were written."""
        return all(self.folder.size(file_of(table, entry.shard)) == size for table, size in entry.files.items())

    def sweep(self) -> None:
        """Take away what unfinished runs left behind; nobody else may be writing."""
        kept = {f"{shard}.parquet" for shard in self.entries}
        for table in TABLES:
            for name in self.folder.names(table):
                if name not in kept and name.endswith((".parquet", PART)):
                    self.folder.remove(f"{table}/{name}")
        for name in self.folder.names(FOLDER):
            if name.endswith(PART):
                self.folder.remove(f"{FOLDER}/{name}")
        if self.folder.local:
            for left in self.folder.local.glob(f".*{PART}"):
                shutil.rmtree(left, ignore_errors=True)


def file_of(table: str, shard: str) -> str:
    """Return the name of a table's file."""
    return f"{table}/{shard}.parquet"


def entry_of(shard: str) -> str:
    """Return the name of a shard's entry."""
    return f"{FOLDER}/{shard}.json"


def written(entry: Entry) -> bytes:
    """Return an entry as its file holds it."""
    return (json.dumps(asdict(entry), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
