"""The record's own actors and codebook, changed together with what its statements are by and about."""

from __future__ import annotations

import pytest

from onrecord.codebook import Codebook, Entry
from onrecord.errors import OptionError, StoreError
from onrecord.review import undo
from onrecord.review.own import (
    add_actor,
    add_issue,
    merge_actors,
    merge_issues,
    rename_entry,
    set_actors,
    set_codebook,
    split_actor,
)
from onrecord.store import OwnActor, OwnActors, Query, Store
from store.articles import article, said

OSKAR = OwnActor("P1", "Lena Oskar", ("Oskar", "L. Oskar"), "person", "Veldland", "Envoy", "2030", None, "f")
TAMM = OwnActor("P2", "Aro Tamm", ("Tamm",), "person", "Veldland", None, None, None, "m")
LEVY = Entry("levy", "Quay levy", ("levy on ships",), ("lifting the levy",), None, ("The levy stays.",))
TOLL = Entry("toll", "Harbour toll", ("toll",), ("lifting the levy",), None, ("The toll goes.",))
PORTS = Entry("ports", "Ports", (), (), "toll")


def rows(store: Store) -> tuple[OwnActor, ...]:
    own = store.own_actors()
    return () if own is None else own.rows


def entries(store: Store) -> tuple[Entry, ...]:
    own = store.codebook()
    return () if own is None else own.entries


@pytest.fixture
def spoken(store: Store) -> Store:
    with store.writing() as writer:
        writer.add(said("The bridge stays.", "Lena Oskar", outlet="Coastwire"))
        writer.add(said("The bridge goes.", "Lena Oscar", outlet="Gazette"))
    return store


def test_an_actor_is_added(store: Store) -> None:
    add_actor(store, OSKAR, "Ada")
    add_actor(store, OSKAR._replace(role="Minister", start=None, end="2029"), "Ada")
    own = store.own_actors()
    assert own is not None
    assert own.name == "actors.csv"
    assert [row.role for row in own.rows] == ["Envoy", "Minister"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (OSKAR._replace(label=""), "or the name '' is empty"),
        (OwnActor("", ""), "the id '' or the name '' is empty"),
        (OSKAR._replace(start="soon"), "start is 'soon', which is no date"),
        (OSKAR._replace(gender="m"), "type or gender of 'P1' is not that of line 2"),
    ],
)
def test_an_actor_that_cannot_be_read_with_is_refused(store: Store, row: OwnActor, problem: str) -> None:
    add_actor(store, OSKAR, "Ada")
    with pytest.raises(OptionError, match=problem):
        add_actor(store, row, "Ada")
    assert rows(store) == (OSKAR,)


def test_actors_are_one_in_the_record_and_among_its_own(spoken: Store) -> None:
    set_actors(spoken, OwnActors("own.csv", (OSKAR, TAMM)), "Ada", "theirs")
    made, listed = merge_actors(spoken, ["P1", "Lena Oskar", "Lena Oscar"], "Ada")
    assert (made.kind, listed.kind, listed.value["with"]) == ("merge", "actors", [made.key])
    assert rows(spoken) == (OSKAR._replace(aliases=("Oskar", "L. Oskar", "Lena Oscar")), TAMM)
    assert spoken.search(Query(actor="P1")).total == 2
    assert [one.key for one in undo(spoken, [made.key], "Bo")] == [made.key, listed.key]
    assert spoken.search(Query(actor="P1")).total == 0
    assert rows(spoken) == (OSKAR, TAMM)


def test_own_actors_that_nobody_quotes_are_one(store: Store) -> None:
    set_actors(store, OwnActors("own.csv", (OSKAR, TAMM, TAMM._replace(role="Leader"))), "Ada", "theirs")
    (made,) = merge_actors(store, ["P1", "Tamm"], "Ada")
    assert (made.kind, made.value["what"], made.value["with"]) == ("actors", "Tamm → Lena Oskar (P1)", [])
    aliases = ("Oskar", "L. Oskar", "Aro Tamm", "Tamm")
    assert {row.id for row in rows(store)} == {"P1"}
    assert [row.role for row in rows(store)] == ["Envoy", None, "Leader"]
    assert {row.aliases for row in rows(store)} == {aliases}


def test_nobody_is_merged_with_nobody(spoken: Store) -> None:
    set_actors(spoken, OwnActors("own.csv", (OSKAR,)), "Ada", "theirs")
    with pytest.raises(StoreError, match="there is no actor 'Nobody'"):
        merge_actors(spoken, ["P1", "Nobody"], "Ada")
    assert rows(spoken) == (OSKAR,)
    assert [one.kind for one in spoken.decisions()] == ["actors"]


def test_names_are_given_to_another(store: Store) -> None:
    set_actors(store, OwnActors("own.csv", (OSKAR, TAMM)), "Ada", "theirs")
    split_actor(store, "P1", ["L. Oskar"], "Ada")
    assert rows(store)[0].aliases == ("Oskar",)
    assert rows(store)[2][:4] == ("P1-2", "L. Oskar", (), "person")
    split_actor(store, "P1", ["Oskar"], "Ada", to="P2")
    assert [row.aliases for row in rows(store)] == [(), ("Tamm", "Oskar"), ()]


