from __future__ import annotations

import numpy as np
import pytest

from attribute.drafts import statement
from onrecord.attribute.drafting.paths import LabelledSpan
from onrecord.attribute.edges.cue_width import CueWidth, says_nothing
from onrecord.document import Span
from onrecord.encoding import CONTENT, CUE, CueScores, Encoding, Tokens

NARROW, WIDE = -1.0, 1.0


def cut(built, source, cue, content, odds):
    draft = statement(built, source, cue, content)
    width = CueWidth()
    width.odds = odds
    width.cut(built, [draft])
    return draft.cue[0].of(built.text), draft.content[0].of(built.text)


@pytest.mark.parametrize(
    ("text", "narrow", "wide"),
    [
        ("Quell called for new talks.", ("called", "for new talks"), ("called for", "new talks")),
        ("Quell also complained about it.", ("complained", "about it"), ("also complained about", "it")),
        ("Quell said that it rained.", ("said", "that it rained"), ("said", "that it rained")),
        ("Quell urged voters to stay.", ("urged", "to stay"), ("urged", "voters to stay")),
    ],
)
def test_cues_are_cut_alike_whatever_the_encoder_says(scene, text, narrow, wide):
    built = scene(("paragraph", text))
    for cue, content in (narrow, wide):
        assert cut(built, "Quell", cue, content, NARROW) == narrow
        assert cut(built, "Quell", cue, content, WIDE) == wide


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Quell called on Karveth.", "called on", "Karveth"),
        ("According to Quell it rained.", "According to", "it rained"),
        ("Quell did not say that.", "did not say", "that"),
        ("Quell hopes on Monday to leave.", "hopes", "to leave"),
        ("Quell urged that it rain.", "urged", "that it rain"),
        ("Quell urged him when he left to stay.", "urged", "to stay"),
    ],
)
def test_fixed_prepositions_negations_and_times_stay_where_they_are(scene, text, cue, content):
    built = scene(("paragraph", text))
    assert cut(built, "Quell", cue, content, NARROW) == (cue, content)
    assert cut(built, "Quell", cue, content, WIDE) == (cue, content)


@pytest.mark.parametrize(
    "cue", ["said Monday", "said in a letter", "said at a rally on Monday", "said last week", "said in"]
)
def test_times_and_places_of_speaking_are_no_part_of_a_cue(scene, cue):
    built = scene(("paragraph", f"Quell {cue} that it rained."))
    assert cut(built, "Quell", cue, "that it rained", WIDE)[0] == "said"


@pytest.mark.parametrize("cue", ["voted in", "went on", "dwelt at length on"])
def test_other_verbs_keep_their_places(scene, cue):
    built = scene(("paragraph", f"Quell {cue} that it rained."))
    assert cut(built, "Quell", cue, "that it rained", WIDE)[0] == cue


@pytest.mark.parametrize(("chance", "wide"), [(0.99, True), (0.01, False)])
def test_the_cues_of_an_article_tell_its_width(scene, chance, wide):
    built = scene(("paragraph", "Quell called for talks. Oskar asked for more."))
    starts, ends = np.array([(0, 5), (6, 12), (13, 16), (17, 22)], dtype=np.int64).T
    tokens = Tokens(np.zeros(4, int), starts, ends, np.zeros((4, 4), int), np.zeros(4, bool))
    scores = np.full((4, 7), -9.0, dtype=np.float32)
    scores[2, CUE + 1], scores[2, CONTENT] = np.log(chance), np.log(1 - chance)
    cue = CueScores(1, 0, scores)
    encoding = Encoding(tokens, np.zeros((4, 1), np.float32), scores[:, :3], scores, (cue,))
    end = 3 if wide else 2
    spans = [LabelledSpan(CUE, 1, end, 0.9, 0.9), LabelledSpan(CONTENT, end, 4, 0.9, 0.9)]
    width = CueWidth()
    width.hear(built, encoding, cue, spans)
    assert (width.odds > 0) is wide
    other = statement(built, "Oskar", "asked", "for more")
    width.cut(built, [other])
    assert other.cue[0].of(built.text) == ("asked for" if wide else "asked")


def test_a_preposition_that_is_always_part_of_its_verb_tells_nothing(scene):
    built = scene(("paragraph", "Quell called on Karveth."))
    starts, ends = np.array([(0, 5), (6, 12), (13, 15), (16, 23)], dtype=np.int64).T
    tokens = Tokens(np.zeros(4, int), starts, ends, np.zeros((4, 4), int), np.zeros(4, bool))
    scores = np.full((4, 7), -9.0, dtype=np.float32)
    cue = CueScores(1, 0, scores)
    encoding = Encoding(tokens, np.zeros((4, 1), np.float32), scores[:, :3], scores, (cue,))
    width = CueWidth()
    before = width.odds
    width.hear(built, encoding, cue, [LabelledSpan(CUE, 1, 3, 0.9, 0.9), LabelledSpan(CONTENT, 3, 4, 0.9, 0.9)])
    assert width.odds == before


def test_a_piece_that_is_said_before_the_cue_stays_whole(scene):
    built = scene(("paragraph", "“For peace,” Quell called."))
    draft = statement(built, "Quell", "called", "“For peace,”")
    width = CueWidth()
    width.odds = WIDE
    width.cut(built, [draft])
    assert draft.content == [Span(0, 12)]


@pytest.mark.parametrize(
    ("cue", "silent"),
    [
        *((word, True) for word in ("politely", "Not", "also", "was", "initially", "then")),
        *(
            (word, False)
            for word in ("reportedly", "Allegedly", "reply", "apply", "in", "for", "had", "said", "not said")
        ),
    ],
)
def test_an_adverb_alone_is_no_cue_but_for_hearsay(cue, silent):
    assert says_nothing(cue, [Span(0, len(cue))]) is silent
