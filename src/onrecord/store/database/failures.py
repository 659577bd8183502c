"""What went wrong with a database, told as a StoreError with its remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, SQLAlchemyError

from onrecord.errors import StoreError

_DAMAGED = ("the database is damaged", "Restore a backup, or save what can be saved with sqlite3 FILE .recover")
_FULL = ("there is no room left to write", "Nothing that was reported stored is lost. Make room and run it again")
#: Beginnings of SQLite's names of errors.
_SQLITE = {
    "SQLITE_BUSY": ("another program is writing to it", "Try again when it has ended"),
    "SQLITE_LOCKED": ("another program is writing to it", "Try again when it has ended"),
    "SQLITE_READONLY": ("it cannot be written", "Check the permissions of the file and of its folder"),
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR_WRITE": _FULL,
    "SQLITE_IOERR": ("it cannot be read or written (disk error)", "Check the disk, and that there is room on it"),
    "SQLITE_CANTOPEN": ("it cannot be opened", "Check the name and the permissions of the file and of its folder"),
    "SQLITE_PERM": ("it cannot be opened", "Check the permissions of the file and of its folder"),
    "SQLITE_NOTADB": ("it is not a database", "Give a file that onrecord add has made"),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_TOOBIG": ("a text is longer than SQLite takes", "Leave the article out"),
}
#: Beginnings of PostgreSQL's codes of errors.
_POSTGRESQL = {
    "55P03": ("another program is writing to it", "Try again when it has ended"),
    "53100": _FULL,
    "25006": ("it cannot be written", "Ask for a user or a server that may write"),
    "42501": ("the user may not do that", "Ask for the rights to the database"),
    "54000": ("a value is longer than PostgreSQL takes", "Leave the article out"),
}


@contextmanager
def telling(name: str) -> Iterator[None]:
    """Turn what the database's driver raises into a StoreError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise store_error(name, error) from error
    except OverflowError as error:  # a number that SQLite has no room for
        raise StoreError(name, f"the database refused ({error})", "Give a smaller number") from error


def store_error(name: str, error: SQLAlchemyError | sqlite3.Error) -> StoreError:
    """Return the StoreError that tells what an error of the driver means."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    code, known = getattr(cause, "sqlite_errorname", None), _SQLITE
    if code is None:
        code, known = getattr(cause, "sqlstate", None), _POSTGRESQL
    for beginning, (problem, remedy) in known.items():
        if code is not None and code.startswith(beginning):
            return StoreError(name, problem, remedy)
    if code is None and isinstance(error, DBAPIError) and not isinstance(error, InterfaceError):
        reason = str(cause).strip().partition("\n")[0]
        return StoreError(name, f"it cannot be reached ({reason})", "Check that the server runs, and the URL")
    reason = str(cause).strip().partition("\n")[0]
    return StoreError(name, f"the database refused ({reason})", "Run onrecord db check on it")
