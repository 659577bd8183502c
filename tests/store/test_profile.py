"""A person's record."""

from __future__ import annotations

from dataclasses import replace

from onrecord.codes import Coding, Issue, Judged, Recipient
from onrecord.entity import Office
from onrecord.statement import Resolution
from onrecord.store import Store
from onrecord.store.asking.person import person
from steps import steps_of
from store.articles import article, said


def test_a_persons_record(store: Store) -> None:
    with store.writing() as writer:
        writer.add(article(1, outlet="Coastwire"))
        writer.add(article(2, outlet="The Courier", published="2031-07-02"))
    (found,) = store.who("Yorath")
    assert (found.entity, found.name, found.type, found.country) == (
        "local:vennick",
        "Jorath Vennick",
        "person",
        "Karveth",
    )
    assert found.aliases == ("J. A. Vennick", "Yorath Wennik")
    assert found.offices == (
        Office("Foreign Minister", "Karveth", "2029-03", None),
        Office("Envoy", "Karveth", "2024", "2029-02"),
    )
    assert (found.statements, found.received) == (8, 0)
    assert (found.first, found.last) == ("2031-06-01", "2031-06-30")
    assert found.months == (("2031-06", 8),)
    assert found.outlets == (("Coastwire", 4), ("The Courier", 4))
    assert found.acts == (("ACCUSE", 2), ("REJECT", 2), ("STATE", 2), ("THREATEN", 2))
    (issue,) = found.issues
    assert (issue.id, issue.stances, issue.statements, issue.first) == (
        "monitoring",
        (("conditional", 4),),
        4,
        "2031-06-17",
    )


def test_all_who_are_called_so_those_most_quoted_first(store: Store) -> None:
    coding = Coding(
        Judged("REQUEST", "model", 0.5),
        Judged("support", "model", 0.5),
        Issue("a", "Aid"),
        recipients=(Recipient("Lena Oskar", "asked", entity="local:oskar"), Recipient("Oskar's men", "asked")),
    )
    asked = said("Send aid.", "Bo Lind")
    asked = replace(asked, statements=(replace(asked.statements[0], codings=(coding, coding)),))
    with store.writing() as writer:
        writer.add(said("One."))
        writer.add(said("Two."))
        writer.add(said("Three.", "Ulf Trost"))
        writer.add(asked)
    found = store.who("oskar")
    assert [(one.entity, one.name, one.statements, one.received) for one in found] == [
        ("local:oskar", "Lena Oskar", 2, 1),
        (None, "Oskar's men", 0, 1),
    ]
    assert [one.name for one in store.who("local:lind")] == ["Bo Lind"]
    found = store.who("Bo Lind")
    assert [(one.statements, one.issues[0].stances, one.acts) for one in found] == [
        (1, (("support", 1),), (("REQUEST", 1),))
    ]
    assert store.who("nobody") == []


def test_what_was_rejected_does_not_count_and_several_sources_count_each(store: Store) -> None:
    reading = article()
    two = Resolution(
        "Lena Oskar and Bo Lind",
        "group",
        members=(Resolution("Lena Oskar", "name", "local:oskar"), Resolution("Bo Lind", "name", "local:lind")),
    )
    reading = replace(reading, statements=tuple(replace(one, resolution=two) for one in reading.statements))
    with store.writing() as writer:
        writer.add(reading)
        writer.decide("reject", "Ada", document=1, statement=reading.statements[0].id)
    counts = {one.name: one.statements for one in store.who("Lind")}
    assert counts == {"Bo Lind": 6, "Lena Oskar and Bo Lind": 6}


def test_who_is_found_by_one_of_their_names_has_the_count_of_all(store: Store) -> None:
    with store.writing() as writer:
        writer.add(said("One.", "Ulf Trost"))
        writer.add(said("Two.", "Elder Trost"))
    (found,) = store.who("elder")
    assert (found.entity, found.statements) == ("local:trost", 2)
    assert store.who("ulf") == store.who("local:trost") == [found]


def test_whoever_is_asked_for_by_a_whole_name_costs_nothing_for_others_with_the_same_words(store: Store) -> None:
    with store.writing() as writer:
        for number in range(12):
            writer.add(said(f"Harbour {number} stays open.", speaker=f"Lena Oskar {number}"))

    def steps(name: str) -> int:
        with store.connection() as connection:
            person(connection, name)
            return steps_of(lambda: person(connection, name))

    assert steps("Lena Oskar") < steps("local:3")
