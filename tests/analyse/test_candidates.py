"""Pairs that are worth a look."""

from __future__ import annotations

import numpy as np

from analyse.told import MINISTER, RIVAL, STATE, telling
from onrecord.analyse.candidates import RARE, STEPS, candidates
from onrecord.analyse.speakers import Relation
from onrecord.analyse.table import NO_DAY, day_of, table_of
from onrecord.analyse.telling import Speaker, Telling


def pairs(*tellings: Telling) -> dict[tuple[int, int], Relation]:
    found = candidates(table_of(tellings), np.arange(len(tellings), dtype=np.int32))
    return {
        (one, other): Relation(kind) for one, other, kind in zip(*(column.tolist() for column in found), strict=True)
    }


def test_one_speaker_in_one_article_whatever_is_said() -> None:
    assert pairs(telling("the ships", document="d"), telling("a school", document="d")) == {(0, 1): Relation.SAME}


def test_one_article_that_tells_of_two_days() -> None:
    first = telling("the ships leave", document="d", said="2031-02-01")
    assert pairs(first, telling("a school opens", document="d", said="2031-03-01")) == {}
    assert pairs(first, telling("a school opens", document="d", said="2031-02-01")) == {(0, 1): Relation.SAME}
    assert pairs(first, telling("a school opens", document="d")) == {(0, 1): Relation.SAME}


def test_one_speaker_in_these_days_with_a_word_in_common() -> None:
    assert pairs(telling("the ships leave"), telling("ships stay")) == {(0, 1): Relation.SAME}
    assert pairs(telling("the ships leave"), telling("a school opens")) == {}


def test_one_speaker_at_another_time_with_many_words_in_common() -> None:
    later = telling("the ships leave tomorrow", published="2031-09-01")
    assert pairs(telling("the ships leave tomorrow morning"), later) == {(0, 1): Relation.SAME}
    assert pairs(telling("the ships leave tomorrow morning for the islands of the south"),
                 telling("ships need paint and very many other things", published="2031-09-01")) == {}  # fmt: skip


def test_a_state_and_its_minister_in_these_days() -> None:
    assert pairs(telling("the ships leave"), telling("ships leave", STATE)) == {(0, 1): Relation.KIN}
    assert pairs(telling("the ships leave"), telling("ships leave", STATE, published="2031-09-01")) == {}


def test_the_same_words_of_the_unnamed_but_not_of_two_persons() -> None:
    words = "the nineteen sailors leave the northern harbour tomorrow morning"
    assert pairs(telling(words), telling(words, Speaker("unnamed: official"))) == {(0, 1): Relation.OTHER}
    assert pairs(telling(words, MINISTER), telling(words, RIVAL)) == {}


def test_a_speaker_who_never_stops_costs_no_more_than_steps() -> None:
    many = [telling(f"word{place} all the same harbour", published="2031-03-05") for place in range(300)]
    assert len(pairs(*many)) <= 300 * (STEPS + RARE)


def test_days_that_are_no_days() -> None:
    odd = [telling("the ships", published=day) for day in ("yesterday", "2031-02-31", "", "0000-01-01")]
    assert [day_of(one) for one in odd] == [NO_DAY] * 4
    assert day_of(telling("ships", said="2031-02")) == NO_DAY
    assert day_of(telling("ships", said="2031-03")) == day_of(telling("ships"))
    assert day_of(telling("ships", said="2031-03-01")) == day_of(telling("ships", published="2031-03-01T10:00:00Z"))
    assert pairs(telling("the ships leave", published="?"), telling("the ships leave", published="?")) != {}
