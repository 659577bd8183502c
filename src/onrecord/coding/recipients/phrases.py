"""Noun phrases and pronouns around and inside statements that can mean a recipient, told without a tagger."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from onrecord.coding.addressing import (
    BREAKS,
    DETERMINERS,
    NOT_PEOPLES,
    PEOPLES,
    SECOND_PERSON,
    THIRD_PERSON,
    TITLE_LIKE,
    WHO_NOUNS,
)
from onrecord.coding.said import Scene
from onrecord.document import Span
from onrecord.encoding import PERSON_NOUN, Encoding
from onrecord.words import Word

#: ``pronoun`` third person, ``second`` you, ``definite`` with a determiner or a capital ("the ministry", "Iranian
#: officials"), ``title`` one capitalised word inside a sentence ("Chinese", "President"), ``group`` none of these
#: ("voters").
PhraseKind = Literal["pronoun", "second", "definite", "title", "group"]
#: Words looked at before a noun for its determiner and adjectives.
_REACH = 4


class Phrase(NamedTuple):
    """A noun phrase or a pronoun where it stands."""

    span: Span
    kind: PhraseKind


def phrases_of(scene: Scene, encoding: Encoding | None = None) -> tuple[Phrase, ...]:
    """Phrases of the sentences that hold statements, in text order, without names and sources.

    Parameters
    ----------
    encoding : Encoding or None
        What the encoder takes for noun phrases of persons and bodies; without it the listed nouns alone.

    Notes
    -----
    They are kept as long as the scene is: they are asked for before and after ``resolve`` has named them.
    """
    kept = _KEPT.get(scene)
    if kept is None or kept[0] is not encoding:
        kept = _KEPT[scene] = (encoding, _found(scene, encoding))
    return kept[1]


def _found(scene: Scene, encoding: Encoding | None) -> tuple[Phrase, ...]:
    sources = [span for attribution in scene.attributions for span in attribution.source]
    taken = Cover([span for mentioned in scene.entities for span in mentioned.mentions] + sources)
    nouns = _tagged(encoding)
    found: list[Phrase] = []
    for sentence in _told(scene):
        found.extend(_phrases(scene.words(sentence), taken, nouns))
    return tuple(found)


def _tagged(encoding: Encoding | None) -> frozenset[int]:
    """Where the words begin that end a noun phrase for persons or bodies to the encoder."""
    if encoding is None or encoding.mention_scores is None:
        return frozenset()
    tags, tokens = encoding.mention_scores.argmax(axis=1), encoding.tokens
    nouns = np.flatnonzero(tags >= PERSON_NOUN)
    firsts = [at for at in nouns.tolist() if not tokens.joins[at]]
    last = [at for at in firsts if at + 1 >= len(tags) or tags[at + 1] < PERSON_NOUN or tokens.joins[at + 1]]
    return frozenset(int(tokens.starts[at]) for at in last)


def resolvable(phrases: Iterable[Phrase]) -> tuple[Span, ...]:
    """The phrases that have to be resolved: the words of the others are all there is."""
    return tuple(phrase.span for phrase in phrases if phrase.kind in ("pronoun", "definite", "title"))


_KEPT: WeakKeyDictionary[Scene, tuple[Encoding | None, tuple[Phrase, ...]]] = WeakKeyDictionary()


class Cover:
    """Spans put together, to be asked what they cover."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def has(self, place: int) -> bool:
        """Whether a span covers a place."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[at]


def _told(scene: Scene) -> list[Span]:
    """Sentences that hold a part of a statement."""
    starts = [sentence.start for sentence in scene.sentences]
    found: set[int] = set()
    for attribution in scene.attributions:
        for span in (*attribution.cue, *attribution.content):
            first = bisect_right(starts, span.start) - 1
            found.update(range(max(0, first), bisect_left(starts, span.end)))
    return [scene.sentences[at] for at in sorted(found)]


def _phrases(words: Sequence[Word], taken: Cover, nouns: frozenset[int]) -> Iterator[Phrase]:
    free = [not taken.has(word.span.start) for word in words]
    pronouns: set[str] = set()
    for at, word in enumerate(words):
        if not free[at] or word.lower in pronouns:
            continue
        if word.lower in THIRD_PERSON:
            pronouns.add(word.lower)
            yield Phrase(word.bare_span, "pronoun")
        elif word.lower in SECOND_PERSON:
            yield Phrase(word.bare_span, "second")
        elif _is_head(words, free, at) or (
            word.span.start in nouns and word.lower not in BREAKS and word.text.isalpha()
        ):
            start = _start(words, free, at)
            definite = words[start].lower in DETERMINERS or any(w.capital for w in words[max(start, 1) : at])
            span = Span(words[start].span.start, word.bare_span.end)
            capital = word.capital and at > 0
            yield Phrase(span, "definite" if definite else "title" if capital else "group")


def _is_head(words: Sequence[Word], free: Sequence[bool], at: int) -> bool:
    """Whether a word ends a noun phrase for people or a body."""
    word = words[at]
    if word.lower in WHO_NOUNS:
        after = words[at + 1] if at + 1 < len(words) else None
        return after is None or word.possessive or not (free[at + 1] and after.lower in WHO_NOUNS)
    if not word.capital or at == 0 or not word.text[0].isalpha() or len(word.lower) < 5:
        return False
    return word.lower.endswith(PEOPLES) and word.lower not in NOT_PEOPLES and words[at - 1].text[0].isalnum()


def _start(words: Sequence[Word], free: Sequence[bool], at: int) -> int:
    """Where the noun phrase begins that ends in a word: at its determiner, or at what modifies it."""
    start = at
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        word = words[before]
        if word.lower in DETERMINERS:
            return before
        if not word.text[0].isalpha() or word.lower in BREAKS:
            break
        if not (word.capital or word.lower in WHO_NOUNS or word.lower in TITLE_LIKE or _modifies(word.lower)):
            break
        start = before
    return start


def _modifies(word: str) -> bool:
    """Whether a word is an adjective by its looks; verbs before a noun are none of its phrase."""
    return word.endswith(("al", "ive", "ous", "ary", "ic", "an", "ish", "ful", "ior", "ented", "ear", "ble"))
