"""Conditions by rules and by the learned head."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.marked import scene

from onrecord.codes import CONDITION_TYPES
from onrecord.coding.conditions.actor import Meant
from onrecord.coding.conditions.candidates import candidates
from onrecord.coding.conditions.conditions import conditions_of
from onrecord.coding.conditions.head import CLASSES, shipped_head, tags_of
from onrecord.coding.conditions.markers import MARKERS
from onrecord.coding.said import Said, Scene
from onrecord.document import Block, Document, Span
from onrecord.encode.session import load_encoder
from onrecord.entity import Entity, Mentioned
from onrecord.statement import Attribution, Resolution
from steps import steps_of

CASES = json.loads((Path(__file__).parents[1] / "cases" / "conditions.json").read_text("utf-8"))


def found(marked: str) -> list[list[str]]:
    article = scene(marked)
    return [[one.type, one.span.of(article.text)] for one in conditions_of(article.statements[0])]


def said_of(text: str, *pieces: Span) -> Said:
    document = Document(text, (Block("paragraph", Span(0, len(text))),))
    return Scene(document, [Attribution((), (), pieces or (Span(0, len(text)),), "direct")]).statements[0]


@pytest.mark.parametrize("case", CASES["conditions"], ids=lambda case: case["label"])
def test_conditions(case: dict[str, object]) -> None:
    assert found(str(case["text"])) == case["found"]


@pytest.mark.parametrize("case", CASES["none"], ids=lambda case: case["label"])
def test_none(case: dict[str, object]) -> None:
    assert found(str(case["text"])) == []


def test_changed_first_letters_are_read() -> None:
    text = "“[i]f neither has anything to hide, neither will refuse.”"
    assert [(one.type, one.span.of(text)) for one in conditions_of(said_of(text))] == [
        ("if", "[i]f neither has anything to hide")
    ]


@pytest.mark.parametrize("number", ["40", "40,000", "1,200.50", "4.2"])
def test_a_number_is_one_word(number: str) -> None:
    article = scene(f"<Vesk> {{promised}} [to leave if they pay {number} crowns a boat, said the clerk].")
    (condition,) = conditions_of(article.statements[0])
    assert condition.span.of(article.text) == f"if they pay {number} crowns a boat"


@pytest.mark.parametrize(
    ("content", "markers"),
    [
        ("they must accept it without delay", []),
        ("they must accept it without further delay", []),
        ("the plan was fair, if a little slow", []),
        ("they will not talk without a truce", ["without"]),
        ("they will come, if a truce holds", ["if"]),
    ],
)
def test_how_something_is_done_is_no_condition(content: str, markers: list[str]) -> None:
    article = scene(f"<Vesk> {{said}} [{content}].")
    found = {one.marker.of(article.text) for one in candidates(article.statements[0])}
    assert [word for word in ("without", "if", "any") if word in found] == markers


def test_pieces_of_a_content_are_apart() -> None:
    text = "“We could wait,” she said, “if the ban were frozen.”"
    said = said_of(text, Span(0, 16), Span(27, len(text)))
    assert [one.span.of(text) for one in conditions_of(said)] == ["if the ban were frozen"]


@pytest.mark.parametrize(
    ("marked", "count"),
    [
        ("<Vesk> {was asked} [if he regretted it].", 0),
        ("<Vesk> {wondered} [if they would come].", 0),
        ("<Vesk> {told} her [“If they come, they may stay”].", 1),
        ("<Vesk> {asked} [that they come if they can].", 1),
        ("<Vesk> {said} [if they come, they may stay].", 1),
    ],
)
def test_an_if_that_opens_a_question_is_none(marked: str, count: int) -> None:
    assert len(conditions_of(scene(marked).statements[0])) == count


@pytest.mark.parametrize(
    ("content", "spans"),
    [
        ("if they test, treat, trace and isolate, they can stop it", ["if they test, treat, trace and isolate"]),
        ("if Orsk sends troops, planes and tanks, this will mean war", ["if Orsk sends troops, planes and tanks"]),
        ("if they come, peace and calm will return, and trade", ["if they come"]),
        ("if we lose, Orsk and Velm win, and all pay", ["if we lose"]),
        ("they may go if the owner, not Orsk, pays the fine", ["if the owner, not Orsk, pays the fine"]),
        ("if the army leaves, and they see it, this will mean peace", ["if the army leaves", "they see it"]),
        ("it was unclear if the deal would hold", []),
        ("he could not confirm if the deal would hold", []),
        ("he would sign it with guarantees for the growers", []),
        ("he would sign it with guarantees from Velm", ["with guarantees from Velm"]),
        ("the pact signed by Orsk and Velm would be void", []),
        ("he would go with a letter signed by the premier", ["signed by the premier"]),
    ],
)
def test_lists_and_insertions_belong_to_a_clause_and_guarantees_for_somebody_to_none(
    content: str, spans: list[str]
) -> None:
    article = scene(f"<Vesk> {{said}} [{content}].")
    assert [one.span.of(article.text) for one in conditions_of(article.statements[0])] == spans


def test_a_deed_inside_a_clause_is_no_condition_of_its_own() -> None:
    article = scene("<Vesk> {said} [they would stop unless at least one crossing opens].")
    said = article.statements[0]
    tags = np.zeros((len(candidates(said)), len(CLASSES)), dtype=np.float32)
    tags[:, 1] = 0.9
    assert [one.span.of(article.text) for one in conditions_of(said, tags)] == ["unless at least one crossing opens"]


def test_the_marker_is_told() -> None:
    article = scene("<She> {said} [they would talk, but only after a truce].")
    (condition,) = conditions_of(article.statements[0])
    assert condition.marker is not None
    assert condition.marker.of(article.text) == "only after"
    assert condition.method == "rule"


@pytest.mark.parametrize(
    ("clause", "on"),
    [
        ("if Dorland halts its flights", "Republic of Dorland"),
        ("if we are asked", "Ilva Vesk"),
        ("if both ministers bring a pen", "both ministers"),
        ("if the ministry pays its share", "the ministry"),
        ("if Velm closes the camps near Dorland", "Velm"),
        ("if the launches are tied up by Dorland", "Republic of Dorland"),
        ("if both sides stop shelling the plant in Dorland", "both sides"),
        ("if Dorland’s allies agree", "Dorland’s allies"),
        ("if Dorland’s launches had left", "Republic of Dorland"),
        ("if the government of Dorland pays", "Republic of Dorland"),
        ("if European contingents appear near the line", "European contingents"),
        ("unless the two countries reach a deal", "the two countries"),
        ("unless the union of dockers in Dorland agrees", "the union of dockers"),
        ("in return for the withdrawal of Dorland", "Republic of Dorland"),
        ("in exchange for a lull in Dorland", None),
        ("by Friday in Dorland", None),
        ("if the deadline passes in Dorland", None),
        ("until the review of working practices is complete", None),
        ("as long as it takes", None),
        ("if they pay", None),
        ("until Friday to be repaired", None),
        ("if the launches are tied up", None),
        ("if it rains", None),
        ("by Friday", None),
    ],
)
def test_who_must(clause: str, on: str | None) -> None:
    article = scene(f"<Vesk> {{said}} [the bridge would open {clause}].")
    dorland = Entity("local:1", "Republic of Dorland", "country")
    start = article.text.find("Dorland")
    mentions = (Span(start, start + 7),) if start >= 0 else ()
    known = Scene(
        article.document,
        article.attributions,
        (Resolution("Ilva Vesk", "name", "local:2", "person"),),
        (Mentioned(dorland, mentions),),
    )
    (condition,) = conditions_of(known.statements[0])
    assert condition.on == on


@pytest.mark.parametrize(
    ("content", "spans"),
    [
        ("Any attack on the bridge", ["Any attack on the bridge"]),
        ("any delay would end it", ["any delay"]),
        ("any budget that has it", ["any budget that has it"]),
        ("any European troops in Orsk", []),
        ("an end to the war", []),
    ],
)
def test_a_noun_phrase_may_be_a_condition_where_it_names_a_deed_or_a_verb_follows(
    content: str, spans: list[str]
) -> None:
    article = scene(f"<Vesk> {{warned}} [{content}].")
    subjects = [one for one in candidates(article.statements[0]) if MARKERS[one.entry].form == "subject"]
    assert [one.span.of(article.text) for one in subjects][:1] == spans


@pytest.mark.parametrize(
    ("content", "on"),
    [
        ("Dorland may stay if it pays", "Dorland"),
        ("Dorland may stay unless it", "Dorland"),
        ("Dorland may stay until it is asked", None),
        ("Dorland may join Velm if it pays", None),
        ("any Dorland patrol that crosses will be stopped", "Dorland"),
        ("any attack on Dorland will be answered", None),
        ("any attack by Dorland will be answered", "Dorland"),
        ("she may stay if she pays", "Ilva Vesk"),
        ("she may stay if she is paid", None),
    ],
)
def test_who_must_by_pronouns_and_deeds(content: str, on: str | None) -> None:
    article = scene(f"<Vesk> {{said}} [{content}].")
    mentioned = []
    for name in ("Dorland", "Velm"):
        start = article.text.find(name)
        if start >= 0:
            mentioned.append(Mentioned(Entity(name, name, "country"), (Span(start, start + len(name)),)))
    known = Scene(article.document, article.attributions, (), tuple(mentioned))
    she = article.text.rfind(" she ") + 1
    meant = Meant(named={Span(she, she + 3): Resolution("Ilva Vesk", "pronoun", "local:2", "person")})
    (condition,) = conditions_of(known.statements[0], meant=meant)
    assert condition.on == on


def test_nobody_is_named_by_a_place() -> None:
    article = scene("<Vesk> {said} [it would end if Orsk fell].")
    start = article.text.index("Orsk")
    place = Mentioned(Entity("local:1", "Orsk", "place"), (Span(start, start + 4),))
    known = Scene(article.document, article.attributions, (), (place,))
    assert conditions_of(known.statements[0])[0].on is None


def test_the_head_decides_where_it_is_asked() -> None:
    article = scene("<She> {said} [the bridge would open if Dorland pulled back].")
    said = article.statements[0]
    tags = np.zeros((len(candidates(said)), len(CLASSES)), dtype=np.float32)
    tags[:, 0] = 1.0
    assert conditions_of(said, tags) == ()
    at = next(row for row, one in enumerate(candidates(said)) if MARKERS[one.entry].words == ("if",))
    tags[at] = 0.0
    tags[at, CLASSES.index("limit")] = 1.0
    (condition,) = conditions_of(said, tags)
    assert (condition.type, condition.method, condition.score) == ("limit", "model", 1.0)


def test_shipped_head_on_states() -> None:
    article = scene(
        "<The minister> {said} [the port would open only after a treaty is signed] on Monday.\n"
        "Rain fell before dawn, and <the mayor> {2:said} [2:the men left before the boats came]."
    )
    encoding = load_encoder().encode(article.document)
    first, second = (tags_of(said, encoding) for said in article.statements)
    assert first.shape == (len(candidates(article.statements[0])), 1 + len(CONDITION_TYPES))
    assert np.allclose(first.sum(axis=1), 1, atol=1e-5)
    assert [one.type for one in conditions_of(article.statements[0], first)] == ["after"]
    assert conditions_of(article.statements[1], second) == ()


def test_head_knows_only_features_that_exist() -> None:
    markers = {f"marker {' '.join(marker.words)} {marker.type}" for marker in MARKERS}
    assert {name for name in shipped_head().names if name.startswith("marker ")} <= markers


def test_statement_without_content() -> None:
    said = Scene(Document("Nothing."), [Attribution((), (), (), "indirect")]).statements[0]
    assert conditions_of(said) == ()
    encoding = load_encoder().encode(Document("Nothing.", (Block("paragraph", Span(0, 8)),)))
    assert tags_of(said, encoding).shape == (0, 1 + len(CONDITION_TYPES))


@given(st.text(alphabet="if only unless until by 5 May, “”'’[]().:;-–\n\u0130\u200b\ud800", max_size=200))
def test_odd_text_does_no_harm(text: str) -> None:
    for condition in conditions_of(said_of(text)):
        assert 0 <= condition.span.start < condition.span.end <= len(text)


@pytest.mark.parametrize("unit", ["if only not before ", "unless “by ", "” ", "“a ", "(if a, and b, ", "will until "])
def test_time_grows_with_length_alone(unit: str) -> None:
    def taken(copies: int) -> int:
        said = said_of(unit * copies)
        assert said.content
        return steps_of(lambda: conditions_of(said))

    taken(2)
    assert taken(800) < 10 * taken(100)


@pytest.mark.parametrize(
    "condition", ["if the gates of {} open. ", "if it is {} that opens them. ", "by talks with {}. "]
)
def test_time_does_not_grow_with_who_else_is_named(condition: str) -> None:
    def taken(times: int) -> int:
        names = [f"Orsk{number}" for number in range(times)]
        text = "".join(f"We will leave {condition.format(name)}" for name in names)
        starts = (text.index(f"{name} ") if f"{name} " in text else text.index(f"{name}.") for name in names)
        entities = [
            Mentioned(Entity(name, name, "country", name), (Span(start, start + len(name)),))
            for name, start in zip(names, starts, strict=True)
        ]
        pieces = [Span(match.start(), match.end()) for match in re.finditer(r"We [^.]*\.", text)]
        document = Document(text, (Block("paragraph", Span(0, len(text))),))
        told = Scene(document, [Attribution((), (), (piece,), "direct") for piece in pieces], entities=entities)
        return steps_of(lambda: [conditions_of(said) for said in told.statements])

    taken(2)
    assert taken(400) < 6 * taken(100)  # sixteen times if each looked at all names


def test_markers_are_well_formed() -> None:
    keys = [(marker.words, marker.type, marker.form) for marker in MARKERS]
    assert len(set(keys)) == len(keys)
    assert all(word == word.casefold() for marker in MARKERS for word in marker.words)


def test_resolution_may_be_missing() -> None:
    article = scene("<Vesk> {said} [it would end if we are paid].")
    alone = replace(article.attributions[0], source=())
    assert conditions_of(Scene(article.document, [alone]).statements[0])[0].on is None
