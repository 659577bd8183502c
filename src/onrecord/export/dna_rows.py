"""Statements as the Discourse Network Analyzer (DNA 3) has them: one span, one value a variable.

A DNA statement has one person and one concept. So a statement with several codings or several sources is as many DNA
statements at the same place, with the same ``onrecord_id``. The span runs from the beginning of the content to its end
(of the cue or the source where there is no content), in UTF-16 code units, as Java counts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from onrecord.codes import Coding
from onrecord.document import Document, Span
from onrecord.export.sources import one_by_one
from onrecord.export.words import joined, one_line, writable
from onrecord.statement import Reading, Resolution, Statement
from onrecord.utf16 import Utf16

#: Most characters of a short text in DNA.
SHORT = 190
#: Variables of the statement type in their order, with DNA's data types. The first four are those of DNA itself.
VARIABLES: dict[str, str] = {
    "person": "short text",
    "organization": "short text",
    "concept": "short text",
    "agreement": "boolean",
    "stance": "integer",
    "position": "short text",
    "act": "short text",
    "addressee": "short text",
    "conditions": "long text",
    "onrecord_id": "long text",
}
#: What DNA keeps of each value of these variables: its own three, then ours.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "person": ("Type", "Alias", "Notes", "Country", "Entity"),
    "organization": ("Type", "Alias", "Notes", "Country", "Entity"),
    "concept": ("Type", "Alias", "Notes", "Issue"),
}
_STANCES = {"support": (1, 1), "oppose": (0, -1)}
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")
_PERSONAL = (None, "person")


class DnaStatement(NamedTuple):
    """A row: offsets in UTF-16 code units, the words, a value a variable, and what is known of those values."""

    start: int
    stop: int
    text: str
    values: dict[str, str | int]
    attributes: dict[str, dict[str, str]]


class Names:
    """Gives every entity a name of its own, since DNA knows values by their names alone."""

    def __init__(self) -> None:
        self._owners: dict[tuple[str, str], str] = {}

    def name(self, variable: str, name: str, entity: str | None) -> str:
        """Return the name, with the id behind it where another entity has the same name already."""
        plain = short(name)
        owner = self._owners.setdefault((variable, plain), entity or "")
        return plain if owner == (entity or "") else short(f"{plain} ({entity or 'id not known'})")


def dna_text(document: Document) -> str:
    """Return the text as DNA can hold it, each character of it where it was.

    Carriage returns are line feeds, since DNA's editor would take them out and move what follows.
    """
    return writable(document.text).replace("\r", "\n")


def dna_statements(reading: Reading, names: Names) -> Iterator[DnaStatement]:
    """Yield the DNA statements of a reading; a statement without any words at all is left out."""
    text = dna_text(reading.document)
    units = Utf16(text)
    for statement in reading.statements:
        span = _extent(statement)
        if span is None:
            continue
        place = (units.units(span.start), units.units(span.end), span.of(text))
        sources = [*one_by_one(statement.resolution)] if statement.resolution else [None]
        for source in sources:
            for coding in statement.codings or (None,):
                who, about = _who(source, statement, text, names), _issue(coding, names)
                values = {**dict.fromkeys(VARIABLES, ""), **who[0], **about[0], **_codes(coding, text)}
                yield DnaStatement(*place, {**values, "onrecord_id": statement.id}, {**who[1], **about[1]})


def moment(published: str | None) -> datetime | None:
    """Return a date or date-time in UTC, the first moment of a year, month or day; None where it is no date.

    >>> moment("2031-06-18T08:30:00+02:00").isoformat(), moment("2031-06").isoformat(), moment("in June")
    ('2031-06-18T06:30:00+00:00', '2031-06-01T00:00:00+00:00', None)
    """
    partial = _PARTIAL.fullmatch(published or "")
    try:
        if partial:
            return datetime(int(partial[1]), int(partial[2] or 1), 1, tzinfo=UTC)
        found = datetime.fromisoformat(published or "")
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def short(text: str) -> str:
    """Return a text as a value of DNA: one line of at most 190 characters; what is cut still tells texts apart.

    >>> len(short("a" * 300)), short("a" * 300) == short("a" * 301)
    (190, False)
    """
    line = one_line(text)
    if len(line) <= SHORT:
        return line
    digest = hashlib.sha256(line.encode()).hexdigest()[:8]
    return f"{line[: SHORT - 10].rstrip()}… {digest}"[:SHORT]


def _extent(statement: Statement) -> Span | None:
    attribution = statement.attribution
    for part in (attribution.content, attribution.cue, attribution.source):
        if part and part[0].start < part[-1].end:
            return Span(part[0].start, part[-1].end)
    return None


_Known = tuple[dict[str, str | int], dict[str, dict[str, str]]]


def _who(source: Resolution | None, statement: Statement, text: str, names: Names) -> _Known:
    """Return person or organization; the words of the source where it was not resolved."""
    if source is None:
        words = joined(statement.attribution.source, text)
        return ({"person": names.name("person", words, None)} if words else {}), {}
    if source.method == "none" or source.name == "unknown":
        return {}, {}
    variable = "person" if source.type in _PERSONAL else "organization"
    known = {
        "Type": source.type or "",
        "Notes": source.role or "",
        "Country": source.country or "",
        "Entity": source.entity or "",
    }
    return {variable: names.name(variable, source.name, source.entity)}, {variable: known}


def _issue(coding: Coding | None, names: Names) -> _Known:
    issue = coding.issue if coding else None
    if issue is None:
        return {}, {}
    label = names.name("concept", issue.label or issue.id, issue.id)
    return {"concept": label}, {"concept": {"Issue": issue.id}}


def _codes(coding: Coding | None, text: str) -> dict[str, str | int]:
    if coding is None:
        return {"agreement": 1, "stance": 0}
    agreement, stance = _STANCES.get(coding.stance.value, (1, 0))
    conditions = (f"{condition.type}: {one_line(condition.span.of(text))}" for condition in coding.conditions)
    return {
        "agreement": agreement,
        "stance": stance,
        "position": coding.stance.value,
        "act": coding.act.value,
        "addressee": short("; ".join(recipient.name for recipient in coding.recipients)),
        "conditions": "\n".join(conditions),
    }
