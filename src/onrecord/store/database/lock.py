"""One writer at a time: a lock file beside a SQLite file, an advisory lock in PostgreSQL.

SQLite has a lock of its own, but before version 3.51.3 two connections that write back the log at once could, rarely,
damage the file. So whoever writes, and whoever opens or closes a connection that can, holds this lock. The operating
system lets go of it when a process ends, however it ends.

Writers pass a second lock on the way, the queue, and hold it until they have the first: so one who writes again and
again has to let the others pass. PostgreSQL has a queue by itself.
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
        If other processes or threads hold it all the time, or the lock files cannot be made.
    """
    until = time.monotonic() + patience
    with _opened(database, ".lock") as lock:
        with _opened(database, ".queue") as queue:
            if not (_waited(queue, until) and _waited(lock, until)):
                problem = f"{_holder(lock)} has been writing to it for {patience:g} seconds"
                raise StoreError(str(database), problem, _LATER)
        _sign(lock)
        yield


@contextmanager
def _opened(database: Path, end: str) -> Iterator[int]:
    """Yield the descriptor of a lock file; closing it lets go of the lock."""
    path = database.with_name(database.name + end)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as error:
        problem = f"it cannot be written: no lock file {path} ({error.strerror or error})"
        raise StoreError(str(database), problem, "Check the permissions of the folder") from error
    try:
        yield descriptor
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


def _waited(descriptor: int, until: float) -> bool:
    """Wait for a lock up to a time and tell whether it was got."""
    pause = 0.001
    while not _taken(descriptor):
        if time.monotonic() >= until:
            return False
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 (two who wait do not wait in step)
        pause = min(pause * 1.5, 0.02)
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
