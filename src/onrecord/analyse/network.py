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
from typing import Any, Literal, NamedTuple

from onrecord.analyse.design import Design
from onrecord.analyse.meetings import DIGITS, Activity, Edge, meetings
from onrecord.analyse.positions import Party, Topic, period_of
from onrecord.codebook import OPEN
from onrecord.store.asking.stances import Count


class Node(NamedTuple):
    """An actor or an issue; ``utterances`` is how much is counted of it."""

    id: str
    label: str
    kind: Literal["actor", "issue"]
    type: str | None
    country: str | None
    utterances: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, those with most utterances first, and edges, the heaviest first."""

    design: Design
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(counts: Iterable[Count], design: Design = Design()) -> Network:
    """Return the network that counts make, whatever their order.

    Parameters
    ----------
    counts
        Of :func:`onrecord.store.asking.stances.counts`, by the design's ``period``.

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
        labels = {topic.id: topic.label for topic in topics}
        edges = meetings(activity, labels, design)
        everybody = [_node(party) for party in parties]
    linked = {end for edge in edges for end in (edge.one, edge.other)}
    nodes = [node for node in everybody if design.isolates or node.id in linked]
    nodes.sort(key=lambda node: (node.kind, -node.utterances, node.label, node.id))
    return Network(design, tuple(nodes), tuple(edges))


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


def _two_mode(activity: Mapping[str, Activity], design: Design) -> list[Edge]:
    edges = []
    for actor, of in activity.items():
        by_issue: dict[str, Counter[str]] = defaultdict(Counter)
        for (issue, stance), number in of.items():
            by_issue[issue][stance] += number  # type: ignore[assignment]
        whole = sum(of.values()) if design.normalisation != "none" else 1.0
        for issue, stances in by_issue.items():
            half = stances["conditional"] / 2
            support, oppose = stances["support"] + half, stances["oppose"] + half
            weight = round((support - oppose) / whole, DIGITS)
            if abs(weight) >= design.least and (support or oppose):
                edges.append(Edge(actor, issue_key(issue), weight, support, oppose))
    return sorted(edges, key=lambda edge: (-abs(edge.weight), -edge.congruence - edge.conflict, edge.one, edge.other))


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
