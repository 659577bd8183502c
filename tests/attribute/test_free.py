from __future__ import annotations

from onrecord.attribute.draft import Draft
from onrecord.attribute.free import continue_quotations, free_quotations, repeats_the_body
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
    continue_quotations(built, [draft])
    assert contents(built, [draft]) == [["“We came to the river. It was high.", "“Then the gates opened.”"]]


def test_a_closed_quotation_does_not_run_on(scene):
    built = scene(("paragraph", "Oskar said: “We came.”"), ("paragraph", "“Then the gates opened,” said Tresk."))
    draft = statement(built, "Oskar", "said", "“We came.”")
    continue_quotations(built, [draft])
    assert contents(built, [draft]) == [["“We came.”"]]


def test_a_whole_quoted_sentence_stands_free(scene):
    built = scene(
        ("paragraph", "The hall was silent. “Nobody asked us before they shut the gates.” The vote was lost.")
    )
    assert contents(built, free_quotations(built, [])) == [["“Nobody asked us before they shut the gates.”"]]


def test_scare_quotes_and_titles_do_not(scene):
    built = scene(
        ("paragraph", "The so-called “people’s guard” sang “Haul the Fog Away” on the “night of the long boats”."),
        ("paragraph", "“Haul the Fog Away” is a song of the coast."),
    )
    assert list(free_quotations(built, [])) == []


def test_a_quotation_that_a_statement_holds_is_not_free(scene):
    built = scene(("paragraph", "“Nobody asked us before they shut the gates.” So said Oskar."))
    draft = statement(built, "Oskar", "said", "“Nobody asked us before they shut the gates.”")
    assert list(free_quotations(built, [draft])) == []


def test_captions_and_teasers_hold_no_free_quotations(scene):
    built = scene(("caption", "“Nobody asked us before they shut the gates.”"), ("teaser", "ALSO: “We will not go.”"))
    assert list(free_quotations(built, [])) == []


def test_a_pull_quote_that_repeats_the_body_does_not_count_twice(scene):
    built = scene(
        ("paragraph", "Oskar said: “Nobody asked us before they shut the gates. We will ask them.”"),
        ("quote", "“Nobody asked us before they shut the gates”"),
        ("quote", "“A gate is not a wall, and we shall open it.”"),
    )
    first, second = built.document.blocks[1:]
    assert repeats_the_body(built, first)
    assert not repeats_the_body(built, second)
    assert contents(built, free_quotations(built, []))[-1] == ["“A gate is not a wall, and we shall open it.”"]


def test_a_colon_leaves_the_next_paragraph_to_its_speaker(scene):
    built = scene(
        ("paragraph", "Oskar said that it was late. Tresk put it to the hall:"),
        ("paragraph", "“Nobody asked us before they shut the gates.”"),
    )
    first = statement(built, "Oskar", "said", "that it was late")
    second = statement(built, "Tresk", "put", "it")
    continue_quotations(built, [first, second])
    assert contents(built, [first, second])[1][-1] == "“Nobody asked us before they shut the gates.”"
    assert len(first.content) == 1
