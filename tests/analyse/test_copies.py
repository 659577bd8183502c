"""Copies of one text: found by marks, judged by runs of words, in a real record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.analyse.copies import ENOUGH, marks_of, runs_of, similarity
from onrecord.analyse.grouping import Grouped, group, group_anew
from onrecord.document import Document
from onrecord.statement import Reading
from onrecord.store import Copy, Store, open_store
from steps import steps_of

WIRE = " ".join(
    f"The {what} of the {where} {did} the {thing} on day {number}."
    for number, (what, where, did, thing) in enumerate(
        (a, b, c, d)
        for a in ("minister", "envoy", "speaker")
        for b in ("strait", "islands")
        for c in ("rejected", "praised")
        for d in ("monitors", "truce", "levy")
    )
)
SENTENCES = WIRE.split(". ")
CUT = ". ".join(SENTENCES[: len(SENTENCES) * 2 // 3])
OTHER = " ".join(word[::-1] for word in WIRE.split())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db", create=True) as store:
        yield store


def add(store: Store, text: str, outlet: str, url: str | None = None) -> Grouped:
    with store.writing() as writer:
        writer.add(Reading(Document(text, outlet=outlet, url=url), ()))
        return group(store, writer)


def test_a_cut_copy_is_one(store: Store) -> None:
    assert add(store, WIRE, "Wire").copies == ()
    assert add(store, OTHER, "Leadline").copies == ()
    assert add(store, f"KARVETH — {CUT}", "Matin").copies == (Copy(3, 1, pytest.approx(0.99, abs=0.02)),)
    assert [one.document for one in store.copies(1)] == [1, 3]
    assert store.copies(2) == []


def test_the_same_text_elsewhere_is_a_copy(store: Store) -> None:
    add(store, WIRE, "Wire")
    assert add(store, WIRE, "Leadline").copies == (Copy(2, 1, 1.0),)


def test_a_version_of_a_page_is_none(store: Store) -> None:
    add(store, WIRE, "Wire", "https://wire.example/1")
    assert add(store, CUT, "Wire", "https://wire.example/1").copies == ()
    assert [one.document for one in add(store, CUT, "Matin").copies] == [3]


def test_groups_grow_together(store: Store) -> None:
    half, rest = ". ".join(SENTENCES[:18]), ". ".join(SENTENCES[18:])
    add(store, half, "Matin")
    add(store, rest, "Leadline")
    assert store.copies(1) == store.copies(2) == []
    add(store, WIRE, "Wire")
    assert [(one.document, one.copy_of) for one in store.copies(2)] == [(1, 1), (2, 1), (3, 1)]


def test_anew_is_as_one_by_one(store: Store) -> None:
    for number, text in enumerate((WIRE, OTHER, CUT, WIRE)):
        add(store, text, f"Outlet {number}")
    before = store.copies(1)
    with store.writing() as writer:
        assert group_anew(store, writer).documents == 4
    assert store.copies(1) == before
    assert len(before) == 3


def test_short_texts_are_never_copies(store: Store) -> None:
    short = " ".join(f"word{number}" for number in range(ENOUGH))
    assert marks_of(runs_of(short)) == ()
    assert similarity(runs_of(short), runs_of(WIRE)) == 0.0
    add(store, short, "Wire")
    assert add(store, short, "Leadline").copies == ()


def test_what_is_removed_is_no_copy(store: Store) -> None:
    add(store, WIRE, "Wire")
    add(store, CUT, "Matin")
    with store.writing() as writer:
        writer.remove(1)
    assert store.copies(2) == []
    assert add(store, WIRE, "Leadline").copies == (Copy(3, 2, pytest.approx(1.0)),)


def test_marks_do_not_hang_on_the_order_of_words_in_memory() -> None:
    runs = runs_of(WIRE)
    assert marks_of(sorted(runs)) == marks_of(sorted(runs, reverse=True))


def test_a_text_is_compared_with_one_of_each_group(store: Store) -> None:
    def steps(outlet: str) -> int:
        with store.writing() as writer:
            writer.add(Reading(Document(CUT, outlet=outlet), ()))
            return steps_of(lambda: group(store, writer))

    for number in range(2):
        add(store, f"{WIRE} Edition {number}.", f"Outlet {number}")
    few = steps("Matin")
    for number in range(2, 14):
        add(store, f"{WIRE} Edition {number}.", f"Outlet {number}")
    assert steps("Leadline") < 1.5 * few
    assert len(store.copies(1)) == 16
