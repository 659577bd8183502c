"""Issues of a record: a list with counts, and for one of them who stands where, in which words, on which conditions.

Statements of one utterance count once where utterances are counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, distinct, func, select

from onrecord.codebook import OPEN
from onrecord.store import schema
from onrecord.store.filters import filters_of, not_rejected
from onrecord.store.query import Query

#: A stance and how many utterances take it.
Stances = dict[str, int]


class ListedIssue(NamedTuple):
    """An issue of the list; ``own`` where a codebook has it, not only the words of a text."""

    id: str
    label: str
    own: bool
    statements: int
    utterances: int
    actors: int
    stances: Stances
    first: str | None
    last: str | None


class Standing(NamedTuple):
    """Where somebody stands on an issue: utterances by stance, and statements in all."""

    entity: str | None
    name: str
    type: str | None
    country: str | None
    statements: int
    utterances: int
    stances: Stances
    first: str | None
    last: str | None


class Month(NamedTuple):
    """Utterances on an issue in a month, by stance."""

    month: str
    stances: Stances


class Tied(NamedTuple):
    """A condition that somebody ties an issue to."""

    type: str
    words: str
    on_whom: str | None
    speaker: str
    entity: str | None
    stance: str
    content: str
    said: str | None
    outlet: str | None
    document: int
    statement: str


class Wording(NamedTuple):
    """Words by which texts name an issue; ``reversed`` where they name its opposite, so that a stance turns."""

    words: str
    reversed: bool
    statements: int
    outlets: int


def listed_issues(connection: Connection, query: Query) -> list[ListedIssue]:
    """Return the issues of the statements that a checked query finds, those with most statements first."""
    issues, statements, codings = schema.issues, schema.statements, schema.codings
    said = schema.resolutions
    columns = (issues.c.id, issues.c.label, func.count(distinct(statements.c.key)))
    columns += (func.count(distinct(_utterance())), func.count(distinct(said.c.actor)))
    columns += (func.min(statements.c.said_from), func.max(statements.c.said_until))
    of = and_(said.c.statement == statements.c.key, said.c.number == 0)
    found = _coded(connection, query, columns).outerjoin(said, of).group_by(issues.c.key, issues.c.id, issues.c.label)
    rows = connection.execute(found).all()
    stance = (issues.c.id, codings.c.stance, func.count(distinct(_utterance())))
    stances: defaultdict[str, Stances] = defaultdict(dict)
    for id, value, count in connection.execute(
        _coded(connection, query, stance).group_by(issues.c.id, codings.c.stance)
    ):
        stances[id][value] = count
    by_id: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_id[row[0]].append(row)
    listed = [_listed(id, group, stances[id]) for id, group in by_id.items()]
    return sorted(listed, key=lambda one: (-one.statements, one.label))


def _listed(id: str, rows: Sequence[Any], stances: Stances) -> ListedIssue:
    """One issue of the rows of all its labels, under the one that is used most."""
    label = max(rows, key=lambda row: (row[2], row[1]))[1]
    return ListedIssue(
        id,
        label,
        not id.startswith(OPEN),
        sum(row[2] for row in rows),
        sum(stances.values()) if len(rows) > 1 else rows[0][3],
        max(row[4] for row in rows),
        stances,
        min((row[5] for row in rows if row[5]), default=None),
        max((row[6] for row in rows if row[6]), default=None),
    )


def standings(connection: Connection, query: Query) -> list[Standing]:
    """Return who stands where on the issue of a checked query: those with most utterances first."""
    statements, codings, said, actors = schema.statements, schema.codings, schema.resolutions, schema.actors
    columns = (actors.c.entity, actors.c.name, said.c.type, said.c.country, codings.c.stance)
    counts = (func.count(distinct(statements.c.key)), func.count(distinct(_utterance())))
    counts += (func.min(statements.c.said_from), func.max(statements.c.said_until))
    of = and_(said.c.statement == statements.c.key, said.c.number == 0)
    found = _coded(connection, query, (*columns, *counts)).join(said, of).join(actors, actors.c.key == said.c.actor)
    groups: defaultdict[tuple[str | None, str], list[Any]] = defaultdict(list)
    for row in connection.execute(found.group_by(*columns)):
        groups[row.entity, "" if row.entity else row.name].append(row)
    standing = [_standing(group) for group in groups.values()]
    return sorted(standing, key=lambda one: (-one.utterances, -one.statements, one.name))


def _standing(rows: Sequence[Any]) -> Standing:
    stances = Counter[str]()
    names = Counter[tuple[str, str | None, str | None]]()
    for _, name, type, country, stance, statements, utterances, _, _ in rows:
        stances[stance] += utterances
        names[name, type, country] += statements
    name, type, country = max(names, key=lambda one: (names[one], one[0]))
    return Standing(
        rows[0].entity,
        name,
        type,
        country,
        names.total(),
        stances.total(),
        dict(stances),
        min((row[7] for row in rows if row[7]), default=None),
        max((row[8] for row in rows if row[8]), default=None),
    )


def issue_months(connection: Connection, query: Query) -> list[Month]:
    """Return the utterances on the issue of a checked query by month, in order of time."""
    statements, codings = schema.statements, schema.codings
    month = func.substr(statements.c.said_until, 1, 7)
    columns = month, codings.c.stance, func.count(distinct(_utterance()))
    found = _coded(connection, query, columns).where(statements.c.said_until.is_not(None))
    months: defaultdict[str, Stances] = defaultdict(dict)
    for value, stance, count in connection.execute(found.group_by(month, codings.c.stance).order_by(month)):
        months[value][stance] = count
    return [Month(value, stances) for value, stances in months.items()]


def tied(connection: Connection, query: Query, most: int) -> list[Tied]:
    """Return the conditions that the issue of a checked query is tied to, the latest first, one an utterance."""
    statements, codings, conditions = schema.statements, schema.codings, schema.conditions
    said, actors, documents, texts = schema.resolutions, schema.actors, schema.documents, schema.texts
    words = func.substr(texts.c.text, conditions.c.start + 1, conditions.c.end - conditions.c.start)
    columns = (conditions.c.type, words, conditions.c.on_whom, statements.c.speaker, actors.c.entity, codings.c.stance)
    columns += (statements.c.content, statements.c.said_until, documents.c.outlet, documents.c.key, statements.c.id)
    of = and_(said.c.statement == statements.c.key, said.c.number == 0)
    here = and_(conditions.c.statement == codings.c.statement, conditions.c.coding == codings.c.number)
    found = (
        _coded(connection, query, (*columns, _utterance()))
        .join(conditions, here)
        .join(texts, texts.c.id == documents.c.text_id)
        .outerjoin(said, of)
        .outerjoin(actors, actors.c.key == said.c.actor)
        .order_by(statements.c.said_until.desc().nulls_last(), statements.c.key, conditions.c.number)
    )
    once: dict[tuple[int, str], Tied] = {}
    for *values, utterance in connection.execute(found):
        once.setdefault((utterance, values[0]), Tied(*values))
        if len(once) == most:
            break
    return list(once.values())


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


def _utterance() -> ColumnElement[Any]:
    return func.coalesce(schema.utterances.c.utterance, schema.statements.c.key)


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
        .outerjoin(schema.utterances)
    )
    found = select(*columns).select_from(joined).where(not_rejected(), *filters.own)
    for part in filters.parts:
        found = found.where(part.condition if part.table is codings else part.fits(statements.c.key))
    return found
