"""Who is one actor and how issues are called, by what people decided: settled in the rows that statements share.

A row of ``actors`` or ``issues`` keeps the digest of what the reading said first. So what it is called now follows from
that and the decisions that stand, in their order: a decision is taken back by leaving it out, and a reading that says
the same again finds the row as people have named it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.review.session import decisions
from onrecord.statement import Resolution, Statement
from onrecord.store.database import schema
from onrecord.store.rows.groups import let_go_of
from onrecord.store.rows.places import digest
from onrecord.store.rows.wording import words_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

MERGE, SPLIT, RENAME = "merge", "split", "rename-issue"
NAMING = (MERGE, SPLIT, RENAME)

#: An entity's id, None where there is none, and a name.
Actor = tuple[str | None, str]
#: Id and label.
IssueName = tuple[str, str]
#: An entity and None, None and a name, or an issue.
Key = tuple[str | None, str | None]


class Step(NamedTuple):
    """What a standing decision makes of an actor or an issue.

    Attributes
    ----------
    number : int
        The decision's; they hold in their order.
    names : frozenset of str or None
        Only for actors with one of these names; None for all.
    """

    number: int
    into: Key
    names: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What was decided on names.

    Attributes
    ----------
    actors, issues : mapping
        Steps of the decisions that stand, by what they start from.
    before : mapping
        For each entity those that a decision, standing or not, made it of.
    names : frozenset of str
        Names of actors without an entity that a decision is about.
    digests : mapping
        All issues that a decision is about, by their digests.
    """

    actors: Mapping[Key, Sequence[Step]]
    issues: Mapping[Key, Sequence[Step]]
    before: Mapping[str, Sequence[str]]
    names: frozenset[str]
    digests: Mapping[str, IssueName]

    @property
    def ids(self) -> set[str]:
        """All entities that a decision is about."""
        return {*self.before, *(id for ids in self.before.values() for id in ids)}

    def first_actor(self, row: Any) -> Actor:
        """Return whom the reading named that a row of ``actors`` was made for."""
        candidates: dict[str | None, None] = {row.entity: None, None: None}
        waiting = [row.entity]
        for entity in waiting:
            earlier = [one for one in self.before.get(entity, ()) if one not in candidates]
            candidates |= dict.fromkeys(earlier)
            waiting += earlier
        return next((one for one in candidates if digest(one, row.name) == row.digest), row.entity), row.name

    def first_issue(self, row: Any) -> IssueName:
        """Return what the reading named that a row of ``issues`` was made for."""
        return self.digests.get(row.digest, (row.id, row.label))

    def entity_of(self, actor: Actor) -> str | None:
        """Return the entity that an actor of a reading is now."""
        entity, name = actor
        return _followed(self.actors, (entity, None) if entity is not None else (None, name), name)[0]

    def issue_of(self, issue: IssueName) -> IssueName:
        """Return what an issue of a reading is called now."""
        id, label = _followed(self.issues, issue)
        return id or "", label or ""


def _followed(steps: Mapping[Key, Sequence[Step]], key: Key, name: str | None = None) -> Key:
    """Return where all steps lead from somewhere, each decision at most once and in their order."""
    number = -1
    while True:
        fitting = (
            one for one in steps.get(key, ()) if one.number > number and (one.names is None or name in one.names)
        )
        step = next(fitting, None)
        if step is None:
            return key
        number, key = step.number, step.into


def names_of(connection: Connection) -> Names:
    """Return what was decided on names."""
    actors, issues = defaultdict[Key, list[Step]](list), defaultdict[Key, list[Step]](list)
    before, names = defaultdict[str, list[str]](list), set[str]()
    digests: dict[str, IssueName] = {}
    for one in decisions(connection, schema.decisions.c.kind.in_(NAMING)):
        value = one.value
        if not isinstance(value, dict) or "into" not in value:  # written by the store alone
            continue
        if one.kind == RENAME:
            pairs: list[IssueName] = [(id, label) for id, label in (*value["issues"], value["into"])]
            digests |= {digest(*pair): pair for pair in pairs}
            for pair in pairs[:-1] if one.stands else ():
                issues[pair].append(Step(one.key, pairs[-1]))
            continue
        into, split = value["into"]["entity"], one.kind == SPLIT
        before[into] += value["entities"]
        names |= set() if split else {*value["names"]}
        if one.stands:
            only = frozenset(value["names"]) if split else None
            starts: list[Key] = [(id, None) for id in value["entities"]]
            starts += () if split else ((None, name) for name in value["names"])
            for start in starts:
                actors[start].append(Step(one.key, (into, None), only))
    return Names(actors, issues, before, frozenset(names), digests)


def settle_in(connection: Connection) -> int:
    """Call all actors and issues what people decided, and return how many rows were called something else."""
    names = names_of(connection)
    return _settle_actors(connection, names) + _settle_issues(connection, names)


