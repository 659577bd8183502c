"""brat standoff annotation, with the names that PolNeAR uses.

Each statement is an event, ``Attribution`` or ``Attribution-no-source``, whose trigger is the cue (the content where
there is no cue). brat forbids a span to cross a line break, so spans are split there. What brat has no line for
(id, type, negation, parent, method, score) stands in the event's annotator note. Who the source is stands in a note of
the source's span, of the event where no words name it. It is no normalisation: those need a database that brat knows,
and most ids are of no such database.

What a statement does stands in attributes of its event (``Act``, ``Quad``, ``Stance``); recipients and conditions are
spans with an attribute (``Role``, ``Condition-type``) that relations lead from to the event; issue, dates, recipients
that no words name and the rest stand in a further note of the event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import get_args

from onrecord.codes import ACTS, CONDITION_TYPES, QUADS, STANCES, Coding, Condition, Recipient, RecipientRole
from onrecord.document import Span
from onrecord.errors import OptionError
from onrecord.export.sources import one_by_one
from onrecord.export.words import one_line, writable
from onrecord.statement import Reading, Resolution, Statement

ROLES: tuple[str, ...] = get_args(RecipientRole)
_PIECE = re.compile(r"[^\s](?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*[^\s])?")

#: What brat needs beside the annotations to show them.
CONFIGURATION = f"""\
[entities]
Source
Cue
Content
Recipient
Condition

[relations]
Recipient-of\tArg1:Recipient, Arg2:<EVENT>
Condition-of\tArg1:Condition, Arg2:<EVENT>

[events]
Attribution\tSource*:Source, Cue*:Cue, Content*:Content
Attribution-no-source\tCue*:Cue, Content*:Content

[attributes]
Act\tArg:<EVENT>, Value:{"|".join(ACTS)}|unclear
Quad\tArg:<EVENT>, Value:{"|".join(map(str, sorted(set(QUADS.values()))))}
Stance\tArg:<EVENT>, Value:{"|".join(STANCES)}|unclear
Role\tArg:Recipient, Value:{"|".join(ROLES)}
Condition-type\tArg:Condition, Value:{"|".join(CONDITION_TYPES)}
"""


class _Page:
    """The lines of one article, and the numbers that are taken."""

    def __init__(self, text: str, notes: int) -> None:
        self.text = text
        self.lines: list[str] = []
        self.taken = {"#": notes, "A": 0, "R": 0, "T": 0}

    def key(self, letter: str) -> str:
        """A key that nothing has yet."""
        self.taken[letter] += 1
        return f"{letter}{self.taken[letter]}"

    def mark(self, role: str, spans: tuple[Span, ...]) -> str:
        """Add pieces of the text that are one mark, and return its key."""
        key = self.key("T")
        offsets = ";".join(f"{span.start} {span.end}" for span in spans)
        words = writable(" ".join(span.of(self.text) for span in spans))
        self.lines.append(f"{key}\t{role} {offsets}\t{words}")
        return key

    def attribute(self, name: str, key: str, value: object) -> None:
        """Add a value of a mark or an event."""
        self.lines.append(f"{self.key('A')}\t{name} {key} {value}")

    def relation(self, name: str, start: str, end: str) -> None:
        """Add a line that leads from one to another."""
        self.lines.append(f"{self.key('R')}\t{name} Arg1:{start} Arg2:{end}")

    def note(self, key: str, facts: str) -> None:
        """Add a note."""
        self.lines.append(f"{self.key('#')}\tAnnotatorNotes {key}\t{facts}")


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the ``.ann`` of one article.

    Raises
    ------
    OptionError
        If there is a second article: its offsets would count in another text.
    """
    for number, reading in enumerate(readings):
        if number:
            raise OptionError("brat holds one article a file, and there are several. Add --output FOLDER")
        yield standoff(reading)


def text(reading: Reading) -> str:
    """Return the ``.txt`` that the offsets count in; characters that no file can hold are replaced one for one."""
    return writable(reading.document.text)


