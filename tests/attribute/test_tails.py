from __future__ import annotations

import pytest

from onrecord.attribute.edges.tails import with_clause, with_tail, without_hanging, without_time
from onrecord.document import Span


def where(built, words):
    start = built.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("“She asks if we will stay in this house, and I have no answer.”", "if we will stay in", "this house"),
        ("“I don’t know.”", "I don’", "t know"),
        ("“I thought they would stay till we carried them out.”", "they would stay till we", "carried them out"),
        ("Oskar cannot stand them, and nor can we.", "nor can we", ""),
        ("Oskar was asked what she", "what she", ""),
        ("Tresk wants the gates shut because of the flood.", "the", "gates shut"),
        ("They talked about everything except fish, Oskar said.", "everything except", "fish"),
        ("Tresk was told ‘it was safe’.", "it", "was safe"),
        ("Tresk put it in the hall of the House, and left.", "in the hall", "of the House"),
        ("Tresk dropped its case against 22 miners, and left.", "its case against 22", "miners"),
        ("Tresk was there in May 2022 as planned.", "there in May 2022", ""),
        ("Tresk regrets it as did Oskar.", "it", ""),
        ("Oskar vowed to stand by Tresk “for good,” the paper said.", "to stand by Tresk", "“for good,”"),
        ("Oskar vowed to stand by Tresk. “For good,” the paper said.", "to stand by Tresk", ""),
        ("Oskar vowed to stand by Tresk, “for good” or ill.", "to stand by Tresk", ""),
        ("Oskar floated a truce as part of guarantees demanded by Mara Quell.", "guarantees demanded", "by Mara Quell"),
        ("Oskar wants the gates opened and the locks left as they are.", "the gates opened", ""),
        ("Oskar liked the garden by the river.", "the garden", ""),
        ("Tresk knows whom they came for.", "whom they came for", ""),
        ("Tresk asked what for, and left.", "what for", ""),
        ("Tresk thinks of the day on which it was so cold that the gates froze.", "the day on", ""),
        ("The gates were reportedly open.", "The gates were", ""),
        ("He will go to Karveth one day soon after it has stopped raining there.", "to", ""),
    ],
)
def test_a_piece_goes_on_to_where_its_last_word_leads(scene, text, piece, whole):
    built = scene(("paragraph", text))
    cue = [where(built, "reportedly")] if "reportedly" in text else []
    found = with_tail(built, where(built, piece), cue, cue).of(text)
    assert found.removeprefix(piece).strip() == whole


@pytest.mark.parametrize(
    ("text", "cue", "piece", "tail"),
    [
        (
            "Karveth would view the ships as “a threat to peace,” he said.",
            "view",
            "the ships",
            " as “a threat to peace,”",
        ),
        ("Karveth regards the ships merely as bait.", "regards", "the ships", " merely as bait"),
        ("Karveth condemned the ships as they passed the quay.", "condemned", "the ships", ""),
        ("Karveth condemned the ships for being late, and left.", "condemned", "the ships", " for being late"),
        ("Karveth praised the crews for their work.", "praised", "the crews", ""),
        ("Karveth saw the ships for being late.", "saw", "the ships", ""),
        ("Karveth sees the ships, as it put it.", "sees", "the ships", ""),
        ("The ships are seen as bait.", "are seen", "The ships", ""),
    ],
)
def test_the_object_of_a_naming_verb_keeps_its_predicate(scene, text, cue, piece, tail):
    built = scene(("paragraph", text))
    cues = [where(built, cue)]
    assert with_tail(built, where(built, piece), cues, cues).of(text) == piece + tail


@pytest.mark.parametrize(
    ("text", "piece", "tail"),
    [
        ("Tresk is ready to talk, provided the gates are open.", "to talk", ", provided the gates are open"),
        ("Tresk would refuse a chair, if one were carried in.", "a chair", ", if one were carried in"),
        ("Tresk will talk only if the gates open, and not before.", "talk", ""),  # more follows in the sentence
        ("Tresk asked for bread. If there is none, we leave.", "bread", ""),
        ("Tresk gave the report provided by the mill.", "the report", ""),
        ("Tresk told us to talk, if at all.", "to talk", ""),
    ],
)
def test_a_content_keeps_the_condition_behind_it(scene, text, piece, tail):
    built = scene(("paragraph", text))
    assert with_tail(built, where(built, piece), [], []).of(text) == piece + tail


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("Tresk wants the gates shut if it rains. Oskar left.", "the gates shut if", "the gates shut if it rains"),
        ("Tresk wants the gates shut as well, of course.", "the gates shut as", "the gates shut"),
        (
            "Tresk wants the gates shut after two of his nine old boats were lost to the river.",
            "the gates shut after",
            "the gates shut",
        ),
        ("Tresk has never seen such a thing before.", "such a thing before", "such a thing before"),
        ("Tresk saw such a thing before in Karveth.", "such a thing before", "such a thing before"),
        ("Tresk wants us to act before it is late.", "to act before", "to act before it is late"),
    ],
)
def test_a_content_does_not_end_in_a_word_that_begins_a_clause(scene, text, piece, whole):
    built = scene(("paragraph", text))
    assert with_clause(built, where(built, piece), built.document.blocks[0].span).of(text) == whole


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("Tresk removed the list from its new site on Friday.", "the list from", "the list"),
        ("Tresk blamed the storm, hours after the gates gave way.", "the storm, hours", "the storm"),
        ("Tresk blamed the storm, the rain and two days of frost.", "two days", "two days"),
        ("“This is what we came from originally.”", "what we came from", "what we came from"),
        ("It is a town to be proud of.", "a town to be proud of", "a town to be proud of"),
    ],
)
def test_a_content_does_not_end_in_what_is_left_of_a_phrase(scene, text, piece, whole):
    built = scene(("paragraph", text))
    assert without_hanging(built, where(built, piece)).of(text) == whole


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("“thieves” in December", "“thieves”"),
        ("“thieves” last Friday", "“thieves”"),
        ("“thieves” in Tresk", "“thieves” in Tresk"),
        ("the “thieves” in December", "the “thieves” in December"),
    ],
)
def test_a_quotation_ends_before_the_time_of_speaking(words, kept):
    assert without_time(words, Span(0, len(words))).of(words) == kept
