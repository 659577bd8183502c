from __future__ import annotations

import numpy as np

from onrecord.attribute.drafting.paths import LabelledSpan
from onrecord.attribute.drafting.pieces import (
    beside_cue,
    beside_furniture,
    in_one_block,
    join_neighbours,
    join_within_quotations,
    one_source,
    whole_quotations,
    with_opening,
    without_loose_words,
    without_overlaps,
    without_strays,
)
from onrecord.document import Span
from onrecord.encoding import CUE, SOURCE, Tokens


def where(built, words):
    start = built.text.index(words)
    return Span(start, start + len(words))


def texts(built, spans):
    return [span.of(built.text) for span in spans]


def sources(built, *pieces, cue):
    """Ask for the source among (words, confidence) pieces, each piece one token."""
    spans = [where(built, words) for words, _ in pieces] + [where(built, cue)]
    order = np.arange(len(spans))
    starts, ends = np.array([s.start for s in spans]), np.array([s.end for s in spans])
    tokens = Tokens(order, starts, ends, np.zeros((len(spans), 4), dtype=np.int64), np.zeros(len(spans), dtype=bool))
    labelled = [LabelledSpan(SOURCE, i, i + 1, sure, sure) for i, (_, sure) in enumerate(pieces)]
    labelled.append(LabelledSpan(CUE, len(pieces), len(pieces) + 1, 0.9, 0.9))
    return texts(built, one_source(built, tokens, labelled))


def test_the_source_is_on_the_cues_side_of_a_block(scene):
    built = scene(("headline", "Gates stay shut – Tresk"), ("deck", "Karveth has long warned that it would act"))
    assert sources(built, ("Tresk", 0.9), ("Karveth", 0.5), cue="warned") == ["Karveth"]


def test_the_likelier_of_two_sources_stays(scene):
    built = scene(("paragraph", "Obrassa wants it gone. To keep it, said Korodine, is folly."))
    assert sources(built, ("Obrassa", 0.4), ("Korodine", 0.9), cue="said") == ["Korodine"]


def test_pieces_of_one_source_are_joined(scene):
    built = scene(("paragraph", "Members of the so-called “Pact,” a group of states, said so."))
    found = sources(built, ("Members of the so-called", 0.6), ("a group of states", 0.8), cue="said")
    assert found == ["Members of the so-called “Pact,” a group of states"]


def test_pieces_of_a_source_are_not_joined_over_a_verb(scene):
    built = scene(("paragraph", "Lena Oskar said its officers called twice, advising it to wait."))
    assert sources(built, ("Lena Oskar", 0.9), ("its", 0.4), cue="advising") == ["Lena Oskar"]


def test_words_of_one_quotation_are_one_piece(scene):
    built = scene(("paragraph", "“The gates and the locks stay shut,” he said."))
    pieces = [where(built, "“The gates"), where(built, "stay shut,”")]
    assert texts(built, join_within_quotations(built, pieces, [where(built, "said")])) == [
        "“The gates and the locks stay shut,”"
    ]


def test_two_quotations_stay_two_pieces(scene):
    built = scene(("paragraph", "“The gates,” he said, “stay shut.”"))
    pieces = [where(built, "“The gates,”"), where(built, "“stay shut.”")]
    assert join_within_quotations(built, pieces, [where(built, "said")]) == pieces


def test_a_cue_inside_a_quotation_parts_its_pieces(scene):
    built = scene(("paragraph", "“The gates, we think, stay shut.”"))
    pieces = [where(built, "The gates"), where(built, "stay shut")]
    assert join_within_quotations(built, pieces, [where(built, "think")]) == pieces


def test_half_a_sentence_of_another_paragraph_is_a_stray(scene):
    built = scene(("paragraph", "“The gates stay shut,” he said."), ("paragraph", "“If they open, we go,” she said."))
    pieces = [where(built, "“The gates stay shut,”"), where(built, "“If they open")]
    assert without_strays(built, [where(built, "said")], pieces) == pieces[:1]


def test_a_whole_sentence_of_the_next_paragraph_stays(scene):
    built = scene(("paragraph", "“The gates stay shut,” he said."), ("paragraph", "“Nobody will open them.”"))
    pieces = [where(built, "“The gates stay shut,”"), where(built, "“Nobody will open them.”")]
    assert without_strays(built, [where(built, "said")], pieces) == pieces


def test_a_headline_is_no_part_of_what_the_text_tells(scene):
    built = scene(("headline", "Gates ‘a sham’"), ("paragraph", "The gates are “a sham”, he said."))
    pieces = [where(built, "Gates ‘a sham’"), where(built, "The gates are “a sham”")]
    assert without_strays(built, [where(built, "said")], pieces) == pieces[1:]
    built = scene(("subhead", "Power cuts"), ("paragraph", "The quay is dark, he said."))
    pieces = [where(built, "Power cuts"), where(built, "The quay is dark")]
    assert without_strays(built, [where(built, "said")], pieces) == pieces[1:]


