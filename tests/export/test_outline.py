from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Span
from onrecord.export.nesting import label, outline, rule
from onrecord.statement import Attribution, Reading, Statement


def statement(own: int, parent: int | None) -> Statement:
    return Statement(str(own), Attribution((), (), (Span(0, 1),), "indirect"), None if parent is None else str(parent))


def test_children_follow_their_parent(reading: Reading) -> None:
    assert [(entry.number, entry.depth) for entry in outline(reading.statements)] == [
        *((1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (6, 2), (7, 1), (8, 0), (9, 0), (10, 0), (11, 0)),
    ]


def test_a_parent_may_come_later_in_the_text() -> None:
    found = outline([statement(0, 1), statement(1, None)])
    assert [(entry.number, entry.depth) for entry in found] == [(2, 0), (1, 1)]


def test_a_statement_whose_parent_was_left_out_stands_at_the_top() -> None:
    assert [entry.depth for entry in outline([statement(0, 9)])] == [0]


@given(st.lists(st.none() | st.integers(0, 8), max_size=8))
def test_every_statement_is_there_once_whatever_the_parents(parents: list[int | None]) -> None:
    found = outline([statement(own, parent) for own, parent in enumerate(parents)])
    assert sorted(entry.number for entry in found) == list(range(1, len(parents) + 1))
    assert all(after.depth <= before.depth + 1 for before, after in pairwise(found))


def test_labels(reading: Reading) -> None:
    assert [label(item) for item in reading.statements[5:8]] == ["mixed", "indirect, negated", "direct"]
    assert [rule(item) for item in reading.statements[:2]] == ["headline dash", ""]
