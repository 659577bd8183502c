from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("onrecord")
    return pipeline


def test_writes_spans(nlp):
    doc = nlp("Lena Oskar said on Monday that the talks would resume soon.")
    found = {(span.label_, span.text) for span in doc.spans["onrecord"]}
    assert ("SOURCE", "Lena Oskar") in found
    assert ("CUE", "said") in found
    assert any(label == "CONTENT" and "the talks would resume soon" in text for label, text in found)


def test_spans_share_the_id_of_their_statement(nlp):
    doc = nlp("Lena Oskar said on Monday that the talks would resume soon.")
    assert {span.id_ for span in doc.spans["onrecord"]} == {s.id for s in doc._.onrecord.statements}


def test_empty_text(nlp):
    assert len(nlp("").spans["onrecord"]) == 0
