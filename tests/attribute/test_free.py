from __future__ import annotations

import pytest

from attribute.drafts import contents, statement
from onrecord.attribute.draft import Found
from onrecord.attribute.free import free_quotations, repeats_the_body


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


def test_a_name_and_a_colon_before_a_quotation_are_its_source(scene):
    built = scene(
        ("paragraph", "Whether it will be public is unclear. Mara Tresk: “Over my dead body.” Oskar: “Not so.”"),
        ("paragraph", "Note: “The gates are shut today.” He had one wish: “Let the gates be open.”"),
    )
    drafts = free_quotations(built, Found())
    assert contents(built, drafts)[:2] == [["“Over my dead body.”"], ["“Not so.”"]]
    assert [[span.of(built.text) for span in draft.source] for draft in drafts[:2]] == [["Mara Tresk"], ["Oskar"]]
    assert all(not draft.source for draft in drafts[2:])


@pytest.mark.parametrize("label", ["Asked", "Verdict", "Warning", "But", "Caption", "Watch", "Opinion"])
def test_labels_before_a_quotation_are_no_source(scene, label):
    built = scene(("paragraph", f"The hall was silent. {label}: “Nobody asked us before they shut the gates.”"))
    assert not any(draft.source for draft in free_quotations(built, Found()))


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Bram Oakes, chief executive of Harrow Group: ", "Bram Oakes, chief executive of Harrow Group"),
        ("Opposition leader Dena Frost: ", "Opposition leader Dena Frost"),
        ("- Mayor Ines Tolland: ", "Mayor Ines Tolland"),
        ("Sen. Dena Frost (L-Pell.): ", "Sen. Dena Frost (L-Pell.)"),
        ("COUNCIL RUNS OUT OF MONEY - Dena Frost: ", "Dena Frost"),
        ("Minister for Sport Olaf Brenn, on Wednesday: ", "Minister for Sport Olaf Brenn, on Wednesday"),
        ("The mayor has one message for Harrow Group: ", None),
        ("Oakes reveals his plan for Harrow: ", None),
        ("In a speech at Harrow: ", None),
        ("The reason for the vote: ", None),
        ("Here is what they said in Harrow: ", None),
        ("Tolland went on, smiling at Frost: ", None),
    ],
)
def test_a_paragraph_that_is_one_quotation_behind_a_label_is_its_bearers(scene, before, source):
    built = scene(("paragraph", f"{before}“This council has no plan.”"))
    drafts = free_quotations(built, Found())
    assert [span.of(built.text) for draft in drafts for span in draft.source] == [source] * (source is not None)


def test_a_label_before_a_quotation_that_the_paragraph_goes_on_from_is_none(scene):
    built = scene(("paragraph", "Dena Frost, of Harrow: “The council has no plan.” The mayor shook her head."))
    assert not any(draft.source for draft in free_quotations(built, Found()))
