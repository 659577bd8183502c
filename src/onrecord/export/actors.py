"""Who takes which position: the named sources of coded statements, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.codes import Coding
from onrecord.document import Document
from onrecord.export.sources import described, one_by_one
from onrecord.export.words import one_line
from onrecord.statement import Reading, Statement

#: Stances that are positions on an issue.
POSITIONS = ("support", "oppose", "conditional", "neutral")


class Actor(NamedTuple):
    """Somebody with a name; ``key`` is the id of the entity, or the name where there is none."""

    key: str
    name: str
    type: str = ""
    country: str = ""
    entity: str = ""


class Position(NamedTuple):
    """One coding of one statement by one actor; ``date`` is ISO 8601, empty where it is not known."""

    actor: Actor
    coding: Coding
    statement: Statement
    document: Document
    date: str


def actors_of(statement: Statement) -> list[Actor]:
    """Return the sources with a name, each once.

    The unnamed are left out: the "officials" of two articles need not be the same people.
    """
    found: dict[str, Actor] = {}
    for one in one_by_one(statement.resolution) if statement.resolution else ():
        who = described(one)
        if who.name and not who.anonymity:
            key = one.entity or f"name:{who.name.casefold()}"
            found[key] = Actor(key, who.name, one.type or "", one_line(one.country or ""), one.entity or "")
    return [*found.values()]


def said(statement: Statement, document: Document) -> str:
    """Return the day, month or year when it was said, else the article's; empty where neither is known."""
    stated = next((date.value for date in statement.dates), None)
    return one_line(stated or document.published or "")[:10]


def positions(readings: Iterable[Reading]) -> Iterator[Position]:
    """Yield every coding of every statement by each of its actors.

    The same words of the same actor about the same issue, in whichever article, are yielded once.
    """
    seen: set[int] = set()
    for reading in readings:
        text = reading.document.text
        for statement in reading.statements:
            content = " ".join(span.of(text) for span in statement.attribution.content)
            words = " ".join(content.casefold().split())
            date = said(statement, reading.document)
            for actor in actors_of(statement):
                for coding in statement.codings:
                    issue = coding.issue.id if coding.issue else ""
                    key = hash((actor.key, issue, coding.act.value, coding.stance.value, words))
                    if key not in seen:
                        seen.add(key)
                        yield Position(actor, coding, statement, reading.document, date)
