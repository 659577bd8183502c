"""Voices of outlets, on SQLite and PostgreSQL: whose words, how quoted, with which cues, and what is left out."""

from __future__ import annotations

import pytest

from onrecord.analyse.shares import Share
from onrecord.analyse.voices import Cue, OutletVoices, voices
from onrecord.errors import OptionError
from onrecord.statement import Reading
from onrecord.store import Query, Store
from store.voiced import Line, carrying


def add(store: Store, *readings: Reading) -> None:
    with store.writing() as writer:
        for reading in readings:
            writer.add(reading)


def group(store: Store, *groups: tuple[int, ...]) -> None:
    with store.writing() as writer:
        writer.set_utterances(groups, [key for keys in groups for key in keys])


def of(store: Store, outlet: str, query: Query | None = None, told_by: int = 2) -> OutletVoices:
    return next(one for one in voices(store, query, told_by=told_by) if one.outlet == outlet)


def actors(one: OutletVoices) -> list[tuple[str, int, int]]:
    return [(who.name, who.statements, who.utterances) for who in one.actors]


def test_outlets_stand_side_by_side_those_with_most_statements_first(store: Store) -> None:
    add(
        store,
        carrying("The Ledger", Line("Lena Oskar", "the talks would resume")),
        carrying(
            "Coastwire",
            Line("Lena Oskar", "“The talks will resume on Monday.”", kind="direct"),
            Line("Bo Lind", "“never” to more talks", kind="mixed", country="Karveth"),
        ),
        carrying(None, Line("Bo Lind", "no")),
    )
    found = voices(store)
    assert [(one.outlet, one.statements, one.articles) for one in found] == [
        ("Coastwire", 2, 1),
        ("unknown outlet", 1, 1),
        ("The Ledger", 1, 1),
    ]
    coastwire = found[0]
    assert (coastwire.direct, coastwire.mixed, coastwire.indirect) == (Share(1, 2), Share(1, 2), Share(0, 2))
    assert (coastwire.words_quoted, coastwire.quoted_per_article) == (7, 7.0)
    assert [(country.value, country.statements) for country in coastwire.countries] == [
        ("Karveth", Share(1, 2)),
        (None, Share(1, 2)),
    ]
    assert [(type.value, type.statements.number) for type in coastwire.types] == [("person", 2)]


def test_an_utterance_told_twice_counts_once_and_two_names_of_one_are_one(store: Store) -> None:
    add(
        store,
        carrying("Coastwire", Line("Lena Oskar", "yes"), Line("Mrs Oskar", "yes indeed"), Line("Lena Oskar", "no")),
        carrying("The Ledger", Line("Lena Oskar", "yes")),
    )
    group(store, (1, 2, 4))
    assert actors(of(store, "Coastwire")) == [("Lena Oskar", 3, 2)]
    assert (of(store, "Coastwire").utterances, of(store, "The Ledger").utterances) == (2, 1)


def test_each_of_several_who_speak_together_counts(store: Store) -> None:
    add(
        store,
        carrying(
            "Coastwire",
            Line("Lena Oskar and Bo Lind", "peace", members=("Lena Oskar", "Bo Lind"), country="Karveth"),
            Line("Bo Lind", "rain", country="Karveth"),
        ),
    )
    found = of(store, "Coastwire")
    assert found.statements == 2
    assert actors(found) == [("Bo Lind", 2, 2), ("Lena Oskar", 1, 1)]
    assert [(country.value, country.statements) for country in found.countries] == [("Karveth", Share(2, 2))]


def test_cues_in_their_plain_form_with_what_they_say_of_the_words(store: Store) -> None:
    add(
        store,
        carrying(
            "Coastwire",
            Line("Lena Oskar", "one"),
            Line("Bo Lind", "two", cue="has said"),
            Line("Bo Lind", "three", cue="claimed", tone="doubt"),
            Line("Bo Lind", "four", cue="claimed"),
            Line("Bo Lind", "five", cue="admits", tone="endorse"),
            Line("Bo Lind", "six", cue=""),
        ),
    )
    found = of(store, "Coastwire")
    assert {tone: share.number for tone, share in found.tones.items()} == {
        "neutral": 3,
        "doubt": 1,
        "endorse": 1,
        "none": 1,
    }
    assert found.cues[0] == Cue("say", "neutral", 2, ("has said", "said"))
    assert {(cue.words, cue.tone) for cue in found.cues[1:]} == {
        ("claim", "doubt"),
        ("claim", "neutral"),
        ("admit", "endorse"),
        ("", "none"),
    }


