"""What belongs to a content before its beginning: the subject of the verb that it begins with."""

from __future__ import annotations

import re

from onrecord.attribute.drafting.draft import Scene
from onrecord.document import Span
from onrecord.words import sentence_spans

#: What a content never begins behind: an article, and the *of* of what somebody is accused of.
_ACCUSED = re.compile(r"\b(?:accus(?:es?|ed|ing)|suspected|convicted|acquitted)\Z")
_OF = re.compile(r"\s(?P<article>of)\s\Z")
_ARTICLE = re.compile(r"\s(?P<article>the|an?)\s\Z")
#: Finite verbs that are known without a parser.
FINITE = r"(?:is|are|was|were|ha[sd]|have|will|would|can|could|may|might|must|should|did|does)\b"
_FINITE = re.compile(FINITE)
#: The first word of a quotation that goes on with a clause: “respects the bank”.
_QUOTED = re.compile(r"[“\"«‘](?!(?:the|an?|his|her|its|their|our|my|this|that)\b)[a-z]+")
_DETERMINER = r"(?:the|an?|his|her|its|their|our|my|this|these|those|some|many|most|all|both|no)"
_NOUN = r"(?!(?:in|on|at|of|for|to|with|from|by|that|about|after|before|during|over)\b)[\w’'.&-]+"
_SURE = rf"{_DETERMINER}\s{_NOUN}(?:\s{_NOUN}){{0,2}}|(?:he|she|it|they|we|I|there)"
#: Whoever is told something, and behind this the subject of what is told: "told parliament | the bank | was safe".
_TOLD = re.compile(r"\b(?:told|tells?|telling|informed|assured|reminded|warned)\Z")
_ADDRESSED = rf"(?:{_DETERMINER}\s{_NOUN}|[a-z]+|[A-Z][\w.’'&-]*)(?:\s[A-Z][\w.’'&-]*)*"
_SUBJECT = re.compile(rf"\s{_ADDRESSED}\s(?P<subject>(?P<sure>{_SURE})|[a-z-]+s)\s")
#: Characters between a verb and what is told, at most.
_GAP = 80
#: The subject of a sentence with a relative clause: "The vote, which was expected, | was unanimous, she said".
_OPENING = re.compile(r"\s*(?P<subject>[A-Z][^,.;:!?]*,\s(?:who|which|whose)\s[^.;:!?]*,\s)")


def with_subject(scene: Scene, piece: Span, cues: list[Span], others: list[Span]) -> Span:
    """A piece with the article or *of* before it, or with the subject of the finite verb that it begins with.

    This is looked for behind whoever is told something, and at the beginning of a sentence whose last words tell who
    says it.
    """
    article = _ARTICLE.search(scene.text, max(0, piece.start - 5), piece.start)
    if article is None and cues[-1].end < piece.start and _ACCUSED.search(scene.text, *cues[-1]):
        article = _OF.search(scene.text, max(0, piece.start - 4), piece.start)
    if article is not None and not scene.quoted[piece.start]:
        whole = Span(article.start("article"), piece.end)
        return piece if any(whole.overlaps(other) for other in others) else whole
    finite = _FINITE.match(scene.text, *piece)
    if finite is None and not _QUOTED.match(scene.text, *piece):
        return piece
    start = None
    if cues[-1].end < piece.start <= cues[-1].end + _GAP:
        told = _TOLD.search(scene.text, *cues[-1])
        lost = _SUBJECT.fullmatch(scene.text, cues[-1].end, piece.start) if told else None
        if lost is not None and (finite or lost["sure"]):
            start = lost.start("subject")
    elif finite is not None and piece.end <= cues[0].start:
        start = _sentence_start(scene, piece)
    if start is None or any(Span(start, piece.start).overlaps(other) for other in others):
        return piece
    return Span(start, piece.end)


def _sentence_start(scene: Scene, piece: Span) -> int | None:
    """Where the sentence of a piece begins, if its subject with a relative clause is all that stands before."""
    block = scene.block_of(piece)
    sentences = sentence_spans(scene.text, block) if block is not None else []
    start = next((sentence.start for sentence in sentences if sentence.start < piece.start < sentence.end), None)
    opening = _OPENING.fullmatch(scene.text, start, piece.start) if start is not None else None
    return opening.start("subject") if opening is not None else None
