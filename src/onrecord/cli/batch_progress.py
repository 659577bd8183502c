"""How far ``onrecord batch`` is: a bar on a terminal, else a line a shard and a line a minute."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onrecord.cli.common.run import say

if TYPE_CHECKING:
    from onrecord.batch.keeping import Progress as Told
    from onrecord.batch.planning import Planned
    from onrecord.batch.running import Result

_EVERY = 60.0


class Progress:
    """Told by the threads of a run; tells the user on standard error.

    Parameters
    ----------
    quiet : bool
        Tell nothing.
    """

    def __init__(self, *, quiet: bool) -> None:
        self.total = self.done = 0
        self._quiet = quiet
        self._began = self._told_at = time.monotonic()
        self._sizes: dict[str, int] = {}
        self._at: dict[str, Told] = {}
        self._lock = threading.Lock()
        self._bar: Any = None
        self._task: Any = None

    @property
    def words_per_second(self) -> float:
        """Words that were read in this run, a second; 0 where nothing was."""
        words = sum(told.words for told in self._at.values())
        return words / max(time.monotonic() - self._began, 0.001)

    def planned(self, planned: list[Planned]) -> None:
        """Take what is to be done, before it begins."""
        self._began = self._told_at = time.monotonic()
        self.total = len(planned)
        self.done = sum(one.state == "done" for one in planned)
        self._sizes = {one.shard.name: max(one.shard.facts.size, 1) for one in planned if one.state != "done"}
        if self._quiet or not self._sizes:
            return
        if self.done:
            say(f"{self.done:,} of {self.total:,} shards are done already")
        for state, why in (("changed", "their files were changed"), ("damaged", "their results are not whole")):
            if names := [one.shard.name for one in planned if one.state == state]:
                more = ", …" if len(names) > 5 else ""
                say(f"{len(names):,} shards are read again, as {why}: {', '.join(names[:5])}{more}")
        if sys.stderr.isatty():
            self._start_bar()

    def progressed(self, progress: Told) -> None:
        """Take how far a shard is."""
        with self._lock:
            self._at[progress.shard] = progress
            if self._bar is not None:
                self._bar.update(self._task, completed=self._share(), told=self._line())
            elif not self._quiet and time.monotonic() - self._told_at >= _EVERY:
                self._told_at = time.monotonic()
                say(f"{self._share():.1%} read: {self._line()}{self._left()}")

    def finished(self, result: Result) -> None:
        """Take what became of a shard."""
        with self._lock:
            if result.entry is None:
                return
            self.done += 1
            entry = result.entry
            counts = entry.counts
            if told := self._at.get(entry.shard):
                self._at[entry.shard] = told._replace(share=1.0)
            else:
                numbers = (counts["documents"], counts["statements"], counts["errors"], counts["words"])
                self._at[entry.shard] = _told(entry.shard, *numbers)
            if self._bar is not None:
                self._bar.update(self._task, completed=self._share(), told=self._line())
            elif not self._quiet:
                speed = counts["words"] / max(entry.seconds, 0.001)
                say(
                    f"{entry.shard}: {counts['documents']:,} documents, {counts['statements']:,} statements, "
                    f"{counts['errors']:,} errors, {speed:,.0f} words/s ({self.done:,} of {self.total:,} shards)"
                )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _start_bar(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), TextColumn("{task.fields[told]}"))
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=600)
        self._task = self._bar.add_task("", total=1.0, told=self._line())
        self._bar.start()

    def _share(self) -> float:
        """How much of all bytes is read."""
        read = sum(size * self._at[name].share for name, size in self._sizes.items() if name in self._at)
        return read / sum(self._sizes.values())

    def _line(self) -> str:
        told = self._at.values()
        documents, statements = sum(one.documents for one in told), sum(one.statements for one in told)
        errors = sum(one.errors for one in told)
        return (
            f"{self.done:,} of {self.total:,} shards · documents {documents:,} · statements {statements:,} · "
            f"errors {errors:,} · {self.words_per_second:,.0f} words/s"
        )

    def _left(self) -> str:
        share = self._share()
        if not share:
            return ""
        minutes = (time.monotonic() - self._began) * (1 - share) / share / 60
        return f" · about {minutes:,.0f} minutes left"


def _told(shard: str, documents: int, statements: int, errors: int, words: int) -> Told:
    from onrecord.batch.keeping import Progress as Told

    return Told(shard, documents, statements, errors, words, 1.0)
