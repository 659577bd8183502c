"""A record with the coded article."""

from __future__ import annotations

import pytest

from onrecord.store import Store
from store.articles import article


@pytest.fixture
def document(store: Store) -> int:
    """Key of the article."""
    with store.writing() as writer:
        return writer.add(article()).document
