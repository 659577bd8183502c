"""Subjects of the verbs that contents begin with."""

from __future__ import annotations

import pytest

from attribute.drafts import statement
from onrecord.attribute.edges.openings import with_subject


@pytest.mark.parametrize(
    ("text", "cue", "piece", "subject"),
    [
        ("Oskar told parliament the bank “respects the law”.", "told", "“respects the law”.", "the bank "),
        ("Oskar told Radio One crews were ready.", "told", "were ready", "crews "),
        ("Oskar told the court it was cold.", "told", "was cold", "it "),
        ("Oskar told the court “it was cold”.", "told", "“it was cold”.", ""),
        ("Oskar told the court “was cold” in March.", "told", "“was cold”", ""),
        ("Oskar told reporters in the city the bank was shut.", "told", "was shut", ""),
        ("Oskar urged the bank to say it was safe.", "urged", "was safe", ""),
        (
            "Rates fell. The vote, which was late, was unanimous, Oskar said.",
            "said",
            "was unanimous",
            "The vote, which was late, ",
        ),
        ("Oskar accused him of “running away”.", "accused", "“running away”.", "of "),
        ("Oskar spoke of “running away”.", "spoke", "“running away”.", ""),
        ("Oskar challenged the miner to go.", "challenged", "miner to go", "the "),
        ("The vote was unanimous, Oskar said.", "said", "was unanimous", ""),
    ],
)
def test_a_content_has_the_subject_of_its_verb(scene, text, cue, piece, subject):
    built = scene(("paragraph", text))
    draft = statement(built, "Oskar", cue, piece)
    assert with_subject(built, draft.content[0], draft.cue, [*draft.source, *draft.cue]).of(text) == subject + piece
