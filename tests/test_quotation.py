from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Span
from onrecord.quotation import MARKS, quotations

CASES = json.loads((Path(__file__).parent / "cases" / "quotations.json").read_text("utf-8"))
FLAT = [pytest.param(case, id=case["label"]) for group in CASES.values() for case in group]


@pytest.mark.parametrize("case", FLAT)
def test_pairs_marks(case):
    text = case["text"]
    found = [q.span.of(text) for q in quotations(text, [Span(0, len(text))])]
    assert found == case["quotations"]


def test_blocks_do_not_share_marks():
    text = "He said “this.\nAnd “that”."
    blocks = [Span(0, 14), Span(15, len(text))]
    found = [(q.span.of(text), q.closed) for q in quotations(text, blocks)]
    assert found == [("“this.", False), ("“that”", True)]


@given(st.text(alphabet=st.one_of(st.sampled_from(sorted(MARKS) + list(" .a\n")), st.characters()), max_size=80))
def test_quotations_lie_in_their_block_and_nest(text):
    found = quotations(text, [Span(0, len(text))])
    for quotation in found:
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        assert text[quotation.span.start] in MARKS
        if quotation.closed:
            assert text[quotation.span.end - 1] in MARKS
    closed = [q.span for q in found if q.closed]
    for a in closed:
        for b in closed:
            assert not a.overlaps(b) or a.contains(b) or b.contains(a)


def test_many_quotations_that_are_never_closed_are_no_writing() -> None:
    few, many = "“Gates open. " * 3, "“Gates open. " * 1000
    assert len(quotations(few, [Span(0, len(few))])) == 3
    assert len(quotations(many, [Span(0, len(many))])) < 10
