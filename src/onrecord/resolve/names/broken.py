"""Words that a wrong encoding has broken, "JosÃ©" for "José", "Mu?oz" for "Muñoz", and accents by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.document import Span
from onrecord.words import Word, word_at

#: What bytes of a letter look like when each is read as a character of its own; none of them is a space or a mark.
_BYTES = r"\x80-\x84\x86-\x9f\xa1-\xaa\xac-\xb6\xb8-\xba\xbc-\xbf"
#: Accents that are characters of their own.
_ACCENTS = r"\u0300-\u036f"
#: A capitalised word with such characters, a question mark or the mark of a lost character inside.
_BROKEN = re.compile(
    rf"(?<![^\W_])[A-Z][^\W_]*(?:(?:[{_ACCENTS}]+|[{_BYTES}]+(?=[^\W_])|(?<=[ÃÂ])[{_BYTES}]+|\?(?=[a-zß-ÿ])|\ufffd+)[^\W_]*)+"
    r"(?:[-’'][^\W_]+)*"
)
#: Characters of a word, at most.
_LONGEST = 60
#: What only a broken word has: looked for first.
_SIGNS = re.compile(rf"[A-Za-zß-ÿÃÂ](?:[{_BYTES}{_ACCENTS}\ufffd]|\?[a-zß-ÿ])")


def broken_words(text: str) -> list[Span]:
    """Where such words stand, in text order.

    >>> text = "By Jos\\u00c3\\u00a9 Mu?oz. Why? No. José, 5°C, x?id"
    >>> [text[slice(*span)] for span in broken_words(text)]
    ['JosÃ©', 'Mu?oz']
    """
    spans = (Span(*match.span()) for match in _BROKEN.finditer(text)) if _SIGNS.search(text) else ()
    return [span for span in spans if span.end - span.start <= _LONGEST]


def whole(words: Sequence[Word], broken: Sequence[Span]) -> list[Word]:
    """Words of a sentence with the pieces of each broken one put together."""
    found: list[Word] = []
    ends = iter(broken)
    span = next(ends, None)
    for word in words:
        while span is not None and span.end <= word.span.start:
            span = next(ends, None)
        inside = span is not None and span.start < word.span.start and found and found[-1].span.end == word.span.start
        first = found.pop() if inside else word
        whole_word = word_at(first.text + word.text, Span(first.span.start, word.span.end)) if inside else word
        found.append(whole_word)
    return found
