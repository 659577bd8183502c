"""A reading from the dictionary that was printed as JSON.

All of it is checked first, so that what is built from it needs no check of its own.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from onrecord.codes import (
    Act,
    Coding,
    Condition,
    Demand,
    Framing,
    Issue,
    Judged,
    Recipient,
    Stance,
    StatedDate,
    Threat,
    Unclear,
)
from onrecord.contract.checking import check
from onrecord.contract.keys import (
    BlockModel,
    CodingModel,
    ConditionModel,
    DateModel,
    EntityModel,
    FramingModel,
    IssueModel,
    LinkModel,
    ReadingModel,
    RecipientModel,
    ResolutionModel,
    SpanModel,
    StatementModel,
)
from onrecord.document import Block, Document, Link, Span
from onrecord.entity import Entity, Mentioned, Office
from onrecord.errors import ContractError
from onrecord.statement import Attribution, Reading, Resolution, Statement

_AGAIN = "Read the article again with onrecord read"


def reading_of(data: Mapping[str, Any]) -> Reading:
    """Return the reading that :func:`onrecord.contract.to_contract` made this dictionary of.

    What the contract leaves out stays out: an entity has no year of birth, an attribution's ``parent`` counts among the
    statements that are there, and keys that the contract does not have are ignored.

    Raises
    ------
    ContractError
        If a key is missing or has a value that makes no sense, or if offsets do not fit the text.

    >>> from onrecord.contract.writing import to_contract
    >>> reading_of(to_contract(Reading(Document("No comment."), ()))).document.text
    'No comment.'
    """
    document = data.get("document") if isinstance(data, Mapping) else None
    text = document.get("text") if isinstance(document, Mapping) else None
    try:
        check(data, ReadingModel, text if isinstance(text, str) else "")
    except RecursionError:
        raise ContractError("the reading", "it is nested too deeply", _AGAIN) from None
    return _reading(cast("ReadingModel", data))


def _reading(data: ReadingModel) -> Reading:
    document = _document(data)
    if document.id != data["document"]["id"]:
        raise ContractError("document.id", "it is not the hash of document.text, which was changed", _AGAIN)
    parents = enumerate(_parents(data["statements"]))
    return Reading(
        document,
        tuple(
            _statement(item, parent, f"statements[{index}]")
            for item, (index, parent) in zip(data["statements"], parents, strict=True)
        ),
        dict(data["provenance"]),
        tuple(_entity(item) for item in data.get("entities", ())),
        tuple(_framing(item) for item in data.get("framing", ())),
    )


def _document(reading: ReadingModel) -> Document:
    data = reading["document"]
    return Document(
        data["text"],
        tuple(Block(block["kind"], _span(block)) for block in data["blocks"]),
        title=data["title"],
        outlet=data["outlet"],
        url=data["url"],
        published=data["published"],
        authors=tuple(data["authors"]),
        language=data["language"],
        links=tuple(Link(link["kind"], _span(link), link["url"]) for link in reading["links"]),
        source_id=data["source_id"],
        extra=data["extra"],
        warnings=tuple(data["warnings"]),
    )


def _statement(data: StatementModel, parent: int | None, place: str) -> Statement:
    attribution = Attribution(
        _spans(data["source"]),
        _spans(data["cue"]),
        _spans(data["content"]),
        data["quote_type"],
        data["negated"],
        parent,
        data["score"],
        data["method"],
    )
    return Statement(
        data["id"],
        attribution,
        data["parent"],
        _resolution(data["resolution"]) if "resolution" in data else None,
        tuple(_coding(item) for item in data.get("codings", ())),
        tuple(StatedDate(item["value"], item["basis"], _span_if_any(item)) for item in data.get("dates", ())),
        _vector(data.get("vector", ""), f"{place}.vector"),
    )


def _vector(encoded: str, place: str) -> bytes:
    try:
        values = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise ContractError(place, f"it is not base64 ({error})", _AGAIN) from error
    if len(values) % 2:
        raise ContractError(place, f"{len(values)} bytes are no values of two bytes each", _AGAIN)
    return values


def _resolution(data: ResolutionModel) -> Resolution:
    return Resolution(
        data["name"],
        data["method"],
        data["entity"],
        data["type"],
        data["country"],
        data["role"],
        data["score"],
        _spans(data["evidence"]),
        tuple(_resolution(member) for member in data["members"]),
    )


def _entity(data: EntityModel) -> Mentioned:
    offices = (Office(held["role"], held["country"], held["start"], held["end"]) for held in data["offices"])
    entity = Entity(
        data["id"],
        data["name"],
        data["type"],
        data["country"],
        tuple(data["aliases"]),
        tuple(offices),
        data.get("gender"),
    )
    return Mentioned(entity, _spans(data["mentions"]))


def _coding(data: CodingModel) -> Coding:
    demand, threat = data["demand"], data["threat"]
    act: Judged[Act | Unclear] = Judged(data["act"], data["method"], data["score"], _spans(data["evidence"]))
    stance: Judged[Stance | Unclear] = Judged(
        data["stance"], data["stance_method"], data["stance_score"], _spans(data["stance_evidence"])
    )
    return Coding(
        act,
        stance,
        None if data["issue"] is None else _issue(data["issue"]),
        data["mode"],
        data["appeal"],
        tuple(data["aux"]),
        tuple(_recipient(item) for item in data["recipients"]),
        tuple(_condition(item) for item in data["conditions"]),
        None if demand is None else Demand(_span(demand)),
        None if threat is None else Threat(_span(threat["consequence"]), _optional(threat["tied_to"])),
    )


def _recipient(data: RecipientModel) -> Recipient:
    span = _span_if_any(data)
    return Recipient(data["name"], data["role"], span, data["entity"], data["method"], data["score"])


def _issue(data: IssueModel) -> Issue:
    span = _span_if_any(data)
    return Issue(data["id"], data["label"], span, data["reversed"], data["method"], data["score"])


def _condition(data: ConditionModel) -> Condition:
    marker = _optional(data["marker"])
    return Condition(data["type"], _span(data), marker, data["on"], data["method"], data["score"])


def _framing(data: FramingModel) -> Framing:
    return Framing(data["kind"], _span(data), data["voice"], data["statement"])


def _span(data: SpanModel | BlockModel | LinkModel | ConditionModel | FramingModel) -> Span:
    return Span(data["start"], data["end"])


def _span_if_any(data: DateModel | RecipientModel | IssueModel) -> Span | None:
    start, end = data["start"], data["end"]
    return None if start is None or end is None else Span(start, end)


def _optional(data: SpanModel | None) -> Span | None:
    return None if data is None else _span(data)


def _spans(items: Iterable[SpanModel]) -> tuple[Span, ...]:
    return tuple(_span(item) for item in items)


def _parents(statements: Sequence[StatementModel]) -> list[int | None]:
    """Index of the parent of each statement, None where there is none or it was left out."""
    indices = {item["id"]: index for index, item in reversed([*enumerate(statements)])}
    parents = [None if item["parent"] is None else indices.get(item["parent"]) for item in statements]
    sound: set[int] = set()
    for index in range(len(parents)):
        above: set[int] = set()
        at: int | None = index
        while at is not None and at not in sound:
            if at in above:
                raise ContractError(f"statements[{at}].parent", "the statement is within itself", _AGAIN)
            above.add(at)
            at = parents[at]
        sound |= above
    return parents
