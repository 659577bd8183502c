"""Actors and a codebook that are given once are kept in the record, and read with from then on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.codebook import load_codebook
from onrecord.errors import ActorsError, CodebookError
from onrecord.gather.own import Own, own_options
from onrecord.options import ReadOptions
from onrecord.resolve.known.actors import read_actors
from onrecord.store import Store, open_store

ACTORS = "name;label;id;aliases\n;Lena Oskar;P1;Oskar|L. Oskar\n;The Front;B1;\n"
CODEBOOK = "id,label,aliases\nlevy,Quay levy,levy on ships;quay toll\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db", create=True) as store:
        yield store


@pytest.fixture
def files(tmp_path: Path) -> ReadOptions:
    (tmp_path / "people.csv").write_text(ACTORS)
    (tmp_path / "mine.csv").write_text(CODEBOOK)
    return ReadOptions(actors=tmp_path / "people.csv", codebook=tmp_path / "mine.csv")


def given(store: Store, options: ReadOptions, folder: Path) -> Own:
    folder.mkdir()
    own = own_options(options, store, folder)
    with store.writing() as writer:
        own.keep(writer)
    return own


def test_what_is_given_is_kept_and_read_with_later(store: Store, files: ReadOptions, tmp_path: Path) -> None:
    first = given(store, files, tmp_path / "first")
    assert first.notes == (
        "actors: people.csv is kept in the record, and later additions read with it",
        "codebook: mine.csv is kept in the record, and later additions read with it",
    )
    second = given(store, ReadOptions(), tmp_path / "second")
    assert second.notes == (
        "reading with the record's own actors (people.csv)",
        "reading with the record's own codebook (mine.toml)",
    )
    assert second.options.recorded() == first.options.recorded()
    assert second.options.actors is not None and second.options.codebook is not None
    assert [one.aliases for one in read_actors(second.options.actors)] == [("Oskar", "L. Oskar"), ()]
    assert load_codebook(second.options.codebook).by_id["levy"].aliases == ("levy on ships", "quay toll")


def test_what_is_given_goes_first_and_the_record_keeps_its_own(
    store: Store, files: ReadOptions, tmp_path: Path
) -> None:
    given(store, files, tmp_path / "first")
    other = given(store, ReadOptions(codebook="peace"), tmp_path / "second")
    assert other.notes[1] == (
        "codebook: peace is read with this time; the record keeps its own (mine.toml). Put it in its place with: "
        "onrecord issues use peace"
    )
    assert other.options.codebook is not None
    assert "ceasefire" in load_codebook(other.options.codebook).by_id
    own = store.codebook()
    assert own is not None and [entry.id for entry in own.entries] == ["levy"]


def test_the_same_given_again_is_said_to_be_so(store: Store, files: ReadOptions, tmp_path: Path) -> None:
    given(store, files, tmp_path / "first")
    again = given(store, files, tmp_path / "second")
    assert again.notes[0] == "reading with the record's own actors (people.csv), which is what was given"


def test_without_anything_there_is_nothing_to_say(store: Store, tmp_path: Path) -> None:
    assert given(store, ReadOptions(min_score=0.5), tmp_path / "first") == (ReadOptions(min_score=0.5), None, None, ())
    assert own_options(ReadOptions(), None, tmp_path).notes == ()


def test_what_cannot_be_used_is_not_kept(store: Store, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("id\nP1\n")
    with pytest.raises(ActorsError):
        own_options(ReadOptions(actors=tmp_path / "bad.csv"), store, tmp_path)
    with pytest.raises(CodebookError):
        own_options(ReadOptions(codebook=tmp_path / "bad.csv"), store, tmp_path)
    assert store.own_actors() is None and store.codebook() is None
