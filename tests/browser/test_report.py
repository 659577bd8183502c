"""The report over many articles in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from accessibility import serious
from export.coded import coded_reading
from export.wide import wide_reading
from onrecord.export.report import render


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390), ("light", 320)])
def test_nothing_serious_stands_in_anybodys_way(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    path = tmp_path / "report.html"
    path.write_text("".join(render([coded_reading(), wide_reading()])), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    assert serious(page) == []
    assert asked == [path.as_uri()] and complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Ghislin Verdassy").first.click()
    assert page.evaluate("document.querySelector(':target h3').textContent").startswith("Ghislin Verdassy")
    context.close()
