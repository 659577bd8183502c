"""The span of a source made to fit the conventions of the annotation: the whole of a noun phrase, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.attribute.drafting.draft import Draft
from onrecord.attribute.drafting.repair import plain_span
from onrecord.document import Span

#: Function words that nothing follows. Of 20,000 sources that people marked, four end in one.
_HANGING = re.compile(
    r"(?<=[\w’'.)]),?\s+(?:in|on|of|and|or|for|by|at|to|from|with|the|an?|as|into|about|than|but|who|which|that|whose|whom"
    r"|this)\Z"
)
#: When a name has said something: "Harrow Group today". Of 50 sources with a time at their end none is such on train.
_SAID_WHEN = re.compile(r"\b(?P<name>[A-Z][\w.’'-]*)\s+(?:today|yesterday|tonight)\Z")
#: What opens a sentence before its subject: "Outside court, his sister". Of 21,000 marked ones one does.
_OPENING = re.compile(
    r"(?:Outside|Inside|After|Before|During|Following|In|On|At(?! least\b| most\b)|Earlier|Later|Meanwhile)\b"
    r"[^,\n]{0,60},\s+(?=\w)"
)
#: Where a report is from, at the start of a paragraph: "TARSK, Karveth (ONA) — A judge".
_DATELINE = re.compile(r"[A-Z]{3}[^\n()]{0,40}\([^\n()]{2,30}\)\s(?:–|—|--?)\s(?=\w)")
#: A relative pronoun that is followed by more; sources are the pronoun alone, or a name that only seems to follow it.
_PRONOUN = re.compile(r"(?:who|which|that)(?P<gap>\s+)(?=\S)")
#: What stands before a source and is part of it: an article, a possessive, *not*, and before a name its title.
_DETERMINER = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y|[Nn]ot)\s+\Z")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mme|Dr|Gen|Sen|Rep|Gov|Lt|Col|Prof|President|General|Senator|Governor|Minister|Chancellor|Admiral"
    r"|Colonel|Captain|Commander|Commodore|Judge|Justice|Professor|Ambassador|King|Queen|Prince|Princess|Pope)\.?\s\Z"
)
#: Characters before a source in which these are looked for.
_BEFORE = 15
#: Verbs whose passive has for its subject who is told, asked or spoken of. Of 240 such that people marked, none has the
#: words before it as its source.
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|also\s+|not\s+|now\s+|still\s+|since\s+)?"
    r"(?:told|asked|urged|accused|charged|warned|informed|advised|ordered|criti[cs]i[sz]ed|praised|blamed|invited"
    r"|instructed|reminded|questioned|condemned|suspected|indicted|convicted|sentenced|called|hailed|described"
    r"|alleged|said|believed|thought|summoned|expected|reported|feared|seen|regarded|portrayed|deemed|notified|briefed"
    r")\b"
)
#: A clause before the subject of the next: "46 percent would choose Quell and | 44 percent".
_AND_ANOTHER = re.compile(
    r"(?:(?!\b(?:who|which|that|whose|whom)\b)[^,])*?\s(?:would|will)\s\w+\b[^,]*\s(?:and|but)\s(?P<other>\w[^,]*)"
)
#: Verbs that always have an object: where what they lead on to follows at once, who stands before is this object, as
#: in "Ex-mayor charged with fraud". Of 16 such that people marked, the four with a source have a pronoun before it.
_REDUCED = re.compile(
    r"(?:\w+ly\s|also\s)?(?:(?:accused|suspected|convicted|acquitted|cleared)\sof|charged\swith"
    r"|(?:ordered|told|urged|forced|advised|instructed|invited|encouraged|warned)\s(?:not\s)?to"
    r"|(?:blamed|critici[sz]ed|praised)\sfor|told\s(?:that|they|he|she|we|I|there))\s"
)
#: What stands before such an object: nothing, or what a noun phrase begins behind; a noun would be the object.
_BEGINS = re.compile(
    r"(?:\A|[\n.,;:!?–—“”‘’\"(]\s?|\b(?:of|for|by|to|with|from|against|between|among|and|but|as|that|in|on|the|an?)\s)\Z"
)
_NOMINATIVE = re.compile(r"(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Yy]ou|[Ww]ho|[Ww]hich|[Tt]hat)")
#: A passive before such a verb, which shares its subject: "Quell was banned from driving and | ordered to pay".
_ALSO_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been)\s(?:also\s|\w+ly\s)?(?:\w+ed|put|sent|taken|shown|held|given|brought|left|made|driven)\b"
    r"[^.;:!?\n“”\"]*\sand\s(?:also\s|\w+ly\s)?\Z"
)
#: Whoever is asked something between commas: "Oskar, | asked about the gates, shrugged".
_ASKED_ASIDE = re.compile(
    r"(?:asked|pressed|questioned|quizzed|challenged)\s(?:about|on|if|whether|over|why|how)\b[^,.;:!?\n“”\"]{1,90},\s\w"
)
#: A subject that stands for what follows: "It | was agreed that".
_EXPLETIVE = re.compile(
    r"(?:is|was|has\sbeen|had\sbeen|must\sbe|should\sbe|can\sbe)\s(?:also\s|now\s|then\s|\w+ly\s)?(?:pointed\sout|said|noted|stressed"
    r"|claimed|alleged|reported|believed|thought|announced|decided|agreed|argued|suggested|understood|hoped|expected"
    r"|feared|rumou?red|revealed|confirmed|stated|recalled|emphasi[sz]ed|acknowledged|assumed|estimated|proposed"
    r"|intimated|made\sclear)\b(?!\s(?:to|by|as|in|with)\b)"
)
_IT = re.compile(r"it", re.IGNORECASE)
#: Auxiliaries: no source begins behind one, nor holds one unless in a relative clause.
_WILL = r"(?:would|will|could|may|might|can|must|should)"
_BEHIND_WILL = re.compile(rf"\b{_WILL}\s\Z")
_BARE_WORD = re.compile(r"(?!(?:you|we|he|she|it|they|this|that|these|those|anyone|anybody|somebody|nobody)\b)[a-z]+")
_WITH_WILL = re.compile(rf"(?:(?!\b(?:who|which|that|whose|whom)\b)[^,])*?\s{_WILL}\s")
#: A noun with a participle, and what must follow this for it to be a description: "officials briefed on the matter".
_DESCRIBED = re.compile(r"\w\s+(?:\w+ed|seen|known|held|sent|made|written|drawn)\Z")
_DESCRIPTION = re.compile(r"\s+(?:on|in|with|by|of|to|for|at|about|from|under|as)\s[^.,;:!?()\n“”\"–—]{1,40}\Z")
#: A participle that opens a sentence: whoever is named behind it has been asked, unless after *by*.
_ASKED = re.compile(r"(?:When\s)?(?:Asked|Pressed|Questioned|Quizzed|Challenged)(?:\s(?:about|on|if|whether))?")
_BY = re.compile(r"\bby\s+\Z")
#: A relative clause that a source ends in, and what must follow it to be the rest of this clause.
_RELATIVE = re.compile(
    r",\s(?:who|which|whose)\s(?!(?:the|an?|most|many|some|he|she|it|they|we|I|[A-Z][\w.]*)\s)[^,;:“”\"\n]+\Z"
)
#: The beginning of a relative clause of which the rest is not near.
_CUT_CLAUSE = re.compile(r",\s(?:who|which)\s(?:ha[sd]|have|is|are|was|were)\Z")
#: What somebody has, and its verb: "the head of Calder’s | largest hospital has left, saying".
_OWNED = re.compile(r"(?P<noun>(?:\s[a-z][\w’'-]*){1,4}?)\s(?:ha[sd]|have|is|are|was|were|will|would|did|does)\s")
#: A word of a name that stands between a source and its cue.
_LAST_NAME = re.compile(r"(?P<name>\s[A-Z][\w’'-]+)\s\Z")
_REST = re.compile(r"\s[^.,;:!?()\n“”\"]{1,50}(?=,\s*\Z)")
#: What somebody is doing, before the rest of it: "a group of states pushing | for aid to Karveth, have".
_DOING = re.compile(r"\w\s+[a-z]{3,}ing\Z")
#: A relative clause behind words that tell already who somebody is: a noun phrase, a name with its office or place.
_ASIDE = re.compile(
    r"(?P<told>(?:(?:The|the|An?|an?|Some|some|Many|many)\s[^,]+|[^,]+\s(?:of|for|from|at)\s[^,]+|[^,]+,\s.+?)),\s(?:who|whose|which)\b"
)
#: Characters in which such a clause begins.
_TOLD = 200
_OF_WHOM = re.compile(r"\s+of\s+(?:whom|which)\b")
#: "In Karveth's capital, | Orsk, a spokesman said": a place before the subject, which no comma closes.
_IN_PLACE = re.compile(r"(?:\A|[\n.!?”\"]\s?)(?:In|At|From|Near|Outside)\s[^,.;:\n]{2,50},\s\Z")
_PLACE_FIRST = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?,\s(?=(?:an?|the|one|two|several)\s[a-z])")
_FAR_BEFORE = 70


def source_span(text: str, span: Span) -> Span | None:
    """Repair a source; None where nothing is left of it.

    As any plain span, without the beginning of a clause that it leaves out, with the article or the title before it and
    with *of whom* behind it.
    """
    whole = plain_span(text, span)
    if whole is None:
        return None
    source = _with_what_precedes(text, _without_loose_words(text, whole))
    of_whom = _OF_WHOM.match(text, source.end)
    return Span(source.start, of_whom.end()) if of_whom is not None else source


def without_addressed(text: str, sources: list[Span], cues: list[Span]) -> list[Span]:
    """Sources of a cue without who is told or asked by it, and without what is no noun phrase.

    "a jury has been told", "Asked why, Oskar …"; "it was agreed", "a cut would dampen hopes".
    """
    place = cues[0]
    if _ASKED.fullmatch(text, *place):
        return [source for source in sources if _BY.search(text, place.end, source.start)]
    sources = [source for source in sources if not (_is_addressed(text, source, place) or _holds_verb(text, source))]
    passives = _PASSIVE.finditer(text, max(0, place.start - _BEFORE), place.end)
    if not any(place.start < passive.end() for passive in passives):
        return sources
    return [source for source in sources if source.end > place.start]


def _is_addressed(text: str, source: Span, cue: Span) -> bool:
    """Tell whether a source is an *it* that stands for what follows, or whoever is asked or spoken of."""
    if _EXPLETIVE.match(text, cue.start):
        return _IT.fullmatch(text, *source) is not None
    if _ASKED_ASIDE.match(text, cue.start):
        apposition = text[max(0, source.start - 2) : source.start] == ", "
        return text[source.end : cue.start] == ", " and not apposition
    return _REDUCED.match(text, cue.start) is not None and _is_object(text, source, cue)


def _is_object(text: str, source: Span, cue: Span) -> bool:
    """Tell whether a source is the object of a participle behind it: right before it, or the subject of a passive."""
    if text[source.end : cue.start].isspace():
        begins = _BEGINS.search(text[max(0, source.start - _BEFORE) : source.start])
        return begins is not None and not _NOMINATIVE.fullmatch(text, *source)
    return source.end < cue.start and _ALSO_PASSIVE.search(text, source.end, cue.start) is not None


def _holds_verb(text: str, source: Span) -> bool:
    """Tell whether a source is a verb, or a subject with one: "A stronger figure would dampen | hopes"."""
    behind = _BARE_WORD.fullmatch(text, *source) and _BEHIND_WILL.search(
        text, max(0, source.start - _BEFORE), source.start
    )
    return bool(behind or _WITH_WILL.match(text, *source))


def described(text: str, source: Span, cues: list[Span]) -> Span:
    """A source that ends in a description, with the rest of it before the cue.

    A participle with what belongs to it ("a report released | in May"), to its comma as a relative clause is where it
    tells what somebody does ("states pushing | for aid,", "Mara Quell, who came | in 2019,").
    """
    if not cues:
        return source
    if text[source.end - 1].isalpha() and (name := _LAST_NAME.match(text, source.end, cues[0].start)):
        first = source.of(text).split()[-1]
        return Span(source.start, name.end("name")) if first[0].isupper() else source
    if (owned := _OWNED.match(text, source.end, cues[0].start)) and text.endswith(("’s", "'s"), 0, source.end):
        return Span(source.start, owned.end("noun"))
    for begun, rest in ((_DESCRIBED, _DESCRIPTION), (_RELATIVE, _REST), (_DOING, _REST)):
        if begun.search(text, source.start, source.end) and (gap := rest.match(text, source.end, cues[0].start)):
            return Span(source.start, source.end + len(gap[0].rstrip()))
    cut = _CUT_CLAUSE.search(text, source.start, source.end)
    return Span(source.start, cut.start()) if cut is not None else source


def without_aside(text: str, source: Span) -> Span:
    """A source without the relative clause that follows what tells already who it is.

    "Mara Quell, the mayor of Karveth, who came in 2019" is the mayor; "Mara Quell, who runs the port" stays as it is.
    """
    aside = _ASIDE.match(text, source.start, min(source.end, source.start + _TOLD))
    return Span(source.start, aside.end("told")) if aside is not None else source


def called(text: str, drafts: Iterable[Draft]) -> frozenset[str]:
    """Last names of the persons among the sources: what ends a name of several words, such as "Mayor Ada Quell"."""
    found = set()
    for draft in drafts:
        for source in draft.source:
            words = source.of(text).split(",")[0].split()
            if len(words) > 1 and all(word[0].isupper() and word[-1].isalpha() for word in words[-2:]):
                found.add(words[-1])
    return frozenset(found)


def _without_loose_words(text: str, span: Span) -> Span:
    start, end = span
    if dateline := _DATELINE.match(text, start, end):
        start = dateline.end()
    while hanging := _HANGING.search(text, start, end):
        end = hanging.start()
    if when := _SAID_WHEN.search(text, start, end):
        end = when.end("name")
    if opening := _OPENING.match(text, start, end):
        start = opening.end()
    if text[end : end + 1] != "," and _IN_PLACE.search(text, max(0, start - _FAR_BEFORE), start):
        place = _PLACE_FIRST.match(text, start, end)
        start = place.end() if place is not None else start
    if beside := _AND_ANOTHER.fullmatch(text, start, end):
        start = beside.start("other")
    pronoun = _PRONOUN.match(text, start, end)
    if pronoun is None:
        return Span(start, end)
    return Span(pronoun.end(), end) if text[pronoun.end()].isupper() else Span(start, pronoun.start("gap"))


def _with_what_precedes(text: str, span: Span) -> Span:
    before = _DETERMINER.search(text, max(0, span.start - _BEFORE), span.start)
    if before is None and text[span.start].isupper():
        before = _TITLE.search(text, max(0, span.start - _BEFORE), span.start)
    return Span(before.start(), span.end) if before else span
