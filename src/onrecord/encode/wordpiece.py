"""Word pieces of the encoder's vocabulary, with the characters of the text that each comes from.

The cutting is that of uncased BERT (Devlin et al. 2019; Wu et al. 2016 for word pieces): control characters and
combining marks go, letters are lower-cased, words are cut at white space, at punctuation and around ideographs, and
each word greedily into the longest pieces of the vocabulary. The package ``tokenizers`` gives the same pieces
(compared in the tests), but cannot be installed without a client of a model hub, which software for offline use should
not bring along.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import ModelError

#: Longer words are read as unknown.
LONGEST_WORD = 100
UNKNOWN = "[UNK]"
#: Which pieces a window is read between.
ENDS = ("[CLS]", "[SEP]")
#: What a piece that goes on with a word begins with in the vocabulary.
INNER = "##"

#: Blocks of ideographs that stand as words of their own.
_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)
#: Text between white space; other control characters part nothing.
_CHUNK = re.compile(r"[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
#: Longer chunks are not kept in memory.
_LONGEST_KEPT = 40


class Piece(NamedTuple):
    """A piece of a word: its number in the vocabulary, where it lies, and whether it goes on with the word."""

    id: int
    start: int
    end: int
    joins: bool


class Pieces(NamedTuple):
    """The pieces of a text: numbers, half-open offsets in code points, and whether each goes on with a word."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    joins: list[bool]


class WordPieces:
    """Cuts texts into word pieces.

    Parameters
    ----------
    vocabulary : dict of str to int
        Numbers of the pieces; those that go on with a word begin with ``##``.
    """

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self.vocabulary = vocabulary
        self._longest = max(map(len, vocabulary))
        self._unknown = vocabulary[UNKNOWN]
        self._kept = lru_cache(maxsize=32768)(self._chunk)

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        """Read the vocabulary of a ``tokenizer.json``.

        Raises
        ------
        ModelError
            If the file has no vocabulary with the pieces that the encoder needs.
        """
        try:
            vocabulary: dict[str, int] = json.loads(path.read_text("utf-8"))["model"]["vocab"]
            missing = [name for name in (UNKNOWN, *ENDS) if name not in vocabulary]
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ModelError(f"{path}: no vocabulary ({error}). Give the tokenizer.json of a trained model") from error
        if missing:
            raise ModelError(
                f"{path}: {missing[0]} is not in the vocabulary. Give the tokenizer.json of a trained model"
            )
        return cls(vocabulary)

    def encode(self, text: str) -> Pieces:
        """Cut a text; white space and what is dropped belongs to no piece."""
        found = Pieces([], [], [])
        for match in _CHUNK.finditer(text):
            base, chunk = match.start(), match[0]
            for number, start, end, joins in (self._kept if len(chunk) <= _LONGEST_KEPT else self._chunk)(chunk):
                found.ids.append(number)
                found.offsets.append((base + start, base + end))
                found.joins.append(joins)
        return found

    def _chunk(self, chunk: str) -> tuple[Piece, ...]:
        plain, places = _plain(chunk)
        return tuple(
            Piece(piece.id, places[start + piece.start], places[start + piece.end - 1] + 1, piece.joins)
            for start, end in _words(plain)
            for piece in self._pieces(plain[start:end])
        )

    def _pieces(self, word: str) -> list[Piece]:
        found: list[Piece] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            prefix = INNER if start else ""
            ends = range(min(len(word), start + self._longest), start, -1)
            end = next((end for end in ends if prefix + word[start:end] in self.vocabulary), None)
            if end is None:
                break
            found.append(Piece(self.vocabulary[prefix + word[start:end]], start, end, start > 0))
            start = end
        return found if start == len(word) else [Piece(self._unknown, 0, len(word), False)]


def _plain(chunk: str) -> tuple[str, list[int]]:
    """Lower-cased text without marks and control characters, and the place in ``chunk`` of each of its characters."""
    kept = [_plain_character(character) for character in chunk]
    return "".join(kept), [at for at, characters in enumerate(kept) for _ in characters]


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(character) in ("Cc", "Cf", "Co"):
        return ""
    parts = unicodedata.normalize("NFD", character)
    return "".join(part.lower() for part in parts if unicodedata.category(part) != "Mn")


def _words(plain: str) -> Iterator[tuple[int, int]]:
    """Where the words of a plain text begin and end; a mark of punctuation or an ideograph is a word."""
    start = 0
    for at, character in enumerate(plain):
        if _stands_alone(character):
            if start < at:
                yield start, at
            yield at, at + 1
            start = at + 1
    if start < len(plain):
        yield start, len(plain)


@lru_cache(maxsize=4096)
def _stands_alone(character: str) -> bool:
    if character.isascii():
        return not character.isalnum()
    code = ord(character)
    return unicodedata.category(character).startswith("P") or any(low <= code <= high for low, high in _IDEOGRAPHS)
