from __future__ import annotations

from dataclasses import replace

from export.coded import coded_reading
from onrecord.document import Document, Span
from onrecord.serve.passage import AROUND, hull, passage_of
from onrecord.statement import Attribution, Statement


def test_a_passage_has_the_paragraphs_of_a_statement_with_their_neighbours():
    reading = coded_reading()
    shown = passage_of(reading.document, reading.statements[2])
    assert [(one.kind, one.near) for one in shown] == [("byline", True), ("paragraph", False), ("paragraph", True)]
    assert "".join(one.text for one in shown[1].stretches) == reading.document.blocks[2].span.of(reading.document.text)
    labels = {one.text: one.labels for one in shown[1].stretches if one.labels}
    assert labels["Foreign Minister Jorath Vennick"] == ("source",)
    assert labels["said"] == ("cue",)
    assert labels["only after a peace deal"] == ("content", "condition")


def test_a_long_paragraph_is_cut_and_one_without_blocks_is_shown():
    text = "x" * 50_000 + " he said it. " + "y" * 50_000
    said = Span(text.index("he said"), text.index("he said") + 7)
    (shown,) = passage_of(Document(text), Statement("a", Attribution((), (), (said,), "indirect")))
    assert shown.cut_before and shown.cut_after
    assert sum(len(one.text) for one in shown.stretches) == 2 * AROUND + 7
    assert passage_of(Document(""), Statement("a", Attribution((), (), (Span(0, 4),), "indirect"))) == []


def test_the_hull_reaches_from_the_first_word_to_the_last():
    statement = coded_reading().statements[2]
    assert hull(statement).start == statement.attribution.source[0].start
    nothing = replace(statement.attribution, source=(), cue=(), content=())
    assert hull(replace(statement, attribution=nothing)) == Span(0, 0)
