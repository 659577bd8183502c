"""Lines of articles that are packed with gzip or bzip2."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import IO, Protocol, cast

from onrecord.errors import InputError
from onrecord.ingest.jsonl import lines_of

#: How packed data begin.
GZIP, BZIP2 = b"\x1f\x8b", b"BZh"
#: News packs to a fifth, copies of one article to a hundredth. What unpacks to more than so many times of what was read
#: is made to waste time; below this many bytes it may.
MOST_TIMES, _HARMLESS = 300, 16 * 1024 * 1024
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)


class Readable(Protocol):
    """What packed data are read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""


def is_packed(data: bytes) -> bool:
    """Tell whether this is the beginning of packed data.

    >>> is_packed(gzip.compress(b"Quay")), is_packed(b"Quay")
    (True, False)
    """
    return data.startswith((GZIP, BZIP2))


def lines_in(file: BufferedReader, name: str) -> Iterator[bytes | InputError]:
    """Yield the lines of a file that is packed or not."""
    return packed_lines(file, name) if is_packed(file.peek(len(BZIP2))) else lines_of(file, name)


def packed_lines(stream: Readable, name: str) -> Iterator[bytes | InputError]:
    """Yield the lines of a packed stream as they come; where it is packed wrongly, or a bomb, that is the last one.

    Parameters
    ----------
    stream : Readable
        Such as a binary file.
    name : str
        How errors call it.
    """
    number = 0
    try:
        for line in lines_of(cast("IO[bytes]", _Unpacked(stream, name)), name):
            number += 1
            yield line
    except InputError as error:
        yield error
    except _BROKEN as error:
        yield InputError(name, f"it is packed wrongly after line {number:,} ({error})", "Get the file again")
    except OSError as error:
        if error.errno is not None:  # the disk's; bz2 tells what is packed wrongly as an OSError without a number
            raise
        yield InputError(name, f"it is packed wrongly after line {number:,} ({error})", "Get the file again")


class _Unpacked:
    """The unpacked lines of a packed stream; it refuses to go on where they are far more than was packed."""

    def __init__(self, stream: Readable, name: str) -> None:
        beginning = stream.read(len(BZIP2))
        self._packed = _Counted(beginning, stream)
        self._name = name
        self._length = 0
        packed = cast("IO[bytes]", self._packed)
        self._file = bz2.BZ2File(packed) if beginning == BZIP2 else gzip.GzipFile(fileobj=packed, mode="rb")

    def readline(self, size: int) -> bytes:
        line = self._file.readline(size)
        self._length += len(line)
        if self._length > max(_HARMLESS, MOST_TIMES * self._packed.length):
            problem = f"it unpacks to more than {MOST_TIMES} times its size, as articles never do"
            raise InputError(self._name, problem, "Unpack it and give the articles in it")
        return line


class _Counted:
    """A stream of which the beginning was read already; it counts what is read of it, and cannot seek."""

    def __init__(self, beginning: bytes, rest: Readable) -> None:
        self._beginning = beginning
        self._rest = rest
        self.length = 0

    def read(self, size: int, /) -> bytes:
        data, self._beginning = self._beginning[:size], self._beginning[size:]
        data = data or self._rest.read(size)
        self.length += len(data)
        return data
