"""Who takes which stance on what, for analyses: an utterance counts once, however many articles tell of it.

Tellings of one utterance may be read differently: its stance is that of a telling that a person decided on, else the
one with the greatest sum of scores. Of the surest tellings with it the longest speaks for the utterance, with the score
of the surest. Its day is the last one on which the earliest of these says that it may have been said. Nobody unnamed
is counted, nor what was rejected, nor what the article says was not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, Integer, case, cast, func, literal, select

from onrecord.codes import Stance as StanceName
from onrecord.store.asking.search import stored_statements
from onrecord.store.asking.tellings import (
    POSITIONS,
    REVIEWED,
    STATEMENT,
    WEIGHT,
    By,
    Scope,
    Who,
    actors_of,
    issues_of,
    part_of,
    said,
    told,
)
from onrecord.store.database import schema
from onrecord.store.reader import Store
from onrecord.store.records import StoredStatement

__all__ = [
    "PERIODS",
    "POSITIONS",
    "Count",
    "Names",
    "Period",
    "Scope",
    "Stance",
    "Tie",
    "Who",
    "counts",
    "issue_labels",
    "names",
    "stances",
    "statements",
    "ties",
]

Period = Literal["day", "week", "month", "quarter", "year", "all"]
PERIODS: tuple[Period, ...] = get_args(Period)
#: Characters of a day that tell the periods apart; quarters are made of months, weeks of days.
_LENGTHS: dict[Period, int] = {"day": 10, "week": 10, "month": 7, "quarter": 7, "year": 4, "all": 0}
_BATCH = 500


class Stance(NamedTuple):
    """One actor's stance on one issue in one utterance.

    Attributes
    ----------
    actor : str
        Id of the entity, ``name:`` and the name where there is none, or the country.
    issue, label : str
        Id of the issue and what it is called.
    day : str or None
        ISO 8601.
    score : float
        Chance that the stance is right.
    reviewed : bool
        A person accepted or edited the telling that speaks for the utterance.
    key : int
        Of that telling's statement; see :func:`statements`.
    tellings, alike : int
        How many there are, and how many of them have this stance.
    """

    actor: str
    name: str
    type: str | None
    country: str | None
    issue: str
    label: str
    stance: StanceName
    day: str | None
    score: float
    reviewed: bool
    key: int
    tellings: int = 1
    alike: int = 1


class Count(NamedTuple):
    """How often an actor took a stance on an issue in a period.

    Attributes
    ----------
    period : str
        A day, a month, a year as ISO 8601; empty for all time and for what has no day.
    utterances, tellings, reviewed : int
        Utterances, the statements that tell of them, and the utterances on which a person decided.
    score : float
        Sum of the chances that the stances are right.
    """

    actor: str
    name: str
    type: str | None
    country: str | None
    issue: str
    label: str
    period: str
    stance: StanceName
    utterances: int
    tellings: int
    reviewed: int
    score: float
    first: str | None
    last: str | None


class Tie(NamedTuple):
    """A condition that an actor ties to an issue: ``words`` with the ``marker`` in them, both as they stand there."""

    actor: str
    name: str
    issue: str | None
    label: str | None
    stance: str
    act: str
    type: str
    words: str
    marker: str
    on_whom: str | None
    day: str | None
    score: float
    reviewed: bool
    key: int
    utterance: int


class Names(NamedTuple):
    """What actors and issues are called: actors by their keys, labels of issues by their ids."""

    who: Mapping[str, Who]
    labels: Mapping[str, str]


def names(store: Store, by: By) -> Names:
    """Return what the actors and the issues of a record are called; for several counts of a record as it is."""
    with store.connection() as connection:
        return _names(connection, by)


def _names(connection: Connection, by: By) -> Names:
    return Names(actors_of(connection, by), issues_of(connection))


def stances(store: Store, scope: Scope = Scope(), known: Names | None = None) -> list[Stance]:
    """Return every actor's stance on every issue in every utterance, in order of their days.

    ``known`` is what :func:`names` returns, where that was asked before.

    Raises
    ------
    OptionError
        If a value of the scope makes no sense.
    """
    scope = scope.checked()
    with store.connection() as connection:
        of = told(connection, scope)
        who, labels = known or _names(connection, scope.by)
        columns = [of.c[name] for name in ("who", "about", "stance", "day", "score", "best", "tellings", "alike")]
        query = select(*columns).order_by(of.c.day.nulls_last(), of.c.who, of.c.about, of.c.best.desc())
        return [
            Stance(
                *who[key],
                about,
                labels[about],
                stance,
                day,
                score,
                part_of(best, WEIGHT) >= REVIEWED,
                STATEMENT.most - part_of(best, STATEMENT),
                *tellings,
            )
            for key, about, stance, day, score, best, *tellings in connection.execute(query).all()
        ]


def counts(store: Store, scope: Scope = Scope(), period: Period = "all", known: Names | None = None) -> list[Count]:
    """Return how often every actor took every stance on every issue; quarters come as months and weeks as days."""
    scope, length = scope.checked(), _LENGTHS[period]
    with store.connection() as connection:
        of = told(connection, scope)
        who, labels = known or _names(connection, scope.by)
        when: Any = func.coalesce(func.substr(of.c.day, 1, length), "") if length else literal("")
        columns = (
            when.label("period"),
            of.c.stance,
            func.count().label("utterances"),
            func.sum(of.c.tellings).label("tellings"),
            func.sum(case((part_of(of.c.best, WEIGHT) >= REVIEWED, 1), else_=0)).label("reviewed"),
            func.sum(of.c.score).label("score"),
            func.min(of.c.day).label("first"),
            func.max(of.c.day).label("last"),
        )
        groups = [of.c.who, of.c.about, *([when] if length else []), of.c.stance]
        query = select(of.c.who, of.c.about, *columns).group_by(*groups)
        return [
            Count(*who[key], about, labels[about], day, stance, number, int(tellings), int(reviewed), *rest)
            for key, about, day, stance, number, tellings, reviewed, *rest in connection.execute(query).all()
        ]


def ties(store: Store, scope: Scope = Scope()) -> list[Tie]:
    """Return every condition of every named actor in each statement that has it, in order of their days."""
    scope = scope.checked()
    statements, conditions, codings = schema.statements, schema.conditions, schema.codings
    with store.connection() as connection:
        of = said(connection, scope, positions=False)
        who = actors_of(connection, scope.by)
        columns = (
            of.who.label("who"),
            schema.issues.c.id.label("issue"),
            schema.issues.c.label,
            codings.c.stance,
            codings.c.act,
            conditions.c.type,
            _words(conditions.c.start, conditions.c.end).label("words"),
            func.coalesce(_words(conditions.c.marker_start, conditions.c.marker_end), "").label("marker"),
            conditions.c.on_whom,
            statements.c.said_until.label("day"),
            func.coalesce(conditions.c.score, 1.0).label("score"),
            of.reviewed.label("reviewed"),
            statements.c.key,
            of.utterance.label("utterance"),
        )
        query = (
            of.select.with_only_columns(*columns)
            .join(conditions, conditions.c.statement == codings.c.statement)
            .where(conditions.c.coding == codings.c.number)
            .join(schema.documents, schema.documents.c.key == statements.c.document)
            .join(schema.texts, schema.texts.c.id == schema.documents.c.text_id)
            .order_by(statements.c.said_until.nulls_last(), statements.c.key, codings.c.number, conditions.c.number)
        )
        if scope.query.stance is not None:
            query = query.where(codings.c.stance == scope.query.stance)
        return [
            Tie._make((row[0], who[row[0]].name, *row[1:11], bool(row[11]), *row[12:]))
            for row in connection.execute(query).all()
        ]


def statements(store: Store, keys: Iterable[int]) -> dict[int, StoredStatement]:
    """Return statements by their keys, as :class:`Stance` and :class:`Tie` have them."""
    wanted = sorted(set(keys))
    found: dict[int, StoredStatement] = {}
    with store.connection() as connection:
        for start in range(0, len(wanted), _BATCH):
            found.update(stored_statements(connection, wanted[start : start + _BATCH]))
    return found


def issue_labels(store: Store) -> Mapping[str, str]:
    """Return what the issues of the record are called, by their ids."""
    with store.connection() as connection:
        return issues_of(connection)


def _words(start: Any, end: Any) -> ColumnElement[str]:
    return func.substr(schema.texts.c.text, start + 1, cast(end - start, Integer))
