"""Demands and denials told beside a noun, where no cue is seen.

"security guarantees demanded by Karveth"; "…, an accusation Dravia denies".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.attribute.sources.agents import AGENT, BOUND, DETERMINER, OF, WORD
from onrecord.attribute.sources.speaker import source_span
from onrecord.document import TEXT, Span

#: Chance that such words are a statement: of ten on train that stand in no other statement, nine are.
DEMAND_SCORE = 0.5
_VERB = (
    r"(?:demanded|sought|requested|proposed|advocated|urged|opposed|rejected|condemned|disputed|endorsed|ordered"
    r"|put\sforward|called\sfor)"
)
_DEMANDED = re.compile(rf"\s(?P<cue>{_VERB})\sby\s(?P<agent>{AGENT}{OF})(?=[.,;:!?)—–”\"’]|\s{BOUND}|\s?\Z)")
_WITH_DETERMINER = re.compile(rf"\b{DETERMINER}\s(?:{WORD}\s){{0,3}}?{WORD}\Z")
_BARE = re.compile(rf"(?:[,;:(]\s|\b{BOUND}\s)(?P<noun>(?:{WORD}\s){{0,2}}?{WORD})\Z")
_NO_NOUN = re.compile(r"\b(?:been|being|gets?|got|became?|I|you|he|she|it|we|they|who|which|what)\b", re.IGNORECASE)
_JUDGED = r"(?:condemned|critici[sz]ed|praised|welcomed|hailed|backed|dismissed|denounced|applauded|attacked|mocked)"
#: What all of these end in, before *by*: paragraphs without it are not looked at further.
_BY = re.compile(r" by (?:(?<=ed by )|(?<=ught by )|(?<=ard by )|(?<=for by ))")
#: A participle beside another one: "… hailed by miners but | condemned by bakers".
_ALSO = re.compile(
    rf"(?:,|\b(?:and|but))\s(?:also\s|\w+ly\s)?(?P<cue>{_JUDGED}|{_VERB})\sby\s(?P<agent>{AGENT}{OF})"
    rf"(?=[.,;:!?)—–”\"’]|\s{BOUND}|\s?\Z)"
)
_PASSIVE = re.compile(r"(?:(?:has|have|had)\s)?(?:been|was|were|is|are)\s\w")
_ENDS = re.compile(r"[.;:!?]\s|[“”\"]")
_FAR = 300
_DENIES = re.compile(
    r"\s(?:accusation|allegation|claim|charge|assertion|suggestion|report)s?\s[^.;:!?]*(?:den[iy]|reject|disput)"
)
#: What somebody is said to have done, taken up by a noun, and who denies it: ", a charge the ministry rejects".
_DENIED = re.compile(
    r"(?:,|\s[\N{EN DASH}\N{EM DASH}-])\s"
    r"(?P<noun>an?\s(?:accusation|allegation|claim|charge|assertion|suggestion|report)"
    r"|(?:accusations|allegations|claims|charges|assertions|reports))\s(?:that\s|which\s)?"
    rf"(?P<source>(?:he|she|it|they|both)|{AGENT}{OF})\s"
    r"(?P<cue>(?:(?:ha[sd]|have)\s)?(?:(?:\w+ly|also|always|since)\s)?(?:den(?:y|ies|ied)|rejects?|rejected|disputes?|disputed))"
    r"(?=[.,;]|\s(?:on|as|in|at|when)\b)"
)
#: Characters before the verb in which the phrase begins.
_NEAR = 60


def demanded(scene: Scene, found: Found) -> Iterator[Draft]:
    """Make nouns with such a participle and whoever is behind *by* statements, unless one has this cue already.

    Beside another such participle, the noun is what that one is said of.
    """
    for block in scene.document.blocks:
        if block.kind not in TEXT or not _BY.search(scene.text, *block.span):
            continue
        for pattern in (_ALSO, _DEMANDED):
            for match in pattern.finditer(scene.text, *block.span):
                cue = Span(*match.span("cue"))
                near = Span(max(block.span.start, cue.start - _FAR), match.start())
                noun = _shared(scene, found, near) if pattern is _ALSO else _noun(scene.text, near)
                source = source_span(scene.text, Span(*match.span("agent")))
                told = any(cue.overlaps(own) for draft in found.with_words(cue) for own in draft.cue)
                if noun is not None and source is not None and not told:
                    yield Draft([source], [cue], [noun], DEMAND_SCORE)


def denied(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Statements, with those that deny what a noun behind a comma takes up in place of others within these words."""
    found = list(drafts)
    for block in scene.document.blocks:
        if block.kind not in TEXT or not _DENIES.search(scene.text, *block.span):
            continue
        for match in _DENIED.finditer(scene.text, *block.span):
            source, cue, noun = (Span(*match.span(name)) for name in ("source", "cue", "noun"))
            place = Span(noun.start, cue.end)
            within = [draft for draft in found if draft.cue and place.contains(draft.cue[0])]
            found = [draft for draft in found if draft not in within]
            found.append(Draft([source], [cue], [noun], max([DEMAND_SCORE, *(draft.score for draft in within)])))
    return found


def _shared(scene: Scene, found: Found, near: Span) -> Span | None:
    """What another participle of the sentence is said of: "The law was hailed by miners and | condemned by"."""
    passive = [
        draft
        for draft in found.with_words(near)
        if draft.cue
        and draft.cue[-1].end < near.end
        and draft.source
        and draft.source[0].start > draft.cue[-1].end
        and draft.content[0].end < draft.cue[0].start
        and _PASSIVE.match(scene.text, *draft.cue[0])
        and not _ENDS.search(scene.text, draft.cue[-1].end, near.end)
    ]
    last = max(passive, key=lambda draft: draft.cue[-1].end, default=None)
    return last.content[0] if last is not None else None


def _noun(text: str, near: Span) -> Span | None:
    """The noun phrase that ends a stretch: from its determiner, else behind a mark or a word that it does not hold."""
    start, end = max(near.start, near.end - _NEAR), near.end
    whole = _WITH_DETERMINER.search(text, start, end)
    bare = _BARE.search(text, start, end) if whole is None else None
    noun = Span(*whole.span()) if whole is not None else Span(*bare.span("noun")) if bare is not None else None
    return noun if noun is not None and not _NO_NOUN.search(text, *noun) else None
