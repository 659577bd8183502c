"""Runs ``onrecord add``: opens the record, adds what is gathered, tells what became of it, and does so again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from onrecord.cli.common import output
from onrecord.cli.common.run import say
from onrecord.cli.telling import Report
from onrecord.errors import InputError, OnRecordError, OptionError, StoreError
from onrecord.gather import (
    Counts,
    Failed,
    Fetcher,
    FetchOptions,
    Gatherer,
    Item,
    Reader,
    add_all,
    is_address,
    load_outlets,
    preview,
)
from onrecord.gather.fetches import NoFetches
from onrecord.gather.own import own_options
from onrecord.options import ReadOptions
from onrecord.review import settle

if TYPE_CHECKING:
    from onrecord.store import Store

ReaderOf = Callable[[ReadOptions], Reader]
Sleep = Callable[[float], None]

ALL_ADDED, SOME_FAILED, WRONG_USAGE, NOTHING_READ, INTERRUPTED = 0, 1, 2, 3, 130


class Request(NamedTuple):
    """What the user asked for."""

    sources: tuple[str, ...]
    db: str
    options: ReadOptions
    fetching: FetchOptions = FetchOptions()
    outlets: Path | None = None
    form: str = "table"
    watch: float | None = None
    dry_run: bool = False
    quiet: bool = False
    parquet: str | None = None


def run(request: Request, reader_of: ReaderOf, sleep: Sleep = time.sleep) -> int:
    """Do what was asked and return the exit code; every error is told on standard error in one line."""
    report = Report(request.form, listed=request.dry_run, quiet=request.quiet)
    try:
        with ExitStack() as stack:
            return _Adding(request, report, reader_of, stack).rounds(sleep)
    except BrokenPipeError:
        output.silence()
        return ALL_ADDED
    except KeyboardInterrupt:
        say("error: interrupted")
        report.summary()
        return INTERRUPTED
    except OnRecordError as error:
        say(f"error: {error}")
        report.summary()
        return WRONG_USAGE


class _Adding:
    """All that adding needs: what is opened is closed by ``stack``."""

    def __init__(self, request: Request, report: Report, reader_of: ReaderOf, stack: ExitStack) -> None:
        self._request = request
        self._report = report
        options = request.options.checked()
        if request.watch is not None and not any(map(is_address, request.sources)):
            raise OptionError("--watch is for addresses, and there is none. Give the address of a feed or a page")
        outlets = load_outlets(request.outlets)
        fetcher = stack.enter_context(Fetcher(request.fetching))
        self._store = _opened(request, stack)
        self._reader: Reader | None = None
        if request.parquet is not None:
            self._reader = None if request.dry_run else reader_of(options)
            if self._store is None and self._reader is not None:
                self._store = _made(request, stack)
        elif not request.dry_run:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="onrecord-")))
            own = own_options(options, self._store, folder)
            options = own.options
            self._reader = reader_of(options)
            if self._store is None:  # made only now that there is nothing to prevent reading
                self._store = _made(request, stack)
            with self._store.writing() as writer:
                own.keep(writer)
            for note in () if request.quiet else own.notes:
                say(note)
        self._gatherer = Gatherer(fetcher, options, outlets, self._store or NoFetches())

    def rounds(self, sleep: Sleep) -> int:
        """Go through the sources once, or again and again where they are to be watched; return the exit code."""
        sources: Sequence[str] = self._request.sources
        self._round(sources)
        if self._request.watch is None:
            return _code(self._report.counts)
        sources = [source for source in sources if is_address(source)]
        while True:
            sleep(self._request.watch * 60)
            try:
                self._round(sources)
            except StoreError as error:  # it may be locked, or full, for a while: nothing is lost, all is tried again
                say(f"error: {error}")

    def _round(self, sources: Sequence[str]) -> None:
        items = self._gatherer.gather(sources) if self._request.parquet is None else _results(self._request.parquet)
        if self._store is None or self._reader is None:
            self._report.tell_all(preview(items, self._store))
        else:
            with self._store.writing() as writer:
                self._report.tell_all(add_all(items, self._store, writer, self._reader))
            settle(self._store)
        self._report.summary(self._store if self._reader is not None else None)


def _results(out: str) -> Iterator[Item]:
    """Yield the articles that onrecord batch has read into a folder."""
    from onrecord.batch.results import readings_in

    try:
        yield from readings_in(out)
    except InputError as error:
        yield Failed(error, out)


def _code(counts: Counts) -> int:
    if not counts.failed:
        return ALL_ADDED
    return SOME_FAILED if counts.new or counts.versions or counts.unchanged else NOTHING_READ


def _opened(request: Request, stack: ExitStack) -> Store | None:
    """Open the record, None where there is none yet."""
    from onrecord.store import open_store
    from onrecord.store.database.address import address_of

    path = address_of(request.db).path
    if path is not None and not path.exists():
        return None
    return stack.enter_context(open_store(request.db, create=not request.dry_run))


def _made(request: Request, stack: ExitStack) -> Store:
    from onrecord.store import open_store

    return stack.enter_context(open_store(request.db, create=True))
