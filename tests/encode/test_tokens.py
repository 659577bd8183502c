from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.document import Block, Document, Span
from onrecord.encode.model import SHIPPED
from onrecord.encode.tokens import tokenize, windows
from onrecord.encode.wordpiece import WordPieces
from onrecord.encoding import GAP, GAP_BLOCK, KIND, QUOTE, SHAPE, Tokens

WORDPIECES = WordPieces.from_file(SHIPPED / "tokenizer.json")


@pytest.fixture
def wordpieces():
    return WORDPIECES


def whole(text, kind="paragraph"):
    return Document(text, blocks=(Block(kind, Span(0, len(text))),))


def pieces(text, wordpieces):
    tokens = tokenize(whole(text), wordpieces)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café naïve", ["Café", "naïve"]),
        ("Cafe\u0301 ok", ["Cafe\u0301", "ok"]),
        ("🙂 ok 🇪🇺", None),
        ("“No,” she", ["“", "No", ",", "”", "she"]),
        ("a\u200bb \ufeffc", None),
        ("\u202eab\u202c", None),
        ("x\x00y", None),
    ],
)
def test_offsets_are_code_points_of_the_text(text, expected, wordpieces):
    found = pieces(text, wordpieces)
    if expected:
        assert found == expected
    tokens = tokenize(whole(text), wordpieces)
    assert all(0 <= s <= e <= len(text) for s, e in zip(tokens.starts, tokens.ends, strict=True))


def test_a_lone_surrogate_takes_one_place(wordpieces):
    tokens = tokenize(whole("ab \ud800 cd"), wordpieces)
    assert tokens.ends[-1] == 7
    assert (tokens.starts[-1], tokens.ends[-1]) == (5, 7)


def test_features_see_what_lower_casing_loses(wordpieces):
    text = "NATO said “no”"
    found = tokenize(whole(text), wordpieces).features
    assert found[0, SHAPE] == 3
    assert found[:, QUOTE].tolist()[-3:] == [2, 1, 3]
    assert found[0, GAP] == GAP_BLOCK
    assert found[1, GAP] == 1


def test_kinds_of_blocks(wordpieces):
    text = "Head\n\nBody\n\nALSO: this"
    blocks = (Block("headline", Span(0, 4)), Block("paragraph", Span(6, 10)), Block("teaser", Span(12, 22)))
    found = tokenize(Document(text, blocks=blocks), wordpieces)
    assert found.features[:2, KIND].tolist() == [1, 0]
    assert set(found.features[2:, KIND].tolist()) == {2}
    assert np.count_nonzero(found.features[:, GAP] == GAP_BLOCK) == 3


def test_pieces_of_one_word_are_joined(wordpieces):
    tokens = tokenize(whole("unbelievability ends"), wordpieces)
    assert not tokens.joins[0]
    assert tokens.joins[1:-1].all()
    assert not tokens.joins[-1]


def test_no_blocks_no_tokens(wordpieces):
    assert len(tokenize(Document("text"), wordpieces)) == 0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_keeps_offsets_in_order(text):
    tokens = tokenize(whole(text), WORDPIECES)
    assert (tokens.starts <= tokens.ends).all()
    assert (np.diff(tokens.starts) >= 0).all()
    assert len(text) >= (tokens.ends.max() if len(tokens) else 0)


def _tokens(block_starts, total):
    features = np.zeros((total, 4), dtype=np.int64)
    features[list(block_starts), GAP] = GAP_BLOCK
    numbers = np.arange(total)
    return Tokens(numbers, numbers, numbers + 1, features, np.zeros(total, dtype=bool))


@given(st.sets(st.integers(1, 899), max_size=60), st.integers(1, 900), st.integers(10, 300), st.integers(0, 60))
def test_windows_own_every_token_once(starts, total, size, context):
    context = min(context, size // 4)
    tokens = _tokens({0} | {s for s in starts if s < total}, total)
    found = windows(tokens, size, context)
    owned = [at for window in found for at in range(window.own_start, window.own_end)]
    assert owned == list(range(total))
    for window in found:
        assert window.start <= window.own_start < window.own_end <= window.end
        assert window.end - window.start <= size


def test_windows_end_at_a_block_where_they_can():
    found = windows(_tokens({0, 90, 180, 270}, 350), size=200, context=20)
    assert found[0].end == 180
