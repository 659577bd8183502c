from __future__ import annotations

import numpy as np
import pytest

from onrecord.attribute.drafting.draft import Draft, Found
from onrecord.attribute.uncued.reports import reporting_clauses
from onrecord.document import Span
from onrecord.encoding import CueScores, Encoding, Tokens


def encoding_of(text, word):
    """An encoding with one token, a word of the text, that may begin a cue."""
    start = text.index(word)
    ends = np.array([start + len(word)])
    tokens = Tokens(np.zeros(1, int), np.array([start]), ends, np.zeros((1, 4), int), np.zeros(1, bool))
    cue = CueScores(0, 0, np.zeros((1, 7), np.float32))
    return Encoding(tokens, np.zeros((1, 1)), np.zeros((1, 3)), np.zeros((1, 7)), (cue,))


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Rain fell. The gates were left open at night, an inquest has heard. It rained.", "heard", "an inquest"),
        ("The gates were left open at night, the harbour’s owners have warned.", "have", "the harbour’s owners"),
        ("The gates were left open at night, as experts have warned.", "warned", None),
        ("It is a bone, the oldest one diggers have found.", "found", None),
        ("He did what she wanted, and did what he said.", "said", None),
        ("Gone, police say.", "say", None),
    ],
)
def test_a_last_clause_that_reports_makes_its_sentence_a_statement(scene, text, word, told):
    found = list(reporting_clauses(scene(("paragraph", text)), encoding_of(text, word), Found()))
    assert [draft.source[0].of(text) for draft in found] == ([told] if told else [])
    assert all(draft.content[0].of(text) == "The gates were left open at night" for draft in found)


def test_a_cue_that_a_statement_has_is_left_alone(scene):
    text = "The gates were left open at night, an inquest has heard."
    cue = Span(text.index("has"), text.index("heard") + 5)
    found = Found([Draft([], [cue], [Span(0, 9)], 0.9)])
    assert list(reporting_clauses(scene(("paragraph", text)), encoding_of(text, "heard"), found)) == []
