"""The pages of ``onrecord compare`` and ``onrecord diff`` in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from accessibility import in_windows, serious
from analyse.told import reading
from onrecord.cli.main import app
from onrecord.export.json import encode
from windows import Scheme, Windows, widths_of

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


@pytest.mark.parametrize(
    ("name", "shown", "scheme", "width"), in_windows(("compare", "Harbour Post"), ("diff", "Ilo Maru"))
)
def test_nothing_serious_stands_in_anybodys_way(
    windows: Windows, compared: dict[str, Path], name: str, shown: str, scheme: Scheme, width: int
) -> None:
    url = compared[name].as_uri()
    opened = windows.open(url, scheme, width)
    assert serious(opened.page) == []
    assert opened.requests == [url] and opened.complaints == []
    assert opened.page.get_by_text(shown).first.is_visible()
    assert widths_of(opened.page, 1280, 320) == (1280, 320)
