from __future__ import annotations

import pytest

from attribute.drafts import contents, statement
from onrecord.attribute.drafting.draft import Found
from onrecord.attribute.uncued.free import free_quotations, repeats_the_body


def test_a_whole_quoted_sentence_stands_free(scene):
    built = scene(
        ("paragraph", "The hall was silent. “Nobody asked us before they shut the gates.” The vote was lost.")
    )
    assert contents(built, free_quotations(built, Found())) == [["“Nobody asked us before they shut the gates.”"]]


def test_scare_quotes_and_titles_do_not(scene):
    built = scene(
        ("paragraph", "The so-called “people’s guard” sang “Haul the Fog Away” on the “night of the long boats”."),
        ("paragraph", "“Haul the Fog Away” is a song of the coast."),
    )
    assert list(free_quotations(built, Found())) == []


def test_a_quotation_that_a_statement_holds_is_not_free(scene):
    built = scene(("paragraph", "“Nobody asked us before they shut the gates.” So said Oskar."))
    draft = statement(built, "Oskar", "said", "“Nobody asked us before they shut the gates.”")
    assert list(free_quotations(built, Found([draft]))) == []


def test_captions_and_teasers_hold_no_free_quotations(scene):
    built = scene(("caption", "“Nobody asked us before they shut the gates.”"), ("teaser", "ALSO: “We will not go.”"))
    assert list(free_quotations(built, Found())) == []


def test_a_pull_quote_that_repeats_the_body_does_not_count_twice(scene):
    built = scene(
        ("paragraph", "Oskar said: “Nobody asked us before they shut the gates. We will ask them.”"),
        ("quote", "“Nobody asked us before they shut the gates”"),
        ("quote", "“A gate is not a wall, and we shall open it.”"),
    )
    first, second = built.document.blocks[1:]
    assert repeats_the_body(built, first)
    assert not repeats_the_body(built, second)
    assert contents(built, free_quotations(built, Found()))[-1] == ["“A gate is not a wall, and we shall open it.”"]


def test_free_quotations_in_a_row_are_one_statement(scene):
    built = scene(
        ("paragraph", "The hall was silent. “Nobody asked us before they shut the gates."),
        ("paragraph", "“Then they opened them without a word.”"),
        ("paragraph", "It rained. “Nobody will ask us on Friday either.”"),
    )
    assert contents(built, free_quotations(built, Found())) == [
        ["“Nobody asked us before they shut the gates.", "“Then they opened them without a word.”"],
        ["“Nobody will ask us on Friday either.”"],
    ]


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("She does not agree.", "She"),
        ("It rained. Would she really leave?", "she"),
        ("Lena Oskar shook her head.", "Lena Oskar"),
        ("The hall was silent.", None),
        ("Tresk was silent.", None),
        ("“No.” She left, and the hall sang:", None),
    ],
)
def test_a_free_quotation_is_of_the_person_who_is_the_subject_before_it(scene, before, subject):
    quoted = "“Nobody asked us before they shut the gates.”"
    built = scene(("paragraph", "Lena Oskar said it rained."), ("paragraph", f"{before} {quoted}"))
    told = Found([statement(built, "Lena Oskar", "said", "it rained")])
    (draft,) = free_quotations(built, told)
    assert [span.of(built.text) for span in draft.source] == ([subject] if subject else [])
