"""Articles as rows of Parquet: the columns are the keys of a JSON line, others are kept in ``extra``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest.assembly import Wanted, every
from onrecord.ingest.jsonl import document_of
from onrecord.ingest.text import decode
from onrecord.options import ReadOptions

#: Rows that are in memory at a time.
_ROWS = 32
_REMEDY = "Give Parquet with a column text or html, an article a row"


def documents_from_parquet(
    path: Path, name: str, options: ReadOptions = ReadOptions(), wanted: Wanted = every
) -> Iterator[Document | InputError]:
    """Read one article a row; what cannot be read is yielded as an InputError with the number of its row.

    Parameters
    ----------
    path : Path
    name : str
        How errors call the file.
    options : ReadOptions
    wanted : Wanted
        Asked before each row is made an article.

    Yields
    ------
    Document or InputError
    """
    try:
        from pyarrow import ArrowException
    except ImportError:
        yield InputError(name, "reading Parquet needs pyarrow", "Install it: pip install 'onrecord[parquet]'")
        return
    number = 0
    try:
        for number, row in enumerate(_rows(path), 1):
            if wanted():
                yield _document(row, f"{name}, row {number}", options)
    except (ArrowException, OSError, UnicodeError) as error:  # the last for a column whose name is not UTF-8
        if wanted():
            reason = str(error).partition("\n")[0]
            yield InputError(name, f"it is damaged after row {number:,} ({reason})", "Get the file again")
        return
    if not number and wanted():
        yield InputError(name, "there is no row in it", _REMEDY)


def number_of_rows(path: Path) -> int:
    """Return how many rows a file says that it has, 0 where that cannot be told."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import read_metadata
    except ImportError:
        return 0
    try:
        return max(0, int(read_metadata(path).num_rows))  # a damaged file may tell any number
    except (ArrowException, OSError, UnicodeError):
        return 0


def _rows(path: Path) -> Iterator[dict[str, Any] | InputError]:
    """Yield the rows; one with a value that Python cannot hold is an error, the others of its batch are not."""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_ROWS):
            try:
                rows: list[dict[str, Any] | InputError] = batch.to_pylist()
            except (ValueError, OverflowError):  # text that is not UTF-8, years that are none
                rows = [_row(batch.slice(at, 1)) for at in range(batch.num_rows)]
            yield from rows


def _row(batch: Any) -> dict[str, Any] | InputError:
    try:
        (row,) = batch.to_pylist()
    except (ValueError, OverflowError) as error:
        return InputError("", f"a value cannot be read ({error})", "Correct the row, or write the column as text")
    return dict(row)


def _document(row: dict[str, Any] | InputError, name: str, options: ReadOptions) -> Document | InputError:
    if isinstance(row, InputError):
        return InputError(name, row.problem, row.remedy)
    warnings: tuple[str, ...] = ()
    values = {key: value.isoformat() if isinstance(value, date | datetime) else value for key, value in row.items()}
    try:
        for key in ("text", "html"):
            if isinstance(value := values.get(key), bytes):
                decoded = decode(value, name)
                values[key], warnings = decoded.text, (*warnings, *decoded.warnings)
    except InputError as error:
        return error
    return document_of(values, name, options, warnings)
