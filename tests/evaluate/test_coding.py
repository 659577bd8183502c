"""Scores of codings."""

from __future__ import annotations

from onrecord.document import Span
from onrecord.evaluate import Coded, Codes, coding_scores, majority
from onrecord.evaluate.coding import (
    agreement,
    b_cubed,
    conditions,
    macro,
    matched,
    quad_class,
    recipients,
    shares_name,
    stances,
)


def one(gold: Codes, found: Codes, article: str = "a") -> Coded:
    return Coded(article, gold, found)


def acts(gold: str, found: str) -> Coded:
    return one(Codes(gold, "none"), Codes(found, "none"))


def test_unclear_is_a_wrong_answer() -> None:
    assert agreement([("STATE", "STATE"), ("REQUEST", "unclear")]) == 50.0


def test_macro_leaves_out_rare_classes() -> None:
    pairs = [("STATE", "STATE")] * 10 + [("AID", "STATE")]
    assert macro(pairs) > 95
    assert macro(pairs, least=1) < 50


def test_sanction_is_material_conflict_and_state_a_class_of_its_own() -> None:
    assert [quad_class(act) for act in ("SANCTION", "REQUEST", "AGREE", "AID", "STATE", "unclear")] == [
        "4",
        "3",
        "1",
        "2",
        "STATE",
        "unclear",
    ]


def test_neutral_and_none_are_one_stance() -> None:
    assert stances([one(Codes("STATE", "neutral"), Codes("STATE", "none"))]) == [("neutral or none", "neutral or none")]


def test_names_share_a_word_that_names_somebody() -> None:
    assert shares_name("Foreign Minister Ilda Marsh", "Marsh")
    assert shares_name("Government of Ostrava", "Ostrava")
    assert not shares_name("Ministry of Health", "Ministry of Defence")
    assert not shares_name("President Olen Marsh", "President Ilda Tarn")


def test_names_pair_up_one_to_one() -> None:
    assert matched(["Marsh", "Marsh"], ["Olen Marsh"]) == 1
    found = recipients([one(Codes("ACCUSE", "oppose", None, ("Marsh",)), Codes("ACCUSE", "oppose", None, ()))])
    assert (found.right, found.found, found.gold) == (0, 0, 1)


def test_conditions_need_type_and_overlap() -> None:
    gold = Codes("STATE", "none", conditions=(("if", Span(0, 10)), ("after", Span(20, 40))))
    found = Codes("STATE", "none", conditions=(("if", Span(2, 9)), ("before", Span(20, 40)), ("after", Span(38, 60))))
    counts = conditions([one(gold, found)])
    assert (counts.right, counts.found, counts.gold) == (1, 3, 2)


def test_one_condition_answers_one() -> None:
    gold = Codes("STATE", "none", conditions=(("if", Span(0, 10)),))
    found = Codes("STATE", "none", conditions=(("if", Span(0, 10)), ("if", Span(0, 10))))
    assert conditions([one(gold, found)]).right == 1


def issues(*pairs: tuple[str | None, str | None], article: str = "a") -> list[Coded]:
    return [one(Codes("STATE", "none", gold), Codes("STATE", "none", found), article) for gold, found in pairs]


def test_groups_of_issues_do_not_depend_on_their_names() -> None:
    assert b_cubed(issues(("dam", "I1"), ("dam", "I1"), ("vote", "I2"))) == 100.0


def test_a_statement_without_issue_is_a_group_of_its_own() -> None:
    assert b_cubed(issues(("dam", None), ("dam", None))) < 70


def test_issues_of_different_articles_are_different_groups() -> None:
    assert b_cubed(issues(("dam", "x")) + issues(("vote", "x"), article="b")) == 100.0


def test_intervals_hold_the_figure_and_are_the_same_every_time() -> None:
    coded = [
        one(Codes("STATE", "none", "x"), Codes("STATE" if n % 3 else "AID", "none", "x"), f"{n}") for n in range(30)
    ]
    scores = coding_scores(coded)
    low, high = scores.intervals["act micro"]
    assert low < scores.figures["act micro"] < high
    assert coding_scores(coded).intervals == scores.intervals
    assert scores.confusion == {("STATE", "AID"): 10}


def test_majority_answers_with_the_commonest() -> None:
    codes = [Codes("STATE", "oppose"), Codes("STATE", "support"), Codes("AID", "support")]
    assert majority(codes)[:2] == ("STATE", "support")


def test_nothing_to_score() -> None:
    assert coding_scores([]).figures["issue B3"] == 0.0
