"""What waits for a person's eyes, how far people are, and what a sample is drawn from.

A statement is decided on where somebody accepted, edited or rejected it; what a person made by hand needs no eyes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Select, and_, case, func, select

from onrecord.store import schema
from onrecord.store.filters import filters_of
from onrecord.store.query import Query
from onrecord.store.search import having_words

State = Literal["open", "accepted", "edited", "rejected", "made", "all"]
STATES: tuple[State, ...] = get_args(State)
Order = Literal["doubtful", "newest", "text"]
ORDERS: tuple[Order, ...] = get_args(Order)
#: What statements are counted by.
Group = Literal["outlet", "act"]
GROUPS: tuple[Group, ...] = get_args(Group)
_KINDS: dict[str, State] = {"accept": "accepted", "edit": "edited", "reject": "rejected"}
#: Groups that are told apart in a table of how far people are.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a record is to be reviewed, and in which order.

    Attributes
    ----------
    query : Query
        Its filters; its order and page do not count.
    state : str
        ``open`` is what nobody decided on.
    order : str
        ``doubtful``: the lowest of the statement's scores first; ``newest`` said first; ``text``: as articles have it.
    """

    query: Query = field(default_factory=Query)
    state: State = "open"
    order: Order = "doubtful"


class Waiting(NamedTuple):
    """A statement of the queue: where it is, its lowest score, and what people say of it."""

    key: int
    document: int
    statement: str
    score: float
    state: State


class Tally(NamedTuple):
    """How many statements of a group people decided on, and how."""

    name: str
    total: int
    open: int
    accepted: int
    edited: int
    rejected: int
    made: int

    @property
    def done(self) -> int:
        """Those that need no eyes any more."""
        return self.total - self.open


class Candidate(NamedTuple):
    """A statement that a sample may draw."""

    key: int
    document: int
    statement: str
    outlet: str | None
    act: str | None


def queue(connection: Connection, asked: Asked, size: int, before: int = 0) -> list[Waiting]:
    """Return what waits, ``size`` of them after the first ``before``."""
    statements, documents = schema.statements, schema.documents
    state, score = _state(), _lowest_score(connection)
    found = _joined(select(statements.c.key, statements.c.document, statements.c.id, score, state), scored=True)
    found = found.where(*_conditions(connection, asked.query))
    if asked.state != "all":
        found = found.where(state == asked.state)
    orders: dict[Order, tuple[Any, ...]] = {
        "doubtful": (score, statements.c.key),
        "newest": (statements.c.said_until.desc().nulls_last(), statements.c.key.desc()),
        "text": (documents.c.key, statements.c.number),
    }
    found = found.order_by(*orders[asked.order]).limit(size).offset(before)
    return [Waiting(*row) for row in connection.execute(found)]


def waiting_at(connection: Connection, document: int, statement: str) -> Waiting | None:
    """Return a statement as the queue has it, None where it is not there."""
    table = schema.statements
    score, state = _lowest_score(connection), _state()
    found = _joined(select(table.c.key, table.c.document, table.c.id, score, state), scored=True)
    found = found.where(table.c.document == document, table.c.id == statement).order_by(table.c.number).limit(1)
    row = connection.execute(found).one_or_none()
    return None if row is None else Waiting(*row)


def tally(connection: Connection, query: Query, by: Group | None = None) -> list[Tally]:
    """Return how far people are: in all, or by outlet or first act, groups of most statements first."""
    name: Any = func.coalesce(_group(by), "") if by is not None else ""
    state = _state()
    counts = [func.sum(case((state == one, 1), else_=0)) for one in ("open", "accepted", "edited", "rejected", "made")]
    found = _joined(select(name if by else func.count().label("unnamed"), func.count().label("total"), *counts))
    found = found.where(*_conditions(connection, query))
    if by is not None:
        found = found.group_by(name).order_by(func.count().desc(), name).limit(_MOST)
    rows = connection.execute(found).all()
    return [Tally(row[0] if by else "", row[1], *(int(one or 0) for one in row[2:])) for row in rows]


def candidates(connection: Connection, query: Query) -> list[Candidate]:
    """Return everything that a sample may draw: what a query finds and nobody rejected."""
    statements = schema.statements
    columns = (statements.c.key, statements.c.document, statements.c.id, _group("outlet"), _group("act"))
    found = _joined(select(*columns)).where(*_conditions(connection, query), _state() != "rejected")
    return [Candidate(*row) for row in connection.execute(found.order_by(statements.c.key))]


def _conditions(connection: Connection, query: Query) -> Sequence[Any]:
    checked = query.checked()
    key, filters = schema.statements.c.key, filters_of(connection, checked)
    words = [] if checked.text is None else [key.in_(having_words(connection, checked.text))]
    return [*words, *filters.own, *(part.fits(key) for part in filters.parts)]


_latest = (
    select(schema.decisions.c.document, schema.decisions.c.statement, func.max(schema.decisions.c.key).label("key"))
    .where(schema.decisions.c.kind.in_(list(_KINDS)), schema.decisions.c.undone_at.is_(None))
    .group_by(schema.decisions.c.document, schema.decisions.c.statement)
    .subquery("latest")
)
_last = schema.decisions.alias("last")
_first = schema.codings.alias("first_coding")


def _joined(found: Select[Any], *, scored: bool = False) -> Select[Any]:
    """Join what a statement's state, groups and scores are read from."""
    statements, resolutions = schema.statements, schema.resolutions
    latest = and_(_latest.c.document == statements.c.document, _latest.c.statement == statements.c.id)
    found = (
        found.select_from(statements)
        .join(schema.documents, schema.documents.c.key == statements.c.document)
        .outerjoin(_latest, latest)
        .outerjoin(_last, _last.c.key == _latest.c.key)
        .outerjoin(_first, and_(_first.c.statement == statements.c.key, _first.c.number == 0))
    )
    if scored:
        own = and_(resolutions.c.statement == statements.c.key, resolutions.c.number == 0)
        found = found.outerjoin(resolutions, own)
    return found


def _group(by: Group) -> Any:
    return schema.documents.c.outlet if by == "outlet" else _first.c.act


def _state() -> Any:
    decided = [(_last.c.kind == kind, state) for kind, state in _KINDS.items()]
    return case(*decided, (schema.statements.c.method == "human", "made"), else_="open").label("state")


def _lowest_score(connection: Connection) -> Any:
    """The lowest score of a statement: of itself, its source, and the act, stance and issue of its first coding."""
    scores = (_first.c.act_score, _first.c.stance_score, _first.c.issue_score, schema.resolutions.c.score)
    least = func.min if connection.dialect.name == "sqlite" else func.least
    return least(schema.statements.c.score, *(func.coalesce(score, 1.0) for score in scores)).label("score")
