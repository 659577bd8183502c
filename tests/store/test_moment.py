"""Several answers of one state, whoever writes in the meantime."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from onrecord.errors import StoreError
from onrecord.store import Query, Store
from onrecord.store.moment import Moment
from store.articles import article


def test_all_answers_are_of_one_state(store: Store) -> None:
    with store.writing() as writer:
        key = writer.add(article(1)).document
        with Moment(store) as seen:
            hits = seen.search(Query("monitors")).hits
            writer.remove(key)
            writer.add(article(2))
            assert seen.reading(key).document.text.endswith("1")
            assert [one.key for one in seen.documents()] == [key]
            assert seen.search(Query("monitors")).hits == hits
            with pytest.raises(StoreError):
                store.reading(key)
        assert [one.key for one in seen.documents()] == [key + 1], "after its end it tells what there is"


def test_an_error_ends_the_moment_and_not_the_record(store: Store) -> None:
    with store.writing() as writer, Moment(store) as seen:
        assert seen.count(Query()) == 0
        writer.add(article(1))
        with pytest.raises(StoreError), seen.connection() as connection:
            connection.execute(text("SELECT nothing FROM nowhere"))
        assert seen.count(Query()) == 7


def test_an_iterator_that_is_left_alone(store: Store) -> None:
    with store.writing() as writer:
        writer.add(article(1))
    with Moment(store) as seen:
        found = seen.statements()
        next(found)
        del found
        assert seen.count(Query()) == 7


def test_it_cannot_write(store: Store) -> None:
    with Moment(store) as seen, pytest.raises(StoreError), seen.connection() as connection:
        connection.execute(text("DELETE FROM documents"))
