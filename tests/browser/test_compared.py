"""The pages of ``onrecord compare`` and ``onrecord diff`` in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from typer.testing import CliRunner

from accessibility import serious
from analyse.told import reading
from onrecord.cli.main import app
from onrecord.export.json import encode

URL = "https://coastwire.example/1"
SAID, LATER = (
    "“We [Veldland] will accept inspections of <cargo>”",
    "“We could accept inspections of <cargo>, for a while”",
)
OLD = reading([("Lena Oskar", "replied", SAID), ("Aro Tamm", "said", "that it had rained")], url=URL)
NEW = reading([("Lena Oskar", "replied", LATER), ("Ilo Maru", "said", "“Never”")], url=URL, published="2031-03-06")
OTHERS = [
    reading([("Lena Oskar", "said", LATER), ("Aro Tamm", "said", "“It has rained”")], "Harbour Post"),
    reading([("Aro Tamm", "complained", "“It has rained”")], "The Ledger", published="2031-03-06"),
]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages, as the command line writes them."""
    folder = tmp_path_factory.mktemp("compared")
    files = {"old": [OLD], "new": [NEW], "all": [OLD, *OTHERS]}
    for name, readings in files.items():
        (folder / f"{name}.jsonl").write_text("".join(encode(one) + "\n" for one in readings), "utf-8")
    commands = {"compare": (["all"], 0), "diff": (["old", "new"], 1)}
    for command, (inputs, code) in commands.items():
        given = [str(folder / f"{name}.jsonl") for name in inputs]
        result = CliRunner().invoke(app, [command, *given, "-o", str(folder / f"{command}.html")])
        assert result.exit_code == code, result.output
    return {command: folder / f"{command}.html" for command in commands}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize(("name", "shown"), [("compare", "Harbour Post"), ("diff", "Ilo Maru")])
def test_nothing_serious_stands_in_anybodys_way(
    browser: Browser, compared: dict[str, Path], name: str, shown: str, scheme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(compared[name].as_uri())
    assert serious(page) == []
    assert asked == [compared[name].as_uri()] and complaints == []
    assert page.get_by_text(shown).first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
