"""``onrecord add`` killed at any moment, and on a full disk: what was told is there, and a second run completes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crash import articles
from crash.conftest import Disk
from crash.contents import Contents, contents
from crash.running import LONG, finish, killed, moments, start, told
from onrecord.store import open_store

#: Records, and how often the adding to each is killed.
RECORDS, KILLS = (40, 3) if LONG else (1, 1)
STORED = ("new", "version", "unchanged")
#: Lines that an undisturbed run tells at least: articles, the broken one, two copies, the summary.
LINES = articles.GOOD + 4


def stored(outcomes: list[dict[str, Any]]) -> dict[int, str]:
    """Ids of the texts that were told as stored, by the keys that they were told with."""
    return {one["document"]: one["id"] for one in outcomes if one["status"] in STORED and one["document"] is not None}


def check(record: Path, reported: dict[int, str]) -> int:
    """See that a record is sound, and that it has what was told; return how many documents it has."""
    if not record.exists():
        assert not reported
        return 0
    with open_store(record, create=True) as store:
        there = {one.key: one.id for one in store.documents()}
        assert reported.items() <= there.items()
        assert store.check() == []
        for key in there:
            store.reading(key)
        return len(there)


def attempts(record: Path, source: Path, times: list[tuple[int, float]]) -> Iterator[dict[int, str]]:
    """Add again and again to a record, killed each time; yield what was told so far."""
    reported: dict[int, str] = {}
    for lines, delay in times:
        process = start("add", source, "--db", record, "-f", "jsonl")
        reported |= stored(told(killed(process, lines, delay)))
        yield reported


def test_undisturbed_has_what_is_to_be_lost(undisturbed: Contents) -> None:
    assert len(undisturbed.readings) == articles.GOOD
    assert undisturbed.utterances and len(undisturbed.copies) == 2
    assert sum(len(one["statements"]) for one in undisturbed.readings.values()) >= 2 * articles.GOOD


@pytest.mark.parametrize("record", range(RECORDS))
def test_killed_at_any_moment(record: int, source: Path, undisturbed: Contents, tmp_path: Path) -> None:
    database, before = tmp_path / "record.db", 0
    for reported in attempts(database, source, moments(record, KILLS, LINES)):
        now = check(database, reported)
        assert now >= before
        before = now
    code, output, errors = finish("add", source, "--db", database, "-f", "jsonl")
    assert code == 1, errors
    statuses = [one["status"] for one in told(output)]
    assert statuses.count("unchanged") == before, "what is there is not read again"
    assert statuses.count("new") + statuses.count("version") == articles.GOOD - before
    check(database, reported | stored(told(output)))
    assert contents(database) == undisturbed


@pytest.mark.parametrize("kilobytes", [100, 700, 1500] if LONG else [1500])
def test_a_full_disk(kilobytes: int, source: Path, undisturbed: Contents, disk: Disk) -> None:
    record = disk(kilobytes) / "record.db"
    code, output, errors = finish("add", source, "--db", record, "-f", "jsonl")
    assert code == 2, errors
    assert "Traceback" not in errors and "room" in errors.splitlines()[-1]
    reported = stored(told(output))
    if reported:  # with less room not even the tables are there
        check(record, reported)
    disk(50_000)
    assert finish("add", source, "--db", record)[0] == 1
    assert contents(record) == undisturbed
