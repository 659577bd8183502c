"""Finds a codebook's words in an article: all aliases in one lookup, whatever their number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.codebook import Codebook, folded
from onrecord.coding.issues.words import FUNCTION, stem
from onrecord.document import Span
from onrecord.words import Word

#: An alias keeps the determiner that it begins with: "the silence" is not any silence.
_DETERMINERS = frozenset(("the",))
#: Function words inside an alias that a text may have or not: "lift the sanctions", "sanctions are to be lifted".
_OPTIONAL = frozenset(
    "a an the its their his her our of to on in for is are was were be been being has have had will would should must"
    " can could may might not".split()
)
#: More than so many issues share a word: it tells none of them.
_COMMON = 50


class Hit(NamedTuple):
    """An alias in the text.

    Attributes
    ----------
    entry : int
        Index of its issue among the codebook's entries.
    weight : float
        Number of the alias's words that tell something: longer aliases are surer.
    """

    span: Span
    entry: int
    reversed: bool
    weight: float


class Lookup:
    """A codebook made ready: aliases by their stems, and issues by each word of their aliases."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._aliases: dict[tuple[str, ...], list[tuple[int, bool]]] = {}
        counts: list[dict[str, int]] = []
        for number, entry in enumerate(codebook.entries):
            counts.append({})
            for turned, phrases in ((False, (entry.label, *entry.aliases)), (True, entry.reversed_aliases)):
                for phrase in phrases:
                    self._add(_stems(phrase), number, turned, counts[-1])
            for example in entry.examples:
                _count(_stems(example), counts[-1])
        self._longest: dict[str, int] = {}
        for key in self._aliases:
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))
        self._profile = _profiles(counts)

    def _add(self, stems: Sequence[tuple[str, str]], number: int, turned: bool, counts: dict[str, int]) -> None:
        _count(stems, counts)
        for order in _orders(_key(stems)):
            known = self._aliases.get(order)
            if known is None:
                self._aliases[order] = [(number, turned)]
            elif (number, turned) not in known:
                known.append((number, turned))

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Aliases among the words, in text order; none inside a longer one."""
        parts = [part for word in words for part in _parts(word)]
        stems = [part[0] for part in parts]
        found: list[Hit] = []
        at = 0
        while at < len(parts):
            step = 1
            for key, end in _keys(stems, at, self._longest.get(stems[at], 0)):
                entries = self._aliases.get(key)
                if entries:
                    span = Span(parts[at][1].start, parts[end - 1][1].end)
                    weight = float(sum(1 for word in key if word not in _DETERMINERS))
                    found += [Hit(span, number, turned, weight) for number, turned in self._narrowest(entries)]
                    step = end - at
                    break
            at += step
        return found

    def _narrowest(self, entries: Sequence[tuple[int, bool]]) -> list[tuple[int, bool]]:
        """Those that share an alias, without the ones that hold another of them."""
        if len(entries) == 1:
            return list(entries)
        ids = [self.codebook.entries[number].id for number, _ in entries]
        wider = {id for own in ids for id in self.codebook.wider(own)}
        return [entry for entry, id in zip(entries, ids, strict=True) if id not in wider]

    def profile(self, stems: Sequence[str]) -> Mapping[int, NDArray[np.float32]]:
        """For each issue that some stems speak for, how much each of them does: (n_stems,)."""
        found: dict[int, NDArray[np.float32]] = {}
        for column, word in enumerate(stems):
            for number, weight in self._profile.get(word, ()):
                found.setdefault(number, np.zeros(len(stems), dtype=np.float32))[column] = weight
        return found


@lru_cache(maxsize=4)
def lookup_of(codebook: Codebook) -> Lookup:
    """The lookup of a codebook, made once."""
    return Lookup(codebook)


def _stems(phrase: str) -> list[tuple[str, str]]:
    """Words of a phrase with their stems."""
    return [(word, stem(word)) for word in folded(phrase).split()]


def _count(stems: Sequence[tuple[str, str]], counts: dict[str, int]) -> None:
    for key in {key for word, key in stems if word not in FUNCTION and len(word) > 1}:
        counts[key] = counts.get(key, 0) + 1


def _profiles(counts: Sequence[Mapping[str, int]]) -> Mapping[str, Sequence[tuple[int, float]]]:
    """Issues by each telling word of their names and examples, a word of few issues counting more."""
    issues: dict[str, list[tuple[int, int]]] = {}
    for number, own in enumerate(counts):
        for word, count in own.items():
            issues.setdefault(word, []).append((number, count))
    scale = math.log(len(counts) + 1)
    return {
        word: [
            (number, math.log((len(counts) + 1) / len(using)) / scale * min(1.0, 0.5 + 0.25 * count))
            for number, count in using
        ]
        for word, using in issues.items()
        if len(using) <= _COMMON
    }


def _key(stems: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Stems of an alias without the function words inside it; its last word stays: "fight on" is not any fight.

    A leading "the" stays before a single word.
    """
    last = len(stems) - 1
    key = tuple(key for at, (word, key) in enumerate(stems) if word not in _OPTIONAL or at == last)
    return ("the", *key) if len(key) == 1 and len(stems) == 2 and stems[0][0] in _DETERMINERS else key


def _orders(key: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Two words mean the same either way: "lift sanctions", "sanctions lifted"."""
    turns = len(key) == 2 and key[0] not in _DETERMINERS and key[1] not in _OPTIONAL and key[0] != key[1]
    return (key, key[::-1]) if turns else (key,) if key else ()


def _parts(word: Word) -> list[tuple[str, Span]]:
    """A word's stems: a hyphenated one has several, as in an alias."""
    plain = folded(word.text).split()
    if len(plain) == 1:
        return [(stem(plain[0]) if plain[0] not in _DETERMINERS else plain[0], word.span)]
    return [(stem(part), word.span) for part in plain] or [("", word.span)]


def _keys(stems: Sequence[str], at: int, longest: int) -> list[tuple[tuple[str, ...], int]]:
    """What may be an alias from a place on, longest first, with the place where it ends."""
    key: list[str] = []
    found: list[tuple[tuple[str, ...], int]] = []
    end = at
    while end < len(stems) and len(key) < longest:
        word = stems[end]
        end += 1
        if not word:
            break
        if word in _OPTIONAL and not (word in _DETERMINERS and not key):
            if not key:
                break
            found.append(((*key, word), end))
            continue
        key.append(word)
        found.append((tuple(key), end))
    return found[::-1]
