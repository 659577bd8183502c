"""Additions in the background: one after the other, since one writer is enough; they can be watched and cancelled.

A job reads articles by the same steps as ``onrecord add``: what is told as added is stored. Jobs live in memory: those
that wait when the application ends are lost, what a running one has stored is not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from threading import Condition, Event, Thread
from typing import Annotated, Any, Literal

from fastapi import Depends, Request

from onrecord.errors import OnRecordError
from onrecord.gather import Counts, Fetcher, FetchOptions, Gatherer, Outcome, Reader, add_all, load_outlets
from onrecord.gather.own import own_options
from onrecord.options import ReadOptions
from onrecord.review import settle
from onrecord.serve.problems import RefusedError
from onrecord.serve.uploads import Sources
from onrecord.store import Store

State = Literal["waiting", "running", "done", "failed", "cancelled"]
ReaderOf = Callable[[ReadOptions], Reader]
#: Jobs that may wait, jobs that are remembered, and outcomes of each that are.
_MOST_WAITING, _MOST_JOBS, _MOST_OUTCOMES = 20, 100, 1000
#: Seconds that a job has to stop when the application ends.
_PATIENCE = 10.0
_LOST = "it ended unexpectedly: what was told as added is stored, the rest is not"


@dataclass
class Job:
    """An addition.

    Attributes
    ----------
    sources : list of str
        As people know them.
    by : str
        Who asked for it.
    outcomes : deque of dict
        What became of the articles, the last ones.
    error : str or None
        Why all of it failed.
    version : int
        Grows with everything that happens to it.
    """

    id: int
    sources: list[str]
    by: str
    options: ReadOptions
    made_at: str
    state: State = "waiting"
    ended_at: str | None = None
    counts: Counts = field(default_factory=Counts)
    outcomes: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=_MOST_OUTCOMES))
    error: str | None = None
    version: int = 0
    stopping: Event = field(default_factory=Event)

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self.state in ("done", "failed", "cancelled")


class Jobs:
    """The additions of an application.

    Parameters
    ----------
    store : Store
    fetching : FetchOptions
    reader_of : callable
        Gives what reads articles with some options.
    """

    def __init__(self, store: Store, fetching: FetchOptions, reader_of: ReaderOf | None = None) -> None:
        self._store = store
        self._fetching = fetching
        self._reader_of = reader_of or _reader_of
        self._changed = Condition()
        self._jobs: dict[int, Job] = {}
        self._waiting: deque[tuple[Job, Sources]] = deque()
        self._thread: Thread | None = None
        self._last = 0
        self._closed = False

    def submit(self, sources: Sources, options: ReadOptions, by: str) -> dict[str, Any]:
        """Let sources be added; they are the job's from now on.

        Raises
        ------
        RefusedError
            If there is nothing to add, or too much waits already.
        """
        if not sources.given():
            raise RefusedError(
                HTTPStatus.UNPROCESSABLE_ENTITY, "there is nothing to add", "Give a text, a file or an address"
            )
        with self._changed:
            if len(self._waiting) >= _MOST_WAITING or self._closed:
                raise RefusedError(
                    HTTPStatus.TOO_MANY_REQUESTS,
                    f"{len(self._waiting)} additions wait already",
                    "Try again when some of them have ended",
                    headers={"Retry-After": "30"},
                )
            self._last += 1
            job = Job(self._last, sources.called(), by, options, _now())
            self._jobs[job.id] = job
            self._forget()
            self._waiting.append((job, sources))
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="onrecord-jobs", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return told(job)

    def one(self, id: int) -> dict[str, Any]:
        """Return what there is to tell of a job.

        Raises
        ------
        RefusedError
            If there is none with this id.
        """
        with self._changed:
            return told(self._found(id))

    def all(self) -> list[dict[str, Any]]:
        """Return what there is to tell of all jobs, the first one first, without single outcomes."""
        with self._changed:
            return [{**told(job), "outcomes": []} for job in self._jobs.values()]

    def version(self, id: int) -> tuple[int, bool]:
        """Return the version of a job, and whether it is over."""
        with self._changed:
            job = self._found(id)
            return job.version, job.is_over

    def cancel(self, id: int) -> dict[str, Any]:
        """Let a job end after the article that it is at; what it has stored stays."""
        with self._changed:
            job = self._found(id)
            job.stopping.set()
            if job.state == "waiting":
                self._end(job, "cancelled")
            return told(job)

    def close(self) -> None:
        """Let all jobs end, and wait until they have."""
        with self._changed:
            self._closed = True
            for job in self._jobs.values():
                job.stopping.set()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                job, sources = self._waiting.popleft()
                if not job.is_over:
                    job.state = "running"
                    job.version += 1
            try:
                if not job.is_over:
                    self._run(job, sources)
            finally:
                sources.close()
                with self._changed:
                    if not job.is_over:
                        job.error = _LOST
                        self._end(job, "failed")

    def _run(self, job: Job, sources: Sources) -> None:
        try:
            self._add(job, sources)
        except OnRecordError as error:
            with self._changed:
                job.error = str(error)
                self._end(job, "failed")
        else:
            with self._changed:
                self._end(job, "cancelled" if job.stopping.is_set() else "done")

    def _add(self, job: Job, sources: Sources) -> None:
        """Do as ``onrecord add`` does."""
        with ExitStack() as stack:
            own = own_options(job.options.checked(), self._store, sources.folder)
            reader = self._reader_of(own.options)
            fetcher = stack.enter_context(Fetcher(self._fetching))
            gatherer = Gatherer(fetcher, own.options, load_outlets(), self._store)
            writer = stack.enter_context(self._store.writing())
            own.keep(writer)
            items = sources.named(gatherer.gather(sources.given()))
            for outcome in add_all(items, self._store, writer, reader):
                self._note(job, outcome)
                if job.stopping.is_set():
                    break
        settle(self._store)

    def _note(self, job: Job, outcome: Outcome) -> None:
        """Keep what became of an article; that one of another addition turns out to be a copy is none of this job's."""
        key = outcome.key or self._known(outcome)
        if outcome.status == "copy" and key not in {one["document"] for one in job.outcomes}:
            return
        with self._changed:
            job.counts.count(outcome)
            job.outcomes.append(_outcome(outcome, key))
            job.version += 1

    def _known(self, outcome: Outcome) -> int | None:
        """Return the key of a document that was there before."""
        if outcome.document is None:
            return None
        return next((one.key for one in self._store.documents(id=outcome.document.id)), None)

    def _end(self, job: Job, state: State) -> None:
        job.state = state
        job.ended_at = _now()
        job.version += 1
        self._changed.notify_all()

    def _found(self, id: int) -> Job:
        job = self._jobs.get(id)
        if job is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, f"there is no job {id}", "See those there are at /api/v1/jobs")
        return job

    def _forget(self) -> None:
        """Drop the oldest jobs that are over where there are too many."""
        over = [job.id for job in self._jobs.values() if job.is_over]
        for id in over[: max(len(self._jobs) - _MOST_JOBS, 0)]:
            del self._jobs[id]


