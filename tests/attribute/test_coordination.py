from __future__ import annotations

import pytest

from attribute.drafts import contents, statement
from onrecord.attribute.sources.coordination import part_coordinated


def sources(built, drafts):
    return [draft.source[0].of(built.text) for draft in drafts]


def test_a_content_ends_before_the_next_verb_of_its_source(scene):
    built = scene(("paragraph", "Oskar urged both sides to wait, and also called on Tresk to open the gates."))
    first = statement(built, "Oskar", "urged", "both sides to wait, and also called on Tresk to open the gates")
    second = statement(built, "Oskar", "called on", "Tresk to open the gates")
    part_coordinated(built, [first, second])
    assert contents(built, [first, second]) == [["both sides to wait"], ["Tresk to open the gates"]]


@pytest.mark.parametrize(
    ("text", "other", "cue", "content"),
    [
        ("Oskar said the miners wept and asked for bread.", "the miners", "asked for", "bread"),  # another source
        ("Oskar said no gates he promised would open.", "Oskar", "promised", "would open"),  # no conjunction
        ("Oskar said “it is late and called for” a vote.", "Oskar", "called for", "a vote"),  # in quotation marks
    ],
)
def test_other_verbs_stay_inside(scene, text, other, cue, content):
    built = scene(("paragraph", text))
    whole = text.removeprefix("Oskar said ").rstrip(".")
    first = statement(built, "Oskar", "said", whole)
    part_coordinated(built, [first, statement(built, other, cue, content)])
    assert contents(built, [first]) == [[whole]]


@pytest.mark.parametrize(
    ("text", "cue", "content", "parted"),
    [
        ("Oskar found that the gates were shut and recommended repairs.", "recommended", "repairs", True),
        ("Oskar said the cars could burn and has told owners to wait.", "has told", "to wait", True),
        ("Oskar says the miner opposed a ban and demanded repairs.", "demanded", "repairs", False),  # another tense
        ("Oskar said “the mine is shut and demanded repairs”.", "demanded", "repairs", False),
        ("Oskar said the miners had found a crack and recommended repairs.", "recommended", "repairs", False),
        ("Oskar said the mine was shut and was told to wait.", "was told", "to wait", False),
    ],
)
def test_a_verb_without_a_source_shares_that_of_its_tense(scene, text, cue, content, parted):
    built = scene(("paragraph", text))
    verb = text.split()[1]
    first = statement(built, "Oskar", verb, text.removeprefix(f"Oskar {verb} ").rstrip("."))
    second = statement(built, "Oskar", cue, content)
    second.source = []
    part_coordinated(built, [first, second])
    assert bool(second.source) == parted
    assert (cue in contents(built, [first])[0][0]) != parted


@pytest.mark.parametrize(
    ("text", "source", "cue", "own"),
    [
        ("Oskar says the miners left and asked for bread.", "Oskar says the miners", "asked for", "Oskar"),
        ("Oskar says that the miners want bread.", "Oskar says that the miners", "want", "the miners"),
        ("Oskar says he was ill and wanted bread.", "Oskar says he", "wanted", "he"),
        ("Oskar says a note, seen by us, calls for bread.", "Oskar says a note", "calls", "a note"),
    ],
)
def test_a_source_does_not_run_over_the_cue_of_another_statement(scene, text, source, cue, own):
    built = scene(("paragraph", text))
    around = statement(built, "Oskar", "says", text.removeprefix("Oskar says ").rstrip("."))
    inner = statement(built, source, cue, "bread")
    part_coordinated(built, [around, inner])
    assert sources(built, [around, inner]) == ["Oskar", own]


def test_a_participle_stays_in_the_source_that_it_describes(scene):
    built = scene(("paragraph", "Deputies backing the law argued it was needed."))
    around = statement(built, "Deputies", "backing", "the law argued it was needed")
    inner = statement(built, "Deputies backing the law", "argued", "it was needed")
    part_coordinated(built, [around, inner])
    assert sources(built, [inner]) == ["Deputies backing the law"]