def standoff(reading: Reading) -> str:
    """Return the ``.ann`` of one article."""
    page = _Page(reading.document.text, len(reading.statements))
    events = {statement.id: f"E{number}" for number, statement in enumerate(reading.statements, 1)}
    for number, statement in enumerate(reading.statements, 1):
        attribution = statement.attribution
        parts = {"Source": attribution.source, "Cue": attribution.cue, "Content": attribution.content}
        pieces = {role: unbroken(spans, page.text) for role, spans in parts.items()}
        name = "Attribution" if pieces["Source"] else "Attribution-no-source"
        pieces[name] = pieces["Cue"] or pieces["Content"] or pieces["Source"]
        keys = {role: page.mark(role, spans) for role, spans in pieces.items() if spans}
        if not keys:
            continue
        roles = " ".join(f"{role}:{keys[role]}" for role in (name, "Content", "Cue", "Source") if role in keys)
        page.lines += [f"E{number}\t{roles}", f"#{number}\tAnnotatorNotes E{number}\t{_note(statement, events)}"]
        if statement.resolution is not None:
            page.note(keys.get("Source", f"E{number}"), _who(statement.resolution))
        for coding in statement.codings:
            _add_coding(page, f"E{number}", coding)
        if facts := " | ".join(_code(coding, statement) for coding in statement.codings):
            page.note(f"E{number}", facts)
    return "".join(f"{line}\n" for line in page.lines)


def unbroken(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Split spans at line breaks and trim the white space around the pieces.

    >>> unbroken([Span(0, 9)], "one\\n\\n two")
    (Span(start=0, end=3), Span(start=6, end=9))
    """
    return tuple(Span(*match.span()) for span in spans for match in _PIECE.finditer(text, span.start, span.end))


def _add_coding(page: _Page, event: str, coding: Coding) -> None:
    values = {"Act": coding.act.value, "Quad": coding.quad, "Stance": coding.stance.value}
    for name, value in values.items():
        if value is not None:
            page.attribute(name, event, value)
    for recipient in coding.recipients:
        if recipient.span and (spans := unbroken((recipient.span,), page.text)):
            key = page.mark("Recipient", spans)
            page.attribute("Role", key, recipient.role)
            page.relation("Recipient-of", key, event)
            page.note(key, _texts(name=recipient.name, entity=recipient.entity) + f" {_found(recipient)}")
    for condition in coding.conditions:
        if spans := unbroken((condition.span,), page.text):
            key = page.mark("Condition", spans)
            page.attribute("Condition-type", key, condition.type)
            page.relation("Condition-of", key, event)
            page.note(key, f"{_texts(on=condition.on)} {_found(condition)}".strip())


def _code(coding: Coding, statement: Statement) -> str:
    """Return the facts on a coding that stand nowhere else."""
    issue, act, stance = coding.issue, coding.act, coding.stance
    facts = [f"act_method={act.method} act_score={act.score:.4g}"]
    facts += [f"stance_method={stance.method} stance_score={stance.score:.4g}"]
    if issue is not None:
        facts.append(_texts(issue=issue.id, label=issue.label))
        facts += ["reversed=true"] if issue.reversed else []
    if coding.mode:
        facts.append(_texts(mode=coding.mode))
    facts += ["appeal=true"] if coding.appeal else []
    facts += [f"aux={','.join(coding.aux)}"] if coding.aux else []
    unnamed = [recipient for recipient in coding.recipients if not recipient.span]
    facts += [_texts(recipient=recipient.name) + f" role={recipient.role}" for recipient in unnamed]
    facts += [_texts(date=date.value) + f" basis={date.basis}" for date in statement.dates]
    return " ".join(facts)


def _texts(**texts: str | None) -> str:
    """Return texts with their names, between quotation marks as in JSON."""
    return " ".join(f"{key}={json.dumps(one_line(text), ensure_ascii=False)}" for key, text in texts.items() if text)


def _note(statement: Statement, events: dict[str, str]) -> str:
    attribution = statement.attribution
    facts = [f"id={statement.id}", f"quote_type={attribution.quote_type}", f"method={attribution.method}"]
    facts += [f"score={attribution.score:.4g}"]
    if attribution.negated:
        facts.append("negated=true")
    if statement.parent in events:
        facts.append(f"parent={events[statement.parent]}")
    return " ".join(facts)


def _who(resolution: Resolution) -> str:
    """Return the facts on each of the sources."""
    return " | ".join(_one(one) for one in one_by_one(resolution))


def _one(resolution: Resolution) -> str:
    facts = [_texts(entity=resolution.entity, name=resolution.name, country=resolution.country, role=resolution.role)]
    if resolution.type:
        facts.append(f"type={resolution.type}")
    return " ".join((*facts, _found(resolution)))


def _found(value: Resolution | Recipient | Condition) -> str:
    return f"method={value.method} score={value.score:.4g}"