def told(job: Job) -> dict[str, Any]:
    """Return what there is to tell of a job, with plain values."""
    counts = job.counts
    return {
        "id": job.id,
        "state": job.state,
        "stopping": job.stopping.is_set() and not job.is_over,
        "sources": list(job.sources),
        "by": job.by,
        "made_at": job.made_at,
        "ended_at": job.ended_at,
        "error": job.error,
        "counts": {
            "new": counts.new,
            "versions": counts.versions,
            "unchanged": counts.unchanged,
            "failed": counts.failed,
            "copies": counts.copies,
            "read": counts.read,
        },
        "outcomes": list(job.outcomes),
        "version": job.version,
    }


def _outcome(outcome: Outcome, key: int | None) -> dict[str, Any]:
    document, error = outcome.document, outcome.error
    return {
        "status": outcome.status,
        "source": outcome.source,
        "url": outcome.url,
        "title": document and document.title,
        "outlet": document and document.outlet,
        "document": key,
        "problem": error and error.problem,
        "remedy": error and error.remedy,
    }


def _reader_of(options: ReadOptions) -> Reader:
    from onrecord.pipeline import prepare, read_document

    prepare(options)
    return Reader(partial(read_document, options=options))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def jobs_of(request: Request) -> Jobs:
    """Return the additions of the application."""
    jobs: Jobs = request.app.state.jobs
    return jobs


Additions = Annotated[Jobs, Depends(jobs_of)]
