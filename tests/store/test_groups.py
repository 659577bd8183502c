"""Groups of statements and of documents: written, mended when a member goes, and seen in views."""

from __future__ import annotations

from sqlalchemy import select, text

from onrecord.store import Copy, Store
from onrecord.store.database import schema
from store.articles import article, said, without


def told(store: Store) -> dict[int, int]:
    with store.connection() as connection:
        return {row.statement: row.utterance for row in connection.execute(select(schema.utterances))}


def stored(store: Store, number: int) -> None:
    with store.writing() as writer:
        for one in range(number):
            writer.add(said(f"Rain, {one}.", outlet=f"Outlet {one}"))


def test_groups_go_by_their_lowest_key(store: Store) -> None:
    stored(store, 5)
    assert store.ungrouped() == [1, 2, 3, 4, 5]
    with store.writing() as writer:
        writer.set_utterances([[4, 2], [5], [3, 99]], [2, 3, 4, 5, 99], [2, 3, 4, 5, 99])
    assert told(store) == {2: 2, 4: 2}
    assert store.ungrouped() == [1]
    with store.writing() as writer:
        writer.set_utterances([[1, 2, 4]], [1, 2, 4], [1])
    assert told(store) == {1: 1, 2: 1, 4: 1}
    assert store.ungrouped() == []
    assert store.check() == []


def test_who_leaves_a_group_leaves_the_others_in_it(store: Store) -> None:
    stored(store, 4)
    with store.writing() as writer:
        writer.set_utterances([[1, 2, 3, 4]], [1, 2, 3, 4])
        writer.set_utterances([[1]], [1])
    assert told(store) == {2: 2, 3: 2, 4: 2}
    with store.writing() as writer:
        writer.set_utterances([[2, 3]], [2, 3])
    assert told(store) == {2: 2, 3: 2}


def test_a_removed_document_is_in_no_group(store: Store) -> None:
    stored(store, 4)
    with store.writing() as writer:
        writer.set_utterances([[1, 2, 3]], [1, 2, 3, 4])
        writer.set_copies([Copy(1, 1, 0.9), Copy(2, 1, 0.8), Copy(3, 1, 0.9)], {1: [5], 2: [5], 3: [5]})
        writer.remove(1)
    assert told(store) == {2: 2, 3: 2}
    assert store.copies(3) == [Copy(2, 2, 0.8), Copy(3, 2, 0.9)]
    with store.writing() as writer:
        writer.remove(3)
    assert told(store) == {}
    assert store.copies(2) == []
    assert store.check() == []


def test_a_new_reading_is_grouped_again(store: Store) -> None:
    reading = article()
    with store.writing() as writer:
        writer.add(reading)
        writer.add(article(1))
        count = len(reading.statements)
        writer.set_utterances([[1, count + 1]], range(1, 2 * count + 1), [1, 2])
        writer.replace(without(reading, 0))
    assert store.ungrouped() == [1]
    assert told(store) == {}


def test_views_tell_of_groups(store: Store) -> None:
    stored(store, 3)
    with store.writing() as writer:
        writer.set_utterances([[1, 3]], [1, 2, 3])
        writer.set_copies([Copy(1, 1, 0.75), Copy(3, 1, 0.75)], {})
    with store.connection() as connection:
        assert connection.execute(text("SELECT utterance FROM said ORDER BY statement")).scalars().all() == [1, 2, 1]
        assert connection.execute(text("SELECT utterance, statement FROM tellings ORDER BY 2")).all() == [
            (1, 1),
            (1, 3),
        ]
        rows = connection.execute(text("SELECT copy_of, similarity FROM articles ORDER BY document")).all()
        assert rows == [(1, 0.75), (None, None), (1, 0.75)]
    info = store.info()
    assert (info.utterances, info.retold, info.copies, info.ungrouped) == (2, 1, 1, 3)


def test_all_groups_can_be_taken_apart(store: Store) -> None:
    stored(store, 2)
    with store.writing() as writer:
        writer.set_utterances([[1, 2]], [1, 2], [1, 2])
        writer.set_copies([Copy(1, 1, 1.0), Copy(2, 1, 1.0)], {1: [3], 2: [3]})
        writer.forget_groups()
    assert told(store) == {}
    assert store.copies(1) == []
    assert store.ungrouped() == [1, 2]
