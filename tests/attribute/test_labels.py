from __future__ import annotations

import pytest

from attribute.drafts import contents, statement
from onrecord.attribute.drafting.draft import Found
from onrecord.attribute.uncued.labels import labelled_drafts, labelled_quotations, left_to_labels


def told(built):
    """Labels and the quotations behind them."""
    return [(one.source.of(built.text), one.quotation.of(built.text)) for one in labelled_quotations(built)]


def test_a_name_and_a_colon_before_a_quotation_are_its_source(scene):
    built = scene(
        ("paragraph", "Whether it will be public is unclear. Mara Tresk: “Over my dead body.” Oskar: “Not so.”"),
        ("paragraph", "Note: “The gates are shut today.” He had one wish: “Let the gates be open.”"),
    )
    assert told(built) == [("Mara Tresk", "“Over my dead body.”"), ("Oskar", "“Not so.”")]


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Regional organiser Mara Tresk: ", "Regional organiser Mara Tresk"),
        ("Leader of nobody Mara Tresk: ", "Leader of nobody Mara Tresk"),
        ("Oskar told neighbour Mara Tresk: ", None),
        ("Questions for Mara Tresk: ", None),
        ("Yesterday leader Mara Tresk wrote: ", None),
    ],
)
def test_an_office_in_small_letters_before_a_name_is_part_of_a_label(scene, before, source):
    built = scene(("paragraph", f"The hall was silent. {before}“Over my dead body.” It rained, and nobody came."))
    assert [label for label, _ in told(built)] == [source] * (source is not None)


@pytest.mark.parametrize("label", ["Asked", "Verdict", "Warning", "But", "Caption", "Watch", "Opinion"])
def test_labels_before_a_quotation_are_no_source(scene, label):
    built = scene(("paragraph", f"The hall was silent. {label}: “Nobody asked us before they shut the gates.”"))
    assert told(built) == []


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
    assert [label for label, _ in told(built)] == [source] * (source is not None)


def test_a_label_before_a_quotation_that_the_paragraph_goes_on_from_is_none(scene):
    built = scene(("paragraph", "Dena Frost, of Harrow: “The council has no plan.” The mayor shook her head."))
    assert told(built) == []


def test_a_plural_possessive_is_part_of_a_label(scene):
    built = scene(("paragraph", "The Dockers’ Union: “We shall see.” So be it. ‘No.’ Oskar: “Let them come.”"))
    assert told(built) == [("The Dockers’ Union", "“We shall see.”"), ("Oskar", "“Let them come.”")]
    assert told(scene(("list", "• The Dockers’ Union: “We shall see.”"), ("list", "• Oskar: “Let them come.”"))) == [
        ("The Dockers’ Union", "“We shall see.”"),
        ("Oskar", "“Let them come.”"),
    ]


def test_labels_of_a_list_of_quotations_need_no_name(scene):
    items = ("• Residents’ association: “It stinks.”", "• The harbour master: “I smell nothing.”")
    assert [label for label, _ in told(scene(*(("list", item) for item in items)))] == [
        "Residents’ association",
        "The harbour master",
    ]
    assert told(scene(("list", items[0]), ("list", "• Smoke over the quay"))) == []
    assert told(scene(*(("paragraph", item) for item in items))) == []


@pytest.mark.parametrize(
    "items",
    [
        ("• Best film: “The Long Boat”", "• Best song: “Haul the Fog Away”"),
        ("• What changes: “Gates will be shut at six.”", "• What it costs: “Nothing at all, they say.”"),
        ("• Headline: “Gates to be shut at six.”", "• Caption: “The quay at six.”"),
    ],
)
def test_labels_of_other_lists_are_nobody(scene, items):
    assert told(scene(*(("list", item) for item in items))) == []


def test_a_label_beats_a_line_above_the_list(scene):
    built = scene(
        ("paragraph", "What neighbors say:"),
        ("list", "• Ada Quell: “It stinks.”"),
        ("list", "• Bo Ruin: “It does not.”"),
    )
    lead = statement(built, "neighbors", "say", "“It stinks.”")
    labels = labelled_quotations(built)
    found = Found(left_to_labels(labels, [lead]))
    assert found.drafts == []
    assert contents(built, labelled_drafts(labels, found)) == [["“It stinks.”"], ["“It does not.”"]]


def test_a_cue_beside_a_label_keeps_its_words(scene):
    built = scene(("paragraph", "Ada Quell: “It stinks, and Bo said so.” That is what she said."))
    drafts = [statement(built, "she", "said.", "“It stinks, and Bo said so.”"), statement(built, "Bo", "said", "so")]
    assert left_to_labels(labelled_quotations(built), list(drafts)) == drafts
