from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.attribute.drafting.paths import best_paths, cue_span, labelled_spans, transitions, word_scores, words_of
from onrecord.encoding import CONTENT, CUE, SOURCE, CueScores, Encoding, Tokens


def logs(labels, sure=0.9):
    """Log-probabilities that favour the given labels."""
    scores = np.full((len(labels), 7), np.log((1 - sure) / 6), dtype=np.float32)
    scores[np.arange(len(labels)), labels] = np.log(sure)
    return scores


def encoding(labels, token, joins=None, start=0, total=None):
    total = total or len(labels) + start
    numbers = np.arange(total)
    tokens = Tokens(
        numbers,
        numbers * 2,
        numbers * 2 + 1,
        np.zeros((total, 4), dtype=np.int64),
        np.array(joins if joins is not None else [False] * total),
    )
    cue = CueScores(token, start, logs(labels))
    empty = np.zeros((total, 3), dtype=np.float32)
    return Encoding(tokens, np.zeros((total, 384), np.float32), empty, np.zeros((total, 7), np.float32), (cue,))


def spans(enc, penalty=0.0):
    return [(s.role, s.start, s.end) for s in labelled_spans(enc, enc.cues, penalty)[0]]


def test_reads_source_cue_and_content():
    assert spans(encoding([1, 2, 3, 0, 5, 6, 6], token=2)) == [(SOURCE, 0, 2), (CUE, 2, 3), (CONTENT, 4, 7)]


def test_content_on_both_sides_of_the_cue_is_two_spans():
    assert spans(encoding([5, 6, 1, 3, 5, 6], token=3)) == [
        (CONTENT, 0, 2),
        (SOURCE, 2, 3),
        (CUE, 3, 4),
        (CONTENT, 4, 6),
    ]


def test_two_contents_may_touch():
    assert spans(encoding([5, 6, 5, 6], token=0)) == [(CONTENT, 0, 2), (CONTENT, 2, 4)]


def test_an_inside_label_cannot_begin_a_span():
    found = spans(encoding([0, 6, 6, 0], token=0))
    assert found == [(CONTENT, 1, 3)]


def test_offsets_count_in_the_document():
    assert spans(encoding([1, 3, 5], token=8, start=7)) == [(SOURCE, 7, 8), (CUE, 8, 9), (CONTENT, 9, 10)]


def test_a_word_is_never_cut():
    enc = encoding([5, 6, 0], token=0, joins=[False, False, True])
    assert spans(enc) in ([(CONTENT, 0, 3)], [(CONTENT, 0, 1)])


def test_the_penalty_bridges_a_doubtful_gap():
    labels = [5, 6, 6, 6, 6]
    enc = encoding(labels, token=0)
    enc.cues[0].scores[2] = np.log([0.5, 0.01, 0.01, 0.01, 0.01, 0.06, 0.4])
    enc.cues[0].scores[3] = np.log([0.1, 0.01, 0.01, 0.01, 0.01, 0.43, 0.43])
    assert len(spans(enc, penalty=0.0)) == 2
    assert spans(enc, penalty=1.0) == [(CONTENT, 0, 5)]


def test_the_cue_is_the_span_that_holds_its_token():
    enc = encoding([3, 0, 3, 4], token=3)
    found = labelled_spans(enc, enc.cues, 0.0)[0]
    assert cue_span(found, enc.cues[0]).start == 2


def test_no_cues_no_spans():
    assert labelled_spans(encoding([0], token=0), [], 0.0) == []


def test_words_of_starts_a_word_at_the_window():
    assert words_of(np.array([False, True, True, False]), 1, 4).tolist() == [0, 2]


@given(arrays(np.float32, (6, 7), elements=st.floats(-20, -0.0078125, width=32)))
def test_word_scores_of_whole_words_are_the_scores(scores):
    assert np.array_equal(word_scores(scores, np.arange(6)), scores)


@given(arrays(np.float32, (2, 9, 7), elements=st.floats(-20, -0.0078125, width=32)), st.floats(0, 2))
def test_paths_are_well_formed_and_best(scores, penalty):
    table = transitions(penalty)
    paths = best_paths(scores.transpose(1, 2, 0), table[None, :, :, None])
    for path, own in zip(paths, scores, strict=True):
        assert _value(path, own, table) > -1e8
        greedy = own[:, [0, 1, 3, 5]].argmax(axis=1)
        rival = np.array([0, 1, 3, 5])[greedy]
        assert _value(path, own, table) >= _value(rival, own, table) - 1e-3


def _value(path, scores, table):
    pairs = table[0, path[0]] + sum(table[a, b] for a, b in pairwise(path))
    return float(pairs + scores[np.arange(len(path)), path].sum())


@pytest.mark.parametrize("role", [SOURCE, CUE, CONTENT])
def test_transitions_forbid_loose_insides(role):
    table = transitions(0.5)
    assert table[0, role + 1] < -1e8
    assert table[role, role + 1] == 0
    assert table[role + 1, 0] == pytest.approx(-0.5)
