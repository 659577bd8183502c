"""Issues of a record: how many statements each has, and by which words texts name one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, case, distinct, func, select

from onrecord.codebook import OPEN
from onrecord.store.asking.filters import filters_of, not_rejected
from onrecord.store.database import schema
from onrecord.store.query import Query


class ListedIssue(NamedTuple):
    """An issue of the list; ``own`` where a codebook has it, not only the words of a text."""

    id: str
    label: str
    own: bool
    statements: int
    first: str | None
    last: str | None


class Wording(NamedTuple):
    """Words by which texts name an issue; ``reversed`` where they name its opposite, so that a stance turns."""

    words: str
    reversed: bool
    statements: int
    outlets: int


def listed_issues(connection: Connection, query: Query) -> list[ListedIssue]:
    """Return the issues of the statements that a checked query finds, those with most statements first."""
    issues, statements = schema.issues, schema.statements
    days = func.min(statements.c.said_from), func.max(statements.c.said_until)
    columns = (issues.c.id, issues.c.label, func.count(distinct(statements.c.key)), *days)
    rows = connection.execute(_coded(connection, query, columns).group_by(issues.c.key, issues.c.id, issues.c.label))
    by_id: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_id[row[0]].append(row)
    listed = (
        ListedIssue(
            id,
            max(group, key=lambda row: (row[2], row[1]))[1],
            not id.startswith(OPEN),
            sum(row[2] for row in group),
            min((row[3] for row in group if row[3]), default=None),
            max((row[4] for row in group if row[4]), default=None),
        )
        for id, group in by_id.items()
    )
    return sorted(listed, key=lambda one: (-one.statements, one.label))


def wordings(connection: Connection, query: Query, most: int) -> list[Wording]:
    """Return the words by which the issue of a checked query is named, the most frequent first."""
    codings, documents, texts = schema.codings, schema.documents, schema.texts
    words = func.substr(texts.c.text, codings.c.issue_start + 1, codings.c.issue_end - codings.c.issue_start)
    reversed_ = case((codings.c.issue_reversed.is_(True), 1), else_=0)
    found = _coded(connection, query, (words, reversed_, schema.statements.c.key, documents.c.outlet))
    found = found.join(texts, texts.c.id == documents.c.text_id).where(codings.c.issue_start.is_not(None))
    statements: defaultdict[tuple[str, bool], set[int]] = defaultdict(set)
    outlets: defaultdict[tuple[str, bool], set[str | None]] = defaultdict(set)
    spelt: defaultdict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for value, turned, key, outlet in connection.execute(found):
        called = (" ".join(value.casefold().split()), bool(turned))
        statements[called].add(key)
        outlets[called].add(outlet)
        spelt[called][" ".join(value.split())] += 1
    listed = (
        Wording(spelt[called].most_common(1)[0][0], called[1], len(keys), len(outlets[called]))
        for called, keys in statements.items()
    )
    return sorted(listed, key=lambda one: (-one.statements, one.words))[:most]


def issue_label(connection: Connection, id: str) -> str | None:
    """Return what the issue with an id is called most, None where there is none."""
    issues, codings = schema.issues, schema.codings
    query = select(issues.c.label, func.count(codings.c.statement)).outerjoin(codings, codings.c.issue == issues.c.key)
    rows = connection.execute(query.where(issues.c.id == id).group_by(issues.c.key, issues.c.label)).all()
    return max(rows, key=lambda row: (row[1], row[0]))[0] if rows else None


def _coded(connection: Connection, query: Query, columns: Iterable[Any]) -> Select[Any]:
    """Columns of the codings with an issue, of the statements that are found, with their documents.

    Other codings of the same statements do not count where the query names an issue or a stance.
    """
    statements, codings, issues = schema.statements, schema.codings, schema.issues
    filters = filters_of(connection, query)
    joined = (
        codings.join(issues, issues.c.key == codings.c.issue)
        .join(statements, statements.c.key == codings.c.statement)
        .join(schema.documents)
    )
    found = select(*columns).select_from(joined).where(not_rejected(), *filters.own)
    for part in filters.parts:
        found = found.where(part.condition if part.table is codings else part.fits(statements.c.key))
    return found
