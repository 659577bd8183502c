"""The queue of a review: what needs eyes first, and how far people are."""

from __future__ import annotations

import pytest

from onrecord.review import Edit, Place, accept, edit, reject, undo
from onrecord.store import Query, Store
from onrecord.store.asking.queue import Asked, ahead, candidates, groups, queue, still_waiting, tallies, waiting_at
from store.articles import article, said


@pytest.fixture
def document(store: Store) -> int:
    with store.writing() as writer:
        key = writer.add(article()).document
        writer.add(said("No comment.", outlet="The Courier"))
        return key


def numbers(store: Store, document: int, asked: Asked) -> list[int]:
    by_id = {one.id: number for number, one in enumerate(store.reading(document).statements)}
    with store.connection() as connection:
        return [by_id.get(one.statement, -1) for one in queue(connection, asked, 20)]


def test_the_lowest_score_of_a_statement_comes_first(store: Store, document: int) -> None:
    with store.connection() as connection:
        found = queue(connection, Asked(), 20)
    scores = [one.score for one in found]
    assert scores == sorted(scores)
    assert (len(found), min(scores)) == (8, 0.2)
    assert (
        scores[[one.document == document for one in found].index(False)] == 0.5
    )  # Oskar's, whose source is likely by a half
    assert numbers(store, document, Asked(order="text")) == [*range(7), -1]


def test_what_was_looked_for_at_once_serves_until_a_decision_is_taken_back(store: Store, document: int) -> None:
    asked = Asked(order="text")
    with store.connection() as connection:
        first, known = ahead(connection, asked), groups(connection, asked.query)
    places = [Place(document, one.id) for one in store.reading(document).statements]
    accept(store, places[:2], "Ada")
    reject(store, places[4:5], "Bo")
    with store.connection() as connection:
        assert first.whole and len(first.waiting) == 8
        assert still_waiting(connection, first) == queue(connection, asked, 20)
        assert tallies(connection, asked.query, known) == tallies(connection, asked.query)
        assert tallies(connection, asked.query, known).whole.open == 5


def test_decided_ones_leave_the_queue_and_come_back_when_that_is_taken_back(store: Store, document: int) -> None:
    places = [Place(document, one.id) for one in store.reading(document).statements]
    (accepted,) = accept(store, places[:1], "Ada")
    edit(store, places[1:2], Edit(act="CONSULT"), "Ada")
    reject(store, places[2:3], "Bo")
    assert numbers(store, document, Asked(order="text")) == [3, 4, 5, 6, -1]
    assert [numbers(store, document, Asked(state=one)) for one in ("accepted", "edited", "rejected")] == [[0], [1], [2]]
    with store.connection() as connection:
        whole, by_outlet, by_act = tallies(connection, Query())
        assert (whole.total, whole.open, whole.accepted, whole.edited, whole.rejected, whole.done) == (8, 5, 1, 1, 1, 3)
        assert [(one.name, one.total, one.done) for one in by_outlet] == [
            ("Coastwire", 7, 3),
            ("The Courier", 1, 0),
        ]
        assert sum(one.total for one in by_act) == 8
        found = waiting_at(connection, *places[2])
        assert found is not None and found.state == "rejected"
        assert {one.statement for one in candidates(connection, Query())} >= {places[0].statement}
        assert places[2].statement not in {one.statement for one in candidates(connection, Query())}
        assert waiting_at(connection, document, "nowhere") is None
    undo(store, [accepted.key], "Ada")
    assert numbers(store, document, Asked(order="text")) == [0, 3, 4, 5, 6, -1]


def test_filters_are_those_of_a_query(store: Store, document: int) -> None:
    assert numbers(store, document, Asked(Query("monitors", stance="conditional"), order="text")) == [0, 2]
    assert numbers(store, document, Asked(Query(outlet="The Courier"))) == [-1]
    with store.connection() as connection:
        assert tallies(connection, Query("inspections")).whole.total == 1
