"""Networks of actors: who takes which position on which issue, who agrees with whom, who does what to whom.

All of them leave out the unnamed, and count the same words of the same actor once, whichever articles have them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any

from onrecord.export.actors import POSITIONS, Actor, Position, positions
from onrecord.export.files import missing
from onrecord.export.words import one_line
from onrecord.statement import Reading

_Tallies = dict[tuple[str, str], "_Tally"]


class _Tally:
    """What is counted of one pair: statements by kind, the first and the last day, the statements themselves."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.dates: list[str] = []
        self.statements: dict[str, None] = {}

    def add(self, kind: str, position: Position) -> None:
        """Count one statement."""
        self.counts[kind] += 1
        self.statements[position.statement.id] = None
        if position.date:
            dates = (position.date, *self.dates)
            self.dates = [min(dates), max(dates)]

    def facts(self) -> dict[str, Any]:
        """Return what every edge has."""
        dates = {"first": self.dates[0], "last": self.dates[-1]} if self.dates else {}
        return {"weight": self.counts.total(), **dates, "statements": " ".join(self.statements)}

    @property
    def net(self) -> float:
        """From -1, all opposed, to 1, all in favour."""
        return (self.counts["support"] - self.counts["oppose"]) / self.counts.total()


class _Nodes:
    """Adds nodes to a graph, each once, under ids that are valid in XML and the same in every export."""

    def __init__(self, graph: Any) -> None:
        self.graph = graph

    def actor(self, actor: Actor) -> str:
        """Return the node of an actor."""
        facts = {"entity": actor.entity, "entity_type": actor.type, "country": actor.country}
        return self._node("actor", actor.key, actor.name, facts)

    def issue(self, key: str, label: str) -> str:
        """Return the node of an issue."""
        return self._node("issue", key, label, {"issue": key})

    def _node(self, kind: str, key: str, label: str, facts: dict[str, str]) -> str:
        node = f"{kind}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
        known = {name: one_line(value) for name, value in facts.items() if value}
        before = self.graph.nodes[node] if node in self.graph else {"label": one_line(label), "kind": kind}
        self.graph.add_node(node, **{**known, **before})
        return node


def actor_issue(readings: Iterable[Reading]) -> Any:
    """Return the two-mode graph of actors and issues.

    An edge has the number of statements of each stance, ``weight`` (all of them), ``net`` (from -1, all opposed, to 1,
    all in favour), the ``first`` and the ``last`` day, and the ids of the ``statements``.
    """
    graph = _networkx().Graph()
    for ends, tally in _stances(graph, readings).items():
        counts = {stance: tally.counts[stance] for stance in POSITIONS}
        graph.add_edge(*ends, **tally.facts(), **counts, net=round(tally.net, 4))
    return graph


def agreement(readings: Iterable[Reading]) -> Any:
    """Return the graph of actors who are in favour of or against the same issues.

    An edge has ``congruence`` (on how many issues both are on the same side), ``conflict`` (on opposite sides), their
    difference ``balance``, and ``weight``, which is ``congruence``. An actor's side is that of most of the statements.
    """
    networkx = _networkx()
    bipartite = networkx.Graph()
    sides: dict[str, dict[str, bool]] = {}
    for (actor, issue), tally in _stances(bipartite, readings).items():
        if tally.net:
            sides.setdefault(issue, {})[actor] = tally.net > 0
    graph = networkx.Graph()
    graph.add_nodes_from((node, facts) for node, facts in bipartite.nodes(data=True) if facts["kind"] == "actor")
    for of in sides.values():
        for one, other in combinations(sorted(of), 2):
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, weight=0, congruence=0, conflict=0, balance=0)
            edge, same = graph.edges[one, other], of[one] == of[other]
            edge["congruence" if same else "conflict"] += 1
            edge["weight"] = edge["congruence"]
            edge["balance"] = edge["congruence"] - edge["conflict"]
    return graph


def acts(readings: Iterable[Reading]) -> Any:
    """Return the directed graph of actors and those whom they address, ask, accuse, threaten or praise.

    There is an edge for every act between two: ``act``, ``quad``, ``weight``, ``first``, ``last``, ``statements``.
    Those who are only words ("both sides", "reporters") are left out as the unnamed are.
    """
    graph = _networkx().MultiDiGraph()
    nodes = _Nodes(graph)
    tallies: dict[tuple[str, str, str], _Tally] = {}
    quads: dict[str, int] = {}
    for position in positions(readings):
        act = position.coding.act.value
        for recipient in position.coding.recipients:
            if act == "unclear" or recipient.entity is None:
                continue
            to = nodes.actor(Actor(recipient.entity, recipient.name, entity=recipient.entity))
            pair = (nodes.actor(position.actor), to, act)
            tallies.setdefault(pair, _Tally()).add(act, position)
            if position.coding.quad:
                quads[act] = position.coding.quad
    for number, ((one, other, of), tally) in enumerate(tallies.items(), 1):
        quad = {"quad": quads[of]} if of in quads else {}
        graph.add_edge(one, other, key=f"edge-{number}", act=of, **quad, **tally.facts())
    return graph


#: The networks by their names.
NETWORKS: dict[str, Callable[[Iterable[Reading]], Any]] = {
    "actor-issue": actor_issue,
    "agreement": agreement,
    "acts": acts,
}


def _stances(graph: Any, readings: Iterable[Reading]) -> _Tallies:
    """Add actors and issues to the graph, and return what was counted of each pair."""
    nodes = _Nodes(graph)
    tallies: _Tallies = {}
    for position in positions(readings):
        issue, stance = position.coding.issue, position.coding.stance.value
        if issue is not None and stance in POSITIONS:
            ends = (nodes.actor(position.actor), nodes.issue(issue.id, issue.label or issue.id))
            tallies.setdefault(ends, _Tally()).add(stance, position)
    return tallies


def _networkx() -> Any:
    try:
        import networkx
    except ImportError as error:
        raise missing("networkx", "graphs") from error
    return networkx
