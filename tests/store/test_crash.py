"""Nothing that was reported stored is lost, and nothing is there twice: killed, full, crowded."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from crash.running import killed
from databases import LONG
from onrecord.document import Document
from onrecord.errors import StoreError
from onrecord.store import Query, Store, open_store
from store.articles import article

TESTS = Path(__file__).parents[1]
KILLS = 100 if LONG else 2
#: Articles that each of several processes adds.
ARTICLES = 15 if LONG else 5


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start a process that works on a record."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (TESTS.parent / "src", TESTS)))}
    command = [sys.executable, "-m", "store.working", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def told(output: str) -> dict[str, int]:
    """What was reported stored: the key of each document by the id of its text; half a line is no report."""
    lines = output[: output.rfind("\n") + 1].splitlines()
    stored = [line.split() for line in lines if line.startswith(("new", "unchanged", "version"))]
    return {id: int(key) for _, key, id in stored}


def keys(store: Store) -> dict[str, int]:
    """What is there."""
    return {one.id: one.key for one in store.documents()}


def test_killed_at_any_moment(database: str) -> None:
    chance, first, stored = random.Random(5), 1, dict[str, int]()  # noqa: S311
    for _ in range(KILLS):
        reported = told(killed(start("add", database, first, -1), 1, chance.uniform(0, 0.5)))  # a line: it has begun
        stored |= reported
        first += len(reported) + 1
        with open_store(database) as store:
            there = keys(store)
            assert stored.items() <= there.items()
            assert store.check() == []
    with open_store(database) as store:
        assert len(stored) <= len(keys(store)) <= len(stored) + KILLS  # the last of each may be there unreported
        for document in store.documents():
            assert len(store.reading(document.key).statements) == 7


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2] if LONG else [0.05])
def test_killed_while_the_tables_are_made(empty: Callable[[], str], delay: float) -> None:
    database = empty()
    killed(start("upgrade", database), 1, delay)
    with open_store(database, create=True) as store, store.writing() as writer:
        assert writer.add(article()).status == "new"
        assert store.check() == []


@pytest.mark.parametrize("size", [600_000, 1_200_000] if LONG else [600_000])
def test_a_full_disk(tmp_path: Path, size: int) -> None:
    path = tmp_path / "record.db"
    open_store(path, create=True).close()
    output, errors = start("full", path, size).communicate()
    assert output.splitlines()[-1] == (
        f"error {path}: there is no room left to write. Nothing that was reported stored is lost. "
        "Make room and run it again"
    ), errors
    with open_store(path) as store:
        assert keys(store) == told(output)
        assert store.check() == []
        with store.writing() as writer:
            assert writer.add(article(50_000)).status == "new"


def test_two_processes_that_add_the_same_at_once(database: str) -> None:
    processes = [start("add", database, 1, ARTICLES), start("add", database, 1, ARTICLES)]
    outputs = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    reports = [told(output) for output, _ in outputs]
    assert reports[0] == reports[1]
    lines = "".join(output for output, _ in outputs).splitlines()
    assert sum(line.startswith("new") for line in lines) == ARTICLES
    assert sum(line.startswith("unchanged") for line in lines) == ARTICLES
    with open_store(database) as store:
        assert keys(store) == reports[0]
        assert store.check() == []


def test_two_processes_that_add_different_articles_at_once(database: str) -> None:
    processes = [start("add", database, 1, ARTICLES), start("add", database, 101, ARTICLES)]
    stored = {id: key for process in processes for id, key in told(process.communicate()[0]).items()}
    assert len(stored) == len(set(stored.values())) == 2 * ARTICLES
    with open_store(database) as store:
        assert keys(store) == stored
        assert store.check() == []


def test_twenty_readers_during_a_write(database: str) -> None:
    with open_store(database) as store, store.writing() as writer:
        writer.add(article(500))
    done = Event()

    def read(number: int) -> int:
        rounds = 0
        with open_store(database, read_only=True) as store:
            while not done.is_set() or not rounds:
                page = store.search(Query("monitors deal"))
                assert page.total % 2 == 0  # two in every article: none is seen half
                assert store.reading(1).document.text.endswith("500")
                assert store.count(Query(actor="Wennik")) % 4 == 0
                assert len(list(store.documents())) >= page.total // 2
                rounds += 1
                time.sleep(0.01)
        return rounds

    writing = start("add", database, 1, ARTICLES)
    with ThreadPoolExecutor(20) as pool:
        readers = [pool.submit(read, number) for number in range(20)]
        output, errors = writing.communicate()
        done.set()
        assert all(reader.result() for reader in readers)
    assert len(told(output)) == ARTICLES, errors


def test_one_who_writes_on_and_on_lets_others_pass(database: str) -> None:
    process = start("add", database, 1, -1)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        with open_store(database) as store, store.writing(patience=20) as writer:
            for number in range(3):
                assert writer.add(article(90_000 + number)).status == "new"
    finally:
        process.kill()
        process.communicate()


def test_a_writer_waits_for_another_one_and_gives_up(database: str) -> None:
    from onrecord.store.database import connections
    from onrecord.store.database.address import address_of

    address = address_of(database)
    engine = connections.writer_engine(address)
    try:
        with open_store(database) as store, store.writing(patience=0.3) as writer:
            with connections.writing(engine, address):
                begun = time.monotonic()
                with pytest.raises(StoreError) as caught:
                    writer.add(article())
                assert 0.25 < time.monotonic() - begun < 10
                assert not writer.has(Document("Unknown."))  # reading does not wait
            assert writer.add(article()).status == "new"
    finally:
        connections.close(engine, address)
    problem = "another program is writing to it"
    if address.path is not None:
        problem = f"process {os.getpid()} has been writing to it for 0.3 seconds"
    assert str(caught.value) == f"{address.name}: {problem}. Try again when it has ended"


def test_a_shell_that_holds_sqlites_own_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr("onrecord.store.database.connections.PATIENCE", 0.2)
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store, store.writing() as writer:
        shell = sqlite3.connect(path, isolation_level=None)
        shell.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing to it"):
            writer.add(article())
        assert store.search(Query()).total == 0
        shell.close()
        assert writer.add(article()).status == "new"


def test_an_iterator_sees_one_state(store: Store) -> None:
    with store.writing() as writer:
        writer.add(article(1))
        statements = store.statements()
        next(statements)
        writer.add(article(2))
        assert len(list(statements)) == 6
    assert store.count(Query()) == 14
