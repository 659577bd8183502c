"""Contents that grow."""

from __future__ import annotations

import numpy as np
import pytest

from attribute.drafts import contents, statement
from onrecord.attribute.edges.growth import grow_contents, hold_nested
from onrecord.encoding import CONTENT, Encoding, Tokens


def test_a_content_grows_by_whole_words(scene):
    built = scene(("paragraph", "Aldt accused Varsk of endangering its crews."))
    words = ["Aldt", "accused", "Var", "sk", "of", "end", "angering", "its", "crews", "."]
    starts = np.array([built.text.index(word) for word in words])
    ends = starts + np.array([len(word) for word in words])
    joins = np.array([word in ("sk", "angering") for word in words])
    scores = np.full((len(words), 7), -9.0, np.float32)
    scores[:, 0] = 0
    scores[3:9] = -9
    scores[3, CONTENT] = scores[4:9, CONTENT + 1] = 0
    tokens = Tokens(np.zeros(len(words), int), starts, ends, np.zeros((len(words), 4), int), joins)
    drafts = [statement(built, "Aldt", "accused", "of endangering")]
    states = np.zeros((len(words), 1), np.float32)
    grow_contents(built, Encoding(tokens, states, np.zeros((len(words), 3), np.float32), scores, ()), drafts)
    assert contents(built, drafts) == [["of endangering its crews"]]


@pytest.mark.parametrize(
    ("text", "outer", "whole"),
    [
        ("The tables show that bees can count, Oskar wrote.", "The tables show", "The tables show that bees can count"),
        ("The tables show, Oskar wrote, that bees can count.", "The tables show", "The tables show"),
        ("The tables he has show that bees can count, Oskar wrote.", "The tables he has", "The tables he has"),
    ],
)
def test_a_content_holds_what_is_told_within_it(scene, text, outer, whole):
    built = scene(("paragraph", text))
    drafts = [
        statement(built, "Oskar", "wrote", outer),
        statement(built, "The tables", "show", "that bees can count"),
    ]
    hold_nested(drafts)
    assert contents(built, drafts[:1]) == [[whole]]
