"""How what a query finds is spread, and the articles a page at a time, in both databases."""

from __future__ import annotations

from onrecord.analyse.grouping import group
from onrecord.codebook import load_codebook
from onrecord.review import places_of, reject, undo
from onrecord.store import Query, Store
from onrecord.store.asking.articles import Wanted, articles_of, outlets_of
from onrecord.store.asking.facets import Facets, facets_of, reviewed, stances_on_issues, state_of
from onrecord.store.database.information import scores_of, ways_of
from store.articles import article, said


def facets(store: Store, query: Query = Query()) -> Facets:
    with store.connection() as connection:
        return facets_of(connection, query.checked())


def filled(store: Store) -> None:
    with store.writing() as writer:
        writer.add(article(1, outlet="Coastwire"))
        writer.add(article(2, outlet="The Courier", published="2031-07-02"))
        writer.add(said("The harbour stays open, come what may.", outlet="Coastwire", published="2031-07-03"))


def test_every_value_leads_to_as_many_statements_as_it_says(store: Store) -> None:
    filled(store)
    found = facets(store)
    assert sum(one.statements for one in found.quote_type) == store.count(Query())
    for field in ("actor", "recipient", "issue", "act", "stance", "outlet", "quote_type"):
        values = getattr(found, field)
        assert values, field
        assert [one.statements for one in values] == sorted((one.statements for one in values), reverse=True)
        for one in values:
            assert store.count(Query(**{field: one.value})) == one.statements, (field, one)
    for month in found.months:
        assert store.count(Query(since=month.value, until=month.value)) == month.statements


def test_filters_and_words_narrow_what_is_counted(store: Store) -> None:
    filled(store)
    for query in (Query(outlet="Coastwire"), Query("harbour"), Query(actor="Vennick", since="2031-06-02")):
        found = facets(store, query)
        assert sum(one.statements for one in found.quote_type) == store.count(query) > 0
    assert [one.value for one in facets(store, Query("harbour")).actor] == ["local:oskar"]
    assert facets(store, Query("submarine")) == Facets((), (), (), (), (), (), (), ())


def test_what_was_rejected_is_not_counted(store: Store) -> None:
    filled(store)
    (hit,) = store.search(Query("harbour")).hits
    with store.connection() as connection:
        before = state_of(connection)
    (made,) = reject(store, places_of(store, hit.found.statement.id), "Ada")
    with store.connection() as connection:
        assert reviewed(connection) == 1 and state_of(connection) != before
        rejected = state_of(connection)
    assert "local:oskar" not in {one.value for one in facets(store).actor}
    undo(store, [made.key], "Ada")
    with store.connection() as connection:
        assert reviewed(connection) == 0 and state_of(connection) not in (before, rejected)
    assert "local:oskar" in {one.value for one in facets(store).actor}


def test_issues_with_their_stances(store: Store) -> None:
    filled(store)
    with store.connection() as connection:
        issues = stances_on_issues(connection, 5)
    assert {one.id: one.statements for one in issues} == {one.value: one.statements for one in facets(store).issue}
    assert dict(issues[0].stances)["conditional"] > 0


def test_articles_newest_first_by_outlet_title_and_day(store: Store) -> None:
    filled(store)
    with store.connection() as connection:
        found = articles_of(connection, Wanted(), size=2)
        assert found.total == 3 and [one.document.published for one in found.found] == ["2031-07-03", "2031-07-02"]
        assert found.found[0].statements == 1
        assert [one.document.published for one in articles_of(connection, Wanted(), 2, 2).found] == ["2031-06-18"]
        assert articles_of(connection, Wanted(outlet="Coastwire")).total == 2
        assert articles_of(connection, Wanted(title="MONITORS, 2")).total == 1
        assert articles_of(connection, Wanted(title="%")).total == 0
        assert articles_of(connection, Wanted(since="2031-07", until="2031-07-02")).total == 1
        assert outlets_of(connection) == [("Coastwire", 2), ("The Courier", 1)]


def test_ways_of_reading_and_scores(store: Store) -> None:
    filled(store)
    with store.connection() as connection:
        assert sum(way.documents for way in ways_of(connection)) == 3
        scores = scores_of(connection)
    assert sum(scores) == store.count(Query()) and scores[7] >= 1  # the one of the harbour has 0.75


def test_every_change_is_another_state(store: Store) -> None:
    states = set()

    def note() -> int:
        with store.connection() as connection:
            states.add(state_of(connection))
        return len(states)

    assert note() == 1
    with store.writing() as writer:
        key = writer.add(article(1)).document
        assert note() == note() == 2
        group(store, writer)
        assert note() == 3
        writer.set_codebook(load_codebook("peace"))
        assert note() == 4
        writer.remove(key)
        assert note() == 5
