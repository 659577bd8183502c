"""What was counted is remembered until the record changes, and counted once however many ask at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.analyse.grouping import group
from onrecord.review import Edit, accept, edit, places_of, reject, undo
from onrecord.serve import remembering
from onrecord.serve.remembering import Memory
from onrecord.store import Query, Store, open_store
from steps import steps_of
from store.articles import article, said


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db", create=True) as made:
        with made.writing() as writer:
            writer.add(said("The harbour stays open, come what may.", outlet="Coastwire", published="2031-07-03"))
        yield made


def test_nothing_is_counted_twice_until_the_record_changes(store: Store) -> None:
    memory = Memory(store)

    def statements() -> int:
        return memory.of("statements", lambda: store.count(Query()))

    assert statements() == 1
    assert memory.of("statements", lambda: pytest.fail("it is known")) == 1
    (made,) = reject(store, places_of(store, store.search(Query("harbour")).hits[0].found.statement.id), "Ada")
    assert statements() == 0
    undo(store, [made.key], "Ada")
    assert statements() == 1
    with store.writing() as writer:
        added = writer.add(article(2))
        assert (before := statements()) > 1
        group(store, writer)
        assert memory.of("statements", lambda: "counted anew") == "counted anew"
        writer.remove(added.document)
    assert statements() == 1 < before


def test_what_people_say_of_statements_leaves_what_is_counted_of_the_statements_themselves(store: Store) -> None:
    memory, counted = Memory(store), list[str]()
    places = places_of(store, store.search(Query("harbour")).hits[0].found.statement.id)

    def asked() -> int:
        memory.of_statements("ahead", lambda: counted.append("once more"))
        return len(counted)

    assert asked() == 1
    accept(store, places, "Ada")
    (made,) = reject(store, places, "Ada")
    assert asked() == 1
    undo(store, [made.key], "Ada")
    assert asked() == 2
    edit(store, places, Edit(act="CONSULT"), "Ada")
    assert asked() == 3
    with store.writing() as writer:
        writer.add(article(2))
    assert asked() == 4


def test_many_who_ask_at_once_wait_for_one_count(store: Store) -> None:
    memory, asked, counted = Memory(store), threading.Barrier(8), list[int]()
    found: list[object] = []

    def count() -> int:
        counted.append(1)
        everybody.wait(10)
        return len(counted)

    def ask() -> None:
        if asked.wait(10) == 0:
            everybody.set()
        found.append(memory.of("slow", count))

    everybody = threading.Event()
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8


def test_a_failure_is_not_remembered(store: Store) -> None:
    memory = Memory(store)
    with pytest.raises(ZeroDivisionError):
        memory.of("odd", lambda: 1 // 0)
    assert memory.of("odd", lambda: 1) == 1


def test_what_was_asked_for_last_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_MOST_ROWS", 10)
    memory = Memory(store)
    for key in ("first", "second", "first", "third"):
        memory.of(key, lambda: [1, 2, 3, 4])
    assert memory.of("first", lambda: []) and memory.of("third", lambda: [])
    assert memory.of("second", lambda: []) == []


def test_to_remember_one_thing_more_costs_the_same_however_much_is_remembered(store: Store) -> None:
    memory = Memory(store)

    def more(numbers: range) -> int:
        return steps_of(lambda: [memory.of(number, lambda: (("a", 1),) * 100) for number in numbers])

    more(range(5))
    few = more(range(5, 15))
    more(range(15, 200))
    assert more(range(200, 210)) < 1.2 * few
