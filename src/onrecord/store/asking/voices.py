"""What outlets carry: whose words, how they are quoted, with which cues, and which words frame them.

Rows for :mod:`onrecord.analyse.voices` to count. What a person rejected is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    Text,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from onrecord.store.asking.filters import filters_of, not_rejected
from onrecord.store.database import schema
from onrecord.store.query import Query

_QUOTED = ("direct", "mixed")
#: Rows that are fetched at once.
_BATCH = 5000


class Article(NamedTuple):
    """Where an article stands; the versions of one article share a place."""

    outlet: str | None
    place: str
    published: str | None


class Who(NamedTuple):
    """A name under which somebody speaks."""

    entity: str | None
    name: str


class Spoken(NamedTuple):
    """A statement with one of those who are its source.

    Attributes
    ----------
    statement, document, actor : int
    utterance : int
        The lowest key of the statements that tell the same.
    number : int or None
        0 for the source; others for those whom it is made of.
    words : int
        Words of the content of a direct statement that stands in no other quotation, counted by their spaces.
    """

    statement: int
    document: int
    utterance: int
    quote_type: str
    cue: str
    words: int
    number: int | None
    actor: int | None
    type: str | None
    country: str | None


class Mark(NamedTuple):
    """Words of an article that frame, in its own voice or in that of a source."""

    document: int
    kind: str
    voice: str
    words: str
    speaker: str | None


class Told(NamedTuple):
    """A telling of an utterance that several statements tell."""

    utterance: int
    document: int
    actor: int | None


def articles(connection: Connection) -> dict[int, Article]:
    """Return all articles by their keys."""
    table = schema.documents
    rows = connection.execute(select(table.c.key, table.c.outlet, table.c.place, table.c.published))
    return {key: Article(*values) for key, *values in rows}


def everybody(connection: Connection) -> dict[int, Who]:
    """Return all names under which somebody speaks, by their keys."""
    table = schema.actors
    rows = connection.execute(select(table.c.key, table.c.entity, table.c.name))
    return {key: Who(entity, name) for key, entity, name in rows}


def spoken(connection: Connection, query: Query) -> Iterator[Spoken]:
    """Yield the statements that a checked query finds, each with its source and with those whom it is made of."""
    statements, resolutions = schema.statements, schema.resolutions
    content = statements.c.content
    words = func.length(content) - func.length(func.replace(content, " ", "")) + 1
    quoted = and_(statements.c.quote_type == "direct", _outermost())
    columns = (
        statements.c.key,
        statements.c.document,
        func.coalesce(schema.utterances.c.utterance, statements.c.key),
        _plain(statements.c.quote_type),
        statements.c.cue,
        case((quoted, words), else_=0),
        resolutions.c.number,
        resolutions.c.actor,
        resolutions.c.type,
        resolutions.c.country,
    )
    joined = statements.outerjoin(schema.utterances).outerjoin(resolutions, resolutions.c.statement == statements.c.key)
    yield from map(Spoken._make, _rows(connection, _found(connection, query, *columns).select_from(joined)))


def made_of_several(connection: Connection) -> set[int]:
    """Return the keys of the statements whose source is made of several."""
    table = schema.resolutions
    return set(connection.scalars(select(table.c.statement).where(table.c.number > 0).distinct()))


def toned(connection: Connection, query: Query) -> dict[int, str]:
    """Return the tone of the cues that doubt or endorse, by the keys of the statements; a cue with both doubts."""
    statements, framing, spans = schema.statements, schema.framing, schema.spans
    of_cue = and_(
        spans.c.statement == statements.c.key,
        spans.c.role == "cue",
        spans.c.start <= framing.c.start,
        spans.c.end >= framing.c.end,
    )
    joined = framing.join(statements, statements.c.document == framing.c.document).join(spans, of_cue)
    found = _found(connection, query, statements.c.key, framing.c.kind).select_from(joined)
    rows = connection.execute(found.where(framing.c.kind.in_(("doubt", "endorse"))).order_by(framing.c.kind.desc()))
    return {key: kind for key, kind in rows}


def marks(connection: Connection, query: Query) -> Iterator[Mark]:
    """Yield scare quotes, epithets and the like: those in statements that are found, and around them in the article.

    What stands in the article's own voice counts where the article has a statement that is found.
    """
    statements, framing, texts, documents = schema.statements, schema.framing, schema.texts, schema.documents
    words = func.substr(texts.c.text, framing.c.start + 1, framing.c.end - framing.c.start)
    kinds = framing.c.kind.in_(("scare_quote", "epithet", "so_called"))
    columns = framing.c.document, framing.c.kind, framing.c.voice, words
    chosen = _found(connection, query, statements.c.document).select_from(statements)
    placed = framing.join(documents).join(texts)
    own = select(*columns, literal(None, String)).select_from(placed)
    here = and_(framing.c.document == statements.c.document, framing.c.statement == statements.c.id)
    said = _found(connection, query, *columns, statements.c.speaker).select_from(placed.join(statements, here))
    for found in (
        own.where(kinds, framing.c.voice == "article", framing.c.document.in_(chosen)),
        said.where(kinds, framing.c.voice == "source"),
    ):
        for row in connection.execute(found):
            yield Mark._make(row)


def mixed(connection: Connection, query: Query) -> Iterator[tuple[int, str]]:
    """Yield document and content of mixed statements; what stands in another quotation counts there."""
    statements = schema.statements
    found = _found(connection, query, statements.c.document, statements.c.content).select_from(statements)
    for row in _rows(connection, found.where(statements.c.quote_type == "mixed", _outermost())):
        yield row.document, row.content


def told(connection: Connection) -> Iterator[Told]:
    """Yield all statements that tell the same as others."""
    table, resolutions = schema.utterances, schema.resolutions
    source = and_(resolutions.c.statement == table.c.statement, resolutions.c.number == 0)
    query = select(table.c.utterance, schema.statements.c.document, resolutions.c.actor)
    query = query.select_from(table.join(schema.statements).outerjoin(resolutions, source))
    yield from map(Told._make, _rows(connection, query.where(not_rejected(table.c.statement))))


def asked_for(connection: Connection, query: Query) -> set[int] | None:
    """Return the utterances that a checked query finds at any outlet; None where it asks for all."""
    everywhere = replace(query, outlet=None)
    filters = filters_of(connection, everywhere)
    if not filters.own and not filters.parts:
        return None
    table = schema.utterances
    found = _found(connection, everywhere, table.c.utterance).select_from(table.join(schema.statements))
    return set(connection.scalars(found.distinct()))


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """Rows of a question, many fetched at once."""
    for some in connection.execute(query).partitions(_BATCH):
        yield from some


def _outermost() -> ColumnElement[bool]:
    """That a statement stands in no other one that quotes."""
    statements = schema.statements
    outer = statements.alias("outer_statements")
    inside = exists().where(
        outer.c.id == statements.c.parent, outer.c.document == statements.c.document, outer.c.quote_type.in_(_QUOTED)
    )
    return or_(statements.c.parent.is_(None), ~inside.correlate(statements))


def _plain(column: Any) -> ColumnElement[str]:
    """A column of names that are known to need no way back."""
    return type_coerce(column, Text)


def _found(connection: Connection, query: Query, *columns: Any) -> Select[Any]:
    filters, key = filters_of(connection, query), schema.statements.c.key
    return select(*columns).where(not_rejected(), *filters.own, *(part.fits(key) for part in filters.parts))
