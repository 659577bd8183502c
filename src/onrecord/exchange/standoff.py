"""The lines of brat's standoff format: marks, events, relations, attributes and notes, checked against the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.document import Span
from onrecord.errors import InputError
from onrecord.exchange.texts import Article

_MARK = re.compile(r"(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)")
_PAIR = re.compile(r'([\w-]+)=("(?:[^"\\]|\\.)*"|\S+)|\|')
_REMEDY = "Correct the line, or say with --offsets what they count"


class Mark(NamedTuple):
    """A ``T`` line: pieces of the text with a type."""

    kind: str
    spans: tuple[Span, ...]


class Link(NamedTuple):
    """An ``E`` or ``R`` line: its type, and the keys of its arguments by their roles, the trigger's first."""

    kind: str
    arguments: tuple[tuple[str, str], ...]


class Said(NamedTuple):
    """An ``A`` or ``#`` line: of which mark, event or relation it says what."""

    kind: str
    of: str
    value: str


@dataclass(slots=True)
class Standoff:
    """The lines of one ``.ann`` by their keys, in the order of the file; ``said`` has attributes and relations."""

    marks: dict[str, Mark] = field(default_factory=dict)
    events: dict[str, Link] = field(default_factory=dict)
    said: list[Said | Link] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)


def standoff(lines: str, article: Article, name: str) -> Standoff:
    """Return what the lines of a ``.ann`` say.

    Raises
    ------
    InputError
        If a line is malformed, or does not fit the text.
    """
    found = Standoff()
    for number, line in enumerate(lines.split("\n"), 1):
        key, _, rest = line.removesuffix("\r").partition("\t")
        try:
            _take(found, key, rest, article)
        except ValueError as error:
            raise InputError(f"{name}, line {number}", str(error), _REMEDY) from error
    return found


def _take(found: Standoff, key: str, rest: str, article: Article) -> None:
    """Take one line; equivalences, normalisations and lines of other kinds say nothing that is ours."""
    head, _, tail = rest.partition("\t")
    if key.startswith("T"):
        found.marks[key] = _mark(head, tail, article)
    elif key.startswith("E"):
        (kind, trigger), *arguments = _arguments(head)
        found.events[key] = Link(kind, (("", trigger), *arguments))
    elif key.startswith("R"):
        kind, _, ends = head.partition(" ")
        found.said.append(Link(kind, tuple(_arguments(ends))))
    elif key.startswith(("A", "M")):
        kind, of, *value = head.split(" ", 2)
        found.said.append(Said(kind, of, value[0] if value else "true"))
    elif key.startswith("#"):
        kind, _, of = head.partition(" ")
        found.notes.append(Said(kind, of, tail))


def _mark(head: str, words: str, article: Article) -> Mark:
    match = _MARK.fullmatch(head)
    if match is None:
        raise ValueError(f"{head[:60]!r} is no type with offsets")
    spans = []
    for piece in match[2].split(";"):
        start, end = map(int, piece.split())
        span = article.span(start, end)
        if span is None or span.start == span.end:
            raise ValueError(f"{start} to {end} is no stretch of the text")
        spans.append(span)
    there = " ".join(span.of(article.text) for span in spans)
    if words and _words(words) != _words(there):
        raise ValueError(f"{words[:60]!r} is not what stands there, which is {there[:60]!r}")
    return Mark(match[1], tuple(spans))


def _words(text: str) -> list[str]:
    """Return the words as they are compared: brat writes white space and what it cannot show in other ways."""
    return re.sub("[\x00\ud800-\udfff\ufffd]", "\ufffd", text).split()


def _arguments(text: str) -> list[tuple[str, str]]:
    pairs = [piece.partition(":") for piece in text.split()]
    if not pairs or not all(role and key for role, _, key in pairs):
        raise ValueError(f"{text[:60]!r} has no arguments such as Source:T1")
    return [(role, key) for role, _, key in pairs]


def facts(note: str) -> Iterator[dict[str, list[str]]]:
    """Yield what a note of our own export says, a dictionary for each part; a key can have several values.

    >>> [*facts('name="Ilse Brandt" type=person | name="a | b"')]
    [{'name': ['Ilse Brandt'], 'type': ['person']}, {'name': ['a | b']}]
    """
    part: dict[str, list[str]] = {}
    for match in _PAIR.finditer(note):
        if match[0] == "|":
            yield part
            part = {}
        else:
            part.setdefault(match[1], []).append(_unquoted(match[2]))
    yield part


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), value[1:-1])
