"""Which statements an analysis is about, and which telling of an utterance speaks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from onrecord.codes import Stance as StanceName
from onrecord.errors import OptionError
from onrecord.store.asking.filters import coded_as, filters_of, not_rejected, of_actor
from onrecord.store.asking.search import keys_with
from onrecord.store.database import schema
from onrecord.store.query import Query

#: Stances that are positions on an issue.
POSITIONS: tuple[StanceName, ...] = ("support", "oppose", "conditional", "neutral")
By = Literal["actor", "country"]
Once = Literal["utterance", "document"]


class Part(NamedTuple):
    """A part of a number that holds several: where it begins, and its greatest value."""

    shift: int
    most: int


STATEMENT, LENGTH, TENTHS, WEIGHT = Part(0, 2**44 - 1), Part(44, 2**10 - 1), Part(54, 2**4 - 1), Part(58, 3)
#: From this weight on a person decided on the statement.
REVIEWED = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """Which statements an analysis is about.

    Attributes
    ----------
    query : Query
        The filters of a search. Its stance is that of the utterance; page, size and sort have no meaning here.
    by : {"actor", "country"}
        Who is one: an actor, or all who speak for or from a country.
    country : str or None
        Only actors of this country, as the record has it.
    once : {"utterance", "document"}
        What counts once: an utterance, or a stance of an actor on an issue in a document.
    """

    query: Query = field(default_factory=Query)
    by: By = "actor"
    country: str | None = None
    once: Once = "utterance"

    def checked(self) -> Scope:
        """Return the scope with its query as it is run.

        Raises
        ------
        OptionError
            If a value makes no sense.
        """
        for name, value, known in (("by", self.by, get_args(By)), ("once", self.once, get_args(Once))):
            if value not in known:
                raise OptionError(f"{name} {value!r} is not known. Use one of: {', '.join(known)}")
        return replace(self, query=self.query.checked())


class Who(NamedTuple):
    """An actor: the key is the id of the entity, ``name:`` and the name where there is none, or the country."""

    key: str
    name: str
    type: str | None
    country: str | None


class Said(NamedTuple):
    """Codings by named actors, with the columns that analyses take from them."""

    select: Select[Any]
    who: ColumnElement[str]
    reviewed: ColumnElement[int]
    utterance: ColumnElement[int]


def said(connection: Connection, scope: Scope, *, positions: bool) -> Said:
    """Select the codings that a checked scope is about, each with each of its named actors."""
    query = scope.query
    statements, resolutions, codings = schema.statements, schema.resolutions, schema.codings
    actors, issues, utterances = schema.actors, schema.issues, schema.utterances
    decided = _decided().subquery("decided")
    joined = (
        codings.join(statements, statements.c.key == codings.c.statement)
        .join(resolutions, resolutions.c.statement == statements.c.key)
        .join(actors, actors.c.key == resolutions.c.actor)
        .join(issues, issues.c.key == codings.c.issue, isouter=not positions)
        .outerjoin(decided, and_(decided.c.document == statements.c.document, decided.c.statement == statements.c.id))
        .outerjoin(utterances, utterances.c.statement == statements.c.key)
    )
    filters = filters_of(connection, replace(query, actor=None, act=None, stance=None, issue=None))
    found = select(statements.c.key).select_from(joined)
    found = found.where(statements.c.negated.is_(False), _named(scope), not_rejected(), *filters.own)
    found = found.where(*(part.fits(statements.c.key) for part in filters.parts))
    found = found.where(*coded_as(connection, replace(query, stance=None)))
    if positions:
        found = found.where(codings.c.stance.in_(POSITIONS))
    if query.actor is not None:
        found = found.where(of_actor(resolutions, connection, query.actor))
    if scope.country is not None:
        found = found.where(resolutions.c.country == scope.country)
    if query.text is not None:
        found = found.where(statements.c.key.in_(keys_with(connection, query.text)))
    utterance = func.coalesce(utterances.c.utterance, statements.c.key)
    return Said(found, _key_of(scope), case((decided.c.document.is_not(None), 1), else_=0), utterance)


def told(connection: Connection, scope: Scope) -> CTE:
    """Every utterance of an actor on an issue: its stance, its day, its tellings, and the one that speaks for it.

    The stance is that of a telling that a person decided on, else the one with the greatest sum of scores; the day is
    that of its earliest telling. ``best`` packs the telling that speaks: see :func:`part_of`.
    """
    statements, codings = schema.statements, schema.codings
    of = said(connection, scope, positions=True)
    unit = (of.utterance if scope.once == "utterance" else statements.c.document).label("unit")
    by_stance = of.select.with_only_columns(
        of.who.label("who"),
        schema.issues.c.id.label("about"),
        unit,
        codings.c.stance,
        func.min(statements.c.said_until).label("day"),
        func.count().label("tellings"),
        func.max(_packed(of.reviewed)).label("best"),
        func.sum(func.coalesce(codings.c.stance_score, 1.0)).label("weight"),
        func.max(func.coalesce(codings.c.stance_score, 1.0)).label("score"),
    )
    sides = by_stance.group_by(of.who, schema.issues.c.id, unit, codings.c.stance).cte("sides")
    same = [sides.c.who, sides.c.about, sides.c.unit, *([sides.c.stance] if scope.once == "document" else [])]
    strongest = [part_of(sides.c.best, WEIGHT).desc(), sides.c.weight.desc(), sides.c.stance]
    # one window for both, so that the sides are put in order once
    window: dict[str, Any] = {"partition_by": same, "order_by": strongest, "rows": (None, None)}
    ranked = select(
        *(sides.c[name] for name in ("who", "about", "stance", "day", "score", "best")),
        sides.c.tellings.label("alike"),
        func.row_number().over(**window).label("place"),
        func.sum(sides.c.tellings).over(**window).label("tellings"),
    ).cte("ranked")
    found = select(*(column for column in ranked.c if column.name != "place")).where(ranked.c.place == 1)
    if scope.query.stance is not None:
        found = found.where(ranked.c.stance == scope.query.stance)
    return found.cte("told")


def part_of(packed: Any, part: Part) -> Any:
    """Return a part of ``best``, of a number as of a column."""
    if isinstance(packed, int):
        return packed >> part.shift & part.most
    return packed.bitwise_rshift(literal(part.shift, Integer)).bitwise_and(literal(part.most, BigInteger))


def actors_of(connection: Connection, by: By) -> Mapping[str, Who]:
    """Return actors by their keys: name, type and country as most of their statements have them."""
    resolutions, actors = schema.resolutions, schema.actors
    if by == "country":
        country = resolutions.c.country
        countries = connection.scalars(select(country).where(country.is_not(None)).distinct())
        return {name: Who(name, name, None, name) for name in countries}
    # by the numbers of actors first: there are far fewer names than statements
    facts = resolutions.c.actor, resolutions.c.type, resolutions.c.country
    used = select(*facts, func.count().label("uses")).group_by(*facts).subquery("used")
    key = func.coalesce(actors.c.entity, literal("name:") + actors.c.name)
    columns = key.label("key"), actors.c.name, used.c.type, used.c.country
    query = select(*columns, func.sum(used.c.uses).label("uses")).select_from(
        used.join(actors, actors.c.key == used.c.actor)
    )
    rows = connection.execute(query.group_by(key, *columns[1:])).all()
    least_first = sorted(rows, key=lambda row: (row.uses, row.name, row.country or "", row.type or ""))
    return {row.key: Who(row.key, row.name, row.type, row.country) for row in least_first}


def issues_of(connection: Connection) -> Mapping[str, str]:
    """Return the labels of issues by their ids, the one that came last."""
    issues = schema.issues
    return {row.id: row.label for row in connection.execute(select(issues.c.id, issues.c.label).order_by(issues.c.key))}


def _packed(reviewed: ColumnElement[int]) -> ColumnElement[int]:
    """A number for each telling, the greater the better, so that the greatest of a group tells of its best telling.

    Whether a person decided on it, how sure its stance is to one digit, how many characters it has, and its key, the
    earlier the greater.
    """
    codings, statements = schema.codings, schema.statements
    weight = reviewed * REVIEWED + case((codings.c.stance_method == "human", 1), else_=0)
    tenths = cast(func.round(func.coalesce(codings.c.stance_score, 1.0) * 10), BigInteger)
    length = func.length(statements.c.content)
    known = case((length < LENGTH.most, length), else_=LENGTH.most)
    parts = {WEIGHT: weight, TENTHS: tenths, LENGTH: known, STATEMENT: STATEMENT.most - statements.c.key}
    shifted = (cast(value, BigInteger) * literal(1 << part.shift, BigInteger) for part, value in parts.items())
    return reduce(add, shifted)


def _key_of(scope: Scope) -> ColumnElement[str]:
    if scope.by == "country":
        return schema.resolutions.c.country
    return func.coalesce(schema.actors.c.entity, literal("name:") + schema.actors.c.name)


def _named(scope: Scope) -> ColumnElement[bool]:
    """That a source has a name, and is not several at once: those stand in rows of their own."""
    resolutions, actors = schema.resolutions, schema.actors
    members = resolutions.alias("members")
    together = members.c.statement == resolutions.c.statement
    several = exists().where(together, members.c.member_of == resolutions.c.number)
    unnamed = or_(actors.c.name.like("unnamed:%"), actors.c.name.in_(("unknown", "")))
    named = or_(actors.c.entity.is_not(None), and_(~unnamed, ~several))
    return and_(named, resolutions.c.country.is_not(None)) if scope.by == "country" else named


def _decided() -> Select[Any]:
    table = schema.decisions
    kinds = table.c.kind.in_(("accept", "edit"))
    return select(table.c.document, table.c.statement).where(kinds, table.c.undone_at.is_(None)).distinct()
