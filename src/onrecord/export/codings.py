"""How codings are shown: act, recipients, issue and stance, conditions, demand, threat and date, in short words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.codes import Coding, Recipient, StatedDate
from onrecord.document import Span
from onrecord.export.sources import LIKELY
from onrecord.export.words import one_line
from onrecord.statement import Reading, Statement

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)")


class Line(NamedTuple):
    """One fact on a statement.

    Attributes
    ----------
    kind : str
        What it is: a role, a type of condition, "demand".
    words : str
        A name, or words of the article.
    on : str
        Who has to meet the condition, if that is said.
    """

    kind: str
    words: str
    uncertain: bool = False
    on: str = ""


class Coded(NamedTuple):
    """A coding as people see it; all texts are one line and hold nothing that a terminal or a browser would obey.

    Attributes
    ----------
    act : str
        In capitals as PLOVER writes it; ``unclear`` where none is likely enough.
    act_notes : tuple of str
        Mode, appeal and auxiliary modes, in words.
    recipients : tuple of Line
        ``kind`` is the role.
    issue, stance : str
        Empty where there is none to be told.
    act_found, stance_found : str
        How it was found, and the chance that it is right: "model, 0.77".
    lines : tuple of Line
        Conditions in text order, the demand, the threat.
    """

    act: str
    act_notes: tuple[str, ...]
    recipients: tuple[Line, ...]
    issue: str
    stance: str
    act_found: str
    stance_found: str
    lines: tuple[Line, ...]


def coded(statement: Statement, text: str) -> list[Coded]:
    """Return the codings of a statement as people see them."""
    content = statement.attribution.content
    return [_coded(coding, content, text) for coding in statement.codings]


def said_on(statement: Statement) -> list[StatedDate]:
    """Return when it was said, as far as words tell; that the article is of some date stands above the article."""
    return [date for date in statement.dates if date.basis != "publication"]


def date_words(date: str) -> str:
    """Return an ISO 8601 date, month or year in words; other texts come back as they are.

    >>> date_words("2031-06-17T09:30Z"), date_words("2031-06"), date_words("2031"), date_words("2031-13-40")
    ('17 June 2031', 'June 2031', '2031', '2031-13-40')
    """
    match = _DATE.match(date)
    if not match or date[match.end() :][:1] == "-":
        return date
    year, month, day = match.groups()
    words = (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year)
    return " ".join(word for word in words if word)


def is_coded(reading: Reading) -> bool:
    """Tell whether there is anything of codings to be shown."""
    return any(statement.codings for statement in reading.statements)


def _coded(coding: Coding, content: tuple[Span, ...], text: str) -> Coded:
    issue, stance = coding.issue, coding.stance.value
    notes = (coding.mode or "", "appeal" if coding.appeal else "", *coding.aux)
    return Coded(
        coding.act.value,
        tuple(one_line(note) for note in notes if note),
        tuple(_recipient(recipient) for recipient in coding.recipients),
        "" if issue is None else one_line(issue.label or issue.id),
        "" if issue is None or stance == "none" else "stance unclear" if stance == "unclear" else stance,
        f"{coding.act.method}, {coding.act.score:.2f}",
        f"{coding.stance.method}, {coding.stance.score:.2f}",
        tuple(_lines(coding, content, text)),
    )


def _recipient(recipient: Recipient) -> Line:
    return Line(recipient.role, one_line(recipient.name), recipient.score < LIKELY)


def _lines(coding: Coding, content: tuple[Span, ...], text: str) -> Iterable[Line]:
    known = {condition.span for condition in coding.conditions}
    for condition in coding.conditions:
        kind, words = condition.type.replace("_", " "), one_line(condition.span.of(text))
        yield Line(kind, words, condition.score < LIKELY, one_line(condition.on or ""))
    threat = coding.threat
    parts = {
        "demand": coding.demand and coding.demand.span,
        "threat": threat and threat.consequence,
        "tied to": threat and threat.tied_to,
    }
    for kind, span in parts.items():
        if span and span not in known and (span,) != content:  # else it is shown already
            yield Line(kind, one_line(span.of(text)))
