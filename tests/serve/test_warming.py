"""What pages count is counted before anybody asks, and again after a change."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from onrecord.serve import Settings
from onrecord.serve.remembering import Memory
from onrecord.serve.scoped import everything, scope_of
from onrecord.serve.warming import COUNTS, Warming
from onrecord.store import Store, open_store
from store.articles import article


def known(memory: Memory, store: Store) -> int:
    """Whether home page and matrix are counted: asked for in a way that counts nothing."""

    class NotCountedError(Exception):
        pass

    def missing() -> int:
        raise NotCountedError

    try:
        home = memory.of("home", missing)
        everything(store, memory, scope_of({}), "month")
    except NotCountedError:
        return -1
    return int(home.info.counts["documents"])  # type: ignore[attr-defined]


def wait_for(memory: Memory, store: Store, documents: int) -> None:
    until = time.monotonic() + 60
    while known(memory, store) != documents:
        assert time.monotonic() < until, "nothing was counted"
        time.sleep(0.02)


def test_it_counts_at_the_start_and_after_each_change(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db", create=True) as store:
        memory = Memory(store)
        warming = Warming(store, memory, Settings(store.address.name), every=0.01)
        warming.start()
        try:
            wait_for(memory, store, 0)
            with store.writing() as writer:
                writer.add(article(1))
            wait_for(memory, store, 1)
        finally:
            warming.close()


@pytest.mark.parametrize("number", range(len(COUNTS)))
def test_every_count_is_one_of_a_page(tmp_path: Path, number: int) -> None:
    with open_store(tmp_path / "record.db", create=True) as store:
        with store.writing() as writer:
            writer.add(article(1))
        memory = Memory(store)
        first = COUNTS[number](store, memory, Settings(store.address.name))
        assert first is not None and COUNTS[number](store, memory, Settings(store.address.name)) == first
