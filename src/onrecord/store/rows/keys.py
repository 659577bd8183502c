"""Keys of rows: new ones, and those of rows that many statements share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select, text

from onrecord.entity import Entity
from onrecord.store.database.schema import actor_words, actors, counters, entities, issue_words, issues
from onrecord.store.rows.inserting import insert_rows
from onrecord.store.rows.places import digest
from onrecord.store.rows.wording import words_of

#: Counts transactions by which people judged and changed nothing that was read.
JUDGED = "judged"
#: Counts what was written, beside the keys: by it those who remember what they read see that there is something new.
CHANGES = "changes"
_SAVE = text(
    "INSERT INTO counters (name, last) VALUES (:name, :last) ON CONFLICT (name) DO UPDATE SET last = excluded.last"
)
_ADD_ACTOR_WORD = text("INSERT INTO actor_words (word, actor) VALUES (:word, :actor) ON CONFLICT DO NOTHING")


class Keys:
    """Keys for the rows of one transaction, which holds the writer's lock.

    A key is never given out twice, not even where its row was removed.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {row.name: row.last for row in connection.execute(select(counters))}
        self._saved = dict(self._last)

    def take(self, table: Table, number: int = 1) -> int:
        """Return the first of so many new keys."""
        last = self._last.get(table.name, 0)
        self._last[table.name] = last + number
        return last + 1

    def save(self, *, judged: bool = False) -> None:
        """Write down how far the keys have come, and that there was a change; before the transaction ends.

        ``judged`` says that nothing was changed but what people say of statements: see :func:`facets.reading_state_of`.
        """
        for name in (CHANGES, JUDGED) if judged else (CHANGES,):
            self._last[name] = self._last.get(name, 0) + 1
        changed = [{"name": name, "last": last} for name, last in self._last.items() if self._saved.get(name) != last]
        if changed:
            self._connection.execute(_SAVE, changed)

    def of_actors(self, wanted: Iterable[tuple[str | None, str]]) -> dict[tuple[str | None, str], int]:
        """Return the keys of actors, given as entity and name; new ones are added."""
        given = {digest(*actor): actor for actor in wanted}
        rows = {key: {"entity": entity, "name": name} for key, (entity, name) in given.items()}
        found, new = self._shared(actors, rows)
        self._index(actor_words, "actor", ((found[key], given[key][1]) for key in new))
        index_aliases(self._connection, {id for key in new if (id := given[key][0]) is not None})
        return {actor: found[key] for key, actor in given.items()}

    def of_issues(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Return the keys of issues, given as id and label; new ones are added."""
        rows = {digest(*issue): {"id": issue[0], "label": issue[1]} for issue in wanted}
        found, new = self._shared(issues, rows)
        self._index(issue_words, "issue", ((found[key], rows[key]["label"]) for key in new))
        return {(row["id"], row["label"]): found[key] for key, row in rows.items()}

    def of_entities(self, wanted: Iterable[Entity]) -> dict[Entity, int]:
        """Return the keys of what is known of somebody; what is new is added."""
        given = {digest(entity): entity for entity in wanted}
        found, new = self._shared(entities, {key: _entity_row(entity) for key, entity in given.items()})
        names: dict[str, set[str]] = {}
        for key in new:
            names.setdefault(given[key].id, set()).update((given[key].name, *given[key].aliases))
        _index_names(self._connection, names)
        return {entity: found[key] for key, entity in given.items()}

    def _shared(self, table: Table, rows: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, int], list[str]]:
        """Return the keys of rows by their digests, and the digests of those that were not there."""
        asked = select(table.c.digest, table.c.key).where(table.c.digest.in_(rows))
        found: dict[str, int] = {row.digest: row.key for row in self._connection.execute(asked)} if rows else {}
        new = [one for one in rows if one not in found]
        if new:
            first = self.take(table, len(new))
            found |= {one: first + number for number, one in enumerate(new)}
            values = [{**rows[one], "key": found[one], "digest": one} for one in new]
            insert_rows(self._connection, table, values)
        return found, new

    def _index(self, words: Table, column: str, named: Iterable[tuple[int, str]]) -> None:
        rows = [{"word": word, column: key} for key, name in named for word in sorted(set(words_of(name)))]
        if rows:
            insert_rows(self._connection, words, rows)


def index_own_names(connection: Connection, ids: Iterable[str]) -> None:
    """Let actors of some entities be found by the names that statements use."""
    query = select(actors.c.key, actors.c.name).where(actors.c.entity.in_(list(ids)))
    rows = [
        {"word": word, "actor": row.key}
        for row in connection.execute(query)
        for word in sorted(set(words_of(row.name)))
    ]
    if rows:
        insert_rows(connection, actor_words, rows)


def index_aliases(connection: Connection, ids: Iterable[str]) -> None:
    """Let actors of some entities be found by all names that are known of these."""
    wanted = sorted(ids)
    names: dict[str, set[str]] = {}
    if wanted:
        columns = entities.c.id, entities.c.name, entities.c.aliases
        for row in connection.execute(select(*columns).where(entities.c.id.in_(wanted))):
            names.setdefault(row.id, set()).update((row.name, *row.aliases))
    _index_names(connection, names)


def _index_names(connection: Connection, names: Mapping[str, Iterable[str]]) -> None:
    if not names:
        return
    found = connection.execute(select(actors.c.key, actors.c.entity).where(actors.c.entity.in_([*names]))).all()
    words = {row.entity: {word for name in names[row.entity] for word in words_of(name)} for row in found}
    rows = [{"word": word, "actor": row.key} for row in found for word in sorted(words[row.entity])]
    if rows:
        connection.execute(_ADD_ACTOR_WORD, rows)


def _entity_row(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "country": entity.country,
        "gender": entity.gender,
        "born": entity.born,
        "died": entity.died,
        "mononym": entity.mononym,
        "provenance": entity.provenance,
        "aliases": list(entity.aliases),
        "offices": [[office.role, office.country, office.start, office.end] for office in entity.offices],
    }
