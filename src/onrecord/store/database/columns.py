"""Columns and their types: strings of any characters and JSON, in databases that do not take all of Unicode.

SQLite refuses lone surrogates, PostgreSQL NULs as well; articles and names can have both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

#: Begins four hexadecimal digits that stand for a character: SUBSTITUTE, which no text has by itself.
_ESCAPE = "\x1a"
_ODD = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")
_REFUSED = re.compile("[\x00\ud800-\udfff]")
#: The signs that a search sets into a snippet are not letters of any text either.
_UNSHOWN = re.compile("[\x00\ud800-\udfff\ufdd0-\ufdd2]")

#: A whole number that keys a row.
Key = BigInteger().with_variant(Integer, "sqlite")


def escaped(text: str) -> str:
    """Return the text with those characters spelt out that a database refuses.

    >>> escaped("a\\x00b")
    'a\\x1a0000b'
    """
    return _ODD.sub(lambda match: f"{_ESCAPE}{ord(match[0]):04x}", text)


def unescaped(text: str) -> str:
    """Return the text that :func:`escaped` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if _ESCAPE in text else text


def storable(text: str) -> str:
    """Return the text with a sign for each character that a database refuses; the length stays."""
    return _REFUSED.sub("\N{REPLACEMENT CHARACTER}", text)


def shown(text: str) -> str:
    """Return the text as columns that are only read by people have it; the length stays."""
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def _given_back(value: str | None) -> str | None:
    return value if value is None or _ESCAPE not in value else unescaped(value)


class Exact(TypeDecorator[str]):
    """A string that comes back as it was, whatever its characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Spell out what the database refuses."""
        return None if value is None else escaped(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], str | None]:
        """Return what gives it back, without the calls between that make reading many rows slow."""
        return _given_back


class Json(TypeDecorator[Any]):
    """A value as JSON text, readable in any tool."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Return the JSON; lone surrogates are spelt out."""
        return _REFUSED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return the value."""
        return None if value is None else json.loads(value)


def key() -> Column[int]:
    """The key of a row, given out by :mod:`onrecord.store.rows.keys`."""
    return Column("key", Key, primary_key=True, autoincrement=False)


def part_of(name: str, target: str, *, nullable: bool = False) -> Column[Any]:
    """What the row is a part of, and goes with."""
    return Column(name, ForeignKey(target, ondelete="CASCADE"), nullable=nullable)


def shared(name: str, target: str, *, nullable: bool = False) -> Column[Any]:
    """What the row points at together with others, and what stays as long as one does."""
    return Column(name, ForeignKey(target), nullable=nullable)


def span(before: str = "", *, nullable: bool = False) -> tuple[Column[int], Column[int]]:
    """A place in the text."""
    return Column(f"{before}start", Integer, nullable=nullable), Column(f"{before}end", Integer, nullable=nullable)


def judged(before: str = "", *, nullable: bool = False) -> tuple[Column[Any], Column[Any]]:
    """How a value was found, and the chance that it is right."""
    return Column(f"{before}method", Exact, nullable=nullable), Column(f"{before}score", Float, nullable=nullable)


def number(name: str = "number") -> Column[int]:
    """A position in a list, counted from 0."""
    return Column(name, Integer, nullable=False, autoincrement=False)
