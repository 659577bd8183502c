"""What the pages of the documentation show is what happens."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from docs.examples import DOCS, ROOT, Block, blocks, commands, fits, pages, run, run_python, unknown_options

RUN = {"console", "python", "pycon"}
README = "README.md"
ALL = {str(page.relative_to(DOCS)): page for page in pages()} | {README: ROOT / README}
WITH_EXAMPLES = [
    name for name, page in ALL.items() if RUN & {block.language for block in blocks(page.read_text("utf-8"))}
]
#: The pages that make the record themselves, and how.
FROM_NOTHING = {"quickstart.md", README}
MAKING = (
    "onrecord add examples/invented/articles.jsonl --db record.db"
    " --actors examples/invented/actors.csv --codebook examples/invented/codebook.csv"
)


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the examples of a page are run."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    if request.getfixturevalue("name") not in FROM_NOTHING:
        shutil.copy(request.getfixturevalue("demo"), tmp_path / "record.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "88")
    return tmp_path


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_of_a_page(name: str, folder: Path, request: pytest.FixtureRequest) -> None:
    page = ALL[name]
    text = page.read_text("utf-8")
    names: dict[str, Any] = {"__name__": "__main__"}
    complaints, written = [], {}
    for block in blocks(text):
        if name == README and block.language == "console" and not any(one.printed for one in commands(block.text)):
            continue  # a list of what there is to type, make test among it
        if block.language == "console":
            told = [(one, _printed(one.line, folder, request)) for one in commands(block.text)]
            wrong = [(one, printed) for one, printed in told if not fits(one.printed, printed)]
            complaints += [f"$ {one.line}\nis said to print\n{one.printed}\nand prints\n{p}" for one, p in wrong]
            if wrong:
                written[block] = "".join(f"$ {one.line}\n{printed}\n".rstrip("\n") + "\n" for one, printed in told)
        elif block.language in RUN:
            complaints += filter(None, [run_python(block, names, page)])
    if written and os.environ.get("ONRECORD_WRITE"):
        page.write_text(_with(text, written), "utf-8")
    assert not complaints, "\n\n".join(complaints)


def _printed(line: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """What a command prints; the one that makes the record has been run already, for all tests that need one."""
    if line.replace("\\\n", "").split() != MAKING.split():
        return run(line, folder)
    made: Path = request.getfixturevalue("demo")
    shutil.copy(made, folder / "record.db")
    return made.with_suffix(".txt").read_text("utf-8").strip("\n")


def _with(text: str, written: dict[Block, str]) -> str:
    for block, new in sorted(written.items(), key=lambda item: -item[0].start):
        text = text[: block.start] + new + text[block.start + len(block.text) :]
    return text


@pytest.mark.parametrize("name", ALL)
def test_commands_and_options_are_there(name: str) -> None:
    given = [
        block.text for block in blocks(ALL[name].read_text("utf-8")) if block.language in {"sh", "bash", "console"}
    ]
    assert [problem for text in given for problem in unknown_options(text)] == []
