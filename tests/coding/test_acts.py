"""Acts by listed words, modes, appeals, auxiliary modes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.coding.marked import scene

from onrecord.codes import ACTS, QUADS, STANCES
from onrecord.coding.acts.acts import act_of, appeals, listed_act, mode_of, stance_of
from onrecord.coding.acts.grams import grams
from onrecord.coding.acts.lexicon import shipped_lexicon
from onrecord.coding.acts.rules import (
    asks_a_question,
    denies_saying,
    forswears,
    insists_on_doing,
    is_not_against,
    names_targets,
    owns_up,
    threatens_on_condition,
    threatens_to,
)
from onrecord.coding.acts.tense import aux_of
from onrecord.coding.said import Said, Scene


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("has demanded", "REQUEST"),
        ("called on", "REQUEST"),
        ("calls for", "REQUEST"),
        ("lashed out", "ACCUSE"),
        ("ruled out", "REJECT"),
        ("was refusing", "REJECT"),
        ("hailed", "SUPPORT"),
        ("have pledged", "AGREE"),
        ("conceded", "CONCEDE"),
        ("threatens", "THREATEN"),
        ("said", "STATE"),
        ("has repeatedly said", "STATE"),
        ("murmured", "STATE"),
    ],
)
def test_listed_cues(cue: str, act: str) -> None:
    assert listed_act(said_of(f"<Orsk> {{{cue}}} [something].")).value == act


def said_of(marked: str) -> Said:
    return scene(marked).statements[0]


def test_without_a_cue_nothing_is_listed() -> None:
    assert listed_act(said_of("[“Never”] – <Marsh>")).value == "STATE"


def test_a_negated_promise_is_a_refusal() -> None:
    plain = scene("<Orsk> {has not agreed} [to talks].")
    negated = Scene(plain.document, [replace(plain.attributions[0], negated=True)])
    assert listed_act(negated.statements[0]).value == "REJECT"


def test_evidence_is_the_listed_word() -> None:
    said = said_of("<Orsk> {has now ruled out} [talks].")
    (span,) = listed_act(said).evidence
    assert span.of(said.scene.text) == "ruled out"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("<Marsh> {denied} [having called the bridge a folly].", True),
        ("<Marsh> {denied} [that he had ever said so].", True),
        ("<Marsh> {denied} [that the bridge was unsafe].", False),
        ("<Marsh> {denied} [any role].", False),
        ("<Marsh> {said} [he had told them].", False),
    ],
)
def test_denials_of_having_said_something(text: str, denied: bool) -> None:
    said = said_of(text)
    assert denies_saying(said) is denied
    found = act_of(said, None)
    assert (found.value == "STATE" and mode_of(said, found.value) == "deny") is denied or not denied


def chances(act: str, chance: float) -> np.ndarray:
    found = np.full(len(ACTS), (1 - chance) / (len(ACTS) - 1), dtype=np.float32)
    found[ACTS.index(act)] = chance
    return found


def test_what_was_learnt_wins_where_it_is_likely_enough() -> None:
    said = said_of("<Orsk> {said} [the dam is a crime].")
    found = act_of(said, chances("ACCUSE", 0.7))
    assert (found.value, found.method) == ("ACCUSE", "model")
    assert found.score == pytest.approx(0.7)


def test_a_listed_word_decides_where_nothing_is_likely() -> None:
    found = act_of(said_of("<Orsk> {asked for} [the keys]."), chances("STATE", 0.1))
    assert (found.value, found.method) == ("REQUEST", "lexicon")


def test_without_either_the_act_is_unclear() -> None:
    assert act_of(said_of("<Orsk> {said} [so]."), chances("STATE", 0.1)).value == "unclear"


def test_neutral_and_none_are_weighed_together() -> None:
    said = said_of("<Orsk> {said} [so].")
    values = dict.fromkeys(STANCES, 0.0) | {"support": 0.4, "neutral": 0.25, "none": 0.35}
    found = stance_of(said, np.array([values[name] for name in STANCES], dtype=np.float32))
    assert found.value == "none"
    assert found.score == pytest.approx(0.6)
    assert stance_of(said, None).value == "unclear"


@pytest.mark.parametrize(
    ("text", "act", "mode"),
    [
        ("<Orsk> {demanded} [talks on the dam].", "REQUEST", "meet"),
        ("<Orsk> {demanded} [that Velm withdraw from the ridge].", "REQUEST", "yield"),
        ("<Orsk> {said} [the troops will be legitimate targets].", "THREATEN", "violence"),
        ("<Orsk> {declined to comment} [on the letter].", "STATE", "decline_comment"),
        ("<Orsk> {said} [it was a fine day].", "AGREE", None),
        ("<Orsk> {said} [it would strike if the ship came back].", "THREATEN", "violence"),
        ("<The nurses' union> {said} [it would strike from 3 June].", "THREATEN", None),
        ("<Orsk> {said} [it would take the pass by force].", "THREATEN", "violence"),
        ("<The bank> {said} [costs would force it to raise rates].", "THREATEN", None),
    ],
)
def test_modes(text: str, act: str, mode: str | None) -> None:
    assert mode_of(said_of(text), act) == mode  # type: ignore[arg-type]


def test_appeals_ask_and_demands_do_not() -> None:
    assert appeals(said_of("<Orsk> {urged} [Velm to wait]."), "REQUEST")
    assert not appeals(said_of("<Orsk> {demanded} [that Velm wait]."), "REQUEST")
    assert not appeals(said_of("<Orsk> {urged} [Velm to wait]."), "ACCUSE")
    assert appeals(said_of("<Orsk> {said} [“please wait”]."), "REQUEST")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Orsk> {said} [it will open the gates].", ("future",)),
        ("<Orsk> {promised} [to open the gates].", ("future",)),
        ("<Orsk> {had said} [the gates are shut].", ("historical",)),
        ("<Orsk> {said} [it would not open the gates].", ("hypothetical", "negation")),
        ("<Orsk> {said} [the gates are shut].", ()),
        ("<Orsk> {said} [the gates are shut. Nobody will open them].", ()),
    ],
)
def test_auxiliary_modes(text: str, expected: tuple[str, ...]) -> None:
    assert aux_of(said_of(text)) == expected


def test_names_are_no_features() -> None:
    found = grams(said_of("<Orsk> {said} [that Velm and Marsh lie]."))
    assert "x:lie" in found
    assert not any("velm" in gram or "marsh" in gram for gram in found)


def test_the_lists_name_acts_of_the_scheme() -> None:
    lexicon = shipped_lexicon()
    assert set(lexicon.modes) <= set(ACTS)
    assert set(lexicon.modality) <= set(QUADS)
    assert {act for row in lexicon.modality.values() for act in row} <= set(ACTS)


@pytest.mark.parametrize(
    ("marked", "demands"),
    [
        ("<Orsk> {insists} [the monitors be unarmed].", True),
        ("<She> {insisted} [that any treaty must name the harbour].", True),
        ("<She> {insisted} [that they should leave first].", True),
        ("<Orsk> {stressed} [that guarantees must not be one-sided and should come after a treaty].", True),
        ("<Orsk> {stressed} [that the guns must have been fired by Velm].", False),
        ("<Orsk> {stresses} [that monitors be unarmed].", False),
        ("<Orsk> {insists} [the monitors are unarmed].", False),
        ("<Orsk> {insists} [it will be ready in May].", False),
        ("<Orsk> {insists} [it never asked to be paid].", False),
        ("<Orsk> {said} [any treaty must name the harbour].", False),
    ],
)
def test_insisting_that_something_be_done_demands_it(marked: str, demands: bool) -> None:
    said = said_of(marked)
    assert insists_on_doing(said) is demands
    chances = np.eye(len(ACTS), dtype=np.float32)[ACTS.index("STATE")]
    assert (act_of(said, chances).value == "REQUEST") is demands


@pytest.mark.parametrize(
    ("marked", "accepts"),
    [
        ("<Orsk> {says} [it does not oppose unarmed monitors in principle].", True),
        ("<Orsk> {says} [Orsk doesn't object to monitors].", True),
        ("<Orsk> {will not oppose} [a deal].", True),
        ("<Orsk> {says} [. . . it does not oppose a deal].", True),
        ("<She> {said} [“we have no objection to observers”].", True),
        ("<She> {said} [she was not, in principle, opposed to it].", False),
        ("<Orsk> {says} [it does not object to observers but to their notebooks].", False),
        ("<Orsk> {says} [it does not oppose monitors, it rejected armed ones].", False),
        ("<Orsk> {says} [Velm does not oppose monitors].", False),
        ("<Orsk> {says} [it opposes monitors, not treaties].", False),
        ("<Orsk> {opposes} [monitors].", False),
        ("<Orsk> {did not say} [that it objects].", False),
        ("<Orsk> {does not accept} [monitors].", False),
        ("<Orsk> {said} [“…”].", False),
    ],
)
def test_who_is_not_against_something_accepts_it(marked: str, accepts: bool) -> None:
    said = said_of(marked)
    assert is_not_against(said) is accepts
    chances = np.eye(len(ACTS), dtype=np.float32)[ACTS.index("REJECT")]
    assert (act_of(said, chances).value == "AGREE") is accepts
    against = np.array([0.2, 0.5, 0.1, 0.1, 0.1], dtype=np.float32)
    assert (stance_of(said, against).value == "support") is accepts


@pytest.mark.parametrize(
    ("marked", "question"),
    [
        ("<A reporter> {asked} [whether the dam was safe].", True),
        ("<She> {had asked} [who paid for it].", True),
        ("[“And the boats?”] <she> {asked}.", True),
        ("<She> {asked} [that the gates be closed].", False),
        ("<She> {asked} [Velm to say who paid].", False),
        ("<She> {asked} [for the keys].", False),
        ("<She> {said} [whether it was safe was not for her to say].", False),
        ("<She> {asked} [“…”].", False),
        ("<She> {asked}.", False),
    ],
)
def test_a_question_asks_to_be_told_and_demands_nothing(marked: str, question: bool) -> None:
    said = said_of(marked)
    assert asks_a_question(said) is question
    assert (act_of(said, chances("REQUEST", 0.9)).value == "STATE") is question


@pytest.mark.parametrize(
    ("marked", "admits"),
    [
        ("<Marsh> {said} [“In May I said no. I was wrong”].", True),
        ("<Marsh> {conceded} [that we were wrong about the dam].", True),
        ("<Marsh> {said} [“it was a crime, and we regret it”].", True),
        ("<Marsh> {wrote} [“I deeply apologise to the families”].", True),
        ("<Two clerks> {pleaded guilty} [to forgery].", True),
        ("<Two clerks> {pleaded} [guilty to forgery].", True),
        ("<Orsk> {accepted} [responsibility for the flood].", True),
        ("<Two clerks> {pleaded not guilty} [to forgery].", False),
        ("<Two clerks> {pleaded} [not guilty].", False),
        ("<Orsk> {claimed} [responsibility for the raid].", False),
        ("<Marsh> {said} [my critics told me I was wrong].", False),
        ("<Marsh> {asked} [if I was wrong].", False),
        ("<Marsh> {said} [“I apologise to nobody”].", False),
        ("<Marsh> {said} [“I do not regret it”].", False),
        ("<Marsh> {said} [“I regret that they have lost their memory”].", False),
        ("<Marsh> {said} [Velm was wrong].", False),
    ],
)
def test_who_owns_up_concedes(marked: str, admits: bool) -> None:
    assert owns_up(said_of(marked)) is admits


@pytest.mark.parametrize(
    ("marked", "threatens", "spares"),
    [
        ("<Orsk> {vowed} [to punish the smugglers].", True, False),
        ("<Orsk> {has promised} [to “quickly bomb” the ridge].", True, False),
        ("<Orsk> {pledged} [that it would retaliate].", True, False),
        ("<Orsk> {promises} [never to strike the dam].", False, True),
        ("<Orsk> {undertook} [not to attack Velm again].", False, True),
        ("<Orsk> {pledged} [it would never fire on the boats].", False, True),
        ("<Orsk> {pledged} [never to strike a deal with Velm].", False, False),
        ("<Orsk> {vowed} [never to sign].", False, False),
        ("<Orsk> {vowed} [to strike a bargain].", False, False),
        ("<Orsk> {vowed} [to attack poverty].", False, False),
        ("<Orsk> {promised} [to end the attacks].", False, False),
        ("<Orsk> {said} [it had to punish them].", False, False),
        ("<Orsk> {promised}.", False, False),
    ],
)
def test_what_is_promised_may_harm_or_spare(marked: str, threatens: bool, spares: bool) -> None:
    said = said_of(marked)
    assert threatens_to(said) is threatens
    assert forswears(said) is spares


@pytest.mark.parametrize(
    ("marked", "threatens"),
    [
        ("<Orsk> {said} [“if one boat crosses the line, we will sink it”].", True),
        ("<Orsk> {gave notice} [that ‘[s]hould Velm strike out the clause, our patrols will resume’].", True),
        ("<Orsk> {said} [“we will resume the shelling unless they leave”].", True),
        ("<Orsk> {said} [“if they leave, we will resume the talks”].", False),
        ("<Orsk> {said} [“if they leave, we will not attack”].", False),
        ("<Orsk> {said} [“we will attack at dawn”].", False),
        ("<Orsk> {said} [if it fails, the rain will return].", False),
        ("<Orsk> {said} [Velm will sink it if it crosses].", False),
        ("<Orsk> {said} [“find the money and I will strike it out”].", False),
    ],
)
def test_a_hostile_deed_on_a_condition_is_a_threat(marked: str, threatens: bool) -> None:
    assert threatens_on_condition(said_of(marked)) is threatens


@pytest.mark.parametrize(
    ("marked", "threatens"),
    [
        ("<Orsk> {stressed} [that any ship of Velm would be a legitimate target for its navy].", True),
        ("<Orsk> {warned} [“such convoys will become lawful military targets”].", True),
        ("<Orsk> {said} [they would be considered ‘fair targets’].", True),
        ("<Orsk> {said} [“they will all be treated as legitimate targets”].", True),
        ("<Orsk> {said} [“medics will never be legitimate targets”].", False),
        ("<Orsk> {said} [schools would not be valid targets].", False),
        ("<Orsk> {said} [schools had been treated as legitimate targets].", False),
        ("<Orsk> {warned} [that schools would be treated as legitimate targets by the rebels].", False),
        ("<Orsk> {warned} [that such ships would be treated as legitimate targets by the Orskan army].", True),
        ("<Orsk> {said} [the plan would become a legitimate target of criticism].", False),
        ("<Orsk> {said} [the bank would miss its primary target].", False),
    ],
)
def test_who_names_targets_threatens(marked: str, threatens: bool) -> None:
    assert names_targets(said_of(marked)) is threatens
