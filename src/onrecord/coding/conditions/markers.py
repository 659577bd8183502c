"""Words that mark conditions: an open table, one line a marker, and the word lists that tell when they mark none.

A marker's ``type`` is that of the condition it opens, its ``form`` what follows it, and its ``trust`` how much else is
needed: ``always``; ``open`` unless the sentence tells the past; ``bound`` where it speaks of what shall, may or will be
("before we withdraw", not "before dawn the troops left"); ``weak`` where only the learned head may tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.codes import ConditionType
from onrecord.coding.verbs import by_form

Form = Literal["clause", "phrase", "subject", "trigger", "bid", "time", "alone", "ellipsis", "after"]
Trust = Literal["always", "open", "bound", "weak"]


@dataclass(frozen=True, slots=True)
class Marker:
    """One entry of the table.

    Attributes
    ----------
    words : tuple of str
        In lower case.
    form : {"clause", "phrase", "subject", "trigger", "bid", "time", "alone", "ellipsis", "after"}
        A clause follows; a noun phrase does; the marker begins a noun phrase that a modal verb follows ("any attack
        would"), or a deed ("an attack on"); it follows a span of time ("within a day of the signature"); it stands
        after a bid, before what follows from it ("lift the ban and we will talk"); only a time or a span of time may
        follow; nothing has to; nothing may ("only after a deal, not before"); or the marker follows what it bounds
        ("unarmed teams only").
    """

    words: tuple[str, ...]
    type: ConditionType
    form: Form
    trust: Trust


_TABLE: tuple[tuple[ConditionType, Form, Trust, str], ...] = (
    ("if", "clause", "always",
     "if | provided that | providing that | so long as | for so long as | as long as | on condition that"
     " | on the condition that | on the sole condition that | under the condition that | on the understanding that"
     " | on the basis that | with the proviso that | in the event that | assuming that | supposing | on condition"
     " | should | were | had"),
    ("if", "clause", "open", "provided | providing"),
    ("if", "clause", "bound", "assuming | whenever | for as long as | as and when | in case"),
    ("if", "bid", "weak", "and"),
    ("if", "clause", "weak", "while | where | when | now that | given that"),
    ("if", "phrase", "always",
     "on condition of | in the event of | conditional on | conditional upon | contingent on | contingent upon"),
    ("if", "phrase", "bound", "subject to | in case of | depending on | dependent on | anyone who | anybody who"),
    ("if", "trigger", "weak", "of"),
    ("if", "phrase", "weak", "whoever | whichever | anyone | those who | depends on | with"),
    ("if", "alone", "always",
     "on conditions | under conditions | with conditions | on one condition | on two conditions | on three conditions"
     " | on certain conditions | under certain conditions"),
    ("if", "alone", "weak", "as needed | when needed | conditions | where necessary"),
    ("if", "subject", "bound", "any | another"),
    ("if", "subject", "weak",
     "an | each | attack | attacks | crossing | violation | violations | breach | failure | refusal"),
    ("unless", "clause", "always", "unless | except if"),
    ("unless", "alone", "always", "failing which | failing that | or else"),
    ("unless", "alone", "bound", "if not"),
    ("unless", "alone", "weak", "otherwise"),
    ("unless", "phrase", "bound", "failing | barring | absent"),
    ("unless", "phrase", "weak", "without | no"),
    ("unless", "clause", "weak", "or"),
    ("after", "clause", "always", "only after | as soon as | only once | only when"),
    ("after", "clause", "bound", "once | on the day | the moment | the minute | immediately after"),
    ("after", "clause", "weak", "after | the day | the hour | the evening | the instant | first"),
    ("after", "alone", "always", "only then | only afterwards"),
    ("after", "alone", "bound", "after that"),
    ("after", "alone", "weak", "after this | afterwards"),
    ("after", "phrase", "bound", "on completion of | upon completion of"),
    ("after", "phrase", "weak", "following | upon"),
    ("before", "clause", "bound", "before | long before"),
    ("before", "ellipsis", "always", "not before"),
    ("before", "phrase", "bound", "prior to | ahead of | in advance of"),
    ("until", "clause", "always", "not until | only until"),
    ("until", "clause", "open", "until | till | up until | until such time as"),
    ("until", "phrase", "bound", "pending"),
    ("until", "time", "bound", "beyond | through"),
    ("guarantee", "phrase", "always",
     "backed by | guaranteed by | underwritten by | vouched for by | secured by | with guarantees | under guarantee"
     " | on a guarantee | with the backing of | with the guarantee of | with a guarantee | countersigned by"
     " | with the backing"),
    ("guarantee", "phrase", "bound",
     "guarantors | a guarantee | supervised by | verified by | monitored by | signed by | under the supervision of"
     " | under the eyes of"),
    ("guarantee", "phrase", "weak",
     "guarantee | guarantees | guaranteed | with | on a | under a | insured by | certified by | policed by"
     " | against a"),
    ("in_return", "phrase", "always", "in return for | in exchange for | as the price for | as a price for"),
    ("in_return", "alone", "always", "step for step | as a quid pro quo"),
    ("in_return", "alone", "bound", "in return | in exchange"),
    ("in_return", "phrase", "weak", "for | against | only for"),
    ("limit", "phrase", "always",
     "no more than | not more than | no longer than | not longer than | with the exception of | limited to"
     " | confined to | restricted to | for the duration of | only as far as | only by | only within"
     " | only for as long as | not a day longer | not a minute longer | not an hour before | not a minute earlier"
     " | not a day before | for a maximum of | up to a ceiling of"),
    ("limit", "alone", "always", "to nobody else | and no further | and no others | and nothing else | and no more"),
    ("limit", "phrase", "bound",
     "at most | no less than | not less than | solely | exclusively | strictly | except | except for | must not"
     " | short of | under no circumstances"),
    ("limit", "phrase", "weak",
     "only | only to | only in | only on | only with | at least | up to | other than | apart from | may not | but not"
     " | not before | as far as | not a | not one | not on | not in | not for | not to | at | a small | a few"
     " | a limited | some | under | cannot | could not | must | aboard | unarmed | they cannot | while"),
    ("limit", "after", "always", "only"),
    ("limit", "after", "weak", "alone"),
    ("limit", "time", "weak", "for | of"),
    ("deadline", "time", "always", "no later than | not later than"),
    ("deadline", "time", "open", "by"),
    ("deadline", "time", "bound", "within | as of | before | the following"),
    ("deadline", "clause", "bound", "by the time"),
    ("deadline", "time", "weak",
     "from | starting | effective | on | at | in | after | over | during | this | next | until | end of"),
    ("deadline", "alone", "weak", "deadline | tomorrow | immediately | at once"),
)  # fmt: skip

MARKERS: tuple[Marker, ...] = tuple(
    Marker(tuple(words.split()), kind, form, trust)
    for kind, form, trust, listed in _TABLE
    for words in listed.split(" | ")
)
#: Index and marker by the marker's first word, the longest marker first.
BY_FIRST_WORD: dict[str, list[tuple[int, Marker]]] = {}
for _index, _marker in sorted(enumerate(MARKERS), key=lambda item: -len(item[1].words)):
    BY_FIRST_WORD.setdefault(_marker.words[0], []).append((_index, _marker))

#: Words before a marker that belong to it.
STRENGTHENING = frozenset("only not even just".split())
#: Words right before "if" that make it no condition ("as if", or a question: "unclear if"), and right after it.
NOT_BEFORE_IF = frozenset("as what even unclear unsure uncertain sure".split())
NOT_AFTER_IF = frozenset("anything any ever so only need necessary possible".split())
#: Verbs after which "if" asks a question: "wonder if".
ASKING = by_form(
    "ask wonder know see determine decide doubt question check tell learn consider inquire discuss find confirm clarify"
    " establish specify verify assess".split()
)
#: "Should the gates be shut", "Were Orsk to pay": such a verb before its subject, and how subjects begin.
INVERTED = frozenset("should were had".split())
SUBJECTS = frozenset(
    "the a an any another his her its their our my your they it he she we you i that this these those there no one all"
    " both either some".split()
)
#: Words in an "if" that make it ask for a guarantee.
GUARANTEEING = (
    "guarant", "underwrit", "vouch", "surety", "assurance", "stand behind", "stands behind", "escrow", "collateral",
)  # fmt: skip
#: Deeds that are threatened or forbidden: "any attack on" is a condition as an object too.
DEEDS = frozenset(
    "attack attacks strike strikes assault breach violation violations violator attempt move delay refusal incursion"
    " intrusion failure interference provocation aggression raid crossing step action aircraft ship vessel warship"
    .split()
)  # fmt: skip
#: Cue verbs whose content is to be done: the times and bounds that it names are part of the demand or promise.
BINDING_CUES = by_form(
    "demand ask urge call want insist order instruct direct require request beg plead appeal expect need summon vow"
    " promise pledge offer agree commit undertake guarantee plan intend propose threaten warn refuse rule decline"
    " announce accept vote decide consent swear hope allow permit ban bar prohibit forbid set let invite press".split()
)
MODALS = frozenset(
    "will would shall should must can could cannot may might won't wouldn't shan't shouldn't mustn't can't couldn't"
    " won’t wouldn’t shan’t shouldn’t mustn’t can’t couldn’t ought".split()
)
#: Those that say what has to be done.
OBLIGING = frozenset("must should shall ought".split())
#: Those that do not tell what follows from a deed: "any plan should", not "any attack would".
WISHING = frozenset("should must can could cannot may might ought can't couldn't can’t couldn’t".split())
#: Verbs that, with "to", bind like a modal: "has to".
BINDING_VERBS = frozenset("have has need needs going let ready prepared willing able".split())
NEGATIONS = frozenset("not no never nobody none nothing neither nor".split())
PAST = frozenset("was were had did been said told took gave went came made became began left met".split())
