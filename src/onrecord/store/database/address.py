"""Where a record is kept: a SQLite file or a PostgreSQL database."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.errors import StoreError

_REMEDY = "Give the name of a file, such as record.db, or postgresql://USER@HOST/DATABASE"


@dataclass(frozen=True, slots=True)
class Address:
    """A SQLite file (``path``) or a PostgreSQL database (``url``).

    Attributes
    ----------
    name : str
        As errors give it: without a password.
    """

    name: str
    path: Path | None = None
    url: URL | None = None


def address_of(given: str | os.PathLike[str]) -> Address:
    """Return where that is.

    Raises
    ------
    StoreError
        If it is neither a file nor the URL of a database that onrecord knows.

    >>> address_of("sqlite:///record.db").path
    PosixPath('record.db')
    >>> address_of("postgresql://ada:secret@db.example/record").name
    'postgresql://ada:***@db.example/record'
    """
    text = os.fspath(given)
    scheme, separator, _ = text.partition("://")
    if not separator or os.sep in scheme:
        return _file(text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{scheme}://…", "it is no URL of a database", _REMEDY) from error
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite":
        return _file(url.database or "")
    if kind in ("postgresql", "postgres"):
        return Address(url.render_as_string(), url=url.set(drivername="postgresql+psycopg"))
    raise StoreError(f"{scheme}://…", f"onrecord keeps no record in {kind!r}", _REMEDY)


def _file(name: str) -> Address:
    if not name or name == ":memory:" or "\0" in name:
        raise StoreError(repr(name), "it is no name of a file", _REMEDY)
    return Address(name, path=Path(name))
