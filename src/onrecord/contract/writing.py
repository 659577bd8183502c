"""A reading as the dictionary that is printed as JSON."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Mapping
from typing import Any, cast

from onrecord.codes import Coding, Condition, Framing, Issue, Recipient, StatedDate, Threat
from onrecord.contract.keys import (
    CodingModel,
    ConditionModel,
    DateModel,
    DocumentModel,
    EntityModel,
    FramingModel,
    IssueModel,
    ReadingModel,
    RecipientModel,
    ResolutionModel,
    SpanModel,
    StatementModel,
    ThreatModel,
)
from onrecord.document import Document, Span
from onrecord.entity import Gender, Mentioned, Office
from onrecord.statement import Reading, Resolution, Statement

#: Values of ``extra`` that are nested deeper than this come out as null.
DEEPEST = 100


def to_contract(reading: Reading) -> ReadingModel:
    """Return the reading as a dictionary that ``json.dumps`` takes.

    >>> reading = Reading(Document("No comment."), ())
    >>> to_contract(reading)["document"]["text"]
    'No comment.'
    """
    document, provenance, statements = reading.document, reading.provenance, reading.statements
    options = provenance.get("options")
    coded = any(statement.codings for statement in statements)
    dated = coded or any(statement.dates for statement in statements)
    found: dict[str, Any] = {
        "document": _document(document),
        "statements": [_statement(statement, document.text, dated, coded) for statement in statements],
    }
    if any(statement.resolution is not None for statement in statements):
        found["entities"] = [_entity(mentioned, document.text) for mentioned in reading.entities]
    if coded or reading.framing:
        found["framing"] = [_framing(framing, document.text) for framing in reading.framing]
    found["links"] = [
        {"kind": link.kind, "start": link.span.start, "end": link.span.end, "url": link.url} for link in document.links
    ]
    found["provenance"] = {
        "model": provenance.get("model"),
        "onrecord": provenance.get("onrecord"),
        "options": _object(options if isinstance(options, Mapping) else {}),
    }
    return cast("ReadingModel", found)


def _document(document: Document) -> DocumentModel:
    return {
        "id": document.id,
        "source_id": document.source_id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "authors": list(document.authors),
        "language": document.language,
        "extra": _object(document.extra),
        "warnings": list(document.warnings),
        "text": document.text,
        "blocks": [{"kind": block.kind, "start": block.span.start, "end": block.span.end} for block in document.blocks],
    }


def _statement(statement: Statement, text: str, dated: bool, coded: bool) -> StatementModel:
    attribution = statement.attribution
    found: StatementModel = {
        "id": statement.id,
        "quote_type": attribution.quote_type,
        "negated": attribution.negated,
        "parent": statement.parent,
        "score": attribution.score,
        "method": attribution.method,
        "source": _pieces(attribution.source, text),
        "cue": _pieces(attribution.cue, text),
        "content": _pieces(attribution.content, text),
    }
    if statement.resolution is not None:
        found["resolution"] = _resolution(statement.resolution, text)
    if dated:
        found["dates"] = [_date(date, text) for date in statement.dates]
    if statement.vector:
        found["vector"] = base64.b64encode(statement.vector).decode("ascii")
    if coded:
        found["codings"] = [_coding(coding, text) for coding in statement.codings]
    return found


def _resolution(resolution: Resolution, text: str) -> ResolutionModel:
    return {
        "entity": resolution.entity,
        "name": resolution.name,
        "type": resolution.type,
        "country": resolution.country,
        "role": resolution.role,
        "method": resolution.method,
        "score": resolution.score,
        "evidence": _pieces(resolution.evidence, text),
        "members": [_resolution(member, text) for member in resolution.members],
    }


def _entity(mentioned: Mentioned, text: str) -> EntityModel:
    entity = mentioned.entity
    office = max(entity.offices, key=_lateness, default=None)
    gender: dict[str, Gender] = {"gender": entity.gender} if entity.gender else {}
    found = {
        **{"id": entity.id, "name": entity.name, "type": entity.type, "country": entity.country, **gender},
        "role": office.role if office else None,
        "aliases": list(entity.aliases),
        "offices": [
            {"role": held.role, "country": held.country, "start": held.start, "end": held.end}
            for held in entity.offices
        ],
        "mentions": _pieces(mentioned.mentions, text),
    }
    return cast("EntityModel", found)


def _lateness(office: Office) -> tuple[bool, str, str]:
    """Sort offices without an end after all others, and those by when they began."""
    return office.end is None, office.end or "", office.start or ""


def _date(date: StatedDate, text: str) -> DateModel:
    found = {"value": date.value, "basis": date.basis, **_place_if_any(date.span, text)}
    return cast("DateModel", found)


def _coding(coding: Coding, text: str) -> CodingModel:
    act, stance = coding.act, coding.stance
    return {
        "act": act.value,
        "quad": coding.quad,
        "mode": coding.mode,
        "appeal": coding.appeal,
        "aux": list(coding.aux),
        "evidence": _pieces(act.evidence, text),
        "method": act.method,
        "score": act.score,
        "recipients": [_recipient(recipient, text) for recipient in coding.recipients],
        "issue": None if coding.issue is None else _issue(coding.issue, text),
        "stance": stance.value,
        "stance_method": stance.method,
        "stance_score": stance.score,
        "stance_evidence": _pieces(stance.evidence, text),
        "conditions": [_condition(condition, text) for condition in coding.conditions],
        "demand": None if coding.demand is None else _piece(coding.demand.span, text),
        "threat": None if coding.threat is None else _threat(coding.threat, text),
    }


def _recipient(recipient: Recipient, text: str) -> RecipientModel:
    found = {
        **{"name": recipient.name, "role": recipient.role, "entity": recipient.entity},
        **{"method": recipient.method, "score": recipient.score},
        **_place_if_any(recipient.span, text),
    }
    return cast("RecipientModel", found)


def _issue(issue: Issue, text: str) -> IssueModel:
    found = {
        **{"id": issue.id, "label": issue.label, "reversed": issue.reversed},
        **{"method": issue.method, "score": issue.score},
        **_place_if_any(issue.span, text),
    }
    return cast("IssueModel", found)


def _condition(condition: Condition, text: str) -> ConditionModel:
    found = {
        **{"type": condition.type, **_piece(condition.span, text)},
        "marker": None if condition.marker is None else _piece(condition.marker, text),
        **{"on": condition.on, "method": condition.method, "score": condition.score},
    }
    return cast("ConditionModel", found)


def _threat(threat: Threat, text: str) -> ThreatModel:
    tied_to = None if threat.tied_to is None else _piece(threat.tied_to, text)
    return {"consequence": _piece(threat.consequence, text), "tied_to": tied_to}


def _framing(framing: Framing, text: str) -> FramingModel:
    found = {
        **{"kind": framing.kind, **_piece(framing.span, text)},
        **{"voice": framing.voice, "statement": framing.statement},
    }
    return cast("FramingModel", found)


def _piece(span: Span, text: str) -> SpanModel:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _place_if_any(span: Span | None, text: str) -> dict[str, Any]:
    return {"start": None, "end": None, "text": None} if span is None else {**_piece(span, text)}


def _pieces(spans: Iterable[Span], text: str) -> list[SpanModel]:
    return [_piece(span, text) for span in spans]


def _object(values: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): _plain(value, 1) for key, value in values.items()}


def _plain(value: Any, depth: int) -> Any:
    """Return a value that JSON can hold: no NaN, no bottomless nesting, other types by their text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth >= DEEPEST and isinstance(value, Mapping | list | tuple):
        return None
    if isinstance(value, Mapping):
        return {str(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, depth + 1) for item in value]
    return str(value)
