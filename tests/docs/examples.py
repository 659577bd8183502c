"""The examples of the documentation: finds them in its pages, runs them, compares what they print.

* ``console``: each ``$ command`` is run in a folder of its own that has ``examples/`` and, but for the quickstart, the
  record of the example articles as ``record.db``; what it prints has to stand below it. A line ``…`` stands for any
  number of lines, ``…`` in a line for any words. Where it does not fit and ``ONRECORD_WRITE=1`` is set,
  the page is written anew.
* ``python`` is run, ``pycon`` is run and compared as a doctest; the blocks of a page share their names.
* ``sh`` is not run (it would reach the network, or not end); every option of onrecord in it has to be there.
"""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import typer
from typer.testing import CliRunner

from onrecord.cli.main import app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
#: Columns of what is printed: as wide as a block of code on the site.
WIDE = "88"
_FENCE = re.compile(r"^( *)```(\w+)[^\n]*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: What a pattern has for a part of a line, by its first character.
_KINDS = {"…": ".*", "─": "─+", " ": r"\s+", **dict.fromkeys("0123456789", rf"({_NUMBER.pattern})")}
_HEAD = re.compile(r"\s*\|\s*head -n? ?(\d+)$")


class Block(NamedTuple):
    """A block of code: where it begins in the page's text, and what is in it."""

    language: str
    start: int
    text: str


class Command(NamedTuple):
    """A command of a ``console`` block with what the page says that it prints."""

    line: str
    printed: str


def pages() -> list[Path]:
    """All pages written by hand."""
    found = [page for page in DOCS.rglob("*.md") if "generated" not in page.parts]
    return sorted(found)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of code of a page."""
    for match in _FENCE.finditer(text):
        yield Block(match[2], match.start(3), match[3])


def commands(block: str) -> Iterator[Command]:
    """The commands of a ``console`` block; a line that ends with a backslash goes on."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, rest = part.partition("\n")
        while line.endswith("\\"):
            more, _, rest = rest.partition("\n")
            line = f"{line}\n{more}"
        yield Command(line, rest.strip("\n"))


def fits(expected: str, printed: str) -> bool:
    """Tell whether what was printed is what the page says; ``…`` is the rest of a line, alone on a line any lines.

    Numbers may be off by a tenth: scores differ a little from one processor to another, counts from one version to the
    next, and white space makes no difference.
    """
    lines = [r"(?:.*\n)*?" if line == "…" else rf"{_any(line)}\n" for line in expected.splitlines()]
    found = re.fullmatch("".join(lines), f"{printed}\n" if printed else "")
    return found is not None and all(map(_near, _NUMBER.findall(expected), filter(None, found.groups())))


def _any(line: str) -> str:
    """A pattern for a line: any words for ``…``, any number for a number, any white space for white space."""
    parts = re.split(rf"(…|{_NUMBER.pattern}|\s+|─+)", line)
    return "".join(
        _KINDS.get(part[:1], re.escape(part)) if at % 2 else re.escape(part) for at, part in enumerate(parts)
    )


def _near(one: str, other: str) -> bool:
    said, is_now = (float(number.replace(",", "")) for number in (one, other))
    return abs(said - is_now) <= max(abs(said) / 10, 0.1)


def run(line: str, folder: Path) -> str:
    """Run a command of a page and return what it prints; in this process where it is onrecord alone."""
    line = line.replace("\\\n", "")
    head = _HEAD.search(line)
    bare = line[: head.start()] if head else line
    if bare.startswith("onrecord ") and not re.search(r"[|<>;&$]", bare):
        result = CliRunner().invoke(app, shlex.split(bare)[1:], prog_name="onrecord", env={"COLUMNS": WIDE})
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code in {0, 1}, result.output
        printed = result.output
    else:
        script = f'onrecord() {{ {shlex.quote(sys.executable)} -m onrecord "$@"; }}\nset -e -o pipefail\n{bare}'
        done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode in {0, 1}, done.stderr
        printed = done.stdout + done.stderr
    lines = [one.rstrip() for one in printed.strip("\n").splitlines()]
    return "\n".join(lines[: int(head[1])] if head else lines)


def run_python(block: Block, names: dict[str, Any], page: Path) -> str:
    """Run Python; return what a doctest complains about."""
    if block.language == "python":
        exec(compile(block.text, str(page), "exec"), names)  # noqa: S102 (our own pages)
        return ""
    complaints: list[str] = []
    test = doctest.DocTestParser().get_doctest(block.text, names, page.name, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False)
    runner.run(test, out=complaints.append, clear_globs=False)
    names.update(test.globs)
    return "".join(complaints)


def unknown_options(block: str) -> Iterator[str]:
    """Options that a block gives to onrecord and that it does not have."""
    for line in block.replace("\\\n", " ").splitlines():
        for part in re.split(r"\s#|[|;&]", line):
            found = re.search(r"(?:^|[ /])onrecord ([a-z]+)(.*)", part)
            if found:
                yield from _unknown(found[1], re.sub(r"\"[^\"]*\"", "", found[2]).split(), line)


@cache
def _commands() -> dict[str, Any]:
    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def _unknown(name: str, words: list[str], line: str) -> Iterator[str]:
    command: Any = _commands().get(name)
    if command is None:
        yield f"{name}: no such command: {line}"
        return
    if subcommands := getattr(command, "commands", None):
        if not words or words[0] not in subcommands:
            yield f"{name}: no such subcommand: {line}"
            return
        command = subcommands[words[0]]
    known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)} | {"--help", "-h"}
    given = {re.split("[=>]", word)[0] for word in words if re.match(r"--?[a-z]", word)}
    yield from (f"{option}: no such option: {line}" for option in sorted(given - known))
