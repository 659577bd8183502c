"""Everybody of a record: a list to search, and what a person's page shows, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest

from onrecord.errors import OptionError
from onrecord.review import merge
from onrecord.store import Store
from onrecord.store.asking import people, person
from onrecord.store.asking.people import People, PeopleQuery
from store.articles import article, said
from store.voiced import Line, carrying


def listed(store: Store, **asked: object) -> People:
    with store.connection() as connection:
        return people.people(connection, PeopleQuery(**asked).checked())  # type: ignore[arg-type]


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as writer:
        writer.add(article(1, outlet="Coastwire"))
        writer.add(article(2, outlet="The Courier", published="2031-07-02"))
        writer.add(carrying("Matin", Line("Lena Oskar", "rain", country="Sorrenay"), published="2031-07-03"))
        writer.add(carrying("Matin", Line("Lena Oskar", "sun", country="Sorrenay"), published="2031-05-03"))
        writer.add(carrying("Matin", Line("unnamed: pilots", "fog", entity=False)))
    return store


def test_those_with_most_statements_come_first(filled: Store) -> None:
    found = listed(filled, named=True)
    first = found.people[0]
    assert (first.entity, first.name, first.type, first.country) == (
        "local:vennick",
        "Jorath Vennick",
        "person",
        "Karveth",
    )
    assert (first.statements, first.outlets, first.first, first.last) == (8, 2, "2031-06-01", "2031-06-30")
    oskar = next(one for one in found.people if one.name == "Lena Oskar")
    assert (oskar.statements, oskar.outlets, oskar.first, oskar.last) == (2, 1, "2031-05-03", "2031-07-03")
    assert found.total == len(found.people) >= sum(count for _, count in found.types)
    assert "unnamed: pilots" not in {one.name for one in found.people}
    assert "unnamed: pilots" in {one.name for one in listed(filled).people}


def test_people_are_found_by_any_of_their_names_and_facts(filled: Store) -> None:
    assert [one.name for one in listed(filled, text="wennik").people] == ["Jorath Vennick"]
    assert [one.name for one in listed(filled, text="local:oskar").people] == ["Lena Oskar"]
    assert {one.name for one in listed(filled, country="Sorrenay", named=True, type="person").people} == {
        "Lena Oskar",
        "Ghislin Verdassy",
    }
    assert listed(filled, text="nobody").people == ()
    names = [one.name for one in listed(filled, sort="name").people]
    assert names == sorted(names, key=str.casefold)
    whole = listed(filled).people
    assert listed(filled, page=2, size=3).people == whole[3:6]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "…"}, "has no word of a name"),
        ({"sort": "fame"}, "sort 'fame' is not known"),
        ({"page": 0}, "page 0 of size 50 does not exist"),
    ],
)
def test_what_makes_no_sense_is_told(asked: dict[str, object], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        PeopleQuery(**asked).checked()  # type: ignore[arg-type]


def test_somebodys_page(filled: Store) -> None:
    with filled.connection() as connection:
        profile = person.person(connection, "local:vennick")
        assert profile is not None and profile.statements == 8
        keys = person.actors_of(connection, profile)
        assert {month for month, _, _ in person.months_of(connection, keys)} == {"2031-06"}
        assert sum(count for _, _, count in person.months_of(connection, keys)) == 8
        to = person.addressees(connection, keys, 5)
        assert to and all(one.statements == sum(count for _, count in one.roles) for one in to)
        (called, *_) = person.called(connection, keys, 5)
        assert called.role and filled.document(called.document) is not None
        assert person.naming_of(connection, profile) == []
        assert person.person(connection, "Vennick") is None


def test_who_has_no_id_goes_by_the_whole_name(store: Store) -> None:
    with store.writing() as writer:
        writer.add(carrying("Matin", Line("Bo Lind", "yes", entity=False), Line("Bo Lind Senior", "no", entity=False)))
    with store.connection() as connection:
        profile = person.person(connection, "Bo Lind")
        assert profile is not None and (profile.name, profile.statements) == ("Bo Lind", 1)
        assert len(person.actors_of(connection, profile)) == 1


def test_merges_are_told(store: Store) -> None:
    with store.writing() as writer:
        writer.add(said("Yes.", "Lena Oskar"))
        writer.add(said("No.", "Elena Oskarsson"))
    merge(store, ["local:oskar", "local:oskarsson"], "Ada")
    with store.connection() as connection:
        profile = person.person(connection, "local:oskar")
        assert profile is not None and profile.statements == 2
        (made,) = person.naming_of(connection, profile)
    assert (made.kind, made.decided_by) == ("merge", "Ada")
