"""The rows of CSV files and Excel workbooks: one after another, as texts by the names of the columns."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import InputError, OptionError
from onrecord.exchange.how import How
from onrecord.exchange.values import day
from onrecord.export.csv import guarded
from onrecord.ingest.limits import MAX_TEXT_CHARACTERS
from onrecord.ingest.text import decode

#: Bytes of a CSV file, and of what a workbook is unpacked to.
LARGEST = 512 * 1024 * 1024
#: Rows and columns that Excel itself allows.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_SAMPLE = 64 * 1024
#: What reading a workbook that is none, a damaged one or one with a password raises.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(AttributeError, IndexError, KeyError, OverflowError, SyntaxError, TypeError, ValueError),
)


class Row(NamedTuple):
    """A row with its number in the file; cells without anything in them are left out.

    ``columns`` are the names of all columns of the table.
    """

    number: int
    cells: dict[str, str]
    columns: frozenset[str]


def csv_rows(path: Path, how: How = How()) -> Iterator[Row]:
    """Yield the rows of a CSV file in whichever encoding; what separates the cells is told by the first line.

    Raises
    ------
    InputError
        If the file cannot be read or is no table.
    """
    name = str(path)
    try:
        size = path.stat().st_size
        _refuse_large(name, size, size)
        text = decode(path.read_bytes(), name).text
    except OSError as error:
        raise InputError(name, f"it cannot be read ({error.strerror or error})", "Check the name") from error
    before = csv.field_size_limit(MAX_TEXT_CHARACTERS)
    try:
        delimiter = how.delimiter or _delimiter(text[:_SAMPLE].partition("\n")[0])
        yield from _rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), name)
    except csv.Error as error:
        raise InputError(name, f"it is no CSV ({error})", "Save it as CSV in UTF-8") from error
    finally:
        csv.field_size_limit(before)


def excel_rows(path: Path, how: How = How()) -> Iterator[Row]:
    """Yield the rows of a sheet of a workbook; of formulas, the values that were saved with them.

    Raises
    ------
    InputError
        If the file cannot be read, is no workbook, or is one that unpacks to too much.
    OptionError
        If openpyxl is not installed, or if there is no such sheet.
    """
    try:
        import openpyxl
    except ImportError as error:
        remedy = "Install it with: pip install 'onrecord[excel]'"
        raise OptionError(f"openpyxl is not installed. {remedy}") from error
    name = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_large(name, sum(item.file_size for item in archive.infolist()), path.stat().st_size)
        with (  # what openpyxl opens itself stays open where it fails
            path.open("rb") as stream,
            closing(openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)) as book,
        ):
            if how.sheet is not None and how.sheet not in book.sheetnames:
                raise OptionError(f"{name} has no sheet {how.sheet!r}. Use one of: {', '.join(book.sheetnames)}")
            sheet = book[how.sheet] if how.sheet else book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its size need not be so
            yield from _rows(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), name)
    except OSError as error:
        raise InputError(name, f"it cannot be read ({error.strerror or error})", "Check the name") from error
    except _BROKEN as error:
        raise InputError(name, f"it is no Excel workbook ({error})", "Save it as .xlsx, or as CSV") from error


def _rows(lines: Iterable[Iterable[Any]], name: str) -> Iterator[Row]:
    """Yield the rows under the first one that has anything in it, which is the header."""
    numbered = ((number, [_text(cell) for cell in line]) for number, line in enumerate(lines, 1))
    filled = ((number, cells) for number, cells in numbered if any(cells))
    first = next(filled, None)
    if first is None:
        raise InputError(name, "there is nothing in it", "Give a table with a header and rows")
    header = [cell.strip() for cell in first[1]]
    if len(header) > MOST_COLUMNS:
        raise InputError(
            name, f"it has {len(header):,} columns, more than {MOST_COLUMNS:,}", "Leave out what is not used"
        )
    twice = next((cell for cell in header if cell and header.count(cell) > 1), None) if len(header) < 1000 else None
    if twice is not None:
        raise InputError(name, f"two columns are called {twice!r}", "Give every column a name of its own")
    columns = frozenset(filter(None, header))
    for number, cells in filled:
        if number > MOST_ROWS:
            raise InputError(name, f"it has more than {MOST_ROWS:,} rows", "Split it")
        yield Row(number, {key: cell for key, cell in zip(header, cells, strict=False) if key and cell}, columns)


def _text(cell: Any) -> str:
    """Return a cell as text, without the apostrophe that kept a spreadsheet from running it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return day(cell)
    text = str(cell)
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def _delimiter(line: str) -> str:
    """Return what separates the cells of a header: the most frequent of the usual signs, else a comma."""
    return max(",;\t|", key=line.count)


def _refuse_large(name: str, size: int, packed: int) -> None:
    if size > LARGEST:
        what = f"it unpacks to {size:,} bytes" if size != packed else f"it has {size:,} bytes"
        raise InputError(name, f"{what}, more than {LARGEST:,}", "Split it")
