"""What each statement is about: an issue of the codebook, else one that the text itself names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.codebook import OPEN, Codebook
from onrecord.codes import Issue
from onrecord.coding.issues.book import Told, chosen, told
from onrecord.coding.issues.groups import groups_of
from onrecord.coding.issues.model import IssueModel, shipped_model, vectors_of, words_in
from onrecord.coding.issues.names import Name, names_of, slug
from onrecord.coding.issues.pairs import loosened, pair_features
from onrecord.coding.issues.words import IssueWords
from onrecord.coding.said import Scene

Floats = NDArray[np.float32]

#: So many statements are compared with each other at a time; those of longer articles by their names alone.
AT_ONCE = 120
#: Without a codebook, a group of statements needs words that name its matter this well to have one of its own.
GOOD = 0.25

__all__ = ["issues_of", "vectors_from", "vectors_of", "words_in"]


def issues_of(
    scene: Scene,
    vectors: Floats,
    codebook: Codebook | None = None,
    model: IssueModel | None = None,
    words: IssueWords | None = None,
) -> tuple[Issue | None, ...]:
    """Tell the issue of every statement of an article.

    Parameters
    ----------
    vectors : ndarray of shape (n, 96)
        Of the statements, as :func:`vectors_of` gives them; zeros where they are not known.
    codebook : Codebook or None
        Without one all issues are open: groups of statements about the same matter, named by words of the text.
    model : IssueModel or None
        Other weights than those that come with onrecord.
    words : IssueWords or None
        Those of the whole article, where they have been taken already.

    Returns
    -------
    tuple of Issue or None
        One a statement; None where it has no words to tell it by.
    """
    model = model or shipped_model()
    words = words or words_in(scene, model)
    found: list[Issue | None] = [None] * len(scene.statements)
    for start in range(0, len(words.statements), AT_ONCE):
        part = words.statements[start : start + AT_ONCE]
        own = words if len(part) == len(words.statements) else IssueWords(scene, model.rarity, part)
        given = vectors[[said.index for said in part]].astype(np.float32)
        for said, issue in zip(part, _issues(own, given, codebook, model), strict=True):
            found[said.index] = issue
    return tuple(found)


def vectors_from(stored: Sequence[bytes]) -> Floats:
    """Vectors that statements keep, of shape (n, 96); zeros for those that keep none, or one of another model."""
    model = shipped_model()
    width = model.content.shape[1] + model.sentence.shape[1]
    found = np.zeros((len(stored), width), dtype=np.float32)
    for row, data in zip(found, stored, strict=True):
        if len(data) == 2 * width:
            row[:] = np.nan_to_num(np.frombuffer(data, dtype="<f2").astype(np.float32))
    return found


def _issues(words: IssueWords, vectors: Floats, codebook: Codebook | None, model: IssueModel) -> list[Issue | None]:
    statements = words.statements
    chances = model.pairs.chances(pair_features(words, vectors), vectors)
    found: list[Issue | None] = [None] * len(statements)
    left = np.arange(len(statements))
    if codebook is not None and codebook.entries:
        evidence = told(words, codebook)
        columns, scores = chosen(words, evidence, chances, model)
        for row in np.flatnonzero(columns >= 0):
            found[row] = _coded(codebook, evidence, int(row), int(columns[row]), float(scores[row]))
        left = np.flatnonzero(columns < 0)
    loose = loosened(words, chances)
    groups = groups_of(loose[np.ix_(left, left)])
    members = [left[groups == number] for number in range(int(groups.max(initial=-1)) + 1)]
    names = names_of(words, members, model)
    named = zip(members, names, strict=True)
    for group, name in named if len(left) < len(statements) else _joined(members, names, loose):
        if name.text:
            score = _cohesion(chances, group)
            for row in group:
                found[row] = Issue(OPEN + slug(name.text), name.text, name.span, method="open", score=score)
    return found


def _joined(
    groups: Sequence[NDArray[np.int64]], names: Sequence[Name], chances: Floats
) -> list[tuple[NDArray[np.int64], Name]]:
    """The groups with their names, those without a good one in the group that they are likeliest about."""
    kept = [number for number, name in enumerate(names) if name.promise >= GOOD]
    if not kept:
        return list(zip(groups, names, strict=True))
    found = {number: [groups[number]] for number in kept}
    for number, group in enumerate(groups):
        if number not in found:
            means = [float(chances[np.ix_(group, groups[other])].mean()) for other in kept]
            found[kept[int(np.argmax(means))]].append(group)
    return [(np.concatenate(own), names[k]) for k, own in found.items()]


def _coded(codebook: Codebook, evidence: Told, row: int, column: int, score: float) -> Issue:
    """The issue with the longest alias that shows it in the statement, if one does."""
    entry = codebook.entries[evidence.entries[column]]
    hit = next((h for h in evidence.hits[row] if h.entry == evidence.entries[column]), None)
    if hit is None:
        return Issue(entry.id, entry.label, None, method="meaning", score=score)
    return Issue(entry.id, entry.label, hit.span, hit.reversed, "alias", score)


def _cohesion(chances: Floats, group: NDArray[np.int64]) -> float:
    """Mean chance that two statements of a group are about the same; one half for a single one."""
    if len(group) < 2:
        return 0.5
    own = chances[np.ix_(group, group)]
    return float((own.sum() - np.trace(own)) / (len(group) * (len(group) - 1)))
