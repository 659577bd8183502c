"""What many readings say together: who is on record, on which issues, when, where; in memory that stays small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappush, heappushpop

from onrecord.codes import Coding
from onrecord.document import Document
from onrecord.export.actors import POSITIONS, Actor, actors_of, said
from onrecord.export.dna import headline
from onrecord.export.words import joined, one_line, shorten
from onrecord.statement import Reading, Statement

#: Statements that are kept of one actor: the latest.
KEPT = 10
#: Articles that are kept for the list.
ARTICLES = 500
#: Longest content that is kept.
CONTENT = 320


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One statement as it is listed; later ones are greater.

    ``codes`` has act, recipients, issue and stance of each coding.
    """

    date: str
    order: int
    content: str
    source: str
    title: str
    outlet: str
    url: str
    codes: tuple[tuple[str, str, str, str], ...]


@dataclass(slots=True)
class OnActor:
    """What is counted of one actor."""

    actor: Actor
    role: str = ""
    statements: int = 0
    outlets: Counter[str] = field(default_factory=Counter)
    stances: dict[str, Counter[str]] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)
    latest: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class OnIssue:
    """What is counted of one issue: statements by stance, and actors by stance."""

    label: str
    stances: Counter[str] = field(default_factory=Counter)
    actors: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Summary:
    """What is counted of all readings; ``months`` counts statements by the month they were made in."""

    articles: int = 0
    statements: int = 0
    unnamed: int = 0
    outlets: dict[str, Counter[str]] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    actors: dict[str, OnActor] = field(default_factory=dict)
    issues: dict[str, OnIssue] = field(default_factory=dict)
    listed: list[tuple[str, str, str, str, int]] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        """Count one reading."""
        document = reading.document
        title, outlet = title_of(document), one_line(document.outlet or "")
        self.articles += 1
        counted = self.outlets.setdefault(outlet, Counter())
        counted.update(articles=1, statements=len(reading.statements))
        if len(self.listed) < ARTICLES:
            address = one_line(document.url or "")
            self.listed.append((one_line(document.published or ""), title, outlet, address, len(reading.statements)))
        for statement in reading.statements:
            self._add(statement, document, title)

    def _add(self, statement: Statement, document: Document, title: str) -> None:
        self.statements += 1
        date = said(statement, document)
        if len(date) >= len("2031-06"):
            self.months[date[:7]] += 1
        self.acts.update(coding.act.value for coding in statement.codings)
        actors = actors_of(statement)
        self.unnamed += not actors
        told = self._told(statement, document, title, date) if actors else None
        for actor in actors:
            known = self.actors.setdefault(actor.key, OnActor(actor))
            known.statements += 1
            known.role = known.role or _role(statement, actor)
            known.outlets[one_line(document.outlet or "")] += 1
            known.dates |= {date} if date else set()
            known.dates = {min(known.dates), max(known.dates)} if known.dates else set()
            if told is not None:
                (heappush if len(known.latest) < KEPT else heappushpop)(known.latest, told)
            self._add_stances(statement, known)

    def _add_stances(self, statement: Statement, known: OnActor) -> None:
        for coding in statement.codings:
            issue, stance = coding.issue, coding.stance.value
            if issue is None or stance not in POSITIONS:
                continue
            on = self.issues.setdefault(issue.id, OnIssue(one_line(issue.label or issue.id)))
            on.stances[stance] += 1
            on.actors.setdefault(stance, Counter())[known.actor.key] += 1
            known.stances.setdefault(issue.id, Counter())[stance] += 1

    def _told(self, statement: Statement, document: Document, title: str, date: str) -> Told:
        text, attribution = document.text, statement.attribution
        return Told(
            date,
            self.statements,
            shorten(one_line(joined(attribution.content, text)), CONTENT),
            shorten(one_line(joined(attribution.source, text)), CONTENT),
            title,
            one_line(document.outlet or ""),
            one_line(document.url or ""),
            tuple(map(_code, statement.codings)),
        )


def summary(readings: Iterable[Reading]) -> Summary:
    """Count readings, taken one by one."""
    found = Summary()
    for reading in readings:
        found.add(reading)
    return found


def title_of(document: Document) -> str:
    """Return the title of an article on one line."""
    return shorten(one_line(document.title or headline(document)), CONTENT)


def _code(coding: Coding) -> tuple[str, str, str, str]:
    recipients = shorten(one_line(", ".join(one.name for one in coding.recipients)), CONTENT)
    issue = one_line(coding.issue.label or coding.issue.id) if coding.issue else ""
    return coding.act.value, recipients, issue, coding.stance.value


def _role(statement: Statement, actor: Actor) -> str:
    resolution = statement.resolution
    if resolution is None or resolution.members or resolution.name != actor.name:
        return ""
    return one_line(resolution.role or "")
