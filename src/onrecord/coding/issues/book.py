"""Which issue of a codebook each statement is about: by its words, and by those of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.codebook import Codebook
from onrecord.coding.issues.groups import groups_of
from onrecord.coding.issues.lookup import Hit, lookup_of
from onrecord.coding.issues.model import IssueModel
from onrecord.coding.issues.words import IssueWords
from onrecord.coding.said import Said
from onrecord.document import Span

Floats = NDArray[np.float32]

#: Times that statements hear what is likely for the others.
ROUNDS = 2
#: A less likely issue is none: the text itself names what is meant.
LEAST = 0.3
#: A group of alike statements takes the issue that is so likely for it on the average, but for those surer of theirs.
SHARED, SURE = 0.25, 0.6
#: What ties a statement to an issue that none of its words speak for: a chance of being about the same matter as one
#: with that issue, or too few telling words to be about another.
TIE, FEW = 0.3, 3
#: Words that begin a condition: what follows is not what the statement is about.
_CONDITION = re.compile(
    r"\b(?:if|unless|until|once|provided|as long as|so long as|on condition|(?:only )?in (?:return|exchange) for"
    r"|only (?:for|if|when|after|once)|after|before|without|while)\b",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """What the words of an article say of a codebook's issues.

    Attributes
    ----------
    entries : tuple of int
        Those that anything speaks for.
    hits : tuple of tuple of Hit
        Aliases in each statement: in its content first, then in the rest of its sentence.
    features : ndarray of shape (n_statements, n_entries, c)
    """

    entries: tuple[int, ...]
    hits: tuple[tuple[Hit, ...], ...]
    features: Floats


def told(words: IssueWords, codebook: Codebook) -> Told:
    """Gather what speaks for the codebook's issues in each statement."""
    lookup = lookup_of(codebook)
    all_hits = lookup.hits(words.words)
    hits = tuple(_hits_of(words, row, all_hits) for row in range(len(words.statements)))
    profile = lookup.profile(words.stems)
    entries = sorted({hit.entry for hit in all_hits} | _likely(profile, words))
    column_of = {entry: column for column, entry in enumerate(entries)}
    features = np.zeros((len(words.statements), len(entries), 11), dtype=np.float32)
    for row in range(len(words.statements)):
        _count_hits(features[row], words, row, hits[row], all_hits, column_of)
    features[:, :, :4] = np.log1p(features[:, :, :4])
    blocks = words.scene.document.blocks
    headline = blocks[0].span if blocks else Span(0, 0)
    for entry, column in column_of.items():
        own = [hit for hit in all_hits if hit.entry == entry]
        weights = profile.get(entry, np.zeros(len(words.stems), dtype=np.float32)) * words.rarity
        features[:, column, 5] = np.minimum(words.in_content @ weights, 3)
        features[:, column, 6] = np.minimum(words.in_sentence @ weights, 3)
        features[:, column, 7] = len(own) / max(1, len(all_hits))
        features[:, column, 8] = any(headline.contains(hit.span) for hit in own)
    for column, rivals in ((0, 9), (5, 10)):
        features[:, :, rivals] = features[:, :, column] - features[:, :, column].max(1, keepdims=True, initial=0)
    return Told(tuple(entries), hits, features)


def _count_hits(
    row: Floats,
    words: IssueWords,
    number: int,
    hits: Sequence[Hit],
    all_hits: Sequence[Hit],
    column_of: Mapping[int, int],
) -> None:
    """Aliases in the content before and after a condition begins, in the sentence, in the block; and the first one."""
    said = words.statements[number]
    content = said.attribution.content
    block = words.block_at(said.anchor)
    bound = _condition(said)
    inside = [hit for hit in hits if any(span.overlaps(hit.span) for span in content)]
    for hit in hits:
        part = 2 if hit not in inside else 0 if hit.span.start < bound else 1
        row[column_of[hit.entry], part] += hit.weight
    for hit in all_hits:
        if block is not None and block.span.contains(hit.span):
            row[column_of[hit.entry], 3] += hit.weight
    first = min((hit.span.start for hit in inside), default=-1)
    for hit in inside:
        if hit.span.start == first:
            row[column_of[hit.entry], 4] = 1


def _condition(said: Said) -> int:
    """Where the first condition of a content begins, after its first words; its end where there is none."""
    content = said.attribution.content
    end = max((span.end for span in content), default=0)
    start = min((span.start for span in content), default=0)
    found = _CONDITION.search(said.scene.text, start + 12, end)
    return found.start() if found else end


