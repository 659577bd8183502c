"""How far pairs of direct and mixed statements can be found where those within others count too.

In the invented corpus some outlets' statements within another name the utterance of the statement around them, and
other outlets' name none, in the same words of the same speaker. ``python training/utterance_bound.py`` prints

* by outlet what the statements within one that tells an utterance name: that one, another one, or none;
* the pair F1 of rules, and the greatest one of any method that does the same with the same words of the same utterance,
  if no other mistake is made. The latter is exact, by Dinkelbach's method over all ways to group what is within an
  utterance; once more for methods that may treat a speaker's own words and those of others differently;
* the figures of what ships, with the annotation as it is, and completed: where a statement within another names none,
  the one of the statement around it;
* with ``--pairs`` every pair that is missed or wrong, with the reason, by reason.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from math import comb
from pathlib import Path
from typing import NamedTuple

from onrecord.analyse.nested import recalled
from onrecord.analyse.scorer import shipped_scorer
from onrecord.analyse.table import table_of
from onrecord.analyse.utterances import labelled
from onrecord.analyse.wording import wording_of
from onrecord.trial_utterances import Annotated, annotated, scores_of

NAMED = ("the one around", "another", "none")


class Within(NamedTuple):
    """How many statements of the same words of one utterance name it, and how many name none."""

    same: int
    none: int


class Corpus(NamedTuple):
    """Annotated statements, each with the one around it."""

    gold: list[Annotated]
    around: list[Annotated | None]

    def rows(self) -> Iterator[tuple[Annotated, Annotated | None]]:
        """The direct and the mixed ones."""
        for one, around in zip(self.gold, self.around, strict=True):
            if one.telling.quote_type != "indirect":
                yield one, around


def corpus_of(gold: list[Annotated]) -> Corpus:
    """The statements with what is around them."""
    places = {(one.telling.document, one.telling.statement): one for one in gold}
    return Corpus(gold, [places.get((one.telling.document, one.telling.parent or "")) for one in gold])


def names_none(one: Annotated) -> bool:
    """Whether the annotation names no utterance."""
    return one.utterance.startswith(f"{one.telling.document}:")


def named(one: Annotated, around: Annotated) -> str:
    """What a statement within another names."""
    return "none" if names_none(one) else "the one around" if one.utterance == around.utterance else "another"


def is_own(one: Annotated, around: Annotated) -> bool:
    """Whether the speaker of a statement is the one around it."""
    return one.telling.speaker.key == around.telling.speaker.key != ""


def by_outlet(corpus: Corpus) -> Iterator[str]:
    """Lines: an outlet, and what its statements name."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, around in corpus.rows():
        if around is not None and not names_none(around):
            counts[one.telling.document.split("-")[0]][named(one, around)] += 1
    for outlet, names in sorted(counts.items()):
        yield f"  {outlet:10}" + "  ".join(f"{name} {names[name]:3}" for name in NAMED)


def bound(corpus: Corpus, by_speaker: bool) -> float:
    """The greatest pair F1; see the head of this file."""
    outer, within = Counter[str](), defaultdict[str, dict[tuple[bool, str], Within]](dict)
    for one, around in corpus.rows():
        if around is None or names_none(around) or named(one, around) == "another":
            if not names_none(one):
                outer[one.utterance] += 1
            continue
        kind = by_speaker and is_own(one, around), " ".join(wording_of(one.telling).words)
        before = within[around.utterance].get(kind, Within(0, 0))
        none = names_none(one)
        within[around.utterance][kind] = Within(before.same + (not none), before.none + none)
    gold = sum(comb(n, 2) for n in Counter(one.utterance for one, _ in corpus.rows()).values())
    ways = [_ways(Within(outer[name], 0), list(within[name].values())) for name in {*outer, *within}]
    reached, before = 0.5, 0.0
    while reached != before:
        before = reached
        best = [max(known, key=lambda way: 2 * way[0] - before * way[1]) for known in ways]
        reached = 2 * sum(right for right, _ in best) / (sum(found for _, found in best) + gold)
    return reached


def _ways(outer: Within, within: Sequence[Within]) -> set[tuple[int, int]]:
    """Right and found pairs of all ways to group: each kind of words in any group, or each of its statements alone."""
    return {
        (
            sum(comb(sum(kind.same for kind in group), 2) for group in groups),
            sum(comb(sum(kind.same + kind.none for kind in group), 2) for group in groups),
        )
        for size in range(len(within) + 1)
        for kept in combinations(within, size)
        for groups in _partitions([outer, *kept])
    }


