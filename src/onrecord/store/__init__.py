"""The record: documents, their readings and what people decided, in SQLite or PostgreSQL.

>>> from onrecord.store import Query, open_store
>>> store = open_store("record.db", create=True)  # doctest: +SKIP
>>> with store.writing() as writer:  # doctest: +SKIP
...     writer.add(reading)
>>> store.search(Query("ceasefire", actor="Vennick", stance="conditional"))  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.store.asking.profile import IssueProfile, Profile
    from onrecord.store.database.information import Info
    from onrecord.store.query import HELP, Query
    from onrecord.store.reader import Store, open_store
    from onrecord.store.records import (
        Added,
        Change,
        Decision,
        Fetch,
        Hit,
        Page,
        PastReading,
        Replaced,
        Snippet,
        StoredDocument,
        StoredStatement,
        Version,
    )
    from onrecord.store.rows.groups import Copy
    from onrecord.store.rows.own import OwnActor, OwnActors
    from onrecord.store.writer import Writer

_HOMES = {
    "HELP": "query",
    "Added": "records",
    "Change": "records",
    "Copy": "rows.groups",
    "Decision": "records",
    "Fetch": "records",
    "Hit": "records",
    "Info": "database.information",
    "IssueProfile": "asking.profile",
    "OwnActor": "rows.own",
    "OwnActors": "rows.own",
    "Page": "records",
    "PastReading": "records",
    "Profile": "asking.profile",
    "Query": "query",
    "Replaced": "records",
    "Snippet": "records",
    "Store": "reader",
    "StoredDocument": "records",
    "StoredStatement": "records",
    "Version": "records",
    "Writer": "writer",
    "open_store": "reader",
}
__all__ = [
    "HELP",
    "Added",
    "Change",
    "Copy",
    "Decision",
    "Fetch",
    "Hit",
    "Info",
    "IssueProfile",
    "OwnActor",
    "OwnActors",
    "Page",
    "PastReading",
    "Profile",
    "Query",
    "Replaced",
    "Snippet",
    "Store",
    "StoredDocument",
    "StoredStatement",
    "Version",
    "Writer",
    "open_store",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the filters of a query need no database."""
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord.store' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"onrecord.store.{_HOMES[name]}"), name)
