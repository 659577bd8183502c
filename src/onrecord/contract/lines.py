"""Readings from the lines that ``onrecord read`` wrote, as JSON lines or as indented JSON."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.contract.reading import reading_of
from onrecord.errors import ContractError, InputError
from onrecord.statement import Reading

#: Bytes that one reading may have.
LONGEST = 512 * 1024 * 1024
_BLANK = b" \t\r\n"
_REMEDY = "Give what onrecord read --format jsonl or json writes"


class Placed(NamedTuple):
    """A reading, or why it cannot be used, with the place that it comes from: ``readings.jsonl, line 7``."""

    place: str
    reading: Reading | InputError


def readings_in(lines: Iterable[bytes], name: str) -> Iterator[Placed]:
    """Yield every reading of a file, in its order; what cannot be used is yielded as an InputError.

    A line is one reading. One that is indented begins with a line that has nothing but ``{`` and ends with one that has
    nothing but ``}``; a new one in the midst of it shows that it is broken off.

    >>> lines = [b'{\\n', b'  "document": \\n', b'{"links": []}\\n']
    >>> [placed.reading.problem for placed in readings_in(lines, "x.json")]
    ['not valid JSON (Expecting value at line 3, column 1)', "the reading: the key 'document' is missing"]
    """
    for number, record in _records(lines):
        place = f"{name}, line {number}"
        if number == 1 and record.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield Placed(place, InputError(name, "it is UTF-16, not UTF-8", "Let onrecord write it with --output"))
            return
        if record.strip(_BLANK) == b"[":
            yield Placed(place, InputError(name, "it is a list", "Give one reading after the other, not in a list"))
            return
        try:
            yield Placed(place, _reading(record, place))
        except InputError as error:
            yield Placed(place, error)


def _records(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the stretches of lines that should each be a reading, with the number of their first line."""
    begun, gathered, size = 0, list[bytes](), 0
    for number, line in enumerate(lines, 1):
        bare = (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).rstrip(_BLANK)
        if gathered and line.startswith(b"{"):
            yield begun, b"".join(gathered)
            gathered = []
        if gathered:
            if size <= LONGEST:  # what comes after is not kept, only looked at for its end
                gathered.append(line)
            size += len(line)
            if bare == b"}":
                yield begun, b"".join(gathered)
                gathered = []
        elif bare == b"{":
            begun, gathered, size = number, [line], len(line)
        elif bare:
            yield number, line
    if gathered:
        yield begun, b"".join(gathered)


def _reading(record: bytes, place: str) -> Reading:
    if len(record) > LONGEST:
        raise InputError(place, f"it has more than {LONGEST:,} bytes", _REMEDY)
    try:
        return reading_of(json.loads(record.decode("utf-8-sig"), parse_constant=_refuse))
    except ContractError as error:
        raise InputError(place, f"{error.place}: {error.problem}", error.remedy) from error
    except UnicodeDecodeError as error:
        raise InputError(place, f"byte {error.start + 1} is not UTF-8", _REMEDY) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise InputError(place, f"not valid JSON ({error.msg} at {where})", _REMEDY) from error
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(place, f"not valid JSON ({reason})", _REMEDY) from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
