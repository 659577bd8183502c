"""What statements say, without all that is known of them: for grouping many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, exists, func, or_, select

from onrecord.document import Block, Document, Span
from onrecord.store.database import schema
from onrecord.store.rows.groups import batches, one_of
from onrecord.store.rows.rereading import REJECT
from onrecord.store.rows.rows import GAP

__all__ = [
    "GAP",
    "Speaking",
    "Told",
    "ToldArticle",
    "articles_with",
    "contents",
    "held",
    "speaking",
    "spoken",
    "statements_between",
    "statements_of",
    "texts_at",
]

#: Stretches of days that are asked for one by one; of more, the days from the first to the last are.
_MOST = 50


class Told(NamedTuple):
    """A statement.

    Attributes
    ----------
    key : int
    id, parent : str and str or None
    name, entity, type, country, role : str or None
        Who says it; no name where nobody found out.
    source, cue, content : str
    spans : tuple of Span
        Of the content.
    dates : tuple of (str, str)
        What the text tells of the day: value, basis.
    act, issue, issue_method : str or None
        Of the first coding.
    """

    key: int
    id: str
    parent: str | None
    name: str | None
    entity: str | None
    type: str | None
    country: str | None
    role: str | None
    source: str
    cue: str
    content: str
    quote_type: str
    negated: bool
    spans: tuple[Span, ...]
    dates: tuple[tuple[str, str], ...]
    act: str | None
    issue: str | None
    issue_method: str | None


class ToldArticle(NamedTuple):
    """Some statements of an article."""

    key: int
    document: Document
    statements: tuple[Told, ...]


def articles_with(connection: Connection, statements: Collection[int]) -> list[ToldArticle]:
    """Return statements by the articles that they stand in, without those that have no content or were rejected."""
    rows: dict[int, list[Any]] = defaultdict(list)
    spans: dict[int, list[Span]] = defaultdict(list)
    dates: dict[int, list[tuple[str, str]]] = defaultdict(list)
    s, r, a = schema.statements, schema.resolutions, schema.actors
    c, i = schema.codings, schema.issues
    who = (a.c.name, a.c.entity, r.c.type, r.c.country, r.c.role)
    words = (s.c.source, s.c.cue, s.c.content, s.c.quote_type, s.c.negated)
    coding = (c.c.act, i.c.id.label("issue"), c.c.issue_method)
    joined = (
        s.outerjoin(r, (r.c.statement == s.c.key) & (r.c.number == 0))
        .outerjoin(a, a.c.key == r.c.actor)
        .outerjoin(c, (c.c.statement == s.c.key) & (c.c.number == 0))
        .outerjoin(i, i.c.key == c.c.issue)
    )
    query = select(s.c.document, s.c.key, s.c.id, s.c.parent, *who, *words, *coding).select_from(joined)
    query = query.where(~_rejected())
    for some in batches(statements):
        for row in connection.execute(query.where(one_of(connection, s.c.key, some)).order_by(s.c.key)):
            rows[row.document].append(row)
        _add_parts(connection, some, spans, dates)
    documents = _documents(connection, rows)
    return [
        ToldArticle(
            key,
            documents[key],
            tuple(
                Told._make((*row[1:14], tuple(spans[row.key]), tuple(dates[row.key]), *row[14:]))
                for row in rows[key]
                if row.key in spans
            ),
        )
        for key in sorted(rows)
    ]


def texts_at(connection: Connection, documents: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return the place of some documents, and their texts."""
    table, texts = schema.documents, schema.texts
    found: dict[int, tuple[str, str]] = {}
    for some in batches(documents):
        query = select(table.c.key, table.c.place, texts.c.text).join(texts)
        rows = connection.execute(query.where(one_of(connection, table.c.key, some)))
        found.update((key, (place, text)) for key, place, text in rows)
    return found


def statements_of(connection: Connection, documents: Collection[int]) -> list[int]:
    """Return the keys of the statements of some documents."""
    table = schema.statements
    return [
        key
        for some in batches(documents)
        for key in connection.scalars(select(table.c.key).where(one_of(connection, table.c.document, some)))
    ]


def held(connection: Connection, statements: Collection[int]) -> dict[int, int]:
    """Return by the keys of some statements those of the statements that hold them, unless these were rejected."""
    outer = schema.statements
    inner = outer.alias("inner_statements")
    query = select(inner.c.key, outer.c.key)
    query = query.join(outer, (outer.c.document == inner.c.document) & (outer.c.id == inner.c.parent))
    query = query.where(~_rejected())
    return {
        key: holding
        for some in batches(statements)
        for key, holding in connection.execute(query.where(one_of(connection, inner.c.key, some)))
    }


