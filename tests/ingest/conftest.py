from __future__ import annotations

import pytest

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import documents
from onrecord.options import ReadOptions


@pytest.fixture
def article():
    """Read a source that holds one article."""

    def read(source, **options) -> Document:
        (document,) = documents(source, ReadOptions(**options))
        assert isinstance(document, Document), document
        return document

    return read


@pytest.fixture
def refusal():
    """Read a source that holds one thing which cannot be read, and give the error's text."""

    def read(source) -> str:
        (error,) = documents(source)
        assert isinstance(error, InputError)
        return str(error)

    return read


@pytest.fixture
def parts():
    """Give the (kind, text) pairs of a document."""
    return lambda document: [(block.kind, block.span.of(document.text)) for block in document.blocks]
