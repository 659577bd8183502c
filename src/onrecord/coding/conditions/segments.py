"""A sentence of a content as those who look for conditions see it: where its clauses and phrases end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.coding.conditions.markers import (
    BINDING_CUES,
    BINDING_VERBS,
    BY_FIRST_WORD,
    INVERTED,
    MODALS,
    NEGATIONS,
    PAST,
    SUBJECTS,
    Marker,
)
from onrecord.coding.said import Said
from onrecord.document import Span
from onrecord.quotation import MARKS, PAIRS
from onrecord.words import Word, word_at

NOMINATIVE = frozenset("i we you he she it they there this that these those".split())
RELATIVE = frozenset("who which where whose whom when".split())
_INSERTING = RELATIVE | {"not"}
JOINING = frozenset("and or nor".split())
#: Punctuation that ends a clause, and what may stand at its end without belonging to it.
_STOPS = frozenset("; : – — … ! ? --".split())
EDGES = _STOPS | frozenset(", . ( ) [ ] -".split())
_OPENERS = frozenset(["", "that", "but", "and", "because", "so", ":", ";", "–", "—", "which"])
#: The most words that a marker governs.
_LONGEST = 60
#: The most words of an item of a list.
_ITEM = 3
#: The most words of a subject that something may be inserted after.
_SUBJECT = 4
#: Quotations inside quotations that are told apart.
_DEEPEST = 3
#: Quotations that may begin in one span.
_QUOTED = 8


def segments(said: Said) -> Iterator[Segment]:
    """The content, cut at ends of sentences and of pieces."""
    binding = any(word.lower in BINDING_CUES for word in said.cue)
    pieces = {span.start for span in said.attribution.content}
    words: list[Word] = []
    limit = -1
    for word in said.content:
        start = word.span.start
        if start >= limit or start in pieces:
            if words:
                yield Segment(said.scene.text, _mended(words), binding)
            words = []
            limit = said.scene.sentence(start).end
        words.append(word)
    if words:
        yield Segment(said.scene.text, _mended(words), binding)


def _mended(words: list[Word]) -> list[Word]:
    """Numbers, and words with a changed first letter, made whole: "40,000" and "[i]f" are one word."""
    if all(word.text not in "[,." for word in words):
        return words
    mended: list[Word] = []
    for word in words:
        number = mended[-2:]
        if word.text.isdigit() and len(number) == 2 and number[0].text[-1].isdigit() and _touch([*number, word]):
            if number[1].text in (",", "."):
                whole = number[0].text + number[1].text + word.text
                mended[-2:] = [word_at(whole, Span(number[0].span.start, word.span.end))]
                continue
        opened = mended[-3:]
        if [each.text for each in opened[:1] + opened[2:]] == ["[", "]"] and _touch([*opened, word]):
            letter = opened[1].text
            if len(letter) == 1 and word.text[0].islower():
                mended[-3:] = [word_at(letter + word.text, Span(opened[0].span.start, word.span.end))]
                continue
        mended.append(word)
    return mended


def _touch(words: list[Word]) -> bool:
    return all(one.span.end == other.span.start for one, other in pairwise(words))


def is_modal(word: str) -> bool:
    """Whether a word in lower case is a modal verb: "will", "must", "we’ll"."""
    return word in MODALS or word.endswith(("'ll", "’ll"))


def tells_past(word: str) -> bool:
    """Whether a word in lower case looks like a verb in the past tense."""
    return word in PAST or (len(word) > 4 and word.endswith("ed"))


def negates(word: str) -> bool:
    """Whether a word in lower case negates: "not", "never", "don’t"."""
    return word in NEGATIONS or word.endswith(("n't", "n’t"))


class Segment:
    """A sentence, or what a content has of it, without its quotation marks.

    Attributes
    ----------
    binding : bool
        The cue demands, promises or threatens, or the content begins with "to".
    modals, pasts : list of int
        Where verbs bind ("will", "has to"), and where they tell the past.
    """

    def __init__(self, text: str, words: Sequence[Word], binding: bool) -> None:
        self.words = [word for word in words if word.text not in MARKS]
        self.lower = [word.lower or word.text for word in self.words]
        self.binding = binding or self.lower[:1] == ["to"]
        self.modals = [at for at in range(len(self.words)) if self.binds(at)]
        self.pasts = [at for at, word in enumerate(self.lower) if tells_past(word)]
        self._closings = _closings(text, words)

    def span(self, start: int, end: int) -> Span:
        """Characters from a word to the one before ``end``."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)

    def has(self, marker: Marker, at: int) -> bool:
        """Whether a marker's words stand here."""
        return tuple(self.lower[at : at + len(marker.words)]) == marker.words

    def binds(self, at: int) -> bool:
        """Whether a verb here tells what shall, may or will be."""
        word = self.lower[at]
        if word in BINDING_VERBS:
            return self.lower[at + 1 : at + 2] == ["to"]
        return is_modal(word) and not (word == "may" and self.words[at].capital)

    def binds_outside(self, start: int, end: int) -> bool:
        """Whether a verb binds before or after these words."""
        return bool(self.modals) and (self.modals[0] < start or self.modals[-1] >= end)

    def past_outside(self, start: int, end: int) -> bool:
        """Whether a verb tells the past before or after these words."""
        return bool(self.pasts) and (self.pasts[0] < start or self.pasts[-1] >= end)

    def before(self, at: int) -> str:
        """The word before, in lower case; empty at the beginning."""
        return self.lower[at - 1] if at else ""

    def is_fronted(self, start: int) -> bool:
        """Whether nothing of the main clause stands before."""
        before = self.before(start)
        return (self.before(start - 1) if before == "," else before) in _OPENERS

    def is_inverted(self, at: int) -> bool:
        """Whether a verb stands before its subject in no question: "should the gates be shut"."""
        if self.lower[-1] == "?" or at + 2 >= len(self.words):
            return False
        verb = self.words[at]
        subject = self.words[at + 1].capital or self.lower[at + 1] in SUBJECTS
        before = self.before(at)
        if self.lower[at] != "should":
            return subject and self.is_fronted(at)
        if verb.capital or len(verb.text) < verb.span.end - verb.span.start or before == "that":
            return before in _OPENERS or before == ","
        return subject and before != "" and before not in NOMINATIVE and before not in RELATIVE

    def clause_end(self, after: int, fronted: bool) -> int:
        """Index after the clause that begins at ``after``."""
        limit = self.trimmed(self._limit(after), after)
        at = after
        while at < limit:
            inserted = self._insertion_end(at, after, limit)
            if inserted > at:
                at = inserted
            elif self._ends_clause(at, after, fronted):
                return self.trimmed(at, after)
            elif fronted and at > after + 1 and self.binds(at) and "," not in self.lower[at:limit]:
                return self._subject_start(at, after)
            at += 1
        return limit

    def _insertion_end(self, comma: int, after: int, limit: int) -> int:
        """The comma that closes what one opens after the subject: "Vesk, who leads it, vouches"; 0 where none does.

        Also "if the owner, not the islands, pays".
        """
        if self.lower[comma] != "," or comma + 1 >= limit:
            return 0
        relative = self.lower[comma + 1] in _INSERTING and comma - after <= _SUBJECT
        if not relative and self.before(comma) not in NOMINATIVE:
            return 0
        closing = next((at for at in range(comma + 1, limit - 1) if self.lower[at] == ","), 0)
        following = self.lower[closing + 1]
        return 0 if following in SUBJECTS or following in JOINING else closing

    def _ends_clause(self, at: int, after: int, fronted: bool) -> bool:
        word = self.lower[at]
        if word == ",":
            return not (fronted and self._goes_on(at))
        if word in _STOPS:
            return not self._in_clock(at)
        if at > after and word in ("but", "then"):
            return True
        return at > after + 1 and (self._opens_another(at) or self.lower[at : at + 2] == ["not", "before"])

    def phrase_end(self, after: int) -> int:
        """Index after the noun phrase that begins at ``after``."""
        limit = self._limit(after)
        for at in range(after, limit):
            word = self.lower[at]
            if word == "," or (word in _STOPS and not self._in_clock(at)):
                return at
            if at > after and (word == "but" or self.binds(at) or self._opens_another(at)):
                return self.trimmed(at, after)
        return self.trimmed(limit, after)

    def trimmed(self, end: int, after: int) -> int:
        """The end without punctuation and without "and" before what follows."""
        while end > after + 1 and (self.lower[end - 1] in EDGES or self.lower[end - 1] in JOINING):
            end -= 1
        return end

    def _limit(self, after: int) -> int:
        """How far a marker may govern: to the end of the quotation that it stands in."""
        closing = self._closings[after - 1]
        return min(len(self.words) if closing <= after else closing, after + _LONGEST)

    def _goes_on(self, comma: int) -> bool:
        """Whether a clause in front goes on after a comma: more of it follows, and then another comma."""
        following = self.lower[comma + 1 : comma + 1 + _LONGEST]
        if "," not in following:
            return False
        if following[0] in JOINING or following[0] in RELATIVE or following[0] in ("in", "as", "at"):
            return True
        return self._lists(comma)

    def _lists(self, comma: int) -> bool:
        """Whether a comma stands in a list that the main clause follows: "if they test, treat and trace, we can"."""
        if "," not in self.lower[comma + 1 : comma + _LONGEST]:
            return False
        closing = self.lower.index(",", comma + 1)
        item = self.lower[comma + 1 : closing]
        if not item or item[0] in SUBJECTS or any(map(is_modal, item)):
            return False
        if JOINING.isdisjoint(item):
            return len(item) <= _ITEM and self._lists(closing)
        return self.lower[closing + 1 : closing + 2] != [] and (
            self.lower[closing + 1] in SUBJECTS or self.words[closing + 1].capital
        )

    def _in_clock(self, at: int) -> bool:
        """Whether a colon stands in a time of day."""
        around = self.lower[max(at - 1, 0) : at + 2]
        return self.lower[at] == ":" and len(around) == 3 and around[0].isdigit() and around[2].isdigit()

    def _opens_another(self, at: int) -> bool:
        """Whether another sure marker opens a condition here."""
        word = self.lower[at]
        if word == "only":
            return True
        return word not in INVERTED and any(
            marker.trust == "always" and marker.form == "clause" and self.has(marker, at)
            for _, marker in BY_FIRST_WORD.get(word, ())
        )

    def _subject_start(self, modal: int, after: int) -> int:
        """Where the subject before a modal begins, as far as a capital or a pronoun tells; the modal's place if not."""
        at = modal - 1
        if self.lower[at] in NOMINATIVE:
            return max(at, after + 1)
        while at > after + 1 and self.words[at].capital and self.words[at - 1].capital:
            at -= 1
        return at if self.words[at].capital and at > after + 1 else modal


