"""Recipients that the grammar tells, whatever was learnt: "urged Orsk to", "thanked both governments for"."""

from __future__ import annotations

import re

from onrecord.codes import Act, Unclear
from onrecord.coding.acts.demands import DEMANDING
from onrecord.coding.acts.plain import plain_act
from onrecord.coding.acts.rules import tells_to
from onrecord.coding.addressing import TITLE_LIKE
from onrecord.coding.recipients.features import is_thing
from onrecord.coding.recipients.page import Page
from onrecord.coding.recipients.pairs import object_of, pair_in, sides_of
from onrecord.coding.recipients.parties import Party, Place
from onrecord.coding.said import Said
from onrecord.coding.verbs import by_form
from onrecord.document import Span

#: Verbs whose object is the one asked, accused or praised, and nobody else is.
_TAKING_ONE = frozenset(
    by_form(
        "urge ask order beg implore instruct invite press accuse blame criticise criticize condemn denounce slam rebuke"
        " fault thank praise congratulate commend".split()
    )
)
#: Those that need a word to take one: "called on", against "called the deal".
_TAKING_WITH = {form: "on" for form in by_form(["call"])}
_TAKING_WITH |= {form: "to" for form in by_form("appeal apologise apologize".split())}
#: What may stand between the cue and the name, between two names, and behind the last one.
_BEFORE = frozenset({"on", "to", "that"}) | TITLE_LIKE
_BETWEEN = re.compile(r"(?:,|,? and)(?: on| to)?(?: the)? ")
_CLOSING = re.compile(r"[\s,:“\"‘'«]*")
#: Words for several that end in no "s".
_SEVERAL = frozenset("police people men women children".split())
#: Characters of a content that are looked at for them where they open it, and what follows on them there: "accused |
#: Orsk of lying".
_OPENING = 40
_NEAR = 3
_MARKS = " “”\"'‘’«»["
_TELLING = re.compile(r" (?:of|for|over|to|not to|against)\b")
#: What an accusation says that somebody does or did, right behind the name that opens it; nothing done to him.
_HOW = r"(?:only |repeatedly |deliberately |again |long |also |now |systematically )?"
_DOES = (
    r"(?:tried|fail(?:s|ed)|refuse[sd]|violate[sd]|broken?|lied|attack(?:s|ed)|kill(?:s|ed)|sabotage[sd]|block(?:s|ed)"
    r"|ignore[sd]|destroy(?:s|ed)|invade[sd]|fired|shelled|bombed|threaten(?:s|ed)|misleads?|misled|betray(?:s|ed)"
    r"|abandon(?:s|ed)|undermine[sd]|prolong(?:s|ed)|delay(?:s|ed)|obstruct(?:s|ed)|stole|stolen|exploit(?:s|ed)"
    r"|provoke[sd]|escalate[sd]|committed|abuse[sd]|looted|burned|burnt|raided|smuggled|used)"
)
_DOING = (
    r"(?:trying|failing|refusing|violating|breaking|lying|attacking|killing|sabotaging|blocking|ignoring|destroying"
    r"|invading|firing|shelling|bombing|threatening|misleading|betraying|abandoning|undermining|prolonging|delaying"
    r"|obstructing|stealing|exploiting|provoking|escalating)"
)
#: Whose people have done it: "rebels of the Orsk Front".
_FIGHTERS_OF = re.compile(
    r"(?:that )?(?:the )?(?:\w+ )?(?:rebels|fighters|soldiers|troops|forces|members|gunmen|militants|agents|guards)"
    r" of(?: the)?",
    re.I,
)
_WRONGING = re.compile(
    rf"\]?\s+(?:(?:has |have |had )?{_HOW}{_DOES}|(?:(?:has|have|had) been|is|are|was|were|keeps?) {_HOW}{_DOING})\b"
)


