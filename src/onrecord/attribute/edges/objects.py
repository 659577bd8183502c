"""Objects between cue and content: "urged | voters to stay home" or "urged voters | to stay home"."""

from __future__ import annotations

import re

from onrecord.attribute.drafting.draft import Draft
from onrecord.document import Span

#: Verbs with an object and what it is to do; the object without a parser: one to eight words without a mark.
_URGED = re.compile(r"\b(?:(?:urg|encourag|implor|exhort)(?:e?s|e?d|ing|e)?|call(?:s|ed|ing)?\son)\Z", re.IGNORECASE)
_OBJECT = re.compile(r"\s(?P<object>[\w’'.$%-]+(?:\s[\w’'.$%-]+){0,7}?)\s(?=(?:not\s)?to\s\w)")
#: What an object does not begin with: what such a verb leads on to without one, and times.
_NONE = re.compile(
    r"(?:to|for|that|as|of|on|in|at|by|with|if|whether|how|why|what|and|\w+day|\w+ly|also|not)\b", re.IGNORECASE
)
#: What shows that words before the mark are a clause.
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|ha[sd]|have|will|would|that|who|which|when|because|and|but|said)\b", re.IGNORECASE
)


def without_object(text: str, draft: Draft) -> None:
    """Begin a content behind the object that it opens with."""
    cue = draft.cue[-1]
    at = next((n for n, piece in enumerate(draft.content) if 0 <= piece.start - cue.end <= 1), None)
    if at is None:
        return
    match = _object(text, cue, draft.content[at].end)
    if match is not None:
        draft.content[at] = Span(match.end(), draft.content[at].end)


def with_object(text: str, draft: Draft) -> None:
    """Begin a content that stands behind an object with this object."""
    cue = draft.cue[-1]
    at = next((n for n, piece in enumerate(draft.content) if piece.start > cue.end + 1), None)
    match = _object(text, cue, draft.content[at].end) if at is not None else None
    if at is None or match is None or match.end() != draft.content[at].start:
        return
    start = match.start("object")
    between = Span(start, match.end())
    if not any(between.overlaps(other) for other in (*draft.source, *draft.content)):
        draft.content[at] = Span(start, draft.content[at].end)


def _object(text: str, cue: Span, end: int) -> re.Match[str] | None:
    """An object right behind the cue that it belongs to, and where what follows it begins."""
    match = _OBJECT.match(text, cue.end, end) if _URGED.search(text, *cue) else None
    if match is None or _NONE.match(match["object"]) or _CLAUSE.search(match["object"]):
        return None
    return match
