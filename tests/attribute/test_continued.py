from __future__ import annotations

from onrecord.attribute.continued import continue_quotations
from onrecord.attribute.draft import Draft, Found
from onrecord.document import Span


def contents(built, drafts):
    return [[span.of(built.text) for span in draft.content] for draft in drafts]


def statement(built, source, cue, content):
    def where(words):
        start = built.text.index(words)
        return Span(start, start + len(words))

    return Draft([where(source)], [where(cue)], [where(content)], 0.9)


def test_a_quotation_runs_on_in_the_next_paragraph(scene):
    built = scene(
        ("paragraph", "Oskar said: “We came to the river. It was high."),
        ("paragraph", "“Then the gates opened.”"),
    )
    draft = statement(built, "Oskar", "said", "“We came to the river. It was high.")
    continue_quotations(built, Found([draft]))
    assert contents(built, [draft]) == [["“We came to the river. It was high.", "“Then the gates opened.”"]]


def test_a_closed_quotation_does_not_run_on(scene):
    built = scene(("paragraph", "Oskar said: “We came.”"), ("paragraph", "“Then the gates opened,” said Tresk."))
    draft = statement(built, "Oskar", "said", "“We came.”")
    continue_quotations(built, Found([draft]))
    assert contents(built, [draft]) == [["“We came.”"]]


def test_a_colon_leaves_the_next_paragraph_to_its_speaker(scene):
    built = scene(
        ("paragraph", "Oskar said that it was late. Tresk put it to the hall:"),
        ("paragraph", "“Nobody asked us before they shut the gates.”"),
    )
    first = statement(built, "Oskar", "said", "that it was late")
    second = statement(built, "Tresk", "put", "it")
    continue_quotations(built, Found([first, second]))
    assert contents(built, [first, second])[1][-1] == "“Nobody asked us before they shut the gates.”"
    assert len(first.content) == 1
