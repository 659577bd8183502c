"""The pictures of the README: what the pages look like. ``ONRECORD_PICTURES=1`` writes them anew.

Without it they are drawn all the same, so that a page that cannot be drawn is noticed here.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

IMAGES = Path(__file__).parents[2] / "docs" / "images"
PICTURES = {
    "home": ("/", "light", 1280),
    "reader": ("/documents/22", "light", 1280),
    "search-dark": ("/search?text=ceasefire&stance=oppose", "dark", 1280),
    "positions": ("/positions", "light", 1280),
    "reader-phone": ("/documents/22", "dark", 390),
}
#: Bytes that a picture may have.
_MOST = 250_000
#: In the short run some are drawn.
ALL = any(map(os.environ.get, ("ONRECORD_LONG", "ONRECORD_PICTURES")))


@pytest.mark.parametrize("name", PICTURES if ALL else ["search-dark", "reader-phone"])
def test_a_picture(visit, name):
    path, scheme, width = PICTURES[name]
    picture = visit(path, scheme=scheme, width=width).page.screenshot()
    assert 10_000 < len(picture) < _MOST
    if os.environ.get("ONRECORD_PICTURES"):
        (IMAGES / f"{name}.png").write_bytes(picture)


def test_the_readme_shows_them_and_no_other():
    readme = (IMAGES.parents[1] / "README.md").read_text("utf-8")
    assert {path.stem for path in IMAGES.glob("*.png")} == set(PICTURES)
    assert all(f"docs/images/{name}.png" in readme for name in PICTURES)
