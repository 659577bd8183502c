"""Every page as people meet it in a browser: in light and dark, at a desk and on a phone."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from accessibility import in_windows, violations
from windows import widths_of

#: Pages that the browser notes as not found.
NOBODY = ("/documents/999999", "/actors/nobody")
PAGES = (
    "/",
    "/about",
    *NOBODY,
    "/search?text=ceasefire&stance=oppose",
    "/documents",
    "/documents/22?framing=1",
    "/actors",
    "/actors/P-01",
    "/issues",
    "/issues/I05",
    "/compare",
    "/diff?url=https://courrier-aubrune.example/2031/03/28/interview-lucan-estravelle",
    "/outlets",
    "/outlets/" + quote("Courrier de l'Aubrune"),
    "/positions",
    "/changes",
    "/conditions",
    "/network",
    "/review",
    "/review?edit=1",
    "/review/history",
    "/sample",
    "/actors/merge",
    "/codebook",
)


@pytest.mark.parametrize(("path", "scheme", "width"), in_windows(*((path,) for path in PAGES)))
def test_nothing_stands_in_anybodys_way(visit, path: str, scheme: str, width: int) -> None:
    opened = visit(path, scheme=scheme, width=width)
    assert violations(opened.page) == []
    assert widths_of(opened.page, 1280, 390) == (1280, 390)
    assert [one for one in opened.complaints if not (path in NOBODY and "404" in one)] == []
