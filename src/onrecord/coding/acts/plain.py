"""Acts that a cue of one plain verb means by itself: "backed", "rejects", "has accused", or with its predicate."""

from __future__ import annotations

import re

from onrecord.codes import Act
from onrecord.coding.said import Said
from onrecord.coding.verbs import by_form, forms

#: Verbs by the act that they mean where they are all of a cue: of 918 such cues on train and dev 912 were annotated so.
_VERBS: tuple[tuple[Act, str], ...] = (
    ("SUPPORT", "back support endorse welcome praise hail applaud thank commend laud congratulate"),
    ("REJECT", "reject oppose refuse deny dismiss rebuff spurn veto"),
    ("ACCUSE", "accuse blame condemn criticise criticize denounce slam lambast berate chide rebuke"),
    ("REQUEST", "urge demand beg implore"),
    ("CONCEDE", "apologise apologize"),
)
#: Those of a verb and what belongs to it, likewise: of 50 such cues on train and dev 49.
_PHRASES: tuple[tuple[Act, str], ...] = (
    ("REJECT", "rule out, turn down, come out against, speak out against"),
    ("REQUEST", "call on, call upon, call for, appeal for, insist on, push for, press for"),
    ("ACCUSE", "lash out at, hit out at"),
)
_MEANT: dict[str, Act] = {form: act for act, verbs in _VERBS for form in by_form(verbs.split())}
_MEANT |= {
    " ".join((form, *rest)): act
    for act, phrases in _PHRASES
    for verb, *rest in map(str.split, phrases.split(", "))
    for form in forms(verb)
}
#: What else may stand in such a cue, beside adverbs.
_BESIDE = frozenset("has have had also again was were been".split())
#: Verbs that name something, and the names that reject it: of 5 such statements on train 4 were annotated so.
_NAMING = frozenset(by_form("call describe brand label dismiss characterise characterize".split()))
_FALSE = frozenset(
    "baseless groundless unfounded unsubstantiated untrue false fabricated meritless nonsense ridiculous absurd"
    " laughable preposterous ludicrous".split()
)
#: What is called for, or whom one calls to do something; what is named may have a "to" behind its article.
_ASKED = re.compile(r"^\W*(?:for|on|upon|to)\b|^(?!\W*(?:as |it )?(?:an?|the|his|her|its|their)\b).*\bto \w+")
#: Words of a content that are looked at for one.
_OPENING = 6
#: What has not come about: "no deadline had been set", "no one was hurt".
_NOTHING = re.compile(
    r"^\W*(?:that )?no (?:[\w-]+ ){1,3}(?:had|has|have|was|were|is|are)(?: yet| as yet)?(?: been)?(?: yet)?"
    r" (?:set|fixed|made|taken|reached|announced|scheduled|found|injured|hurt|killed|reported|identified|involved"
    r"|sought|planned|known|available)\b"
)
#: Words for what is done to deceive, and for what is done to harm or to gain time.
_PRETEXT = re.compile(
    r"\b(?:is|are|was|were|be|been|as|['’]s|['’]re)(?: [\"“‘]?(?:just|merely|only|simply|purely|really"
    r"|(?:nothing|little) (?:but|more than)|\w+ly))* (?:an? |another |yet another )?(?:[\w-]+ )?[\"“”‘’'«]?"
    r"(?:(?:ploys?|tricks?|pretexts?|excuses?|stunts?|shams?|farces?|smokescreens?|charades?|witch[- ]hunts?)\b"
    r"|(?:ways?|means|attempts?|efforts?|bids?|tactics?|manoeuvres?|maneuvers?) (?:to|of|at) (?:\w+ly )?"
    r"(?:delay|stall|drag (?:out|on)|draw out|prolong|derail|undermin|sabotag|thwart|torpedo|distract|divert attention"
    r"|discredit|deceiv|mislead|intimidat|blackmail|buy time|buying time|cling to|silenc))"
)
#: One of them has to be there: looked for first, as it takes less time.
_PRETEXT_WORDS = (
    "ploy", "trick", "pretext", "excuse", "stunt", "sham", "farce", "smokescreen", "charade", "hunt", "way", "means",
    "attempt", "effort", "bid", "tactic", "manoeuv", "maneuv",
)  # fmt: skip
#: What is not said of somebody's pretext: it is none, or would be one.
_NOT_ONE = re.compile(r"\b(?:not|n['’]t|never|no|hardly|if|whether)\b")


def calls_false(said: Said) -> bool:
    """Tell whether somebody calls something untrue: "described the claims as baseless"."""
    if said.attribution.negated or _NAMING.isdisjoint(word.lower for word in said.cue):
        return False
    return not _FALSE.isdisjoint(word.lower for word in (*said.content[:_OPENING], *said.content[-2:]))


def names_something(said: Said) -> bool:
    """Tell whether a verb that names something is all of a cue, so that nothing is asked: "called | the deal a gift".

    Against "called | for a boycott" and "calling | the station to ask".
    """
    words = [word for word in (word.lower for word in said.cue) if word not in _BESIDE and not word.endswith("ly")]
    return len(words) == 1 and words[0] in _NAMING and _ASKED.search(said.told) is None


def tells_that_nothing(said: Said) -> bool:
    """Tell whether it is told that something has not come about: "no deadline had been set", which rejects nothing."""
    told = said.told
    return not said.attribution.negated and "no " in told[:8] and _NOTHING.search(told) is not None


def calls_pretext(said: Said) -> bool:
    """Tell whether something is said to be done only to deceive or to gain time.

    "The initiatives are just a way to delay the talks", "it was a stunt", against "it is not a ploy" and "it is a
    way to save water".
    """
    told = said.told_with_cue
    if said.attribution.negated or not any(word in told for word in _PRETEXT_WORDS):
        return False
    found = _PRETEXT.search(told)
    return found is not None and _NOT_ONE.search(told, max(0, found.start() - 40), found.end()) is None


def plain_act(said: Said) -> Act | None:
    """The act that a cue of one plain verb means: "has strongly backed", against "plans to back"."""
    if said.attribution.negated:
        return None
    words = [word for word in (word.lower for word in said.cue) if word not in _BESIDE and not word.endswith("ly")]
    return _MEANT.get(" ".join(words))
