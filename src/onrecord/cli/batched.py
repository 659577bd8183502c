"""Runs ``onrecord batch``: lists, runs, and tells what became of it."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from types import FrameType
from typing import TYPE_CHECKING

from onrecord.batch.manifest import Entry, Manifest
from onrecord.batch.places import Folder
from onrecord.cli.batch_progress import Progress
from onrecord.cli.common.record import terminal, write
from onrecord.cli.common.run import ALL_READ, INTERRUPTED, NOTHING_READ, SOME_FAILED, WRONG_USAGE, say
from onrecord.cli.shown.rows import table_of
from onrecord.errors import InputError, ModelError, OnRecordError

if TYPE_CHECKING:
    from onrecord.batch.running import Request, Result


def run(request: Request, *, quiet: bool) -> int:
    """Read what is to be read and return the exit code."""
    from onrecord.batch.running import run as run_batch

    progress = Progress(quiet=quiet)
    try:
        with _terminable(), progress:
            results = run_batch(request, progress)
    except KeyboardInterrupt:
        say(f"error: interrupted; {progress.done:,} of {progress.total:,} shards are done. Run the same again to go on")
        return INTERRUPTED
    except (InputError, ModelError) as error:
        say(f"error: {error}")
        return NOTHING_READ
    except OnRecordError as error:
        say(f"error: {error}")
        return WRONG_USAGE
    for result in results:
        if result.error is not None:
            say(f"error: {result.error}")
    entries = [result.entry for result in results if result.entry is not None]
    write(_summary(entries, results, request.out, progress.words_per_second))
    return _code(results, entries)


def preview(request: Request, form: str) -> int:
    """List what would be done and return the exit code."""
    from onrecord.batch.running import planned

    try:
        found = planned(request)
    except InputError as error:
        say(f"error: {error}")
        return NOTHING_READ
    except OnRecordError as error:
        say(f"error: {error}")
        return WRONG_USAGE
    if form == "json":
        _write_json({"shard": s.name, "input": s.address, "bytes": s.facts.size, "state": state} for s, state in found)
        return ALL_READ
    rows = [(s.name, state, f"{s.facts.size:,}", s.address) for s, state in found]
    states = Counter(state for _, state in found)
    note = " · ".join(f"{state}: {number:,}" for state, number in states.items())
    _write_table(("shard", "state", ">bytes", "input"), rows, note)
    return ALL_READ


def status(out: str, form: str) -> int:
    """List what is done in a folder of results and return the exit code."""
    try:
        manifest = Manifest(Folder(out))
        entries = list(manifest.entries.values())
        damaged = {entry.shard for entry in entries if not manifest.is_whole(entry)}
    except OnRecordError as error:
        say(f"error: {error}")
        return WRONG_USAGE
    if not entries:
        say(f"error: there is no shard in {out}. Give the --out of a run")
        return NOTHING_READ
    if form == "json":
        _write_json({**asdict(entry), "whole": entry.shard not in damaged} for entry in entries)
    else:
        note = f"shards: {len(entries):,} · {_counted(entries)}"
        _write_table(_COLUMNS, [_row(entry, entry.shard in damaged) for entry in entries], note)
    return SOME_FAILED if damaged or any(entry.counts["errors"] for entry in entries) else ALL_READ


_COLUMNS = ("shard", "state", ">documents", ">statements", ">errors", ">words/s", ">seconds", ">MB")


def _row(entry: Entry, damaged: bool) -> Sequence[str]:
    counts = entry.counts
    numbers = (counts["documents"], counts["statements"], counts["errors"], counts["words"] / max(entry.seconds, 0.001))
    memory = "" if entry.memory is None else f"{entry.memory / 1e6:,.0f}"
    state = "damaged" if damaged else "done"
    return entry.shard, state, *(f"{number:,.0f}" for number in numbers), f"{entry.seconds:,.1f}", memory


def _summary(entries: Sequence[Entry], results: Sequence[Result], out: str, speed: float) -> str:
    lines = [f"{len(entries):,} of {len(results):,} shards are done in {out}: {_counted(entries)}"]
    if speed:
        lines[0] += f" · {speed:,.0f} words/s"
    kinds = Counter[str]()
    for entry in entries:
        kinds.update(entry.errors)
    lines += [f"{number:>8,}  {_KINDS.get(kind, kind)}" for kind, number in kinds.most_common()]
    if kinds:
        lines.append(f"The articles that could not be read are listed in {out.rstrip('/')}/errors")
    return "\n".join(lines) + "\n"


_KINDS = {
    "input": "articles that cannot be read",
    "exception": "articles that onrecord fails at",
    "time": "articles that take too long",
    "memory": "articles that need too much memory",
    "killed": "articles that end the process",
}


def _counted(entries: Iterable[Entry]) -> str:
    totals = Counter[str]()
    for entry in entries:
        totals.update(entry.counts)
    return " · ".join(f"{name} {totals[name]:,}" for name in ("documents", "statements", "errors", "words"))


def _code(results: Sequence[Result], entries: Sequence[Entry]) -> int:
    if not any(entry.counts["documents"] for entry in entries):
        return NOTHING_READ
    failed = len(entries) < len(results) or any(entry.counts["errors"] for entry in entries)
    return SOME_FAILED if failed else ALL_READ


def _write_json(values: Iterable[object]) -> None:
    from onrecord.export.json import written

    for value in values:
        write(written(value) + "\n")


def _write_table(columns: Sequence[str], rows: Iterable[Sequence[str]], note: str) -> None:
    width, color = terminal()
    write(table_of(columns, rows, width, color, note))


@contextmanager
def _terminable() -> Iterator[None]:
    """Let a request to end the process be an interruption, so that it ends as one."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
