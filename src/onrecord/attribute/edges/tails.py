"""What still belongs to a content behind its end: words it leads on to, the predicate of its object, a condition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribute.drafting.draft import Scene
from onrecord.attribute.drafting.pieces import whole_quotations
from onrecord.attribute.edges.openings import FINITE
from onrecord.document import Span
from onrecord.quotation import PAIRS

#: Characters before the end of a piece that are looked at.
_NEAR = 40
#: Words that lead on to others: prepositions, articles, possessives, auxiliaries, and what is left of a cut "don’t".
_LEADS_ON = re.compile(
    r"\b(?:in|into|of|for|to|with|at|by|from|about|than|on|over|under|between|against|except|despite|upon|towards?|the|an?|his|her|its|their|our|my|your"
    r"|is|are|was|were|be|been|has|have|had|will|would|should|very|\w+n[’']t?|any|every|such|(?<=\w\s)(?:I|we|he|she|they))\Z"
)
#: Words that begin a clause; no content ends in one where this follows: "to act after | a boy was hurt".
_OPENER = re.compile(r",?\s(?:after|as|because|if|unless|until|when|while|amid|or)\Z")
#: A word that is no adverb where the subject of a clause follows: "to act before | it is late".
_BEFORE = re.compile(r"\sbefore\Z")
_SUBJECT = re.compile(r"\s(?:I|we|you|he|she|it|they|the|an?|its|their|his|her|any)\s")
#: A preposition that is left of a phrase.
_HANGING = re.compile(r"(?<=\w)\s(?:at|from|of|into)\Z")
#: A time before the clause that it belongs to: "a ban on boats, hours | after a storm".
_TIME = re.compile(r",\s(?:(?:just|only|a|two|three|several|some)\s){0,2}(?:minute|hour|day|week|month|year)s?\Z")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_QUOTED_THEN = re.compile(
    rf"(?P<quoted>[“\"«‘'][^“”\"«»\n]+[”\"»’'])\s(?:in\s{_MONTH}|(?:on|last)\s{_DAY}|(?:last|this)\s(?:week|month|year)|yesterday)"
)
_BEFORE_OR_AFTER = re.compile(r"\s(?:after|before)\b")
#: A participle, when *by* and whoever has done it follow: "guarantees demanded | by Karveth".
_DONE = re.compile(
    r"\s(?:(?!hundred\b)\w{2,}[^\We]ed|given|taken|written|made|held|led|sought|brought|drawn|run|shown|sent|built|seen)\Z"
)
#: The rest of a noun phrase: of 10,000 contents that people marked one ends before such an *of*, none before a noun.
_OF = re.compile(r"(?<=\w)\sof\s(?:(?:the|an?|its|his|her|their)\s)?\w")
_COUNTED = re.compile(r"\s[a-z-]{3,}s\b")
_NUMBER = re.compile(r"(?<![\w$£€.,])\d{1,3}\Z")
#: A subject that is all of a content, and its verb: "told | it | was safe".
_ALONE = re.compile(r"(?:I|we|he|she|it|they|there)")
_FINITE = re.compile(rf"\s{FINITE}")
_CONJUNCTION = r"(?:and|but|or|nor|that|who|which|because|if|when|while|as|since|until|unless|where|to)\b"
_STOP = r".,;:!?…()\[\]“”\"«»\N{EN DASH}\N{EM DASH}"
#: The words up to a mark or a conjunction, six at most.
_TO_CLAUSE_END = re.compile(
    rf"(?:t\b)?(?:\s(?!{_CONJUNCTION})[^\s{_STOP}]+){{1,6}}(?=[{_STOP}]|\s[{_STOP}]|\s{_CONJUNCTION}|\Z)"
)
#: Verbs whose object is followed by what it is held to be: "regards the offer as a trap".
_NAMING = re.compile(
    r"\b(?:view|regard|see|treat|portray|characteri[sz]|depict|perceiv|interpret)(?:e?s|e?d|ing|e)?\Z|\b(?:saw|seen)\Z"
)
#: Verbs with whom they blame, thank or praise and what for, as people mark both or the latter in 76 of 78 statements.
_BLAMING = re.compile(
    r"\b(?:(?:critici[sz]|prais|blam|rebuk|denounc|fault)(?:e?s|e?d|ing|e)?|(?:thank|condemn|slam|attack|applaud|commend)"
    r"(?:s|m?ed|m?ing)?)\Z",
    re.IGNORECASE,
)
_REASON = re.compile(
    rf"\sfor\s(?:not\s)?\w+ing\b(?:(?!\s(?:and|but)\s)[^{_STOP}\n]){{0,90}}(?=[{_STOP}]|\s(?:and|but)\s|\Z)"
)
_PREDICATE = re.compile(rf"\s(?:simply\s|only\s|merely\s|just\s|largely\s|purely\s)?as(?=\s[^{_STOP}\s]|\s[“‘\"'«])")
#: A condition of what is told, to the end of its clause, if that is near.
_CONDITION = re.compile(
    r"(?:,\sprovid(?:ed|ing)\s|\sprovid(?:ed|ing)\sthat\s|,?\s(?:(?:but\s)?only\sif|if|unless|(?:as|so)\slong\sas"
    r"|on\s(?:the\s)?condition)\s)(?!(?:at|any|not|so|ever|by|to)\b)"
    rf"(?:(?!\s(?:and|but)\s)[^{_STOP}\n]){{1,300}}(?=[.;!?])"
)


def with_tail(scene: Scene, piece: Span, cues: Sequence[Span], others: Sequence[Span]) -> Span:
    """A piece of content with what belongs to it behind its end, unless other words of the statement come before."""
    block = scene.block_of(piece)
    if block is None:
        return piece
    whole = without_hanging(scene, with_clause(scene, to_clause_end(scene, piece, block), block))
    whole = _with_predicate(scene, whole, block, cues)
    whole = _with_quotation(scene, _with_reason(scene, whole, block, cues), block)
    whole = _with_condition(scene, whole, block)
    return piece if any(whole.overlaps(other) and not piece.overlaps(other) for other in others) else whole


def to_clause_end(scene: Scene, piece: Span, block: Span) -> Span:
    """A piece that ends in a word which leads on, with the words that this leads to: "stay in" – "this house".

    They end at a mark or a conjunction; a piece stays as it is where these are far.
    """
    near = max(piece.start, piece.end - _NEAR)
    done = scene.text.startswith(" by ", piece.end) and _DONE.search(scene.text, near, piece.end)
    subject = _ALONE.fullmatch(scene.text, *piece) and _FINITE.match(scene.text, piece.end)
    cut = _OF.match(scene.text, piece.end) or (
        _COUNTED.match(scene.text, piece.end) and _NUMBER.search(scene.text, near, piece.end)
    )
    if not (done or subject or cut or _LEADS_ON.search(scene.text, near, piece.end)):
        return piece
    rest = _TO_CLAUSE_END.match(scene.text, piece.end, block.end)
    end = rest.end() if rest is not None else piece.end
    closing = any(q.closed and q.span.end == end and q.span.start < piece.start for q in scene.quotations.near(piece))
    return Span(piece.start, end - closing)


def without_time(text: str, piece: Span) -> Span:
    """A quotation without the time of speaking behind it: "called them | “thieves” | in December"."""
    quoted = _QUOTED_THEN.fullmatch(text, *piece)
    return Span(piece.start, quoted.end("quoted")) if quoted is not None else piece


def with_clause(scene: Scene, piece: Span, block: Span) -> Span:
    """A piece that ends in a word which begins a clause, with this clause; without the word where its end is far."""
    near = max(piece.start, piece.end - _NEAR)
    opener = _OPENER.search(scene.text, near, piece.end)
    if opener is None and _SUBJECT.match(scene.text, piece.end):
        opener = _BEFORE.search(scene.text, near, piece.end)
    if opener is None or not scene.text[piece.end : piece.end + 1].isspace():
        return piece
    rest = _TO_CLAUSE_END.match(scene.text, piece.end, block.end)
    told = rest is not None and rest[0].strip() != "well"
    return Span(piece.start, rest.end() if rest is not None and told else opener.start())


def without_hanging(scene: Scene, piece: Span) -> Span:
    """A piece without the preposition, or the time before a clause, that it ends in: "the list from | its site"."""
    if scene.quoted[piece.end - 1] or not scene.text[piece.end : piece.end + 1].isspace():
        return piece
    hanging = _HANGING.search(scene.text, max(piece.start, piece.end - _NEAR), piece.end)
    time = _TIME.search(scene.text, max(piece.start, piece.end - _NEAR), piece.end) if hanging is None else None
    if time is not None and not _BEFORE_OR_AFTER.match(scene.text, piece.end):
        time = None
    end = hanging or time
    return Span(piece.start, end.start()) if end is not None else piece


def _with_predicate(scene: Scene, piece: Span, block: Span, cues: Sequence[Span]) -> Span:
    """A piece that is the object of a naming verb, with what it is held to be."""
    if not any(_NAMING.search(scene.text, *cue) for cue in cues) or cues[-1].end > piece.start:
        return piece
    leads = _PREDICATE.match(scene.text, piece.end, block.end)
    if leads is None:
        return piece
    rest = _TO_CLAUSE_END.match(scene.text, leads.end(), block.end)
    if rest is not None:
        return Span(piece.start, rest.end())
    opened = scene.text[leads.end() + 1] in PAIRS
    return whole_quotations(scene, Span(piece.start, leads.end() + 2), cues) if opened else piece


def _with_reason(scene: Scene, piece: Span, block: Span, cues: Sequence[Span]) -> Span:
    """A piece that is whoever is blamed, thanked or praised, with what for: "criticised Tresk | for waiting a week"."""
    beside = cues and piece.start == cues[-1].end + 1 and _BLAMING.search(scene.text, *cues[-1])
    reason = _REASON.match(scene.text, piece.end, block.end) if beside else None
    return Span(piece.start, reason.end()) if reason is not None else piece


def _with_quotation(scene: Scene, piece: Span, block: Span) -> Span:
    """A piece with the quotation that goes on with its clause: "to support them | “for as long as it takes”".

    Of 870 contents that people marked and that hold such a quotation, none ends before it.
    """
    if (
        scene.quoted[piece.end - 1]
        or not scene.text[piece.end - 1].isalnum()
        or scene.text[piece.end : piece.end + 1] != " "
    ):
        return piece
    at = Span(piece.end + 1, piece.end + 2)
    for quotation in scene.quotations.near(at):
        whole = quotation.closed and quotation.span.start == at.start and block.contains(quotation.span)
        if whole and scene.text[at.end].islower():
            return Span(
                piece.start, quotation.span.end + (scene.text[quotation.span.end : block.end][:1] in (".", ","))
            )
    return piece


def _with_condition(scene: Scene, piece: Span, block: Span) -> Span:
    """A piece with the condition that follows it."""
    condition = _CONDITION.match(scene.text, piece.end, block.end)
    return Span(piece.start, condition.end()) if condition is not None else piece