#: Acts whose object may be somebody's: "criticised Orsk's decision", and how that is told.
_JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
_OWN_ARTICLE = re.compile(r"[\s“”\"'‘’«»\[]*(?:the )?")
_POSSESSIVE = re.compile(r"['’](?:s\b| )")
#: What a demand says that somebody named has to do: "that Orsk must", and behind a verb that demands "that Orsk stop".
_MUST = re.compile(
    r"\s+(?:\w+ly |first |now |also )?(?:must|should|ought to|has to|have to|needs to|need to)\b(?! have\b)"
)
_DO = re.compile(
    r"\s+(?:\w+ly |not |first |now |also )?(?!(?:is|was|are|were|had|has|have|will|would|of|in|for|by|from|and|or|as|on"
    r"|with|at|who|over|could|can|may|might|to|against|but|near|after|before)\b)[a-z]+(?<!s)(?<!ed)(?<!ing)\b"
)
_INCLUDING = re.compile(
    r"\b(?:must|should|has to|have to|needs? to)\b[^.;]{0,60}?\b(?:include|involve|mean|require|see) (?:the )?"
)
_GERUND = re.compile(r" \w+ing\b")
_EACH_OTHER = re.compile(r"\s+(?:both |again |also )?(?:each other|one another)\b")


#: What leads to where something is sent.
_SENT_TO = re.compile(
    r"\b(?:send|deploy|station|suppl(?:y|ies)|deliver|ship|transfer)(?:s|ed|ing|ying)?\b[^.;,]{1,60}?"
    r" (?:to|in|into)(?: the)? $"
)


def is_destination(said: Said, place: Place) -> bool:
    """Tell whether somebody is where something is sent: "proposed deploying troops to [Orsk]"."""
    text, (opens, _) = said.scene.text, said.sentence
    return _SENT_TO.search(text, max(opens, place.span.start - _OPENING * 3), place.span.start) is not None


def pair_meant(said: Said, act: Act | Unclear) -> Span | None:
    """The words for two to whom a statement is put: "urged [both sides] to stop"."""
    behind = object_of(said)
    return pair_in(said, behind is not None and _takes_one(said, behind), act in _JUDGING)


def told_by_rule(page: Page, said: Said, act: Act | Unclear) -> list[tuple[Party, Span]]:
    """Those whom the words leave no doubt about, with the words; empty where the ranker has to decide."""
    pair = pair_meant(said, act)
    if pair is not None:
        return [(party, pair) for party in sides_of(page, said, pair)]
    behind = object_of(said)
    if behind is None or not _takes_one(said, behind):
        return []
    sources = page.parties.sources[said.index]
    if len(sources) > 1 and _EACH_OTHER.match(said.scene.text, behind.start):
        return [(page.parties.all[party], behind) for party in sources]
    places = _objects(page, said, behind) or _phrase(page, behind)
    return [(page.parties.all[place.party], place.span) for place in places]


def wrongdoer_of(page: Page, said: Said) -> Place | None:
    """The name that opens an accusation, where a wrong follows on it: "[Western Europeans] tried to prevent it"."""
    first = _opening_name(page, said)
    return first if first is not None and _WRONGING.match(said.scene.text, first.span.end) else None


def owner_in(page: Page, said: Said) -> Place | None:
    """The one whose doing is accused, praised or rejected: "criticised [Orsk]'s decision"; of 47 on train 40."""
    if plain_act(said) not in _JUDGING or not said.attribution.content:
        return None
    text, start = said.scene.text, said.attribution.content[0].start
    opening = _OWN_ARTICLE.match(text, start)
    at = opening.end() if opening is not None else start
    place = next(iter(_named(page, at, at + 1)), None)
    return place if place is not None and _POSSESSIVE.match(text, place.span.end) else None


def obliged_in(page: Page, said: Said) -> Place | None:
    """The one who has to do what is demanded: "demanded that [Orsk] stop selling arms to Velm".

    Also "a settlement must include [Orsk] giving up its claims".
    """
    first = _opening_name(page, said) or _opening_phrase(page, said)
    if first is None:
        return _included(page, said)
    text = said.scene.text
    if first.kind == "name" and _MUST.match(text, first.span.end):
        return first
    demands = said.told.startswith("that ") and any(word.lower in DEMANDING for word in said.cue)
    return first if demands and _DO.match(text, first.span.end) else None


