"""What the speaker does with the words: act, mode, and whether a request is a soft appeal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from onrecord.codes import ACTS, STANCES, Act, Judged, Stance, Unclear
from onrecord.coding.acts.lexicon import Phrases, shipped_lexicon
from onrecord.coding.acts.plain import calls_pretext, names_something, plain_act
from onrecord.coding.acts.rules import RULES, denies_saying, is_not_against, names_targets
from onrecord.coding.acts.self_reports import is_about_work, is_ready_to, takes_no_side
from onrecord.coding.acts.terms import sets_terms
from onrecord.coding.acts.threats import calls_occupiers, treats_as_targets
from onrecord.coding.said import Said
from onrecord.coding.verbs import forms
from onrecord.words import Word

#: Below this chance the likeliest value is not given.
LEAST = 0.2
#: What a listed cue word is worth where nothing was learnt.
LISTED = 0.6
#: What a rule is worth.
RULED = 0.75
#: What a plain verb is worth.
PLAIN = 0.97
#: Who sets terms for something is neither simply for nor against it.
_TAKEN = (STANCES.index("support"), STANCES.index("oppose"))
#: Who plainly backs something is neither against it (of 321 on train and dev 4) nor without a stance (2).
_NOT_FOR = (STANCES.index("oppose"), 3)
_STRIKES = forms("strike")
#: A content of no more words is all about what it calls a pretext.
_SHORT = 25


_KEPT: WeakKeyDictionary[Said, Judged[Act | Unclear]] = WeakKeyDictionary()


def listed_act(said: Said) -> Judged[Act | Unclear]:
    """The act that the cue's words alone mean; STATE where there are words and none is listed.

    Notes
    -----
    It is kept as long as the statement is: the heads ask for it, too.
    """
    found = _KEPT.get(said)
    if found is None:
        found = _KEPT[said] = _listed(said)
    return found


def _listed(said: Said) -> Judged[Act | Unclear]:
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
    ruled = next((act for holds, act in RULES if holds(said)), None)
    if ruled is not None:
        evidence = said.attribution.cue or said.attribution.content[:1]
        return Judged(ruled, "rule", _worth(ruled, RULED, chances), evidence)
    listed = listed_act(said)
    if chances is None:
        return listed
    plain = plain_act(said)
    if plain is not None:
        return Judged(plain, "rule", _worth(plain, PLAIN, chances), said.attribution.cue)
    if names_something(said):
        chances = np.where(np.arange(len(ACTS)) == ACTS.index("REQUEST"), np.float32(0), chances)
    best = int(chances.argmax())
    if float(chances[best]) >= LEAST:
        return Judged(ACTS[best], "model", float(chances[best]), listed.evidence or said.attribution.content[:1])
    if listed.value != "STATE":
        return listed
    return Judged("unclear", "model", float(chances[best]))


def _worth(act: Act, least: float, chances: NDArray[np.float32] | None) -> float:
    """What a rule's act is worth: more where what was learnt agrees."""
    return least if chances is None else max(least, float(chances[ACTS.index(act)]))


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
    ruled = _ruled_stance(said, best)
    if ruled is not None:
        return ruled
    value = STANCES[best] if best < 3 else STANCES[neither[int(chances[neither].argmax())]]
    return Judged(value, "model", classes[best], said.attribution.content)


def _ruled_stance(said: Said, best: int) -> Judged[Stance | Unclear] | None:
    """The stance that a rule tells, given the place of the one that was learnt."""
    content = said.attribution.content
    if best in _TAKEN and sets_terms(said):
        return Judged("conditional", "rule", RULED, content)
    if STANCES[best] == "oppose" and (is_not_against(said) or is_ready_to(said)):
        return Judged("support", "rule", RULED, content)
    if STANCES[best] == "oppose" and takes_no_side(said):
        return Judged("neutral", "rule", RULED, content)
    short = len(said.content) <= _SHORT and calls_pretext(said)
    if short or any(holds(said) for holds in (calls_occupiers, names_targets, treats_as_targets)):
        return Judged("oppose", "rule", RULED, content)
    if best in _NOT_FOR and plain_act(said) == "SUPPORT":
        return Judged("support", "rule", PLAIN, said.attribution.cue)
    return None


def mode_of(said: Said, act: Act | Unclear) -> str | None:
    """PLOVER mode of the act, where the words of cue or content give one."""
    if act == "STATE" and denies_saying(said):
        return "deny"
    listed = shipped_lexicon().modes.get(act)
    if listed is None:
        return None
    words = (*said.cue, *said.content)
    if act == "THREATEN" and is_about_work(said):
        words = tuple(word for word in words if word.lower not in _STRIKES)
    return _first(listed, words)


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
