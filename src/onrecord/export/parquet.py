"""Parquet: the tidy tables of :mod:`onrecord.export.tables`, a file each, compressed with Zstandard.

What a column says stands in its field's metadata as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from onrecord.errors import OptionError
from onrecord.export.files import missing, replacing
from onrecord.export.rows import Row, rows
from onrecord.export.tables import TABLES, Column, Kind, columns
from onrecord.statement import Reading

#: A row group is written when a table has this many rows waiting, or its texts this many characters.
GROUP_ROWS = 20_000
GROUP_CHARACTERS = 32 * 1024 * 1024


def save(readings: Iterable[Reading], path: Path, table: str | None = None) -> None:
    """Write the tables, each as a file of its name, into a folder; or one table into one file.

    Parameters
    ----------
    readings : iterable of Reading
        Taken one by one; no more than a row group of each table is held.
    path : Path
        A folder, which is made where it is missing; a name that ends with ``.parquet`` is a file.
    table : str, optional
        The one table for a file, which is ``statements`` otherwise; without meaning for a folder.

    Raises
    ------
    OptionError
        If pyarrow is not installed, or if a file cannot be written.
    ValueError
        If there is no such table.
    """
    files = {table or "statements": path} if is_file(path) else _files(path)
    for name in files:
        columns(name)
    with ExitStack() as stack:
        tables = {name: TableFile(schema(name), stack.enter_context(replacing(file))) for name, file in files.items()}
        for opened in tables.values():
            stack.callback(opened.close)
        for number, reading in enumerate(readings, 1):
            found = rows(reading, number)
            for name, opened in tables.items():
                opened.add(found[name])
        for opened in tables.values():
            opened.flush()


def is_file(path: Path) -> bool:
    """Tell whether a path stands for one table's file, not for a folder."""
    return path.suffix.lower() == ".parquet"


def schema(table: str) -> Any:
    """Return the Arrow schema of a table."""
    return schema_of(table, columns(table))


def schema_of(table: str, found: Sequence[Column]) -> Any:
    """Return the Arrow schema of a table with these columns."""
    pyarrow = _pyarrow()
    fields = [_field(pyarrow, column) for column in found]
    return pyarrow.schema(fields, metadata={"made by": "onrecord", "table": table})


class TableFile:
    """One file of Parquet that is being written.

    Parameters
    ----------
    schema : pyarrow.Schema
    path : Path
    characters : int
        Characters of texts that may wait for a row group.
    """

    def __init__(self, schema: Any, path: Path, characters: int = GROUP_CHARACTERS) -> None:
        import pyarrow.parquet

        self.schema = schema
        self.writer = pyarrow.parquet.ParquetWriter(path, self.schema, compression="zstd")
        self.waiting: list[Row] = []
        self.characters = 0
        self._most = characters

    def add(self, found: Sequence[Row]) -> None:
        """Take rows, and write a row group when there are enough."""
        self.waiting += found
        self.characters += sum(len(value) for row in found for value in row if isinstance(value, str))
        if len(self.waiting) >= GROUP_ROWS or self.characters >= self._most:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self.waiting:
            self.writer.write_table(_arrow(self.schema, self.waiting))
        self.waiting, self.characters = [], 0

    def close(self) -> None:
        """Write the end of the file."""
        self.writer.close()


def _files(folder: Path) -> dict[str, Path]:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OptionError(f"--output {folder} cannot be created ({error.strerror}). Choose another place") from error
    return {name: folder / f"{name}.parquet" for name in TABLES}


def _arrow(schema: Any, found: Sequence[Row]) -> Any:
    pyarrow = _pyarrow()
    values = zip(*found, strict=True)
    arrays = [pyarrow.array(column, field.type) for column, field in zip(values, schema, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _field(pyarrow: Any, column: Column) -> Any:
    return pyarrow.field(column.name, _type(pyarrow, column.kind), metadata={"description": column.says})


def _type(pyarrow: Any, kind: Kind) -> Any:
    text = pyarrow.string()
    types: dict[Kind, Any] = {
        "text": text,
        "texts": pyarrow.list_(text),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "truth": pyarrow.bool_(),
        "offices": pyarrow.list_(pyarrow.struct([(key, text) for key in ("role", "country", "start", "end")])),
    }
    return types[kind]


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise missing("pyarrow", "parquet") from error
    return pyarrow