def _included(page: Page, said: Said) -> Place | None:
    """Who is named in front of what has to be done as a part of something: "must include [Orsk] giving up"."""
    text = said.scene.text
    for piece in said.attribution.content:
        for found in _INCLUDING.finditer(text, piece.start, piece.end):
            place = next(iter(_named(page, found.end(), found.end() + 1)), None)
            if place is not None and _GERUND.match(text, place.span.end):
                return place
    return None


def _opening_phrase(page: Page, said: Said) -> Place | None:
    """The noun phrase with its article that opens the content: "demanded that [the company] publish it"."""
    if not said.told.startswith("that the "):
        return None
    start = said.attribution.content[0].start
    places = page.places(start, start + len("that the "))
    return next((place for place in places if place.kind == "phrase"), None)


def _opening_name(page: Page, said: Said) -> Place | None:
    """The name that opens the content, titles before it passed over."""
    content = said.attribution.content
    if not content:
        return None
    text, start = said.scene.text, content[0].start
    first = next(iter(_named(page, start, start + _OPENING)), None)
    if first is None:
        return None
    before = text[start : first.span.start].strip(_MARKS)
    return first if _only_titles(before) or _FIGHTERS_OF.fullmatch(before) else None


def _objects(page: Page, said: Said, behind: Span) -> list[Place]:
    """The names that are all that stands between a cue that takes one and what it tells: "accused [Orsk] of"."""
    text = said.scene.text
    found = _named(page, behind.start, behind.end) or _named(page, behind.end, behind.end + _OPENING)
    places: list[Place] = []
    at = behind.start
    for place in found:
        between = text[at : place.span.start]
        if not (_BETWEEN.fullmatch(between) if places else _only_titles(between)):
            break
        places.append(place)
        at = place.span.end
    if at > behind.end:
        return places if _TELLING.match(text, at) else []
    return places if len(places) == len(found) and _CLOSING.fullmatch(text, at, behind.end) else []


def _phrase(page: Page, behind: Span) -> list[Place]:
    """The noun phrase that is all that stands there, of several or of somebody known: "thanked [the dockers] for".

    "The network" may be one that is named elsewhere.
    """
    place = _whole_phrase(page, behind)
    if place is None:
        return []
    party = page.parties.all[place.party]
    several = party.name.endswith("s") or party.name.split()[-1] in _SEVERAL
    return [place] if several or party.entity is not None else []


def unnamed_object_of(page: Page, said: Said) -> Place | None:
    """The noun phrase that is the one asked or accused, where nobody is named: "accused [the bloc] of helping Orsk".

    It may be somebody who is named elsewhere, but nobody whom the content names.
    """
    behind = object_of(said)
    return _whole_phrase(page, behind) if behind is not None and _takes_one(said, behind) else None


def _whole_phrase(page: Page, behind: Span) -> Place | None:
    """The noun phrase that is all that stands between a cue and what it tells: "accusing | its neighbours of"."""
    text = page.scene.text
    for place in page.places(behind.start, behind.end + _NEAR):
        if place.kind == "phrase" and _only_titles(text[behind.start : place.span.start]):
            inside = place.span.end <= behind.end
            ends = (
                _CLOSING.fullmatch(text, place.span.end, behind.end) if inside else _TELLING.match(text, place.span.end)
            )
            return place if ends else None
    return None


def _named(page: Page, start: int, end: int) -> list[Place]:
    parties = page.parties.all
    places = (place for place in page.places(start, end) if place.kind == "name")
    return [place for place in places if not is_thing(parties[place.party].name)]


def _only_titles(words: str) -> bool:
    """Whether words before a name are titles or lead to it."""
    return all(word.casefold().strip(".") in _BEFORE for word in words.split())


def _takes_one(said: Said, behind: Span) -> bool:
    cue = [word.lower for word in said.cue]
    following = [*cue[1:], *(word.lower for word in said.scene.words(behind)[:1])]
    if tells_to(said) or not _TAKING_ONE.isdisjoint(cue):
        return True
    return any(_TAKING_WITH.get(word) == after for word, after in zip(cue, following, strict=False))
