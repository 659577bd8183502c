"""JSON: one object an article, indented, one after another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from onrecord.contract import to_contract
from onrecord.statement import Reading

#: Legal in JSON as they are, but not in UTF-8 (lone surrogates), in one line of a file (other line breaks)
#: or on a terminal (control characters).
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one indented JSON object an article.

    The text is exact, whatever it holds. One thing JSON itself cannot say: a high and a low surrogate that stand
    beside each other as two characters come back as one.
    """
    for reading in readings:
        yield encode(reading, indent=2) + "\n"


def encode(reading: Reading, indent: int | None = None) -> str:
    """Return one article as JSON; without ``indent`` it is one line, whichever line breaks the reader knows."""
    return written(to_contract(reading), indent)


def written(value: object, indent: int | None = None) -> str:
    """Return a value as JSON in the same way.

    >>> written({"a": "\\ud800\\u2028"})
    '{"a":"\\\\ud800\\\\u2028"}'
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
