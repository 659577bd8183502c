"""A record with the coded article, in SQLite and in a real PostgreSQL."""

from __future__ import annotations

import pytest

from onrecord.store import Store
from store.articles import article
from store.conftest import database, postgres, store

__all__ = ["database", "document", "postgres", "store"]


@pytest.fixture
def document(store: Store) -> int:
    """Key of the article."""
    with store.writing() as writer:
        return writer.add(article()).document
