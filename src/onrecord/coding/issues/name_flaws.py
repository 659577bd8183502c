"""What makes a phrase a poor name for an issue, whatever its words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.issues.name_words import GENERAL_WORDS, names_nothing
from onrecord.coding.issues.words import IssueWords
from onrecord.coding.verbs import by_form
from onrecord.coding.word_classes import is_noun, word_classes
from onrecord.document import Span

Floats = NDArray[np.float32]

#: What a name loses that is one word, stops inside a run of telling words, ends in no noun or runs over a verb, has an
#: adverb or an adjective without its noun or begins behind a compound that belongs to it, or is a country or a person
#: and nothing else: what somebody supports or opposes is something that they do. The same where it stops inside
#: somebody's name.
ALONE, CUT, NO_NOUN, LOOSE, SOMEBODY = 0.08, 0.08, 0.6, 0.22, 0.45
#: What it loses as the object of a verb that undoes it: who accuses somebody of delaying talks is not against talks.
TURNED = 0.3
_UNDOING = by_form(
    "abandon delay sabotage undermine obstruct hinder derail jeopardise jeopardize endanger thwart impede weaken"
    " renounce forgo".split()
)
_BETWEEN = 3
#: What it loses that is one word for anybody, any time or any part of a text.
GENERAL = 0.4
_STATES = frozenset({"country", "government", "place"})
_BEFORE_OBJECTS = frozenset("the a an his her its their our my your".split())
#: What stands before a verb.
_BEFORE_VERBS = frozenset(
    "to will would shall should can could may might must not n't never won't wouldn't can't cannot i you he she they we"
    " it who which has have had".split()
)
#: What follows "in" where the two are one preposition: "observers in exchange for".
_AFTER_IN = frozenset("exchange return addition favour favor order front spite case view light response".split())
_UNDER = frozenset("under in at by".split())
#: More of a stem's places than this look like a verb's: it ends no name.
_VERB = 0.34


def verbal(words: IssueWords) -> Floats:
    """Share of each stem's places that look like a verb's."""
    before = np.array([False, *(lower in _BEFORE_VERBS for lower in words.lower[:-1])][: len(words.words)])
    known = words.ids >= 0
    total = np.bincount(words.ids[known], minlength=len(words.stems))
    verbs = np.bincount(words.ids[known & before], minlength=len(words.stems))
    return (verbs / np.maximum(total, 1)).astype(np.float32)


class Flaws:
    """What makes a phrase a poor name, whatever its words."""

    def __init__(self, words: IssueWords) -> None:
        self._words = words
        self._ids, self._verbs = words.ids.tolist(), (verbal(words) > _VERB).tolist()
        named = [(mentioned.entity.type, span) for mentioned in words.scene.entities for span in mentioned.mentions]
        self._states = {span for kind, span in named if kind in _STATES}
        self._persons = {span.end for kind, span in named if kind == "person"}
        bearers = (span for kind, span in named if kind in _STATES or kind == "person")
        self._borne = set(words.within(bearers).tolist())
        self._within = {at for _, span in named for at in words.within([span])[:-1].tolist()}

    def of(self, first: int, last: int) -> float:
        """What the phrase from one word to another loses."""
        begin, end = self._words.words[first], self._words.words[last]
        return (
            (ALONE + GENERAL * (begin.lower in GENERAL_WORDS)) * (first == last)
            + CUT * (self._runs_on(last) and not end.possessive)
            + NO_NOUN * (not self.ends_in_noun(last) or self._in_preposition(last) or self._has_object(first, last))
            + NO_NOUN * (not begin.capital and (self._is_verb(first) or self._after_verbs_sign(first)))
            + LOOSE * (first > 0 and self._is_compound(first - 1))
            + sum(self._inside(at, at > first and self._is_plain_noun(at - 1)) for at in range(first, last))
            + TURNED * self._is_turned(first)
            + SOMEBODY * (last in self._within or first - 1 in self._within or self._is_somebody(first, last))
        )

    def _is_turned(self, first: int) -> bool:
        """Whether a phrase is the object of a verb that undoes it: "to delay serious talks", "abandoning its plans"."""
        at = first - 1
        while at >= 0 and first - at <= _BETWEEN and self._words.lower[at] in _BEFORE_OBJECTS:
            at -= 1
        return at >= 0 and self._words.lower[at] in _UNDOING

    def belongs(self, at: int) -> bool:
        """Whether a word is a noun in front of another: "border" of "the border fence"."""
        words, word, after = self._words, self._words.words[at], self._words.words[at + 1]
        if word.capital or after.capital or word.possessive or self._ids[at] < 0 or names_nothing(word.lower):
            return False
        joined = words.blocks[at] == words.blocks[at + 1] and after.span.start == word.span.end + 1
        return joined and is_noun(word.lower) and not self._is_verb(at) and not self._after_verbs_sign(at)

    def ends_in_noun(self, last: int) -> bool:
        """Whether the last word of a phrase may be a noun."""
        end = self._words.words[last]
        if end.capital:
            return word_classes().get(end.lower, "noun") == "noun"
        return is_noun(end.lower) and not self._is_verb(last)

    def _has_object(self, first: int, last: int) -> bool:
        """Whether the last word is a verb behind its subject: "every barrel prolongs the war"."""
        after = self._words.lower[last + 1] if last + 1 < len(self._words.lower) else ""
        behind = last > first and self._ids[last - 1] >= 0
        return behind and self._words.lower[last].endswith("s") and after in _BEFORE_OBJECTS

    def _is_compound(self, at: int) -> bool:
        """Whether a word is a compound that belongs to the noun behind it: "a no-fly zone"."""
        word = self._words.words[at]
        return "-" in word.lower[1:-1] and word.lower[0].isalpha() and word_classes().get(word.lower, "noun") != "verb"

    def _in_preposition(self, last: int) -> bool:
        """Whether the last word is part of "in exchange for" or of "under any flag"."""
        before = self._words.lower[max(0, last - 2) : last]
        if before[-1:] == ["in"]:
            return self._words.lower[last] in _AFTER_IN
        return before[-1:] == ["any"] and before[0] in _UNDER

    def _is_somebody(self, first: int, last: int) -> bool:
        """Whether a phrase is a country, or a person with what stands before the name: "a flexible Teyrin"."""
        telling = [at for at in range(first, last + 1) if self._ids[at] >= 0]
        if len(telling) > 1 and all(at in self._borne for at in telling):
            return True
        words = self._words.words
        end = words[last].span.end - 2 * words[last].possessive
        if end in self._persons:
            return all(number >= 0 for number in self._ids[first : last + 1])
        return Span(words[first].span.start, end) in self._states

    def _runs_on(self, last: int) -> bool:
        """Whether a telling noun follows."""
        words, after = self._words, last + 1
        if after >= len(words.words) or self._ids[after] < 0 or words.blocks[after] != words.blocks[last]:
            return False
        word = words.words[after]
        return word.capital or word_classes().get(word.lower, "noun") == "noun"

    def _is_verb(self, at: int) -> bool:
        return bool(self._verbs[self._ids[at]])

    def _after_verbs_sign(self, at: int) -> bool:
        return at > 0 and self._words.lower[at - 1] in _BEFORE_VERBS

    def _is_plain_noun(self, at: int) -> bool:
        """Whether a word is a name or a noun, which no participle belongs to that follows it."""
        word = self._words.words[at]
        return self._ids[at] >= 0 and not word.possessive and (word.capital or word_classes().get(word.lower) == "noun")

    def _inside(self, at: int, behind_noun: bool = False) -> float:
        """What a word before the last one takes away: a verb that is no participle, or what belongs to no noun."""
        word, telling_next = self._words.words[at], self._ids[at + 1] >= 0
        kind = None if word.capital else word_classes().get(word.lower)
        if kind == "verb":
            participle = word.lower.endswith("ing") or (word.lower.endswith("ed") and telling_next and not behind_noun)
            return 0.0 if participle else NO_NOUN
        return LOOSE * (kind == "adverb" or (kind == "adjective" and not telling_next))
