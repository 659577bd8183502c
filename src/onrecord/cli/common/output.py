"""Where the output goes: standard output, a file that appears only when it is complete, or a folder."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

import typer

from onrecord.errors import OptionError

Write = Callable[[str], object]

#: Output that would be read as an article, were it in an input folder.
READ_FROM_FOLDERS = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .json .jsonl .ndjson .xml .warc .gz .bz2".split()
)
#: Formats that no suffix is named after, and suffixes that are named after no format.
_WITHOUT_SUFFIX = frozenset({"table", "brat", "report", "plover", "webannotation", "dna-csv"})
_OTHER_SUFFIXES = {".htm": "html", ".ann": "brat", ".jsonld": "webannotation"}


def chosen(
    path: Path | None, form: StrEnum | None, formats: type[StrEnum], default: StrEnum
) -> tuple[Path | None, str]:
    """Return where to write, None for standard output, and in which format: the one asked for or told by the name.

    Raises
    ------
    typer.BadParameter
        If the name does not tell the format.
    """
    if path is None or path == Path("-"):
        return None, (form or default).value
    if form is not None:
        return path, form.value
    known = {f".{one.value}": one.value for one in formats if one.value not in _WITHOUT_SUFFIX}
    known |= {suffix: name for suffix, name in _OTHER_SUFFIXES.items() if name in set(formats)}
    if path.suffix.lower() not in known:
        *most, last = [suffix for suffix in known if suffix != ".htm"]
        remedy = f"add --format, or end it with {', '.join(most)} or {last}"
        raise typer.BadParameter(f"the name {path.name!r} does not tell the format: {remedy}", param_hint="--output")
    return path, known[path.suffix.lower()]


@contextmanager
def opened(path: Path | None) -> Iterator[Write]:
    """Yield the function that writes a piece of the output.

    A file is written beside its final name and moved into place when the block ends without an exception; else it is
    removed and what was there before stays.

    Raises
    ------
    OptionError
        If the file cannot be written.
    """
    if path is None:
        yield _write_out
    elif path.exists() and not path.is_file():  # a pipe or a device, which nothing may replace
        with _telling(path), path.open("w", encoding="utf-8", newline="") as stream:
            yield stream.write
    else:
        with _replacing(path) as write:
            yield write


def write_file(path: Path, text: str) -> None:
    """Write one file so that it is there whole or not at all.

    Raises
    ------
    OptionError
        If it cannot be written.
    """
    with opened(path) as write:
        write(text)


def check(path: Path, inputs: Sequence[str], *, folder: bool) -> None:
    """Refuse an output that would write onto an input, or that cannot be.

    Raises
    ------
    OptionError
        If ``path`` is an input or would be one the next time (lies in an input folder), its folder is missing, or it
        is a folder where a file is wanted (``folder`` false) or the other way round.
    """
    target = Path(os.path.realpath(path))
    for name in inputs:
        source = Path(os.path.realpath(name))
        if target == source or (path.exists() and source.exists() and os.path.samefile(path, source)):
            raise OptionError(f"--output {path} is an input and would be lost. Choose another name")
        if source.is_dir() and source in target.parents and (folder or target.suffix.lower() in READ_FROM_FOLDERS):
            raise OptionError(f"--output {path} lies in the input folder {name}. Choose a place outside of it")
    if folder and path.exists() and not path.is_dir():
        raise OptionError(f"--output {path} is a file. Give a folder, or a name that ends with .ann")
    if not folder and path.is_dir():
        raise OptionError(f"--output {path} is a folder. Give the name of a file")
    if not target.parent.is_dir():
        raise OptionError(f"--output {path}: there is no folder {target.parent}. Create it first")


def silence() -> None:
    """Let the rest of the output go nowhere, so that Python does not complain about a closed pipe when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _write_out(text: str) -> None:
    """Write UTF-8 with plain line ends, whatever the terminal or the system prefer, and let it be seen at once."""
    data = text.encode("utf-8", "replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@contextmanager
def _replacing(path: Path) -> Iterator[Write]:
    target = Path(os.path.realpath(path))
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    with _telling(path):
        stream = partial.open("w", encoding="utf-8", newline="")

    def write(text: str) -> None:
        with _telling(path):
            stream.write(text)

    try:
        yield write
        with _telling(path):
            stream.close()
            if target.exists():
                shutil.copymode(target, partial)
            os.replace(partial, target)
    finally:
        with suppress(OSError):
            stream.close()
        partial.unlink(missing_ok=True)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OptionError(f"--output {path} cannot be written ({reason}). Choose another place") from error
