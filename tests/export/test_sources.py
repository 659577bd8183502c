from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.nesting import outline
from onrecord.export.sources import (
    Credited,
    Shown,
    country_name,
    described,
    naming,
    on_record,
    one_by_one,
    same_name,
    shown,
)
from onrecord.statement import Reading, Resolution


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ilse Brandt", "Ilse Brandt"),
        ("Brandt", "Ilse Brandt"),
        ("BRANDT", "Ilse Brandt"),
        ("Brandt’s", "Ilse Brandt"),
        ("Mayor Ilse Brandt", "Ilse Brandt"),
        ("Norvale’s former Secretary of State Ilse Brandt", "Ilse Brandt"),
        ("Ilse Brandt, the mayor of Norvale,", "Ilse Brandt"),
        ("Ilse Brandt (Harbour Party)", "Ilse Brandt"),
        ("the Norvale Council", "Norvale Council"),
        ("Brandt and Velm", "Ilse Brandt and Oto Velm"),
        ("officials", "US officials"),
        ("", "Ilse Brandt"),
    ],
)
def test_words_that_say_no_more_than_the_name(words: str, name: str) -> None:
    assert same_name(words, name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the mayor", "Ilse Brandt"),
        ("she", "Ilse Brandt"),
        ("the council", "Norvale Council"),
        ("a report by the Institute for Coasts", "Institute for Coasts"),
        ("a member of the Norvale Council", "Norvale Council"),
        ("a spokesman for Ilse Brandt", "Ilse Brandt"),
        ("Oto Velm and Ilse Brandt", "Ilse Brandt"),
        ("Ilse Brandt supporters", "Ilse Brandt"),
        ("one two three four five six seven eight nine Ilse Brandt", "Ilse Brandt"),
        ("Norvale", "Ilse Brandt"),
        ("—", "Ilse Brandt"),
        ("Brandt", "—"),
    ],
)
def test_words_that_say_something_else(words: str, name: str) -> None:
    assert not same_name(words, name)


@given(st.text(max_size=30), st.text(max_size=12))
def test_any_words_can_be_compared(words: str, name: str) -> None:
    assert same_name(words, name) in (True, False)
    assert same_name(name, name)


def test_what_is_shown(resolved: Reading) -> None:
    found = [shown(statement, resolved.document.text) for statement in resolved.statements]
    assert found[0] == Shown("Ilse Brandt", "", ("Mayor of Norvale",))
    assert found[1] == Shown("Oto Velm", "the harbour chief", ("Harbour chief", "Switzerland"), uncertain=True)
    assert found[4] == Shown("Norvale Council", "the council", ("legislature",))
    assert found[5] == Shown("dredging firm", "", (), "unnamed")
    assert found[8] == Shown("", "", (), "unknown")
    assert found[9].words == "a report by the Institute for Coasts"


def test_without_resolution_the_words_are_shown(reading: Reading) -> None:
    assert shown(reading.statements[1], reading.document.text) == Shown("the harbour chief")
    assert shown(reading.statements[8], reading.document.text) == Shown("")
    assert on_record(outline(reading.statements)) == []


@pytest.mark.parametrize(
    ("role", "kind", "country", "facts"),
    [
        ("Russian Foreign Minister", "person", "RU", ("Russian Foreign Minister",)),
        ("US Secretary of State", "person", "US", ("US Secretary of State",)),
        ("spokeswoman", "person", "OM", ("spokeswoman", "Oman")),
        ("Mayor", "person", "Norvale", ("Mayor", "Norvale")),
        (None, "person", "GB", ("United Kingdom",)),
        (None, "armed_group", None, ("armed group",)),
        (None, "country", None, ()),
        (None, None, None, ()),
    ],
)
def test_facts_are_not_said_twice(role: str | None, kind: str, country: str | None, facts: tuple[str, ...]) -> None:
    resolution = Resolution("Ada Rook", "name", "x", kind, country, role)  # type: ignore[arg-type]
    assert described(resolution).facts == facts


def test_a_country_needs_no_country() -> None:
    assert described(Resolution("Government of Russia", "metonym", "x", "government", "RU")).facts == ("government",)


def test_names_cannot_steer_a_reader() -> None:
    who = described(Resolution("Ada\n\x1b[31m\u202ekooR", "name", "x", "person", "\u2066NV", "a\tb"))
    assert who == Shown("Ada \ufffd[31m\ufffdkooR", "", ("a b", "\ufffdNV"))


@pytest.mark.parametrize("name", ["unknown", "", " ", "unnamed:"])
def test_names_that_are_none(name: str) -> None:
    assert described(Resolution(name, "name")).name == ""


def test_who_is_on_record(resolved: Reading) -> None:
    found = on_record(outline(resolved.statements))
    assert [(one.shown.name, one.numbers) for one in found] == [
        ("Oto Velm", (2, 4, 7, 8)),
        ("Ilse Brandt", (1, 3)),
        ("Norvale Council", (5,)),
        ("Institute for Coasts", (10,)),
        ("Tamsin Orle", (11,)),
        ("dredging firm", (6,)),
        ("", (9,)),
    ]
    assert [one.shown.uncertain for one in found[:2]] == [False, False]  # one sure statement is enough
    assert found[4].shown.uncertain


def test_each_of_several_sources_is_on_record(several: Reading) -> None:
    assert on_record(outline(several.statements)) == [
        Credited(Shown("Ilse Brandt", "", ("Mayor", "Norvale")), (1,)),
        Credited(Shown("Oto Velm", "", ("Harbour chief", "Switzerland")), (1,)),
    ]


def test_several_that_are_one_entity_stay_one() -> None:
    members = (Resolution("A", "name"), Resolution("B", "name", members=(Resolution("C", "name"),)))
    assert [one.name for one in one_by_one(Resolution("A and B", "name", members=members))] == ["A", "C"]
    assert [one.name for one in one_by_one(Resolution("G", "name", "x", members=members))] == ["G"]


def test_how_a_name_was_found() -> None:
    assert naming(Resolution("A", "name", score=0.9)) == naming(Resolution("unknown", "none")) == naming(None) == ""
    assert naming(Resolution("A", "name", score=0.4)) == "named, 0.40"
    assert naming(Resolution("A", "metonym", score=1.0)) == "named through a place, 1.00"


def test_countries_have_names() -> None:
    assert [country_name(code) for code in ("NZ", "XK", "EU", "ZZ", "")] == [
        *("New Zealand", "Kosovo", "European Union", "ZZ", ""),
    ]
