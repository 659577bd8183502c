from __future__ import annotations

import pytest

from onrecord.attribute.drafting.draft import Scene
from onrecord.document import Block, Document, Span


@pytest.fixture
def scene():
    """Build a scene from (kind, text) pairs, joined by blank lines."""

    def build(*parts):
        blocks, text = [], ""
        for kind, part in parts:
            text += "\n\n" if text else ""
            blocks.append(Block(kind, Span(len(text), len(text) + len(part))))
            text += part
        return Scene.of(Document(text, blocks=tuple(blocks), language="en"))

    return build
