from __future__ import annotations

from onrecord.attribute.drafting.draft import Draft, Found
from onrecord.attribute.uncued.interviews import LETTER_SCORE, labelled_statements, marked_paragraphs, without_labels
from onrecord.document import Span


def found(built, drafts=()):
    return [
        (d.source[0].of(built.text), d.content[0].of(built.text))
        for d in labelled_statements(built, Found(drafts), marked_paragraphs(built))
    ]


def test_labelled_paragraphs_are_statements_of_the_label(scene):
    built = scene(
        ("paragraph", "LEDGER: Did you open the gates?"),
        ("paragraph", "OSKAR: We never opened the gates."),
        ("paragraph", "LEDGER: Who did it then?"),
        ("paragraph", "OSKAR: The river did it."),
    )
    assert found(built)[1] == ("OSKAR", "We never opened the gates.")
    assert len(found(built)) == 4


def test_brackets_around_a_label(scene):
    built = scene(("paragraph", "((LS)) : Did you open the gates?"), ("paragraph", "((LS)) : Who did it then?"))
    assert found(built) == [("LS", "Did you open the gates?"), ("LS", "Who did it then?")]


def test_a_label_that_stands_once_is_none(scene):
    assert found(scene(("paragraph", "Oskar: We never opened the gates."))) == []


def test_parts_of_a_page_results_and_clauses_are_no_labels(scene):
    built = scene(
        ("paragraph", "Image: The gates at dawn."),
        ("paragraph", "Image: The gates at dusk."),
        ("paragraph", "Oskar: 41 per cent of all votes"),
        ("paragraph", "Oskar: 42 per cent of all votes"),
        ("paragraph", "One thing was clear: nobody had asked."),
        ("paragraph", "One thing was clear: nobody would ask."),
    )
    assert found(built) == []


def test_words_that_a_statement_holds_are_not_taken_again(scene):
    built = scene(("paragraph", "OSKAR: We never opened it."), ("paragraph", "OSKAR: The river did it."))
    known = Draft([], [Span(0, 5)], [Span(7, 26)], 0.9)
    assert found(built, [known]) == [("OSKAR", "The river did it.")]


def test_a_letter_names_nobody_and_is_no_sure_statement(scene):
    built = scene(("paragraph", "A: We never opened the gates."), ("paragraph", "A: The river did it."))
    assert {draft.score for draft in labelled_statements(built, Found(), marked_paragraphs(built))} == {LETTER_SCORE}


BARE = (
    ("paragraph", "Lena Oskar I have run the gates since 2019, and nobody else has."),
    ("paragraph", "((LS)) Did you open them?"),
    ("paragraph", "LO We never opened the gates."),
    ("paragraph", "((LS)) Who did it then?"),
    ("paragraph", "LO The river did it, as it always does."),
    ("paragraph", "LO In this town everybody knows that."),
)


def test_initials_without_a_colon_are_labels_where_they_come_back_before_sentences(scene):
    assert found(scene(*BARE)) == [
        ("LO", "We never opened the gates."),
        ("LO", "The river did it, as it always does."),
        ("LO", "In this town everybody knows that."),
        ("Lena Oskar", "I have run the gates since 2019, and nobody else has."),
    ]


def test_initials_that_stand_twice_or_before_names_are_none(scene):
    assert found(scene(*BARE[:-1])) == []
    bodies = [("paragraph", f"{text} on Monday.") for text in ("EU The Hague", "EU The law came", "EU Our man came")]
    assert found(scene(*bodies, ("paragraph", "EU Council members met on Monday."))) == []


def test_a_label_without_a_colon_is_no_part_of_a_source(scene):
    built = scene(*BARE)
    at = built.text.index("LO We never")
    taken = Draft([Span(at, at + 5)], [Span(at + 6, at + 11)], [Span(at + 12, at + 29)], 0.9)
    list(labelled_statements(built, Found([taken]), marked_paragraphs(built)))
    assert [span.of(built.text) for span in taken.source] == ["We"]


INITIALS = (
    ("paragraph", "Ilva Ronne: Did you open the gates?"),
    ("paragraph", "Tova Oskar: We never opened the gates."),
    ("paragraph", "IR: Who did it then?"),
    ("paragraph", "TO: The river did it."),
    ("paragraph", "IR: And who says so?"),
    ("paragraph", "TO: My own two eyes."),
)


def test_a_name_whose_initials_come_back_is_a_label(scene):
    assert found(scene(*INITIALS))[:2] == [
        ("Ilva Ronne", "Did you open the gates?"),
        ("Tova Oskar", "We never opened the gates."),
    ]


def test_a_name_with_a_colon_is_none_without_its_initials(scene):
    assert "Tova Oskar" not in dict(found(scene(*INITIALS[:3], *INITIALS[4:5])))


def test_a_label_is_no_cue(scene):
    built = scene(*INITIALS)
    said, label = built.text.index("says"), built.text.index("TO:")
    drafts = [Draft([], [Span(at, at + 2)], [Span(at + 4, at + 10)], 0.9) for at in (said, label)]
    assert without_labels(marked_paragraphs(built), drafts) == drafts[:1]


def test_a_full_name_whose_last_word_comes_back_is_a_label(scene):
    built = scene(
        ("paragraph", "Mara Oskar: We never opened the gates."),
        ("paragraph", "Oskar: The river did it."),
        ("paragraph", "Oskar: I saw it all."),
        ("paragraph", "Lev Tresk: I was not there at all."),
    )
    assert [label for label, _ in found(built)] == ["Mara Oskar", "Oskar", "Oskar"]


def test_a_paragraph_without_a_label_goes_on_in_a_transcript(scene):
    parts = [
        "LEDGER: Did you open the gates?",
        "OSKAR: We never opened the gates.",
        "The river did it.",
        "[Laughter]",
        "TRESK: Not so!",
        "He was there.",
        "LEDGER: Who saw it happen?",
        "OSKAR: I saw it all.",
        "LEDGER: All of it?",
        "OSKAR: Yes.",
        "The hall emptied at nine.",
    ]
    built = scene(*(("paragraph", part) for part in parts))
    drafts = list(labelled_statements(built, Found(), marked_paragraphs(built)))
    assert [[span.of(built.text) for span in draft.content] for draft in drafts] == [
        ["Did you open the gates?"],
        ["We never opened the gates.", "The river did it."],
        ["Who saw it happen?"],
        ["I saw it all."],
        ["All of it?"],
        ["Yes."],
    ]
    built = scene(*(("paragraph", part.replace("LEDGER", "OSKAR")) for part in parts))
    drafts = list(labelled_statements(built, Found(), marked_paragraphs(built)))
    assert all(len(draft.content) == 1 for draft in drafts)
