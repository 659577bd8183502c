"""How wide the cues of an article are cut: "also called for | talks", or "called | for talks".

Whether an adverb before the verb and a preposition behind it belong to the cue is a matter of convention. People who
mark an article keep to one; the encoder, which has learnt two, decides anew at each cue. What it says at all cues of an
article together tells better which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from onrecord.attribute.drafting.draft import Draft, Scene
from onrecord.attribute.drafting.paths import LabelledSpan, cue_span
from onrecord.attribute.edges.objects import with_object, without_object
from onrecord.attribute.sources.speaker import without_aside
from onrecord.document import Span
from onrecord.encoding import CONTENT, CUE, CueScores, Encoding

_PREPOSITION = re.compile(r"(?:for|about|of|on|over|against|with|at|from|in|into|upon)", re.IGNORECASE)
_LAST = re.compile(rf"\S\s+(?P<word>{_PREPOSITION.pattern}|as|to)\Z", re.IGNORECASE)
_FIRST = re.compile(rf"{_PREPOSITION.pattern}\s+(?=[\w“‘\"'«])", re.IGNORECASE)
#: Verbs of which the preposition is a part wherever a cue is held to end.
_FIXED = re.compile(
    r"\b(?:(?:call(?:s|ed|ing)?|draw(?:s|n|ing)?|drew|go(?:es|ing|ne)?|went)\s+(?:up)?on|(?:according|due)\s+to)\Z",
    re.IGNORECASE,
)
_ADVERB = (
    r"(?:also|just|sometimes|often|then|later|again|still|now|already|further|only|even"
    r"|(?!(?:rally|reply|apply|supply|rely|comply|family)\b)\w+ly)"
)
_LEADING = re.compile(rf"{_ADVERB}\s+(?=\w)", re.IGNORECASE)
_PRECEDING = re.compile(rf"\b{_ADVERB}\s+\Z", re.IGNORECASE)
#: Adverbs that tell that something is said: "reportedly".
_HEARSAY = (
    r"(?:reported|alleged|reputed|supposed|purported|apparent|seeming|presumab|ostensib|admitted|evident|rumou?red)ly"
)
_SILENT = re.compile(
    rf"(?!{_HEARSAY}|reply|rely|apply|imply|comply|rally)(?:{_ADVERB}|not|so|is|are|was|were|be|been)", re.I
)
#: Characters before a cue in which an adverb is looked for.
_REACH = 25
#: A time or place of speaking behind a verb of saying: "said Monday", "wrote in a letter".
_TIME = (
    r"(?:(?:on|late|early)\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|night|evening|afternoon))?"
    r"|(?:this|last)\s(?:week|month|year)|yesterday|today"
)
_PLACE = r"(?:in|on|at|during|via)(?:\s[\w’'-]+){0,6}"
_SAYING = r"\b(?:said|says|say|told|tells|wrote|writes|tweeted|announced|added|argued|warned|explained|noted|reported)"
_AT_TIME = re.compile(rf"(?<=\w)\s(?:{_TIME})\Z")
_SAID_AT = re.compile(rf"{_SAYING}(?P<where>\s{_PLACE})(?:\s(?:{_TIME}))?\Z", re.IGNORECASE)
#: Log-odds of one word, at most, and those with which an article begins: cues are narrow.
_MOST = 3.0
_BEFORE = -1.0


class CueWidth:
    """Log-odds, summed over an article, that the prepositions beside its cues belong to them; adverbs then do, too."""

    def __init__(self) -> None:
        self.odds = _BEFORE

    def hear(self, scene: Scene, encoding: Encoding, cue: CueScores, labelled: Sequence[LabelledSpan]) -> None:
        """Add what one cue says of the preposition beside it."""
        own = cue_span(labelled, cue)
        contents = {span.start for span in labelled if span.role == CONTENT}
        if own is not None and contents:
            said = _of_preposition(scene, encoding, cue, own, contents)
            self.odds += max(-_MOST, min(_MOST, said))

    def cut(self, scene: Scene, drafts: Iterable[Draft]) -> None:
        """Give all statements cues of this width."""
        for draft in drafts:
            if not draft.cue:
                continue
            draft.cue[-1] = _without_time(scene.text, draft.cue[-1])
            if self.odds > 0:
                _widen(scene.text, draft)
                with_object(scene.text, draft)
            else:
                _narrow(scene.text, draft)
                without_object(scene.text, draft)


def says_nothing(text: str, cues: Sequence[Span]) -> bool:
    """Tell whether a cue is a single word that no statement is told by: an adverb, *not*, a form of *be*.

    On train none of six such cues is one.
    """
    return len(cues) == 1 and _SILENT.fullmatch(text, *cues[0]) is not None


def _of_preposition(scene: Scene, encoding: Encoding, cue: CueScores, own: LabelledSpan, contents: set[int]) -> float:
    """Log-odds that the preposition between cue and content belongs to the cue; 0 where there is none."""
    tokens = encoding.tokens
    for token, follows in ((own.end - 1, own.end), (own.end, own.end)):
        if token > own.start and follows in contents:
            end = int(tokens.ends[token])
            fixed = _FIXED.search(scene.text, int(tokens.starts[own.start]), end)
            if fixed is None and _PREPOSITION.fullmatch(scene.text, int(tokens.starts[token]), end):
                chances = cue.scores[token - cue.start]
                return float(chances[CUE + 1] - np.logaddexp(chances[CONTENT], chances[CONTENT + 1]))
    return 0.0


def _without_time(text: str, cue: Span) -> Span:
    """A cue without the time or place of speaking at its end."""
    said = _SAID_AT.search(text, *cue)
    if said is not None:
        return Span(cue.start, said.start("where"))
    time = _AT_TIME.search(text, *cue)
    return Span(cue.start, time.start()) if time is not None else cue


def _widen(text: str, draft: Draft) -> None:
    first = draft.cue[0]
    preceding = _PRECEDING.search(text, max(0, first.start - _REACH), first.start)
    others = (*draft.source, *draft.content)
    if preceding is not None and not any(Span(preceding.start(), first.start).overlaps(other) for other in others):
        draft.cue[0] = Span(preceding.start(), first.end)
    at = _beside(text, draft)
    moved = _FIRST.match(text, *draft.content[at]) if at is not None else None
    if at is not None and moved is not None:
        draft.cue[-1] = Span(draft.cue[-1].start, moved.start() + len(moved[0].rstrip()))
        draft.content[at] = Span(moved.end(), draft.content[at].end)


def _narrow(text: str, draft: Draft) -> None:
    draft.source = [without_aside(text, source) for source in draft.source]
    while leading := _LEADING.match(text, *draft.cue[0]):
        draft.cue[0] = Span(leading.end(), draft.cue[0].end)
    at, cue = _beside(text, draft), draft.cue[-1]
    last = _LAST.search(text, *cue)
    if at is not None and last is not None and not _FIXED.search(text, *cue):
        draft.cue[-1] = Span(cue.start, last.start() + 1)
        draft.content[at] = Span(last.start("word"), draft.content[at].end)


def _beside(text: str, draft: Draft) -> int | None:
    """Which piece of the content begins right behind the cue, if one does."""
    end = draft.cue[-1].end
    near = (at for at, piece in enumerate(draft.content) if end <= piece.start and not text[end : piece.start].strip())
    return next(near, None)
