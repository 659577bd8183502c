from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from export.conftest import reading, resolved
from onrecord.errors import InputError
from onrecord.exchange import How, imported
from onrecord.statement import Reading

__all__ = ["reading", "resolved"]

Imported = Callable[..., tuple[list[Reading], list[str]]]


def told(found: Iterable[Reading | InputError]) -> tuple[list[Reading], list[str]]:
    """The readings, and what the errors say."""
    items = [*found]
    errors = [str(item) for item in items if isinstance(item, InputError)]
    return [item for item in items if isinstance(item, Reading)], errors


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Imported:
    """Import a file that is written first, in an empty folder; a folder that is there without content."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, content: str | bytes | None = None, how: How = How()) -> tuple[list[Reading], list[str]]:
        if content is not None:
            data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
            (tmp_path / name).write_bytes(data)
        return told(imported(name, how))

    return run


def words(reading: Reading, part: str) -> list[str]:
    """The words of one part of each statement."""
    text = reading.document.text
    return [" … ".join(span.of(text) for span in getattr(one.attribution, part)) for one in reading.statements]
