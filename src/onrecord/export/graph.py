"""GraphML and GEXF: one of the networks of :mod:`onrecord.export.networks`, for Gephi, visone, R and others.

Characters that XML forbids are U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.networks import NETWORKS
from onrecord.export.words import REPLACEMENT
from onrecord.statement import Reading

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def graphml(readings: Iterable[Reading], network: str = "actor-issue") -> Iterator[str]:
    """Yield the lines of a GraphML file."""
    yield from written(built(readings, network), "graphml")


def gexf(readings: Iterable[Reading], network: str = "actor-issue") -> Iterator[str]:
    """Yield the lines of a GEXF file."""
    yield from written(built(readings, network), "gexf")


def written(graph: Any, form: str) -> Iterator[str]:
    """Yield the lines of a networkx graph as ``graphml`` or ``gexf``."""
    import networkx

    _keep_allowed(graph)
    lines = networkx.generate_graphml(graph) if form == "graphml" else networkx.generate_gexf(graph, version="1.2draft")
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield from (f"{line}\n" for line in lines)


def built(readings: Iterable[Reading], network: str) -> Any:
    """Return the network, all of whose texts XML can hold.

    Raises
    ------
    OptionError
        If networkx is not installed.
    ValueError
        If there is no such network.
    """
    if network not in NETWORKS:
        raise ValueError(f"no network named {network!r}. Use one of: {', '.join(NETWORKS)}")
    graph = NETWORKS[network](readings)
    _keep_allowed(graph)
    return graph


def _keep_allowed(graph: Any) -> None:
    """Take out of all texts what XML forbids."""
    of_nodes = (facts for _, facts in graph.nodes(data=True))
    of_edges = (edge[-1] for edge in graph.edges(data=True))
    for facts in (*of_nodes, *of_edges):
        facts.update({key: allowed(value) for key, value in facts.items() if isinstance(value, str)})


def allowed(text: str) -> str:
    """Replace what XML forbids.

    >>> allowed("a\\x0bb")
    'a\ufffdb'
    """
    return _FORBIDDEN.sub(REPLACEMENT, text)
