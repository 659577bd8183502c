from __future__ import annotations

import pytest

from attribute.drafts import contents, statement
from onrecord.attribute.drafting.draft import Found
from onrecord.attribute.uncued.leads import led_paragraphs

SPEECH = "We have boats that nobody mends. We have men who wait on the quay."


def led(built, found=None):
    return [
        tuple(spans[0].of(built.text) for spans in (draft.source, draft.cue, draft.content))
        for draft in led_paragraphs(built, found or Found())
    ]


@pytest.mark.parametrize(
    ("lead", "source", "cue"),
    [
        ("The governor added:", "The governor", "added"),
        ("It rained all day. Mara Quell continued:", "Mara Quell", "continued"),
        ("Quell argued that:", "Quell", "argued"),
        ("Quell later wrote in a letter to the mayor:", "Quell", "later wrote"),
    ],
)
def test_a_line_that_ends_in_a_colon_tells_who_says_the_paragraph(scene, lead, source, cue):
    built = scene(("paragraph", lead), ("paragraph", SPEECH))
    assert led(built) == [(source, cue, SPEECH)]


@pytest.mark.parametrize(
    ("lead", "paragraph"),
    [
        ("Here is what we know:", SPEECH),
        ("12:45 p.m.:", SPEECH),
        ("The governor added:", "“We have boats that nobody mends,” and so on."),  # marks tell it
        ("The governor added:", "<tweet author=“quell”> We have boats that nobody mends."),
        ("The governor added:", "Three boats."),
        ("The governor added nothing.", SPEECH),
    ],
)
def test_other_colons_and_other_paragraphs_do_not(scene, lead, paragraph):
    assert led(scene(("paragraph", lead), ("paragraph", paragraph))) == []


def test_a_statement_with_a_part_of_the_paragraph_takes_the_whole(scene):
    built = scene(("paragraph", "The governor added:"), ("paragraph", SPEECH))
    found = Found([statement(built, "The governor", "added", "We have boats that nobody mends")])
    assert led(built, found) == []
    assert contents(built, found.drafts) == [[SPEECH]]
    assert led(built, found) == []
    assert contents(built, found.drafts) == [[SPEECH]]
