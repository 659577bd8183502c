"""Data frames of pandas or polars: the tidy tables of :mod:`onrecord.export.tables` in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from onrecord.export.files import missing
from onrecord.export.hits import COLUMNS, joined
from onrecord.export.rows import Row, rows
from onrecord.export.tables import Kind, columns
from onrecord.statement import Reading
from onrecord.store.records import StoredStatement

Library = Literal["pandas", "polars"]

#: None is an object column, whose values are lists.
_PANDAS: dict[Kind, str | None] = {
    "text": "str",
    "texts": None,
    "integer": "Int64",
    "number": "float64",
    "truth": "boolean",
    "offices": None,
}
#: Kinds of the columns of stored statements that are no text.
_STORED: dict[str, Kind] = {"document": "integer", "negated": "truth", "score": "number"}


def to_frame(readings: Iterable[Reading] | Reading, library: Library = "pandas", table: str = "statements") -> Any:
    """Return one of the tidy tables as a data frame.

    Parameters
    ----------
    readings : Reading or iterable of Reading
    library : {"pandas", "polars"}
    table : str
        ``statements``, ``codings``, ``recipients``, ``conditions``, ``spans``, ``entities`` or ``documents``.

    Returns
    -------
    pandas.DataFrame or polars.DataFrame
        With the columns of :data:`onrecord.export.tables.TABLES`, also when there is no row.

    Raises
    ------
    OptionError
        If the library is not installed.
    ValueError
        If there is no such library or table.
    """
    wanted = columns(table)
    several = [readings] if isinstance(readings, Reading) else readings
    found = [row for number, reading in enumerate(several, 1) for row in rows(reading, number)[table]]
    return _frame({column.name: column.kind for column in wanted}, found, library)


def statements_frame(statements: Iterable[StoredStatement], library: Library = "pandas") -> Any:
    """Return statements of a record as a data frame, a row each: what ``store.statements(Query(…))`` yields.

    The columns are those of ``onrecord search --format csv``, without snippet and rank; where a statement has several
    codings, their values are joined by a semicolon.

    Returns
    -------
    pandas.DataFrame or polars.DataFrame
        With all columns, also when there is no row.

    Raises
    ------
    OptionError
        If the library is not installed.
    ValueError
        If there is no such library.
    """
    kinds = {name: _STORED.get(name, "text") for name in COLUMNS if name not in ("snippet", "rank")}
    rows = (joined(one) for one in statements)
    return _frame(kinds, [tuple(row[name] for name in kinds) for row in rows], library)


def _frame(kinds: dict[str, Kind], found: Sequence[Row], library: str) -> Any:
    if library not in ("pandas", "polars"):
        raise ValueError(f"no library named {library!r}. Use pandas or polars")
    return _pandas(kinds, found) if library == "pandas" else _polars(kinds, found)


def _pandas(kinds: dict[str, Kind], found: Sequence[Row]) -> Any:
    try:
        import pandas
    except ImportError as error:
        raise missing("pandas", "frames") from error
    values = zip(*found, strict=True) if found else ((),) * len(kinds)
    return pandas.DataFrame(
        {
            name: pandas.Series(list(column), dtype=_PANDAS[kind] or "object")
            for (name, kind), column in zip(kinds.items(), values, strict=True)
        }
    )


def _polars(kinds: dict[str, Kind], found: Sequence[Row]) -> Any:
    try:
        import polars
    except ImportError as error:
        raise missing("polars", "frames") from error
    office = polars.Struct(dict.fromkeys(("role", "country", "start", "end"), polars.String))
    types: dict[Kind, Any] = {
        "text": polars.String,
        "texts": polars.List(polars.String),
        "integer": polars.Int64,
        "number": polars.Float64,
        "truth": polars.Boolean,
        "offices": polars.List(office),
    }
    schema = {name: types[kind] for name, kind in kinds.items()}
    return polars.DataFrame(found, schema=schema, orient="row")
