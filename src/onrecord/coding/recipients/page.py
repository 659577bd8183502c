"""An article as the search for recipients sees it: words, sentences, blocks, and who stands where."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.coding.addressing import COMMON, TITLE_LIKE
from onrecord.coding.recipients.parties import Parties, Party, Place
from onrecord.coding.recipients.phrases import Cover, Phrase
from onrecord.coding.said import Said, Scene
from onrecord.document import HEADINGS, Span
from onrecord.words import Word

#: Statements of one source that are looked at for whom else it speaks of.
_MOST_TOLD = 30
#: Words before a name that are passed over on the way to the word that governs it.
_REACH = 6
#: Shorter words of a name do not show whose side somebody is on.
_SHORTEST = 4


class Around(NamedTuple):
    """The words around a place: the one that governs it, and the next one; None at a sentence's or the text's edge."""

    before: Word | None
    after: Word | None
    possessive: bool


class Page:
    """An article with its parties, made once and asked for each statement.

    Attributes
    ----------
    order : list of int
        The statements in text order; ``rank`` is the way back.
    covers : list of Cover
        The content of each statement.
    about : list of set of int
        The parties named or meant in the content of each statement.
    often : list of Counter
        For each party, in how many of its statements each other party is named or meant.
    most : list of int
        The parties named most often, first the most.
    """

    def __init__(self, scene: Scene, parties: Parties, phrases: Sequence[Phrase]) -> None:
        self.scene = scene
        self.parties = parties
        self._words = scene.pieces
        self._word_starts = [word.span.start for word in self._words]
        self._sentence_starts = [sentence.start for sentence in scene.sentences]
        self._block_starts = [block.span.start for block in scene.document.blocks]
        self._headings = [block.kind in HEADINGS for block in scene.document.blocks]
        self._quoted = Cover(quotation.span for quotation in scene.quotations)
        self._place_starts = [place.span.start for place in parties.places]
        self._addressed = [phrase.span.start for phrase in phrases if phrase.kind == "second"]
        self.order = sorted(range(len(scene.statements)), key=lambda index: scene.statements[index].anchor)
        self.rank = {index: rank for rank, index in enumerate(self.order)}
        self.covers = [Cover(said.attribution.content) for said in scene.statements]
        self.about = [self._about(said) for said in scene.statements]
        self.often = [Counter(p for t in party.told[:_MOST_TOLD] for p in self.about[t]) for party in parties.all]
        self.most = sorted(range(len(parties.all)), key=lambda party: -len(parties.all[party].places))
        self._around: dict[int, Around] = {}
        self._sides: dict[tuple[int, int], bool] = {}
        self._told: dict[int, str] = {}

    def word_at(self, position: int) -> int:
        """Index of the word that holds a position, or of the last one before it."""
        return bisect_right(self._word_starts, position) - 1

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds a position, or of the last one before it."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def block_at(self, position: int) -> int:
        """Index of the block that holds a position, or of the last one before it."""
        return max(0, bisect_right(self._block_starts, position) - 1)

    def heading(self, position: int) -> bool:
        """Whether a position stands in a heading."""
        return bool(self._headings) and self._headings[self.block_at(position)]

    def quoted(self, position: int) -> bool:
        """Whether a position stands inside quotation marks."""
        return self._quoted.has(position)

    def addressed(self, span: Span) -> bool:
        """Whether a span has "you" in it."""
        at = bisect_left(self._addressed, span.start)
        return at < len(self._addressed) and self._addressed[at] < span.end

    def places(self, start: int, end: int, most: int | None = None) -> list[Place]:
        """Places of parties that begin in a stretch of text, the first so many."""
        first, last = bisect_left(self._place_starts, start), bisect_left(self._place_starts, end)
        return self.parties.places[first : last if most is None else min(last, first + most)]

    def window(self, said: Said, back: int) -> tuple[int, int]:
        """From so many sentences before a statement to the sentence after it."""
        attribution = said.attribution
        spans = (*attribution.cue, *attribution.content, *attribution.source)
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        sentences = self.scene.sentences
        if not sentences:
            return start, end
        first = max(0, self.sentence_at(start) - back)
        last = min(len(sentences) - 1, self.sentence_at(max(start, end - 1)) + 1)
        return sentences[first].start, sentences[last].end

    def _about(self, said: Said) -> set[int]:
        return {place.party for span in said.attribution.content for place in self.places(span.start, span.end)}

    def around(self, place: Place) -> Around:
        """What stands around a place, titles and other names before it passed over."""
        found = self._around.get(place.span.start)
        if found is None:
            found = self._around[place.span.start] = self._look_around(place.span)
        return found

    def _look_around(self, span: Span) -> Around:
        first = self.word_at(span.start)
        last = max(first, self.word_at(span.end - 1))
        opening = self.scene.sentence(span.start).start
        at = first - 1
        while at >= max(0, first - 1 - _REACH) and self._words[at].span.start >= opening:
            word = self._words[at]
            if not (word.lower in TITLE_LIKE or (word.capital and word.span.start > opening)):
                break
            at -= 1
        inside = at >= 0 and self._words[at].span.start >= opening
        before = self._words[at] if inside else None
        after = self._words[last + 1] if last + 1 < len(self._words) else None
        return Around(before, after, last >= 0 and self._words[last].possessive)

    def same_side(self, source: int, party: int) -> bool:
        """Whether what is said of a source has a party's name in it: "the Karvethi minister" is on Karveth's side."""
        key = (source, party)
        if key not in self._sides:
            names = [word.casefold() for word in self.parties.all[party].name.split() if len(word) >= _SHORTEST]
            names = [word for word in names if word not in COMMON]
            told = self._told_of(self.parties.all[source]) if names else ""
            self._sides[key] = any(f" {name}" in told for name in names)
        return self._sides[key]

    def _told_of(self, party: Party) -> str:
        """Words that the article has for a source: its names, offices and appositions; each with a space before it."""
        if party.index in self._told:
            return self._told[party.index]
        words: set[str] = set()
        for index in party.told[:_MOST_TOLD]:
            resolution = self.scene.statements[index].resolution
            if resolution is not None:
                spans = (span.of(self.scene.text) for span in resolution.evidence)
                for text in (*spans, resolution.role or "", resolution.name):
                    words.update(text.casefold().split())
        found = self._told[party.index] = "".join(f" {word}" for word in words)
        return found


def nearest(places: Sequence[Place], start: int, end: int) -> int:
    """Characters between a stretch of text and the nearest of some places."""
    best = 10**9
    for place in places:
        at = place.span.start
        away = start - at if at < start else at - end
        if away <= 0:
            return 0
        best = min(best, away)
    return best


def damped(count: float) -> float:
    """A count as a feature."""
    return math.log1p(count)
