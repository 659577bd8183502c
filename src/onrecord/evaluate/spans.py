"""Scores of found statements against annotated ones.

Spans are compared after white space and punctuation at their edges are trimmed on both sides.

* **exact**: per article, the set of (role, start, end), every fragment by itself; precision, recall and F1 over all.
* **content characters**: the same over the characters of the contents.
* **linked**: found and annotated statements are paired one to one, by content; a pair counts when intersection over
  union of the content's characters is at least 0.5, and that of the source's too (two empty sources agree).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.document import Span

IOU = 0.5
ROLES = ("source", "cue", "content")


class Scored(NamedTuple):
    """A statement as it is scored.

    ``nested`` tells that it stands inside another statement's content; ``score`` is the system's own confidence.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote_type: str = "indirect"
    nested: bool = False
    score: float = 1.0


class Counts(NamedTuple):
    """True positives, found and annotated; adds up over articles."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def plus(self, other: Counts) -> Counts:
        """Sum of two counts."""
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the found that is right, in percent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that is found, in percent."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent.

        >>> Counts(right=8, found=10, gold=16).f1
        61.53846153846154
        """
        return 200 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def trim(text: str, span: Span) -> Span:
    """Drop white space and punctuation from both edges; a span of nothing else is kept as it is.

    >>> trim('“No,” he said', Span(0, 5))
    Span(start=1, end=3)
    """
    start, end = span
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else span


def _is_edge(character: str) -> bool:
    return character.isspace() or unicodedata.category(character).startswith("P")


def trimmed(text: str, statement: Scored) -> Scored:
    """Trim every span of a statement."""
    source, cue, content = (tuple(trim(text, span) for span in getattr(statement, role)) for role in ROLES)
    return statement._replace(source=source, cue=cue, content=content)


def exact(found: Iterable[Scored], gold: Iterable[Scored], role: str) -> Counts:
    """Exact spans of one role in one article; both sides trimmed before."""
    ours = {span for statement in found for span in getattr(statement, role)}
    theirs = {span for statement in gold for span in getattr(statement, role)}
    return Counts(len(ours & theirs), len(ours), len(theirs))


def characters(spans: Iterable[Span]) -> set[int]:
    """All positions that the spans cover."""
    return {at for span in spans for at in range(span.start, span.end)}


def content_characters(found: Iterable[Scored], gold: Iterable[Scored]) -> Counts:
    """Characters of all contents of one article."""
    ours = characters(span for statement in found for span in statement.content)
    theirs = characters(span for statement in gold for span in statement.content)
    return Counts(len(ours & theirs), len(ours), len(theirs))


def iou(ours: set[int], theirs: set[int]) -> float:
    """Intersection over union; two empty sets agree."""
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 1.0


def pairs(found: Sequence[Scored], gold: Sequence[Scored]) -> list[tuple[int, int, bool]]:
    """Pair statements one to one by content.

    Returns
    -------
    list of (found index, gold index, linked)
        All pairs with a content IoU of at least 0.5, best first (the same source, then the cue's, breaks ties);
        ``linked`` tells whether the source agrees as well.
    """
    theirs = [(characters(g.content), characters(g.source), characters(g.cue)) for g in gold]
    options: list[tuple[float, int, int, bool]] = []
    for i, statement in enumerate(found):
        content, source, cue = characters(statement.content), characters(statement.source), characters(statement.cue)
        for j, (gold_content, gold_source, gold_cue) in enumerate(theirs):
            alike = iou(content, gold_content)
            if alike >= IOU:
                same = iou(source, gold_source)
                options.append((alike + 0.1 * same + 0.01 * iou(cue, gold_cue), i, j, same >= IOU))
    used_found: set[int] = set()
    used_gold: set[int] = set()
    chosen: list[tuple[int, int, bool]] = []
    for _, i, j, linked in sorted(options, key=lambda option: (-option[0], option[1], option[2])):
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            chosen.append((i, j, linked))
    return chosen


class Scores(NamedTuple):
    """The figures of one corpus.

    Attributes
    ----------
    source, cue, content : Counts
        Spans of which every character is right, each role by itself.
    content_characters : Counts
        Characters of all contents.
    linked : Counts
        Statements whose content and source are right by half.
    linked_by : dict of str to Counts
        The same of each quote type, and of the nested.
    calibration_error : float
        Mean distance of the scores from the share that is right, from 0 to 1.
    """

    source: Counts
    cue: Counts
    content: Counts
    content_characters: Counts
    linked: Counts
    linked_by: dict[str, Counts]
    calibration_error: float


def evaluate(articles: Iterable[tuple[str, Sequence[Scored], Sequence[Scored]]]) -> Scores:
    """Score articles given as (text, found statements, annotated statements).

    >>> text = "Lena Oskar said the talks would resume. Officials denied it."
    >>> gold = [Scored((Span(0, 10),), (Span(11, 15),), (Span(16, 38),))]
    >>> found = [gold[0], Scored((Span(40, 49),), (Span(50, 56),), (Span(57, 59),))]
    >>> scores = evaluate([(text, found, gold)])
    >>> scores.linked
    Counts(right=1, found=2, gold=1)
    >>> scores.linked.precision, scores.linked.recall
    (50.0, 100.0)
    """
    totals = dict.fromkeys((*ROLES, "characters", "linked"), Counts())
    by: dict[str, Counts] = {}
    judged: list[tuple[float, bool]] = []
    for text, found_raw, gold_raw in articles:
        found = [trimmed(text, statement) for statement in found_raw]
        gold = [trimmed(text, statement) for statement in gold_raw]
        for role in ROLES:
            totals[role] = totals[role].plus(exact(found, gold, role))
        totals["characters"] = totals["characters"].plus(content_characters(found, gold))
        matched = pairs(found, gold)
        right = {i for i, _, linked in matched if linked}
        totals["linked"] = totals["linked"].plus(Counts(len(right), len(found), len(gold)))
        judged.extend((statement.score, i in right) for i, statement in enumerate(found))
        for key, counts in _by_type(found, gold, matched):
            by[key] = by.get(key, Counts()).plus(counts)
    return Scores(
        totals["source"],
        totals["cue"],
        totals["content"],
        totals["characters"],
        totals["linked"],
        dict(sorted(by.items())),
        calibration_error(judged),
    )


def _by_type(
    found: Sequence[Scored], gold: Sequence[Scored], matched: Sequence[tuple[int, int, bool]]
) -> Iterator[tuple[str, Counts]]:
    """Counts by quote type and for nested ones; what is paired counts under the type of the annotated statement."""
    of_found = {i: gold[j] for i, j, _ in matched}
    right = {i for i, _, ok in matched if ok}
    for i, statement in enumerate(found):
        typed = of_found.get(i, statement)
        counts = Counts(right=int(i in right), found=1)
        yield typed.quote_type, counts
        if typed.nested:
            yield "nested", counts
    for statement in gold:
        yield statement.quote_type, Counts(gold=1)
        if statement.nested:
            yield "nested", Counts(gold=1)


def calibration_error(judged: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: mean distance of score and share right, over equal-width bins by their size.

    >>> round(calibration_error([(0.9, True), (0.9, True), (0.1, False)]), 6)
    0.1
    """
    total = 0.0
    for index in range(bins):
        inside = [pair for pair in judged if index == min(int(pair[0] * bins), bins - 1)]
        if inside:
            scores = sum(score for score, _ in inside)
            total += abs(scores - sum(right for _, right in inside))
    return total / len(judged) if judged else 0.0
