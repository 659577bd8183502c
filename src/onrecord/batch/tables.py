"""The tables of a shard, a file of Parquet each: those of :mod:`onrecord.export.tables` and the errors.

Every row begins with the name of its shard, so that ``shard`` and ``document`` join tables over all shards.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from onrecord.batch.messages import Done, Failed
from onrecord.contract import to_contract
from onrecord.export.json import written
from onrecord.export.parquet import TableFile, schema_of
from onrecord.export.rows import Row, rows
from onrecord.export.tables import TABLES as TIDY
from onrecord.export.tables import Column
from onrecord.export.words import writable
from onrecord.statement import Reading

_SHARD = Column("shard", "text", "Name of the shard; with document it joins the tables")
_DOCUMENT = Column("document", "integer", "Number of the document in its shard, from 1; what failed counts too")
_READING = Column("reading", "text", "The reading as onrecord read prints it, and what more is known of its entities")
#: What the contract does not tell of an entity, and a record keeps.
MORE_OF_ENTITY = ("born", "died", "mononym", "provenance")

TABLES: dict[str, tuple[Column, ...]] = {
    **{name: (_SHARD, _DOCUMENT, *columns[1:]) for name, columns in TIDY.items()},
    "documents": (_SHARD, _DOCUMENT, *TIDY["documents"][1:], _READING),
    "errors": (
        _SHARD,
        _DOCUMENT,
        Column("kind", "text", "input, exception, time, memory or killed"),
        Column("place", "text", "Where it is: file and line, byte, row or number"),
        Column("problem", "text", "What is wrong"),
        Column("remedy", "text", "What can be done"),
        Column("url", "text", "Address of the article, where it was known by then"),
        Column("source_id", "text", "The id that the input itself carried, where it was known by then"),
    ),
}
#: Characters of one table that wait for a row group.
_WAITING = 8 * 1024 * 1024


def rows_of(reading: Reading, number: int) -> dict[str, list[Row]]:
    """Return the rows of one reading, without the name of the shard."""
    found = rows(reading, number)
    (document,) = found["documents"]
    return {**found, "documents": [(*document, _as_json(reading))]}


def _as_json(reading: Reading) -> str:
    data: dict[str, Any] = {**to_contract(reading)}
    for plain, mentioned in zip(data.get("entities", ()), reading.entities, strict=False):
        plain |= {name: getattr(mentioned.entity, name) for name in MORE_OF_ENTITY}
    return written(data)


class ShardTables:
    """The files of one shard while they are written.

    Parameters
    ----------
    shard : str
        Its name.
    folder : Path
        Where they are written, each as ``TABLE.parquet``.
    """

    def __init__(self, shard: str, folder: Path) -> None:
        self._shard = shard
        self._counts = dict.fromkeys(TABLES, 0)
        self.paths = {table: folder / f"{table}.parquet" for table in TABLES}
        with ExitStack() as stack:
            self._files: dict[str, TableFile] = {}
            for table, columns in TABLES.items():
                file = TableFile(schema_of(table, columns), self.paths[table], _WAITING)
                stack.callback(file.close)
                self._files[table] = file
            self._stack = stack.pop_all()

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table so far."""
        return dict(self._counts)

    def add(self, done: Done) -> None:
        """Take the rows of an article."""
        for table, found in done.rows.items():
            self._add(table, found)

    def add_error(self, failed: Failed) -> None:
        """Take an article that could not be read."""
        texts = (failed.kind, failed.place, failed.problem, failed.remedy, failed.url, failed.source_id)
        self._add("errors", [(failed.number, *(text if text is None else writable(text) for text in texts))])

    def _add(self, table: str, found: Sequence[Row]) -> None:
        self._counts[table] += len(found)
        self._files[table].add([(self._shard, *row) for row in found])

    def finish(self) -> None:
        """Write what waits, and the ends of the files."""
        for file in self._files.values():
            file.flush()
        self.close()

    def close(self) -> None:
        """Let go of the files, whole or not."""
        self._stack.close()
