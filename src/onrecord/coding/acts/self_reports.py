"""Acts told by what the source says of itself: what it is ready for, refuses or regrets, or whom it has met."""

from __future__ import annotations

import re

from onrecord.coding.said import Said
from onrecord.coding.verbs import by_form

#: Cues by which somebody says something and does nothing else; one of them has to be there.
_SAYING = frozenset(
    by_form(
        "say tell add note write stress state explain confirm announce reiterate repeat declare emphasise emphasize"
        " underline signal indicate affirm reaffirm recall report disclose point argue reply".split()
    )
) | {"according"}
_HOSTILE = (
    r"fight|strike|retaliat|defend|respond|attack|kill|die|use|act|hit|resist|confront|oppose|sue|leave|quit|resign|wait"
    r"|go (?:to|it)\b|walk|take (?:action|measures|legal)|abuse|question|interpretation|visitors|the public|criticism"
    r"|all\b"
)
_SUBJECT = r"(?:(?:that|but|and) )?(?:[\w’'.-]+ ){0,3}?"
_READY = re.compile(
    rf"^\W*{_SUBJECT}(?:\w+['’](?:re|s|m)|(?:is|are|was|were|am|remains?|remained|stands?|stood))"
    r"(?: \w+ly| always| still| also| now)? (?:ready|willing|prepared|open) (?:to|for)\b"
    rf"(?! (?:\w+ly )?(?:{_HOSTILE}))"
)
#: Who met or spoke with somebody: the source itself, or its own people.
_MET = re.compile(
    r"^\W*(?:that )?(?:i|we|he|she|it|they|(?:his|her|its|their|our|my) [\w-]+)(?:['’](?:ve|d))?"
    r"(?: (?:had|have|has))?(?: already| also| just| recently)?"
    r" (?:met(?! (?:the|its|our|their|all|a|any|every|this|that|those) (?:\w+ )?"
    r"(?:deadlines?|targets?|conditions?|demands?|requirements?|goals?|needs?|criteria|standards?)\b)"
    r"|(?:spoken|spoke|talked) (?:to|with)|held (?:\w+ )?talks with)\b(?! (?:nobody|no one)\b)"
)

#: What is refused until something else is so: of 6 such statements on train 6 were annotated as refusals.
_REFUSING = re.compile(
    r"\b(?:will|would|shall|can|could|['’]ll) (?:\w+ly )?(?:sign|accept|recogni[sz]e|support|back|approve|ratify"
    r"|discuss|consider|lift|release|hand over|withdraw|give up|pay|grant|allow|open|reopen|send|lend|agree to"
    r"|enter(?: into)?|make|hold|attend|join|resume|start|offer) no"
    r" (?!(?:more|further|less|fewer|time|mistake|difference|sense|secret|longer)\b)"
    r"[^.;]{1,100}?\b(?:until|unless|before|while|as long as|without)\b"
    r"|^\W*(?:that )?no (?:[\w’'-]+ ){1,5}(?:will|would|can|could|shall)"
    r" (?:be(?! able)|come|take place|enter|begin|start|happen|go)\b"
    r"[^.;]{0,80}?\b(?:until|unless|before|without|while|as long as)\b"
)
#: An apology told of the source, and what nobody apologises for with it; of 6 such statements on train 6.
_SORRY = re.compile(
    r"^(?:that )?(?:he|she|it|they) (?:was|were|is|are|felt) (?:\w+ly |so |very |truly )?sorry\b"
    r"(?! (?:to|if)\b| for (?:him|her|them|those|the (?:people|victims|famil(?:y|ies)|players?|fans))\b)"
)
#: What is demanded of somebody in an office, and who says so where it is only told that many do: on train 6 of 6.
_EXIT = re.compile(
    r"\b(?:should|must|has to|have to|ought to) (?:\w+ly |now )?(?:resign|step down|stand down|quit(?= [^a-z]|\W|$)"
    r"|be (?:sacked|fired|dismissed|recalled))\b"
)
_SAID = re.compile(r"\b(?:said|says|say|whether)\b.{0,40}$", re.DOTALL)
#: A strike that is announced, and what makes it a threat.
_ANNOUNCING = frozenset(by_form("announce call declare".split()))
_STRIKE = re.compile(r"^\W*(?:(?:an?|another|the) )?(?:[\w-]+ ){0,2}?(?:strikes?|walkouts?|walk-outs?|stoppages?)\b")
_UNLESS = re.compile(r"\b(?:unless|if)\b")
#: Who strikes without weapons, and how that is called.
_WORK = re.compile(
    r"\b(?:unions?|workers|staff|employees|nurses|doctors|teachers|drivers|dockers|pilots|miners|crews|walk-?outs?"
    r"|stoppages?|industrial action|picket(?:s|ing)?|pay|wages?|(?:general|rail|hunger) strike)\b"
)
#: Cues that recommend, and what else may stand in them: on train 10 of 12 such statements were requests.
_RECOMMENDING = frozenset(by_form(["recommend"]))
_BESIDE = frozenset("has have had also".split())
#: What is suggested that somebody do.
_SUGGESTING = frozenset(by_form(["suggest"]))
_COULD = re.compile(
    r"^\W*(?:that )?(?:[\w’'.-]+ ){1,4}?(?:could|might|should) (?:\w+ly )?(?:host|mediate|help|join|take part|meet|hold"
    r"|send|offer|play a|be (?:held|moved|sent|asked|given|used as))\b"
)
#: Who is on no side, leaves something open or does not care who or what: on train 10 of 11 were comments, 8 neutral.
_NO_SIDE = re.compile(
    r"\b(?:takes?|took|taking|has|have|had|holds?|held) no (?:\w+ )?(?:position|view|stance|opinion|sides?)\b"
    r"(?! effects?\b)"
    r"|\b(?:not|never|\w+n['’]t) (?:yet )?(?:rul(?:e|ed|ing) out)\b"
    r"|^\W*(?:that )?(?:(?:i|we|he|she|it|they) )?(?:do|does|did)(?:n['’]t| not) (?:really )?care"
    r" (?:who|whose|what|which|where|when|how|if|whether)\b(?!.*\b(?:wants?|must|should|needs?)\b)"
)
#: Whose decision is only regretted.
_REGRETTED = re.compile(
    r"\bregret(?:s|ted|ting)? (?:that )?(?:the|her|his|their|its) (?:\w+ )?"
    r"(?:decision|departure|resignation|withdrawal|move|step|outcome|result)\b"
)