def _partitions(things: list[Within]) -> Iterator[list[list[Within]]]:
    if not things:
        yield []
        return
    for rest in _partitions(things[1:]):
        yield [things[:1], *rest]
        for place in range(len(rest)):
            yield [*rest[:place], [things[0], *rest[place]], *rest[place + 1 :]]


def ruled(corpus: Corpus, others: bool) -> float:
    """The pair F1 of a rule without another mistake: a speaker's own words belong to what is around, or others' too."""
    places = {(one.telling.document, one.telling.statement): around for one, around in zip(*corpus, strict=True)}

    def label(one: Annotated) -> Hashable:
        around = places[one.telling.document, one.telling.statement]
        if around is None or named(one, around) == "another":
            return one.utterance
        return label(around) if others or is_own(one, around) else (one.telling.document, one.telling.statement)

    return scores_of(corpus.gold, [label(one) for one in corpus.gold]).quoted_nested.f1


def completed(corpus: Corpus) -> list[Annotated]:
    """The annotation in which what is within an utterance and names none names that one."""
    places = {(one.telling.document, one.telling.statement): around for one, around in zip(*corpus, strict=True)}

    def utterance(one: Annotated) -> str:
        around = places[one.telling.document, one.telling.statement]
        if around is None or not names_none(one):
            return one.utterance
        name = utterance(around)
        return one.utterance if name.startswith(f"{one.telling.document}:") else name

    return [one._replace(utterance=utterance(one)) for one in corpus.gold]


def mistakes(corpus: Corpus, labels: Sequence[Hashable]) -> Iterator[tuple[str, str]]:
    """Every missed and every wrong pair: why, and which."""
    back = recalled(table_of([one.telling for one in corpus.gold]))
    rows = [
        (one, around, label, bool(recalls))
        for one, around, label, recalls in zip(*corpus, labels, back, strict=True)
        if one.telling.quote_type != "indirect"
    ]
    for (one, above, label, recalls), (other, over, others, recalls_too) in combinations(rows, 2):
        together = one.utterance == other.utterance
        if together == (label == others):
            continue
        inner = [(own, out) for own, out in ((one, above), (other, over)) if out is not None]
        if not together:
            silent = any(names_none(own) and not names_none(out) for own, out in inner)
            why = "the annotation names none within an utterance" if silent else "taken for the same"
        elif not all(is_own(*both) for both in inner):
            why = "what others are said to say"
        else:
            why = "recalled" if recalls or recalls_too else "not recognised"
        yield f"{'missed' if together else 'wrong'}: {why}", "  |  ".join(map(_short, (one, other)))


def _short(one: Annotated) -> str:
    content = one.telling.content if len(one.telling.content) < 60 else f"{one.telling.content[:57]}..."
    within = ", within" if one.telling.parent else ""
    return f"{one.telling.document}{within} [{one.utterance}] {one.telling.speaker.name}: {content}"


def main() -> None:
    """Print it all for the events that are learnt on and for those that are measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", action="store_true", help="list the pairs that are missed or wrong")
    options = parser.parse_args()
    root = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
    for split, events in (("train", "E01 to E08"), ("dev", "E09 and E10")):
        corpus = corpus_of(annotated(root, split))
        labels = labelled(table_of([one.telling for one in corpus.gold]), shipped_scorer())
        print(f"{events}: what direct and mixed statements within one that names an utterance name")
        print("\n".join(by_outlet(corpus)))
        rules = ruled(corpus, others=False), ruled(corpus, others=True)
        print("  pair F1 without another mistake")
        print("    of a rule: own words belong to what is around {:.3f}, all do {:.3f}".format(*rules))
        greatest = bound(corpus, by_speaker=False), bound(corpus, by_speaker=True)
        print("    the greatest with the same for the same words {:.3f}, of the same relation {:.3f}".format(*greatest))
        for name, gold in (("as annotated", corpus.gold), ("completed", completed(corpus))):
            found = scores_of(gold, labels)
            print(f"  {name}: B-cubed F1 {found.every.f1:.3f}, pair F1 {found.quoted_nested.f1:.3f}")
        print("\n".join(_listed(mistakes(corpus, labels), options.pairs)))


def _listed(found: Iterable[tuple[str, str]], each: bool) -> Iterator[str]:
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for why, which in found:
        reasons[why].append(which)
    for why, pairs in sorted(reasons.items()):
        yield f"  {len(pairs):5} {why}"
        yield from (f"        {pair}" for pair in pairs if each)


if __name__ == "__main__":
    main()
