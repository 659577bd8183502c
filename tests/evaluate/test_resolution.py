from __future__ import annotations

import pytest

from onrecord.document import Span
from onrecord.evaluate import Counts, Scored
from onrecord.evaluate.names import KINDS
from onrecord.evaluate.resolution import Named, accuracy, by_kind, end_to_end, scores_of, wrong_person

NAMED = [
    Named("Mara Quell", "Mara Quell", "Mara Quell", True),
    Named("She", "Mara Quell", "Mara Quell", True),
    Named("She", "Anna Lind", "Mara Quell", True),  # a wrong person
    Named("the minister", "Mara Quell", "unnamed: minister"),  # wrong, and no person
    Named("officials", "unnamed: officials", "unnamed: Karvethi officials"),
    Named("officials", "unnamed: officials", "Anna Lind", True),  # a wrong person
    Named("", "unknown", "unknown"),
    Named("Ossunmar", "Government of Karveth", "Government of Sorrenay"),
]


def test_accuracy_is_the_share_of_right_names() -> None:
    assert accuracy(NAMED) == pytest.approx(50.0)
    assert accuracy(NAMED[:2]) == 100.0
    assert accuracy([]) == 0.0


def test_a_wrong_person_is_a_persons_name_that_is_not_theirs() -> None:
    assert wrong_person(NAMED) == pytest.approx(25.0)
    assert wrong_person(NAMED[:2]) == wrong_person(NAMED[3:5]) == wrong_person([]) == 0.0


def test_kinds_with_their_shares_and_sizes() -> None:
    found = by_kind(NAMED)
    assert found == {
        "full name": (100.0, 1),
        "metonym": (0.0, 1),
        "he/she": (50.0, 2),
        "noun phrase": (0.0, 1),
        "group": (50.0, 2),
        "none": (100.0, 1),
    }
    assert list(found) == [kind for kind in KINDS if kind in found]
    assert by_kind([]) == {}


TEXT = "“We tried,” Lena Oskar said, adding that others had not."
QUOTE, OSKAR, SAID = Span(0, 11), Span(12, 22), Span(23, 27)
ADDING, OTHERS = Span(29, 35), Span(36, 55)
FIRST = Scored((OSKAR,), (SAID,), (QUOTE,), "direct")
SECOND = Scored((OSKAR,), (ADDING,), (OTHERS,))
GOLD = [(FIRST, "Lena Oskar"), (SECOND, "Lena Oskar")]


@pytest.mark.parametrize(
    ("found", "right", "linked"),
    [
        (GOLD, 2, 2),
        ([(FIRST, "Oskar"), (SECOND, "Anna Lind")], 1, 2),
        ([(FIRST, "unknown")], 0, 1),
        # a right name of a statement that is not linked does not count
        ([(FIRST._replace(source=()), "Lena Oskar")], 0, 0),
        ([(FIRST, "Lena Oskar"), (FIRST, "Lena Oskar")], 1, 1),
        ([], 0, 0),
    ],
)
def test_end_to_end_needs_the_link_and_the_name(found: list[tuple[Scored, str]], right: int, linked: int) -> None:
    assert end_to_end(TEXT, found, GOLD) == (Counts(right, len(found), 2), Counts(linked, len(found), 2))


def test_nothing_annotated() -> None:
    assert end_to_end(TEXT, GOLD, []) == (Counts(0, 2, 0), Counts(0, 2, 0))


def test_the_figures_of_a_corpus() -> None:
    baseline = [one._replace(found="Mara Quell") for one in NAMED]
    scores = scores_of(NAMED, {"nearest person": baseline}, Counts(3, 6, 6), Counts(4, 6, 6))
    assert (scores.accuracy, scores.wrong_person, scores.total) == (50.0, 25.0, len(NAMED))
    assert scores.baselines == {"nearest person": pytest.approx(37.5)}
    assert scores.share_of_linked == pytest.approx(0.75)
    assert scores_of([], {}, Counts(), Counts()).share_of_linked == 0.0
