"""The views answer what is asked most, in any tool that opens the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from onrecord.store import Store
from onrecord.store.database.views import VIEWS
from store.articles import article


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.connection() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_who_said_what_about_what_with_which_stance(store: Store) -> None:
    reading = article(1, url="https://coastwire.example/1")
    with store.writing() as writer:
        writer.add(reading)
        writer.add(article(2, url="https://coastwire.example/1"))
    said = rows(
        store,
        "SELECT speaker, entity, country, role, act, issue, stance, recipients, conditions, content FROM said "
        "WHERE document = 1 AND act = 'REQUEST'",
    )
    assert said == [
        (
            "Ghislin Verdassy",
            "local:verdassy",
            "Sorrenay",
            "President",
            "REQUEST",
            "opening of the ports",
            "support",
            "Karveth; both sides",
            "deadline",
            "to open the ports by July 1",
        )
    ]
    assert rows(store, "SELECT speaker, issue, stance, statements FROM positions WHERE speaker LIKE '%Vennick'") == [
        ("Jorath Vennick", "monitors in the strait", "conditional", 4)
    ]
    assert rows(store, "SELECT demand, recipient FROM requests WHERE act = 'REQUEST' AND document = 1") == [
        ("to open the ports by July 1", "Karveth"),
        ("to open the ports by July 1", "both sides"),
    ]
    assert rows(store, "SELECT threat FROM requests WHERE act = 'THREATEN' AND document = 1") == [
        ("our inspections will resume the following morning",)
    ]
    assert rows(
        store, "SELECT condition, on_whom FROM conditional WHERE document = 1 AND condition_type = 'after'"
    ) == [("only after a peace deal", "Karveth")]
    assert rows(store, "SELECT words, voice FROM framed_words WHERE document = 1 AND kind = 'scare_quote'") == [
        ("‘monitors’", "article")
    ]
    assert rows(store, "SELECT version, document, url FROM article_versions ORDER BY version") == [
        (1, 1, "https://coastwire.example/1"),
        (2, 2, "https://coastwire.example/1"),
    ]
    assert rows(store, "SELECT statements, outlet, model FROM articles WHERE document = 1") == [
        (7, "Coastwire", "en-1@sha256:0123abcd")
    ]
    assert ("Amatisse Korodine", 2, 1) in rows(store, "SELECT speaker, statements, outlets FROM speakers")


def test_what_was_rejected_is_in_no_view(store: Store) -> None:
    reading = article()
    with store.writing() as writer:
        writer.add(reading)
        for one in reading.statements:
            writer.decide("reject", "Ada", document=1, statement=one.id)
    for view in sorted({*VIEWS} - {"articles", "article_versions", "framed_words"}):
        assert rows(store, f"SELECT * FROM {view}") == []  # noqa: S608
