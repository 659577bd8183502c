from __future__ import annotations

import pytest

from attribute.drafts import statement
from onrecord.attribute.drafting.draft import Draft, Found
from onrecord.attribute.uncued.demanded import demanded, denied
from onrecord.document import Span


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is part of new gates demanded by Tresk’s Lena Oskar. Karveth", ("Tresk’s Lena Oskar", "new gates")),
        ("Guards keep the new bridge opposed by the miners in check.", ("the miners", "the new bridge")),
        ("The list has gifts, including bread requested by farmers.", ("farmers", "bread")),
        ("The gates had been demanded by Karveth.", None),
        ("The bread sought by then was gone.", None),
        ("She was rejected by the guards.", None),
        ("Miners like bread demanded by Karveth.", None),
    ],
)
def test_nouns_with_whoever_has_demanded_them_are_statements(scene, text, told):
    built = scene(("paragraph", text))
    found = [(draft.source[0].of(text), draft.content[0].of(text)) for draft in demanded(built, Found())]
    assert found == ([told] if told else [])


def test_a_cue_that_is_seen_is_left_alone(scene):
    text = "Guards keep the bridge opposed by the miners."
    cue = Span(text.index("opposed"), text.index("opposed") + len("opposed by"))
    assert list(demanded(scene(("paragraph", text)), Found([Draft([], [cue], [Span(0, 6)], 0.9)]))) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The law was hailed by miners as bold but condemned by bakers, who left.", "bakers"),
        ("The law was hailed by miners. It rained, and condemned by bakers, they left.", None),
        ("The law was hailed by miners and loved by bakers.", None),
    ],
)
def test_participles_beside_each_other_are_said_of_one_thing(scene, text, source):
    built = scene(("paragraph", text))
    found = Found([statement(built, "miners", "was hailed", "The law")])
    told = [(draft.source[0].of(text), draft.content[0].of(text)) for draft in demanded(built, found)]
    assert told == ([(source, "The law")] if source else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Oskar was blamed, an accusation Tresk denies.", ("Tresk", "denies", "an accusation")),
        (
            "Oskar hid it, a claim that the miners have always disputed.",
            ("the miners", "have always disputed", "a claim"),
        ),
        ("Oskar hid it – allegations he denied on Friday.", ("he", "denied", "allegations")),
        ("Oskar hid it, a claim Tresk made as others rejected it.", None),
        ("Oskar made an accusation Tresk denies.", None),
    ],
)
def test_who_denies_what_a_noun_takes_up(scene, text, told):
    found = [
        tuple(spans[0].of(text) for spans in (draft.source, draft.cue, draft.content))
        for draft in denied(scene(("paragraph", text)), [])
    ]
    assert found == ([told] if told else [])


def test_a_denial_takes_the_place_of_what_is_seen_within_it(scene):
    built = scene(("paragraph", "Oskar was blamed, an accusation Tresk denies."))
    seen = [statement(built, "Oskar", "blamed", "Oskar was"), statement(built, "Tresk", "accusation", "Tresk denies")]
    assert [draft.cue[0].of(built.text) for draft in denied(built, seen)] == ["blamed", "denies"]
