"""The rows of a reading: what :mod:`onrecord.store.rows.loading` makes a reading of again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

from onrecord.codes import Coding, Issue
from onrecord.document import Document, Span
from onrecord.statement import Reading, Resolution, Statement
from onrecord.store.database import schema
from onrecord.store.database.columns import shown
from onrecord.store.rows.days import said_on
from onrecord.store.rows.inserting import index_words, insert_rows
from onrecord.store.rows.keys import Keys

#: Between pieces of a content that the text has apart.
GAP = " … "

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows by table, and the keys of those that they point at."""

    keys: Keys
    actors: Mapping[tuple[str | None, str], int]
    issues: Mapping[tuple[str, str], int]
    of: dict[Table, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def insert(self, connection: Connection) -> None:
        """Write all rows, those first that others point at."""
        for table in _in_order():
            if rows := self.of.get(table):
                insert_rows(connection, table, rows)
        index_words(connection, self.of.get(schema.statements, ()))


@cache
def _in_order() -> Sequence[Table]:
    """All tables, those first that others point at."""
    return schema.metadata.sorted_tables


def write_reading(
    connection: Connection, keys: Keys, document: int, reading: Reading, models: Mapping[str, str | None]
) -> None:
    """Write what was read in a document: blocks, links, statements, entities, framing.

    Parameters
    ----------
    document : int
        Key of the document.
    models : mapping
        The model of each statement, by its id, that another reading found.
    """
    rows = Rows(keys, keys.of_actors(_actors_of(reading)), keys.of_issues(_issues_of(reading)))
    _add_document_parts(rows, document, reading)
    first = keys.take(schema.statements, len(reading.statements))
    for number, statement in enumerate(reading.statements):
        facts = {"document": document, "number": number, "model": models.get(statement.id)}
        _add_statement(rows, first + number, statement, reading.document, facts)
    rows.insert(connection)


def _actors_of(reading: Reading) -> set[tuple[str | None, str]]:
    found = {
        (one.entity, one.name)
        for statement in reading.statements
        if statement.resolution is not None
        for _, _, one in numbered(statement.resolution)
    }
    codings = (coding for statement in reading.statements for coding in statement.codings)
    return found | {(recipient.entity, recipient.name) for coding in codings for recipient in coding.recipients}


def _issues_of(reading: Reading) -> set[tuple[str, str]]:
    codings = (coding for statement in reading.statements for coding in statement.codings)
    return {(coding.issue.id, coding.issue.label) for coding in codings if coding.issue is not None}


def numbered(resolution: Resolution) -> Iterator[tuple[int, int | None, Resolution]]:
    """Yield a resolution and all that it is made of: number, number of the one it belongs to, resolution."""
    waiting: list[tuple[int | None, Resolution]] = [(None, resolution)]
    for number, (member_of, one) in enumerate(waiting):
        yield number, member_of, one
        waiting += ((number, member) for member in one.members)


def _add_document_parts(rows: Rows, document: int, reading: Reading) -> None:
    article, of = reading.document, rows.of
    for number, block in enumerate(article.blocks):
        of[schema.blocks].append({"document": document, "number": number, "kind": block.kind, **_place(block.span)})
    for number, link in enumerate(article.links):
        facts = {"document": document, "number": number, "kind": link.kind, "url": link.url}
        of[schema.links].append(facts | _place(link.span))
    for number, framing in enumerate(reading.framing):
        facts = {"document": document, "number": number, "kind": framing.kind, **_place(framing.span)}
        of[schema.framing].append(facts | {"voice": framing.voice, "statement": framing.statement})
    keys = rows.keys.of_entities(mentioned.entity for mentioned in reading.entities)
    for position, mentioned in enumerate(reading.entities):
        facts = {"document": document, "position": position, "entity": keys[mentioned.entity]}
        for number, span in enumerate(mentioned.mentions or (None,)):
            of[schema.mentions].append(facts | {"number": number} | _place(span))


def _add_statement(rows: Rows, key: int, statement: Statement, document: Document, facts: Row) -> None:
    said, found, resolution = said_on(statement, document), statement.attribution, statement.resolution
    rows.of[schema.statements].append(
        {
            **facts,
            "key": key,
            "id": statement.id,
            "parent": statement.parent,
            "speaker": shown(resolution.name) if resolution else "",
            "source": _words(found.source, document),
            "cue": _words(found.cue, document),
            "content": _words(found.content, document),
            "quote_type": found.quote_type,
            "negated": found.negated,
            "said_from": said and said.first,
            "said_until": said and said.last,
            "method": found.method,
            "score": float(found.score),
        }
    )
    for role, spans in (("source", found.source), ("cue", found.cue), ("content", found.content)):
        _add_spans(rows, key, (role, 0), spans)
    for number, date in enumerate(statement.dates):
        facts = {"statement": key, "number": number, "value": date.value, "basis": date.basis}
        rows.of[schema.dates].append(facts | _place(date.span))
    if resolution is not None:
        _add_resolution(rows, key, resolution)
    for number, coding in enumerate(statement.codings):
        _add_coding(rows, key, number, coding)
    if statement.vector:
        rows.of[schema.vectors].append({"statement": key, "vector": statement.vector})


def _add_resolution(rows: Rows, key: int, resolution: Resolution) -> None:
    for number, member_of, one in numbered(resolution):
        rows.of[schema.resolutions].append(
            {
                "statement": key,
                "number": number,
                "member_of": member_of,
                "actor": rows.actors[one.entity, one.name],
                "type": one.type,
                "country": one.country,
                "role": one.role,
                "method": one.method,
                "score": float(one.score),
            }
        )
        _add_spans(rows, key, ("resolution", number), one.evidence)


def _add_coding(rows: Rows, key: int, number: int, coding: Coding) -> None:
    threat = coding.threat
    rows.of[schema.codings].append(
        {
            "statement": key,
            "number": number,
            "act": coding.act.value,
            "quad": coding.quad,
            "act_method": coding.act.method,
            "act_score": float(coding.act.score),
            "mode": coding.mode,
            "appeal": coding.appeal,
            "aux": list(coding.aux),
            "stance": coding.stance.value,
            "stance_method": coding.stance.method,
            "stance_score": float(coding.stance.score),
            **_issue(rows, coding.issue),
            **_place(coding.demand.span if coding.demand else None, "demand_"),
            **_place(threat.consequence if threat else None, "threat_"),
            **_place(threat.tied_to if threat else None, "tied_"),
        }
    )
    _add_spans(rows, key, ("act", number), coding.act.evidence)
    _add_spans(rows, key, ("stance", number), coding.stance.evidence)
    for position, recipient in enumerate(coding.recipients):
        facts: Row = {"statement": key, "coding": number, "number": position, "role": recipient.role}
        facts["actor"] = rows.actors[recipient.entity, recipient.name]
        facts |= {"method": recipient.method, "score": float(recipient.score)}
        rows.of[schema.recipients].append(facts | _place(recipient.span))
    for position, condition in enumerate(coding.conditions):
        facts = {"statement": key, "coding": number, "number": position, "type": condition.type}
        facts |= {"on_whom": condition.on, "method": condition.method, "score": float(condition.score)}
        rows.of[schema.conditions].append(facts | _place(condition.span) | _place(condition.marker, "marker_"))


def _issue(rows: Rows, issue: Issue | None) -> Row:
    return {
        "issue": None if issue is None else rows.issues[issue.id, issue.label],
        **_place(issue.span if issue else None, "issue_"),
        "issue_reversed": issue and issue.reversed,
        "issue_method": issue and issue.method,
        "issue_score": issue and float(issue.score),
    }


def _add_spans(rows: Rows, key: int, role: tuple[str, int], spans: Iterable[Span]) -> None:
    name, of = role
    rows.of[schema.spans] += (
        {"statement": key, "role": name, "of": of, "number": number, "start": span.start, "end": span.end}
        for number, span in enumerate(spans)
    )


def _place(span: Span | None, before: str = "") -> Row:
    if span is None:
        return {f"{before}start": None, f"{before}end": None}
    return {f"{before}start": span.start, f"{before}end": span.end}


def _words(spans: Iterable[Span], document: Document) -> str:
    return shown(GAP.join(span.of(document.text) for span in spans))
