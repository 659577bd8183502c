from __future__ import annotations

import pytest

from attribute.drafts import statement
from onrecord.attribute.unsaid import is_name, is_said, is_unsaid, without_listed


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "unsaid"),
    [
        ("Tresk rejects any presence, whether labelled guards or not.", "Tresk", "labelled", "guards", True),
        ("Oskar opposes the plan, however it is described by others.", "Oskar", "described", "by others", True),
        ("Oskar asked whether Tresk had called it a trap.", "Tresk", "had called", "it a trap", False),
        ("Tresk has labelled the guards a danger.", "Tresk", "labelled", "the guards a danger", False),
    ],
)
def test_a_name_that_somebody_could_give_is_no_statement(scene, text, source, cue, content, unsaid):
    built = scene(("paragraph", text))
    assert is_unsaid(built, statement(built, source, cue, content), None) == unsaid


@pytest.mark.parametrize(
    ("cue", "source", "unsaid"),
    [("would be seen as", None, True), ("would be seen as", "Guards", False), ("are seen as", None, False)],
)
def test_how_something_would_be_taken_is_an_opinion_of_who_tells_it(scene, cue, source, unsaid):
    text = f"Guards on the bridge {cue} thieves – Oskar"
    built = scene(("headline", text))
    parent = statement(built, "Oskar", "Oskar", text.removesuffix(" – Oskar"))
    draft = statement(built, source or cue, cue, "thieves")
    draft.source = draft.source if source else []
    assert is_unsaid(built, draft, parent) == unsaid
    assert not is_unsaid(built, draft, None)


@pytest.mark.parametrize(
    ("list_of", "cue", "unsaid"),
    [
        ("any deal include Karveth opening its gates, pledging peace, and paying for both", "pledging", True),
        ("any deal include Karveth opening its gates, saying peace was near", "saying", False),
        ("the gates would stay shut, pledging peace to all", "pledging", False),
    ],
)
def test_what_somebody_is_to_do_is_no_statement(scene, list_of, cue, unsaid):
    built = scene(("paragraph", f"Tresk insists {list_of}."))
    for words in (list_of, list_of.partition(f", {cue}")[0]):
        asking, asked = statement(built, "Tresk", "insists", words), statement(built, "Tresk", cue, "peace")
        assert without_listed(built, [asking, asked]) == ([asking] if unsaid else [asking, asked])


@pytest.mark.parametrize(
    ("text", "cue", "content", "unsaid"),
    [
        ("A choir sang “Haul the Fog Away” on the quay.", "sang", "“Haul the Fog Away”", True),
        ("A choir sang “Haul the fog away, you fools” on the quay.", "sang", "“Haul the fog away, you fools”", False),
        ("A choir chanted “Gates Must Open” on the quay.", "chanted", "“Gates Must Open”", False),
    ],
)
def test_a_title_that_is_sung_is_no_statement(scene, text, cue, content, unsaid):
    built = scene(("paragraph", text))
    assert is_unsaid(built, statement(built, "A choir", cue, content), None) == unsaid


@pytest.mark.parametrize(
    ("cue", "content", "unsaid"),
    [
        ("asked", "not to be named", True),
        ("requested", "anonymity", True),
        ("asked", "not to name the boat", False),
        ("hoped", "to be named captain", False),
        ("declined", "to be named because of the storm", True),
        ("want", "to", True),
        ("want", "to leave", False),
    ],
)
def test_who_asks_to_stay_unnamed_says_nothing_by_it(scene, cue, content, unsaid):
    built = scene(("paragraph", f"A rower, who {cue} {content}, left."))
    assert is_unsaid(built, statement(built, "who", cue, content), None) == unsaid


@pytest.mark.parametrize(
    ("kind", "content", "unsaid"),
    [
        ("headline", "what in the standoff", True),
        ("headline", "what he wanted", False),
        ("paragraph", "what in the standoff", False),
    ],
)
def test_who_said_what_is_no_statement(scene, kind, content, unsaid):
    built = scene((kind, f"Rebels and a bishop: who said {content}"))
    assert is_unsaid(built, statement(built, "who", "said", content), None) == unsaid


@pytest.mark.parametrize(("kind", "unsaid"), [("headline", True), ("paragraph", False)])
def test_a_topic_is_no_statement(scene, kind, unsaid):
    built = scene((kind, "Gates shut: what the miners say"))
    assert is_unsaid(built, statement(built, "the miners", "say", "what"), None) == unsaid


@pytest.mark.parametrize(
    ("cue", "source", "unsaid"), [("know", "you", True), ("know", "we", False), ("say", "you", False)]
)
def test_what_those_who_listen_know_is_no_statement(scene, cue, source, unsaid):
    built = scene(("paragraph", f"“The gates are shut and {source} {cue} that they are,” Oskar said."))
    parent = statement(built, "Oskar", "said", f"“The gates are shut and {source} {cue} that they are,”")
    assert is_unsaid(built, statement(built, f"{source}", cue, "that they are"), parent) == unsaid


def test_a_plan_of_nobody_is_no_statement(scene):
    built = scene(("paragraph", "Plans for new gates were approved."))
    draft = statement(built, "gates", "Plans", "for new gates")
    assert not is_unsaid(built, draft, None)
    draft.source = []
    assert is_unsaid(built, draft, None)


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("Prosecutor Imran Sayed said no.", "Sayed", True),
        ("Oskar Told Us No In May.", "Told", False),
        ("Imran said no.", "said", False),
    ],
)
def test_a_word_of_a_name_is_no_cue(scene, text, cue, name):
    built = scene(("paragraph", text))
    assert is_name(built, statement(built, cue, cue, cue).cue) == name


@pytest.mark.parametrize(
    ("text", "cue", "content", "said"),
    [
        ("Oskar, who has repeatedly called for bread, left.", "has repeatedly called for", "bread", True),
        ("Oskar has called for bread.", "has called", "for bread", True),
        ("Oskar has long questioned the price of bread.", "has long questioned", "the price of bread", True),
        ("Oskar has floated a plan.", "has floated", "a plan", True),
        ("Oskar has floated on the lake.", "has floated on", "the lake", False),
        ("Oskar has called his dog.", "has called", "his dog", False),
        ("Oskar called for bread.", "called for", "bread", False),
        ("Oskar has warned those of Tresk of bread.", "has warned", "of bread", False),
    ],
)
def test_verbs_in_the_perfect_always_tell_of_something_said(scene, text, cue, content, said):
    built = scene(("paragraph", text))
    draft = statement(built, "Oskar", cue, content)
    assert is_said(built, draft) == said
    draft.source = []
    assert not is_said(built, draft)