def test_words_that_frame_are_told_apart_by_their_voice(store: Store) -> None:
    reading = carrying("Coastwire", Line("Lena Oskar", "the regime fell"), own=[("regime", "epithet")] * 2)
    start = reading.document.text.index("regime")
    inside = reading.framing[0].__class__(
        "epithet", reading.framing[0].span.__class__(start, start + 6), "source", reading.statements[0].id
    )
    add(store, reading.__class__(**{**_fields(reading), "framing": (inside, *reading.framing)}))
    found = of(store, "Coastwire")
    assert [(mark.words, mark.voice, mark.times, mark.speakers) for mark in found.marks] == [
        ("regime", "article", 2, ()),
        ("regime", "source", 1, ("Lena Oskar",)),
    ]
    assert (found.marked("epithet", "article"), found.marked("epithet", "source")) == (2, 1)
    assert voices(store, Query(actor="Bo Lind")) == []


def _fields(reading: Reading) -> dict[str, object]:
    return {name: getattr(reading, name) for name in ("document", "statements", "provenance", "entities")}


def test_who_stays_unnamed_is_a_share_of_the_sources_that_could_be_told(store: Store) -> None:
    add(
        store,
        carrying(
            "Coastwire",
            Line("unnamed: officials", "one", entity=False),
            Line("unknown", "two", entity=False),
            Line("Lena Oskar", "three"),
        ),
    )
    found = of(store, "Coastwire")
    assert (found.unnamed, found.unknown) == (Share(1, 2), 1)


def test_what_others_tell_of_the_same_event_is_left_out_by_those_who_do_not_tell_it(store: Store) -> None:
    both = (Line("Lena Oskar", "the talks go on"), Line("Bo Lind", "never"))
    add(
        store,
        carrying("Coastwire", *both),
        carrying("The Ledger", *both),
        carrying("Matin", both[0]),
        carrying("Leadline", Line("Ulf Trost", "rain")),
        carrying("Late", both[0], published="2031-08-01"),
    )
    group(store, (1, 3, 5, 7), (2, 4))
    (left,) = of(store, "Matin").left_out
    assert (left.entity, left.name, left.left_out, left.of, left.utterances) == ("local:lind", "Bo Lind", 1, 1, (2,))
    for outlet in ("Coastwire", "The Ledger", "Leadline", "Late"):
        assert of(store, outlet).left_out == ()
    assert of(store, "Matin", told_by=3).left_out == ()
    assert of(store, "Matin", Query(outlet="Matin")).left_out == (left,)
    assert of(store, "Matin", Query(actor="Oskar")).left_out == ()


def test_what_was_rejected_is_in_no_count(store: Store) -> None:
    reading = carrying("Coastwire", Line("Lena Oskar", "“one two”", kind="direct"), Line("Bo Lind", "three"))
    add(store, reading, carrying("The Ledger", Line("Lena Oskar", "one two")))
    group(store, (1, 3))
    with store.writing() as writer:
        writer.decide("reject", "Ada", document=1, statement=reading.statements[0].id)
    found = of(store, "Coastwire")
    assert (found.statements, found.words_quoted, actors(found)) == (1, 0, [("Bo Lind", 1, 1)])


def test_the_filters_are_those_of_a_search(store: Store) -> None:
    add(
        store,
        carrying("Coastwire", Line("Lena Oskar", "one"), Line("Bo Lind", "two"), published="2031-05-01"),
        carrying("The Ledger", Line("Bo Lind", "three"), published="2031-06-01"),
    )
    assert [one.outlet for one in voices(store, Query(since="2031-06"))] == ["The Ledger"]
    assert [one.outlet for one in voices(store, Query(until="2031-05"))] == ["Coastwire"]
    assert actors(of(store, "Coastwire", Query(actor="local:lind"))) == [("Bo Lind", 1, 1)]
    assert voices(store, Query(issue="rain")) == []
    with pytest.raises(OptionError, match="since 'soon' is no date"):
        voices(store, Query(since="soon"))


def test_many_who_fit_are_found_as_few_are(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, *(carrying("Coastwire", Line("Lena Oskar", str(n)), published=f"2031-06-{n:02}") for n in range(1, 6)))
    query = Query(actor="Oskar", outlet="coastwire")
    few = voices(store, query)
    monkeypatch.setattr("onrecord.store.asking.filters.FEW", 2)
    assert voices(store, query) == few
    assert few[0].statements == 5


def test_versions_of_one_article_are_one_article(store: Store) -> None:
    url = "https://coastwire.example/talks"
    add(
        store,
        carrying("Coastwire", Line("Lena Oskar", "one"), url=url),
        carrying("Coastwire", Line("Lena Oskar", "one or two"), url=url),
    )
    assert (of(store, "Coastwire").articles, of(store, "Coastwire").statements) == (1, 2)
