"""Articles that an address showed in several versions."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from onrecord.store.database import schema


class Revised(NamedTuple):
    """An address with the latest of its versions."""

    url: str
    title: str | None
    outlet: str | None
    published: str | None
    versions: int
    seen_at: str


def revised(connection: Connection, most: int) -> list[Revised]:
    """Return the addresses that showed several versions, the one that changed last first."""
    versions, documents = schema.versions, schema.documents
    of = (
        select(versions.c.place, func.max(versions.c.number).label("last"))
        .group_by(versions.c.place)
        .having(func.max(versions.c.number) > 0)
        .subquery("of")
    )
    here = (versions.c.place == of.c.place) & (versions.c.number == of.c.last)
    columns = (documents.c.url, documents.c.title, documents.c.outlet, documents.c.published)
    query = (
        select(*columns, of.c.last + 1, versions.c.seen_at)
        .select_from(of.join(versions, here).join(documents, documents.c.key == versions.c.document))
        .where(documents.c.url.is_not(None))
        .order_by(versions.c.seen_at.desc(), versions.c.place)
        .limit(most)
    )
    return [Revised(*row) for row in connection.execute(query)]
