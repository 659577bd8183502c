"""Readings and statements from their rows: the way back of :mod:`onrecord.store.rows.rows`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, select

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
from onrecord.document import Block, Document, Link, Span
from onrecord.entity import Entity, Mentioned, Office
from onrecord.statement import Attribution, Reading, Resolution, Statement
from onrecord.store.database import schema

#: Rows of one table by the statement that they belong to, in their order.
Parts = Mapping[int, Sequence[Any]]


class _Found(NamedTuple):
    """What belongs to some statements."""

    spans: Mapping[tuple[int, str, int], tuple[Span, ...]]
    dates: Parts
    resolutions: Parts
    codings: Parts
    recipients: Parts
    conditions: Parts
    vectors: Mapping[int, bytes]


def load_reading(connection: Connection, key: int) -> Reading | None:
    """Return what was read in a document, None where there is none."""
    document = load_document(connection, key)
    row = connection.execute(select(schema.readings).where(schema.readings.c.document == key)).one_or_none()
    if document is None or row is None:
        return None
    table = schema.statements
    rows = connection.execute(select(table).where(table.c.document == key).order_by(table.c.number)).all()
    owned = select(table.c.key).where(table.c.document == key)
    places = {one.id: one.number for one in reversed(rows)}
    statements = statements_of(connection, rows, owned, places)
    provenance = {"model": row.model, "onrecord": row.onrecord, "options": row.options, **row.other}
    return Reading(document, statements, provenance, _entities(connection, key), _framing(connection, key))


def load_document(connection: Connection, key: int) -> Document | None:
    """Return a document."""
    table, texts = schema.documents, schema.texts
    query = select(table, texts.c.text, texts.c.exact).join(texts).where(table.c.key == key)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Document(
        row.text if row.exact is None else row.exact.decode("utf-8", "surrogatepass"),
        tuple(Block(one.kind, Span(one.start, one.end)) for one in _owned(connection, schema.blocks, key)),
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        authors=tuple(row.authors),
        language=row.language,
        links=tuple(Link(one.kind, Span(one.start, one.end), one.url) for one in _owned(connection, schema.links, key)),
        source_id=row.source_id,
        extra=row.extra,
        warnings=tuple(row.warnings),
    )


def statements_of(
    connection: Connection,
    rows: Sequence[Any],
    keys: Select[Any] | Sequence[int],
    places: Mapping[str, int] | None = None,
) -> tuple[Statement, ...]:
    """Return the statements of some rows of ``statements``.

    Parameters
    ----------
    keys : Select or sequence of int
        The keys of these rows.
    places : mapping, optional
        Position of each statement of the document by its id; without it, attributions do not tell their parent's.
    """
    found, known = _parts(connection, keys), places or {}
    return tuple(_statement(row, found, None if row.parent is None else known.get(row.parent)) for row in rows)


def _parts(connection: Connection, keys: Select[Any] | Sequence[int]) -> _Found:
    def rows_of(table: Table) -> Parts:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in connection.execute(_every(table).where(table.c.statement.in_(keys))):
            found[row.statement].append(row)
        return found

    spans: dict[tuple[int, str, int], list[Span]] = defaultdict(list)
    for rows in rows_of(schema.spans).values():
        for statement, role, of, _, start, end in rows:
            spans[statement, role, of].append(Span(start, end))
    return _Found(
        {key: tuple(value) for key, value in spans.items()},
        rows_of(schema.dates),
        rows_of(schema.resolutions),
        rows_of(schema.codings),
        rows_of(schema.recipients),
        rows_of(schema.conditions),
        {key: rows[0].vector for key, rows in rows_of(schema.vectors).items()},
    )


@cache
def _every(table: Table) -> Select[Any]:
    """Select the parts of statements that a table has, in their order, with the names of what they are about."""
    actors, issues = schema.actors, schema.issues
    query: Select[Any] = select(table)
    if table in (schema.resolutions, schema.recipients):
        query = query.join(actors).add_columns(actors.c.entity, actors.c.name)
    elif table is schema.codings:
        columns = issues.c.id.label("issue_id"), issues.c.label.label("issue_label")
        query = query.join(issues, isouter=True).add_columns(*columns)
    return query.order_by(*table.primary_key.columns)


def _statement(row: Any, found: _Found, parent: int | None) -> Statement:
    key: int = row.key
    spans = found.spans
    attribution = Attribution(
        spans.get((key, "source", 0), ()),
        spans.get((key, "cue", 0), ()),
        spans.get((key, "content", 0), ()),
        row.quote_type,
        row.negated,
        parent,
        row.score,
        row.method,
    )
    return Statement(
        row.id,
        attribution,
        row.parent,
        _resolution(found, key),
        tuple(_coding(found, key, coding) for coding in found.codings.get(key, ())),
        tuple(StatedDate(one.value, one.basis, _span(one.start, one.end)) for one in found.dates.get(key, ())),
        bytes(found.vectors.get(key, b"")),
    )


def _resolution(found: _Found, key: int) -> Resolution | None:
    rows = found.resolutions.get(key, ())
    made: dict[int, Resolution] = {}
    members: dict[int | None, list[Resolution]] = defaultdict(list)
    for row in reversed(rows):  # members have higher numbers than the one they belong to
        made[row.number] = Resolution(
            row.name,
            row.method,
            row.entity,
            row.type,
            row.country,
            row.role,
            row.score,
            found.spans.get((key, "resolution", row.number), ()),
            tuple(reversed(members[row.number])),
        )
        members[row.member_of].append(made[row.number])
    return made.get(0)


def _coding(found: _Found, key: int, row: Any) -> Coding:
    act: Judged[Act | Unclear] = Judged(
        row.act, row.act_method, row.act_score, found.spans.get((key, "act", row.number), ())
    )
    stance: Judged[Stance | Unclear] = Judged(
        row.stance, row.stance_method, row.stance_score, found.spans.get((key, "stance", row.number), ())
    )
    demand, threat = _span(row.demand_start, row.demand_end), _span(row.threat_start, row.threat_end)
    return Coding(
        act,
        stance,
        _issue(row),
        row.mode,
        row.appeal,
        tuple(row.aux),
        tuple(_recipient(one) for one in found.recipients.get(key, ()) if one.coding == row.number),
        tuple(_condition(one) for one in found.conditions.get(key, ()) if one.coding == row.number),
        None if demand is None else Demand(demand),
        None if threat is None else Threat(threat, _span(row.tied_start, row.tied_end)),
    )


def _issue(row: Any) -> Issue | None:
    if row.issue is None:
        return None
    span = _span(row.issue_start, row.issue_end)
    return Issue(row.issue_id, row.issue_label, span, row.issue_reversed, row.issue_method, row.issue_score)


def _recipient(row: Any) -> Recipient:
    return Recipient(row.name, row.role, _span(row.start, row.end), row.entity, row.method, row.score)


def _condition(row: Any) -> Condition:
    marker = _span(row.marker_start, row.marker_end)
    return Condition(row.type, Span(row.start, row.end), marker, row.on_whom, row.method, row.score)


def _entities(connection: Connection, key: int) -> tuple[Mentioned, ...]:
    mentions, entities = schema.mentions, schema.entities
    those = select(mentions.c.entity).where(mentions.c.document == key)
    known = {row.key: entity_of(row) for row in connection.execute(select(entities).where(entities.c.key.in_(those)))}
    found: dict[int, tuple[Entity, list[Span]]] = {}
    rows = connection.execute(
        select(mentions).where(mentions.c.document == key).order_by(mentions.c.position, mentions.c.number)
    )
    for row in rows:
        _, spans = found.setdefault(row.position, (known[row.entity], []))
        if (span := _span(row.start, row.end)) is not None:
            spans.append(span)
    return tuple(Mentioned(entity, tuple(spans)) for entity, spans in found.values())


def entity_of(row: Any) -> Entity:
    """Return the entity of a row of ``entities``."""
    return Entity(
        row.id,
        row.name,
        row.type,
        row.country,
        tuple(row.aliases),
        tuple(Office(*office) for office in row.offices),
        row.gender,
        row.born,
        row.died,
        row.mononym,
        row.provenance,
    )


def _framing(connection: Connection, key: int) -> tuple[Framing, ...]:
    rows = _owned(connection, schema.framing, key)
    return tuple(Framing(one.kind, Span(one.start, one.end), one.voice, one.statement) for one in rows)


def _owned(connection: Connection, table: Table, key: int) -> Iterable[Any]:
    return connection.execute(select(table).where(table.c.document == key).order_by(table.c.number))


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
