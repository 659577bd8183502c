"""What the speaker does with the words: act, mode, and whether a request is a soft appeal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from onrecord.codes import ACTS, STANCES, Act, Judged, Stance, Unclear
from onrecord.coding.lexicon import Phrases, shipped_lexicon
from onrecord.coding.markers import OBLIGING
from onrecord.coding.said import Said
from onrecord.words import Word

#: Below this chance the likeliest value is not given.
LEAST = 0.2
#: What a listed cue word is worth where nothing was learnt.
LISTED = 0.6
#: What a rule is worth.
RULED = 0.75
_DENIALS = frozenset("deny denies denied denying dispute disputes disputed disputing".split())
_INSISTING = frozenset("insist insists insisted insisting".split())
#: Verbs that insist where what they tell has a word of duty.
_STRESSING = frozenset(
    "stress stresses stressed stressing emphasise emphasises emphasised emphasising emphasize emphasizes emphasized"
    " emphasizing reiterate reiterates reiterated reiterating stipulate stipulates stipulated stipulating underline"
    " underlines underlined underlining underscore underscores underscored underscoring".split()
)
#: Words of a content that are looked at for who is not against something.
_OPENING = 12
#: What stands before a "be" that demands nothing.
_BEFORE_BE = frozenset("to will would can could may might not never also still".split())
_HAVING_SAID = frozenset(
    "say said saying tell told telling make made making write wrote written writing call called".split()
)
_NO = frozenset("not never no cannot".split())
#: Words for being against something, and what may stand between a "no" and one of them.
_AGAINST = frozenset(
    "oppose opposes opposed opposing object objects objected objecting objection objections against".split()
)
_BETWEEN = frozenset("be been any a an in principle really fundamentally have had raise raised ever".split())
#: What stands before that "no" where it is the speaker who is not against.
_SPEAKER = frozenset("that he she it they we i has have had do does did is are was were will would be being".split())
_AGAIN = frozenset("but however yet unless reject rejects rejected refuse refuses refused".split()) | _AGAINST
_PERSONAL = frozenset("that having ever he she they it i we has have had ever never".split())


def listed_act(said: Said) -> Judged[Act | Unclear]:
    """The act that the cue's words alone mean; STATE where there are words and none is listed."""
    lexicon = shipped_lexicon()
    found = lexicon.verbs.find(said.cue)
    if not found:
        return Judged("STATE", "lexicon", 0.4, said.attribution.cue)
    act, span = cast("Act", found[0][0]), found[0][1]
    changed = lexicon.modality.get(act)
    if changed is not None and said.attribution.negated:
        future = any(word.lower in ("will", "would") for word in said.cue)
        act = changed[2] if future else changed[1]
    return Judged(act, "lexicon", LISTED, (span,))


def act_of(said: Said, chances: NDArray[np.float32] | None) -> Judged[Act | Unclear]:
    """The act: by what was learnt where that is likely enough, else by the cue's words.

    Parameters
    ----------
    chances : ndarray of shape (17,) or None
        Chance of each act, in the order of ``ACTS``.
    """
    ruled = next((act for holds, act in _RULES if holds(said)), None)
    if ruled is not None:
        return Judged(ruled, "rule", RULED, said.attribution.cue)
    listed = listed_act(said)
    if chances is None:
        return listed
    best = int(chances.argmax())
    if float(chances[best]) >= LEAST:
        return Judged(ACTS[best], "model", float(chances[best]), listed.evidence or said.attribution.content[:1])
    if listed.value != "STATE":
        return listed
    return Judged("unclear", "model", float(chances[best]))


def stance_of(said: Said, chances: NDArray[np.float32] | None) -> Judged[Stance | Unclear]:
    """The stance towards the issue, by what was learnt.

    Parameters
    ----------
    chances : ndarray of shape (5,) or None
        Chance of each stance, in the order of ``STANCES``. Neutral and none are chosen between only when they together
        are the likeliest.
    """
    if chances is None:
        return Judged("unclear", "model", 0.0)
    neither = [STANCES.index("neutral"), STANCES.index("none")]
    classes = [float(chances[0]), float(chances[1]), float(chances[2]), float(chances[neither].sum())]
    best = int(np.argmax(classes))
    if classes[best] < LEAST:
        return Judged("unclear", "model", classes[best])
    if STANCES[best] == "oppose" and is_not_against(said):
        return Judged("support", "rule", RULED, said.attribution.content)
    value = STANCES[best] if best < 3 else STANCES[neither[int(chances[neither].argmax())]]
    return Judged(value, "model", classes[best], said.attribution.content)


def denies_saying(said: Said) -> bool:
    """Tell whether the statement denies that something was said: that rejects nothing of what it is about.

    "He denied having called it a failure", against "he denied that it was a failure".
    """
    if not any(word.lower in _DENIALS for word in said.cue):
        return False
    for word in said.content[:6]:
        if word.lower in _HAVING_SAID:
            return True
        if word.lower not in _PERSONAL:
            return False
    return False


def insists_on_doing(said: Said) -> bool:
    """Tell whether the statement insists that something be done, which demands it.

    "She insists the monitors be unarmed" and "she stressed that they must be", against "she insists the monitors are
    unarmed" and "she stressed that they must have been".
    """
    cue = {word.lower for word in said.cue}
    if cue.isdisjoint(_INSISTING | _STRESSING):
        return False
    lower = [word.lower for word in said.content]
    if any(word in OBLIGING and lower[at + 1 : at + 2] != ["have"] for at, word in enumerate(lower)):
        return True
    at = next((at for at, word in enumerate(lower[:6]) if word == "be"), 0)
    return not cue.isdisjoint(_INSISTING) and at > 0 and lower[at - 1] not in _BEFORE_BE


def is_not_against(said: Said) -> bool:
    """Tell whether the speaker says not to be against something, which accepts it.

    "Orsk says it does not oppose observers", against "Orsk does not object to observers but to their notebooks".
    """
    content = said.content[:_OPENING]
    source = {word.lower for word in said.source}
    words = [word.lower for word in (*said.cue, *content)]
    for at, word in enumerate(words):
        if word in _NO or word.endswith(("n't", "n’t")):
            rest = words[at + 1 :]
            while rest and rest[0] in _BETWEEN:
                rest = rest[1:]
            following = {word.lower for word in said.content[_OPENING:]}.union(rest[1:])
            return bool(rest) and rest[0] in _AGAINST and following.isdisjoint(_AGAIN)
        if at >= len(said.cue) and word not in _SPEAKER | source and word[:1].isalnum():
            return False
    return False


#: Acts that a rule tells, whatever was learnt; the first rule that holds.
_RULES: tuple[tuple[Callable[[Said], bool], Act], ...] = (
    (denies_saying, "STATE"),
    (insists_on_doing, "REQUEST"),
    (is_not_against, "AGREE"),
)


def mode_of(said: Said, act: Act | Unclear) -> str | None:
    """PLOVER mode of the act, where the words of cue or content give one."""
    if act == "STATE" and denies_saying(said):
        return "deny"
    listed = shipped_lexicon().modes.get(act)
    return _first(listed, (*said.cue, *said.content)) if listed is not None else None


def appeals(said: Said, act: Act | Unclear) -> bool:
    """Tell whether a REQUEST is a soft appeal: it asks, and does not demand."""
    if act != "REQUEST":
        return False
    listed = shipped_lexicon().appeals
    if listed_act(said).value == "REQUEST":
        return bool(listed.find(said.cue))
    return bool(listed.find(said.content))


def _first(listed: Phrases, words: Sequence[Word]) -> str | None:
    found = listed.find(words)
    return found[0][0] if found else None
