"""Turns: a stance that became another one, with noise left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.made import stance
from onrecord.analyse.turns import Care, courses, evidence
from onrecord.errors import OptionError
from onrecord.store.asking.stances import POSITIONS, Stance

#: President Halvasund on foreign monitors: no, then on conditions, then yes.
HALVASUND = [
    stance("Dorrik Halvasund", "oppose", "2031-01-24", score=0.95),
    stance("Dorrik Halvasund", "oppose", "2031-01-24"),
    stance("Dorrik Halvasund", "conditional", "2031-02-21", score=0.99),
    stance("Dorrik Halvasund", "neutral", "2031-02-21", score=0.99),
    stance("Dorrik Halvasund", "oppose", "2031-02-21", score=0.7),
    stance("Dorrik Halvasund", "conditional", "2031-03-28", score=0.98),
    stance("Dorrik Halvasund", "support", "2031-06-20", score=0.97),
]


def test_step_by_step() -> None:
    (course,) = courses(HALVASUND)
    assert [(stage.stance, stage.first, stage.last) for stage in course.stages] == [
        ("oppose", "2031-01-24", "2031-01-24"),
        ("conditional", "2031-02-21", "2031-03-28"),
        ("support", "2031-06-20", "2031-06-20"),
    ]
    assert [turn.kind for turn in course.turns] == ["softened", "hardened"]
    assert course.dropped == 1
    before = evidence(course.turns[0].before, late=True)
    assert {one.day for one in before} == {"2031-01-24"} and len(before) == 2


def test_a_single_unsure_statement_is_no_turn() -> None:
    steady = [stance("Anna Holm", "oppose", f"2031-0{month}-03") for month in (1, 2, 4, 5)]
    assert courses([*steady, stance("Anna Holm", "support", "2031-03-03", score=0.6)]) == []
    assert courses([*steady, stance("Anna Holm", "support", "2031-03-03", score=0.3)], Care(least=1)) == []
    (sure,) = courses([*steady, stance("Anna Holm", "support", "2031-03-03", score=0.95)])
    assert [turn.kind for turn in sure.turns] == ["turned", "turned"]
    (reviewed,) = courses([*steady, stance("Anna Holm", "support", "2031-06-03", score=0.2, reviewed=True)])
    assert reviewed.stages[-1].stance == "support"
    (told_twice,) = courses([*steady, *(stance("Anna Holm", "support", "2031-06-03", score=0.6) for _ in "ab")])
    assert len(told_twice.stages) == 2


def test_tellings_that_agree_make_a_stage_stand() -> None:
    steady = [stance("Anna Holm", "oppose", f"2031-0{month}-03") for month in (1, 2)]
    retold = stance("Anna Holm", "conditional", "2031-04-03", score=0.75)
    assert courses([*steady, retold]) == []
    (course,) = courses([*steady, retold._replace(tellings=4, alike=3)])
    assert course.stages[-1].stance == "conditional"
    assert courses([*steady, retold._replace(tellings=4, alike=3, score=0.6)]) == []


def test_what_has_no_day_or_no_side_turns_nothing() -> None:
    assert courses([stance("Anna Holm", "oppose", score=1), stance("Anna Holm", "support", None, score=1)]) == []
    assert (
        courses([stance("Anna Holm", "oppose", score=1), stance("Anna Holm", "neutral", "2031-05-01", score=1)]) == []
    )


def test_issues_and_actors_are_apart() -> None:
    assert courses([stance("Anna Holm", "oppose", score=1), stance("Bo Lind", "support", "2031-05-01", score=1)]) == []
    other = stance("Anna Holm", "support", "2031-05-01", score=1, issue="I01")
    assert courses([stance("Anna Holm", "oppose", score=1), other]) == []


@pytest.mark.parametrize("care", [Care(lowest=1.5), Care(least=0), Care(sure=-1)])
def test_care_that_makes_no_sense(care: Care) -> None:
    with pytest.raises(OptionError, match="scores are from 0 to"):
        courses(HALVASUND, care)


@given(
    st.lists(
        st.builds(
            stance,
            st.sampled_from(["Anna Holm", "Bo Lind"]),
            st.sampled_from(POSITIONS),
            st.sampled_from(["2031-01-24", "2031-02-03", "2031-02-21", "2031-04-30"]),
            score=st.floats(0, 1),
            reviewed=st.booleans(),
        ),
        max_size=20,
    ),
    st.randoms(use_true_random=False),
)
def test_order_of_the_input_does_not_matter(said: list[Stance], random) -> None:  # type: ignore[no-untyped-def]
    found = courses(said)
    shuffled = list(said)
    random.shuffle(shuffled)
    assert courses(shuffled) == found
    for course in found:
        stances = [stage.stance for stage in course.stages]
        assert all(one != other for one, other in pairwise(stances))
        assert [stage.first for stage in course.stages] == sorted(stage.first for stage in course.stages)
        for turn in course.turns:
            assert turn.before.last < turn.after.first