def concerned(connection: Connection, names: Names) -> set[tuple[int, str]]:
    """Return document and id of the statements whose actors or issue a decision on names was ever about."""
    actors, issues, statements = schema.actors, schema.issues, schema.statements
    ours = actors.c.entity.in_(sorted(names.ids)) | actors.c.name.in_(sorted(names.names))
    called = issues.c.id.in_(sorted({id for id, _ in names.digests.values()}))
    found: set[tuple[int, str]] = set()
    for column, shared, condition in (
        (schema.resolutions.c.actor, actors, ours),
        (schema.recipients.c.actor, actors, ours),
        (schema.codings.c.issue, issues, called),
    ):
        joined = statements.join(column.table, column.table.c.statement == statements.c.key).join(shared)
        query = joined.select().where(condition).with_only_columns(statements.c.document, statements.c.id)
        found |= {(row.document, row.id) for row in connection.execute(query)}
    return found


def first_names(connection: Connection, key: int, statement: Statement) -> Statement:
    """Return a statement with the actors and issues that its reading named.

    Parameters
    ----------
    key : int
        Of its row.
    """
    names = names_of(connection)
    actors: dict[Actor, Actor] = {}
    for table in (schema.resolutions, schema.recipients):
        for row in _shared(connection, schema.actors, table, table.c.actor, key):
            actors[row.entity, row.name] = names.first_actor(row)
    issues: dict[IssueName, IssueName] = {
        (row.id, row.label): names.first_issue(row)
        for row in _shared(connection, schema.issues, schema.codings, schema.codings.c.issue, key)
    }

    def resolved(one: Resolution) -> Resolution:
        return replace(one, entity=actors[one.entity, one.name][0], members=tuple(map(resolved, one.members)))

    codings = []
    for coding in statement.codings:
        recipients = tuple(replace(one, entity=actors[one.entity, one.name][0]) for one in coding.recipients)
        issue = coding.issue
        if issue is not None:
            id, label = issues[issue.id, issue.label]
            issue = replace(issue, id=id, label=label)
        codings.append(replace(coding, recipients=recipients, issue=issue))
    resolution = statement.resolution and resolved(statement.resolution)
    return replace(statement, resolution=resolution, codings=tuple(codings))


def _settle_actors(connection: Connection, names: Names) -> int:
    """Move rows to the entities that they are now; they are found by the names of both, and by the id they had."""
    table = schema.actors
    about = table.c.entity.in_(sorted(names.ids)) | table.c.name.in_(sorted(names.names))
    moved: dict[int, tuple[Actor, str | None]] = {}
    for row in connection.execute(table.select().where(about)).all() if names.ids else ():
        first = names.first_actor(row)
        entity = names.entity_of(first)
        if entity != row.entity:
            connection.execute(table.update().where(table.c.key == row.key).values(entity=entity))
            moved[row.key] = first, entity
    known = _known_names(connection, {id for (first, _), now in moved.values() for id in (first, now) if id})
    words: dict[int, set[str]] = {}
    for key, ((first_id, name), now) in moved.items():
        called = {name, *known.get(first_id or "", ()), *known.get(now or "", ())}
        called |= {first_id} if first_id is not None and first_id != now else set()
        words[key] = {word for one in called for word in words_of(one)}
    _index(connection, schema.actor_words, "actor", words)
    let_go_of(connection, moved)
    return len(moved)


def _settle_issues(connection: Connection, names: Names) -> int:
    table = schema.issues
    about = table.c.digest.in_(list(names.digests))
    words: dict[int, set[str]] = {}
    for row in connection.execute(table.select().where(about)).all() if names.digests else ():
        id, label = names.issue_of(names.first_issue(row))
        if (id, label) != (row.id, row.label):
            connection.execute(table.update().where(table.c.key == row.key).values(id=id, label=label))
            words[row.key] = set(words_of(label))
    _index(connection, schema.issue_words, "issue", words)
    return len(words)


def _index(connection: Connection, table: Table, column: str, words: Mapping[int, Iterable[str]]) -> None:
    """Let rows be found by these words and no others."""
    connection.execute(table.delete().where(table.c[column].in_(list(words))))
    rows = [{"word": word, column: key} for key, of in words.items() for word in sorted(of)]
    if rows:
        connection.execute(table.insert(), rows)


def _known_names(connection: Connection, ids: Iterable[str]) -> dict[str, set[str]]:
    """All names that are known of some entities."""
    table = schema.entities
    found: dict[str, set[str]] = {}
    for row in connection.execute(table.select().where(table.c.id.in_(sorted(ids)))):
        found.setdefault(row.id, set()).update((row.name, *row.aliases))
    return found


def _shared(connection: Connection, shared: Table, table: Table, column: Any, statement: int) -> Iterable[Any]:
    keys = table.select().with_only_columns(column).where(table.c.statement == statement)
    return connection.execute(shared.select().where(shared.c.key.in_(keys))).all()
