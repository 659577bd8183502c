"""Names groups of statements by a short phrase of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.issue_model import IssueModel
from onrecord.coding.issue_words import FUNCTION, IssueWords
from onrecord.coding.word_classes import is_noun, word_classes
from onrecord.document import Span
from onrecord.words import without_possessive

Floats = NDArray[np.float32]

#: Words of a name at most.
LONGEST = 5
#: What every word of a name costs, so that unlikely ones stay out.
COST = 0.16
#: What a name loses that is one word, stops inside a run of telling words, ends in no noun or runs over a verb, has an
#: adverb or an adjective without its noun, or is a country or a person and nothing else: what somebody supports or
#: opposes is something that they do. The same where it stops inside somebody's name.
ALONE, CUT, NO_NOUN, LOOSE, SOMEBODY = 0.08, 0.08, 0.6, 0.22, 0.45
#: What it loses that is one word for anybody, any time or any part of a text.
GENERAL = 0.4
_STATES = frozenset({"country", "government", "place"})
#: Function words that a name may have inside.
_INSIDE = frozenset("of the in on for to with against over between and".split())
_ENDINGS = (
    re.compile(r"(?:tion|sion|ment|ness|ity|ism|ship|ance|ence|age|ure)s?$"),
    re.compile(r"ing$"),
    re.compile(r"ed$"),
    re.compile(r"ly$"),
    re.compile(r"(?:al|ive|ous|ic|ful|able|ible)$"),
    re.compile(r"(?:er|or|ist|ian)s?$"),
)
_BEFORE_NOUNS = frozenset("the a an of his her its their this that on for over about 's new our your my no any".split())
#: What stands before a verb.
_BEFORE_VERBS = frozenset(
    "to will would shall should can could may might must not n't never won't wouldn't can't cannot i you he she they we"
    " it who which has have had".split()
)
#: Words for nobody and nothing in particular: no name has one.
_VAGUE = frozenset(
    "myself yourself ourselves yourselves somebody someone nobody everybody everyone anybody anyone something nothing"
    " everything anything somewhere nowhere else sorry enough".split()
)
#: Words that name a matter only with others.
_GENERAL = frozenset(
    "man men woman women person guy guys colleague colleagues friend friends reporter reporters journalist"
    " journalists president minister chairman chairwoman chair leader leaders official officials officer officers"
    " spokesman spokeswoman spokesperson member members candidate candidates adviser advisers signatory country"
    " countries government governments nation nations state states city place side sides party parties group"
    " groups team room table world thing things way ways view views point points fact facts question questions"
    " answer answers reason reasons idea ideas example case cases part parts lot lots number numbers kind sort"
    " form type specifics detail details moment morning evening night midnight noon today tomorrow beginning end"
    " start future past hour hours minute minutes midway meantime word words sentence sentences paragraph"
    " paragraphs line lines page pages paper text article articles story comment comments remark remarks speech"
    " message statement statements letter credentials winner winners truth four five six seven eight nine ten"
    " dozens hundreds thousands".split()
)
#: What follows "in" where the two are one preposition: "observers in exchange for".
_AFTER_IN = frozenset("exchange return addition favour favor order front spite case view light response".split())
_UNDER = frozenset("under in at by".split())
#: More of a stem's places than this look like a verb's: it ends no name.
_VERB = 0.34


class Name(NamedTuple):
    """A phrase of the text; ``promise`` is how well it names the matter, about 0 to 3."""

    text: str
    span: Span | None
    promise: float = 0.0


def word_features(words: IssueWords, groups: Sequence[NDArray[np.int64]]) -> Floats:
    """What speaks for each stem being part of each group's name, of shape (n_groups, n_stems, m)."""
    blocks = words.scene.document.blocks
    of_article = np.column_stack(
        [words.rarity, words.block_share, words.in_blocks([0] if blocks else []), _shapes(words)]
    )
    content, sentence = words.in_content, words.in_sentence
    everywhere = content.mean(0) if len(content) else np.zeros(len(words.stems))
    found = []
    for group in groups:
        own = content[group].mean(0)
        strongest = own / max(float(own.max(initial=0)), 1e-6)
        within = np.column_stack(
            [
                own,
                np.minimum(content[group].sum(0), 4) / 4,
                strongest,
                sentence[group].mean(0),
                np.maximum(own - everywhere, 0),
                own * words.rarity,
                own * of_article[:, 2],
                (own > 0).astype(np.float32),
                own * words.block_share,
            ]
        )
        found.append(np.concatenate([within, of_article], axis=1))
    return np.stack(found).astype(np.float32) if found else np.zeros((0, len(words.stems), 0), dtype=np.float32)