def test_an_issue_is_added(store: Store) -> None:
    add_issue(store, LEVY, "Ada")
    with pytest.raises(OptionError, match="the id is that of"):
        add_issue(store, LEVY, "Ada")
    with pytest.raises(OptionError, match="there is no parent 'x'"):
        add_issue(store, Entry("a", "A", parent="x"), "Ada")
    assert entries(store) == (LEVY,)


def test_an_issue_is_renamed(store: Store) -> None:
    set_codebook(store, Codebook("mine.csv", (LEVY, TOLL)), "Ada", "theirs")
    (made,) = rename_entry(store, "quay levy", "Levy  on quays", "Ada")
    assert made.value["what"] == "Quay levy → Levy on quays"
    assert entries(store)[0].label == "Levy on quays"
    assert entries(store)[0].aliases == ("levy on ships", "Quay levy")
    with pytest.raises(OptionError, match="is another issue of the codebook"):
        rename_entry(store, "levy", "Harbour toll", "Ada")


def test_issues_are_one(store: Store) -> None:
    set_codebook(store, Codebook("mine.csv", (LEVY, TOLL, PORTS)), "Ada", "theirs")
    (made,) = merge_issues(store, ["levy", "Harbour toll"], "Ada")
    assert made.kind == "codebook"
    merged, ports = entries(store)
    assert merged.aliases == ("levy on ships", "Harbour toll", "toll")
    assert merged.reversed_aliases == ("lifting the levy",)
    assert merged.examples == ("The levy stays.", "The toll goes.")
    assert ports.parent == "levy"
    with pytest.raises(OptionError, match="are one issue already"):
        merge_issues(store, ["levy", "Quay levy"], "Ada")
    with pytest.raises(StoreError, match="there is no issue 'nothing'"):
        merge_issues(store, ["levy", "nothing"], "Ada")


def test_statements_follow(store: Store) -> None:
    with store.writing() as writer:
        writer.add(article())
    issue = next(c.issue for s in store.reading(1).statements for c in s.codings if c.issue is not None)
    set_codebook(store, Codebook("mine.csv", (LEVY,)), "Ada", "theirs")
    (made,) = merge_issues(store, ["levy", issue.id], "Ada")  # the codebook does not have the other one
    assert made.value["into"] == ["levy", "Quay levy"]
    found = {c.issue.id for s in store.reading(1).statements for c in s.codings if c.issue is not None}
    assert "levy" in found and issue.id not in found


def test_every_change_of_the_lists_is_taken_back(store: Store) -> None:
    """Each by itself and the last one first, to what was there in the same order, and to nothing at last."""
    made = [
        *add_actor(store, OSKAR, "Ada"),
        *set_actors(store, OwnActors("own.csv", (OSKAR, TAMM, TAMM._replace(role="Leader"))), "Ada", "theirs"),
        *split_actor(store, "P1", ["L. Oskar"], "Ada"),
        *merge_actors(store, ["P2", "Oskar"], "Ada"),
        *add_issue(store, TOLL, "Ada"),
        *set_codebook(store, Codebook("mine.csv", (PORTS, LEVY, TOLL)), "Ada", "theirs"),
        *rename_entry(store, "levy", "Levy on quays", "Ada"),
        *merge_issues(store, ["levy", "toll"], "Ada"),
    ]
    assert len(made) == 8 and {one.decided_by for one in made} == {"Ada"}
    states = []
    for one in reversed(made):
        states.append((rows(store), entries(store)))
        undo(store, [one.key], "Bo")
    assert len({repr(state) for state in states}) == 8
    assert (store.own_actors(), store.codebook(), store.decisions()) == (None, None, [])
    assert {one.undone_by for one in store.decisions(standing=False)} == {"Bo"}


def test_what_others_changed_since_stays(store: Store) -> None:
    set_actors(store, OwnActors("own.csv", (OSKAR, TAMM)), "Ada", "theirs")
    (made,) = merge_actors(store, ["P1", "Tamm"], "Ada")
    vale = OwnActor("P3", "Ida Vale")
    add_actor(store, vale, "Bo")
    undo(store, [made.key], "Ada")
    assert rows(store) == (OSKAR, TAMM, vale)


def test_what_was_changed_again_is_not_taken_back_by_itself(spoken: Store) -> None:
    set_actors(spoken, OwnActors("own.csv", (OSKAR, TAMM)), "Ada", "theirs")
    made, listed = merge_actors(spoken, ["P1", "Lena Oskar", "Lena Oscar"], "Ada")
    (later,) = merge_actors(spoken, ["P1", "Tamm"], "Bo")
    with pytest.raises(OptionError, match="was changed again since"):
        undo(spoken, [listed.key], "Ada")
    assert [one.key for one in undo(spoken, [made.key], "Ada")] == [made.key]  # the statements follow, the list stays
    assert {row.id for row in rows(spoken)} == {"P1"}
    undo(spoken, [listed.key, later.key], "Ada")
    assert rows(spoken) == (OSKAR, TAMM)


def test_an_actor_that_is_there_is_not_added_again(store: Store) -> None:
    assert len(add_actor(store, OSKAR, "Ada")) == 1
    assert add_actor(store, OSKAR, "Ada") == []
    assert rows(store) == (OSKAR,)
