from __future__ import annotations

import pytest

from attribute.drafts import contents, statement
from onrecord.attribute.drafting.draft import Found
from onrecord.attribute.uncued.continued import continue_quotations, leave_to_nearest


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


OPENED = "“Nobody asked us before they shut the gates.”"


def goes_on(built, cue="said", quoted="“We came.”"):
    draft = statement(built, "Oskar", cue, quoted)
    continue_quotations(built, Found([draft]))
    return OPENED in contents(built, [draft])[0]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (f"“We came.” Oskar said. {OPENED}",),
        (f"Oskar said: “We came.” {OPENED}",),
        ("“We came.” Oskar said on the pier on Friday.", OPENED),
        ("Oskar said: “We came.”", OPENED),
        ("Oskar said: “We came.”", f"{OPENED} “Then they opened.”"),
    ],
)
def test_a_quotation_right_after_a_statement_that_quotes_belongs_to_it(scene, paragraphs):
    assert goes_on(scene(*(("paragraph", text) for text in paragraphs)))


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(("“We came.” Oskar said. Tresk shook his head.", OPENED), id="somebody named in between"),
        pytest.param((f"“We came.” Oskar said, and Tresk stood up. {OPENED}",), id="a clause of somebody else"),
        pytest.param((f"“We came.” Oskar said. Tresk: {OPENED}",), id="a label"),
        pytest.param((f"“We came.” Oskar said. {OPENED} – Tresk",), id="signed"),
        pytest.param(("“We came.” Oskar said.", OPENED, "– Tresk, of the Ropewalk"), id="signed on the next line"),
        pytest.param((f"“We came.” Oskar said. {OPENED} Tresk cried.",), id="words after it may tell who"),
        pytest.param(("“We came.” Oskar said.", "The hall was silent.", OPENED), id="a paragraph in between"),
    ],
)
def test_a_quotation_of_somebody_else_does_not(scene, paragraphs):
    assert not goes_on(scene(*(("paragraph", text) for text in paragraphs)))


def test_nor_one_under_a_subhead(scene):
    assert not goes_on(
        scene(("paragraph", "“We came.” Oskar said."), ("subhead", "The other side"), ("paragraph", OPENED))
    )


def test_nor_one_that_another_statement_holds_or_follows(scene):
    built = scene(("paragraph", "“We came.” Oskar said."), ("paragraph", f"Tresk hoped for rain. {OPENED}"))
    first, second = statement(built, "Oskar", "said", "“We came.”"), statement(built, "Tresk", "hoped", "for rain")
    continue_quotations(built, Found([first, second]))
    assert len(first.content) == len(second.content) == 1
    held = statement(built, "Tresk", "hoped", OPENED)
    continue_quotations(built, Found([first, held]))
    assert len(first.content) == 1


@pytest.mark.parametrize("quoted", ["“the night of the long boats”", "“Haul the Fog Away From Here”", "“We will not.”"])
def test_nor_scare_quotes_titles_and_short_ones(scene, quoted):
    built = scene(("paragraph", f"“We came.” Oskar said. {quoted}"))
    draft = statement(built, "Oskar", "said", "“We came.”")
    continue_quotations(built, Found([draft]))
    assert len(draft.content) == 1


def test_a_statement_told_within_the_quotation_does_not_make_it_its_own(scene):
    built = scene(
        ("paragraph", "“We came.” Oskar said."), ("paragraph", "“Tresk told us that nobody would shut the gates.”")
    )
    outer = statement(built, "Oskar", "said", "“We came.”")
    inner = statement(built, "Tresk", "told", "that nobody would shut the gates")
    continue_quotations(built, Found([outer, inner]))
    assert contents(built, [outer])[0][1:] == ["“Tresk told us that nobody would shut the gates.”"]


def test_words_of_a_further_paragraph_are_those_of_the_last_cue_before_them(scene):
    built = scene(
        ("paragraph", "“I fear the river,” said Oskar."),
        ("paragraph", 'The ministry said: "We cannot comment.'),
        ("paragraph", '"We look at every gate."'),
    )
    first = statement(built, "Oskar", "said", "“I fear the river,”")
    second = statement(built, "The ministry", "said:", '"We cannot comment.')
    last = statement(built, "The ministry", "said", '"We look at every gate."').content
    first.content += last
    second.content += last
    leave_to_nearest(built, [first, second])
    assert contents(built, [first, second]) == [
        ["“I fear the river,”"],
        ['"We cannot comment.', '"We look at every gate."'],
    ]


def test_words_that_a_nested_statement_holds_stay(scene):
    built = scene(("paragraph", "Oskar said: “It is late."), ("paragraph", "“I think the gates are shut.”"))
    outer = statement(built, "Oskar", "said", "“It is late.")
    outer.content += statement(built, "I", "think", "“I think the gates are shut.”").content
    leave_to_nearest(built, [outer, statement(built, "I", "think", "the gates are shut")])
    assert len(outer.content) == 2


@pytest.mark.parametrize(
    ("text", "cue", "first", "second", "kept"),
    [
        # another cue stands between
        (
            "“It is late,” said Oskar. “It rains,” said Tresk.",
            "said Tresk",
            "“It is late,”",
            "“It rains,”",
            ["“It rains,”"],
        ),
        # none does
        (
            "Rain fell, Tresk said, and it is late, Oskar added.",
            "said",
            "Rain fell",
            "it is late",
            ["Rain fell", "it is late"],
        ),
    ],
)
def test_words_of_a_paragraph_are_those_of_the_nearest_cue(scene, text, cue, first, second, kept):
    built = scene(("paragraph", text))
    draft = statement(built, "Tresk", cue, first)
    draft.content.append(statement(built, "Tresk", cue, second).content[0])
    other = statement(built, "Oskar", "said Oskar" if "said Oskar" in text else "added", first)
    leave_to_nearest(built, [draft, other])
    assert [piece.of(text) for piece in draft.content] == kept


def test_words_of_a_paragraph_are_not_those_of_a_cue_above_it(scene):
    built = scene(("deck", "Ships would be seized, Tresk has said"), ("paragraph", "The gates are shut, Oskar said."))
    draft = statement(built, "Tresk", "has said", "Ships would be seized")
    other = statement(built, "Oskar", "Oskar said", "The gates are shut")
    draft.content.append(other.content[0])
    leave_to_nearest(built, [draft, other])
    assert contents(built, [draft]) == [["Ships would be seized"]]