def _shapes(words: IssueWords) -> Floats:
    """Of each stem: how often capitalised, after a determiner, like a verb, in a cue; endings of its first word."""
    count = len(words.stems)
    known = words.ids >= 0
    ids, firsts = words.ids[known], np.zeros(count, dtype=np.int64)
    firsts[ids[::-1]] = np.flatnonzero(known)[::-1]
    before = ["", *(lower or word.text for lower, word in zip(words.lower, words.words, strict=True))][:-1]
    capital = [word.capital and told not in "“\"'.!?:" for word, told in zip(words.words, before, strict=True)]
    after = [told in _BEFORE_NOUNS for told in before]
    total, capitals, afters = (
        np.bincount(ids, weights=None if own is None else np.array(own)[known], minlength=count)
        for own in (None, capital, after)
    )
    endings = np.array([_endings(words.lower[first]) for first in firsts.tolist()], dtype=np.float64)
    endings = endings.reshape(count, len(_ENDINGS))
    share = np.maximum(total, 1)
    cue = np.zeros(count)
    cue[words.used(span for said in words.statements for span in said.attribution.cue)] = 1
    return np.column_stack([capitals / share, afters / share, verbal(words), cue, endings, np.log1p(total)])


@lru_cache(maxsize=16384)
def _endings(word: str) -> tuple[bool, ...]:
    return tuple(ending.search(word) is not None for ending in _ENDINGS)


def verbal(words: IssueWords) -> Floats:
    """Share of each stem's places that look like a verb's."""
    before = np.array([False, *(lower in _BEFORE_VERBS for lower in words.lower[:-1])][: len(words.words)])
    known = words.ids >= 0
    total = np.bincount(words.ids[known], minlength=len(words.stems))
    verbs = np.bincount(words.ids[known & before], minlength=len(words.stems))
    return (verbs / np.maximum(total, 1)).astype(np.float32)


class _Flaws:
    """What makes a phrase a poor name, whatever its words."""

    def __init__(self, words: IssueWords) -> None:
        self._words = words
        self._ids, self._verbs = words.ids.tolist(), (verbal(words) > _VERB).tolist()
        named = [(mentioned.entity.type, span) for mentioned in words.scene.entities for span in mentioned.mentions]
        self._states = {span for kind, span in named if kind in _STATES}
        self._persons = {span.end for kind, span in named if kind == "person"}
        self._within = {at for _, span in named for at in words.within([span])[:-1].tolist()}

    def of(self, first: int, last: int) -> float:
        """What the phrase from one word to another loses."""
        begin, end = self._words.words[first], self._words.words[last]
        return (
            (ALONE + GENERAL * (begin.lower in _GENERAL)) * (first == last)
            + CUT * (self._runs_on(last) and not end.possessive)
            + NO_NOUN * (not self.ends_in_noun(last) or self._in_preposition(last))
            + NO_NOUN * (not begin.capital and (self._is_verb(first) or self._after_verbs_sign(first)))
            + sum(self._inside(at) for at in range(first, last))
            + SOMEBODY * (last in self._within or first - 1 in self._within or self._is_somebody(first, last))
        )

    def ends_in_noun(self, last: int) -> bool:
        """Whether the last word of a phrase may be a noun."""
        end = self._words.words[last]
        if end.capital:
            return word_classes().get(end.lower, "noun") == "noun"
        return is_noun(end.lower) and not self._is_verb(last)

    def _in_preposition(self, last: int) -> bool:
        """Whether the last word is part of "in exchange for" or of "under any flag"."""
        before = self._words.lower[max(0, last - 2) : last]
        if before[-1:] == ["in"]:
            return self._words.lower[last] in _AFTER_IN
        return before[-1:] == ["any"] and before[0] in _UNDER

    def _is_somebody(self, first: int, last: int) -> bool:
        """Whether a phrase is a country, or a person with what stands before the name: "a flexible Teyrin"."""
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

    def _inside(self, at: int) -> float:
        """What a word before the last one takes away: a verb that is no participle, or what belongs to no noun."""
        word, telling_next = self._words.words[at], self._ids[at + 1] >= 0
        kind = None if word.capital else word_classes().get(word.lower)
        if kind == "verb":
            participle = word.lower.endswith("ing") or (word.lower.endswith("ed") and telling_next)
            return 0.0 if participle else NO_NOUN
        return LOOSE * (kind == "adverb" or (kind == "adjective" and not telling_next))


