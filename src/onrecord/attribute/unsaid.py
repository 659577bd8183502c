"""Words that look like a cue and tell of nothing that was said, and others that always do.

"any presence, whether labelled a mission or not"; "Tresk, who has repeatedly called for".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribute.drafting.draft import Draft, Scene
from onrecord.attribute.drafting.places import Places
from onrecord.attribute.sources.subjects import PHRASE
from onrecord.document import HEADINGS, Span

#: Participles of naming, and what makes them a name that somebody could give: "whether labelled", "however described".
_NAMED = re.compile(
    r"(?:\w+ly\s)?(?:label+ed|described|called|branded|dubbed|billed|termed|presented|portrayed|styled|named)\b",
    re.IGNORECASE,
)
_WHATEVER = re.compile(
    r"\b(?:whether|however|be\s(?:it|they)|no\smatter\s(?:how|whether))\s(?:(?:it|they)\s(?:is|are)\s)?\Z",
    re.IGNORECASE,
)
#: How something would be taken: "would be seen as occupiers".
_TAKEN = re.compile(
    r"(?:would|could|will|may|might|can|must|should)\s(?:not\s|\w+ly\s)?be\s(?:\w+ly\s)?"
    r"(?:seen|viewed|regarded|considered|treated|perceived|interpreted|understood|taken|read)\b",
    re.IGNORECASE,
)
#: What somebody is to do: "must include Karveth opening its gates, | pledging peace", unless it is a verb of saying.
_LIST = re.compile(
    rf"\b(?:includ\w+|involv\w+|means?|requires?|with|see|sees|of)\s{PHRASE}\s(?!saying|being)\w+ing\b[^.;:!?\n]*,\s(?:and\s|or\s)?\Z"
)
_GERUND = re.compile(
    r"(?:not\s|\w+ly\s)?(?!(?:say|add|argu|warn|not|claim|stress|insist|explain|cit|point|tell|writ|stat|call|accus)ing\b)"
    r"\w+ing\b"
)
#: What stands between two of them: ", and ".
_JOIN = 6
#: Verbs with a title behind them, and a title: its words begin with capitals. "The choir | sang | “Haul the Fog Away”".
_PERFORMED = re.compile(
    r"(?:\w+\s){0,3}(?:sang|sung|sing(?:s|ing)?|perform(?:s|ed|ing)?|play(?:s|ed|ing)?|hum(?:s|med|ming)?)",
    re.IGNORECASE,
)
_SMALL = r"(?:a|an|the|and|of|in|on|to|for|at|with|from)"
_TITLE = re.compile(
    rf"[“\"‘'«]\s?[A-Z][\w’'-]*(?:\s{_SMALL})*(?:\s[A-Z][\w’'-]*(?:\s{_SMALL})*){{1,7}}[,.!?]?\s?[”\"’'»][,.]?"
)
#: What is said to those who listen: "and you know it".
_KNOW = re.compile(r"(?:already\s|all\s)?(?:know|see|reali[sz]e)", re.IGNORECASE)
_YOU = re.compile(r"you", re.IGNORECASE)
#: A plan that is nobody's is a matter, as in "Plans for a new gate were approved"; on train none is a statement.
_PLAN = re.compile(r"plans?", re.IGNORECASE)
#: All that somebody is told of to say in the heading of what follows: "What | the parties say".
_TOPIC = re.compile(r"what|how|why|where", re.IGNORECASE)
#: A "to" alone, and how somebody stays unnamed: "asked | not to be named", against "hopes | to be named captain".
#: Of 36 such on train 28 are no statements.
_UNNAMED = re.compile(
    r"to\Z|(?:for\s)?anonymity\b|not\sto\sbe\s(?:named|identified|quoted)\b"
    r"|to\s(?:be\s(?:named|identified|quoted)|give\s(?:his|her|their)\s(?:full\s|last\s)?names?)"
    r"(?=\Z|\s(?:by|publicly|because|for|due|given|citing|since)\b)",
    re.IGNORECASE,
)
#: What a heading promises to tell: "who | said | what in the standoff".
_WHO = re.compile(r"who", re.IGNORECASE)
_WHAT = re.compile(r"what\b(?!\s+(?:he|she|they|it|we|I|you)\b)", re.IGNORECASE)
#: A word of a name, and one before it.
_CAPITAL = re.compile(r"[A-Z][a-z]+")
_NAME_BEFORE = re.compile(r"\s[A-Z][\w’'-]+\s\Z")
#: Verbs that in the perfect always tell that something was said, whoever the encoder doubts it of.
_SAID = re.compile(
    r"ha(?:s|ve|d)\s(?:(?:\w+ly|also|long|since|often|always|again|twice|once)\s)*"
    r"(?:called\s(?:for|on)|threatened|accused|warned|vowed|pledged|promised|denied|rejected|urged|demanded|insisted"
    r"|undertaken|claimed|critici[sz]ed|condemned|dismissed|refused|suggested|argued|alleged|complained|voiced"
    r"|questioned|indicated|ruled\sout|floated(?!\s(?:on|in|down|up|off|past|across|away)\b))\b"
)
#: Characters before a cue that are looked at.
_NEAR = 40
_FAR = 300


def is_unsaid(scene: Scene, draft: Draft, parent: Draft | None) -> bool:
    """Tell whether the cue of a statement, inside that of ``parent`` if there is one, tells of nothing that was said.

    That is the topic of a heading, a plan of nobody, a title that is sung or played, a name that somebody could give or
    would not, a "to" alone, and within the words of another statement what those who listen know and how, by nobody
    named, something would be taken: the last is the opinion of who says them.
    """
    if not draft.cue:
        return False
    cue = draft.cue[0]
    if _TOPIC.fullmatch(scene.text, *draft.content[0]) or _is_question(scene, draft):
        block = scene.block_at(cue.start)
        return block is not None and block.kind in HEADINGS
    if _UNNAMED.match(scene.text, *draft.content[0]) or (_PLAN.fullmatch(scene.text, *cue) and not draft.source):
        return True
    if _PERFORMED.fullmatch(scene.text, *cue):
        return len(draft.content) == 1 and _TITLE.fullmatch(scene.text, *draft.content[0]) is not None
    if _NAMED.match(scene.text, *cue):
        return _WHATEVER.search(scene.text, max(0, cue.start - _NEAR), cue.start) is not None
    return parent is not None and _is_unsaid_within(scene, draft)


def _is_question(scene: Scene, draft: Draft) -> bool:
    """ "Who said what": whether nothing is told but that somebody said something."""
    if len(draft.source) != 1 or _WHO.fullmatch(scene.text, *draft.source[0]) is None:
        return False
    return draft.cue[0].start == draft.source[0].end + 1 and _WHAT.match(scene.text, *draft.content[0]) is not None


def without_listed(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Statements, all with a cue, without those that tell what another one asks somebody to do.

    "Any deal must include Karveth opening its gates, | pledging | peace" says so even where its words end before the
    cue, since an end that the encoder sees there is the cue's doing.
    """
    contents: Places[tuple[Draft, int]] = Places(
        (Span(piece.start, piece.end + _JOIN), (draft, piece.start)) for draft in drafts for piece in draft.content
    )

    def is_listed(draft: Draft) -> bool:
        cue = draft.cue[0]
        return _GERUND.match(scene.text, *cue) is not None and any(
            other is not draft
            and start < cue.start
            and _LIST.search(scene.text, max(start, cue.start - _FAR), cue.start)
            for other, start in contents.near(cue)
        )

    return [draft for draft in drafts if not is_listed(draft)]


