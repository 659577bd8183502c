"""Which tellings are of one utterance."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyse.told import MINISTER, RIVAL, STATE, telling
from export.readings import readings
from onrecord.analyse.telling import Speaker, Telling, tellings_of
from onrecord.analyse.utterances import utterances

FULL = "“We will release all nineteen men within seventy-two hours, unharmed and without trial.”"


def groups(tellings: Sequence[Telling]) -> list[list[int]]:
    """The tellings of each utterance by their place."""
    places = {telling.statement: place for place, telling in enumerate(tellings)}
    return sorted(sorted(places[one.statement] for one in found.tellings) for found in utterances(tellings))


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (FULL, {}),
        ("“all nineteen men”, would go free “within seventy-two hours”", {}),
        ("“We will release all [the sailors] … unharmed and without trial”", {}),
        ("that Veldland would release the 19 men, unharmed and untried, within 72 hours", {}),
        ("all 19 men would be released unharmed within 72 hours", {"speaker": STATE}),
        ("had promised to release all nineteen men within seventy-two hours", {"published": "2031-03-07"}),
    ],
    ids=["verbatim", "cut", "bracketed", "retold", "by the state", "days later"],
)
def test_tellings_of_one_utterance(content: str, more: dict[str, object]) -> None:
    given_ones = [telling(FULL), telling(content, outlet="Harbour Post", **more)]  # type: ignore[arg-type]
    assert groups(given_ones) == [[0, 1]]


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (FULL, {"speaker": RIVAL}),
        ("“The harbour stays closed to every vessel of theirs.”", {"published": "2031-06-05"}),
        ("would not be drawn on the nineteen men", {"negated": True}),
        ("“Our fishermen need a quiet sea.”", {"speaker": Speaker("unnamed: officials")}),
    ],
    ids=["another person", "months later", "not said", "unnamed"],
)
def test_tellings_of_two_utterances(content: str, more: dict[str, object]) -> None:
    given_ones = [telling(FULL), telling(content, outlet="Harbour Post", **more)]  # type: ignore[arg-type]
    assert groups(given_ones) == [[0], [1]]


@pytest.mark.parametrize(
    ("one", "other", "speaker"),
    [
        ("the ferries", "that he regretted what he had told the ferries in a letter of last month", MINISTER),
        (
            "the harbour boats of the northern island to come home before winter",
            "that harbour boats had burnt all night while soldiers watched from shore",
            MINISTER,
        ),
        ("his decision", "that the decision to close the quay had been a decent one", STATE),
        ("the rules of the harbour", "that new rules would help nobody on the quay before winter", STATE),
        ("hundreds of people wait on the quay", "“Hundreds of letters came on Monday, and nobody wrote back.”", RIVAL),
    ],
    ids=["a word of many", "a third of few", "one word of a state", "a word of a state", "another person"],
)
def test_few_words_in_common_make_no_utterance(one: str, other: str, speaker: Speaker) -> None:
    """Who speaks on one matter all week uses the same words again and again."""
    assert groups([telling(one), telling(other, speaker, outlet="Harbour Post", published="2031-03-05")]) == [[0], [1]]


@pytest.mark.parametrize(("day", "utterances"), [("2031-03-07", [[0, 1]]), ("2031-04-20", [[0], [1]])])
def test_the_words_that_name_a_matter_are_no_utterance_weeks_later(day: str, utterances: list[list[int]]) -> None:
    """Who speaks of one matter for months names it again and again; within days it is told of what he just said."""
    later = telling("“We are going to build a sea wall.”", outlet="Harbour Post", published=day)
    assert groups([telling("to build a sea wall along the northern island"), later]) == utterances


def test_what_is_recalled_long_after_is_the_same() -> None:
    later = telling("had promised to release “all nineteen men … unharmed and without trial”", cue="had promised",
                    published="2031-06-20")  # fmt: skip
    assert groups([telling(FULL), later]) == [[0, 1]]


def test_a_statement_within_one_of_the_same_speaker_belongs_to_it() -> None:
    whole = telling("“I demand the release of all nineteen men”")
    part = telling("the release of all nineteen men", document=whole.document, parent=whole.statement)
    other = telling("the release of all nineteen men", RIVAL, document=whole.document, parent=whole.statement)
    assert groups([whole, part, other]) == [[0, 1], [2]]


def _sentence(place: int) -> str:
    numbers = ((place * 7 + step * step * 13) % 211 for step in range(12))
    return " ".join(f"{chr(97 + number % 26)}{chr(97 + number // 26)}oren" for number in numbers)


def test_who_speaks_every_day_says_many_things() -> None:
    said = [
        telling(f"“{_sentence(place)}, he promised the harbour.”", published=f"2031-03-{1 + place % 7:02}")
        for place in range(100)
    ]
    again = telling(f"“{_sentence(40)}”", outlet="Harbour Post", published="2031-03-06")
    found = utterances([*said, again])
    assert len(found) >= 95
    (own,) = [group for group in found if again in group.tellings]
    assert set(own.tellings) == {said[40], again}


def test_the_order_of_the_input_changes_nothing() -> None:
    outlets = ("Coastwire", "Harbour Post", "The Ledger")
    given_ones = [telling(words, outlet=outlet) for words in (FULL, "nineteen men go free") for outlet in outlets]
    mixed = given_ones[::-1]
    same = {frozenset(one.statement for one in group.tellings) for group in utterances(given_ones)}
    assert same == {frozenset(one.statement for one in group.tellings) for group in utterances(mixed)}


def test_an_utterance_is_known_by_its_first_telling_and_ordered_by_day() -> None:
    late, early = telling(FULL, published="2031-03-07"), telling(FULL, published="2031-03-05")
    undated = telling(FULL, published=None)  # type: ignore[arg-type]
    (found, *_) = utterances([undated, late, early])
    assert found.id == f"{early.document}#{early.statement}"
    assert [one.published for one in found.tellings][:2] == ["2031-03-05", "2031-03-07"]


def test_nothing_at_all_and_a_single_one() -> None:
    assert utterances([]) == []
    assert len(utterances([telling("")])) == 1


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(st.lists(readings, max_size=3))
def test_every_telling_is_in_one_utterance_whatever_it_is(many: list) -> None:  # type: ignore[type-arg]
    tellings = [one for place, each in enumerate(many) for one in tellings_of(each, str(place))]
    assert sorted(map(id, tellings)) == sorted(id(one) for group in utterances(tellings) for one in group.tellings)


def test_a_minister_is_not_mixed_with_others_who_speak_for_the_state() -> None:
    both = [
        telling(FULL),
        telling("that all nineteen men go free within seventy-two hours", STATE),
        telling(FULL, RIVAL),
    ]
    found = groups(both)
    assert [0, 2] not in found and not any({0, 2} <= set(group) for group in found)
    assert MINISTER.key != RIVAL.key
