"""Discourse networks: actors linked through the issues on which they agree or disagree.

With x(a, i, s) as how often actor a took stance s (support, oppose) on issue i, two actors have

* ``congruence``: the sum over issues and stances of x(a, i, s) * x(b, i, s),
* ``conflict``: the sum over issues of x(a, i, support) * x(b, i, oppose) + x(a, i, oppose) * x(b, i, support),
* ``subtract``: congruence - conflict,

as in Leifeld (2017), "Discourse Network Analysis: Policy Debates as Dynamic Networks". How often is counted is a choice
(``once``), as are the normalisations; docs/analysis.md has the formulae. A conditional stance is on neither side, or
halfway between both (``halfway``), as DNA takes an integer of -1, 0 and 1. Neutral stances link nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Any, Literal, NamedTuple

from onrecord.analyse.design import SIDES, Design, Normalisation
from onrecord.analyse.positions import Party, Topic, period_of
from onrecord.codebook import OPEN
from onrecord.store.stances import Count

#: Fraction digits of weights, so that the same record gives the same file everywhere.
_DIGITS = 6


class Node(NamedTuple):
    """An actor or an issue; ``utterances`` is how much is counted of it."""

    id: str
    label: str
    kind: Literal["actor", "issue"]
    type: str | None
    country: str | None
    utterances: int


class Edge(NamedTuple):
    """A link between two nodes, given by their ids.

    Attributes
    ----------
    weight : float
        By the measure and the normalisation; in two modes support - oppose.
    congruence, conflict : float
        Without normalisation; in two modes support and opposition.
    issues : tuple of str
        Labels of the issues that both have a side on, in one mode.
    """

    one: str
    other: str
    weight: float
    congruence: float
    conflict: float
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, those with most utterances first, and edges, the heaviest first."""

    design: Design
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


#: How often an actor took each stance on each issue.
_Activity = Mapping[tuple[str, str], float]


def network(counts: Iterable[Count], design: Design = Design()) -> Network:
    """Return the network that counts make, whatever their order.

    Parameters
    ----------
    counts
        Of :func:`onrecord.store.stances.counts`, by the design's ``period``.

    Raises
    ------
    OptionError
        If a value of the design makes no sense.
    """
    design = design.checked()
    given = _given(counts, design)
    activity = _activity(given, design)
    parties, topics = _parties(given), _topics(given)
    if design.mode == "two-mode":
        edges = _two_mode(activity, design)
        everybody = [*(_node(party) for party in parties), *(_issue_node(topic) for topic in topics)]
    else:
        edges = _one_mode(activity, {topic.id: topic.label for topic in topics}, design)
        everybody = [_node(party) for party in parties]
    kept = [edge for edge in edges if abs(edge.weight) >= design.least and (edge.congruence or edge.conflict)]
    linked = {end for edge in kept for end in (edge.one, edge.other)}
    nodes = [node for node in everybody if design.isolates or node.id in linked]
    nodes.sort(key=lambda node: (node.kind, -node.utterances, node.label, node.id))
    kept.sort(key=lambda edge: (-abs(edge.weight), -edge.congruence - edge.conflict, edge.one, edge.other))
    return Network(design, tuple(nodes), tuple(kept))


def _given(counts: Iterable[Count], design: Design) -> list[Count]:
    """What links somebody, in an order of its own."""
    sided = sorted(filter(design.takes, counts), key=str)
    coded = [one for one in sided if not one.issue.startswith(OPEN)]
    return coded if coded and not design.open else sided


def issue_key(id: str) -> str:
    """Return the id of the node of an issue: an actor's may be the same."""
    return f"issue:{id}"


