"""Issues proposed from a corpus: the open issues of its articles, put together by their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.codes import Coding
from onrecord.statement import Reading, Statement

LONGEST = 200


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


def suggestions(readings: Iterable[Reading], least: int = 2) -> list[Suggestion]:
    """Propose issues, those of most statements first.

    Parameters
    ----------
    least : int
        Statements that an issue has at least.
    """
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[str]] = defaultdict(set)
    examples: dict[str, str] = {}
    for reading in readings:
        for statement, coding in _coded(reading):
            if coding.issue is None or coding.issue.method != "open":
                continue
            issue = coding.issue
            labels[issue.id][issue.label] += 1
            articles[issue.id].add(reading.document.id)
            said = " … ".join(span.of(reading.document.text) for span in statement.attribution.content)
            examples.setdefault(issue.id, _cut(" ".join(said.split())))
    found = [
        Suggestion(
            id.removeprefix("open:"),
            counts.most_common(1)[0][0],
            tuple(label for label, _ in counts.most_common()[1:]),
            counts.total(),
            len(articles[id]),
            examples[id],
        )
        for id, counts in labels.items()
        if counts.total() >= least
    ]
    return sorted(found, key=lambda issue: (-issue.statements, -issue.articles, issue.id))


def _coded(reading: Reading) -> Iterable[tuple[Statement, Coding]]:
    return ((statement, coding) for statement in reading.statements for coding in statement.codings)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
