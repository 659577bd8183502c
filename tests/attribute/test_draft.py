from __future__ import annotations

from onrecord.attribute.drafting.draft import Draft, Found
from onrecord.document import Span

OUTER = Draft([Span(0, 5)], [Span(6, 10)], [Span(11, 60)], 0.9)
INNER = Draft([Span(12, 14)], [Span(15, 20)], [Span(21, 60)], 0.9)


def test_a_statement_told_within_words_does_not_own_them():
    found = Found([OUTER, INNER])
    assert found.holding(Span(11, 60)) == [OUTER, INNER]
    assert found.owning(Span(11, 60)) == [OUTER]
    assert found.owning(Span(21, 60)) == [OUTER, INNER]


def test_a_statement_is_found_by_any_of_its_words_and_by_pieces_added_later():
    draft = Draft([Span(0, 5)], [Span(6, 10)], [Span(11, 60)], 0.9)
    found = Found([draft])
    assert found.with_words(Span(2, 3)) == [draft]
    assert found.with_content(Span(2, 3)) == []
    found.extend(draft, Span(500, 520))
    assert found.holding(Span(501, 519)) == [draft]
