from __future__ import annotations

import pytest

from attribute.drafts import statement
from onrecord.attribute.draft import Draft
from onrecord.attribute.subjects import mend_subjects


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


def test_participles_of_a_list_have_the_subject_of_the_first(scene):
    text = "Tresk insists any deal include Karveth opening its gates, pledging peace, and paying for both."
    built = scene(("paragraph", text))
    outer = ("Tresk", "insists", text.removeprefix("Tresk insists ").rstrip("."))
    assert mended(built, outer, ("Tresk", "pledging", "peace")) == "Karveth"


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
