"""The rows of a codebook's file, CSV or TOML, before anybody asks what they mean."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.errors import CodebookError

COLUMNS = ("id", "label", "aliases", "reversed_aliases", "parent", "examples")
REQUIRED = ("id", "label")
#: Larger files are no codebooks.
MAX_BYTES = 64 * 1024 * 1024
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SAVE = "Save it as CSV or TOML in UTF-8"

#: Where a row stands ("line 7"), and its fields by column, or what is wrong with it.
Row = tuple[str, Mapping[str, Any] | CodebookError]


def rows_of(path: Path, data: bytes, source: str) -> Iterator[Row]:
    """Yield the rows of a file; its name tells TOML from CSV.

    Raises
    ------
    CodebookError
        If the file as a whole cannot be read.
    """
    text = _text(data, source)
    yield from _toml_rows(text, source) if path.suffix.casefold() == ".toml" else _csv_rows(text, source)


def bytes_of(path: Path, source: str, remedy: str) -> bytes:
    """The file's bytes.

    Raises
    ------
    CodebookError
        If it cannot be read, with ``remedy``, or is too large.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            problem = f"{size / 1e6:.0f} MB, more than {MAX_BYTES // 1024**2} MB"
            raise CodebookError(source, None, problem, "Is it a codebook? Split it if so")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        problem = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        raise CodebookError(source, None, problem, remedy) from error


def _text(data: bytes, source: str) -> str:
    charset = next((charset for mark, charset in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        if charset == "utf-8" and b"\x00" in data[:4096]:
            raise CodebookError(source, None, "is binary, not text", _SAVE) from error
        line = data.count(b"\n", 0, error.start) + 1
        found = data[error.start : error.start + 1].hex()
        problem = f"not {charset.upper()[:6].rstrip('-')} (byte 0x{found})"
        raise CodebookError(source, f"line {line}", problem, _SAVE) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise CodebookError(source, f"line {line}", "holds a NUL character", _SAVE)
    if not text.strip():
        raise CodebookError(source, None, "is empty", f"A CSV file begins with the columns: {','.join(COLUMNS)}")
    return text


def _toml_rows(text: str, source: str) -> Iterator[Row]:
    try:
        loaded = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(source, None, f"invalid TOML ({error})", "Correct it there") from error
    except RecursionError as error:
        raise CodebookError(source, None, "invalid TOML (nested too deeply)", "Write [[issues]] tables") from error
    issues = loaded.get("issues")
    if not isinstance(issues, list) or not all(isinstance(row, dict) for row in issues):
        found = ", ".join(map(repr, list(loaded)[:12])) or "nothing"
        problem = f"no [[issues]] tables, but {found}"
        raise CodebookError(source, None, problem, "Write a table [[issues]] with id and label for each issue")
    yield from ((f"issue {number}", row) for number, row in enumerate(issues, 1))


def _csv_rows(text: str, source: str) -> Iterator[Row]:
    first = next(line for line in text.splitlines() if line.strip())
    delimiter = max(",;\t", key=lambda mark: len({c.strip('" ').casefold() for c in first.split(mark)} & set(COLUMNS)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    line = 0
    try:
        for row in reader:
            begun, line = line + 1, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = _header(row, f"line {begun}", source)
            elif any(cell.strip() for cell in row[len(header) :]):
                problem = f"{len(row)} fields, but {len(header)} columns"
                remedy = "Put fields with separators in quotation marks"
                yield f"line {begun}", CodebookError(source, f"line {begun}", problem, remedy)
            else:
                yield f"line {begun}", dict(zip(header, row, strict=False))
    except csv.Error as error:
        problem = f"broken CSV ({error})"
        remedy = "Close the quotation mark, or double those inside"
        raise CodebookError(source, f"line {line + 1}", problem, remedy) from error


def _header(row: list[str], place: str, source: str) -> list[str]:
    header = [cell.strip().casefold() for cell in row]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise CodebookError(source, place, f"the column {twice[0]!r} is there twice", "Rename or remove one of them")
    for name in REQUIRED:
        if name not in header:
            problem = f"no column {name!r} among {', '.join(map(repr, header[:12]))}"
            raise CodebookError(source, place, problem, f"The first line names the columns: {','.join(COLUMNS)}")
    return header