def with_marks(said: Said, span: Span) -> Span:
    """The span with a quotation mark right beside it whose other one lies inside."""
    start, end = span
    for opened, closed in quotations_near(said, span):
        if start <= opened < end < closed <= end + 2:
            end = closed
        elif start - 1 == opened and closed <= end:
            start = opened
    return Span(start, end)


def quotations_near(said: Said, span: Span) -> list[Span]:
    """The quotation before a span, and the first ones that begin in it, as far as they are closed."""
    found = said.scene.quotations
    at = bisect_left(found, span.start, key=lambda quotation: quotation.span.start)
    return [quotation.span for quotation in found[max(0, at - 1) : at + _QUOTED] if quotation.closed]


def _closings(text: str, words: Sequence[Word]) -> list[int]:
    """For each word that is no mark: where the innermost quotation that holds it closes, counted in such words."""
    closings: list[int] = []
    opened: list[int] = []
    outside = 0
    for word in words:
        if word.text not in MARKS:
            closings.append(-1)
        elif _opens(text, word.span):
            opened = [*opened[-_DEEPEST:], len(closings)]
        else:
            start = opened.pop() if opened else outside
            outside = len(closings) if not opened else outside
            closings[start:] = [len(closings) if end < 0 else end for end in closings[start:]]
    return [len(closings) if end < 0 else end for end in closings]


def _opens(text: str, mark: Span) -> bool:
    character = mark.of(text)
    if character in "\"'`":
        return mark.start == 0 or not (text[mark.start - 1].isalnum() or text[mark.start - 1] in ".,!?…;:")
    return character in PAIRS and character not in "\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