def test_neighbours_across_a_block_are_not_joined(scene):
    built = scene(("paragraph", "one two"), ("paragraph", "three"))
    pieces = [where(built, "one"), where(built, "two"), where(built, "three")]
    assert texts(built, join_neighbours(built.text, pieces)) == ["one two", "three"]


def test_pieces_that_a_conjunction_parts_are_joined(scene):
    built = scene(("paragraph", "he was ill, but that it was late, but gulls came and went."))
    pieces = [where(built, words) for words in ("he was ill", "that it was late", "gulls came", "went")]
    joined = ["he was ill, but that it was late", "gulls came and went"]
    assert texts(built, join_neighbours(built.text, pieces)) == joined


def test_pieces_that_repair_let_overlap_are_one():
    assert without_overlaps([Span(9, 20), Span(0, 5), Span(4, 9)]) == [Span(0, 9), Span(9, 20)]


def test_a_source_stands_in_one_block(scene):
    built = scene(("headline", "Tax to rise, says finance minister"), ("paragraph", "LISSEN – The row goes on."))
    over = Span(built.text.index("finance"), built.text.index(" –"))
    assert in_one_block(built, over, [where(built, "says")]).of(built.text).strip() == "finance minister"
    assert in_one_block(built, over, [where(built, "goes")]).of(built.text).strip() == "LISSEN"


def test_a_quotation_is_said_as_a_whole(scene):
    built = scene(
        ("paragraph", "Oskar called it “a gift that nobody had asked for” and went. “We,” said Tresk, “stay here.”")
    )
    part, cue = where(built, "it “a gift that"), where(built, "called")
    whole = whole_quotations(built, part, [cue])
    assert whole.of(built.text) == "it “a gift that nobody had asked for”"
    assert whole_quotations(built, where(built, "gift that nobody"), [where(built, "that")]) == where(
        built, "gift that nobody"
    )
    assert whole_quotations(built, where(built, "“We,”"), [where(built, "said")]) == where(built, "“We,”")


def test_a_content_does_not_begin_in_a_caption(scene):
    built = scene(
        ("caption", "The quay. © Lev Amin"), ("paragraph", "The gates are shut, he said."), ("paragraph", "So.")
    )
    over = Span(built.text.index("Lev"), built.text.index(", he said"))
    assert beside_furniture(built, over, [where(built, "said")]).of(built.text).strip() == "The gates are shut"
    assert beside_furniture(built, over, [where(built, "quay")]).of(built.text) == "Lev Amin"
    paragraphs = Span(built.text.index("The gates"), len(built.text))
    assert beside_furniture(built, paragraphs, [where(built, "said")]) == paragraphs


def test_a_content_does_not_run_on_into_a_heading(scene):
    built = scene(("paragraph", "Texts were sent at 9am, he said."), ("subhead", "15.20 Oskar calls for calm"))
    over = Span(0, built.text.index(".20"))
    assert (
        beside_furniture(built, over, [where(built, "said")]).of(built.text).strip()
        == "Texts were sent at 9am, he said."
    )
    assert beside_furniture(built, over, [where(built, "calls")]).of(built.text) == "15"


def test_an_opening_phrase_belongs_to_its_clause(scene):
    built = scene(("paragraph", "As of Friday, the gates were shut, the harbour said. On Monday, nobody came."))
    pieces = [where(built, "As of Friday"), where(built, "the gates were shut"), where(built, "the harbour")]
    assert texts(built, with_opening(built.text, pieces)) == ["As of Friday, the gates were shut", "the harbour"]


def test_an_article_or_a_preposition_alone_is_no_content(scene):
    built = scene(("paragraph", "The man was said to be ill."))
    pieces = [where(built, "The"), where(built, "to be ill")]
    assert without_loose_words(built.text, pieces) == pieces[1:]
    assert without_loose_words(built.text, pieces[:1]) == pieces[:1]


def test_a_source_stands_in_the_block_of_its_cue(scene):
    built = scene(("headline", "Polls expected at eight"), ("paragraph", "We are waiting."))
    cue = [where(built, "expected")]
    assert [beside_cue(built, where(built, words), cue) for words in ("Polls", "We")] == [True, False]


def test_no_piece_stands_in_a_heading_above_its_cue(scene):
    built = scene(("subhead", "What do miners think?"), ("paragraph", "Oskar is unimpressed. It rains."))
    cue = [where(built, "is unimpressed")]
    pieces = [where(built, "What"), where(built, "It rains.")]
    assert texts(built, without_strays(built, cue, pieces[:1])) == []
    assert texts(built, without_strays(built, cue, pieces)) == ["It rains."]
