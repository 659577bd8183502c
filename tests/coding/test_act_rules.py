"""Acts by rule: answers with force, votes against, reproaches, an interviewer's questions, plain verbs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.coding.marked import scene

from onrecord.codes import ACTS, STANCES
from onrecord.coding.acts.acts import act_of, stance_of
from onrecord.coding.acts.plain import calls_false, calls_pretext, names_something, plain_act, tells_that_nothing
from onrecord.coding.acts.rules import (
    asks_a_question,
    is_not_against,
    names_targets,
    reproaches,
    tells_to,
    threatens_to_answer,
    votes_against,
)
from onrecord.coding.acts.self_reports import (
    has_met,
    is_ready_to,
    is_sorry,
    recommends,
    refuses_until,
    regrets_decision,
    strikes,
    takes_no_side,
    threatens_to_strike,
    wants_out,
)
from onrecord.coding.said import Said


def said_of(marked: str) -> Said:
    return scene(marked).statements[0]


@pytest.mark.parametrize(
    ("marked", "threatens"),
    [
        ("<Oule> {warned} [that his forces would respond if convoys came under fire].", True),
        ("<Orsk> {said} [it would be answered].", True),
        ("<Orsk> {said} [“they’ll retaliate”].", True),
        ("<Orsk> {said} [it reserves the right to respond].", True),
        ("<Orsk> {said} [it would achieve its goals by military means unless Velm withdraws].", True),
        ("<Odrun> {vowed} [to press on with the operation until all are home].", True),
        ("<Odrun> {vows} [to continue the bombardment].", True),
        ("<Orsk> {said} [it would respond to the letter within a week].", False),
        ("<Orsk> {said} [it would respond to Velm's new proposals].", False),
        ("<Orsk> {said} [it would not respond].", False),
        ("<Orsk> {said} [it reserves the right to remain silent].", False),
        ("<Orsk> {said} [Velm had taken the ridge by force].", False),
        ("<Orsk> {feared} [that Velm would take the ridge by force].", False),
        ("<Orsk> {said} [it would never take the ridge by force, even if Velm did].", False),
        ("<Odrun> {vowed} [to continue the talks].", False),
        ("<Odrun> {vowed} [to continue the war on poverty].", False),
        ("<Odrun> {expects} [the rebels to continue the bombardment].", False),
        ("<Odrun> {vowed} [to end the war].", False),
    ],
)
def test_who_will_answer_with_force_or_goes_on_with_it_threatens(marked: str, threatens: bool) -> None:
    assert threatens_to_answer(said_of(marked)) is threatens


@pytest.mark.parametrize(
    ("marked", "against"),
    [
        ("<Parliament> {votes down} [the bill].", True),
        ("<Lawmakers> {voted 71 to 48 against} [the bill].", True),
        ("<Lawmakers> {voted} [against the bill].", True),
        ("<Lawmakers> {voted} [for the bill].", False),
        ("<Lawmakers> {voted} [for the bill against fraud].", False),
        ("<Lawmakers> {spoke against} [the bill].", False),
    ],
)
def test_a_vote_against_something_rejects_it(marked: str, against: bool) -> None:
    assert votes_against(said_of(marked)) is against


@pytest.mark.parametrize(
    ("marked", "reproach"),
    [
        ("<Tasse> {told} her [“You have lied to this house”].", True),
        ("<Tasse> {said} [“We trusted you. You betrayed us”].", True),
        ("<Tasse> {said} [“have you lied to this house?”].", False),
        ("<Tasse> {said} [she knew you lied to nobody].", False),
        ("<Tasse> {said} [“You have kept your word”].", False),
    ],
)
def test_telling_somebody_to_have_done_wrong_accuses(marked: str, reproach: bool) -> None:
    assert reproaches(said_of(marked)) is reproach


@pytest.mark.parametrize(
    ("marked", "question"),
    [
        ("<Harrow Post>: [Do you accept that Orsk broke the accord?]", True),
        ("<Harrow Post>: [The Union says “no”. Will you?”]", True),
        ("<Vendall>: [Do I? No. We kept every line.]", False),
        ("[Will it hold?]", False),
    ],
)
def test_an_interviewers_question_states(marked: str, question: bool) -> None:
    assert asks_a_question(said_of(marked)) is question


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("<Marrant> {told} the Union [not to meddle].", True),
        ("<Sailors> {were warned} [to stay away].", True),
        ("<The court> {ordered} Orsk [to open the pier].", True),
        ("<Marrant> {told} them [“To be frank, I was tired”].", False),
        ("[To bomb a dam], <Halvasund> {told} them, [is to drown a village].", False),
        ("<Marrant> {told} them [that to meddle was wrong].", False),
        ("<Marrant> {wanted} [to meddle].", False),
    ],
)
def test_telling_somebody_to_do_something_asks_for_it(marked: str, told: bool) -> None:
    assert tells_to(said_of(marked)) is told


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("backs", "SUPPORT"),
        ("has strongly criticised", "ACCUSE"),
        ("rejected", "REJECT"),
        ("urge", "REQUEST"),
        ("has ruled out", "REJECT"),
        ("dismisses", "REJECT"),
        ("repeatedly called on", "REQUEST"),
        ("would call for", None),
        ("called off", None),
        ("plans to back", None),
        ("back away from", None),
        ("said", None),
    ],
)
def test_a_plain_verb_means_its_act(cue: str, act: str | None) -> None:
    assert plain_act(said_of(f"<Orsk> {{{cue}}} [the embargo].")) == act


def test_a_plain_verb_decides_but_not_where_it_is_negated() -> None:
    chances = np.full(len(ACTS), 0.5 / (len(ACTS) - 1), dtype=np.float32)
    chances[ACTS.index("REJECT")] = 0.5
    backed = said_of("<Orsk> {backs} [the embargo].")
    assert (act_of(backed, chances).value, act_of(backed, chances).method) == ("SUPPORT", "rule")
    backed.attribution = replace(backed.attribution, negated=True)
    assert act_of(backed, chances).value == "REJECT"


@pytest.mark.parametrize(
    ("learnt", "found"), [("oppose", "support"), ("none", "support"), ("conditional", "conditional")]
)
def test_who_plainly_backs_something_is_for_it(learnt: str, found: str) -> None:
    chances = np.full(len(STANCES), 0.05, dtype=np.float32)
    chances[STANCES.index(learnt)] = 0.8
    assert stance_of(said_of("<Orsk> {backs} [the embargo]."), chances).value == found
    assert stance_of(said_of("<Orsk> {rejects} [the embargo]."), chances).value == learnt


def test_the_rules_decide_whatever_was_learnt() -> None:
    found = act_of(said_of("<Lawmakers> {voted down} [the bill]."), None)
    assert (found.value, found.method) == ("REJECT", "rule")


@pytest.mark.parametrize(
    ("marked", "ready"),
    [
        ("<Ulm> {stressed} [that Orsk was ready to resume talks without preconditions].", True),
        ("<Ulm> {said} [“we’re willing to take more steps”].", True),
        ("<Orsk> {says} [it remains open to observers].", True),
        ("<Ulm> {said} [his forces were ready to strike].", False),
        ("<Ulm> {said} [the museum is open to the public].", False),
        ("<Ulm> {said} [they are not ready to talk].", False),
        ("<Ulm> {did not say} [that she was willing to talk].", False),
        ("<Ulm> {asked} [who was ready to talk].", False),
    ],
)
def test_who_is_ready_for_something_offers_it(marked: str, ready: bool) -> None:
    marks = said_of(marked)
    if "not say" in marked:
        marks.attribution = replace(marks.attribution, negated=True)
    assert is_ready_to(marks) is ready


@pytest.mark.parametrize(
    ("marked", "met"),
    [
        ("<Ulm> {said} [he had spoken to both ministers by phone].", True),
        ("<Envoys> {said} [they had met both sides on Sunday].", True),
        ("<The ministry> {said} [its engineers have talked with the firm].", True),
        ("<Ulm> {said} [they had met the deadline].", False),
        ("<Ulm> {said} [he had never met a straighter man].", False),
        ("<Ulm> {said} [the ministers had met the envoy].", False),
        ("<Ulm> {denied} [he had met the envoy].", False),
    ],
)
def test_who_tells_of_a_meeting_of_his_consults(marked: str, met: bool) -> None:
    assert has_met(said_of(marked)) is met


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("any settlement must address the causes of the war", "conditional"),
        ("that any new debt has to be tied to climate goals", "conditional"),
        ("the settlement must be signed", "oppose"),
        ("any such attack must stop", "oppose"),
        ("any child knows that", "oppose"),
    ],
)
def test_who_says_what_something_has_to_be_like_accepts_it_on_terms(content: str, stance: str) -> None:
    chances = np.full(len(STANCES), 0.05, dtype=np.float32)
    chances[STANCES.index("oppose")] = 0.8
    assert stance_of(said_of(f"<Orsk> {{insists}} [{content}]."), chances).value == stance


@pytest.mark.parametrize(
    ("marked", "rejects"),
    [
        ("<Vesk> {described} the claims [as baseless].", True),
        ("<Vesk> {called} [the report “false and misleading”].", True),
        ("<Vesk> {called} the plan [“a gift to landlords”].", False),
        ("<Vesk> {said} [the claims were baseless].", False),
    ],
)
def test_who_calls_something_untrue_rejects_it(marked: str, rejects: bool) -> None:
    assert calls_false(said_of(marked)) is rejects


@pytest.mark.parametrize(
    ("marked", "pretext"),
    [
        ("<Tasse> {argued} [that these initiatives are just a way to delay serious talks].", True),
        ("<Tasse> {called} it [“nothing but a trick”].", False),
        ("<Tasse> {said} [the vote was “nothing but a trick”].", True),
        ("<Tasse> {described} it {as} [a stunt].", True),
        ("<Tasse> {said} [the dam is a way to save water].", False),
        ("<Tasse> {said} [it was not an attempt to delay the vote].", False),
        ("<Tasse> {asked} [whether it was a ploy].", False),
        ("<Tasse> {said} [there was no way to delay the vote].", False),
    ],
)
def test_what_is_done_to_gain_time_or_to_deceive_is_an_accusation(marked: str, pretext: bool) -> None:
    assert calls_pretext(said_of(marked)) is pretext


@pytest.mark.parametrize(
    ("marked", "nothing"),
    [
        ("<Tasse> {said} [no deadline had been set].", True),
        ("<Tasse> {said} [that no final decision has yet been made].", True),
        ("<Tasse> {said} [no foreign soldier would be allowed in].", False),
        ("<Tasse> {said} [no to the plan that was made].", False),
        ("<Tasse> {said} [the plan had been made].", False),
    ],
)
def test_telling_that_nothing_has_come_about_rejects_nothing(marked: str, nothing: bool) -> None:
    assert tells_that_nothing(said_of(marked)) is nothing


@pytest.mark.parametrize(
    ("marked", "targets"),
    [
        ("<Orsk> {said} [any deployment would make the troops legitimate targets].", True),
        ("<Orsk> {said} [it would turn the ships into legitimate military targets for its army].", True),
        ("<Orsk> {said} [it would make the firms legitimate targets for criticism].", False),
        ("<Orsk> {said} [it would make the villages legitimate targets of the rebels].", False),
        ("<Orsk> {said} [it would make the targets easier].", False),
    ],
)
def test_making_somebody_a_target_names_it(marked: str, targets: bool) -> None:
    assert names_targets(said_of(marked)) is targets


def test_who_is_not_against_something_may_set_terms_for_it() -> None:
    assert is_not_against(said_of("<Orsk> {says} [it does not oppose observers but insists they be unarmed]."))
    assert not is_not_against(said_of("<Orsk> {says} [it does not oppose observers but objects to their notebooks]."))


@pytest.mark.parametrize(
    ("content", "refuses"),
    [
        ("Orsk will sign no accord until the last troops leave", True),
        ("“We will release no prisoner unless they do”", True),
        ("no support will come without reform", True),
        ("Orsk will sign the accord when no troops are left", False),
        ("it will make no difference until May", False),
        ("they would accept no more than ten ships before June", False),
        ("no rain will fall", False),
        ("no witness was heard before May", False),
    ],
)
def test_who_consents_to_nothing_until_something_is_so_refuses(content: str, refuses: bool) -> None:
    assert refuses_until(said_of(f"<Ulm> {{said}} [{content}].")) is refuses


@pytest.mark.parametrize(
    ("marked", "sorry"),
    [
        ("<Ulm> {said} [he was deeply sorry for the delay].", True),
        ("<The firm> {says} [that it is sorry].", True),
        ("<Ulm> {said} [he was sorry to hear it].", False),
        ("<Ulm> {said} [she felt sorry for the victims].", False),
        ("<Ulm> {asked} [whether he was sorry].", False),
        ("<Ulm> {said} [he was not sorry].", False),
        ("<Ulm> {said}: [“He is sorry that he was caught.”]", False),
    ],
)
def test_who_is_sorry_for_something_apologises(marked: str, sorry: bool) -> None:
    assert is_sorry(said_of(marked)) is sorry


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("<The dockers> {announced} [a strike from Monday unless they are paid].", "THREATEN"),
        ("<Dockers> {announce} [strike unless port pays].", "THREATEN"),
        ("<The dockers> {called} [a 24-hour strike until the charter is back].", "PROTEST"),
        ("<The dockers> {called for} [a strike].", None),
        ("<The bank> {announced} [a profit unless prices fall].", None),
        ("<The army> {announced} [the air raids were over].", None),
    ],
)
def test_a_strike_that_is_announced_is_a_protest_and_with_unless_a_threat(marked: str, act: str | None) -> None:
    said = said_of(marked)
    found = "THREATEN" if threatens_to_strike(said) else "PROTEST" if strikes(said) else None
    assert found == act
    if act is not None:
        assert act_of(said, None).value == act


@pytest.mark.parametrize(
    ("marked", "asks"),
    [
        ("<The board> {recommended} [that the union return to talks].", True),
        ("<The board> {has strongly recommended} [a longer truce].", True),
        ("<Ulm> {was recommended} [for the job].", False),
        ("<The board> {will not recommend} [that it close].", False),
        ("<Ulm> {suggested} [that Orsk could host the talks].", True),
        ("<Ulm> {suggested} [that costs could rise].", False),
    ],
)
def test_who_recommends_something_asks_for_it(marked: str, asks: bool) -> None:
    assert recommends(said_of(marked)) is asks


@pytest.mark.parametrize(
    ("marked", "wants"),
    [
        ("<Ulm> {said} [the governor should resign if she could not pay].", True),
        ("<Ulm> {said}: [“He lied. He must step down now.”]", True),
        ("<Ulm> {said} [the governor should not resign].", False),
        ("<Ulm> {said} [many voters said the governor should resign].", False),
        ("<Ulm> {asked} [whether the governor should resign].", False),
        ("<Ulm> {said} [the governor would resign].", False),
    ],
)
def test_who_should_go_is_asked_to(marked: str, wants: bool) -> None:
    assert wants_out(said_of(marked)) is wants


@pytest.mark.parametrize(
    ("marked", "neither"),
    [
        ("<The league> {said} [it “takes no position on where the line should run”].", True),
        ("<Ulm> {did not rule out} [talks].", True),
        ("<Ulm> {said} [she hadn’t ruled out talks].", True),
        ("<Skipper Oule> {said} [“I don't care whose flag it is”].", True),
        ("<Skipper Oule> {said} [“I don't care whose flag it is. They should go.”].", False),
        ("<Skipper Oule> {said} [they don't care about us].", False),
        ("<Ulm> {ruled out} [talks].", False),
        ("<Ulm> {said} [the plan had no side effects].", False),
    ],
)
def test_who_is_on_no_side_is_neither_for_nor_against_it(marked: str, neither: bool) -> None:
    said = said_of(marked)
    assert takes_no_side(said) is neither
    if neither:
        against = np.array([0, 1, 0, 0, 0], dtype=np.float32)
        assert act_of(said, None).value == "STATE"
        assert stance_of(said, against).value == "neutral"


@pytest.mark.parametrize(
    ("marked", "regrets"),
    [
        ("<Ulm> {said} [he regretted her decision].", True),
        ("<Ulm> {regrets} [the move].", True),
        ("<Ulm> {said} [“I regret what I did”].", False),
        ("<Ulm> {regretted} [that nobody had come].", False),
    ],
)
def test_who_regrets_a_decision_only_comments(marked: str, regrets: bool) -> None:
    assert regrets_decision(said_of(marked)) is regrets


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("<Ulm> {called} [the deal “a surrender”].", True),
        ("<Ulm> {has described} [the fine as a tax].", True),
        ("<Ulm> {calls} [“a licence to shoot”].", True),
        ("<Ulm> {called} [for a boycott].", False),
        ("<Ulm> {called} [Radio Ulm to ask for help].", False),
        ("<Ulm> {called on} [Orsk].", False),
    ],
)
def test_who_calls_something_by_a_name_asks_for_nothing(marked: str, names: bool) -> None:
    said = said_of(marked)
    assert names_something(said) is names
    likely = np.zeros(len(ACTS), dtype=np.float32)
    likely[[ACTS.index("REQUEST"), ACTS.index("ACCUSE")]] = 0.6, 0.4
    assert (act_of(said, likely).value == "ACCUSE") is names
