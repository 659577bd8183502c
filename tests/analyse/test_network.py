"""Discourse networks: congruence, conflict and the normalisations of Leifeld (2017)."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.made import COUNTS, number
from onrecord.analyse.design import Design
from onrecord.analyse.frames import MOST_FRAMES, finest, frames, merged
from onrecord.analyse.layout import LARGEST, Link, communities, places
from onrecord.analyse.network import as_graph, issue_key, network, strongest
from onrecord.analyse.picture import network_picture
from onrecord.errors import OptionError
from onrecord.store.asking.stances import Count

#: Anna is for I01 and against I03; Bo is for both; Cai is against I03 and has said so three times.
DEBATE = [
    number("Anna Holm", "support", 2, issue="I01"),
    number("Anna Holm", "oppose", 1),
    number("Bo Lind", "support", 1, issue="I01"),
    number("Bo Lind", "support", 1),
    number("Cai Morn", "oppose", 3),
    number("Dag Ness", "neutral", 9),
]
RAW = Design(normalisation="none", once="utterance")


def weights(design: Design, counts: list[Count] = DEBATE) -> dict[tuple[str, str], float]:
    short = lambda id: id.removeprefix("name:").split()[0]  # noqa: E731
    return {(short(edge.one), short(edge.other)): edge.weight for edge in network(counts, design).edges}


def test_congruence_conflict_and_their_difference() -> None:
    assert weights(replace(RAW, measure="congruence")) == {("Anna", "Bo"): 2, ("Anna", "Cai"): 3}
    assert weights(replace(RAW, measure="conflict")) == {("Anna", "Bo"): 1, ("Bo", "Cai"): 3}
    assert weights(RAW) == {("Anna", "Bo"): 1, ("Anna", "Cai"): 3, ("Bo", "Cai"): -3}


def test_normalisations() -> None:
    assert weights(replace(RAW, normalisation="average")) == pytest.approx(
        {("Anna", "Bo"): 1 / 2.5, ("Anna", "Cai"): 3 / 3, ("Bo", "Cai"): -3 / 2.5}, abs=1e-6
    )
    assert weights(replace(RAW, normalisation="cosine")) == pytest.approx(
        {("Anna", "Bo"): 1 / sqrt(5 * 2), ("Anna", "Cai"): 3 / sqrt(5 * 9), ("Bo", "Cai"): -3 / sqrt(2 * 9)}, abs=1e-6
    )
    # Jaccard: what only one has, what only the other has, and what both have
    assert weights(replace(RAW, normalisation="jaccard")) == pytest.approx(
        {("Anna", "Bo"): 1 / (1 + 1 + 2), ("Anna", "Cai"): 3 / (2 + 0 + 3), ("Bo", "Cai"): -3 / (2 + 3 + 0)}, abs=1e-6
    )


def test_what_counts_once() -> None:
    twice = [
        number("Anna Holm", "support", 5, period="2031-06-16"),
        number("Anna Holm", "support", 5, period="2031-06-17"),
        number("Anna Holm", "support", 5, period="2031-06-30"),
        number("Bo Lind", "support", 1, period="2031-06-16"),
    ]
    found = {
        once: weights(Design(normalisation="none", once=once), twice)["Anna", "Bo"]  # type: ignore[arg-type]
        for once in ("utterance", "day", "week", "month", "year", "range")
    }
    assert found == {"utterance": 15, "day": 3, "week": 2, "month": 1, "year": 1, "range": 1}


def test_conditional_stances_lie_between() -> None:
    given_ = [number("Anna Holm", "support"), number("Bo Lind", "conditional"), number("Cai Morn", "conditional")]
    assert weights(RAW, given_) == {}
    halfway = network(given_, replace(RAW, halfway=True))
    assert {(edge.congruence, edge.conflict) for edge in halfway.edges} == {(0.5, 0.5), (1.0, 0.0)}


def test_unsure_stances_do_not_count_unless_reviewed() -> None:
    unsure = [number("Anna Holm", "support", score=0.4), number("Bo Lind", "support")]
    assert weights(RAW, unsure) == {}
    assert weights(replace(RAW, sure=0.3), unsure) == {("Anna", "Bo"): 1}
    assert weights(RAW, [number("Anna Holm", "support", score=0.4, reviewed=1), unsure[1]]) == {("Anna", "Bo"): 1}


def test_two_modes() -> None:
    found = network(DEBATE, Design(mode="two-mode", normalisation="none", once="utterance"))
    edges = {(edge.one, edge.other): (edge.weight, edge.congruence, edge.conflict) for edge in found.edges}
    assert edges["name:Anna Holm", issue_key("I01")] == (2, 2, 0)
    assert edges["name:Cai Morn", issue_key("I03")] == (-3, 0, 3)
    assert {node.kind for node in found.nodes} == {"actor", "issue"}
    shared = network(DEBATE, Design(mode="two-mode", once="utterance"))
    by_actor = {edge.one: 0.0 for edge in shared.edges}
    for edge in shared.edges:
        by_actor[edge.one] += abs(edge.weight)
    assert all(value == pytest.approx(1) for value in by_actor.values())


def test_isolates_and_light_edges() -> None:
    assert len(network(DEBATE, replace(RAW, least=2)).edges) == 2
    apart = network([*DEBATE, number("Eve Orr", "support", issue="I02")], RAW)
    assert "Eve Orr" not in [node.label for node in apart.nodes]
    kept = network([*DEBATE, number("Eve Orr", "support", issue="I02")], replace(RAW, isolates=True))
    assert "Eve Orr" in [node.label for node in kept.nodes]


@pytest.mark.parametrize(
    "design",
    [Design(mode="three"), Design(once="hour"), Design(least=-1), Design(sure=2), Design(normalisation="max")],  # type: ignore[arg-type]
)
def test_a_design_that_makes_no_sense(design: Design) -> None:
    with pytest.raises(OptionError):
        network([], design)


@given(COUNTS, st.sampled_from(["none", "average", "jaccard", "cosine"]), st.randoms(use_true_random=False))
def test_facts_of_any_network(counts: list[Count], normalisation, random) -> None:  # type: ignore[no-untyped-def]
    design = replace(RAW, normalisation=normalisation)
    found = network(counts, design)
    shuffled = list(counts)
    random.shuffle(shuffled)
    assert network(shuffled, design) == found
    parts = {name: weights(replace(design, measure=name), counts) for name in ("congruence", "conflict")}  # type: ignore[arg-type]
    for pair, weight in weights(design, counts).items():
        difference = parts["congruence"].get(pair, 0) - parts["conflict"].get(pair, 0)
        assert weight == pytest.approx(difference, abs=2e-6)
    turned = {"support": "oppose", "oppose": "support"}
    mirrored = [one._replace(stance=turned.get(one.stance, one.stance)) for one in counts]  # type: ignore[arg-type]
    assert weights(design, mirrored) == pytest.approx(weights(design, counts))
    if normalisation == "cosine":
        assert all(abs(edge.weight) <= 1 + 1e-6 for edge in found.edges)


@given(COUNTS)
def test_who_turns_every_stance_around_turns_every_sign(counts: list[Count]) -> None:
    turned = {"support": "oppose", "oppose": "support"}
    anna = [one._replace(stance=turned.get(one.stance, one.stance)) if "Anna" in one.name else one for one in counts]  # type: ignore[arg-type]
    before, after = weights(RAW, counts), weights(RAW, anna)
    assert before.keys() == after.keys()
    for pair, weight in before.items():
        assert after[pair] == pytest.approx(-weight if "Anna" in pair else weight)


def test_the_same_network_gives_the_same_picture() -> None:
    found = network(DEBATE, RAW)
    picture = network_picture(found, alone=True)
    assert picture == network_picture(network(DEBATE[::-1], RAW), alone=True)
    assert "style=" not in picture
    assert picture.count('class="link differ"') == 1 and picture.count('class="link agree"') == 2
    linked = network_picture(found, href=lambda node: f"/actors/{node.label}?a=1&b=2")
    assert 'href="/actors/Anna Holm?a=1&amp;b=2"' in linked and "<style" not in linked


def test_names_cannot_break_the_picture() -> None:
    bad = '</title><script>alert(1)</script>"\x00\x0b'
    picture = network_picture(network([number(bad, "support"), number("Bo Lind", "support")], RAW))
    assert "<script" not in picture and "\x00" not in picture and "\x0b" not in picture


def test_layout_is_within_its_square_and_has_a_limit() -> None:
    assert places([], []) == {}
    assert places(["a"], []) == {"a": (0.5, 0.5)}
    found = places(["a", "b", "c"], [Link("a", "b", 1)])
    assert all(0 <= value <= 1 for place in found.values() for value in place)
    with pytest.raises(OptionError, match="401 nodes are too many"):
        places([str(number) for number in range(LARGEST + 1)], [])
    groups = communities(
        ["a", "b", "c", "d", "e"], [Link("a", "b", 1), Link("b", "c", 1), Link("d", "e", 1), Link("c", "d", -1)]
    )
    assert groups["a"] == groups["c"] == 0 and groups["d"] == groups["e"] == 1


def test_the_strongest_and_the_graph_of_others() -> None:
    found = network(DEBATE, RAW)
    few = strongest(found, 2)
    assert len(few.nodes) == 2
    graph = as_graph(found)
    assert graph.edges["name:Bo Lind", "name:Cai Morn"]["sign"] == "negative"
    assert graph.graph["normalisation"] == "none"


def test_over_time_each_period_is_the_network_of_its_counts() -> None:
    counts = [one._replace(period=day) for one in DEBATE for day in ("2031-05-30", "2031-06-02", "2031-06-03")]
    found = frames([*counts, *DEBATE], RAW, "month")  # what has no day is in no period
    assert [(frame.period, frame.utterances) for frame in found] == [("2031-05", 17), ("2031-06", 34)]
    assert found[0].network == network(DEBATE, RAW)
    doubled = [one._replace(utterances=2 * one.utterances, score=2 * one.score) for one in DEBATE]
    assert found[1].network == network(doubled, RAW)
    once = Design(normalisation="none")  # counts once in all the time: in each period
    assert frames(counts, once, "month")[1].network.edges == network(DEBATE, once).edges


def test_periods_are_cut_from_counts_that_are_fine_enough() -> None:
    assert [finest(RAW, every) for every in ("year", "quarter", "month", "week", "day")] == [
        *["month"] * 3,
        *["day"] * 2,
    ]
    assert finest(Design(once="day"), "year") == "day"
    assert merged(DEBATE, "all") == DEBATE
    many = [number("Anna Holm", "support", 1, period=f"{1900 + year}-01-01") for year in range(MOST_FRAMES + 1)]
    with pytest.raises(OptionError, match="121 periods of a year are too many for 120 frames"):
        frames(many, RAW, "year")
    with pytest.raises(OptionError, match="every 'eon' is not known"):
        frames([], RAW, "eon")  # type: ignore[arg-type]
