"""What the heads of act and stance look at, and that they answer for whatever they are given."""

from __future__ import annotations

import numpy as np
import pytest
from tests.coding.marked import scene

from onrecord.coding.acts.heads import MARKS, marks_of, shipped_heads
from onrecord.coding.pooling import AFTER, BEFORE, CONTENT, CUE, SOURCE, cue_state, roles_of
from onrecord.coding.said import Scene
from onrecord.encode.session import load_encoder
from onrecord.encoding import Encoding


def encoded(marked: str) -> tuple[Scene, Encoding]:
    found = scene(marked)
    return found, load_encoder().encode(found.document)


def roles(marked: str) -> list[tuple[str, int]]:
    """Words of the tokens that the first statement is told by, with their roles."""
    found, encoding = encoded(marked)
    at, own = roles_of(found.statements[0], encoding.tokens)
    spans = zip(encoding.tokens.starts[at], encoding.tokens.ends[at], strict=True)
    return [(found.text[start:end], role) for (start, end), role in zip(spans, own.tolist(), strict=True)]


def test_every_token_of_the_sentence_has_one_role() -> None:
    found = roles("On Monday <Orsk> {told} Velm [to wait].\nNobody came.")
    assert found == [
        ("On", BEFORE),
        ("Monday", BEFORE),
        *((word, SOURCE) for word, role in found if role == SOURCE),
        ("told", CUE),
        *((word, AFTER) for word, role in found if role == AFTER and word != "."),
        ("to", CONTENT),
        ("wait", CONTENT),
        (".", AFTER),
    ]


def test_a_content_of_another_paragraph_is_looked_at() -> None:
    assert ("wait", CONTENT) in roles("<Orsk> {told} them:\n[wait].")


def test_a_long_sentence_is_looked_at_around_the_cue() -> None:
    found = roles("the ferry " * 800 + "<Orsk> {said} [no], " + "and the boat " * 800)
    assert ("said", CUE) in found
    assert len(found) < 400


@pytest.mark.parametrize(
    ("marked", "mark"),
    [
        ("<Orsk> {demanded} [an end].", "REQUEST"),
        ("<Orsk> {asked} [who had come?]", "question"),
        ("[“An end”].", "no cue"),
        ("<1:Orsk> {1:said} [1:that <2:Velm> {2:agreed} [2:to it]].", "nested"),
    ],
)
def test_marks_tell_what_is_plain_to_see(marked: str, mark: str) -> None:
    found = marks_of(scene(marked).statements[-1])
    assert found.shape == (len(MARKS),)
    assert found[MARKS.index(mark)] == 1


@pytest.mark.parametrize(
    "marked",
    [
        "<Orsk> {said} [no].",
        "[“…”]",
        "{said}",
        "<Orsk> {said} [\u200b\u202e].",
        "<Orsk> {said} [🛳 🛳].",
        "<Orsk> {said} [" + "no and " * 2000 + "].",
    ],
)
def test_chances_are_chances(marked: str) -> None:
    found, encoding = encoded(marked)
    acts, stances = shipped_heads().scores(found, encoding)
    assert acts.shape == (1, 17)
    assert stances.shape == (1, 5)
    for chances in (acts, stances):
        assert np.isfinite(chances).all()
        assert chances.sum() == pytest.approx(1, abs=1e-3)  # each is rounded to four places


def test_a_statement_does_not_depend_on_the_others() -> None:
    both, encoding = encoded("<1:Orsk> {1:accused} Velm [1:of lying].\n<2:Velm> {2:denied} [2:it].")
    alone = Scene(both.document, both.attributions[1:])
    of_both, of_one = (shipped_heads().scores(one, encoding)[0] for one in (both, alone))
    assert np.allclose(of_both[1], of_one[0], atol=1e-5)


def test_no_cue_no_state() -> None:
    found, encoding = encoded("[“No.”]")
    assert not cue_state(encoding, found.statements[0]).any()


def test_no_statements() -> None:
    found, encoding = encoded("Nobody said anything.")
    assert [chances.shape for chances in shipped_heads().scores(found, encoding)] == [(0, 17), (0, 5)]
