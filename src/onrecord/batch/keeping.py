"""Reads one shard into its tables: watches the process that reads, replaces it, and keeps what it has read.

The same code runs in a thread of a local run and in a task of Ray.
"""

from __future__ import annotations

import queue
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.batch.manifest import Entry, Input, entry_of, file_of, written
from onrecord.batch.messages import Begun, Done, ErrorKind, Failed, Message, Refused, Task
from onrecord.batch.places import PART, Facts, Folder, facts_here, is_url, unusable
from onrecord.batch.process import ReadingProcess
from onrecord.batch.shards import Shard, hash_of, here
from onrecord.batch.tables import ShardTables
from onrecord.errors import InputError, OptionError
from onrecord.options import ReadOptions

#: How often a process may end with the same article before that is left out: others may have ended it.
ATTEMPTS = 3
#: How often it may end before any article is begun.
STARTS = 6
#: Seconds without a message, while no article is being read, after which a shard is given up.
STALLED = 900.0
_TICK = 0.2


class Limits(NamedTuple):
    """Seconds that one article may take, and bytes of memory for the process that reads, None for any."""

    seconds: float = 600.0
    memory: int | None = None


class Job(NamedTuple):
    """A shard to be read, how, and where its tables go.

    ``how`` is what the manifest tells of it.
    """

    shard: Shard
    out: str
    how: Mapping[str, Any]
    options: ReadOptions = ReadOptions()
    outlets: Path | None = None
    limits: Limits = Limits()
    read: str = "onrecord.pipeline:read_document"


class Progress(NamedTuple):
    """How far a shard is."""

    shard: str
    documents: int
    statements: int
    errors: int
    words: int
    share: float


class StoppedError(Exception):
    """The user stopped the run; the shard is not done."""


Tell = Callable[[Progress], object]


def read_shard(job: Job, process: ReadingProcess, tell: Tell, stop: threading.Event) -> Entry:
    """Read a shard, keep its tables and return its entry; it is done when this returns, and not before.

    Raises
    ------
    InputError
        If the shard cannot be read.
    OptionError
        If its results cannot be kept, or nothing can be read with these options.
    StoppedError
        If ``stop`` was set meanwhile.
    """
    began = time.monotonic()
    out = Folder(job.out)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{job.shard.name}.", suffix=PART, dir=_beside(out)) as folder:
            path, sha256 = _fetched(job.shard, Path(folder))
            tables = ShardTables(job.shard.name, Path(folder))
            try:
                keeper = _Keeper(job, process, tables, tell, stop)
                keeper.run(path)
                tables.finish()
            finally:
                tables.close()
            _check_unchanged(job.shard)
            return _kept(job, keeper, sha256, began, out)
    except OSError as error:
        raise unusable(str(out), error) from error


def _beside(out: Folder) -> str | None:
    """Return where temporary files go: to the disk of the results where that is here, as they will be moved."""
    if out.local is None:
        return None
    out.local.mkdir(parents=True, exist_ok=True)
    return str(out.local)


def _fetched(shard: Shard, folder: Path) -> tuple[Path, str]:
    try:
        path = here(shard, folder)
        return path, hash_of(path)
    except OSError as error:
        raise InputError(
            shard.address, f"it cannot be read ({error.strerror or error})", "Check it, run again"
        ) from error


def _check_unchanged(shard: Shard) -> None:
    if is_url(shard.address):
        return  # it was copied before it was read
    facts: Facts | None = None
    with suppress(OSError):
        facts = facts_here(Path(shard.address))
    if facts != shard.facts:
        raise InputError(shard.address, "it was changed while it was read", "Run again when it stays as it is")


def _kept(job: Job, keeper: _Keeper, sha256: str, began: float, out: Folder) -> Entry:
    """Put the files into their places; the entry, which makes them count, comes last."""
    shard, tables = job.shard, keeper.tables
    entry = Entry(
        shard.name,
        Input(shard.address, shard.kind, shard.facts.size, shard.facts.changed, sha256),
        dict(job.how),
        {**tables.counts, "words": keeper.words},
        {**keeper.errors},
        {table: path.stat().st_size for table, path in tables.paths.items()},
        round(time.monotonic() - began, 3),
        keeper.memory,
        datetime.now(UTC).isoformat(timespec="seconds"),
    )
    out.remove(entry_of(shard.name))
    for table, path in tables.paths.items():
        out.put(path, file_of(table, shard.name))
    out.write(entry_of(shard.name), written(entry))
    return entry


