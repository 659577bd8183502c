from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.document import Link
from onrecord.ingest.anatomy import blocks, teaser_links

CASES = json.loads((Path(__file__).parents[1] / "cases" / "anatomy.json").read_text("utf-8"))
#: Characters that decide where blocks begin and end, mixed with any others.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("\n\r\f\0\t .:“”\"'-–•ABab1©\u2028\u2029\u00a0\u200f\ufeff\ud800"),
        st.characters(),
    ),
    max_size=300,
)


@pytest.mark.parametrize("case", CASES["articles"] + CASES["negative"], ids=lambda case: case["label"])
def test_kinds(case):
    assert [block.kind for block in blocks(case["text"])] == case["kinds"]


@given(TEXTS)
@example("\n\n \0 \n\n")
@example("a\r\rb\r\n\r\nc")
@settings(deadline=None)
def test_blocks_are_in_range_in_order_and_apart(text):
    found = blocks(text)
    for block in found:
        part = block.span.of(text)
        assert part
        assert part == part.strip()
        assert block.span.end <= len(text)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))


@given(TEXTS)
@settings(deadline=None)
def test_no_letter_is_outside_of_the_blocks(text):
    covered = "".join(block.span.of(text) for block in blocks(text))
    assert sum(map(str.isalnum, covered)) == sum(map(str.isalnum, text))


def test_wrapped_lines_are_one_block_with_their_line_ends():
    (case,) = (case for case in CASES["articles"] if case["label"] == "hard-wrapped lines between blank lines")
    assert blocks(case["text"])[1].span.of(case["text"]).count("\n") == 2


def test_a_teaser_is_also_a_link():
    text = "Quay closes\n\nIt closed on Monday.\n\nREAD MORE: Boats wait https://quill.example/boats."
    teaser = blocks(text)[-1]
    assert teaser_links(text, blocks(text)) == (Link("teaser", teaser.span, "https://quill.example/boats"),)


@pytest.mark.parametrize("text", ["word " * 2_000_000, '"' * 10_000_000, "x" * 10_000_000], ids=["words", "marks", "x"])
def test_a_line_of_ten_megabytes_is_one_block(text):
    assert len(blocks(text)) == 1


@pytest.mark.parametrize(
    "part",
    ["By A and By A and ", "By Aa in bb and ", "Aa/Aa ", "(A ", "Monday ", "“a” ", "via Reuters ", "Page 1 ", "A, "],
)
def test_patterns_do_not_run_away(part):
    text = "\n\n".join((part * 60)[: 119 - index % 7] + "(" for index in range(1_000))
    assert len(blocks(text)) == 1_000


def test_many_equal_quotations_are_read_in_linear_time():
    assert len(blocks("“We will all go down there now.”\n\n" * 20_000)) == 20_000
