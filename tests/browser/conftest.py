"""Opens the HTML page in a real browser: Debian's Chromium, steered over a pipe, so that no socket is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from export.coded import coded_reading
from onrecord.cli.main import app
from onrecord.export.html import render
from windows import Opened, Scheme, Windows

EXAMPLES = Path(__file__).parents[2] / "examples" / "invented" / "text"


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
def visit(windows: Windows, pages: dict[str, Path]):
    """Open a page by name, in a window of a given width and colour scheme."""

    def opened(name: str, scheme: Scheme = "light", width: int = 1280, fragment: str = "") -> Opened:
        return windows.open(pages[name].as_uri() + fragment, scheme, width)

    return opened
