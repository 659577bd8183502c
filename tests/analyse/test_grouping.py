"""Utterances of a record: kept up to date as articles come, go and are read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from analyse.told import reading
from onrecord.analyse.grouping import group, group_anew
from onrecord.analyse.telling import tellings_of
from onrecord.analyse.utterances import utterances
from onrecord.document import Block, Document, Span
from onrecord.review import Edit, edit, merge, reject, undo
from onrecord.statement import Attribution, Reading, Resolution, statements_of
from onrecord.store import Store, open_store
from onrecord.store.database import schema
from steps import steps_of

SAID = "“We will never give up the bridge at Tolmeer”"
RETOLD = "the country would never give up the bridge at Tolmeer"
ELSE = "“The harvest was better than anybody had hoped”"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db", create=True) as store:
        yield store


def told(store: Store) -> set[frozenset[str]]:
    """Utterances that more than one statement tells: the beginnings of their outlets' words."""
    table, statements = schema.utterances, schema.statements
    query = select(table.c.utterance, statements.c.document).join(statements)
    found: dict[int, set[str]] = {}
    with store.connection() as connection:
        for utterance, document in connection.execute(query):
            outlet = store.document(document)
            found.setdefault(utterance, set()).add(outlet.outlet or "" if outlet else "")
    return {frozenset(outlets) for outlets in found.values()}


def add(store: Store, *readings: Reading) -> None:
    with store.writing() as writer:
        for one in readings:
            writer.add(one)
        group(store, writer)


def one(outlet: str, *contents: str, who: str = "Lena Oskar", published: str = "2031-03-05") -> Reading:
    return reading([(who, "said", content) for content in contents], outlet=outlet, published=published)


def test_one_after_the_other(store: Store) -> None:
    add(store, one("Coastwire", SAID))
    assert told(store) == set()
    add(store, one("Gazette", RETOLD))
    assert told(store) == {frozenset({"Coastwire", "Gazette"})}
    add(store, one("Leadline", SAID, published="2031-03-07"))
    assert told(store) == {frozenset({"Coastwire", "Gazette", "Leadline"})}
    assert store.ungrouped() == []


def test_another_voice_and_another_time_are_others(store: Store) -> None:
    add(store, one("Coastwire", SAID))
    add(store, one("Gazette", RETOLD, who="Aro Tamm"))
    add(store, one("Leadline", "the rain had stopped", published="2032-03-05"))
    assert told(store) == set()


def test_anew_is_as_one_by_one(store: Store) -> None:
    given = [one("Coastwire", SAID), one("Gazette", RETOLD), one("Matin", ELSE, who="Aro Tamm")]
    given += [one("Ledger", ELSE, who="Aro Tamm"), one("Leadline", "no rain fell", who="Aro Tamm")]
    for each in given:
        add(store, each)
    before = told(store)
    with store.writing() as writer:
        group_anew(store, writer)
    assert told(store) == before
    together = utterances(telling for each in given for telling in tellings_of(each))
    expected = {frozenset(t.outlet or "" for t in group.tellings) for group in together if len(group.tellings) > 1}
    assert before == expected
    assert len(before) == 2


def test_a_removed_telling_leaves_the_others(store: Store) -> None:
    add(store, one("Coastwire", SAID), one("Gazette", RETOLD), one("Leadline", SAID))
    with store.writing() as writer:
        writer.remove(1)
    assert told(store) == {frozenset({"Gazette", "Leadline"})}


def test_a_new_reading_is_grouped_again(store: Store) -> None:
    first = one("Coastwire", SAID)
    add(store, first, one("Gazette", RETOLD))
    with store.writing() as writer:
        writer.replace(first)
        assert told(store) == set()
        assert group(store, writer).documents == 1
    assert told(store) == {frozenset({"Coastwire", "Gazette"})}


def test_only_who_may_tell_the_same_is_looked_at(store: Store) -> None:
    with store.writing() as writer:
        for number in range(40):
            writer.add(one("Coastwire", f"the number was {number}", who=f"Speaker {chr(65 + number % 26)}{number}"))
        group(store, writer)
        writer.add(one("Gazette", SAID))
        looked = group(store, writer)
    assert (looked.documents, looked.statements) == (1, 1)


def test_some_days_later_only_like_words_are_looked_at(store: Store) -> None:
    with store.writing() as writer:
        writer.add(one("Coastwire", SAID))
        writer.add(one("Matin", ELSE))
        group(store, writer)
        writer.add(one("Gazette", ELSE, published="2031-03-11"))
        assert group(store, writer).statements == 2
    assert told(store) == {frozenset({"Matin", "Gazette"})}


