"""One writer at a time: a lock file beside a SQLite file, an advisory lock in PostgreSQL.

SQLite has a lock of its own, but before version 3.51.3 two connections that write back the log at once could, rarely,
damage the file. So whoever writes, and whoever opens or closes a connection that can, holds this lock. The operating
system lets go of it when a process ends, however it ends.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from onrecord.errors import StoreError

#: Seconds that a writer waits for the others.
PATIENCE = 30.0
#: Key of the advisory lock: the letters "onrecord".
_ADVISORY = 0x6F6E7265636F7264
_LATER = "Try again when it has ended"


@contextmanager
def file_lock(database: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a SQLite file.

    Raises
    ------
    StoreError
        If another process or thread holds it all the time, or the lock file cannot be made.
    """
    path = database.with_name(database.name + ".lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as error:
        problem = f"it cannot be written: no lock file {path} ({error.strerror or error})"
        raise StoreError(str(database), problem, "Check the permissions of the folder") from error
    try:
        if not _waited(descriptor, patience):
            problem = f"{_holder(descriptor)} has been writing to it for {patience:g} seconds"
            raise StoreError(str(database), problem, _LATER)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def advisory_lock(connection: Connection, patience: float = PATIENCE) -> None:
    """Hold the lock of a PostgreSQL database until the transaction ends.

    Raises
    ------
    OperationalError
        If another connection holds it all the time.
    """
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience * 1000)}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY})")
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")


def _waited(descriptor: int, patience: float) -> bool:
    """Wait for the lock and tell whether it was got."""
    until, pause = time.monotonic() + patience, 0.001
    while not _taken(descriptor):
        if time.monotonic() >= until:
            return False
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 (two who wait do not wait in step)
        pause = min(pause * 1.5, 0.05)
    return True


def _sign(descriptor: int) -> None:
    """Leave behind who holds the lock, for those who wait; a full disk spoils that alone."""
    with suppress(OSError):
        os.lseek(descriptor, 1, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid():<12}".encode())


def _holder(descriptor: int) -> str:
    with suppress(OSError):
        os.lseek(descriptor, 1, os.SEEK_SET)
        name = os.read(descriptor, 12).decode("ascii", "replace").strip()
        if name:
            return f"process {name}"
    return "another process"


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
