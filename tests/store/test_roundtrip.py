"""What is read from the record is what was added to it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings

from databases import LONG
from export.readings import readings
from onrecord.contract import to_contract
from onrecord.document import Document, Link, Span
from onrecord.statement import Attribution, Reading, Resolution, Statement
from onrecord.store import Store
from store.articles import article, said

_numbers = count()


@settings(max_examples=400 if LONG else 15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(readings)
@example(Reading(Document("\ud800\x00\x1a"), (), {"model": None, "onrecord": None, "options": {}}))
def test_any_reading_comes_back_as_it_was(store: Store, reading: Reading) -> None:
    reading = replace(reading, document=replace(reading.document, source_id=f"\x00\x1a {next(_numbers)}"))
    with store.writing() as writer:
        added = writer.add(reading)
    assert added.status == "new"
    assert to_contract(store.reading(added.document)) == to_contract(reading)


def test_a_coded_reading_comes_back_equal_and_so_does_what_the_contract_leaves_out(store: Store) -> None:
    reading = article()
    reading = replace(reading, provenance={**reading.provenance, "imported": {"by": "Ada", "from": ["a.csv", None]}})
    with store.writing() as writer:
        key = writer.add(reading).document
    assert store.reading(key) == reading


def test_what_json_cannot_hold_comes_back_as_json_has_it(store: Store) -> None:
    reading = replace(
        said("Rain."),
        document=Document(
            "Rain.",
            extra={"nan": float("nan"), "deep": [{"é\ud800": (1, 2.5)}], "set": {3}},  # type: ignore[dict-item]
            authors=("Odile\x00Marchetto", "\udfffB"),
            warnings=("no date\n",),
            links=(Link("teaser", Span(0, 4), "javascript:alert(1)"),),
        ),
    )
    with store.writing() as writer:
        key = writer.add(reading).document
    assert to_contract(store.reading(key)) == to_contract(reading)
    assert store.reading(key).document.extra == {"nan": None, "deep": [{"é\ud800": [1, 2.5]}], "set": "{3}"}


def test_several_sources_within_each_other(store: Store) -> None:
    inner = Resolution("A", "name", members=(Resolution("B", "name"), Resolution("C", "name", evidence=(Span(0, 1),))))
    outer = Resolution("A and D", "group", members=(inner, Resolution("B", "name")))
    statement = Statement("s", Attribution((), (), (Span(0, 4),), "direct"), resolution=outer)
    reading = Reading(Document("Rain"), (statement,), {"model": None, "onrecord": None, "options": {}})
    with store.writing() as writer:
        assert store.reading(writer.add(reading).document) == reading


@pytest.mark.parametrize("length", [3_000_000])
def test_a_long_article(store: Store, length: int) -> None:
    text = "peace " * (length // 6)
    with store.writing() as writer:
        key = writer.add(said(text)).document
    assert store.reading(key).document.text == text
    assert json.dumps(to_contract(store.reading(key))["statements"]).count("peace") == length // 6


def test_names_longer_than_an_index_takes(store: Store) -> None:
    long = "é" * 5000
    reading = said("Rain.", speaker=long, outlet=long, url=f"https://a.example/{long}")
    reading = replace(reading, statements=(replace(reading.statements[0], resolution=Resolution(long, "name", None)),))
    with store.writing() as writer:
        key = writer.add(reading).document
        assert writer.add(reading).status == "unchanged"
        other = said("Snow.", outlet=long, url=f"https://a.example/{long}")
        assert writer.add(other).status == "version"
    assert store.reading(key) == replace(reading, provenance={"model": "en-1", "onrecord": None, "options": {}})
    assert [one.number for one in store.versions(f"https://a.example/{long}")] == [1, 2]
