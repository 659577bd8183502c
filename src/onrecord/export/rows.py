"""The rows of the tidy tables, in the order of their columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.codes import Coding
from onrecord.contract import to_contract
from onrecord.document import Document, Span
from onrecord.export.sources import one_by_one
from onrecord.export.words import joined, writable
from onrecord.statement import Reading, Resolution, Statement
from onrecord.utf16 import Utf16

Row = tuple[Any, ...]


def rows(reading: Reading, number: int) -> dict[str, list[Row]]:
    """Return the rows of every table for one reading, which is the one of this number in the export.

    NULs and lone surrogates, which not every reader of such tables takes, are U+FFFD; the length stays.
    """
    numbered = [*enumerate(reading.statements, 1)]
    codings = [(at, of, statement, coding) for at, statement in numbered for of, coding in _codings(statement)]
    found: dict[str, Iterable[Row]] = {
        "documents": [_document(reading)],
        "statements": (_statement(reading, at, statement) for at, statement in numbered),
        "codings": ((at, of, statement.id, *_coding(coding)) for at, of, statement, coding in codings),
        "recipients": ((at, of, *row) for at, of, _, coding in codings for row in _recipients(coding)),
        "conditions": (
            (at, of, *row) for at, of, _, coding in codings for row in _conditions(coding, reading.document.text)
        ),
        "spans": _spans(reading),
        "entities": _entities(reading),
    }
    return {table: [(number, *map(_clean, row)) for row in values] for table, values in found.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, tuple):
        return [_clean(item) for item in value]
    return {key: _clean(item) for key, item in value.items()} if isinstance(value, dict) else value


def _document(reading: Reading) -> Row:
    document = reading.document
    bare = Reading(Document("", extra=document.extra), (), reading.provenance)
    plain = to_contract(bare)  # what JSON can hold of them
    extra, provenance = plain["document"]["extra"], plain["provenance"]
    return (
        *(document.id, document.source_id, document.url, document.outlet, document.published, document.title),
        *(document.authors, document.language, document.text, _json(extra), document.warnings),
        *(provenance["model"], provenance["onrecord"], _json(provenance["options"])),
    )


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _statement(reading: Reading, number: int, statement: Statement) -> Row:
    document, attribution = reading.document, statement.attribution
    date = statement.dates[0] if statement.dates else None
    parts = (attribution.source, attribution.cue, attribution.content)
    return (
        *(number, document.id, statement.id, statement.parent, document.outlet, document.published),
        *(attribution.quote_type, attribution.negated, attribution.method, attribution.score),
        *(joined(part, document.text) for part in parts),
        *_who(statement.resolution),
        *((date.value, date.basis) if date else (None, None)),
    )


def _who(resolution: Resolution | None) -> Row:
    """Return the columns from ``entity`` to ``member_entities``."""
    if resolution is None:
        return (*(None,) * 7, (), ())
    members = [*one_by_one(resolution)] if resolution.members else []
    return (
        *(resolution.entity, resolution.name, resolution.type, resolution.country, resolution.role),
        *(resolution.method, resolution.score),
        *(tuple(one.name for one in members), tuple(one.entity for one in members)),
    )


def _codings(statement: Statement) -> Iterator[tuple[int, Coding]]:
    return enumerate(statement.codings, 1)


def _coding(coding: Coding) -> Row:
    act, stance, issue = coding.act, coding.stance, coding.issue
    return (
        *(act.value, coding.quad, coding.mode, coding.appeal, coding.aux, act.method, act.score),
        *((issue.id, issue.label, issue.reversed, issue.method, issue.score) if issue else (None,) * 5),
        *(stance.value, stance.method, stance.score),
    )


def _recipients(coding: Coding) -> Iterator[Row]:
    for number, one in enumerate(coding.recipients, 1):
        yield number, one.name, one.role, one.entity, one.method, one.score


def _conditions(coding: Coding, text: str) -> Iterator[Row]:
    for number, one in enumerate(coding.conditions, 1):
        marker = one.marker.of(text) if one.marker else None
        yield number, one.type, one.span.of(text), marker, one.on, one.method, one.score


def _entities(reading: Reading) -> Iterator[Row]:
    for mentioned in reading.entities:
        entity = mentioned.entity
        offices = tuple(
            {"role": held.role, "country": held.country, "start": held.start, "end": held.end}
            for held in entity.offices
        )
        yield entity.id, entity.name, entity.type, entity.country, entity.gender, entity.aliases, offices


def _spans(reading: Reading) -> Iterator[Row]:
    """Yield every span of the reading: those of the document, of its statements, of their codings."""
    text, units = reading.document.text, Utf16(reading.document.text)

    def row(place: tuple[int | None, int | None], part: str, span: Span, **more: Any) -> Row:
        words = None if part == "block" else span.of(text)
        facts = (more.get("kind"), more.get("number", 1), span.start, span.end)
        wide = (units.units(span.start), units.units(span.end))
        return *place, part, *facts, *wide, words, more.get("entity"), more.get("voice")

    document = (None, None)
    for number, block in enumerate(reading.document.blocks, 1):
        yield row(document, "block", block.span, kind=block.kind, number=number)
    for number, link in enumerate(reading.document.links, 1):
        yield row(document, "link", link.span, kind=link.kind, number=number)
    for mentioned in reading.entities:
        for number, mention in enumerate(mentioned.mentions, 1):
            yield row(document, "mention", mention, number=number, entity=mentioned.entity.id)
    numbers = {statement.id: at for at, statement in reversed([*enumerate(reading.statements, 1)])}
    for number, framing in enumerate(reading.framing, 1):
        place = (numbers.get(framing.statement or ""), None)
        yield row(place, "framing", framing.span, kind=framing.kind, number=number, voice=framing.voice)
    for at, statement in enumerate(reading.statements, 1):
        for part, spans, kind in _parts(statement):
            for number, span in enumerate(spans, 1):
                yield row((at, None), part, span, number=number, kind=kind)
        for of, coding in _codings(statement):
            for part, span, more in _parts_of_coding(coding):
                yield row((at, of), part, span, **more)


def _parts(statement: Statement) -> Iterator[tuple[str, tuple[Span, ...], str | None]]:
    attribution, resolution = statement.attribution, statement.resolution
    yield "source", attribution.source, None
    yield "cue", attribution.cue, None
    yield "content", attribution.content, None
    yield "evidence", resolution.evidence if resolution else (), None
    for date in statement.dates:
        yield "date", (date.span,) if date.span else (), date.basis


def _parts_of_coding(coding: Coding) -> Iterator[tuple[str, Span, dict[str, Any]]]:
    for part, spans in (("act", coding.act.evidence), ("stance", coding.stance.evidence)):
        for number, span in enumerate(spans, 1):
            yield part, span, {"number": number}
    if coding.issue and coding.issue.span:
        yield "issue", coding.issue.span, {}
    for number, recipient in enumerate(coding.recipients, 1):
        if recipient.span:
            yield (
                "recipient",
                recipient.span,
                {"kind": recipient.role, "number": number, "entity": recipient.entity},
            )
    for number, condition in enumerate(coding.conditions, 1):
        yield "condition", condition.span, {"kind": condition.type, "number": number}
        if condition.marker:
            yield "marker", condition.marker, {"kind": condition.type, "number": number}
    threat = coding.threat
    single = {
        "demand": coding.demand and coding.demand.span,
        "threat": threat and threat.consequence,
        "tied_to": threat and threat.tied_to,
    }
    for part, one in single.items():
        if one:
            yield part, one, {}