def chosen(words: IssueWords, told: Told, chances: Floats, model: IssueModel) -> tuple[NDArray[np.int64], Floats]:
    """Column of each statement's issue, -1 for none, and its score: (n_statements,) each.

    ``chances`` are those that two statements are about the same matter.
    """
    if not told.entries or not len(chances):
        return np.full(len(chances), -1, dtype=np.int64), np.zeros(len(chances), dtype=np.float32)
    likely = _logistic(told.features, model.first)
    for _ in range(ROUNDS):
        likely = _logistic(with_neighbours(words, told.features, likely, chances), model.second)
    likely = np.where(_tied(words, told.features, likely, chances), likely, 0)
    best = likely.argmax(1)
    score = likely[np.arange(len(likely)), best]
    return _with_groups(np.where(score >= LEAST, best, -1), score, likely, chances)


def _with_groups(
    best: NDArray[np.int64], score: Floats, likely: Floats, chances: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """The same, with those that are unsure, or have none, following the group of statements that they are alike to."""
    groups = groups_of(chances)
    best, score = best.copy(), score.copy()
    for number in range(int(groups.max(initial=-1)) + 1):
        members = np.flatnonzero(groups == number)
        together = likely[members].mean(0)
        if len(members) > 1 and together.max() >= SHARED:
            unsure = members[(best[members] < 0) | (score[members] < SURE)]
            best[unsure], score[unsure] = together.argmax(), together.max()
    return best, score


def _tied(words: IssueWords, features: Floats, likely: Floats, chances: Floats) -> NDArray[np.bool_]:
    """Where anything but the rest of the article speaks for an issue; nothing is lumped together on that alone."""
    own = (features[:, :, :3].sum(2) > 0) | (features[:, :, 5] > 0.3) | (features[:, :, 6] > 0.5)
    few = words.in_content.sum(1, keepdims=True) < FEW
    near = _strongest(chances, likely) >= TIE
    found: NDArray[np.bool_] = own | few | near | (_of_parents(words, likely) >= LEAST)
    return found


def _strongest(chances: Floats, likely: Floats) -> Floats:
    """The best of the other statements: how likely it is both about the same matter and about the issue."""
    others = chances * (1 - np.eye(len(chances), dtype=np.float32))
    return np.stack([(row[:, None] * likely).max(0, initial=0) for row in others])


def _of_parents(words: IssueWords, likely: Floats) -> Floats:
    """What is likely for the statement that holds each one; zeros where there is none."""
    row_of = {said.index: row for row, said in enumerate(words.statements)}
    rows = [row_of.get(-1 if s.attribution.parent is None else s.attribution.parent, -1) for s in words.statements]
    return np.vstack([likely, np.zeros((1, likely.shape[1]))])[rows].astype(np.float32)


def with_neighbours(words: IssueWords, features: Floats, likely: Floats, chances: Floats) -> Floats:
    """Features with what is likely for other statements: (n_statements, n_entries, c + 14)."""
    pull = chances.copy()
    np.fill_diagonal(pull, 0)
    share = (pull @ likely) / np.maximum(pull.sum(1, keepdims=True), 0.3)
    strongest = _strongest(chances, likely)
    own = np.log(np.clip(likely, 1e-4, 1)) - np.log(np.clip(1 - likely, 1e-4, 1))
    rival = likely.max(1, keepdims=True) - likely
    parent = _of_parents(words, likely)
    before = np.vstack([np.zeros((1, likely.shape[1])), likely[:-1]])
    after = np.vstack([likely[1:], np.zeros((1, likely.shape[1]))])
    whole = np.broadcast_to(likely.mean(0, keepdims=True), likely.shape)
    silent = np.exp(-2 * features[:, :, 0].max(1, keepdims=True) - features[:, :, 5].max(1, keepdims=True))
    thin = silent * (1 - np.minimum(words.in_content.sum(1, keepdims=True), 5) / 5)
    extra = [own / 4, share, strongest, rival, parent, before, after, whole]
    extra += [support * silent for support in (before, share, whole)] + [before * thin, whole * thin, parent * silent]
    found: Floats = np.concatenate([features, np.stack(extra, -1)], -1).astype(np.float32)
    return found


def _logistic(features: Floats, weights: Floats) -> Floats:
    scores = features @ weights[:-1] + weights[-1]
    found: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return found


def _hits_of(words: IssueWords, row: int, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Those in the content, longest first, then those in the rest of the sentence that the source is no part of."""
    said = words.statements[row]
    own = [h for h in hits if any(span.overlaps(h.span) for span in said.attribution.content)]
    rest = [
        h
        for h in hits
        if h not in own
        and said.sentence.overlaps(h.span)
        and not any(span.overlaps(h.span) for span in said.attribution.source)
    ]
    return (*sorted(own, key=lambda hit: -hit.weight), *sorted(rest, key=lambda hit: -hit.weight))


def _likely(profile: Mapping[int, Floats], words: IssueWords) -> set[int]:
    """Issues several of whose words stand in one statement."""
    sentence = words.in_sentence
    return {entry for entry, weights in profile.items() if float((sentence @ weights).max(initial=0)) >= 1.0}
