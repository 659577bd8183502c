"""Scare quotes: short expressions in quotation marks that nobody is credited with.

Most short quotations are something else: a source's words in part, names of works and ships, terms that are introduced.
What is left is a noun or adjective that the writer, or a source in what it says, holds at a distance.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from onrecord.coding.framing.naming import EDGES, is_introduced, is_name, is_phrase, is_predicate
from onrecord.coding.framing.voices import Voices
from onrecord.coding.said import Scene
from onrecord.document import HEADINGS, Block, Span
from onrecord.quotation import Quotation

#: The longest scare quote, in words.
_LONGEST = 5
_SINGLE = frozenset("'‘’`‚‹›")
#: After these a word is what something is called, not plainly used.
_CALLED = frozenset("so-called self-styled called labeled labelled dubbed termed branded named as".split())
#: Words, and the bar between pieces of text.
_WORDS = re.compile(r"[\w&][\w&’'-]*|\|")
#: Blocks that hold no words of the article itself.
SILENT = frozenset(("teaser", "byline", "dateline"))


def scare_quotes(scene: Scene, voices: Voices) -> list[Span]:
    """The quotations, marks and all, in text order.

    >>> from onrecord.document import Document
    >>> text = "The ‘inspectors’ boarded four boats."
    >>> scene = Scene(Document(text, (Block("paragraph", Span(0, 36)),)), ())
    >>> [span.of(text) for span in scare_quotes(scene, Voices(scene))]
    ['‘inspectors’']
    """
    article = _Article(scene, voices)
    found = {quote for quote in article.short if article.is_at_a_distance(quote)}
    marked = {article.plain(quote) for quote in found}
    # what is held at a distance once is so in the headline too
    return sorted(found | {q for q in article.short if article.may_repeat(q) and article.plain(q) in marked})


class _Article:
    """The quotations of an article, and what tells them apart."""

    def __init__(self, scene: Scene, voices: Voices) -> None:
        self._text = scene.text
        self._scene = scene
        self._voices = voices
        self._blocks = [block for block in scene.document.blocks if block.kind not in SILENT]
        self._starts = [block.span.start for block in self._blocks]

    def plain(self, quote: Span) -> str:
        """The words of a quotation in lower case."""
        return " ".join(_WORDS.findall(self._inner(quote).lower()))

    @cached_property
    def short(self) -> list[Span]:
        """Quotations of one to five words."""
        return [
            quotation.span
            for quotation in self._quotations
            if quotation.span.end - quotation.span.start < 80
            and self._block(quotation.span.start) is not None
            and not self._is_broken(quotation.span)
            and 1 <= len(self.plain(quotation.span).split()) <= _LONGEST
        ]

    def is_at_a_distance(self, quote: Span) -> bool:
        """Tell whether an expression is in scare quotes, by its own place and form."""
        if self._voices.touch(quote) and not self._stands_out(quote):
            return False
        before, after = self._around(quote)
        inner = self._inner(quote)
        stands_alone = not before.strip() and not after.strip(" .\n")
        if stands_alone or (self._is_heading(quote) and self._is_headlines(quote, inner)):
            return False
        if not is_phrase(inner) or is_predicate(before) or is_introduced(before, after):
            return False
        plain = self.plain(quote)
        is_term = plain in self._terms and inner[0].islower()
        return not (is_term or is_name(inner, before, after, self._lower_words) or plain in self._words_of_sources)

    def may_repeat(self, quote: Span) -> bool:
        """Tell whether a quotation stands in a headline and is only a part of what is said there."""
        content = self._voices.content(quote)
        return self._is_heading(quote) and (content is None or not self._covers(quote, content))

    @cached_property
    def _quotations(self) -> list[Quotation]:
        """Closed ones; two marks that serve as one ('' … '') are one quotation."""
        found: list[Quotation] = []
        for quotation in self._scene.quotations:
            start, end = quotation.span
            if quotation.closed and not (found and found[-1].span == Span(start - 1, end + 1)):
                found.append(quotation)
        return found

    def _is_broken(self, quote: Span) -> bool:
        """Tell whether a mark is half of a doubled one that found no partner."""
        text = self._text
        return (
            text[quote.start - 1 : quote.start] == text[quote.start]
            or text[quote.end : quote.end + 1] == text[quote.end - 1]
        )

    def _inner(self, quote: Span) -> str:
        return quote.of(self._text).strip(EDGES)

    def _around(self, quote: Span) -> tuple[str, str]:
        """Words of the same block before and after a quotation."""
        block = self._block(quote.start)
        start, end = block.span if block else quote
        return self._text[max(start, quote.start - 60) : quote.start], self._text[quote.end : min(end, quote.end + 60)]

    def _block(self, place: int) -> Block | None:
        at = bisect_right(self._starts, place) - 1
        return self._blocks[at] if at >= 0 and place < self._blocks[at].span.end else None

    def _is_heading(self, quote: Span) -> bool:
        block = self._block(quote.start)
        return block is not None and block.kind in HEADINGS

    def _is_title_case(self, quote: Span) -> bool:
        block = self._block(quote.start)
        if block is None or block.kind not in HEADINGS:
            return False
        words: list[str] = re.findall(r"[^\W\d_][\w’'-]{3,}", block.span.of(self._text))
        return sum(word[0].isupper() for word in words) > 0.7 * len(words)

    def _stands_out(self, quote: Span) -> bool:
        """Tell whether a quotation inside a content is more than the source's words in part.

        It is where it stands inside another quotation, or has single marks where speech has double ones.
        """
        content = self._voices.content(quote)
        if content is None or self._covers(quote, content):
            return False
        return self._is_inner(quote) or (self._speech_is_double and self._is_single(quote))

    def _covers(self, quote: Span, content: Span) -> bool:
        """Tell whether a quotation is all of a content but for what hugs it."""
        if quote.start - content.start > 20 or content.end - quote.end > 20:
            return False
        left, right = self._text[content.start : quote.start], self._text[quote.end : content.end]
        return not re.search(r"\w", re.sub(r"\b(?:as|an?|the|that|to|with|of)\b", "", left) + right)

    def _is_inner(self, quote: Span) -> bool:
        at = bisect_left(self._quotations, quote, key=lambda quotation: quotation.span)
        return any(self._quotations[i].span.end >= quote.end for i in range(max(0, at - 3), at))

    def _is_single(self, quote: Span) -> bool:
        first, second = self._text[quote.start], self._text[quote.start + 1]
        return first in _SINGLE and second not in _SINGLE

    @cached_property
    def _speech_is_double(self) -> bool:
        """Whether longer quotations of running text have double marks."""
        spans = [q.span for q in self._quotations if q.span.end - q.span.start > 40 and not self._is_heading(q.span)]
        return sum(-1 if self._is_single(span) else 1 for span in spans) > 0

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return frozenset(word for word in _WORDS.findall(self._text) if word[0].islower())

    @cached_property
    def _terms(self) -> frozenset[str]:
        """Quoted expressions that the article's own words use plainly too: introduced once, then used."""
        return _used(map(self.plain, self.short), self._without_quotations(self._voices.own_words(self._text)))

    @cached_property
    def _words_of_sources(self) -> frozenset[str]:
        """Quoted expressions that sources are quoted with at greater length or elsewhere."""
        return _used(map(self.plain, self.short), self._quoted)

    def _is_headlines(self, quote: Span, inner: str) -> bool:
        """Tell whether a headline quotes what the article tells, or cannot be judged: all its words have capitals.

        In headlines a source's words stand in quotation marks too. They come again in the text, in some form.
        """
        plain = self.plain(quote)
        if self._is_title_case(quote) or plain in self._told or re.match(r"\w+(?:ing|ed)\b", plain):
            return True
        stem = plain[: max(5, len(plain) - 3)]
        at = bisect_left(self._quoted_words, stem)
        return " " not in plain and at < len(self._quoted_words) and self._quoted_words[at].startswith(stem)

    @cached_property
    def _told(self) -> frozenset[str]:
        """Expressions quoted in headlines that the running text uses, but for short quotations."""
        running = "|".join(block.span.of(self._text) for block in self._blocks if block.kind not in HEADINGS)
        text = re.sub(r"[‘“\"][^‘’“”\"\n]{1,60}[’”\"]", "|", running)
        return _used((self.plain(quote) for quote in self.short if self._is_heading(quote)), text)

    @cached_property
    def _quoted_words(self) -> list[str]:
        return sorted(set(_WORDS.findall(self._quoted)))

    @cached_property
    def _quoted(self) -> str:
        """What sources are quoted with, in lower case: not what stands out in it."""
        return " | ".join(
            self._outer(quotation.span)
            for quotation in self._quotations
            if self._voices.touch(quotation.span)
            and not self._is_inner(quotation.span)
            and not self._is_heading(quotation.span)
            and not (quotation.span in self._short_set and self._stands_out(quotation.span))
        ).lower()

    @cached_property
    def _short_set(self) -> frozenset[Span]:
        return frozenset(self.short)

    def _outer(self, span: Span) -> str:
        """A quotation without the quotations in it."""
        return re.sub(r"[‘“][^‘’“”]{1,80}[’”]", "|", span.of(self._text)[1:-1])

    def _without_quotations(self, text: str) -> str:
        pieces, at = [], 0
        for quotation in self._quotations:
            if quotation.span.start >= at:
                pieces.append(text[at : quotation.span.start])
                at = quotation.span.end
        return " | ".join([*pieces, text[at:]])


def _used(expressions: Iterable[str], text: str) -> frozenset[str]:
    """Which expressions, in lower case, a text plainly uses, not only as what something is called."""
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for expression in expressions:
        words = tuple(_WORDS.findall(expression))
        if words:
            wanted.setdefault(words[0], set()).add(words)
    stream = _WORDS.findall(text.lower())
    return frozenset(
        " ".join(words)
        for at, word in enumerate(stream)
        if word in wanted and not (at and stream[at - 1] in _CALLED)
        for words in wanted[word]
        if tuple(stream[at : at + len(words)]) == words
    )
