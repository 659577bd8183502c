"""A run: which shards to read, on how many processes, and what became of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from onrecord.batch.keeping import Job, Limits, Progress, Tell, read_shard
from onrecord.batch.manifest import Entry, Manifest
from onrecord.batch.places import Folder
from onrecord.batch.planning import Planned, plan
from onrecord.batch.process import ReadingProcess
from onrecord.batch.shards import Shard, shards_of
from onrecord.errors import InputError, OptionError, StoreError
from onrecord.options import ReadOptions


class Request(NamedTuple):
    """What the user asked for.

    Attributes
    ----------
    shards : tuple of str
        Files, folders, patterns, URLs.
    out : str
        Folder or URL of the results.
    workers : int or None
        Processes that read; None for as many as there are processors.
    ray : str or None
        Address of a Ray cluster, ``local`` for one on this machine; None for processes of this machine.
    redo : bool
        Read everything anew, whatever is done.
    read : str
        What reads, as in :class:`~onrecord.batch.messages.Task`.
    """

    shards: tuple[str, ...]
    out: str
    options: ReadOptions = ReadOptions()
    outlets: Path | None = None
    limits: Limits = Limits()
    workers: int | None = None
    ray: str | None = None
    redo: bool = False
    read: str = "onrecord.pipeline:read_document"


class Result(NamedTuple):
    """What became of a shard: its entry, or why it is not done."""

    shard: Shard
    entry: Entry | None
    error: InputError | None = None


class Watcher(Protocol):
    """Who is told how a run goes; from several threads."""

    def planned(self, planned: list[Planned]) -> None:
        """Take what is to be done, before it begins."""

    def progressed(self, progress: Progress) -> None:
        """Take how far a shard is."""

    def finished(self, result: Result) -> None:
        """Take what became of a shard."""


def how_read(options: ReadOptions, outlets: Path | None) -> dict[str, Any]:
    """Return all that decides what is read in a shard, as the manifest keeps it.

    Raises
    ------
    OptionError, ModelError, ActorsError, CodebookError
        If something of it cannot be used.
    """
    from onrecord.encode.model import open_model
    from onrecord.gather import load_outlets
    from onrecord.pipeline import codebook_of
    from onrecord.resolve import registry_of

    options.checked()
    registry_of(options.actors)
    codebook_of(options.codebook)
    load_outlets(outlets)
    given = {name: getattr(options, name) for name in ("published", "outlet", "url", "title", "author")}
    if outlets is not None:
        given["outlets"] = ReadOptions(actors=outlets).recorded()["actors"]
    return {
        "model": open_model(options.model).id,
        "onrecord": version("onrecord"),
        "options": options.recorded(),
        "given": {name: value for name, value in given.items() if value is not None},
    }


def planned(request: Request) -> list[Planned]:
    """Return what would be done.

    Raises
    ------
    OnRecordError
        If a shard is not there, or an option cannot be used.
    """
    how, folder = how_read(request.options, request.outlets), Folder(request.out)
    return plan(shards_of(request.shards, folder), Manifest(folder), how, redo=request.redo)


def run(request: Request, watcher: Watcher) -> list[Result]:
    """Read all shards that are not done, and return what became of every shard that was given, in that order.

    Raises
    ------
    OnRecordError
        If a shard is not there, an option cannot be used, or results cannot be kept; what is done stays.
    KeyboardInterrupt
        If the user interrupted it; what is done stays.
    """
    how = how_read(request.options, request.outlets)
    folder = Folder(request.out)
    shards = shards_of(request.shards, folder)
    with _alone(folder):
        manifest = Manifest(folder)
        todo = plan(shards, manifest, how, redo=request.redo)
        manifest.sweep()
        watcher.planned(todo)
        jobs = [_job(request, one.shard, how) for one in todo if one.state != "done"]
        results = {
            one.shard.name: Result(one.shard, manifest.entries[one.shard.name]) for one in todo if one.state == "done"
        }
        runner = _on_ray(jobs, request.ray) if request.ray else _here(jobs, request.workers, watcher.progressed)
        for result in runner:
            results[result.shard.name] = result
            watcher.finished(result)
        Manifest(folder).sweep()  # a node that was lost has left something
    return [results[shard.name] for shard in shards]


def _job(request: Request, shard: Shard, how: Mapping[str, Any]) -> Job:
    return Job(shard, request.out, how, request.options, request.outlets, request.limits, request.read)


def _here(jobs: list[Job], workers: int | None, tell: Tell) -> Iterator[Result]:
    """Read shards on processes of this machine, as many at a time as there are workers; a thread looks after each."""
    stop = threading.Event()
    processes: list[ReadingProcess] = []
    own = threading.local()

    def one(job: Job) -> Entry:
        if not hasattr(own, "process"):
            own.process = ReadingProcess()
            processes.append(own.process)
        return read_shard(job, own.process, tell, stop)

    number = max(1, min(workers or os.cpu_count() or 1, len(jobs)))
    with ThreadPoolExecutor(number, thread_name_prefix="shard") as pool:
        futures: dict[Future[Entry], Job] = {pool.submit(one, job): job for job in jobs}
        try:
            for future in as_completed(futures):
                yield _result(futures[future], future)
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            for process in processes:
                process.end()


def _result(job: Job, future: Future[Entry]) -> Result:
    try:
        return Result(job.shard, future.result())
    except InputError as error:
        return Result(job.shard, None, error)


def _on_ray(jobs: list[Job], address: str) -> Iterator[Result]:
    from onrecord.batch.on_ray import read_all

    return read_all(jobs, address)


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    """Keep other runs of this machine away from a folder."""
    if folder.local is None:
        yield
        return
    from onrecord.store.database.lock import file_lock

    try:
        folder.local.mkdir(parents=True, exist_ok=True)
        with file_lock(folder.local / ".run", patience=1):
            yield
    except OSError as error:
        raise OptionError(f"--out {folder} cannot be used ({error.strerror}). Choose another place") from error
    except StoreError as error:
        raise OptionError(
            f"--out {folder}: another run writes there, or it cannot be written ({error.problem})"
        ) from error
