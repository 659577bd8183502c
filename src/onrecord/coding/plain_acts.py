"""Acts that a cue of one plain verb means by itself: "backed", "rejects", "has accused", or with its predicate."""

from __future__ import annotations

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
    "baseless groundless unfounded unsubstantiated untrue false fabricated meritless nonsense ridiculous".split()
)
#: Words of a content that are looked at for one.
_OPENING = 6


def calls_false(said: Said) -> bool:
    """Tell whether somebody calls something untrue: "described the claims as baseless"."""
    if said.attribution.negated or _NAMING.isdisjoint(word.lower for word in said.cue):
        return False
    return not _FALSE.isdisjoint(word.lower for word in (*said.content[:_OPENING], *said.content[-2:]))


def plain_act(said: Said) -> Act | None:
    """The act that a cue of one plain verb means: "has strongly backed", against "plans to back"."""
    if said.attribution.negated:
        return None
    words = [word for word in (word.lower for word in said.cue) if word not in _BESIDE and not word.endswith("ly")]
    return _MEANT.get(" ".join(words))
