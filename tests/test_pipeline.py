from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

import pytest

import onrecord
from onrecord import Document, InputError, OptionError, ReadOptions, read, read_document, read_text
from onrecord.ingest import document_from_text

ARTICLES = Path(__file__).parents[1] / "examples" / "invented" / "text"
SHORT = (
    "Harbour stays shut, minister says\n\n"
    "“We will not open the harbour,” Lena Oskar said on Monday. She added that the pilots had asked for more time.\n\n"
    "READ MORE: Pilots accuse port of ‘neglect’\n"
)


@cache
def examples():
    return list(read(ARTICLES))


def words(reading, role):
    return [[span.of(reading.document.text) for span in getattr(s.attribution, role)] for s in reading.statements]


def test_reads_direct_and_indirect_speech():
    reading = read_text(SHORT)
    assert ["Lena Oskar"] in words(reading, "source")
    assert ["“We will not open the harbour,”"] in words(reading, "content")
    assert ["added"] in words(reading, "cue")
    types = {s.attribution.quote_type for s in reading.statements}
    assert {"direct", "indirect"} <= types


def test_teasers_are_links_and_no_statements():
    reading = read_text(SHORT)
    (link,) = reading.document.links
    assert link.span.of(SHORT).startswith("READ MORE")
    assert all(span.start < link.span.start for s in reading.statements for span in s.attribution.content)


def test_every_span_lies_in_the_text_and_says_something():
    for reading in examples():
        text = reading.document.text
        for statement in reading.statements:
            a = statement.attribution
            assert a.content
            for span in (*a.source, *a.cue, *a.content):
                assert 0 <= span.start < span.end <= len(text)
                assert span.of(text) == span.of(text).strip()


def test_nested_statements_name_their_parent():
    found = [s for reading in examples() for s in reading.statements]
    by_id = {s.id: s for s in found}
    nested = [s for s in found if s.parent]
    assert nested
    for statement in nested:
        holders = by_id[statement.parent].attribution.content
        assert any(h.contains(p) for h in holders for p in statement.attribution.content)


def test_the_same_text_gives_the_same_statements():
    assert read_text(SHORT) == read_text(SHORT)


def test_a_folder_is_read_in_order():
    assert [r.document.text for r in examples()] == [p.read_text("utf-8") for p in sorted(ARTICLES.glob("*.txt"))]


def test_min_score_leaves_out_the_unlikely():
    assert len(read_text(SHORT, ReadOptions(min_score=1.0)).statements) == 0


def test_options_are_checked_before_anything_is_read():
    with pytest.raises(OptionError, match="min_score is 2"):
        list(read(ARTICLES, ReadOptions(min_score=2)))


def test_provenance_is_enough_to_read_again():
    provenance = read_text(SHORT).provenance
    assert provenance["model"].startswith("en-1@sha256:")
    assert provenance["onrecord"] == "0.1.0"
    assert provenance["options"] == {"min_score": 0.0}


def test_another_language_gives_a_warning_and_no_statement():
    text = "Der Minister sagte am Montag, dass der Hafen geschlossen bleibe. „Wir öffnen ihn nicht“, erklärte er. "
    reading = read_text("Hafen bleibt zu\n\n" + text * 3)
    assert reading.statements == ()
    assert any("only English is read" in warning for warning in reading.document.warnings)


def test_the_first_broken_input_is_raised_without_a_handler(tmp_path):
    with pytest.raises(InputError):
        list(read(tmp_path / "nothing.txt"))


def test_reading_goes_on_with_a_handler(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(SHORT)
    errors = []
    readings = list(read(tmp_path, on_error=errors.append))
    assert len(readings) == len(errors) == 1


def test_a_document_of_nothing_has_no_statements():
    assert read_document(Document("", language="en")).statements == ()


@pytest.mark.parametrize("text", ["Lena Oskar said the talks would resume.", " "])
@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_left_as_it_was(text, collects):
    (gc.enable if collects else gc.disable)()
    try:
        read_document(Document(text, ()) if text.isspace() else document_from_text(text))
        assert gc.isenabled() is collects
    finally:
        gc.enable()


def test_public_names_are_pinned():
    assert onrecord.__all__ == sorted(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    with pytest.raises(AttributeError):
        _ = onrecord.nothing
