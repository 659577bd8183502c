"""Codings put together from a whole article, and told again with another codebook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.codebook import Codebook, load_codebook
from onrecord.codes import ACTS, STANCES, Coding, Condition, ConditionType, Issue, Judged, Stance
from onrecord.coding import recode
from onrecord.coding.coder import conditioned, towards
from onrecord.contract import reading_of, to_contract
from onrecord.document import Span
from onrecord.options import ReadOptions
from onrecord.pipeline import read_text
from onrecord.statement import Reading

ARTICLE = """Velm ‘will not sign’ while patrols go on – Tarnow

Velm's foreign minister, Ilda Tarnow, said on Wednesday that her country rejects foreign observers on the Orsk dam.

“They are not monitors, they are spies,” Tarnow told reporters in Hask. She warned that any patrol boat that crosses the
line will be fired upon.

Security guarantees would be acceptable only after a peace deal is signed, and only if the Northern League backs them,
she added.

Orsk's president, Olen Marsh, demanded that Velm withdraw its troops from the dam by Friday. He thanked the League for
its support.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_text(ARTICLE, ReadOptions(published="2031-05-15"))


@pytest.fixture(scope="module")
def peace() -> Codebook:
    return load_codebook("peace")


def codings(reading: Reading) -> list[Coding]:
    return [coding for statement in reading.statements for coding in statement.codings]


def saying(reading: Reading, words: str) -> Coding:
    """The coding of the outermost statement whose content has some words."""
    text = reading.document.text
    return next(
        statement.codings[0]
        for statement in reading.statements
        if any(words in span.of(text) for span in statement.attribution.content)
    )


def test_every_statement_is_coded_with_values_of_the_scheme(reading: Reading) -> None:
    assert len(reading.statements) >= 6
    assert len(codings(reading)) == len(reading.statements)
    for coding in codings(reading):
        assert coding.act.value in (*ACTS, "unclear")
        assert coding.stance.value in (*STANCES, "unclear")
        assert 0 <= coding.act.score <= 1


def test_what_the_words_do(reading: Reading) -> None:
    assert saying(reading, "foreign observers").act.value == "REJECT"
    assert saying(reading, "fired upon").act.value == "THREATEN"
    assert saying(reading, "withdraw its troops").act.value == "REQUEST"


def test_conditions_in_their_order(reading: Reading) -> None:
    found = saying(reading, "acceptable only after").conditions
    assert [condition.type for condition in found] == ["after", "if"]
    assert saying(reading, "withdraw its troops").conditions[0].type == "deadline"


def test_who_is_asked(reading: Reading) -> None:
    assert any("Velm" in recipient.name for recipient in saying(reading, "withdraw its troops").recipients)


def test_when_it_was_said(reading: Reading) -> None:
    statement = next(s for s in reading.statements if s.codings[0] == saying(reading, "foreign observers"))
    assert statement.dates[0].value == "2031-05-14"


def test_a_statement_keeps_a_vector(reading: Reading) -> None:
    sizes = {len(statement.vector) for statement in reading.statements}
    assert len(sizes) == 1
    assert sizes.pop() in range(64, 513)


def test_codes_survive_the_contract(reading: Reading) -> None:
    assert to_contract(reading_of(to_contract(reading))) == to_contract(reading)


def test_coding_again_with_a_codebook_gives_its_issues(reading: Reading, peace: Codebook) -> None:
    again = recode(reading, peace)
    ids = {coding.issue.id for coding in codings(again) if coding.issue}
    assert "guarantees" in ids
    assert [s.id for s in again.statements] == [s.id for s in reading.statements]
    assert all(old.act == new.act for old, new in zip(codings(reading), codings(again), strict=True))


def test_coding_again_is_the_same_as_reading_with_the_codebook(peace: Codebook, reading: Reading) -> None:
    direct = read_text(ARTICLE, ReadOptions(published="2031-05-15", codebook="peace"))
    again = recode(reading, peace)
    same = [
        one.issue is not None and other.issue is not None and one.issue.id == other.issue.id
        for one, other in zip(codings(direct), codings(again), strict=True)
    ]
    assert sum(same) >= 0.8 * len(same)


def test_what_a_person_coded_stays(reading: Reading, peace: Codebook) -> None:
    human: Judged[str] = Judged("support", "human", 1.0)
    first = reading.statements[0]
    coding = replace(first.codings[0], stance=human)
    changed = replace(reading, statements=(replace(first, codings=(coding,)), *reading.statements[1:]))
    assert recode(changed, peace).statements[0].codings[0] == coding


def test_a_reversed_alias_turns_the_stance() -> None:
    issue = Issue("sanctions", "Sanctions", reversed=True)
    support: Judged[str] = Judged("support", "model", 0.8)
    assert towards(support, issue).value == "oppose"  # type: ignore[arg-type]
    assert towards(support, replace(issue, reversed=False)).value == "support"  # type: ignore[arg-type]
    neutral: Judged[str] = Judged("neutral", "model", 0.8)
    assert towards(neutral, issue).value == "neutral"  # type: ignore[arg-type]


def test_a_text_without_statements_has_no_codings() -> None:
    assert read_text("The bridge at Hask is forty metres long.").statements == ()


def test_reading_is_the_same_every_time(reading: Reading) -> None:
    assert read_text(ARTICLE, ReadOptions(published="2031-05-15")) == reading


def test_examples_of_the_repository_are_coded() -> None:
    text = (Path(__file__).parents[2] / "examples" / "invented" / "text" / "sounding-E10.txt").read_text("utf-8")
    assert all(statement.codings for statement in read_text(text).statements)


@pytest.mark.parametrize(
    ("stance", "kinds", "score", "found"),
    [
        ("support", ("guarantee",), 0.8, "conditional"),
        ("oppose", ("limit", "after"), 0.8, "conditional"),
        ("support", ("in_return",), 0.8, "conditional"),
        ("support", ("deadline",), 0.8, "support"),
        ("support", ("limit",), 0.8, "support"),
        ("oppose", ("if",), 0.8, "oppose"),
        ("support", ("guarantee",), 0.3, "support"),
        ("neutral", ("guarantee",), 0.8, "neutral"),
    ],
)
def test_what_binds_the_matter_itself_makes_a_stance_conditional(
    stance: Stance, kinds: tuple[ConditionType, ...], score: float, found: Stance
) -> None:
    conditions = [Condition(kind, Span(0, 4), None, None, "model", score) for kind in kinds]
    judged = conditioned(Judged(stance, "model", 0.7), conditions)
    assert judged.value == found
    assert judged.method == ("rule" if found != stance else "model")
