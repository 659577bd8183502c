"""Words, sentences and the parts of a noun phrase, told without a parser."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from onrecord.document import Span
from onrecord.resolve.vocabulary import DETERMINERS, POSSESSIVES, PREPOSITIONS, RELATIVES

#: A word with its inner apostrophes, hyphens and dots ("U.S."), or one other character.
WORD = re.compile(r"[^\W_]+(?:(?:[’'&\-]|\.(?=[^\W\d_]))[^\W_]+)*(?:(?<=\b[^\W\d_])\.)?|\S")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Rev|St|Jr|Sr|vs|No|Inc|Corp|Ltd|Co"
    r"|U\.S|U\.K|U\.N|D\.C|a\.m|p\.m|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Fla|Ohio|Calif|Mass|Pa|Va|Ariz|Tenn|Minn|Wis|Mich)\.$"
)
_SENTENCE_END = re.compile(r"[.!?…]+[”\"'’»)\]]*(?=\s)")


class Word(NamedTuple):
    """One word and where it stands."""

    text: str
    span: Span

    @property
    def lower(self) -> str:
        """In lower case, without a possessive ending or a final dot."""
        return _lower(self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def possessive(self) -> bool:
        """Whether it ends in 's or s'."""
        return _POSSESSIVE.search(self.text) is not None


@lru_cache(maxsize=16384)
def _lower(text: str) -> str:
    return _POSSESSIVE.sub("", text.casefold()).rstrip(".")


def words_of(text: str, span: Span) -> list[Word]:
    """The words inside a span; a possessive ending belongs to its word."""
    found: list[Word] = []
    for match in WORD.finditer(text, span.start, span.end):
        if match[0] in "'’" and found and found[-1].span.end == match.start() and found[-1].text[-1] in "sS":
            word = found.pop()
            found.append(Word(word.text + match[0], Span(word.span.start, match.end())))
        else:
            found.append(Word(match[0], Span(*match.span())))
    return found


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


class Phrase(NamedTuple):
    """A noun phrase.

    ``core`` are the words up to the head; ``rest`` is what follows: prepositions, commas, relative clauses.
    """

    core: tuple[Word, ...]
    rest: tuple[Word, ...]

    @property
    def head(self) -> Word | None:
        """The last word of the core."""
        return self.core[-1] if self.core else None

    @property
    def noun(self) -> str:
        """The head in lower case, empty where there is none."""
        return self.core[-1].lower if self.core else ""

    @property
    def determiner(self) -> str:
        """The first word, if it is a determiner or a possessive pronoun; else empty."""
        first = self.core[0].lower if self.core else ""
        return first if first in DETERMINERS or first in POSSESSIVES else ""


def phrase_of(words: list[Word]) -> Phrase:
    """Split a noun phrase at its first preposition, comma, relative pronoun, conjunction or participle after a noun."""
    start = _after_quantity(words)
    for at in range(start + 1, len(words)):
        word = words[at]
        if word.text in _BREAKS or word.lower in PREPOSITIONS or word.lower in RELATIVES or word.lower == "and":
            return Phrase(tuple(words[start:at]), tuple(words[at:]))
        if _participle(words, at):
            return Phrase(tuple(words[start:at]), tuple(words[at:]))
    return Phrase(tuple(words[start:]), ())


def _after_quantity(words: list[Word]) -> int:
    """Where a phrase begins behind "thousands of", "more than", "a group of", "one of the"."""
    lower = [word.lower for word in words]
    start = 0
    if lower[0] in PREPOSITIONS and len(words) > 1:
        start = 1
    elif lower[:2] in (["more", "than"], ["less", "than"], ["at", "least"], ["fewer", "than"]) and len(words) > 2:
        start = 2
    head = start + (lower[start] in DETERMINERS and len(words) > start + 1)
    for at in (start, head):
        if lower[at] in _QUANTITIES and lower[at + 1 : at + 2] == ["of"] and len(words) > at + 2:
            return at + 2
    return start


_BREAKS = frozenset(',;:–—()-[]"“”')
_QUANTITIES = frozenset(
    "thousands hundreds dozens majority number many most some several all both one two three four five none each half"
    " part lots lot plenty handful millions percent rest any few more neither couple host".split()
)


def _participle(words: list[Word], at: int) -> bool:
    """ "jurists consulted at …": a participle with a preposition or "the" after it, and a noun before it."""
    word = words[at].text
    if not word.islower() or not word.endswith(("ed", "ing")) or at + 1 >= len(words):
        return False
    after = words[at + 1].lower
    return after in PREPOSITIONS or after in DETERMINERS or after in POSSESSIVES
