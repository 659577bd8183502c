from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.attribute.headlines import headline_statements

CASES = json.loads((Path(__file__).parents[1] / "cases" / "headlines.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["statements"], ids=lambda case: case["label"])
def test_finds_the_statement(scene, case):
    built = scene((case["kind"], case["text"]))
    (draft,) = headline_statements(built)
    assert draft.source[0].of(built.text) == case["source"]
    assert draft.content[0].of(built.text) == case["content"]
    assert not draft.cue


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: case["label"])
def test_leaves_other_headlines_alone(scene, case):
    assert list(headline_statements(scene((case["kind"], case["text"])))) == []


@pytest.mark.parametrize(
    "clause", ["It Might Surprise You", "She’s Going to Hate It", "Some Say It Leaks", "but not yet"]
)
def test_a_clause_after_a_dash_is_no_speaker(scene, clause):
    assert (
        list(headline_statements(scene(("headline", f"Tresk Just Told the Hall Who Opened the Gates – {clause}"))))
        == []
    )
