"""read() and its kin with resolved sources: names, entities, ids."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from onrecord import Reading, ReadOptions, read, read_text
from onrecord.errors import ActorsError

EXAMPLES = Path(__file__).parents[1] / "examples" / "invented"
ACTORS = EXAMPLES / "actors.csv"
TEXT = (
    "Ferry stays in port\n\n"
    "“We will not sail,” Anna Holm, the harbour master, said on Monday. She added that Defence Minister Ulvar Tresk "
    "had asked for it.\n\n"
    "Officials in Ossunmar said that Holm was right. “The ferry is safe,” Tresk said.\n"
)
LONG = bool(os.environ.get("ONRECORD_LONG"))
OWN = ReadOptions(actors=ACTORS, published="2031-06-01")


@cache
def readings(options: ReadOptions) -> list[Reading]:
    return list(read(EXAMPLES / "text", options))


def test_every_statement_has_a_resolution_with_evidence_in_the_text() -> None:
    reading = read_text(TEXT, OWN)
    text = reading.document.text
    assert len(reading.statements) >= 3
    for statement in reading.statements:
        found = statement.resolution
        assert found is not None and found.name and 0 <= found.score <= 1
        assert list(found.evidence) == sorted(found.evidence)
        assert all(0 <= span.start < span.end <= len(text) for span in found.evidence)


def test_names_of_the_article_and_of_the_registry() -> None:
    reading = read_text(TEXT, OWN)
    names = {s.resolution.name: s.resolution.entity for s in reading.statements if s.resolution}
    assert names["Ulvar Tresk"] == "P-05"
    assert (names["Anna Holm"] or "").startswith("local:")
    assert {entity.entity.id for entity in reading.entities} >= {"P-05", names["Anna Holm"]}


def test_entities_have_their_mentions() -> None:
    reading = read_text(TEXT, OWN)
    holm = next(found for found in reading.entities if found.entity.name == "Anna Holm")
    assert [span.of(reading.document.text) for span in holm.mentions] == ["Anna Holm", "Holm"]
    assert len({found.entity.id for found in reading.entities}) == len(reading.entities)


def test_entities_of_statements_are_among_those_of_the_article_or_of_the_registry() -> None:
    for reading in readings(OWN):
        ids = {found.entity.id for found in reading.entities}
        for statement in reading.statements:
            resolution = statement.resolution
            assert resolution is not None
            local = (resolution.entity or "").startswith("local:") and resolution.type == "person"
            assert not local or resolution.method == "author" or resolution.entity in ids


@pytest.mark.parametrize("least", [0.5, 0.8, 0.95] if LONG else [0.8])
def test_a_least_score_leaves_ids_names_and_entities_as_they_are(least: float) -> None:
    for whole, kept in zip(readings(OWN), readings(OWN._replace(min_score=least)), strict=True):
        expected = [s for s in whole.statements if s.attribution.score >= least]
        assert [s.id for s in kept.statements] == [s.id for s in expected]
        assert [s.resolution for s in kept.statements] == [s.resolution for s in expected]
        assert kept.entities == whole.entities


def test_parents_are_named_by_their_ids_even_where_they_are_left_out() -> None:
    for whole, kept in zip(readings(OWN), readings(OWN._replace(min_score=0.8)), strict=True):
        ids = {statement.id for statement in whole.statements}
        assert len(ids) == len(whole.statements)
        parents = {s.id: s.parent for s in whole.statements}
        assert {parent for parent in parents.values() if parent} <= ids
        assert all(s.parent == parents[s.id] for s in kept.statements)


def test_a_text_that_is_not_read_has_no_entities() -> None:
    text = "Der Minister sagte am Montag, dass der Hafen geschlossen bleibe. „Wir öffnen ihn nicht“, erklärte er. "
    reading = read_text("Hafen bleibt zu\n\n" + text * 3)
    assert (reading.statements, reading.entities) == ((), ())


def test_a_broken_file_of_actors_is_told_before_anything_is_read(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,label\n,Anna Holm\n", "utf-8")
    with pytest.raises(ActorsError, match=r"own\.csv, line 2: id is empty"):
        list(read(tmp_path / "gone.txt", ReadOptions(actors=own)))


def test_provenance_names_the_file_of_actors_and_its_content() -> None:
    recorded = read_text(TEXT, OWN).provenance["options"]
    assert recorded["actors"].startswith("actors.csv@sha256:") and len(recorded["actors"]) == 82
