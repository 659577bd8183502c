"""Acts told by what the source says of itself: that it is ready to do something, or whom it has met."""

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


def _says(said: Said) -> bool:
    return not said.attribution.negated and not _SAYING.isdisjoint(word.lower for word in said.cue)