class _Keeper:
    """One reading of a shard: how far it is, and what became of it."""

    def __init__(
        self, job: Job, process: ReadingProcess, tables: ShardTables, tell: Tell, stop: threading.Event
    ) -> None:
        self.job = job
        self.process = process
        self.tables = tables
        self.tell = tell
        self.stop = stop
        self.words = 0
        self.errors: Counter[str] = Counter()
        self.memory: int | None = None
        self._last = 0
        self._current: Begun | None = None
        self._share = 0.0
        self._attempts: Counter[int] = Counter()

    def run(self, path: Path) -> None:
        """Read all articles; where the process ends, another one goes on."""
        while True:
            self._current = None
            self.process.ask(self._task(path))
            try:
                if self._taken():
                    return
                self._ended(self.process.end())
            except BaseException:
                self.process.end()
                raise

    def _task(self, path: Path) -> Task:
        job, start = self.job, self._last + 1
        return Task(
            path, job.shard.kind, job.shard.address, job.options, job.outlets, job.read, start, job.limits.memory
        )

    def _taken(self) -> bool:
        """Take messages until the shard ends (true) or the process does (false)."""
        since = time.monotonic()
        while True:
            try:
                message = self.process.message(_TICK)
            except queue.Empty:
                if self.stop.is_set():
                    raise StoppedError from None
                if time.monotonic() - since > (self.job.limits.seconds if self._current else STALLED):
                    return self._give_up()
                continue
            if message is None:
                return False
            if not (isinstance(message, Begun) and self._current and self._current.number == message.number):
                since = time.monotonic()
            if self._take(message):
                return True

    def _take(self, message: Message) -> bool:
        """Take one message and tell whether it was the last one."""
        if isinstance(message, Begun):
            self._current, self._share = message, message.share
        elif isinstance(message, Done):
            self.tables.add(message)
            self.words += message.words
            self._finished(message.number)
        elif isinstance(message, Failed):
            self._failed(message)
        elif isinstance(message, Refused):
            if message.usage:
                raise OptionError(message.problem)
            raise InputError(self.job.shard.address, message.problem, "Check it, and run again")
        else:
            self.memory = message.memory
            return True
        return False

    def _failed(self, failed: Failed) -> None:
        self.tables.add_error(failed)
        self.errors[failed.kind] += 1
        self._finished(failed.number)

    def _finished(self, number: int) -> None:
        self._last, self._current = number, None
        self._attempts[0] = 0
        counts = self.tables.counts
        numbers = (counts["documents"], counts["statements"], counts["errors"], self.words)
        self.tell(Progress(self.job.shard.name, *numbers, self._share))
        if self.stop.is_set():
            raise StoppedError

    def _give_up(self) -> bool:
        """Leave out the article that takes too long; where there is none, the shard."""
        if self._current is None:
            problem = f"nothing was heard for {STALLED:g} seconds of the process that reads it"
            raise InputError(self.job.shard.address, problem, "Run again")
        self.process.end()
        seconds = self.job.limits.seconds
        problem = f"reading it took more than {seconds:g} seconds"
        self._leave_out(self._current, "time", problem, "Give more with --seconds, or leave it out")
        return False

    def _ended(self, how: str) -> None:
        """Count with which article the process ended, and leave out one with which it always does."""
        number = self._current.number if self._current else 0
        self._attempts[number] += 1
        if self._attempts[number] < (ATTEMPTS if self._current else STARTS):
            return
        if self._current is None:
            raise InputError(self.job.shard.address, f"the process that reads it ends ({how})", "Run again")
        problem = f"the process that read it ended, {ATTEMPTS} times ({how})"
        self._leave_out(self._current, "killed", problem, "Leave it out, or report it as an error of onrecord")

    def _leave_out(self, begun: Begun, kind: ErrorKind, problem: str, remedy: str) -> None:
        place = f"{self.job.shard.address}, article {begun.number}"
        self._failed(Failed(begun.number, kind, place, problem, remedy, begun.url, begun.source_id))
