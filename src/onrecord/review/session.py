"""One transaction of a person who decides: all of it is stored, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.errors import OptionError, StoreError
from onrecord.store import Decision, Store
from onrecord.store.database import connections, schema
from onrecord.store.rows.adding import now
from onrecord.store.rows.groups import let_go
from onrecord.store.rows.keys import Keys

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Longest name of somebody who decides.
_LONGEST = 200
#: Decisions after which a statement tells something else, or nothing.
_TELLS_OTHERWISE = ("edit", "reject")


@dataclass(frozen=True, slots=True)
class Session:
    """The record, under the writer's lock, for somebody called ``by``."""

    name: str
    connection: Connection
    keys: Keys
    by: str

    def decide(
        self, kind: str, value: Any = None, document: int | None = None, statement: str | None = None
    ) -> Decision:
        """Write down a decision and return it."""
        key = self.keys.take(schema.decisions)
        made = Decision(key, document, statement, statement, kind, value, self.by, now())
        facts = {name: getattr(made, name) for name in schema.decisions.c.keys()}
        self.connection.execute(schema.decisions.insert(), facts)
        self._let_go(made)
        return made

    def take_back(self, decision: Decision) -> Decision:
        """Write down that a decision was taken back, and return it as it is now."""
        table = schema.decisions
        taken = {"undone_by": self.by, "undone_at": now()}
        self.connection.execute(table.update().where(table.c.key == decision.key).values(**taken))
        self._let_go(decision)
        return self.decision(decision.key)

    def _let_go(self, decision: Decision) -> None:
        """Let a statement be grouped anew that says something else now, or is none."""
        if decision.kind in _TELLS_OTHERWISE and decision.document is not None:
            let_go(self.connection, [decision.document])

    def decision(self, key: int) -> Decision:
        """Return a decision, standing or not.

        Raises
        ------
        StoreError
            If there is none with this key.
        """
        found = decisions(self.connection, schema.decisions.c.key == key)
        if not found:
            raise self.unknown(f"decision {key}")
        return found[0]

    def standing(self, document: int, statement: str) -> list[Decision]:
        """Return the decisions about a statement that were not taken back, the first one first."""
        table = schema.decisions
        about = (table.c.document == document, table.c.statement == statement, table.c.undone_at.is_(None))
        return decisions(self.connection, *about)

    def unknown(self, what: str) -> StoreError:
        """Return the error that something is not there."""
        return StoreError(self.name, f"there is no {what}", "Find ids with onrecord search, decisions with review list")


def decisions(connection: Connection, *conditions: Any) -> list[Decision]:
    """Return the decisions that fulfil some conditions, the first one first."""
    table = schema.decisions
    query = table.select().where(*conditions).order_by(table.c.key)
    return [Decision(**row._mapping) for row in connection.execute(query)]


@contextmanager
def deciding(store: Store, by: str, *, judging: bool = False) -> Iterator[Session]:
    """Yield a session; what happens in it is stored when it ends well.

    Parameters
    ----------
    judging : bool
        Nothing is done in it but to write down decisions: no statement changes.

    Raises
    ------
    OptionError
        If nobody can be called so.
    StoreError
        If the record cannot be written.
    """
    who = by.strip()
    if not who or len(who) > _LONGEST or not who.isprintable():
        raise OptionError(f"{by[:_LONGEST]!r} is no name of a person. Give 1 to {_LONGEST} characters, on one line")
    if store.read_only:
        raise StoreError(store.address.name, "it was opened to be read only", "Open it without read_only")
    engine = connections.writer_engine(store.address)
    try:
        with connections.writing(engine, store.address) as connection:
            session = Session(store.address.name, connection, Keys(connection), who)
            yield session
            session.keys.save(judged=judging)
    finally:
        connections.close(engine, store.address)
