"""Whether a statement was made at all: "did not say", "nobody claimed", "if he says so".

A denial is a statement of its own: denied, declined, refused and rejected are not negated.
"""

from __future__ import annotations

import re

from onrecord.attribute.drafting.draft import Draft

_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|without|cannot|stop(?:s|ped|ping)?\sshort\sof)\b|n[’']t\b", re.IGNORECASE
)
#: Negations that are the words of the statement, not of its being made.
_NOT_NEGATION = re.compile(
    r"\b(?:not (?:only|just|guilty)|no (?:longer|doubt|secret|bones|mistake)|whether or not)\b", re.IGNORECASE
)
_NOBODY = re.compile(r"^(?:nobody|no[ -]one|none|neither|no|not every\w*|not all|few)\b", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"(?:\b(?:if|unless|until|whether|in case|in the event(?: that)?)\s+)(?:[\w’'-]+\s+){0,1}$", re.IGNORECASE
)
#: What stands between a source and its verb: "has not, however, | agreed".
_BEFORE = re.compile(
    r"\s(?:ha[sd]|have|d(?:id|oes|o)|is|are|was|were|will|would)(?:\snot|n[’']t)(?:,\s[\w\s]{1,25},|\syet|\sso\sfar|\s\w+ly)?\s"
)
_LOOKBACK = 40


def is_negated(text: str, draft: Draft) -> bool:
    """Tell whether the cue itself is negated or hypothetical."""
    if not draft.cue:
        return False
    cue = _NOT_NEGATION.sub(" ", " ".join(span.of(text) for span in draft.cue))
    if _NEGATION.search(cue):
        return True
    if draft.source and _NOBODY.match(draft.source[0].of(text)):
        return True
    if draft.source and _BEFORE.fullmatch(text, draft.source[0].end, draft.cue[0].start):
        return True
    clause = min(span.start for span in (*draft.cue, *(s for s in draft.source if s.start < draft.cue[0].start)))
    return _CONDITIONAL.search(text[max(0, clause - _LOOKBACK) : clause]) is not None
