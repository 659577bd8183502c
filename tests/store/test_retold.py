"""Utterances that several outlets tell, and articles that changed, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest

from onrecord.analyse.retelling import compared
from onrecord.errors import OptionError
from onrecord.store import Query, Store
from onrecord.store.asking import retold, revised
from onrecord.store.asking.retold import ToldPage
from store.voiced import Line, carrying

FULL = "“We could accept a few observers, unarmed.”"


@pytest.fixture
def filled(store: Store) -> Store:
    """Three outlets: statements 1, 3 and 5 tell one utterance, 2 and 4 another; 6 stands alone."""
    with store.writing() as writer:
        writer.add(carrying("Coastwire", Line("Lena Oskar", FULL, kind="direct"), Line("Bo Lind", "never")))
        writer.add(
            carrying(
                "The Ledger",
                Line("Lena Oskar", "that a few “observers” could come", kind="mixed"),
                Line("Bo Lind", "it would never be so"),
                published="2031-06-19",
            )
        )
        last = Line("Lena Oskar", "a few unarmed observers could come"), Line("Ulf Trost", "rain")
        writer.add(carrying("Matin", *last))
        writer.set_utterances([(1, 3, 5), (2, 4)], range(1, 7))
    return store


def listed(store: Store, outlets: int = 2, sort: str = "tellings", **asked: object) -> ToldPage:
    with store.connection() as connection:
        return retold.told_by_several(connection, Query(**asked).checked(), outlets, sort)  # type: ignore[arg-type]


def test_what_most_outlets_tell_comes_first_with_its_fullest_words(filled: Store) -> None:
    first, second = listed(filled).utterances
    assert (first.utterance, first.speaker, first.entity, first.words) == (1, "Lena Oskar", "local:oskar", FULL)
    assert first.outlets == (("Coastwire", "direct"), ("Matin", "indirect"), ("The Ledger", "mixed"))
    assert (first.tellings, first.first, first.last) == (3, "2031-06-18", "2031-06-19")
    assert (second.utterance, second.tellings) == (2, 2)
    assert listed(filled).total == 2


def test_filters_and_pages(filled: Store) -> None:
    def keys(*given: int, **asked: object) -> list[int]:
        return [one.utterance for one in listed(filled, *given, **asked).utterances]  # type: ignore[arg-type]

    assert keys(3) == [1]
    assert keys(actor="Lind") == [2]
    assert keys(outlet="matin") == [1]
    assert keys(text="observers") == [1]
    assert keys(since="2031-06-19") == [1, 2]
    assert keys(issue="rain") == []
    assert keys(sort="oldest") == [1, 2]
    page = listed(filled, page=2, size=1)
    assert ([one.utterance for one in page.utterances], page.total) == ([2], 2)
    for outlets, sort, said in ((0, "tellings", "outlets 0"), (2, "fame", "sort 'fame'")):
        with pytest.raises(OptionError, match=said):
            listed(filled, outlets, sort)


def test_many_who_fit_are_found_as_few_are(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    few = listed(filled, actor="Oskar", outlet="Coastwire")
    monkeypatch.setattr("onrecord.store.asking.filters.FEW", 0)
    assert listed(filled, actor="Oskar", outlet="Coastwire") == few


def test_a_rejected_telling_tells_nothing(filled: Store) -> None:
    reading = filled.reading(2)
    with filled.writing() as writer:
        writer.decide("reject", "Ada", document=2, statement=reading.statements[1].id)
    assert [one.utterance for one in listed(filled).utterances] == [1]
    with filled.connection() as connection:
        assert retold.statements_told(connection, 4) == [2]


def test_one_utterance_in_all_its_tellings(filled: Store) -> None:
    found = compared(filled, 5)
    assert found is not None
    assert (found.fullest, found.source, found.outlets) == (FULL, "Coastwire", ("Coastwire", "Matin", "The Ledger"))
    assert {version.outlet: version.kept for version in found.versions}["Coastwire"] == 1.0
    other = compared(filled, 2)
    assert other is not None and other.left_out == ("Matin",)
    alone = compared(filled, 6)
    assert alone is not None and len(alone.versions) == 1
    assert compared(filled, 99) is None


def test_an_article_that_changed(store: Store) -> None:
    url = "https://coastwire.example/talks"
    with store.writing() as writer:
        writer.add(carrying("Coastwire", Line("Lena Oskar", "we will"), url=url))
        writer.add(carrying("Matin", Line("Lena Oskar", "we will"), url="https://matin.example/1"))
        writer.add(carrying("Coastwire", Line("Lena Oskar", "we could"), url=url))
    with store.connection() as connection:
        (found,) = revised.revised(connection, 9)
    assert (found.url, found.outlet, found.versions) == (url, "Coastwire", 2)