def is_said(scene: Scene, draft: Draft) -> bool:
    """Tell whether the cue of a statement is one that always tells of something said, with the content behind it."""
    cue = draft.cue[-1]
    content = next((piece for piece in draft.content if piece.start == cue.end + 1), None)
    if content is None or not draft.source:
        return False
    return _SAID.match(scene.text, cue.start, content.end) is not None


def is_name(scene: Scene, cues: Sequence[Span]) -> bool:
    """Tell whether a cue is the last word of a name: "Prosecutor Imran | Sayed said"."""
    block = scene.block_at(cues[0].start)
    if len(cues) > 1 or block is None or block.kind in HEADINGS:
        return False
    capital = _CAPITAL.fullmatch(scene.text, *cues[0]) and scene.text[cues[0].end + 1 : cues[0].end + 2].islower()
    return bool(capital and _NAME_BEFORE.search(scene.text, block.span.start, cues[0].start))


def _is_unsaid_within(scene: Scene, draft: Draft) -> bool:
    """Tell this of a statement inside another one, by what can only be the words of who says that one."""
    cue = draft.cue[0]
    if _KNOW.fullmatch(scene.text, *cue):
        return any(_YOU.fullmatch(scene.text, *source) for source in draft.source)
    return _TAKEN.match(scene.text, *cue) is not None and not draft.source
