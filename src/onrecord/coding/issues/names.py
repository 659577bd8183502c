"""Names groups of statements by a short phrase of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.issues.model import IssueModel
from onrecord.coding.issues.name_flaws import Flaws, verbal
from onrecord.coding.issues.name_words import names_nothing
from onrecord.coding.issues.words import FUNCTION, IssueWords
from onrecord.coding.word_classes import word_classes
from onrecord.document import Span
from onrecord.quotation import MARKS
from onrecord.words import without_possessive

Floats = NDArray[np.float32]

#: Words of a name at most.
LONGEST = 5
#: What every word of a name costs, so that unlikely ones stay out.
COST = 0.16
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


def names_of(words: IssueWords, groups: Sequence[NDArray[np.int64]], model: IssueModel) -> list[Name]:
    """A name for each group of statements, no two the same; the first groups choose first."""
    if not groups or not words.stems:
        return [Name("", None) for _ in groups]
    scores = word_features(words, groups) @ model.naming[:-1] + model.naming[-1]
    chances = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    flaws = Flaws(words)
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


def _best(words: IssueWords, group: NDArray[np.int64], chances: Floats, flaws: Flaws, taken: set[str]) -> Name:
    """The likeliest phrase of the contents, else of the rest of the sentences, that ends in a noun; else any phrase."""
    said = [words.statements[row].attribution for row in group]
    contents = words.within(span for own in said for span in own.content)
    sources = words.within(span for own in said for span in own.source)
    sentences = np.setdiff1d(words.within(words.statements[row].sentence for row in group), sources)
    for least, nouns, inside in product((0.0, -inf), (True, False), (contents, sentences)):
        best, name, within = least, None, set(inside.tolist())
        for first, last, promise in _phrases(words, inside, chances):
            if promise <= best or (nouns and not flaws.ends_in_noun(last)):
                continue
            score = promise - flaws.of(first, last)  # flaws only take away
            if score > best:
                begin = first - (first == last and first - 1 in within and flaws.belongs(first - 1))
                span = _with_marks(words, words.words[begin].span.start, words.words[last].span.end)
                if span is None:
                    continue
                text = _plain(words, span)
                if (key := slug(text)) and key not in taken:
                    best, name = score, Name(text, span, max(0.0, score) if nouns and inside is contents else 0.0)
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
            if last not in allowed or blocks[last] != blocks[first] or names_nothing(words.lower[last]):
                break
            if number < 0:
                if words.words[last].text in MARKS and last > first:
                    continue
                if (
                    words.lower[last] not in _INSIDE
                    or _tells_why(words.lower, last)
                    or _opens_object(words.lower, last)
                ):
                    break
                score -= COST / 3
                continue
            score += (likely[number] if number not in seen else 0.0) - COST
            seen.add(number)
            found.append((first, last, score + 0.5))
    return found


def _opens_object(lower: Sequence[str], at: int) -> bool:
    """Whether a "the" behind a noun begins another phrase: "a verb that prolongs the war", against "ban on the net"."""
    return lower[at] == "the" and at > 0 and lower[at - 1] not in _INSIDE and not lower[at - 1].endswith("ing")


def _with_marks(words: IssueWords, start: int, end: int) -> Span | None:
    """A phrase with both marks of a quotation that it begins or ends with; None where it cuts one.

    "‘Peacekeepers’ in Velm", against "nations of ‘climate".
    """
    if MARKS.isdisjoint(words.scene.text[max(0, start - 1) : end + 1]):
        return Span(start, end)
    for quotation in words.scene.quotations:
        opens, closes = quotation.span
        if opens == start - 1 and start < closes <= end:
            start = opens
        elif closes == end + 1 and start <= opens < end:
            end = closes
        elif start <= opens < end < closes or opens < start < closes <= end:
            return None
    return Span(start, end)


def _tells_why(lower: Sequence[str], at: int) -> bool:
    """Whether a "for" begins a reason: "the union for prolonging the war"."""
    after = lower[at + 1] if at + 1 < len(lower) else ""
    return lower[at] == "for" and after.endswith("ing") and word_classes().get(after) != "noun"


def _plain(words: IssueWords, span: Span) -> str:
    """A phrase on one line, without a possessive at its end."""
    text = " ".join(span.of(words.scene.text).split())
    if text[-1:] in MARKS and any(quotation.span.end == span.end for quotation in words.scene.quotations):
        return text
    return without_possessive(text)