def _activity(counts: Iterable[Count], design: Design) -> dict[str, dict[tuple[str, str], float]]:
    """How often each actor took each stance on each issue, by what counts once."""
    found: dict[str, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    seen: set[tuple[str, str, str, str]] = set()
    for one in counts:
        if design.once in ("utterance", "document"):
            found[one.actor][one.issue, one.stance] += one.utterances
            continue
        period = period_of(one.period, design.period)
        key = (one.actor, one.issue, one.stance, period)
        if key not in seen:
            seen.add(key)
            found[one.actor][one.issue, one.stance] += 1
    return found


def _two_mode(activity: Mapping[str, _Activity], design: Design) -> list[Edge]:
    edges = []
    for actor, of in activity.items():
        by_issue: dict[str, Counter[str]] = defaultdict(Counter)
        for (issue, stance), number in of.items():
            by_issue[issue][stance] += number  # type: ignore[assignment]
        whole = sum(of.values()) if design.normalisation != "none" else 1.0
        for issue, stances in by_issue.items():
            half = stances["conditional"] / 2
            support, oppose = stances["support"] + half, stances["oppose"] + half
            weight = round((support - oppose) / whole, _DIGITS)
            edges.append(Edge(actor, issue_key(issue), weight, support, oppose))
    return edges


def _one_mode(activity: Mapping[str, _Activity], labels: Mapping[str, str], design: Design) -> list[Edge]:
    by_issue: dict[str, list[_Sides]] = defaultdict(list)
    for actor in sorted(activity):
        of = activity[actor]
        for issue in {issue for issue, _ in of}:
            by_issue[issue].append(_Sides(actor, *(of.get((issue, stance), 0.0) for stance in SIDES)))
    meetings: dict[tuple[str, str], tuple[float, float, tuple[str, ...]]] = {}
    for issue in sorted(by_issue, key=lambda issue: (labels[issue], issue)):
        label = (labels[issue],)
        for one, other in combinations(by_issue[issue], 2):
            pair = (one.actor, other.actor)
            congruence, conflict, shared = meetings.get(pair, (0.0, 0.0, ()))
            agreed, apart = _meeting(one, other)
            meetings[pair] = congruence + agreed, conflict + apart, shared + label
    divisors = _Divisors(activity, design.normalisation)
    return [
        Edge(one, other, round(_measured(design, congruence, conflict) / divisors.of(one, other), _DIGITS), *meeting)
        for (one, other), meeting in meetings.items()
        for congruence, conflict, _ in (meeting,)
        if design.measure == "subtract" or _measured(design, congruence, conflict)
    ]


def _measured(design: Design, congruence: float, conflict: float) -> float:
    if design.measure == "subtract":
        return congruence - conflict
    return congruence if design.measure == "congruence" else conflict


class _Sides(NamedTuple):
    """How often an actor was on each side of an issue; a stance halfway is half on each."""

    actor: str
    support: float
    halfway: float
    oppose: float


def _meeting(one: _Sides, other: _Sides) -> tuple[float, float]:
    """Congruence and conflict of two actors on an issue."""
    _, support, halfway, oppose = one
    _, for_it, between, against = other
    half = halfway * (for_it + against) + (support + oppose) * between
    return (
        support * for_it + oppose * against + halfway * between + half / 2,
        support * against + oppose * for_it + half / 2,
    )


class _Divisors:
    """What the weights of pairs are divided by."""

    def __init__(self, activity: Mapping[str, _Activity], normalisation: Normalisation) -> None:
        self._activity = activity
        self._normalisation = normalisation
        self._sums = {actor: sum(of.values()) for actor, of in activity.items()}
        self._lengths = {actor: sqrt(sum(x * x for x in of.values())) for actor, of in activity.items()}

    def of(self, one: str, other: str) -> float:
        """Return it for two actors."""
        if self._normalisation == "average":
            return (self._sums[one] + self._sums[other]) / 2
        if self._normalisation == "cosine":
            return self._lengths[one] * self._lengths[other]
        return _union(self._activity[one], self._activity[other]) if self._normalisation == "jaccard" else 1.0


def _union(one: _Activity, other: _Activity) -> float:
    mine = sum(number for key, number in one.items() if not other.get(key))
    theirs = sum(number for key, number in other.items() if not one.get(key))
    return mine + theirs + sum(number * other.get(key, 0.0) for key, number in one.items())


def _parties(counts: Iterable[Count]) -> list[Party]:
    numbers, found = Counter[str](), {}
    for one in counts:
        numbers[one.actor] += one.utterances
        found[one.actor] = one
    return [Party(key, one.name, one.type, one.country, numbers[key]) for key, one in found.items()]


def _topics(counts: Iterable[Count]) -> list[Topic]:
    numbers, found = Counter[str](), {}
    for one in counts:
        numbers[one.issue] += one.utterances
        found[one.issue] = one.label
    return [Topic(id, label, numbers[id]) for id, label in found.items()]


def _node(party: Party) -> Node:
    return Node(party.key, party.name, "actor", party.type, party.country, party.utterances)


def _issue_node(topic: Topic) -> Node:
    return Node(issue_key(topic.id), topic.label, "issue", None, None, topic.utterances)


def strongest(found: Network, most: int, links: int | None = None) -> Network:
    """Return the network of the nodes with most utterances, ``most`` at most of each kind.

    Of its edges all are there, or the ``links`` heaviest and the heaviest one of each node: more than that nobody can
    see in a picture.
    """
    ranks: Counter[str] = Counter()
    kept = []
    for node in found.nodes:
        ranks[node.kind] += 1
        if ranks[node.kind] <= most:
            kept.append(node)
    ids = {node.id for node in kept}
    edges = [edge for edge in found.edges if edge.one in ids and edge.other in ids]
    if links is not None:
        reached: set[str] = set()
        chosen = []
        for number, edge in enumerate(edges):
            if number < links or not {edge.one, edge.other} <= reached:
                chosen.append(edge)
            reached |= {edge.one, edge.other}
        edges = chosen
    linked = {end for edge in edges for end in (edge.one, edge.other)}
    nodes = tuple(node for node in kept if found.design.isolates or node.id in linked)
    return Network(found.design, nodes, tuple(edges))


def as_graph(found: Network) -> Any:
    """Return a network as a networkx graph, for files of others.

    Raises
    ------
    OptionError
        If networkx is not installed.
    """
    from onrecord.analyse.layout import networkx_module

    graph = networkx_module().Graph()
    design = found.design
    graph.graph.update(mode=design.mode, measure=design.measure, normalisation=design.normalisation, once=design.once)
    for node in found.nodes:
        facts = {"entity_type": node.type, "country": node.country}
        known = {name: value for name, value in facts.items() if value}
        graph.add_node(node.id, label=node.label, kind=node.kind, utterances=node.utterances, **known)
    first, second = ("congruence", "conflict") if design.mode == "one-mode" else ("support", "oppose")
    for edge in found.edges:
        weights = {first: edge.congruence, second: edge.conflict, "sign": "positive" if edge.weight > 0 else "negative"}
        graph.add_edge(edge.one, edge.other, **weights, weight=abs(edge.weight), signed=edge.weight)
    return graph
