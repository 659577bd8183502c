"""Decisions on actors and issues: one or several, and what they are called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.errors import OptionError, StoreError
from onrecord.review import Edit, Place, accept, edit, merge, rename_issue, settle, split, undo
from onrecord.statement import Reading, Resolution
from onrecord.store import Query, Store
from store.articles import article, said

KORODINE, VERDASSY = "local:korodine", "local:verdassy"


def told(number: int, name: str, entity: str | None, issue: str | None = None) -> Reading:
    """An article of one statement by somebody."""
    reading = said(f"No ship will sail, {number}.", outlet="Coastwire", source_id=str(number))
    (statement,) = reading.statements
    return replace(reading, statements=(replace(statement, resolution=Resolution(name, "name", entity, "person")),))


def add(store: Store, *readings: Reading) -> list[int]:
    with store.writing() as writer:
        return [writer.add(reading).document for reading in readings]


def speakers(store: Store, query: Query) -> list[str]:
    return sorted(one.statement.resolution.name for one in store.statements(query) if one.statement.resolution)


def test_merged_actors_are_one_and_come_apart_again(store: Store, document: int) -> None:
    before = store.reading(document)
    made = merge(store, ["Verdassy", "Amatisse Korodine"], "Ada")
    assert made.value == {
        "entities": [KORODINE],
        "names": [],
        "into": {"entity": VERDASSY, "name": "Ghislin Verdassy"},
    }
    assert (made.kind, made.document, made.statement) == ("merge", None, None)
    assert speakers(store, Query(actor=VERDASSY)) == ["Amatisse Korodine", "Ghislin Verdassy", "Ghislin Verdassy"]
    assert speakers(store, Query(actor="korodine")) == ["Amatisse Korodine"]
    (profile,) = store.who(VERDASSY)
    assert profile.statements == 3 and "Amatisse Korodine" in (profile.name, *profile.aliases)
    assert store.check() == []
    undo(store, [made.key], "Bo")
    assert store.reading(document) == before
    assert speakers(store, Query(actor=KORODINE)) == ["Amatisse Korodine"]
    assert store.check() == []


def test_a_merge_holds_for_what_is_read_later(store: Store, document: int) -> None:
    merge(store, [VERDASSY, KORODINE], "Ada")
    with store.writing() as writer:
        writer.replace(article())
    add(store, told(1, "Amatisse Korodine", KORODINE), told(2, "A. Korodine", KORODINE))
    settle(store)
    assert settle(store) == 0
    assert len(speakers(store, Query(actor=VERDASSY))) == 5 and len(speakers(store, Query(actor=KORODINE))) == 3
    assert speakers(store, Query(actor="verdassy korodine")) == []
    undo(store, [store.decisions()[0].key], "Ada")
    assert len(speakers(store, Query(actor=KORODINE))) == 3
    assert store.check() == []


def test_those_known_by_name_alone_are_merged(store: Store) -> None:
    keys = add(store, told(1, "Lena Oskar", None), told(2, "L. Oskar", None), told(3, "Lena Oskar", "P-1"))
    before = [store.reading(key) for key in keys]
    with pytest.raises(OptionError, match="'Lena Oskar' are 2 actors: 'Lena Oskar', P-1"):
        merge(store, ["Lena Oskar", "L. Oskar"], "Ada")
    made = merge(store, ["P-1", "L. Oskar"], "Ada")
    assert speakers(store, Query(actor="P-1")) == ["L. Oskar", "Lena Oskar"]
    undo(store, [made.key], "Ada")
    assert [store.reading(key) for key in keys] == before


def test_two_without_an_id_get_one(store: Store) -> None:
    keys = add(store, told(1, "Lena Oskar", None), told(2, "L. Oskar", None))
    before = [store.reading(key) for key in keys]
    made = merge(store, ["Lena Oskar", "L. Oskar"], "Ada")
    id = made.value["into"]["entity"]
    assert id.startswith("local:") and len(speakers(store, Query(actor=id))) == 2
    with pytest.raises(OptionError, match="one actor already"):
        merge(store, [id, "L. Oskar"], "Ada")
    undo(store, [made.key], "Ada")
    assert [store.reading(key) for key in keys] == before


def test_merges_on_merges_are_taken_back_in_any_order(store: Store) -> None:
    keys = add(store, *(told(number, f"Name {letter}", letter) for number, letter in enumerate("ABC")))
    before = [store.reading(key) for key in keys]
    first, second = merge(store, ["B", "A"], "Ada"), merge(store, ["C", "B"], "Ada")
    assert speakers(store, Query(actor="C")) == ["Name A", "Name B", "Name C"]
    undo(store, [first.key], "Ada")
    assert speakers(store, Query(actor="A")) == ["Name A"]
    assert speakers(store, Query(actor="C")) == ["Name B", "Name C"]
    undo(store, [second.key], "Ada")
    assert [store.reading(key) for key in keys] == before


def test_names_are_split_off(store: Store) -> None:
    keys = add(
        store, told(1, "Ulvar Tresk", "P-5"), told(2, "Tresk", "P-5"), told(3, "Oda Tresk", "P-5"), told(4, "O", "P-6")
    )
    before = [store.reading(key) for key in keys]
    made = split(store, "P-5", ["oda tresk"], "Ada")
    new = made.value["into"]["entity"]
    assert speakers(store, Query(actor=new)) == ["Oda Tresk"]
    assert speakers(store, Query(actor="P-5")) == ["Tresk", "Ulvar Tresk"]
    other = split(store, "P-5", ["Tresk"], "Ada", to="P-6")
    assert speakers(store, Query(actor="P-6")) == ["O", "Tresk"]
    undo(store, [made.key], "Ada")
    assert speakers(store, Query(actor="P-5")) == ["Oda Tresk", "Ulvar Tresk"]
    undo(store, [other.key], "Ada")
    assert [store.reading(key) for key in keys] == before
    assert store.check() == []
    for names in (["Nobody"], ["Tresk", "Ulvar Tresk", "Oda Tresk"]):
        with pytest.raises(OptionError, match="cannot be split so: its names are 'Ulvar Tresk', 'Tresk', 'Oda Tresk'"):
            split(store, "P-5", names, "Ada")
    with pytest.raises(OptionError, match="is no other actor"):
        split(store, "P-5", ["Tresk"], "Ada", to="P-5")


def test_an_edit_of_a_merged_actors_statement_comes_apart_too(store: Store, document: int) -> None:
    before = store.reading(document)
    merged = merge(store, [VERDASSY, KORODINE], "Ada")
    renamed = rename_issue(store, "ceasefire", "the truce", "Ada")
    chosen = [Place(document, one.id) for one in before.statements]
    made = [edit(store, [one], Edit(stance="support"), "Ada")[0].key for one in chosen]
    assert store.check() == []
    undo(store, [merged.key, renamed.key], "Ada")
    assert [one.resolution for one in store.reading(document).statements] == [
        one.resolution for one in before.statements
    ]
    undo(store, made, "Ada")
    assert store.reading(document) == before
    assert store.check() == []


def test_an_issue_is_renamed_for_what_is_read_later_too(store: Store, document: int) -> None:
    before = store.reading(document)
    made = rename_issue(store, "ceasefire", " the  Truce ", "Ada")
    assert made.value == {"issues": [["open:ceasefire", "ceasefire"]], "into": ["open:the truce", "the Truce"]}
    with store.writing() as writer:
        writer.replace(article())
    settle(store)
    (found,) = store.statements(Query(issue="truce"))
    assert found.statement.codings[0].issue is not None and found.statement.codings[0].issue.label == "the Truce"
    assert list(store.statements(Query(issue="ceasefire"))) == []
    undo(store, [made.key], "Ada")
    assert store.reading(document) == before and len(list(store.statements(Query(issue="ceasefire")))) == 1
    assert store.check() == []


def test_renaming_to_an_issue_that_is_there_makes_them_one(store: Store, document: int) -> None:
    before = store.reading(document)
    first = rename_issue(store, "open:ceasefire", "opening of the ports", "Ada")
    assert len(list(store.statements(Query(issue="ports")))) == 2
    second = rename_issue(store, "ports", "Harbours", "Ada")
    assert second.value["into"] == ["ports", "Harbours"]
    assert len(list(store.statements(Query(issue="harbours")))) == 2
    undo(store, [first.key], "Ada")
    assert len(list(store.statements(Query(issue="ceasefire")))) == 1
    undo(store, [second.key], "Ada")
    assert store.reading(document) == before
    assert store.check() == []


def test_names_that_make_no_sense(store: Store, document: int) -> None:
    add(store, told(1, "unknown", None))
    for actors, message in (
        ((VERDASSY, VERDASSY), "one actor already"),
        ((VERDASSY, "unknown"), "nobody in particular"),
    ):
        with pytest.raises(OptionError, match=message):
            merge(store, actors, "Ada")
    for new, message in (
        ("...", "no name of an issue"),
        ("x" * 201, "no name of an issue"),
        ("ceasefire", "so already"),
    ):
        with pytest.raises(OptionError, match=message):
            rename_issue(store, "ceasefire", new, "Ada")
    with pytest.raises(StoreError, match="there is no actor"):
        merge(store, [VERDASSY, "%' OR 1=1"], "Ada")
    with pytest.raises(StoreError, match="there is no issue"):
        rename_issue(store, "%", "Harbours", "Ada")
    assert store.decisions(standing=False) == []


def test_names_come_apart_where_a_reading_left_a_statement_as_it_was(store: Store, document: int) -> None:
    before = store.reading(document)
    chosen = [Place(document, one.id) for one in before.statements]
    (edited,) = edit(store, chosen[4:5], Edit(stance="support"), "Ada")
    accept(store, [chosen[3], chosen[6]], "Ada")
    held = store.reading(document)
    naming = [
        merge(store, [VERDASSY, KORODINE], "Ada"),
        merge(store, ["local:vennick", VERDASSY], "Ada"),
        rename_issue(store, "ceasefire", "truce", "Ada"),
    ]
    with store.writing() as writer:
        writer.replace(article())
    settle(store)
    assert {one.resolution.entity for one in store.reading(document).statements if one.resolution} == {"local:vennick"}
    undo(store, [naming[1].key], "Ada")
    now = [one.resolution.entity for one in store.reading(document).statements if one.resolution]
    assert now == ["local:vennick"] * 4 + [VERDASSY] * 3
    undo(store, [naming[0].key, naming[2].key], "Ada")
    assert store.reading(document).statements == held.statements
    undo(store, [edited.key], "Ada")
    assert store.reading(document).statements == before.statements
    assert store.check() == []
