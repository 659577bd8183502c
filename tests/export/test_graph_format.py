from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from dataclasses import replace

import networkx
import pytest
from hypothesis import given, settings
from lxml import etree

from export.coded import coded_reading
from export.readings import readings
from onrecord.codes import Coding, Issue, Judged, Recipient
from onrecord.errors import OptionError
from onrecord.export.graph import gexf, graphml
from onrecord.export.networks import NETWORKS, actor_issue, acts, agreement
from onrecord.statement import Reading, Resolution

#: What XML allows as the id of a node: no blank, no colon at the beginning.
NMTOKEN = re.compile(r"[\w.:-]+")


@pytest.fixture
def takes(resolved_of: Callable[..., Reading]) -> Callable[..., Reading]:
    """One statement of somebody with a stance on an issue."""

    def make(name: str, stance: str, issue: str = "harbour", words: str = "", published: str = "2031-06-18") -> Reading:
        reading = resolved_of(words or name, Resolution(name, "name", f"local:{name}", "person", "Norvale"))
        coding = Coding(
            Judged("REQUEST", "model", 0.9),
            Judged(stance, "model", 0.9),  # type: ignore[arg-type]
            Issue(issue, issue),
            recipients=(Recipient("Norvale Council", "asked", None, "local:council"),),
        )
        statement = replace(reading.statements[0], codings=(coding,))
        return replace(
            reading, statements=(statement,), document=replace(reading.document, published=published, outlet=words)
        )

    return make


def named(graph: networkx.Graph, name: str) -> str:
    return next(node for node, facts in graph.nodes(data=True) if facts["label"] == name)


def test_actors_and_issues(takes: Callable[..., Reading]) -> None:
    given = [
        takes("Brandt", "support"),
        takes("Brandt", "oppose", published="2031-07-01"),
        takes("Brandt", "oppose", published="2030-01-01", issue="ferries"),
        takes("Velm", "conditional"),
        takes("Velm", "unclear"),
        takes("Velm", "none"),
    ]
    graph = actor_issue(given)
    edge = graph.edges[named(graph, "Brandt"), named(graph, "harbour")]
    assert {key: value for key, value in edge.items() if key != "statements"} == {
        "weight": 2,
        "first": "2031-06-18",
        "last": "2031-07-01",
        "support": 1,
        "oppose": 1,
        "conditional": 0,
        "neutral": 0,
        "net": 0.0,
    }
    assert edge["statements"].split() == [given[0].statements[0].id]  # the same words at the same place
    assert graph.edges[named(graph, "Velm"), named(graph, "harbour")]["weight"] == 1
    assert graph.nodes[named(graph, "Brandt")]["entity"] == "local:Brandt"


def test_the_same_words_in_several_articles_count_once(takes: Callable[..., Reading]) -> None:
    graph = actor_issue([takes("Brandt", "support", words=words) for words in ("Brandt", "She", "Ilse Brandt")])
    assert [edge["weight"] for *_, edge in graph.edges(data=True)] == [1]


def test_who_agrees_with_whom(takes: Callable[..., Reading]) -> None:
    graph = agreement(
        [
            *(takes(name, "support") for name in ("Brandt", "Velm")),
            *(takes(name, "oppose", "ferries") for name in ("Brandt", "Velm", "Oke")),
            takes("Oke", "oppose"),
            takes("Undecided", "conditional"),
        ]
    )
    one, other, third = (named(graph, name) for name in ("Brandt", "Velm", "Oke"))
    assert graph.edges[one, other] == {"weight": 2, "congruence": 2, "conflict": 0, "balance": 2}
    assert graph.edges[one, third] == {"weight": 1, "congruence": 1, "conflict": 1, "balance": 0}
    assert graph.degree[named(graph, "Undecided")] == 0


def test_who_does_what_to_whom() -> None:
    graph = acts([coded_reading()])
    found = {
        (graph.nodes[one]["label"], edge["act"], graph.nodes[other]["label"])
        for one, other, edge in graph.edges(data=True)
    }
    assert found == {
        ("Jorath Vennick", "ACCUSE", "League of Ports"),
        ("Jorath Vennick", "THREATEN", "Sorrenay"),
        ("Ghislin Verdassy", "REQUEST", "Karveth"),
    }


def test_the_unnamed_are_left_out(resolved: Reading) -> None:
    coding = coded_reading().statements[0].codings
    reading = replace(resolved, statements=tuple(replace(one, codings=coding) for one in resolved.statements))
    labels = {facts["label"] for _, facts in actor_issue([reading]).nodes(data=True) if facts["kind"] == "actor"}
    assert labels == {"Ilse Brandt", "Oto Velm", "Norvale Council", "Institute for Coasts", "Tamsin Orle"}


def evil(takes: Callable[..., Reading]) -> list[Reading]:
    name = 'A\x0b\x00\ud800\ufffe&<b>"'
    return [takes(name, "support"), takes("Velm", "support"), takes(name, "oppose", "f\x08erries")]


@pytest.mark.parametrize("network", NETWORKS)
def test_graphml_comes_back_as_the_same_graph(network: str, takes: Callable[..., Reading]) -> None:
    text = "".join(graphml(evil(takes), network))
    document = etree.fromstring(text.encode("utf-8"))
    ids = document.xpath("//*[local-name() = 'node' or local-name() = 'edge']/@id")
    assert len(set(ids)) == len(ids) and all(NMTOKEN.fullmatch(one) for one in ids)
    kind = networkx.MultiDiGraph if network == "acts" else networkx.Graph
    found = networkx.read_graphml(io.BytesIO(text.encode("utf-8")), force_multigraph=network == "acts")
    expected = kind(NETWORKS[network](evil(takes)))
    assert {*found.nodes} == {*expected.nodes} and found.number_of_edges() == expected.number_of_edges()
    labels = {facts["label"] for _, facts in found.nodes(data=True)}
    assert 'A \ufffd\ufffd\ufffd&<b>"' in labels


@pytest.mark.parametrize("network", NETWORKS)
def test_gexf_comes_back_as_the_same_graph(network: str, takes: Callable[..., Reading]) -> None:
    text = "".join(gexf(evil(takes), network))
    etree.fromstring(text.encode("utf-8"))
    found = networkx.read_gexf(io.BytesIO(text.encode("utf-8")))
    expected = NETWORKS[network](evil(takes))
    assert {*found.nodes} == {*expected.nodes} and found.number_of_edges() == expected.number_of_edges()
    weights = sorted(edge["weight"] for *_, edge in found.edges(data=True))
    assert weights == sorted(edge["weight"] for *_, edge in expected.edges(data=True))


def test_an_unknown_network_and_a_missing_library_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no network named 'friends'"):
        next(graphml([], "friends"))
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(OptionError, match=r"networkx is not installed\. .*onrecord\[graphs\]"):
        next(gexf([]))


@settings(deadline=None, max_examples=50)
@given(readings)
def test_any_reading_makes_xml(reading: Reading) -> None:
    for network in NETWORKS:
        for form in (graphml, gexf):
            etree.fromstring("".join(form([reading], network)).encode("utf-8"))
