"""Scores of codings against annotated ones, statement by statement; spans of the statements are given.

* **act**: micro-F1 (``unclear`` is a wrong answer, so it equals accuracy) and macro-F1 over classes with ten instances
  or more; **quad** the same over quad classes and STATE.
* **stance**: accuracy and macro-F1 over support, oppose, conditional and neutral-or-none.
* **recipients**: found and annotated names are paired one to one within a statement; two agree if they share a word
  that is no function word, title or institution noun.
* **conditions**: paired one to one within a statement by type and intersection over union of at least 0.3.
* **issue**: B³ F1 of the groups that statements of one article form by their issue; without one, a statement is a group
  of its own.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.codes import QUADS
from onrecord.document import Span
from onrecord.evaluate.agreement import b_cubed as agreement_of_groups
from onrecord.evaluate.names import acronym, naming_words
from onrecord.evaluate.spans import Counts

LEAST = 10  # instances that a class needs to count in a macro average
CONDITION_IOU = 0.3


class Codes(NamedTuple):
    """Values of one statement as they are scored.

    Attributes
    ----------
    act, stance : str
        ``unclear`` where none was given.
    issue : str or None
        Its id, or any name that statements about the same matter share.
    recipients : tuple of str
        Names.
    conditions : tuple of (type, Span)
    """

    act: str
    stance: str
    issue: str | None = None
    recipients: tuple[str, ...] = ()
    conditions: tuple[tuple[str, Span], ...] = ()


class Coded(NamedTuple):
    """A statement with its annotated values and those found; ``article`` is any name of its article."""

    article: str
    gold: Codes
    found: Codes


class CodingScores(NamedTuple):
    """Figures of one corpus, in percent; ``intervals`` are 95 % bootstrap intervals over articles by figure."""

    figures: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    confusion: dict[tuple[str, str], int]
    by_act: dict[str, Counts]
    total: int


#: What is scored: name → function of the statements of a corpus.
Measure = Callable[[Sequence[Coded]], float]


def quad_class(act: str) -> str:
    """Quad class of an act as a class name; STATE and unclear are their own.

    >>> quad_class("SANCTION"), quad_class("STATE")
    ('4', 'STATE')
    """
    quads: Mapping[str, int] = {str(name): quad for name, quad in QUADS.items()}
    return str(quads.get(act, act))


def stance_class(stance: str) -> str:
    """Stance with neutral and none as one class."""
    return "neutral or none" if stance in ("neutral", "none") else stance


def agreement(pairs: Sequence[tuple[str, str]]) -> float:
    """Share of (gold, found) pairs that are equal, in percent."""
    return 100 * sum(gold == found for gold, found in pairs) / len(pairs) if pairs else 0.0


def class_counts(pairs: Iterable[tuple[str, str]]) -> dict[str, Counts]:
    """Right, found and annotated of each class."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for expected, answer in pairs:
        gold[expected] += 1
        found[answer] += 1
        right[expected] += expected == answer
    return {name: Counts(right[name], found[name], gold[name]) for name in sorted({*gold, *found})}


def macro(pairs: Sequence[tuple[str, str]], least: int = LEAST) -> float:
    """Mean F1 of the classes with ``least`` annotated instances or more."""
    scores = [counts.f1 for counts in class_counts(pairs).values() if counts.gold >= least]
    return sum(scores) / len(scores) if scores else 0.0


def acts(coded: Sequence[Coded]) -> list[tuple[str, str]]:
    """Annotated and found acts."""
    return [(one.gold.act, one.found.act) for one in coded]


def quads(coded: Sequence[Coded]) -> list[tuple[str, str]]:
    """Annotated and found quad classes."""
    return [(quad_class(one.gold.act), quad_class(one.found.act)) for one in coded]


def stances(coded: Sequence[Coded]) -> list[tuple[str, str]]:
    """Annotated and found stances, neutral and none as one."""
    return [(stance_class(one.gold.stance), stance_class(one.found.stance)) for one in coded]


def shares_name(one: str, other: str) -> bool:
    """Tell whether two names share a word that names somebody, in any spelling of it; an acronym is such a spelling.

    >>> shares_name("President Olen Marsh", "Marsh"), shares_name("Ministry of Health", "Ministry of Defence")
    (True, False)
    >>> shares_name("U.S. officials", "United States"), shares_name("unnamed: voters", "unnamed: officials")
    (True, False)
    """
    return not naming_words(one).isdisjoint(naming_words(other)) or acronym(one, other) or acronym(other, one)


