"""What is demanded, what is threatened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.marked import scene

from onrecord.coding.acts.demands import demand_of, threat_of
from onrecord.coding.conditions.conditions import conditions_of
from onrecord.coding.said import Scene
from onrecord.document import Block, Document, Span
from onrecord.statement import Attribution


def demanded(marked: str, act: str = "REQUEST") -> str | None:
    article = scene(marked)
    demand = demand_of(article.statements[0], act)
    return demand.span.of(article.text) if demand else None


def threatened(marked: str, act: str = "THREATEN") -> tuple[str, str | None] | None:
    article = scene(marked)
    said = article.statements[0]
    threat = threat_of(said, act, conditions_of(said))
    if threat is None:
        return None
    return threat.consequence.of(article.text), threat.tied_to.of(article.text) if threat.tied_to else None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<Vesk> {demanded} [that the gates be opened].", "the gates be opened"),
        ("<Vesk> {urged} both sides [to stop firing].", "stop firing"),
        ("<Vesk> {called} [for a review by May].", "a review by May"),
        ("[Security guarantees] {demanded by} <Orsk>", "Security guarantees"),
        ("<Vesk> {demanded} [the release of the crew within a day, unharmed].", None),
        ("<Vesk> {said} [the gates must be opened].", "the gates must be opened"),
        ("<Vesk> {said}: [“The mill is old. Dorland should pay for it.”]", "Dorland should pay for it"),
        ("<Vesk> {urged} her [to take it “today, before the frost”].", "take it “today, before the frost”"),
        ("<Vesk> {said}: [“We ask both capitals to read the paper, and we hope they do.”]", "read the paper"),
        ("<Vesk> {said}: [“I do not want money. I want my card back.”]", "my card back"),
        ("<Vesk> {said}: [“Bring the sugar.”]", "Bring the sugar"),
        ("<Vesk> {said} [Ond should resign if he cannot pay].", "Ond should resign"),
        ("<Vesk> {urged} them [to free all and “account for every one.”]", "free all and “account for every one.”"),
        ("<Vesk> {said} [“if the ban goes, they must pay”].", "they must pay"),
    ],
)
def test_demands(marked: str, expected: str | None) -> None:
    whole = "the release of the crew within a day, unharmed"
    assert demanded(marked) == (expected or whole)


def test_other_acts_demand_nothing() -> None:
    assert demanded("<Vesk> {demanded} [a review].", "STATE") is None
    assert demanded("<Vesk> {demanded} [a review].", "unclear") is None


@pytest.mark.parametrize(
    ("marked", "consequence", "tied"),
    [
        (
            "<Vesk> {said}: [“Unless that happens, Orsk will close its ports.”]",
            "Orsk will close its ports",
            "Unless that happens",
        ),
        (
            "<Vesk> {threatened} [to take the dam to court unless filling stops].",
            "take the dam to court",
            "unless filling stops",
        ),
        (
            "[“If the gates stay shut,”] <he> {said}, [“we will open them.”]",
            "we will open them",
            "If the gates stay shut",
        ),
        (
            "<Vesk> {said}: [“Open the gates or we will do it from the air.”]",
            "we will do it from the air",
            "Open the gates",
        ),
        (
            "<Vesk> {said}: [“If they send troops, and they shoot at us, we will answer.”]",
            "we will answer",
            "If they send troops, and they shoot at us",
        ),
        ("<Vesk> {threatened} [a general strike].", "a general strike", None),
        ("<Vesk> {said}: [“We are patient. The levy will be stopped.”]", "The levy will be stopped", None),
        ("<Vesk> {said}: [“Until the duty goes we inspect every sack.”]", None, None),
    ],
)
def test_threats(marked: str, consequence: str | None, tied: str | None) -> None:
    assert threatened(marked) == (consequence or "Until the duty goes we inspect every sack", tied)


def test_other_acts_threaten_nothing() -> None:
    assert threatened("<Vesk> {said} [they would leave unless paid].", "STATE") is None


@given(st.text(alphabet="we ask must or will to if, “”.\n", max_size=120))
def test_odd_text_does_no_harm(text: str) -> None:
    document = Document(text, (Block("paragraph", Span(0, len(text))),))
    for content in ((), (Span(0, len(text)),)):
        said = Scene(document, [Attribution((), (), content, "direct")]).statements[0]
        demand = demand_of(said, "REQUEST")
        threat = threat_of(said, "THREATEN", conditions_of(said))
        for span in (demand.span if demand else None, threat.consequence if threat else None):
            assert span is None or 0 <= span.start < span.end <= len(text)
