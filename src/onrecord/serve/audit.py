"""The log of changes: who sent what that may change something, when, from where, and what became of it.

What people decide on statements, actors and issues is in the record itself (``decisions``: who, when, what, and how it
was before). This file has the rest: logins, articles that were added, and what was refused. It is JSON, a line each,
beside the record; only its owner can read it.
"""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.export.json import written
from onrecord.store.database.address import Address

_log = logging.getLogger(__name__)


def audit_file(address: Address) -> Path:
    """Return where the log of a record is: beside a SQLite file, else in the working folder.

    >>> audit_file(Address("news/record.db", path=Path("news/record.db"))).as_posix()
    'news/record.db.changes.jsonl'
    """
    if address.path is not None:
        return address.path.with_name(f"{address.path.name}.changes.jsonl")
    name = address.url.database if address.url is not None and address.url.database else "record"
    return Path(f"{name}.changes.jsonl")


class Audit:
    """Appends to the log."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def note(self, **facts: Any) -> None:
        """Write a line; where that fails it is told on standard error, since what it is about has happened."""
        line = written({"at": datetime.now(UTC).isoformat(timespec="seconds"), **facts}) + "\n"
        try:
            descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, line.encode())
            finally:
                os.close(descriptor)
        except OSError as error:
            _log.warning("%s cannot be written (%s): %s", self._file, error.strerror, line.strip())
