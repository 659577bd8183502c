"""Who "both sides", "the two governments" or "each capital" are: the two that were named together, or most."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.coding.recipients.own import owners_of
from onrecord.coding.recipients.page import Page
from onrecord.coding.recipients.parties import Party, Place
from onrecord.coding.said import Said
from onrecord.document import Span

_SIDES = (
    r"(?:governments?|sides?|parties|party|capitals?|countries|country|delegations?|leaders?|nations?|neighbou?rs?"
    r"|armies|army|navies|navy|states?|presidents?|camps?|foes|rivals|combatants|belligerents|ministers?)"
)
#: Those who are no states.
_OTHERS = r"(?:candidates?|compan(?:y|ies)|firms?|clubs?|teams?|unions?|groups?|factions?|commanders?|men|women)"
_KIND = r"(?:(?:warring|rival|opposing|conflicting|neighbou?ring|negotiating|hostile|foreign|prime|feuding) )?"
_PAIR = re.compile(
    rf"\b(?:(?:both|each|n?either)(?: of the)?|(?:the )?two|the(?= warring| rival| opposing)) {_KIND}{_SIDES}\b"
    rf"|\bboth(?: of the)? {_KIND}{_OTHERS}\b",
    re.I,
)
_POLITICAL = re.compile(r"part(?:y|ies)|sides?$|camps?", re.I)
#: Words for two who may be persons.
_OF_PERSONS = re.compile(
    r"(?:camp|candidate|leader|president|minister|commander|foe|rival|side|part(?:y|ie))s?$|m[ae]n$", re.I
)
_NO_STATES = re.compile(rf"{_OTHERS}$", re.I)
#: What stands between two that are named together.
_AND = re.compile(r"(?:['’]s)?,? (?:and|or) (?:the |in )?")
_LISTED = re.compile(r",? (?:the )?")
#: What those are who can be one of two sides.
_SIDED = frozenset({"country", "government", "armed_group"})
_NO_SIDE = frozenset({"person", "outlet", "party", "place"})
#: What shows somebody to be a state whom nothing else is known of: "Velm's foreign minister", "the army of Velm".
_OF_A_STATE = re.compile(
    r"['’]s? (?:\w+ )?(?:president|prime minister|(?:foreign|defen[cs]e|interior) (?:minister|ministry|secretary)|army"
    r"|navy|troops|border|government|parliament|ambassador|embassy|capital)\b"
)
_STATE_OF = re.compile(
    r"(?:president|prime minister|government|army|navy|troops|republic|ambassador|capital) of (?:the )?$"
)
#: Parties that are looked at for those named most, and characters before for two named together; those around a name
#: that are looked at for another one beside it.
_MOST, _BACK, _BESIDE = 50, 4000, 60
#: Where a party is called by its name.
_CALLED = frozenset({"name", "adjective"})
#: What the content tells two sides to do: "both sides must stop".
_DUTY = re.compile(r"\s+(?:must|should|have to|need to|ought to|had to)\b")
#: What follows on two sides that are the object of a cue.
_CLOSED = re.compile(r"[.,;:!”\"’'»]|\s+(?:of|for|over|to)\b|\s*$", re.M)
#: What leads from a cue to two sides.
_LEADING = re.compile(r"\s*(?:on |to |upon )?")
_THEM = re.compile(r"\s*(?:on |to )?(them)\s*")
_OPENING = re.compile(r"[\s“\"‘'«]*(?:that )?", re.I)


def pair_in(said: Said, takes_one: bool, judged: bool = False) -> Span | None:
    """The words for two sides that a statement is put to: behind its cue, or opening its content.

    "She urged both sides to stop", "she blamed both armies" and "“Both sides must stop,” she said", against "he said
    that both sides were tired".

    Parameters
    ----------
    takes_one : bool
        Whether the object of the cue is the one asked, accused or praised.
    judged : bool
        Whether what the two do is accused, rejected or praised: "he said that both sides had lied".
    """
    text = said.scene.text
    behind = object_of(said)
    if behind is not None:
        led = _LEADING.match(text, behind.start, behind.end)
        first = led.end() if led else behind.start
        found = (_PAIR.search if takes_one else _PAIR.match)(text, first, behind.end)
        if found is not None:
            return Span(*found.span())
        them = _them(said, behind)
        if them is not None:
            return them
    for piece in said.attribution.content:
        opening = _OPENING.match(text, piece.start, piece.end)
        found = _PAIR.match(text, opening.end() if opening else piece.start, piece.end)
        if found is None:
            continue
        if judged or _DUTY.match(text, found.end()) or (takes_one and _CLOSED.match(text, found.end())):
            return Span(*found.span())
    return None


def _them(said: Said, behind: Span) -> Span | None:
    """The word "them" where the same source just spoke to two sides: "thanked both sides and called on them to"."""
    text = said.scene.text
    them = _THEM.fullmatch(text, behind.start, behind.end)
    if them is None or said.index == 0 or said.resolution is None:
        return None
    before = said.scene.statements[said.index - 1]
    object_before = object_of(before) if before.sentence == said.sentence else None
    spoken = object_before is not None and _PAIR.search(text, object_before.start, object_before.end)
    same = before.resolution is not None and before.resolution.name == said.resolution.name
    return Span(*them.span(1)) if spoken and same else None


def object_of(said: Said) -> Span | None:
    """The stretch between the cue and the content behind it, where its object stands: "urged [Orsk] to stop"."""
    attribution = said.attribution
    if not attribution.cue:
        return None
    start = attribution.cue[-1].end
    end = min((piece.start for piece in attribution.content if piece.start >= start), default=said.sentence.end)
    return Span(start, end) if start < end <= said.sentence.end else None


def sides_of(page: Page, said: Said, pair: Span) -> list[Party]:
    """The two that the words mean: those last named together before them, else the two states most often named.

    The speaker's own is none of the latter, as who speaks to two sides stands between them. Nobody where they may be
    two political parties.
    """
    if _POLITICAL.search(pair.of(page.scene.text)) and sum(party.type == "party" for party in page.parties.all) > 1:
        return []
    if _NO_STATES.search(pair.of(page.scene.text)):
        return []
    own = set(page.parties.sources[said.index]) | owners_of(page, said)
    together = _together(page, pair.start)
    if together is not None:
        return [party for party in together if party.index not in own]
    home = None if said.resolution is None else said.resolution.country
    most = (page.parties.all[party] for party in page.most[:_MOST] if party not in own)
    states = (party for party in most if is_a_side(page, party))
    sided = [party for party in states if home is None or party.country != home][:2]
    return sided if len(sided) > 1 else []


def may_be_meant(page: Page, pair: Span, party: Party) -> bool:
    """Whether somebody may be one of the two that the words mean: "both capitals" are no persons."""
    if party.entity is None or party.type in ("outlet", "place"):
        return False
    return party.type != "person" or " " not in party.name or _OF_PERSONS.search(pair.of(page.scene.text)) is not None


def partners_of(page: Page, place: Place) -> set[int]:
    """The parties named beside a place, with an "and" between: of "Orsk and Velm", not of "Orsk and Velm's army"."""
    text = page.scene.text
    near = page.places(place.span.start - _BESIDE, place.span.end + _BESIDE)
    named = [one for one in near if one.kind == "name" or one.span == place.span]
    return {
        (second if first.span == place.span else first).party
        for first, second in pairwise(named)
        if place.span in (first.span, second.span)
        and _AND.fullmatch(text, first.span.end, second.span.start)
        and not text.startswith(("'s", "’s"), second.span.end)
    }


def is_a_side(page: Page, party: Party) -> bool:
    """Whether somebody can be one of two sides: a state, an armed group, or what has an army or a foreign minister."""
    if party.type in _SIDED:
        return True
    if party.type in ("outlet", "party") or " " in party.name:
        return False
    text = page.scene.text
    return any(
        _OF_A_STATE.match(text, place.span.end)
        or _STATE_OF.search(text, max(0, place.span.start - 30), place.span.start)
        for place in party.places[:_MOST]
        if place.kind == "name"
    )


def _together(page: Page, before: int) -> tuple[Party, Party] | None:
    """The last two states named side by side before a place of the text, and not three of them."""
    text = page.scene.text
    named = [place for place in page.places(before - _BACK, before) if place.kind in _CALLED]
    for at in range(len(named) - 1, 0, -1):
        first, second = named[at - 1], named[at]
        one, other = page.parties.all[first.party], page.parties.all[second.party]
        known = is_a_side(page, one) and is_a_side(page, other)
        if one is other or not (known or _are_apart(text, first.span.start, one, other)):
            continue
        listed = at > 1 and _LISTED.fullmatch(text, named[at - 2].span.end, first.span.start)
        if not listed and _AND.fullmatch(text, first.span.end, second.span.start):
            return one, other
    return None


def _are_apart(text: str, start: int, one: Party, other: Party) -> bool:
    """Whether two of whom little is known stand behind a "between": "talks between Velm and the Hill Council"."""
    return text.endswith("between ", 0, start) and not {one.type, other.type} & _NO_SIDE
