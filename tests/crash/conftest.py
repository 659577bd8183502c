"""The articles that are added by runs that are killed, and the record that a run that is not killed makes of them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crash import articles
from crash.contents import Contents, contents
from crash.running import finish, told


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return articles.written(tmp_path_factory.mktemp("given") / "articles.jsonl")


@pytest.fixture(scope="session")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    record = tmp_path_factory.mktemp("undisturbed") / "record.db"
    code, output, errors = finish("add", source, "--db", record, "-f", "jsonl")
    assert code == 1, errors  # one article is broken
    assert [one["status"] for one in told(output)].count("new") == articles.GOOD - 1
    return contents(record)


#: Gives a disk of so many kilobytes; asked again, it is made larger or smaller.
Disk = Callable[[int], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk of its own, where this may be made: it takes root."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted: list[Path] = []

    def sized(kilobytes: int) -> Path:
        again = "remount," if mounted else ""
        command = ["mount", "-t", "tmpfs", "-o", f"{again}size={kilobytes}k", "tmpfs", str(place)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("no disk can be made here: it takes root")
        mounted.append(place)
        return place

    yield sized
    if mounted:
        subprocess.run(["umount", str(place)], check=True)
