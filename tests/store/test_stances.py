"""Stances of a record: an utterance counts once, people's decisions win, nobody unnamed is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from onrecord.errors import OptionError
from onrecord.statement import Reading
from onrecord.store import Query, Store
from onrecord.store.asking.stances import (
    POSITIONS,
    Period,
    Scope,
    counts,
    issue_labels,
    names,
    stances,
    statements,
    ties,
)
from onrecord.store.asking.tellings import By
from store.stanced import together, took


def add(store: Store, *readings: Reading) -> None:
    with store.writing() as writer:
        for reading in readings:
            writer.add(reading)


def same_utterance(store: Store, *keys: int) -> None:
    """Say that statements tell of one utterance, as grouping does."""
    with store.writing() as writer:
        writer.set_utterances([keys], keys, [])


def brief(store: Store, scope: Scope = Scope()) -> list[tuple[str, str, str, str | None]]:
    return [(one.name, one.issue, one.stance, one.day) for one in stances(store, scope)]


def test_every_named_actor_of_a_statement_counts(store: Store) -> None:
    add(
        store,
        took("We take no monitors.", "Dorrik Halvasund", "oppose", day="2031-01-24"),
        together("Both of us want the monitors.", ("Nemaya Quillor", "Padrec Lonmoyle"), "support"),
        took("Some want monitors.", "unnamed: officials", "support"),
        took("Someone wants monitors.", "unknown", "support"),
        took("He did not say that monitors may come.", "Ulvar Tresk", "support", negated=True),
        took("The monitors are here.", "Ulvar Tresk", "none"),
    )
    assert brief(store) == [
        ("Dorrik Halvasund", "I03", "oppose", "2031-01-24"),
        ("Nemaya Quillor", "I03", "support", "2031-02-21"),
        ("Padrec Lonmoyle", "I03", "support", "2031-02-21"),
    ]
    assert issue_labels(store)["I03"] == "Concord monitoring mission"


def test_an_utterance_counts_once_and_its_surest_telling_speaks_for_it(store: Store) -> None:
    add(
        store,
        took("We could accept a few.", "Dorrik Halvasund", "support", score=0.6, day="2031-02-22", outlet="Leadline"),
        took("A few could be accepted.", "Dorrik Halvasund", "conditional", score=0.9, outlet="Ledger"),
        took("We could accept a few, he said.", "Dorrik Halvasund", "oppose", score=0.5, outlet="Matin"),
        took("The guns must fall silent.", "Dorrik Halvasund", "support", "I01"),
    )
    same_utterance(store, 1, 2, 3)
    second, first = stances(store)
    assert (first.stance, first.score, first.day, first.tellings) == ("conditional", 0.9, "2031-02-21", 3)
    assert statements(store, [first.key])[first.key].content == "A few could be accepted."
    assert (second.issue, second.tellings) == ("I01", 1)
    documents = counts(store, Scope(once="document"))
    assert {(one.issue, one.stance): one.utterances for one in documents} == {
        ("I03", "support"): 1,
        ("I03", "conditional"): 1,
        ("I03", "oppose"): 1,
        ("I01", "support"): 1,
    }


def test_tellings_that_differ_vote(store: Store) -> None:
    add(
        store,
        took("Not a single measure.", "Amatisse Korodine", "support", score=0.95, day="2031-02-28"),
        took("I could freeze the ban.", "Amatisse Korodine", "conditional", score=0.7, day="2031-04-16"),
        took(
            "I said not a single measure; I could freeze the ban.",
            "Amatisse Korodine",
            "conditional",
            score=0.66,
            day="2031-04-15",
        ),
    )
    same_utterance(store, 1, 2, 3)
    (one,) = stances(store)
    assert (one.stance, one.score, one.day) == ("conditional", 0.7, "2031-04-15")
    assert (one.key, one.tellings, one.alike) == (3, 3, 2)  # the fullest of those that are as sure
    (count,) = counts(store)
    assert (count.stance, count.tellings, count.first, count.last) == ("conditional", 3, "2031-04-15", "2031-04-15")


def test_what_a_person_decided_wins(store: Store) -> None:
    add(
        store,
        took("We could accept a few.", "Dorrik Halvasund", "support", score=0.3),
        took("A few could be accepted.", "Dorrik Halvasund", "conditional", score=0.9),
        took("No observers.", "Dorrik Halvasund", "oppose", score=0.9),
    )
    same_utterance(store, 1, 2)
    with store.writing() as writer:
        ids = {
            one.key: found.statement.id for one in stances(store) for found in [statements(store, [one.key])[one.key]]
        }
        assert sorted(ids) == [2, 3]
        writer.decide("accept", "Ada", document=1, statement=statements(store, [1])[1].statement.id)
        writer.decide("reject", "Ada", document=3, statement=ids[3])
    (only,) = stances(store)
    assert (only.stance, only.reviewed, only.key) == ("support", True, 1)
    (count,) = counts(store)
    assert (count.utterances, count.reviewed, count.tellings) == (1, 1, 2)


def test_actors_of_one_entity_are_one_under_the_name_that_is_used_most(store: Store) -> None:
    add(
        store,
        took("Not one litre.", "Zhamqat Urdeli", "support", entity="P-15"),
        took("Not one litre!", "Zhamqat Urdeli", "support", entity="P-15"),
        took("Not a litre.", "Jamkat Urdeli", "support", entity="P-15"),
    )
    (one,) = counts(store)
    assert (one.actor, one.name, one.utterances) == ("P-15", "Zhamqat Urdeli", 3)


def test_filters_are_those_of_a_search(store: Store) -> None:
    add(
        store,
        took("No monitors in our waters.", "Dorrik Halvasund", "oppose", day="2031-01-24", country="Karveth"),
        took("Monitors are welcome.", "Lucan Estravelle", "support", outlet="Courrier", country="Sorrenay"),
        took("Monitors, but unarmed.", "Lisvane Halvasund", "conditional", act="AGREE", country="Karveth"),
    )

    def names(scope: Scope) -> list[str]:
        return [one.name for one in stances(store, scope)]

    dorrik, lisvane, lucan = everybody = ["Dorrik Halvasund", "Lisvane Halvasund", "Lucan Estravelle"]
    assert names(Scope()) == everybody
    assert names(Scope(Query(actor="Halvasund"))) == [dorrik, lisvane]
    assert names(Scope(Query(outlet="courrier"))) == [lucan]
    assert names(Scope(Query(since="2031-02"))) == [lisvane, lucan]
    assert names(Scope(Query(until="2031-01"))) == [dorrik]
    assert names(Scope(Query(stance="conditional"))) == [lisvane]
    assert names(Scope(Query(stance="none"))) == []
    assert names(Scope(Query(act="agree", issue="I03"))) == [lisvane]
    assert names(Scope(Query("unarmed"))) == [lisvane]
    assert names(Scope(country="Sorrenay")) == [lucan]
    by_country = {one.name: one.utterances for one in counts(store, Scope(Query(stance="oppose"), by="country"))}
    assert by_country == {"Karveth": 1}


def test_a_value_that_makes_no_sense_is_told(store: Store) -> None:
    with pytest.raises(OptionError, match="by 'party' is not known"):
        stances(store, Scope(by="party"))  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="since 'spring' is no date"):
        counts(store, Scope(Query(since="spring")))


def test_counts_are_what_the_stances_add_up_to(store: Store) -> None:
    days = ("2031-01-24", "2031-02-03", "2031-02-21")
    add(
        store,
        *(
            took(
                f"Statement {number}.",
                ("Anna Holm", "Bo Lind")[number % 2],
                POSITIONS[number % 4],
                day=days[number % 3],
            )
            for number in range(24)
        ),
    )
    for period, length in (("all", 0), ("year", 4), ("month", 7), ("day", 10)):
        counted = {
            (one.actor, one.issue, one.period, one.stance): one.utterances
            for one in counts(store, period=period)  # type: ignore[arg-type]
        }
        assert counted == added(store, length)
    assert sum(one.score for one in counts(store)) == pytest.approx(24 * 0.8)


def added(store: Store, length: int) -> Counter[tuple[str, str, str, str]]:
    given: Iterable[tuple[str, str, str, str]] = (
        (one.actor, one.issue, (one.day or "")[:length], one.stance) for one in stances(store)
    )
    return Counter(given)


def test_conditions_come_with_their_words(store: Store) -> None:
    add(
        store,
        took(
            "Monitors may come, but only after a peace deal.",
            "Jorath Vennick",
            "conditional",
            act="AGREE",
            condition=("after", "only after a peace deal", "only after"),
        ),
        took("Monitors may come.", "Jorath Vennick", "support"),
    )
    (tie,) = ties(store)
    assert (tie.name, tie.issue, tie.type, tie.words, tie.marker) == (
        "Jorath Vennick",
        "I03",
        "after",
        "only after a peace deal",
        "only after",
    )
    assert (tie.act, tie.stance, tie.day, tie.reviewed) == ("AGREE", "conditional", "2031-02-21", False)
    assert ties(store, Scope(Query(stance="support"))) == []


@pytest.mark.parametrize("by", ["actor", "country"])
def test_names_that_were_asked_for_before_serve_every_count(store: Store, by: By) -> None:
    add(
        store,
        took("We take no monitors.", "Dorrik Halvasund", "oppose", day="2031-01-24"),
        took("We want the monitors.", "Nemaya Quillor", "support", day="2031-02-24"),
    )
    known, scope = names(store, by), Scope(by=by)
    assert stances(store, scope, known) == stances(store, scope)
    periods: tuple[Period, ...] = ("month", "all")
    for period in periods:
        assert counts(store, scope, period, known) == counts(store, scope, period)
