"""An article as its reader shows it: the marked text, and beside it the statements one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.codes import Coding
from onrecord.export.codings import Coded, coded, said_on
from onrecord.export.framings import marks
from onrecord.export.listing import CONTENT_LIMIT, NAME_LIMIT, hints
from onrecord.export.markup import Place, body
from onrecord.export.nesting import Entry, outline, rule
from onrecord.export.sources import Credited, Shown, naming, on_record, shown
from onrecord.export.words import joined, one_line, shorten
from onrecord.statement import Reading, Statement

#: Marks and numbers in the text have ids and classes that begin so.
PREFIX = "a"


@dataclass(frozen=True, slots=True)
class Item:
    """A statement in the list beside the article.

    Attributes
    ----------
    number, depth : int
        Its number in the text, and how many statements it stands in.
    within : int or None
        Number of the statement that it stands in.
    who : Shown
        Its source, as the article and the resolution tell it.
    codes : tuple of (Coding, Coded)
        What it does: the values, and their words.
    said : tuple of str
        When, where words tell it.
    rule, named : str
        The rule that found it, and how the name was found; empty where that goes without saying.
    """

    number: int
    depth: int
    within: int | None
    statement: Statement
    who: Shown
    cue: str
    content: str
    codes: tuple[tuple[Coding, Coded], ...]
    said: tuple[str, ...]
    rule: str
    named: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that frame: what they are, and whose."""

    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Read:
    """An article with its statements, to be shown.

    Attributes
    ----------
    body : Markup
        The article's blocks as HTML: sources, cues, contents and conditions marked, framing where it is asked for.
    """

    body: Markup
    items: tuple[Item, ...]
    credited: tuple[Credited, ...]
    frames: tuple[Frame, ...]


def read_of(reading: Reading, *, framing: bool) -> Read:
    """Return what the reader shows of a reading."""
    text, entries = reading.document.text, outline(reading.statements)
    numbers = {entry.statement.id: entry.number for entry in entries}
    marked = [(span, mark) for span, mark in marks(reading, entries) if framing or mark.role != "framing"]
    anchors = {entry.number: f"s-{entry.statement.id}" for entry in entries}
    place = Place(PREFIX, 1, hints(entries, text), anchors)
    framed = [(span, mark) for span, mark in marked if mark.role == "framing"]
    return Read(
        Markup(body(reading.document, entries, place, more=marked)),  # noqa: S704 (all text in it is escaped)
        tuple(_item(entry, text, numbers) for entry in entries),
        tuple(on_record(entries)),
        tuple(Frame(shorten(one_line(span.of(text)), NAME_LIMIT), mark.note) for span, mark in framed),
    )


def _item(entry: Entry, text: str, numbers: Mapping[str, int]) -> Item:
    statement = entry.statement
    within = numbers.get(statement.parent or "") if entry.depth else None
    return Item(
        entry.number,
        entry.depth,
        within,
        statement,
        shown(statement, text),
        shorten(joined(statement.attribution.cue, text), NAME_LIMIT),
        shorten(joined(statement.attribution.content, text), CONTENT_LIMIT),
        tuple(zip(statement.codings, coded(statement, text), strict=True)),
        tuple(date.value for date in said_on(statement)),
        rule(statement),
        naming(statement.resolution),
    )


def target_rules(count: int) -> str:
    """Return the style that lets a statement's parts stand out while its number or its entry is a link's target.

    >>> print(target_rules(1), end="")
    :root:has(#a-1:target,.e-1:target) .a-1{background:var(--target);color:var(--ink)}
    """
    return "".join(_rules(range(1, count + 1)))


def _rules(numbers: Iterable[int]) -> Iterable[str]:
    for one in numbers:
        target = f":root:has(#{PREFIX}-{one}:target,.e-{one}:target) .{PREFIX}-{one}"
        yield f"{target}{{background:var(--target);color:var(--ink)}}\n"
