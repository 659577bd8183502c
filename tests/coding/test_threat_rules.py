"""Threats by what the speaker's side will do to others, and accusations of occupying."""

from __future__ import annotations

import numpy as np
import pytest
from tests.coding.marked import scene

from onrecord.codes import STANCES
from onrecord.coding.acts.acts import act_of, stance_of
from onrecord.coding.acts.threats import (
    calls_occupiers,
    names_who_answers,
    promises_retaliation,
    threatens_whoever,
    threatens_with_measures,
    treats_as_targets,
)
from onrecord.coding.said import Said, Scene
from onrecord.document import Span
from onrecord.entity import Entity, Mentioned
from onrecord.statement import Resolution


def said_of(marked: str) -> Said:
    return scene(marked).statements[0]


@pytest.mark.parametrize(
    ("content", "threatens"),
    [
        ("its members would walk out unless they were paid", True),
        ("unless the duty goes we will lay off 400 people", True),
        ("they would sue if he did not take it back", True),
        ("she will table a motion of contempt unless the phone is handed over", True),
        ("should a second boat land, our navy will seize it", True),
        ("we will withdraw from the treaty unless they pay", True),
        ("we will withdraw our troops if they pay", False),
        ("we will suspend the sanctions if they pay", False),
        ("Velm would impose tariffs unless they pay", False),
        ("we would impose tariffs", False),
        ("we will strike a deal if they come", False),
        ("we would not sue if he took it back", False),
        ("it rains unless we pray", False),
        ("we will ban smoking in parks if elected", False),
        ("he would expel the envoys if he won the election", False),
        ("we will target new funds at schools if the board agrees", False),
        ("he will strike gold if he gets the ball", False),
        ("it would cut prices unless costs rose", False),
        ("it would cut supplies unless they pay", True),
        ("it would extend the walkout to the inland ports if the offer was not improved", True),
        ("it would extend the deadline if they asked", False),
    ],
)
def test_what_the_own_side_will_do_where_a_condition_holds_threatens(content: str, threatens: bool) -> None:
    assert threatens_with_measures(said_of(f"<Vesk> {{said}} [{content}].")) is threatens


@pytest.mark.parametrize(("country", "threatens"), [("Velm", True), ("Orsk", False), (None, False)])
def test_the_own_country_will_do_it_as_well(country: str | None, threatens: bool) -> None:
    article = scene("<Vesk> {said} [Velm will impose tariffs unless they pay].")
    start = article.text.index("Velm")
    velm = Mentioned(Entity("1", "Velm", "country", "Velm"), (Span(start, start + 4),))
    speaker = Resolution("Vesk", "name", "2", "person", country)
    said = Scene(article.document, article.attributions, (speaker,), (velm,)).statements[0]
    assert threatens_with_measures(said) is threatens


@pytest.mark.parametrize(
    ("content", "threatens"),
    [
        ("any patrol that crossed it would be fired on", True),
        ("any violation of the truce would be answered with force", True),
        ("those who block the road will be arrested", True),
        ("if contingents appear there, they become a target", True),
        ("should it happen again, there would be a price", True),
        ("you will face the consequences", True),
        ("any attempt to reclaim the shoal would have consequences", True),
        ("the man would be deported on Monday", False),
        ("the cuts would have consequences for patients", False),
        ("any attack would be answered", True),
        ("any question will be answered in writing", False),
        ("the valley became a target", False),
        ("any ship may pass", False),
        ("any change in rates will have consequences for savers", False),
        ("anyone who signs up will become a target group", False),
    ],
)
def test_what_happens_to_whoever_does_something_threatens(content: str, threatens: bool) -> None:
    assert threatens_whoever(said_of(f"<Vesk> {{said}} [{content}].")) is threatens


@pytest.mark.parametrize(
    ("marked", "threatens"),
    [
        ("<Vesk> {promised} [a “crushing response” to any strike].", True),
        ("<Vesk> {vowed} [revenge for the raid].", True),
        ("<Vesk> {promised} [a quick response to the flood].", False),
        ("<Vesk> {promised} [an answer by Friday].", False),
        ("<Vesk> {promised} [a decisive response to the flood].", False),
        ("<Vesk> {saw} [a crushing response].", False),
    ],
)
def test_who_promises_retaliation_threatens(marked: str, threatens: bool) -> None:
    assert promises_retaliation(said_of(marked)) is threatens


@pytest.mark.parametrize(
    ("content", "accuses"),
    [
        ("foreign troops would be seen as occupiers", True),
        ("the flight will be regarded as a provocation", True),
        ("the plan will be seen as fair", False),
        ("they were seen as occupiers", False),
        ("the painting would be seen as a provocation by some", False),
        ("the flight will be seen by Velm as a provocation", False),
        ("the flight will be seen by us as a provocation", True),
    ],
)
def test_who_would_be_seen_as_an_occupier_is_accused(content: str, accuses: bool) -> None:
    assert calls_occupiers(said_of(f"<Vesk> {{said}} [{content}].")) is accuses


@pytest.mark.parametrize(
    ("content", "act", "stance"),
    [
        ("foreign troops would be seen as occupiers", "ACCUSE", "oppose"),
        ("any such troops would be legitimate targets", "THREATEN", "oppose"),
        ("it would treat any foreign troops as military targets", "THREATEN", "oppose"),
        ("it would view the monitors simply as “occupation forces”", "ACCUSE", "oppose"),
        ("any patrol that crossed it would be fired on", "THREATEN", "neutral"),
    ],
)
def test_who_threatens_or_accuses_those_who_come_is_against_them(content: str, act: str, stance: str) -> None:
    chances = np.full(len(STANCES), 0.05, dtype=np.float32)
    chances[STANCES.index("neutral")] = 0.8
    said = said_of(f"<Vesk> {{said}} [{content}].")
    assert (act_of(said, None).value, stance_of(said, chances).value) == (act, stance)


@pytest.mark.parametrize(
    ("marked", "threatens"),
    [
        ("<Orsk> {would regard} [any such monitors as combatants].", True),
        ("<Vesk> {said} [they will treat every drone as a legitimate target].", True),
        ("<Analysts> {said} [Orsk would treat foreign troops as targets].", False),
        ("<Vesk> {said} [they would treat the figures as targets for growth].", False),
        ("<Vesk> {said} [they would regard it as an honour].", False),
        ("<Vesk> {said} [they treated every drone as a target].", False),
    ],
)
def test_who_will_treat_others_as_targets_threatens_them(marked: str, threatens: bool) -> None:
    assert treats_as_targets(said_of(marked)) is threatens


@pytest.mark.parametrize(
    ("content", "answers"),
    [
        ("Velm will respond", True),
        ("if they come, Velm would surely retaliate", True),
        ("Velm will respond to the offer", False),
        ("insurers will respond", False),
        ("Velm will not respond", False),
    ],
)
def test_a_body_says_what_its_own_country_will_answer(content: str, answers: bool) -> None:
    article = scene(f"<The ministry> {{said}} [{content}].")
    ministry = Resolution("Ministry of Defence (Velm)", "nominal", None, "organisation")
    said = Scene(article.document, article.attributions, (ministry,)).statements[0]
    assert names_who_answers(said) is answers
