"""Word pieces: the same as those of the package ``tokenizers``, with offsets in code points of the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.encode.model import SHIPPED
from onrecord.encode.wordpiece import ENDS, UNKNOWN, WordPieces
from onrecord.errors import ModelError

FILE = SHIPPED / "tokenizer.json"
OURS = WordPieces.from_file(FILE)
THEIRS = Tokenizer.from_file(str(FILE))
THEIRS.no_padding()
THEIRS.no_truncation()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "invented" / "text").glob("*.txt"))
NAMES = {number: piece for piece, number in OURS.vocabulary.items()}

#: Scripts that both know: the package's tables of characters are of an older Unicode.
known = st.characters(max_codepoint=0x05FF, exclude_categories=["Cs"]) | st.sampled_from(
    "\u1e9e\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2028\u200b\u202e\ufeff\ufffd日本語가각🙂🇪\u0301\u0307ﬁⅣ\u3000"
)


def theirs(text):
    found = THEIRS.encode(text, add_special_tokens=False)
    words = found.word_ids
    return found.ids, found.offsets, [at > 0 and word == words[at - 1] for at, word in enumerate(words)]


def words(text):
    return [NAMES[number] for number in OURS.encode(text).ids]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_articles_are_cut_as_by_the_package(path):
    text = path.read_text("utf-8")
    assert tuple(OURS.encode(text)) == theirs(text)


@settings(max_examples=400)
@given(st.text(known, max_size=60))
def test_any_text_is_cut_as_by_the_package(text):
    if not any(f"[{name}]" in text for name in ("PAD", "UNK", "CLS", "SEP", "MASK")):
        assert tuple(OURS.encode(text)) == theirs(text)


@given(st.text(max_size=60))
def test_offsets_lie_in_the_text_and_in_order(text):
    offsets = OURS.encode(text).offsets
    assert all(0 <= start < end <= len(text) for start, end in offsets)
    assert offsets == sorted(offsets)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unbelievability ends.", ["un", "##bel", "##ie", "##va", "##bility", "ends", "."]),
        ("Ça va, Σίσυφος", None),
        ("“No,” she", ["“", "no", ",", "”", "she"]),
        ("so\u00adft ga\u200bme", ["soft", "game"]),
        ("Cafe\u0301", ["cafe"]),
        ("東京", ["東", "京"]),
        ("\u0301\u200b", []),
        ("x" * 100, None),
        ("x" * 101, [UNKNOWN]),
    ],
)
def test_words(text, expected):
    assert tuple(OURS.encode(text)) == theirs(text)
    assert expected is None or words(text) == expected


def test_words_in_brackets_are_not_taken_for_the_ends_of_a_window():
    assert not {OURS.vocabulary[name] for name in ENDS} & set(OURS.encode("He said [SEP] and [CLS].").ids)


def test_pieces_of_one_word_are_joined_also_across_what_is_dropped():
    found = OURS.encode("unbeliev\u00adability")
    assert found.joins == [False, True, True, True, True]
    assert found.offsets[-1][1] == len("unbeliev\u00adability")


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '{"model": {"vocab": 3}}', json.dumps({"model": {"vocab": {"a": 1}}})],
)
def test_a_file_without_the_vocabulary_is_refused(tmp_path, content):
    path = tmp_path / "tokenizer.json"
    path.write_text(content)
    with pytest.raises(ModelError, match="vocabulary"):
        WordPieces.from_file(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ModelError, match="no vocabulary"):
        WordPieces.from_file(tmp_path / "tokenizer.json")