def is_ready_to(said: Said) -> bool:
    """Tell whether somebody says to be ready for something, which offers it.

    "She said Orsk was willing to resume talks", against "he said they were prepared to fight".
    """
    return _says(said) and _READY.search(said.told) is not None


def has_met(said: Said) -> bool:
    """Tell whether the source says to have met or talked to somebody: "he said he had spoken to both ministers".

    Against "she said they had met the deadline".
    """
    return _says(said) and _MET.search(said.told) is not None


def takes_no_side(said: Said) -> bool:
    """Tell whether the source says to be on no side or leaves something open, which is neither for nor against it.

    "The league takes no position on the border", "she did not rule out talks" and "I don't care who wins", against "I
    don't care who pays, I want them to stop".
    """
    both = said.told_with_cue
    if not any(word in both for word in (" no ", " out", "care ")):
        return False
    return _NO_SIDE.search(both) is not None or _NO_SIDE.search(said.told) is not None


def regrets_decision(said: Said) -> bool:
    """Tell whether a decision is only regretted, which neither rejects it nor owns up: "he regretted her move"."""
    told = said.told_with_cue
    return "regret" in told and _REGRETTED.search(told) is not None


def _says(said: Said) -> bool:
    return not said.attribution.negated and not _SAYING.isdisjoint(word.lower for word in said.cue)


def refuses_until(said: Said) -> bool:
    """Tell whether the source will not consent to something before a condition is met, which rejects it till then.

    "Orsk will sign no accord until the troops leave" and "no aid will come without reform", against "it will take no
    time before they come".
    """
    return not said.attribution.negated and "no " in said.told and _REFUSING.search(said.told) is not None


def is_sorry(said: Said) -> bool:
    """Tell whether the source is told to apologise: "he was sorry for the delay".

    Against "he was sorry to hear it" and "“He is sorry that he was caught”", which is said of somebody else.
    """
    return _says(said) and _SORRY.search(said.told) is not None


def wants_out(said: Said) -> bool:
    """Tell whether somebody is said to have to go, which demands it: "the governor should resign".

    Against "he should not resign" and "many said he should resign".
    """
    if said.attribution.negated or not any(word in said.told for word in ("should ", "must ", "to ")):
        return False
    found = _EXIT.search(said.told)
    return found is not None and _SAID.search(said.told[: found.start()]) is None


def strikes(said: Said) -> bool:
    """Tell whether a strike is announced: "announced a strike", against "called for a strike"."""
    cue = [word.lower for word in said.cue]
    announced = not said.attribution.negated and not _ANNOUNCING.isdisjoint(cue[-1:])
    return announced and _STRIKE.search(said.told) is not None


def threatens_to_strike(said: Said) -> bool:
    """Tell whether a strike is announced for the case that something is not done: "a strike unless they pay"."""
    return strikes(said) and _UNLESS.search(said.told) is not None


def is_about_work(said: Said) -> bool:
    """Tell whether workers speak, or of what they do, so that a strike is none with weapons."""
    source = " ".join(word.lower for word in said.source)
    name = "" if said.resolution is None else f"{said.resolution.name} {said.resolution.role or ''}".casefold()
    return _WORK.search(f"{source} {name} {said.told_with_cue}") is not None


def recommends(said: Said) -> bool:
    """Tell whether something is recommended to be done: "it recommended that the bill be amended".

    Also "she suggested that Orsk could host the talks", against "he was recommended for the job" and "it suggested that
    costs could rise".
    """
    cue = [word.lower for word in said.cue if word.lower not in _BESIDE and not word.lower.endswith("ly")]
    if said.attribution.negated or len(cue) != 1:
        return False
    return cue[0] in _RECOMMENDING or (cue[0] in _SUGGESTING and _COULD.search(said.told) is not None)