def test_nothing_to_do_costs_nothing(store: Store) -> None:
    add(store, *(one(f"Outlet {number}", SAID) for number in range(3)))
    with store.writing() as writer:
        assert group(store, writer) == (0, 0, ())
        assert steps_of(lambda: group(store, writer)) < 5000


def test_what_people_decide_counts(store: Store) -> None:
    add(store, one("Coastwire", SAID), one("Gazette", RETOLD), one("Leadline", SAID))
    ((first, *_),) = [store.reading(1).statements]
    (made,) = reject(store, [(1, first.id)], "Ada")
    assert store.ungrouped() == [1]
    add(store)
    assert told(store) == {frozenset({"Gazette", "Leadline"})}
    undo(store, [made.key], "Ada")
    add(store)
    assert told(store) == {frozenset({"Coastwire", "Gazette", "Leadline"})}
    edit(store, [(1, first.id)], Edit(speaker=Resolution("Aro Tamm", "human", "local:aro-tamm", "person")), "Ada")
    assert told(store) == {frozenset({"Gazette", "Leadline"})}
    add(store)
    assert told(store) == {frozenset({"Gazette", "Leadline"})}
    merge(store, ["Lena Oskar", "Aro Tamm"], "Ada")
    assert store.ungrouped() == [1]
    add(store)
    assert told(store) == {frozenset({"Coastwire", "Gazette", "Leadline"})}
    assert store.check() == []


def test_what_was_said_far_away_stays_with_its_utterance(store: Store) -> None:
    add(store, one("Coastwire", SAID), one("Almanac", SAID, published="2035-01-01"))
    with store.writing() as writer:
        writer.set_utterances([[1, 2]], [1, 2])
    add(store, one("Gazette", RETOLD))
    assert told(store) == {frozenset({"Coastwire", "Almanac", "Gazette"})}
    assert store.check() == []


def quoting(outlet: str) -> Reading:
    """Lena Oskar tells what Aro Tamm told her."""
    parts = ("Lena Oskar", "said", "“Aro Tamm told us that the ferries sail at dawn”")
    text = " ".join(parts)
    inner = ("Aro Tamm", "told", "that the ferries sail at dawn")
    places = [tuple(Span(text.index(part), text.index(part) + len(part)) for part in some) for some in (parts, inner)]
    attributions = tuple(
        Attribution((source,), (cue,), (content,), "direct", parent=parent)
        for (source, cue, content), parent in zip(places, (None, 0), strict=True)
    )
    who = tuple(Resolution(some[0], "name", f"local:{some[0]}", "person") for some in (parts, inner))
    document = Document(text, (Block("paragraph", Span(0, len(text))),), outlet=outlet, published="2031-03-05")
    return Reading(document, statements_of(document, attributions, who))


def test_what_others_are_said_to_say_is_grouped_as_articles_come(store: Store) -> None:
    given = [quoting(outlet) for outlet in ("Coastwire", "Gazette", "Ledger")]
    for each in given:
        add(store, each)
    assert told_keys(store) == {frozenset({1, 3, 5}), frozenset({2, 4, 6})}
    add(store, one("Matin", "“The ferries sail at dawn”", who="Aro Tamm"))  # what holds his words is not looked at
    assert told_keys(store) == {frozenset({1, 3, 5}), frozenset({2, 4, 6})}
    with store.writing() as writer:
        group_anew(store, writer)
    assert told_keys(store) == {frozenset({1, 3, 5}), frozenset({2, 4, 6})}


def test_what_a_rejected_statement_held_is_looked_at_by_itself(store: Store) -> None:
    add(store, quoting("Coastwire"))
    reject(store, [(1, store.reading(1).statements[0].id)], "Ada")
    add(store, one("Gazette", "“The ferries sail at dawn”", who="Aro Tamm"))
    assert told_keys(store) == {frozenset({2, 3})}


def told_keys(store: Store) -> set[frozenset[int]]:
    """The statements of each utterance that more than one tells."""
    table = schema.utterances
    found: dict[int, set[int]] = {}
    with store.connection() as connection:
        for statement, utterance in connection.execute(select(table.c.statement, table.c.utterance)):
            found.setdefault(utterance, set()).add(statement)
    return {frozenset(keys) for keys in found.values()}
