from __future__ import annotations

import pytest

from serve.conftest import violations, width_of


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_nothing_stands_in_anybodys_way(visit, scheme, width):
    opened = visit("/", scheme=scheme, width=width)
    assert violations(opened.page) == []
    assert width_of(opened.page) == width
    assert opened.complaints == []
