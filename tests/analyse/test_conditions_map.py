"""The conditions map: matters, who ties what to what, and contradicting orders."""

from __future__ import annotations

import pytest

from analyse.made import LABELS, stance, tie
from onrecord.analyse.conditions_map import as_graph, conditions_map
from onrecord.analyse.matters import Matters
from onrecord.codebook import Codebook, Entry

ISSUES = {
    **LABELS,
    "I05": "Karvethi ship inspections",
    "I06": "Sanctions on Karveth",
    "open:peace deal": "peace deal",
}
CODEBOOK = Codebook(
    "annegar",
    (
        Entry("I04", "Security guarantees", ("guarantors",)),
        Entry("I02", "Ceasefire before talks", ("ceasefire first",)),
        Entry("I06", "Sanctions on Karveth", ("insurance ban",)),
    ),
)


@pytest.mark.parametrize(
    ("words", "marker", "id"),
    [
        ("only if Karveth's inspections have ended", "only if", "I05"),
        ("until the last inspection launch is tied up", "until", "I05"),
        ("before any mission sailed", "before", "I03"),
        ("if Karveth pays its share", "if", "words:karveth pay shar"),
        ("only after it is signed", "only after", "words:sign"),
        ("if the insurance ban were frozen", "if", "I06"),
        ("that the guarantors sign in writing", "", "I04"),
        ("unless that", "unless", None),
        ("if ceasefire and inspections end", "if", "words:ceasefir end inspection"),
    ],
)
def test_words_are_about_a_matter(words: str, marker: str, id: str | None) -> None:
    found = Matters(ISSUES, CODEBOOK).of_words(words, marker)
    assert (found and found.id) == id


def test_an_open_issue_is_its_words() -> None:
    matters = Matters(ISSUES)
    assert matters.of_issue("open:peace deal", "peace deal") == matters.of_words("a peace deal")._replace(  # type: ignore[union-attr]
        label="peace deal"
    )
    assert matters.of_issue("I03", "monitors") == ("I03", "Concord monitoring mission", True)


def test_an_issue_that_is_an_order() -> None:
    matters = Matters(ISSUES)
    order = matters.order_of("Ceasefire before talks")
    assert order is not None and (order.first.id, order.then.id) == ("I01", "words:talk")
    turned = matters.order_of("Talks after a ceasefire")
    assert turned is not None and (turned.first.id, turned.then.id) == ("I01", "words:talk")
    assert matters.order_of("Sanctions on Karveth") is None
    assert matters.order_of("talks before talks") is None


def test_ceasefire_before_talks_against_talks_before_ceasefire() -> None:
    said = [
        stance("Maren Oskeveth", "support", "2031-01-23", issue="I02", score=0.9),
        stance("Lucan Estravelle", "oppose", "2031-01-23", issue="I02", score=0.97),
        stance("Lucan Estravelle", "support", "2031-03-27", issue="I02", score=0.97),
        stance("Nobody Sure", "oppose", "2031-01-23", issue="I02", score=0.55),
    ]
    found = conditions_map([], said, Matters(ISSUES))
    (contradiction,) = found.contradictions
    assert contradiction.order.first.label == "Ceasefire in the strait"
    assert contradiction.order.then.label == "talks"
    assert [(one.name, one.first) for one in contradiction.wanted] == [
        ("Maren Oskeveth", "2031-01-23"),
        ("Lucan Estravelle", "2031-03-27"),
    ]
    assert [(one.name, one.first) for one in contradiction.reverse] == [("Lucan Estravelle", "2031-01-23")]
    assert said[0].key in found.keys()


def test_conditions_contradict_too() -> None:
    given = [
        tie("Anna Holm", "after", "only after sanctions end", "only after", "I05"),
        tie("Bo Lind", "before", "before any sanctions are lifted", "before", "I05"),
        tie("Bo Lind", "before", "before sanctions are lifted", "before", "I05"),
    ]
    (contradiction,) = conditions_map(given, [], Matters(ISSUES)).contradictions
    assert (contradiction.order.first.id, contradiction.order.then.id) == ("I05", "I06")
    assert [claim.utterances for claim in contradiction.wanted] == [2]
    assert [claim.name for claim in contradiction.reverse] == ["Anna Holm"]


def test_one_actor_alone_contradicts_nobody() -> None:
    given = [
        tie("Anna Holm", "after", "after sanctions end", "after", "I05"),
        tie("Anna Holm", "before", "before sanctions end", "before", "I05"),
    ]
    assert conditions_map(given, [], Matters(ISSUES)).contradictions == ()


def test_what_is_only_conditional_is_no_order() -> None:
    given = [
        tie("Anna Holm", "if", "if sanctions end", "if", "I05"),
        tie("Bo Lind", "before", "before sanctions end", "before", "I05"),
    ]
    found = conditions_map(given, [], Matters(ISSUES))
    assert found.contradictions == ()
    assert {(one.order.first.id, one.order.then.id) for one in found.arrows} == {("I06", "I05"), ("I05", "I06")}


def test_roles_and_bounds() -> None:
    given = [
        tie("Anna Holm", "if", "if sanctions end", "if", "I05", act="AGREE"),
        tie("Anna Holm", "unless", "unless sanctions end", "unless", "I05", act="THREATEN"),
        tie("Anna Holm", "guarantee", "backed by the Council", "backed by", "I05"),
        tie("Anna Holm", "deadline", "by the first of March", "by", "I05"),
        tie("Anna Holm", "if", "if inspections end", "if", "I05"),
        tie("Anna Holm", "deadline", "by the first of March", "by", "I05"),
    ]
    found = conditions_map(given, [], Matters(ISSUES))
    roles = {(one.role, one.type): (one.utterances, one.order is None) for one in found.bonds}
    assert roles == {
        ("offer", "if"): (1, False),
        ("demand", "unless"): (1, False),
        ("guarantee", "guarantee"): (1, False),
        ("bound", "deadline"): (2, True),
        ("condition", "if"): (1, True),
    }
    assert [one.role for one in found.of_role("bound").bonds] == ["bound"]


def test_the_graph_of_it() -> None:
    graph = as_graph(conditions_map([tie("Anna Holm", "if", "if sanctions end", "if", "I05")], [], Matters(ISSUES)))
    assert graph.edges["I06", "I05"] == {"weight": 1, "types": "if", "actors": "Anna Holm"}
    assert graph.nodes["I05"]["label"] == "Karvethi ship inspections"


def test_order_of_the_input_does_not_matter() -> None:
    given = [
        tie("Anna Holm", "after", "only after sanctions end", "only after", "I05"),
        tie("Bo Lind", "before", "before any sanctions are lifted", "before", "I05"),
        tie("Cai Morn", "if", "if monitors come", "if", "I05"),
    ]
    said = [stance("Maren Oskeveth", "support", issue="I02"), stance("Lucan Estravelle", "oppose", issue="I02")]
    matters = Matters(ISSUES)
    assert conditions_map(given[::-1], said[::-1], matters) == conditions_map(given, said, matters)
