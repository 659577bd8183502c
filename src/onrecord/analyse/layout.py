"""Where the nodes of a graph are drawn, and which of them belong together: the same for the same graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from onrecord.errors import OptionError

#: Where the layout begins; another one gives another picture of the same graph.
SEED = 20310617
#: Larger graphs take another way that needs another library, and nobody could read them.
LARGEST = 400
_DIGITS = 4
_ROUNDS = 200


class Link(NamedTuple):
    """That two nodes, given by their ids, are to lie near each other, the nearer the greater the weight."""

    one: str
    other: str
    weight: float


class Place(NamedTuple):
    """Where a node is, from 0 to 1."""

    x: float
    y: float


def networkx_module() -> Any:
    """Return networkx.

    Raises
    ------
    OptionError
        If it is not installed.
    """
    try:
        import networkx
    except ImportError as error:
        raise OptionError("networkx is not installed. Install it with: pip install 'onrecord[graphs]'") from error
    return networkx


def places(nodes: Sequence[str], links: Iterable[Link]) -> dict[str, Place]:
    """Return a place for each node: Fruchterman and Reingold's layout, from a fixed beginning, part by part.

    Raises
    ------
    OptionError
        If there are more than :data:`LARGEST` nodes, or networkx is not installed.
    """
    if len(nodes) > LARGEST:
        raise OptionError(f"{len(nodes):,} nodes are too many for a picture. Ask for {LARGEST} at most")
    if not nodes:
        return {}
    graph = _graph(nodes, links)
    found = networkx_module().spring_layout(
        graph, k=2.2 / len(nodes) ** 0.5, iterations=_ROUNDS, seed=SEED, weight="weight"
    )
    return _scaled({node: (float(found[node][0]), float(found[node][1])) for node in nodes})


def communities(nodes: Sequence[str], links: Iterable[Link]) -> dict[str, int]:
    """Return a number for each node, the same for those who belong together (Louvain); the largest group is 0."""
    graph = _graph(nodes, [link for link in links if link.weight > 0])
    found = networkx_module().community.louvain_communities(graph, weight="weight", seed=SEED)
    order = {node: number for number, node in enumerate(nodes)}
    ranked = sorted(found, key=lambda group: (-len(group), min(order[node] for node in group)))
    return {node: number for number, group in enumerate(ranked) for node in group}


def _graph(nodes: Sequence[str], links: Iterable[Link]) -> Any:
    graph = networkx_module().Graph()
    graph.add_nodes_from(nodes)
    for link in sorted(links):
        graph.add_edge(link.one, link.other, weight=link.weight)
    return graph


def _scaled(found: dict[str, tuple[float, float]]) -> dict[str, Place]:
    """Into the square from 0 to 1, each direction by itself, and half as crowded where many are near each other."""
    if len(found) == 1:
        return dict.fromkeys(found, Place(0.5, 0.5))
    across, down = (_spread({node: place[axis] for node, place in found.items()}) for axis in (0, 1))
    return {node: Place(across[node], down[node]) for node in found}


def _spread(values: dict[str, float]) -> dict[str, float]:
    """Halfway between where they are and where they would be if all were equally far from each other."""
    least, width = min(values.values()), max(values.values()) - min(values.values())
    order = {node: rank for rank, node in enumerate(sorted(values, key=lambda node: (values[node], node)))}
    return {
        node: round(((value - least) / (width or 1.0) + order[node] / (len(values) - 1)) / 2, _DIGITS)
        for node, value in values.items()
    }
