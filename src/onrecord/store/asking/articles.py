"""Lists the articles of a record, a page at a time, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.store.asking.documents import stored_document
from onrecord.store.database import schema
from onrecord.store.records import StoredDocument
from onrecord.store.rows.days import days_of


class Article(NamedTuple):
    """An article and how many statements it has."""

    document: StoredDocument
    statements: int


class Articles(NamedTuple):
    """A page of articles.

    Attributes
    ----------
    number, size : int
        Which page, counted from 1, and how many articles a page has.
    total : int
        Articles on all pages.
    """

    found: tuple[Article, ...]
    number: int
    size: int
    total: int


class Wanted(NamedTuple):
    """Which articles: of an outlet, with a piece of text in the title, published within days, months or years."""

    outlet: str | None = None
    title: str | None = None
    since: str | None = None
    until: str | None = None


def articles_of(connection: Connection, wanted: Wanted, number: int = 1, size: int = 30) -> Articles:
    """Return a page of articles; those without a date come last."""
    documents, statements = schema.documents, schema.statements
    conditions = list(_conditions(wanted))
    total = connection.scalar(select(func.count()).select_from(documents).where(*conditions)) or 0
    page = select(documents).where(*conditions).order_by(*_newest_first()).limit(size).offset((number - 1) * size)
    found = [stored_document(row) for row in connection.execute(page)]
    count = select(statements.c.document, func.count()).group_by(statements.c.document)
    counts = {key: much for key, much in connection.execute(count.where(_within(found)))}
    return Articles(tuple(Article(one, counts.get(one.key, 0)) for one in found), number, size, total)


def every_article(connection: Connection, wanted: Wanted) -> Iterator[Article]:
    """Yield the articles of all pages."""
    documents, statement = schema.documents, schema.statements.c.document
    counts = select(statement, func.count().label("statements")).group_by(statement).subquery()
    found = select(documents, counts.c.statements).outerjoin(counts, counts.c.document == documents.c.key)
    for row in connection.execute(found.where(*_conditions(wanted)).order_by(*_newest_first())):
        yield Article(stored_document(row), row.statements or 0)


def outlets_of(connection: Connection) -> list[tuple[str, int]]:
    """Return the outlets and how many articles each has, in the order of their names."""
    outlet = schema.documents.c.outlet
    query = select(outlet, func.count()).where(outlet.is_not(None)).group_by(outlet).order_by(outlet)
    return [(name, count) for name, count in connection.execute(query)]


def _newest_first() -> tuple[ColumnElement[str], ColumnElement[int]]:
    return schema.documents.c.published.desc().nulls_last(), schema.documents.c.key.desc()


def _within(documents: list[StoredDocument]) -> ColumnElement[bool]:
    return schema.statements.c.document.in_([one.key for one in documents])


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    documents = schema.documents
    found: list[ColumnElement[bool]] = []
    if wanted.outlet:
        found.append(documents.c.outlet == wanted.outlet)
    if wanted.title:
        found.append(documents.c.title.icontains(wanted.title, autoescape=True))
    since, until = days_of(wanted.since), days_of(wanted.until)
    if since:
        found.append(func.substr(documents.c.published, 1, 10) >= since.first)
    if until:
        found.append(func.substr(documents.c.published, 1, 10) <= until.last)
    return found