def names_of(words: IssueWords, groups: Sequence[NDArray[np.int64]], model: IssueModel) -> list[Name]:
    """A name for each group of statements, no two the same; the first groups choose first."""
    if not groups or not words.stems:
        return [Name("", None) for _ in groups]
    scores = word_features(words, groups) @ model.naming[:-1] + model.naming[-1]
    chances = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    flaws = _Flaws(words)
    taken: set[str] = set()
    found = []
    for group, own in zip(groups, chances, strict=True):
        name = _best(words, group, own, flaws, taken)
        taken.add(slug(name.text))
        found.append(name)
    return found


def slug(name: str) -> str:
    """A name as part of an id: number, capitals and small words make no difference.

    >>> slug("The security guarantees"), slug("Security guarantee"), slug("Ferries to Oskel")
    ('security-guarantee', 'security-guarantee', 'ferry-oskel')
    """
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", name.casefold()))
    return "-".join(_singular(word) for word in words if word not in FUNCTION) or "-".join(words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _best(words: IssueWords, group: NDArray[np.int64], chances: Floats, flaws: _Flaws, taken: set[str]) -> Name:
    """The likeliest phrase of the contents, else of the rest of the sentences, that ends in a noun; else any phrase."""
    said = [words.statements[row].attribution for row in group]
    contents = words.within(span for own in said for span in own.content)
    sources = words.within(span for own in said for span in own.source)
    sentences = np.setdiff1d(words.within(words.statements[row].sentence for row in group), sources)
    for nouns, inside in product((True, False), (contents, sentences)):
        best, name = 0.0, None
        for first, last, promise in _phrases(words, inside, chances):
            if promise <= best or (nouns and not flaws.ends_in_noun(last)):
                continue
            score = promise - flaws.of(first, last)  # flaws only take away
            if score > best:
                span = Span(words.words[first].span.start, words.words[last].span.end)
                text = _plain(words.scene.text[span.start : span.end])
                if (key := slug(text)) and key not in taken:
                    best, name = score, Name(text, span, score if nouns and inside is contents else 0.0)
        if name is not None:
            return name
    return Name("", None)


def _phrases(words: IssueWords, inside: NDArray[np.int64], chances: Floats) -> list[tuple[int, int, float]]:
    """Runs of telling words, function words between them allowed, with their scores before what flaws take away."""
    found = []
    allowed = set(inside.tolist())
    ids, blocks, likely = words.ids.tolist(), words.blocks.tolist(), chances.tolist()
    for first in sorted(allowed):
        if ids[first] < 0:
            continue
        score, seen = 0.0, set()
        for last in range(first, min(first + LONGEST, len(ids))):
            number = ids[last]
            if last not in allowed or blocks[last] != blocks[first] or words.lower[last] in _VAGUE:
                break
            if number < 0:
                if words.lower[last] not in _INSIDE or _tells_why(words.lower, last):
                    break
                score -= COST / 3
                continue
            score += (likely[number] if number not in seen else 0.0) - COST
            seen.add(number)
            found.append((first, last, score + 0.5))
    return found


def _tells_why(lower: Sequence[str], at: int) -> bool:
    """Whether a "for" begins a reason: "the union for prolonging the war"."""
    after = lower[at + 1] if at + 1 < len(lower) else ""
    return lower[at] == "for" and after.endswith("ing") and word_classes().get(after) != "noun"


def _plain(text: str) -> str:
    """A phrase on one line, without a possessive at its end."""
    return without_possessive(" ".join(text.split()))
