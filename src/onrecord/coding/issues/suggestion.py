"""Issues proposed from a corpus: the open issues of its articles, put together by their names and by meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.codes import Coding
from onrecord.coding.issues.issues import vectors_from
from onrecord.coding.issues.pairs import CONTENT_WIDTH
from onrecord.statement import Reading, Statement

#: Characters of an example.
LONGEST = 200
#: Nearness of the statements of two issues that share a word of their names, from which they are one: where the words
#: of one name are all in the other's, and where they are not.
NESTED, SHARED = 0.6, 0.8
#: Who can be on record is nobody's matter: an issue that is no more than such a name is not proposed.
ACTORS = frozenset({"person", "country", "government", "place"})
#: A word in more names than this tells nothing; nor is it looked up.
COMMON = 200


class Suggestion(NamedTuple):
    """An issue that a codebook might have.

    Attributes
    ----------
    aliases : tuple of str
        Other wordings, the commonest first.
    statements, articles : int
        How many are about it.
    example : str
        The content of one statement about it, cut where it is long.
    """

    id: str
    label: str
    aliases: tuple[str, ...]
    statements: int
    articles: int
    example: str


@dataclass
class _Gathered:
    """One open issue over all articles."""

    id: str
    labels: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    example: str = ""
    vector: NDArray[np.float32] = field(default_factory=lambda: np.zeros(CONTENT_WIDTH, dtype=np.float32))

    @property
    def words(self) -> frozenset[str]:
        """Words of its name."""
        return frozenset(self.id.removeprefix("open:").split("-"))

    def take(self, other: _Gathered) -> None:
        """Count another's statements as its own."""
        self.labels.update(other.labels)
        self.articles |= other.articles


def suggestions(readings: Iterable[Reading], least: int = 2) -> list[Suggestion]:
    """Propose issues, those of most statements first.

    Parameters
    ----------
    least : int
        Statements that an issue has at least.
    """
    issues, actors = _gathered(readings)
    found = [
        Suggestion(
            issue.id.removeprefix("open:"),
            issue.labels.most_common(1)[0][0],
            tuple(label for label, _ in issue.labels.most_common()[1:]),
            issue.labels.total(),
            len(issue.articles),
            issue.example,
        )
        for issue in _joined(issues)
        if issue.labels.total() >= least and issue.labels.most_common(1)[0][0].casefold() not in actors
    ]
    return sorted(found, key=lambda issue: (-issue.statements, -issue.articles, issue.id))


def _gathered(readings: Iterable[Reading]) -> tuple[list[_Gathered], set[str]]:
    """Open issues, and names of persons, countries and places as the articles write them."""
    issues: dict[str, _Gathered] = {}
    actors: set[str] = set()
    for reading in readings:
        named = (mentioned for mentioned in reading.entities if mentioned.entity.type in ACTORS)
        actors.update(span.of(reading.document.text).casefold() for one in named for span in one.mentions)
        vectors = vectors_from([statement.vector for statement in reading.statements])
        for statement, coding, vector in _coded(reading, vectors[:, :CONTENT_WIDTH]):
            if coding.issue is None or coding.issue.method != "open":
                continue
            issue = issues.setdefault(coding.issue.id, _Gathered(coding.issue.id))
            issue.labels[coding.issue.label] += 1
            issue.articles.add(reading.document.id)
            issue.vector = issue.vector + vector
            said = " … ".join(span.of(reading.document.text) for span in statement.attribution.content)
            issue.example = issue.example or _cut(" ".join(said.split()))
    return list(issues.values()), actors


def _joined(issues: Sequence[_Gathered]) -> list[_Gathered]:
    """Those of fewer statements go to the first larger one that is the same matter; none is joined by meaning alone."""
    kept: list[_Gathered] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for issue in sorted(issues, key=lambda one: (-one.labels.total(), one.id)):
        near = sorted({at for word in issue.words if len(by_word[word]) <= COMMON for at in by_word[word]})
        same = next((at for at in near if _same(kept[at], issue)), None)
        if same is not None:
            kept[same].take(issue)
            continue
        for word in issue.words:
            by_word[word].append(len(kept))
        kept.append(issue)
    return kept


def _same(one: _Gathered, other: _Gathered) -> bool:
    size = float(np.linalg.norm(one.vector) * np.linalg.norm(other.vector))
    nested = one.words <= other.words or other.words <= one.words
    return size > 0 and float(one.vector @ other.vector) / size >= (NESTED if nested else SHARED)


def _coded(reading: Reading, vectors: NDArray[np.float32]) -> Iterable[tuple[Statement, Coding, NDArray[np.float32]]]:
    pairs = zip(reading.statements, vectors, strict=True)
    return ((statement, coding, vector) for statement, vector in pairs for coding in statement.codings)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
