"""Sources by the grammar of the sentence, where the encoder gives a cue none or one that cannot be its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribute.drafting.draft import Draft, Scene
from onrecord.attribute.sources.agents import AGENT, OF
from onrecord.attribute.sources.speaker import without_addressed
from onrecord.document import Span
from onrecord.words import sentence_spans

#: A noun phrase without a parser: a pronoun, bracketed words, or a name or common noun with what stands before it.
PHRASE = (
    r"(?:\[[^\[\]]{1,60}\]|(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Yy]ou)\b"
    r"|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y)\s[\w’'-]+(?:\s[A-Z][\w’'-]*){0,3}"
    r"|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}(?:\s[a-z]+s(?=\s(?:have|are|were|will|would)\b))?)"
)
#: What shows a word before it to be a subject.
_FINITE = (
    r"(?:\w+ly\s|also\s|then\s)?(?:ha[sd]|have|is|are|was|were|will|would|can|could|may|might|must|should|d(?:id|oes|o)|\w+ed"
    r"|began|came|chose|gave|got|held|kept|led|left|made|met|put|ran|said|set|sought|spoke|spent|took|told|tries|went"
    r"|won|wrote)\b"
)
_SUBJECT = re.compile(rf"\W*?(?:(?:[Tt]hat|[Aa]nd|[Bb]ut|[Ss]o|[Yy]et)\s)?(?P<subject>{PHRASE})\s(?={_FINITE})")
#: Words that stand where a subject does and are none.
_NO_SUBJECT = frozenset(
    "it there this that these those what who which how why when where if as in on at for by".split()
)
_PARTICIPLE = re.compile(r"(?:also\s|not\s|\w+ly\s)?\w+ing\b")
#: What leads a participle to the subject of its clause, and to that of the statement before it.
_LED = re.compile(r"\b(?:by|while|after|before|without|when|since)\s+\Z")
_BY = re.compile(r"\bby\s+\Z")
_BESIDE = re.compile(r",\s+(?:and\s+|thus\s+)?\Z|\b(?:and|but)\s+(?:\w+ly\s+|also\s+|then\s+)?\Z")
#: To whom somebody writes, before a participle that tells what: "wrote to the minister | demanding a meeting".
_WROTE = re.compile(r"\b(?:wr(?:ote|itten|ites|iting)|letters?(?:\ssent)?)\sto\s[^,.;:!?\n“”\"]+\s\Z")
#: The subject that a sentence begins with, of several words: "The head of the agency | resigned, saying …".
_OPENS = re.compile(
    r"(?:[A-Z]{3}[^\n]{0,60}?\s(?:–|—|--?)\s)?"
    rf"(?P<subject>(?:[A-Z][\w’'.-]*|[Tt]he|[Aa]n?)(?:\s[\w’'&.-]+){{0,8}}?)\s(?={_FINITE})"
)
_SAYING = re.compile(
    r"(?:saying|citing|arguing|claiming|warning|adding|insisting|alleging|promising|vowing|demanding)\b"
)
#: Participles that tell right behind a noun what is its content: "A petition | calling for".
_CALLING = re.compile(r"(?:calling|asking|demanding|urging|warning|saying|claiming|alleging|opposing|supporting)\b")
#: Words that a subject does not begin with beside those.
_OPENING = re.compile(
    r"(?:\w+ing|after|before|during|with|of|to|from|under|but|and|so|yet|then|asked|told)\Z", re.IGNORECASE
)
#: Who has said a quotation, right behind the verb: "…,” said | Mr Quell, shaking his head".
_INVERTED_CUE = re.compile(r"(?:said|says|added|asked|recalled|replied|explained|warned|admitted|insisted)")
_INVERTED = re.compile(rf"\s(?P<subject>{AGENT}{OF})(?=[,.;]|\s(?:who|on|in|at|from)\b)")
#: Statements on either side among which that of the same sentence is looked for.
_BESIDE_IT = 8
#: Characters of an adverb before a cue, with the comma before it, at most.
_ADVERB = 20
#: Characters before and behind a cue in which its sentence is looked for.
_FAR = 600
#: A cue in the active voice, and a sentence that has nothing but its subject before it: "Police | are appealing".
_ACTIVE = re.compile(
    r"(?:is|are|was|were|ha(?:s|ve) been)\s(?:\w+ly\s|now\s|also\s|not\s)?(?!being\b)\w+ing\b"
    r"|ha(?:s|ve)\s(?!appeared|seemed|emerged|happened)\w+ed\b"
)
_ALONE = re.compile(rf"[\W_]*(?P<subject>{PHRASE})\s+\Z")
#: A subject with a relative clause before its verb: "Lorn, which Karveth accuses of it, | called for calm".
_WITH_CLAUSE = re.compile(
    r"\s*(?:[^.;:!?\n“”\"]*,\s)?(?P<subject>(?!\s)[^,.;:!?\n“”\"]+),\s(?:which|whom|whose|who)\s(?P<clause>[^.;:!?\n“”\"]+),\s(?:\w+ly\s|also\s)?\Z"
)
#: Whose words a relative pronoun is the object of: "a warning that | hoteliers | called premature".
_OBJECT = re.compile(r"(?:that|which|whom)\Z", re.IGNORECASE)
_WHO_SAYS = re.compile(
    rf"\s(?P<subject>{PHRASE}"
    r"|(?!always|sometimes|perhaps|is|was|has|does)[a-z][a-z-]+s(?:\s(?:for|of|in|at|from)\s(?:the\s)?[\w-]+)?)\s"
)
_ARTICLE = frozenset("the a an".split())
#: Sources that are no subject, and cues that have another one.
_POSSESSIVE = re.compile(r"(?:my|our|your|his|her|its|their|whose|.*[’']s?)\Z", re.IGNORECASE | re.DOTALL)
_OWN_SUBJECT = re.compile(r"(?:there|it|that)\b", re.IGNORECASE)


def mend_subjects(scene: Scene, drafts: Sequence[Draft], parents: Sequence[int | None]) -> None:
    """Give statements the subject of their clause for a source, where they have none or an impossible one.

    ``drafts`` stand in text order, ``parents`` are the places of those that hold them.
    """
    for at, (draft, place) in enumerate(zip(drafts, parents, strict=True)):
        if not draft.cue:
            continue
        parent = drafts[place] if place is not None else None
        source = _subject(scene, drafts[max(0, at - _BESIDE_IT) : at + _BESIDE_IT], draft, parent)
        if source is not None and not any(source.overlaps(piece) for piece in draft.content):
            draft.source = [source]


def _subject(scene: Scene, drafts: Sequence[Draft], draft: Draft, parent: Draft | None) -> Span | None:
    """A better source for a statement, or None."""
    place = draft.cue[0].start
    if (between := _between(scene, draft)) is not None:
        return between
    sentence = _sentence(scene, place, parent)
    before = scene.text[sentence.start : place]
    bare = not draft.source or draft.source[0].of(scene.text).casefold() in _ARTICLE
    found = None
    if _PARTICIPLE.match(scene.text, *draft.cue[0]):
        if _LED.search(before) and (bare or (parent is not None and _BY.search(before))):
            found = _first(scene.text, sentence, place)
        elif bare and (alone := _ALONE.match(scene.text, sentence.start, place)) and _CALLING.match(scene.text, place):
            found = _named(alone) if not _OPENING.match(alone["subject"].split()[0]) else None
        elif _WROTE.search(before):
            found = _other_source(scene, drafts, draft, parent, sentence) or _opening(scene.text, sentence, place)
        elif not bare and before.endswith(", ") and _SAYING.match(scene.text, place):
            found = _around(drafts, draft, sentence)
    elif _OWN_SUBJECT.match(scene.text, *draft.cue[0]):
        return None
    elif bare and _ACTIVE.match(scene.text, *draft.cue[0]):
        alone = _ALONE.match(scene.text, sentence.start, place)
        found = _named(alone) if alone is not None else None
    if found is None and bare and _BESIDE.search(before):
        found = _other_source(scene, drafts, draft, parent, sentence)
    if found is None and not draft.source and _SAYING.match(scene.text, place) and before.endswith(", "):
        found = _opening(scene.text, sentence, place)
    return found or _inverted(scene, draft) or _behind_clause(scene, draft, sentence)


def _between(scene: Scene, draft: Draft) -> Span | None:
    """ "A warning that hoteliers called premature": who stands between a relative pronoun and the cue."""
    if len(draft.source) != 1 or not _OBJECT.match(scene.text, *draft.source[0]):
        return None
    match = _WHO_SAYS.fullmatch(scene.text, draft.source[0].end, draft.cue[0].start)
    return _named(match) if match is not None else None


def _around(drafts: Sequence[Draft], draft: Draft, sentence: Span) -> Span | None:
    """ "Orlune rejected a truce proposed by Velm, saying …": whose statement tells of who is its source."""
    own = draft.source[0]
    for other in drafts:
        told = other is not draft and other.cue and other.source and other.cue[0].start < own.start
        if told and sentence.start <= other.source[0].start and any(piece.overlaps(own) for piece in other.content):
            return other.source[0]
    return None


def _behind_clause(scene: Scene, draft: Draft, sentence: Span) -> Span | None:
    """Whom a relative clause tells of, where the verb behind it has no source, or a noun within this clause."""
    place = draft.cue[0].start
    near = "," in scene.text[max(sentence.start, place - _ADVERB) : place]
    clause = _WITH_CLAUSE.match(scene.text, sentence.start, place) if near else None
    if clause is None or not all(clause.start("clause") <= own.start < clause.end("clause") for own in draft.source):
        return None
    if _PARTICIPLE.match(scene.text, *draft.cue[0]):
        return None
    return next(iter(without_addressed(scene.text, [Span(*clause.span("subject"))], draft.cue)), None)


def _sentence(scene: Scene, place: int, parent: Draft | None) -> Span:
    """The sentence around a place, within the content of the statement that holds it; empty where it begins far off."""
    block = scene.block_at(place)
    whole = block.span if block is not None else Span(place, place)
    held = next((p for p in parent.content if p.start <= place < p.end), whole) if parent is not None else whole
    near = Span(max(held.start, place - _FAR), min(held.end, place + _FAR))
    around = next((s for s in sentence_spans(scene.text, near) if s.start <= place < s.end), near)
    return Span(place, place) if held.start < near.start == around.start else around


def _inverted(scene: Scene, draft: Draft) -> Span | None:
    """Who is named right behind the verb of saying that a quotation comes before, where a statement has no source."""
    cue = draft.cue[-1]
    if draft.source or len(draft.cue) > 1 or not _INVERTED_CUE.fullmatch(scene.text, *cue):
        return None
    ends = [piece.end for piece in draft.content if piece.end <= cue.start]
    if not ends or scene.text[max(ends) : cue.start].strip() or scene.text[max(ends) - 1] not in "”»’\"'":
        return None
    match = _INVERTED.match(scene.text, cue.end)
    return _named(match) if match is not None else None


def _first(text: str, sentence: Span, place: int) -> Span | None:
    """The noun phrase that a sentence begins with."""
    match = _SUBJECT.match(text, sentence.start, place)
    return _named(match) if match is not None else None


def _opening(text: str, sentence: Span, place: int) -> Span | None:
    """The subject of several words that a sentence begins with."""
    opens = _OPENS.match(text, sentence.start, place)
    return _named(opens) if opens is not None and not _OPENING.match(opens["subject"].split()[0]) else None


def _named(match: re.Match[str]) -> Span | None:
    """The subject that a pattern has found, unless its first word is none."""
    first = match["subject"].split()[0].casefold()
    return None if first in _NO_SUBJECT else Span(*match.span("subject"))


def _other_source(
    scene: Scene, drafts: Sequence[Draft], draft: Draft, parent: Draft | None, sentence: Span
) -> Span | None:
    """The source of the statement right before in the same sentence, told on the same level."""
    place = draft.cue[0].start
    level = [sentence] if parent is None else parent.content
    earlier = [
        other
        for other in drafts
        if other not in (draft, parent)
        and other.cue
        and other.source
        and sentence.start <= other.cue[0].start < place
        and any(piece.contains(other.cue[0]) for piece in level)
        and not any(other.inside(around) for around in drafts if around not in (draft, other, parent))
    ]
    last = max(earlier, key=lambda other: other.cue[0].start, default=None)
    if last is None or _POSSESSIVE.match(last.source[0].of(scene.text)):
        return None
    return last.source[0]
