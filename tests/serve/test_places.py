from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Span
from onrecord.errors import OptionError
from onrecord.serve.places import LINES, as_line, as_lines, span_in, spans_in

TEXT = "“It would,” he said 🚢 on Monday.\n\nIt would, she said, on\n Monday."
SECOND = TEXT.index("It would, she")


def test_words_are_found_where_they_are_nearest():
    assert span_in("It would", TEXT, Span(0, 1)) == Span(1, 9)
    assert span_in("It would", TEXT, Span(SECOND + 3, SECOND + 4)) == Span(SECOND, SECOND + 8)
    assert span_in(f"It would [{SECOND}-{SECOND + 2}]", TEXT, Span(0, 1)) == Span(SECOND, SECOND + 8)


def test_offsets_alone_and_words_over_a_line_end():
    assert span_in("12-14", TEXT, Span(0, 1)) == Span(12, 14)
    assert span_in("on Monday", TEXT, Span(len(TEXT) - 1, len(TEXT))).of(TEXT) == "on\n Monday"


def test_offsets_count_code_points_behind_an_emoji():
    found = span_in("on Monday", TEXT, Span(0, 1))
    assert (found.of(TEXT), as_line(found, TEXT)) == ("on Monday", f"on Monday [{found.start}-{found.end}]")


@pytest.mark.parametrize("line", ["nowhere", "0-9999", "9-3", "nowhere [1-4]"])
def test_what_is_not_there_is_told(line):
    with pytest.raises(OptionError, match=r"does not stand in the article|is no place in a text"):
        span_in(line, TEXT, Span(0, 1))


def test_lines_are_bounded():
    with pytest.raises(OptionError, match="too many"):
        spans_in("It\n" * (LINES + 1), TEXT, Span(0, 1))


@given(st.data())
def test_a_place_written_down_is_found_again(data):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(TEXT))))
    assert spans_in(as_lines([span], TEXT), TEXT, Span(0, 1)) == (span,)
