"""The report over many articles in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from accessibility import in_windows, serious
from export.coded import coded_reading
from export.wide import wide_reading
from onrecord.export.report import render
from windows import Scheme, Windows, widths_of


@pytest.mark.parametrize(("name", "scheme", "width"), in_windows(("report.html",)))
def test_nothing_serious_stands_in_anybodys_way(
    windows: Windows, tmp_path: Path, name: str, scheme: Scheme, width: int
) -> None:
    path = tmp_path / name
    path.write_text("".join(render([coded_reading(), wide_reading()])), "utf-8")
    opened = windows.open(path.as_uri(), scheme, width)
    page = opened.page
    assert serious(page) == []
    assert opened.requests == [path.as_uri()] and opened.complaints == []
    assert widths_of(page, 1280, 390, 320) == (1280, 390, 320)
    page.get_by_role("link", name="Ghislin Verdassy").first.click()
    assert page.evaluate("document.querySelector(':target h3').textContent").startswith("Ghislin Verdassy")
