"""Opens the HTML page in a real browser: Debian's Chromium, steered over a pipe, so that no socket is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from typer.testing import CliRunner

from export.coded import coded_reading
from onrecord.cli.main import app
from onrecord.export.html import render

EXAMPLES = Path(__file__).parents[2] / "examples" / "invented" / "text"


@dataclass(frozen=True)
class Opened:
    """A page with what it asked for and complained about."""

    page: Page
    requests: list[str]
    complaints: list[str]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of one article and that of several, as the command line writes them, and one coded by hand."""
    folder = tmp_path_factory.mktemp("pages")
    written = {"one": EXAMPLES / "sounding-E10.txt", "several": EXAMPLES}
    for name, source in written.items():
        result = CliRunner().invoke(app, ["read", str(source), "-o", str(folder / f"{name}.html")])
        assert result.exit_code == 0, result.output
    (folder / "coded.html").write_text("".join(render([coded_reading()])), "utf-8")
    return {name: folder / f"{name}.html" for name in (*written, "coded")}


@pytest.fixture
def visit(browser: Browser, pages: dict[str, Path]):
    """Open a page by name, in a window of a given width and colour scheme, without scrolling that takes time."""
    contexts = []

    def opened(name: str, scheme: str = "light", width: int = 1280, fragment: str = "") -> Opened:
        window = {"width": width, "height": 800}
        context = browser.new_context(viewport=window, color_scheme=scheme, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        found = Opened(page, [], [])

        def asked(request: Request) -> None:
            found.requests.append(request.url)

        def said(message: ConsoleMessage) -> None:
            found.complaints.append(message.text)

        page.on("request", asked)
        page.on("console", said)
        page.on("pageerror", lambda error: found.complaints.append(str(error)))
        page.goto(pages[name].as_uri() + fragment)
        return found

    yield opened
    for context in contexts:
        context.close()
