"""What is in a record, apart from its own numbers and times: two records of the same have the same."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from onrecord.contract import to_contract
from onrecord.store import Store, open_store
from onrecord.store.database import schema

Place = tuple[str, str]


class Contents(NamedTuple):
    """Documents with all that was read in them, what places showed, who tells the same, what people decided."""

    readings: dict[Place, dict[str, Any]]
    versions: list[tuple[str, int, Place]]
    utterances: set[frozenset[tuple[Place, str]]]
    copies: set[frozenset[Place]]
    decisions: list[tuple[Place | None, str | None, str, str]]


def contents(path: Path) -> Contents:
    """Return what is in a record."""
    with open_store(path, read_only=True) as store:
        places = {one.key: (one.id, one.place) for one in store.documents()}
        assert len(set(places.values())) == len(places), "a document is there twice"
        readings = {place: to_contract(store.reading(key)) for key, place in places.items()}
        decided = [
            (places.get(one.document or 0), one.statement, one.kind, one.decided_by) for one in store.decisions()
        ]
        return Contents(readings, _versions(store, places), *_groups(store, places), decided)


def _versions(store: Store, places: dict[int, Place]) -> list[tuple[str, int, Place]]:
    table = schema.versions
    query = select(table.c.place, table.c.number, table.c.document).order_by(table.c.place, table.c.number)
    with store.connection() as connection:
        return [(place, number, places[document]) for place, number, document in connection.execute(query)]


def _groups(store: Store, places: dict[int, Place]) -> tuple[set[frozenset[tuple[Place, str]]], set[frozenset[Place]]]:
    told, copied, statements = schema.utterances, schema.copies, schema.statements
    query = select(told.c.utterance, statements.c.document, statements.c.id).join_from(told, statements)
    utterances: dict[int, set[tuple[Place, str]]] = defaultdict(set)
    copies: dict[int, set[Place]] = defaultdict(set)
    with store.connection() as connection:
        for utterance, document, id in connection.execute(query):
            utterances[utterance].add((places[document], id))
        for document, first in connection.execute(select(copied.c.document, copied.c.copy_of)):
            copies[first].add(places[document])
    return {frozenset(one) for one in utterances.values()}, {frozenset(one) for one in copies.values()}
