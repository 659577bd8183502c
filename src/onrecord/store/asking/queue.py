"""What waits for a person's eyes, how far people are, and what a sample is drawn from.

A statement is decided on where somebody accepted, edited or rejected it; what a person made by hand needs no eyes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, FromClause, Select, and_, func, select

from onrecord.store.asking.filters import filters_of
from onrecord.store.asking.search import having_words
from onrecord.store.database import schema
from onrecord.store.query import Query

State = Literal["open", "accepted", "edited", "rejected", "made", "all"]
STATES: tuple[State, ...] = get_args(State)
Order = Literal["doubtful", "newest", "text"]
ORDERS: tuple[Order, ...] = get_args(Order)
_KINDS: dict[str, State] = {"accept": "accepted", "edit": "edited", "reject": "rejected"}
#: Groups that are told apart in a table of how far people are.
_MOST = 200
#: Statements of a queue that are looked for at once.
_AHEAD = 1000


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


class Tallies(NamedTuple):
    """How far people are: in all, and in the groups of statements."""

    whole: Tally
    outlet: Sequence[Tally]
    act: Sequence[Tally]


class Ahead(NamedTuple):
    """The beginning of a queue of what nobody decided on, as it was when the last decision was number ``decided``.

    Attributes
    ----------
    whole : bool
        Whether there was no more.
    """

    waiting: tuple[Waiting, ...]
    whole: bool
    decided: int


class Group(NamedTuple):
    """How many statements have an outlet and a first act; ``made`` are those that a person made by hand."""

    outlet: str | None
    act: str | None
    made: bool
    statements: int


class Candidate(NamedTuple):
    """A statement that a sample may draw."""

    key: int
    document: int
    statement: str
    outlet: str | None
    act: str | None


def queue(connection: Connection, asked: Asked, size: int, before: int = 0) -> list[Waiting]:
    """Return what waits, ``size`` of them after the first ``before``."""
    statements, score = schema.statements, _lowest_score(connection)
    found = select(statements.c.key, statements.c.document, statements.c.id, score).select_from(_scored())
    found = found.where(*_conditions(connection, asked.query), *_in_state(asked.state))
    orders: dict[Order, tuple[Any, ...]] = {
        "doubtful": (score, statements.c.key),
        "newest": (statements.c.said_until.desc().nulls_last(), statements.c.key.desc()),
        "text": (statements.c.document, statements.c.number),
    }
    rows = connection.execute(found.order_by(*orders[asked.order]).limit(size).offset(before)).all()
    states = _states(connection, [row.key for row in rows])
    return [Waiting(row.key, row.document, row.id, row.score, states[row.key]) for row in rows]


def ahead(connection: Connection, asked: Asked) -> Ahead:
    """Return the beginning of a queue of open statements: it serves until a statement changes, or a decision is undone.

    See :func:`still_waiting`.
    """
    found = queue(connection, asked, _AHEAD)
    last = connection.scalar(select(func.max(schema.decisions.c.key))) or 0
    return Ahead(tuple(found), len(found) < _AHEAD, last)


def still_waiting(connection: Connection, of: Ahead) -> list[Waiting]:
    """Return what nobody has decided on in the meantime."""
    decisions = schema.decisions
    since = select(decisions.c.document, decisions.c.statement).where(
        decisions.c.key > of.decided, decisions.c.kind.in_(list(_KINDS)), decisions.c.undone_at.is_(None)
    )
    done = {(row.document, row.statement) for row in connection.execute(since)}
    return [one for one in of.waiting if (one.document, one.statement) not in done]


def waiting_at(connection: Connection, document: int, statement: str) -> Waiting | None:
    """Return a statement as the queue has it, None where it is not there."""
    table = schema.statements
    found = select(table.c.key, table.c.document, table.c.id, _lowest_score(connection)).select_from(_scored())
    found = found.where(table.c.document == document, table.c.id == statement).order_by(table.c.number).limit(1)
    row = connection.execute(found).one_or_none()
    if row is None:
        return None
    return Waiting(row.key, row.document, row.id, row.score, _states(connection, [row.key])[row.key])


def groups(connection: Connection, query: Query) -> list[Group]:
    """Return how many statements of a query there are by outlet and first act, whatever people say of them."""
    outlet, act, made = schema.documents.c.outlet, _first.c.act, _made()
    grouped = select(outlet, act, made, func.count()).select_from(_grouped()).where(*_conditions(connection, query))
    return [Group(*row) for row in connection.execute(grouped.group_by(outlet, act, made))]


def tallies(connection: Connection, query: Query, known: Iterable[Group] | None = None) -> Tallies:
    """Return how far people are: in all, by outlet and by first act, groups of most statements first.

    ``known`` are the groups of the query, where they were counted before.
    """
    outlet, act, made = schema.documents.c.outlet, _first.c.act, _made()
    counts: dict[str | None, dict[str, Counter[str]]] = {None: {"": Counter()}, "outlet": {}, "act": {}}

    def count(row: Any, state: str, number: int) -> None:
        for by, name in ((None, ""), ("outlet", row[0] or ""), ("act", row[1] or "")):
            counts[by].setdefault(name, Counter())[state] += number

    for group in groups(connection, query) if known is None else known:
        count(group, "total", group.statements)
        count(group, "made" if group.made else "open", group.statements)
    kind = _last.c.kind.label("kind")
    decided = select(outlet, act, made, func.count(), kind).select_from(_with_last(_grouped()))
    decided = decided.where(*_conditions(connection, query))
    for row in connection.execute(decided.group_by(outlet, act, made, kind)):
        count(row, "made" if row.made else "open", -row[3])
        count(row, _KINDS[row.kind], row[3])
    return Tallies(_tally("", counts[None][""]), _tallied(counts["outlet"]), _tallied(counts["act"]))


def candidates(connection: Connection, query: Query) -> list[Candidate]:
    """Return everything that a sample may draw: what a query finds and nobody rejected."""
    statements = schema.statements
    columns = (statements.c.key, statements.c.document, statements.c.id, schema.documents.c.outlet, _first.c.act)
    found = select(*columns).select_from(_grouped()).where(*_conditions(connection, query))
    found = found.where(statements.c.key.not_in(_decided("reject"))).order_by(statements.c.key)
    return [Candidate(*row) for row in connection.execute(found)]


def _made() -> Any:
    return (schema.statements.c.method == "human").label("made")


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


def _grouped() -> FromClause:
    """Statements with their documents and their first codings."""
    statements, documents = schema.statements, schema.documents
    first = and_(_first.c.statement == statements.c.key, _first.c.number == 0)
    return statements.join(documents, documents.c.key == statements.c.document).outerjoin(_first, first)


def _scored() -> FromClause:
    """Statements with what their scores are read from."""
    statements, resolutions = schema.statements, schema.resolutions
    own = and_(resolutions.c.statement == statements.c.key, resolutions.c.number == 0)
    first = and_(_first.c.statement == statements.c.key, _first.c.number == 0)
    return statements.outerjoin(_first, first).outerjoin(resolutions, own)


def _with_last(found: FromClause) -> FromClause:
    """Statements that somebody decided on, with the last of their decisions that stands."""
    statements = schema.statements
    latest = and_(_latest.c.document == statements.c.document, _latest.c.statement == statements.c.id)
    return found.join(_latest, latest).join(_last, _last.c.key == _latest.c.key)


def _decided(*kinds: str) -> Select[Any]:
    """Keys of the statements whose last decision is of some kinds, of any without."""
    found = select(schema.statements.c.key).select_from(_with_last(schema.statements))
    return found.where(_last.c.kind.in_(kinds)) if kinds else found


def _in_state(state: State) -> Sequence[Any]:
    key, by_hand = schema.statements.c.key, schema.statements.c.method == "human"
    if state == "all":
        return ()
    kinds = [kind for kind, name in _KINDS.items() if name == state]
    if kinds:
        return (key.in_(_decided(*kinds)),)
    return (by_hand if state == "made" else ~by_hand, key.not_in(_decided()))


def _states(connection: Connection, keys: Sequence[int]) -> dict[int, State]:
    """What people say of statements, by their keys."""
    statements = schema.statements
    methods = select(statements.c.key, statements.c.method).where(statements.c.key.in_(keys))
    states: dict[int, State] = {
        row.key: "made" if row.method == "human" else "open" for row in connection.execute(methods)
    }
    decided = select(statements.c.key, _last.c.kind).select_from(_with_last(statements))
    for row in connection.execute(decided.where(statements.c.key.in_(keys))):
        states[row.key] = _KINDS[row.kind]
    return states


def _tallied(counts: dict[str, Counter[str]]) -> list[Tally]:
    found = [_tally(name, counted) for name, counted in counts.items()]
    return sorted(found, key=lambda one: (-one.total, one.name))[:_MOST]


def _tally(name: str, counted: Counter[str]) -> Tally:
    return Tally(name, *(counted[field] for field in Tally._fields[1:]))


def _lowest_score(connection: Connection) -> Any:
    """The lowest score of a statement: of itself, its source, and the act, stance and issue of its first coding."""
    scores = (_first.c.act_score, _first.c.stance_score, _first.c.issue_score, schema.resolutions.c.score)
    least = func.min if connection.dialect.name == "sqlite" else func.least
    return least(schema.statements.c.score, *(func.coalesce(score, 1.0) for score in scores)).label("score")
