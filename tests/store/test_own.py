"""What a record has of its own: actors and a codebook."""

from __future__ import annotations

from pathlib import Path

from onrecord.codebook import Codebook, Entry, load_codebook
from onrecord.resolve.known.actors import read_actors
from onrecord.store import OwnActor, OwnActors, Store
from onrecord.store.rows.own import actors_file, codebook_file

ENTRIES = (
    Entry("strait", "The strait", ("free passage", "semi; colon | bar"), ("closing it",), None, ("“No,” he said.",)),
    Entry("monitors", "Monitors\x7f", parent="strait"),
)
ACTORS = (
    OwnActor("P1", "Ada Wennik", ("Wennik", "Adda Venick"), "person", "Karveth", "Envoy", "2030", None, "f"),
    OwnActor("P1", "Ada Wennik", ("Wennik", "Adda Venick"), "person", "Karveth", "Minister", None, "2029-12", "f"),
    OwnActor("B1", 'The "Front", armed'),
)


def test_nothing_is_there_by_itself(store: Store) -> None:
    assert store.codebook() is None
    assert store.own_actors() is None


def test_what_is_put_in_comes_out(store: Store) -> None:
    with store.writing() as writer:
        writer.set_codebook(Codebook("mine.csv", ENTRIES))
        writer.set_actors(OwnActors("own.csv", ACTORS))
    found = store.codebook()
    assert found is not None
    assert (found.name, found.entries) == ("mine.toml", ENTRIES)
    assert store.own_actors() == OwnActors("own.csv", ACTORS)


def test_another_takes_its_place(store: Store) -> None:
    with store.writing() as writer:
        writer.set_codebook(Codebook("mine.csv", ENTRIES))
        writer.set_codebook(Codebook("peace", ENTRIES[1:]))
    found = store.codebook()
    assert found is not None
    assert (found.name, found.entries) == ("peace.toml", ENTRIES[1:])
    with store.writing() as writer:
        writer.set_codebook(None)
        writer.set_actors(OwnActors("none.csv", ()))
    assert store.codebook() is None
    assert store.own_actors() == OwnActors("none.csv", ())


def test_files_of_them_are_read_as_they_are(store: Store, tmp_path: Path) -> None:
    with store.writing() as writer:
        writer.set_codebook(Codebook("mine.csv", ENTRIES[:1]))
    kept = store.codebook()
    assert kept is not None
    (tmp_path / "mine.toml").write_text(codebook_file(kept.entries), "utf-8")
    read = load_codebook(tmp_path / "mine.toml")
    assert (read.name, read.entries, read.sha256) == (kept.name, kept.entries, kept.sha256)
    (tmp_path / "own.csv").write_text(actors_file(ACTORS), "utf-8")
    first, body = read_actors(tmp_path / "own.csv")
    assert (first.name, first.aliases, len(first.offices)) == ("Ada Wennik", ("Wennik", "Adda Venick"), 2)
    assert body.name == 'The "Front", armed'
