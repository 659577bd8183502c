"""The words of an article as issues are told by them: stems, how rare they are, and which statement uses which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.said import Said, Scene
from onrecord.document import Block, Span
from onrecord.words import Word

Floats = NDArray[np.float32]

#: Words that say nothing about the matter; stems of these are never compared.
FUNCTION = frozenset(
    "a an the this that these those of in on at by for from with to about within among against near inside"
    " outside over under behind after before into between during including like as via per around across toward"
    " towards throughout through without upon off up out amid despite since until beyond above below along and or"
    " but nor so yet if unless because while whereas though although not no yes n't is are was were be been being"
    " am has have had having do does did done doing will would shall should can could may might must he she it"
    " they we i you him her them us me his hers its their theirs our ours my mine your yours himself herself"
    " itself themselves who whom whose which what when where why how there here then than too very more most much"
    " many some any all each every both either neither one two three also just only even still again ever never"
    " other another such same own say says said saying told tell tells added adding according it's that's don't"
    " i'm we're they're he's she's there's won't can't didn't isn't doesn't i've we've let get got go going come"
    " make made take taken now new first last year years day days week weeks month months time times people mr mrs"
    " ms dr yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday january february"
    " march april june july august september october november december s t re ve ll d quot oh gee yeah"
    " hey wow".split()
)
_DIGITS = re.compile(r"[\d.,:/%$€£-]+(?:bn|tn|mn|m|k|st|nd|rd|th|pm|am|km|kg)?$")
#: Endings that a stem loses, with what stands in their place.
_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ings", ""), ("ing", ""),
    ("edly", ""), ("ed", ""), ("s", ""),
)  # fmt: skip
#: A word that several spellings stand for.
_SPELLINGS = (
    (re.compile(r"is(e|ation|ing)$"), r"iz\1"),
    (re.compile(r"our$"), "or"),
    (re.compile(r"defence$"), "defense"),
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without number, tense and possessive, in lower case; British spellings as American ones.

    >>> [stem(word) for word in ("Ceasefires", "lifting", "lifted", "parties", "stopped", "organisation")]
    ['ceasefir', 'lift', 'lift', 'party', 'stop', 'organization']
    """
    word = re.sub(r"(?:'s|')$", "", word.casefold().replace("’", "'"))
    for spelling, other in _SPELLINGS:
        word = spelling.sub(other, word)
    if len(word) <= 3:
        return word
    for ending, other in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + other
            if ending in ("ing", "ings", "ed") and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") and len(word) > 3 else word


def telling(word: Word) -> bool:
    """Whether a word can say what the matter is."""
    return _tells(word.lower)


def _tells(lower: str) -> bool:
    plain = lower.replace("’", "'")
    return len(lower) > 1 and lower[0].isalnum() and plain not in FUNCTION and not _DIGITS.match(lower)


class IssueWords:
    """The telling words of an article, by stem; with some of its statements alone, those of their part of it.

    Attributes
    ----------
    words : list of Word
        All words of the blocks, in text order; ``lower`` are the same in lower case.
    ids : ndarray of shape (n_words,), int64
        Index of each word's stem in ``stems``; -1 for words that tell nothing.
    stems : tuple of str
    """

    def __init__(self, scene: Scene, rarity: Mapping[str, float], statements: Sequence[Said] | None = None) -> None:
        self.scene = scene
        self.statements = scene.statements if statements is None else tuple(statements)
        self.words: list[Word] = []
        blocks: list[int] = []
        kept = self._part() if len(self.statements) < len(scene.statements) else range(len(scene.document.blocks))
        self.block_count = max(1, len(kept))
        self._block_starts = [block.span.start for block in scene.document.blocks]
        for number in kept:
            own = scene.words(scene.document.blocks[number].span)
            self.words += own
            blocks += [number] * len(own)
        self.lower = [word.lower for word in self.words]
        known: dict[str, int] = {}
        self.ids = np.fromiter(
            (
                known.setdefault(stem(word.text), len(known)) if _tells(lower) else -1
                for word, lower in zip(self.words, self.lower, strict=True)
            ),
            dtype=np.int64,
            count=len(self.words),
        )
        self.stems = tuple(known)
        self.blocks = np.asarray(blocks, dtype=np.int64)
        self._starts = [word.span.start for word in self.words]
        self._ends = [word.span.end for word in self.words]
        self.starts = np.array(self._starts, dtype=np.int64)
        self.rarity: Floats = np.array([rarity.get(s, 1.0) for s in self.stems], dtype=np.float32)

    def _part(self) -> list[int]:
        """Numbers of the first block and of those from the first to the last statement."""
        blocks = [block.span for block in self.scene.document.blocks]
        places = [
            place
            for said in self.statements
            for span in (said.sentence, *said.attribution.content)
            for place in (span.start, span.end)
        ]
        first, last = min(places, default=0), max(places, default=0)
        return [n for n, span in enumerate(blocks) if n == 0 or (span.start < last and first < span.end)]

    def within(self, spans: Iterable[Span]) -> NDArray[np.int64]:
        """Indices of the words inside some spans."""
        pieces = []
        for span in spans:
            first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
            pieces.append(np.arange(first, max(first, last), dtype=np.int64))
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)

    def used(self, spans: Iterable[Span]) -> NDArray[np.int64]:
        """Stems inside some spans, each once."""
        ids = self.ids[self.within(spans)]
        return np.unique(ids[ids >= 0])

    @cached_property
    def in_content(self) -> Floats:
        """1 where a statement's content has a stem: (n_statements, n_stems)."""
        return self._rows([said.attribution.content for said in self.statements])

    @cached_property
    def in_sentence(self) -> Floats:
        """1 where a statement's sentence has a stem."""
        return self._rows([(said.sentence,) for said in self.statements])

    @cached_property
    def block_share(self) -> Floats:
        """Share of the blocks that have a stem."""
        pairs = np.unique(np.stack([self.ids, self.blocks], 1)[self.ids >= 0], axis=0)
        return (np.bincount(pairs[:, 0], minlength=len(self.stems)) / self.block_count).astype(np.float32)

    def block_at(self, place: int) -> Block | None:
        """The block that begins last before a place, if any."""
        at = bisect_right(self._block_starts, place) - 1
        return self.scene.document.blocks[at] if at >= 0 else None

    def in_blocks(self, numbers: Iterable[int]) -> Floats:
        """1 for the stems of some blocks: (n_stems,)."""
        found = np.zeros(len(self.stems), dtype=np.float32)
        ids = self.ids[np.isin(self.blocks, list(numbers))]
        found[ids[ids >= 0]] = 1
        return found

    def _rows(self, spans: Sequence[Iterable[Span]]) -> Floats:
        rows = np.zeros((len(spans), len(self.stems)), dtype=np.float32)
        for row, own in zip(rows, spans, strict=True):
            row[self.used(own)] = 1
        return rows
