from __future__ import annotations

import pytest

from attribute.drafts import statement
from onrecord.attribute.drafting.draft import Draft
from onrecord.attribute.sources.subjects import mend_subjects
from onrecord.document import Span
from steps import steps_of


def mended(built, outer, inner):
    """The source of ``inner`` (source, cue, content; source may be None) inside or beside ``outer``."""
    drafts = [statement(built, *outer)]
    draft = statement(built, inner[0] or inner[1], inner[1], inner[2])
    if inner[0] is None:
        draft.source = []
    nested = draft.inside(drafts[0])
    drafts.append(draft)
    mend_subjects(built, drafts, [None, 0 if nested else None])
    return draft.source[0].of(built.text) if draft.source else None


QUOTED = "“[The deputies] tried… to stop the talks by hiding the keys, by talking about a ban,” Oskar said."


def test_a_gerund_inside_a_content_has_the_subject_of_its_sentence(scene):
    built = scene(("paragraph", QUOTED))
    outer = ("Oskar", "said", QUOTED.removesuffix(" Oskar said."))
    assert mended(built, outer, (None, "talking about", "a ban")) == "[The deputies]"


def test_a_gerund_after_by_has_no_object_for_its_source(scene):
    text = "Oskar said the deputies had called our people thieves, by threatening to leave."
    built = scene(("paragraph", text))
    outer = ("Oskar", "said", text.removeprefix("Oskar said ").rstrip("."))
    assert mended(built, outer, ("our people", "threatening", "to leave")) == "the deputies"


@pytest.mark.parametrize(
    ("text", "outer", "inner", "source"),
    [
        (
            "Officials told state radio, adding that the gates were shut.",
            ("Officials", "told", "state radio"),
            (None, "adding", "that the gates were shut"),
            "Officials",
        ),
        (
            "Oskar, who voiced regret and assured him that it would stop, left.",
            ("who", "voiced", "regret"),
            (None, "assured", "that it would stop"),
            "who",
        ),
        (
            "His plea for bread, and there is no doubt that it was heard.",
            ("His", "plea", "for bread"),
            (None, "there is no doubt", "that it was heard"),
            None,
        ),
        (
            "Oskar wrote to the board asking for bread.",
            ("Oskar", "wrote", "to the board"),
            ("the board", "asking", "for bread"),
            "Oskar",
        ),
        (
            "Oskar said no. Lorn, which Karveth accuses of theft, called for calm.",
            ("Oskar", "said", "no"),
            ("Karveth", "called", "for calm"),
            "Lorn",
        ),
        (
            "Oskar said no. Lorn left, and Karveth called for calm.",
            ("Oskar", "said", "no"),
            ("Karveth", "called", "for calm"),
            "Karveth",
        ),
        (
            "Oskar said no. Lorn, which Karveth accuses of theft, called for calm.",
            ("Oskar", "said", "no"),
            (None, "called", "for calm"),
            "Lorn",
        ),
        (
            "Oskar said no. The captain, who survived the storm, had been told to sail.",
            ("Oskar", "said", "no"),
            (None, "had been told", "to sail"),
            None,
        ),
        (
            "Oskar said no. It was an offer that lawyers for the victims described as thin.",
            ("Oskar", "said", "no"),
            ("that", "described", "as thin"),
            "lawyers for the victims",
        ),
        (
            "Orlune rejected a truce proposed by guards, saying it was late.",
            ("Orlune", "rejected", "a truce proposed by guards"),
            ("guards", "saying", "it was late"),
            "Orlune",
        ),
        (
            "Orlune rejected a truce, but the guards came, saying it was late.",
            ("Orlune", "rejected", "a truce"),
            ("the guards", "saying", "it was late"),
            "the guards",
        ),
        (
            "Oskar said no. It was a warning that hoteliers called premature.",
            ("Oskar", "said", "no"),
            ("that", "called", "premature"),
            "hoteliers",
        ),
        (
            "Oskar said no. It was a warning that always called for calm.",
            ("Oskar", "said", "no"),
            ("that", "called", "for calm"),
            "that",
        ),
        ("Oskar said no. It was reported that he left.", ("Oskar", "said", "no"), (None, "reported", "he left"), None),
        ("His plea for bread, adding that he left.", ("His", "plea", "for bread"), (None, "adding", "that he"), None),
    ],
)
def test_a_verb_beside_another_one_shares_its_source(scene, text, outer, inner, source):
    assert mended(scene(("paragraph", text)), outer, inner) == source


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Police are appealing for witnesses.", "are appealing", "Police"),
        ("The miners have asked for witnesses.", "have asked", "The miners"),
        ("It is raining for witnesses.", "is raining", None),
        ("The gates have appeared for witnesses.", "have appeared", None),
        ("The mayor was being asked for witnesses.", "was being asked", None),
        ("Water in the town is asking for witnesses.", "is asking", None),
    ],
)
def test_a_sentence_that_begins_with_its_subject(scene, text, cue, source):
    built = scene(("paragraph", text))
    draft = statement(built, cue, cue, "for witnesses")
    draft.source = []
    mend_subjects(built, [draft], [None])
    assert [span.of(text) for span in draft.source] == ([source] if source else [])


def test_a_source_that_is_there_stays(scene):
    built = scene(("paragraph", "Oskar said no, and Tresk, smiling, asked for bread."))
    assert mended(built, ("Oskar", "said", "no"), ("Tresk", "asked for", "bread")) == "Tresk"


def test_without_statements_there_is_nothing_to_mend(scene):
    built = scene(("paragraph", "It rained."))
    draft = Draft([], [], [built.document.blocks[0].span], 0.5)
    mend_subjects(built, [draft], [None])
    assert draft.source == []


@pytest.mark.parametrize("part", ["Oskar said no, adding that. ", "adding that "])
def test_time_grows_with_the_number_of_statements_alone(scene, part):
    def taken(times):
        built = scene(("paragraph", part * times))
        places = [at + part.index("adding") for at in range(0, len(part) * times, len(part))]
        drafts = [Draft([], [Span(at, at + 6)], [Span(at + 7, at + 11)], 0.9) for at in places]
        return steps_of(lambda: mend_subjects(built, drafts, [None] * times))

    taken(2)
    assert taken(400) < 6 * taken(100)  # sixteen times if each looked at the whole paragraph


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        (
            "TRESK (Merewire) - The head of the mine resigned on Friday, saying it was time.",
            "saying",
            "it was time",
            "The head of the mine",
        ),
        ("After two days of rain, saying it was time, Oskar left.", "saying", "it was time", None),
        ("“It is time,” said Mr Oskar, shaking his head.", "said", "“It is time,”", "Mr Oskar"),
        ("“It is time,” said the driver of the bus, smiling.", "said", "“It is time,”", "the driver of the bus"),
        ("“It is time,” said nobody we knew.", "said", "“It is time,”", None),
        ("A petition calling for bread was signed.", "calling for", "bread", "A petition"),
        ("After asking for bread she left.", "asking for", "bread", None),
    ],
)
def test_who_is_named_in_the_sentence_has_said_it(scene, text, cue, content, source):
    built = scene(("paragraph", text))
    draft = statement(built, cue, cue, content)
    draft.source = []
    mend_subjects(built, [draft], [None])
    assert [span.of(text) for span in draft.source] == ([source] if source else [])