def matched(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Number of names that pair up one to one; the first fitting one is taken."""
    left = list(theirs)
    count = 0
    for name in ours:
        fitting = next((other for other in left if shares_name(name, other)), None)
        if fitting is not None:
            left.remove(fitting)
            count += 1
    return count


def recipients(coded: Iterable[Coded]) -> Counts:
    """Names of recipients that are right."""
    total = Counts()
    for one in coded:
        ours, theirs = one.found.recipients, one.gold.recipients
        total = total.plus(Counts(matched(ours, theirs), len(ours), len(theirs)))
    return total


def conditions(coded: Iterable[Coded]) -> Counts:
    """Conditions of the right type whose spans overlap enough."""
    total = Counts()
    for one in coded:
        left = list(one.gold.conditions)
        right = 0
        for kind, span in one.found.conditions:
            best = max(left, key=lambda gold: span_iou(span, gold[1]) if gold[0] == kind else -1.0, default=None)
            if best is not None and best[0] == kind and span_iou(span, best[1]) >= CONDITION_IOU:
                left.remove(best)
                right += 1
        total = total.plus(Counts(right, len(one.found.conditions), len(one.gold.conditions)))
    return total


def span_iou(one: Span, other: Span) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    union = (one.end - one.start) + (other.end - other.start) - shared
    return shared / union if union else 0.0


def b_cubed(coded: Sequence[Coded]) -> float:
    """B³ F1 of the issues, in percent: precision and recall are means over the statements of all articles.

    >>> def one(gold, found): return Coded("a", Codes("STATE", "none", gold), Codes("STATE", "none", found))
    >>> round(b_cubed([one("dam", "dam"), one("dam", "dam"), one("vote", "dam")]), 1)
    71.4
    """
    ours = [_group(one.article, one.found.issue, index) for index, one in enumerate(coded)]
    theirs = [_group(one.article, one.gold.issue, index) for index, one in enumerate(coded)]
    return 100 * agreement_of_groups(ours, theirs).f1


def _group(article: str, issue: str | None, index: int) -> tuple[str, str]:
    return article, issue.casefold() if issue else f"\0{index}"


#: All figures of a corpus.
MEASURES: dict[str, Measure] = {
    "act micro": lambda coded: agreement(acts(coded)),
    "act macro": lambda coded: macro(acts(coded)),
    "quad macro": lambda coded: macro(quads(coded)),
    "stance macro": lambda coded: macro(stances(coded), least=1),
    "stance accuracy": lambda coded: agreement(stances(coded)),
    "recipients": lambda coded: recipients(coded).f1,
    "conditions": lambda coded: conditions(coded).f1,
    "issue B3": b_cubed,
}


def coding_scores(coded: Sequence[Coded], resamples: int = 200) -> CodingScores:
    """Score a corpus.

    Parameters
    ----------
    resamples : int
        Times that articles are drawn anew for the intervals; 0 to do without.
    """
    figures = {name: measure(coded) for name, measure in MEASURES.items()}
    confusion = Counter(pair for pair in acts(coded) if pair[0] != pair[1])
    return CodingScores(figures, _intervals(coded, resamples), dict(confusion), class_counts(acts(coded)), len(coded))


def _intervals(coded: Sequence[Coded], resamples: int) -> dict[str, tuple[float, float]]:
    by_article: dict[str, list[Coded]] = defaultdict(list)
    for one in coded:
        by_article[one.article].append(one)
    articles = list(by_article)
    rng = random.Random(0)  # noqa: S311 (no secret: the same intervals every time)
    drawn: dict[str, list[float]] = {name: [] for name in MEASURES}
    for _ in range(resamples):
        sample = [
            one._replace(article=f"{copy} {one.article}")
            for copy, article in enumerate(rng.choices(articles, k=len(articles)))
            for one in by_article[article]
        ]
        for name, measure in MEASURES.items():
            drawn[name].append(measure(sample))
    return {name: _middle(sorted(values)) for name, values in drawn.items() if values}


def _middle(values: Sequence[float]) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of sorted values."""
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]


def majority(train: Iterable[Codes]) -> Codes:
    """The commonest act and stance: what an answer is worth that looks at nothing."""
    seen = list(train)
    act = Counter(codes.act for codes in seen).most_common(1)[0][0]
    stance = Counter(codes.stance for codes in seen).most_common(1)[0][0]
    return Codes(act, stance)