def statements_between(connection: Connection, first: str | None, last: str | None) -> list[int]:
    """Return the keys of the statements of articles from a first to a last day, and of those without a day."""
    table, documents = schema.statements, schema.documents
    query, day = select(table.c.key).join(documents), func.substr(documents.c.published, 1, 10)
    if first is not None:
        query = query.where(documents.c.published.is_(None) | (day >= first))
    if last is not None:
        query = query.where(documents.c.published.is_(None) | (day <= last))
    return list(connection.scalars(query))


class Speaking(NamedTuple):
    """Somebody who speaks on some days, as one article knows them."""

    actor: int
    name: str
    entity: str | None
    type: str | None
    country: str | None
    role: str | None


def speaking(connection: Connection, days: Iterable[tuple[str, str]]) -> list[Speaking]:
    """Return who speaks in the articles of some stretches of days."""
    s, d, r, a = schema.statements, schema.documents, schema.resolutions, schema.actors
    query = select(a.c.key, a.c.name, a.c.entity, r.c.type, r.c.country, r.c.role).distinct()
    query = query.join_from(d, s).join(r, (r.c.statement == s.c.key) & (r.c.number == 0)).join(a)
    return [Speaking(*row) for row in connection.execute(query.where(_within(days)))]


def spoken(connection: Connection, days: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Return the statements in the articles of some stretches of days: key, who speaks, when it was published."""
    s, d, r = schema.statements, schema.documents, schema.resolutions
    query = select(s.c.key, r.c.actor, d.c.published)
    query = query.join_from(d, s).join(r, (r.c.statement == s.c.key) & (r.c.number == 0))
    return [(key, actor, published) for key, actor, published in connection.execute(query.where(_within(days)))]


def contents(connection: Connection, statements: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield the keys of some statements, each with its content."""
    table = schema.statements
    for some in batches(statements):
        for key, content in connection.execute(
            select(table.c.key, table.c.content).where(one_of(connection, table.c.key, some))
        ):
            yield key, content or ""


def _rejected() -> Any:
    """Whether somebody said of the statement that it is none."""
    j, s = schema.decisions, schema.statements
    about = (j.c.document == s.c.document) & (j.c.statement == s.c.id)
    return exists().where(about, j.c.kind == REJECT, j.c.undone_at.is_(None))


def _within(days: Iterable[tuple[str, str]]) -> Any:
    stretches = list(days)
    if len(stretches) > _MOST:
        stretches = [(min(first for first, _ in stretches), max(last for _, last in stretches))]
    day = func.substr(schema.documents.c.published, 1, 10)
    return or_(False, *(day.between(first, last) for first, last in stretches))


def _add_parts(
    connection: Connection,
    statements: Sequence[int],
    spans: dict[int, list[Span]],
    dates: dict[int, list[tuple[str, str]]],
) -> None:
    table, told = schema.spans, schema.dates
    contents = select(table.c.statement, table.c.start, table.c.end).where(
        one_of(connection, table.c.statement, statements), table.c.role == "content"
    )
    for row in connection.execute(contents.order_by(table.c.statement, table.c.number)):
        spans[row.statement].append(Span(row.start, row.end))
    query = select(told.c.statement, told.c.value, told.c.basis).where(one_of(connection, told.c.statement, statements))
    for statement, value, basis in connection.execute(query.order_by(told.c.statement, told.c.number)):
        dates[statement].append((value, basis))


def _documents(connection: Connection, keys: Collection[int]) -> dict[int, Document]:
    """Return documents with what they are told by: text, blocks, outlet, URL and day."""
    blocks: dict[int, list[Block]] = defaultdict(list)
    found: dict[int, Document] = {}
    table, texts, parts = schema.documents, schema.texts, schema.blocks
    facts = (table.c.outlet, table.c.url, table.c.published, table.c.source_id)
    for some in batches(keys):
        rows = select(parts.c.document, parts.c.kind, parts.c.start, parts.c.end).where(
            one_of(connection, parts.c.document, some)
        )
        for document, kind, start, end in connection.execute(rows.order_by(parts.c.document, parts.c.number)):
            blocks[document].append(Block(kind, Span(start, end)))
        query = select(table.c.key, texts.c.text, *facts).join(texts).where(one_of(connection, table.c.key, some))
        for key, text, outlet, url, published, source_id in connection.execute(query):
            found[key] = Document(
                text, tuple(blocks[key]), outlet=outlet, url=url, published=published, source_id=source_id
            )
    return found
