"""What judgements of a sample come to."""

from __future__ import annotations

from collections.abc import Hashable

import pytest

from onrecord.evaluate.judgements import Judgement, Share, Unit, Verdict, report_of, wilson

YES, NO = Verdict(True), Verdict(False)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, table I
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_as_published(right: int, of: int, low: float, high: float) -> None:
    assert [round(bound, 4) for bound in wilson(right, of)] == [low, high]
    turned = wilson(of - right, of)
    assert turned == pytest.approx((1 - wilson(right, of)[1], 1 - wilson(right, of)[0]))


def test_nothing_decided_has_no_precision() -> None:
    assert (Share(0, 0, 3).value, Share(0, 0, 3).interval) == (None, None)


def judged(unit: str, reviewer: str, **verdicts: Verdict) -> Judgement:
    return Judgement(unit, reviewer, verdicts)


UNITS: dict[Hashable, Unit] = {
    "a": Unit({"statement": "yes", "act": "STATE"}, "Coastwire"),
    "b": Unit({"statement": "yes", "act": "REQUEST"}, "Coastwire"),
    "c": Unit({"statement": "yes"}, "The Courier"),
    "d": Unit({"statement": "yes", "act": "ACCUSE"}, "The Courier"),
}


def test_most_reviewers_decide_and_values_of_no_statement_do_not_count() -> None:
    found = report_of(
        ("statement", "act"),
        UNITS,
        [
            judged("a", "Ada", statement=YES, act=YES),
            judged("a", "Bo", statement=YES, act=Verdict(False, "REQUEST")),
            judged("b", "Ada", statement=YES, act=NO),
            judged("c", "Ada", statement=YES, act=YES),  # the machine gave no act: nothing to judge
            judged("d", "Ada", statement=NO, act=YES),
            judged("elsewhere", "Ada", statement=YES),
        ],
    )
    assert (found.drawn, found.judged, found.doubly, found.reviewers) == (4, 4, 1, {"Ada": 4, "Bo": 1})
    statement, act = found.rows
    assert statement.precision == Share(3, 4)
    assert act.precision == Share(0, 1, split=1)
    assert found.strata == {"Coastwire": Share(2, 2), "The Courier": Share(1, 2)}


def test_a_reviewer_counts_once_by_the_last_word() -> None:
    found = report_of(("statement",), UNITS, [judged("a", "Ada", statement=NO), judged("a", "Ada", statement=YES)])
    assert found.rows[0].precision == Share(1, 1)


def test_agreement_is_over_values_not_over_verdicts() -> None:
    """Two who both say "wrong" agree only where they would put the same in its place."""
    both_wrong = [judged("a", "Ada", act=Verdict(False, "REQUEST")), judged("a", "Bo", act=Verdict(False, "ACCUSE"))]
    same = [judged("b", who, act=YES) for who in ("Ada", "Bo")]
    alike = report_of(("act",), UNITS, [*same, *(one._replace(verdicts={"act": NO}) for one in both_wrong)])
    apart = report_of(("act",), UNITS, [*same, *both_wrong])
    assert alike.rows[0].reviewers.value == 1
    assert apart.rows[0].reviewers.value is not None
    assert apart.rows[0].reviewers.value < 1
    assert alike.rows[0].precision == apart.rows[0].precision == Share(1, 2)


def test_agreement_with_the_machine_needs_values_that_differ() -> None:
    found = report_of(("statement", "act"), UNITS, [judged(unit, "Ada", statement=YES, act=YES) for unit in "ab"])
    statement, act = found.rows
    assert (statement.machine.value, act.machine.value) == (None, 1)
