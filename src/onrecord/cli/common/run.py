"""Runs ``onrecord read``, ``code``, ``export`` and ``import``: takes input after input, writes each reading as soon as
it is there, counts what failed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Protocol

from onrecord.cli.common import output
from onrecord.errors import InputError, ModelError, OnRecordError, OptionError
from onrecord.export import Renderer, Saver, brat, renderer
from onrecord.export.words import one_line
from onrecord.options import ReadOptions
from onrecord.statement import Reading

ALL_READ, SOME_FAILED, WRONG_USAGE, NOTHING_READ, INTERRUPTED = 0, 1, 2, 3, 130


class Read(Protocol):
    """The function that reads one input, such as :func:`onrecord.pipeline.read`."""

    def __call__(
        self, source: str | Path, options: ReadOptions, *, on_error: Callable[[InputError], None] | None = None
    ) -> Iterator[Reading]:
        """Yield a reading for every article of the input."""


class Request(NamedTuple):
    """What the user asked for.

    ``empty`` is what is said of inputs that hold nothing. ``render`` is the renderer where it is not the one of the
    format's name; ``save`` writes a format that is no text, for which there must be a path.
    """

    inputs: tuple[str, ...]
    form: str
    options: ReadOptions
    path: Path | None = None
    quiet: bool = False
    empty: str = "no article in the input. Give a file, a folder or a URL that holds one"
    render: Renderer | None = None
    save: Saver | None = None


def run(request: Request, read: Read) -> int:
    """Do what was asked and return the exit code; every error is told on standard error in one line."""
    job = _Job(request, read)
    try:
        request.options.checked()
        if request.path is not None:
            output.check(request.path, request.inputs, folder=_is_folder(request))
        with job.progress():
            return job.write()
    except BrokenPipeError:
        output.silence()
        return ALL_READ
    except KeyboardInterrupt:
        say("error: interrupted")
        return INTERRUPTED
    except (InputError, ModelError) as error:
        say(f"error: {error}")
        return SOME_FAILED if job.written else NOTHING_READ
    except OnRecordError as error:  # an option, or a file that an option names
        say(f"error: {error}")
        return WRONG_USAGE


class _Job:
    """One run: the request, and what became of it so far."""

    def __init__(self, request: Request, read: Read) -> None:
        self.request = request
        self.read = read
        self.failed = 0
        self.written = 0
        self.advance: Callable[[], object] = lambda: None

    def write(self) -> int:
        """Write all readings; nothing at all is written where nothing could be read."""
        readings = self.readings()
        first = next(readings, None)
        if first is None:
            if not self.failed:
                say(f"error: {self.request.empty}")
            return NOTHING_READ
        readings = chain([first], readings)
        if self.request.path is not None and self.request.save is not None:
            self.request.save(readings, self.request.path)
        elif self.request.path is not None and _is_folder(self.request):
            _write_folder(self.request.path, readings, self.request.inputs)
        else:
            with output.opened(self.request.path) as write:
                for piece in _renderer(self.request)(readings):
                    write(piece)
        return SOME_FAILED if self.failed else ALL_READ

    def readings(self) -> Iterator[Reading]:
        """Yield the readings of all inputs, saying on the way what failed and what readers should know."""
        for source in self.request.inputs:
            for reading in self.read(source, self.request.options, on_error=self.fail):
                if not self.request.quiet:
                    _warn(source, reading, shown=self.request.form == "table" and self.request.path is None)
                yield reading
                self.written += 1
            self.advance()

    def fail(self, error: InputError) -> None:
        """Say what could not be read, and go on."""
        self.failed += 1
        say(f"error: {error}")

    def progress(self) -> AbstractContextManager[object]:
        """Return a progress bar, where somebody can see it and the output does not run through it."""
        inputs = self.request.inputs
        busy = self.request.path is None and sys.stdout.isatty()
        if self.request.quiet or len(inputs) < 2 or busy or not sys.stderr.isatty():
            return nullcontext()
        from rich.console import Console
        from rich.progress import Progress

        bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False)
        self.advance = partial(bar.advance, bar.add_task("Reading", total=len(inputs)))
        return bar


def _renderer(request: Request) -> Renderer:
    """Return the format's renderer; a table on a terminal is as wide and as coloured as that allows."""
    if request.render is not None:
        return request.render
    if request.form != "table" or request.path is not None or not sys.stdout.isatty():
        return renderer(request.form)
    from rich.console import Console

    from onrecord.export import table

    console = Console()
    return partial(table.render, width=console.width, color=console.is_terminal and not console.no_color)


def _is_folder(request: Request) -> bool:
    files = {"brat": ".ann", "parquet": ".parquet"}
    return request.form in files and request.path is not None and request.path.suffix.lower() != files[request.form]


def _write_folder(folder: Path, readings: Iterable[Reading], inputs: Iterable[str]) -> None:
    """Write a ``.txt`` and an ``.ann`` for every reading, each pair as soon as it is there."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OptionError(f"--output {folder} cannot be created ({error.strerror}). Choose another place") from error
    taken = {os.path.realpath(name) for name in inputs}
    output.write_file(folder / "annotation.conf", brat.CONFIGURATION)
    used: set[str] = set()
    for reading in readings:
        name = _name(reading, used)
        for path, text in (
            (folder / f"{name}.txt", brat.text(reading)),
            (folder / f"{name}.ann", brat.standoff(reading)),
        ):
            if os.path.realpath(path) in taken:
                raise OptionError(f"{path} is an input and would be lost. Choose another folder")
            output.write_file(path, text)


def _name(reading: Reading, used: set[str]) -> str:
    """Return a file name from the input's own id, else from the hash of the text; no two are the same."""
    own = reading.document.source_id or ""
    digest = reading.document.id.rpartition(":")[2][:12]
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", own).strip("-")[:80]
    stem = f"{plain}-{digest}" if plain else digest
    name, copies = stem, 1
    while name.casefold() in used:
        copies += 1
        name = f"{stem}-{copies}"
    used.add(name.casefold())
    return name


def _warn(source: str, reading: Reading, *, shown: bool) -> None:
    """Say the document's warnings, unless the table shows them on the same terminal."""
    if shown and sys.stdout.isatty() and sys.stderr.isatty():
        return
    own = f" {reading.document.source_id}:" if reading.document.source_id else ""
    for warning in reading.document.warnings:
        say(f"warning: {source}:{own} {warning}")


def say(text: str) -> None:
    """Write one line to standard error, whatever it can show."""
    line = one_line(text)
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
