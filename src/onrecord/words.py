"""Words and sentences, told without a tagger."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from onrecord.document import Span

#: A word with its inner apostrophes, hyphens and dots ("U.S."), or one other character. The s of "Quell’s." has no dot.
WORD = re.compile(r"[^\W_]+(?:(?:[’'&\-]|\.(?=[^\W\d_]))[^\W_]+)*(?:(?<=\b[^\W\d_])(?<![’'].)\.)?|\S")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Rev|St|Jr|Sr|vs|No|Inc|Corp|Ltd|Co"
    r"|U\.S|U\.K|U\.N|D\.C|a\.m|p\.m|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Fla|Ohio|Calif|Mass|Pa|Va|Ariz|Tenn|Minn|Wis|Mich)\.$"
)
_SENTENCE_END = re.compile(r"[.!?…]+[”\"'’»)\]]*(?=\s)")


class Word(NamedTuple):
    """One word and where it stands; ``word_at`` makes them.

    Attributes
    ----------
    text : str
    span : Span
    lower : str
        The text in lower case, without a possessive ending or a final dot: kept, since it is asked for again and again.
    """

    text: str
    span: Span
    lower: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def possessive(self) -> bool:
        """Whether it ends in 's or s'."""
        return _POSSESSIVE.search(self.text) is not None

    @property
    def bare(self) -> str:
        """As it is written, without a possessive ending.

        >>> [word_at(text, Span(0, 0)).bare for text in ("Quell’s", "teachers'", "Norvale")]
        ['Quell', 'teachers', 'Norvale']
        """
        return without_possessive(self.text)

    @property
    def bare_span(self) -> Span:
        """Where it stands, without a possessive ending."""
        return Span(self.span.start, self.span.start + len(self.bare))


def without_possessive(text: str) -> str:
    """Return a text without the 's or s' at its end."""
    return _POSSESSIVE.sub("", text)


@lru_cache(maxsize=16384)
def _lower(text: str) -> str:
    return without_possessive(text.casefold()).rstrip(".")


def word_at(text: str, span: Span) -> Word:
    """A word that stands at a span."""
    return Word(text, span, _lower(text))


def first_from(words: Sequence[Word], position: int) -> int:
    """Index of the first of some words in text order that begins at a position or behind it.

    >>> [first_from(words_of("We waited here.", Span(0, 15)), position) for position in (0, 3, 4, 15)]
    [0, 1, 2, 4]
    """
    return bisect_left(words, position, key=lambda word: word.span.start)


def words_of(text: str, span: Span) -> list[Word]:
    """The words inside a span; a possessive ending belongs to its word."""
    return joined(pieces_of(text, span))


def pieces_of(text: str, span: Span) -> list[Word]:
    """The words inside a span, possessive endings without 's by themselves."""
    found = WORD.finditer(text, span.start, span.end)
    return [Word(piece := match[0], Span(*match.span()), _lower(piece)) for match in found]


def joined(pieces: Iterable[Word]) -> list[Word]:
    """What ``WORD`` finds with each possessive ending joined to its word."""
    found: list[Word] = []
    for piece in pieces:
        if piece.text in "'’" and found and found[-1].span.end == piece.span.start and found[-1].text[-1] in "sS":
            word = found.pop()
            found.append(word_at(word.text + piece.text, Span(word.span.start, piece.span.end)))
        else:
            found.append(piece)
    return found


def mended(text: str) -> str:
    """A text as it was meant, if its letters were read in a wrong encoding, once or several times.

    >>> mended("Jos\u00c3\u00a9"), mended("Pe\u00c3\u0192\u00c2\u00b1a"), mended("Âge"), mended("Mu?oz")
    ('José', 'Peña', 'Âge', 'Mu?oz')
    """
    if text.isascii():
        return text
    for encoding in ("latin-1", "cp1252"):
        try:
            return mended(unicodedata.normalize("NFC", text).encode(encoding).decode("utf-8"))
        except UnicodeError:
            continue
    return text


class Words:
    """The words of a text, cut once for all who ask for those of a part of it."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def pieces(self) -> list[Word]:
        """All of them, possessive endings without 's by themselves."""
        return pieces_of(self._text, Span(0, len(self._text)))

    @cached_property
    def _joined(self) -> tuple[list[Word], list[int]]:
        """All words, and where they begin."""
        words = joined(self.pieces)
        return words, [word.span.start for word in words]

    def inside(self, span: Span) -> list[Word]:
        """The words inside a span, as :func:`words_of` tells them."""
        words, starts = self._joined
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if (first and words[first - 1].span.end > span.start) or (last and words[last - 1].span.end > span.end):
            return words_of(self._text, span)  # an edge of the span cuts a word
        return words[first:last]


def sentence_spans(text: str, block: Span) -> list[Span]:
    """Sentences of one block; a break inside an abbreviation or an initial is none."""
    found: list[Span] = []
    start = block.start
    for match in _SENTENCE_END.finditer(text, block.start, block.end):
        before = text[max(start, match.start() - 8) : match.start() + 1]
        after = text[match.end() : match.end() + 3].lstrip(" “\"'‘(\n")
        if (match[0] == "." and _ABBREVIATION.search(before)) or (after and after[0].islower()):
            continue
        found.append(Span(start, match.end()))
        start = match.end()
    if text[start : block.end].strip():
        found.append(Span(start, block.end))
    return found
