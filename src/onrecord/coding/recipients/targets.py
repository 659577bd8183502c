"""Whom a warning to whoever comes or does something threatens: the subject, not the place where it happens.

Of "any Western soldiers sent to Orsk will be legitimate targets" those are the soldiers, not Orsk.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.coding.acts.rules import names_targets
from onrecord.coding.acts.threats import calls_occupiers, threatens_whoever, treated, treats_as_targets
from onrecord.coding.conditions.segments import is_modal
from onrecord.coding.recipients.page import Page
from onrecord.coding.recipients.parties import Party
from onrecord.coding.said import Said
from onrecord.coding.word_classes import word_classes
from onrecord.document import Span
from onrecord.quotation import PAIRS
from onrecord.words import Word

_STATES = frozenset({"country", "government"})
#: What leads to a subject, and what may stand before it there.
_LEADING = frozenset("any every another if".split())
_BEFORE = _LEADING | frozenset("that and but all each such the a an even single or so then other".split())
#: What ends it, beside verbs.
_ENDS = frozenset(
    "sent deployed stationed that which who in on at to near from inside within over across along by of with for is are"
    " be been not".split()
)
_FORCES = frozenset(
    "troops soldiers forces contingent contingents peacekeepers units battalion battalions brigade brigades boots"
    " personnel mercenaries advisers instructors ship ships warship warships vessel vessels aircraft drone drones"
    " patrol patrols jets planes fighters".split()
)
#: Words of a subject, and characters before it in which a noun phrase may begin that it belongs to: "any", "the".
_LONGEST = 6
_BACK = 12


def targeted_by_rule(page: Page, said: Said) -> tuple[Party, Span] | None:
    """Who is threatened by a warning to whoever comes; None where the words do not tell, or it is no such warning.

    A state whose people or forces the subject is; else the noun phrase; else its words where they are armed people.
    """
    if not any(rule(said) for rule in (names_targets, threatens_whoever, calls_occupiers, treats_as_targets)):
        return None
    subject = _subject(_from(said.content, treated(said)))
    if not subject:
        return None
    whole = _closed(said.scene.text, Span(subject[0].span.start, subject[-1].bare_span.end))
    found = [
        (page.parties.all[place.party], place.kind, place.span)
        for place in page.places(whole.start - _BACK, whole.end)
        if place.span.end > whole.start and place.kind in ("name", "adjective", "phrase")
    ]
    state = next((party for party, kind, _ in found if party.type in _STATES and kind != "phrase"), None)
    phrase = next(
        (party for party, kind, span in found if kind == "phrase" and span.end >= subject[-1].span.start), None
    )
    known = state or phrase
    if known is None and subject[-1].lower in _FORCES and len(subject) > 1:
        known = Party(-1, whole.of(said.scene.text), None, "group", None)
    return None if known is None else (known, whole)


def _from(words: Sequence[Word], opening: str) -> Sequence[Word]:
    """The words from an opening on: from "foreign troops" on in "Orsk would treat foreign troops as targets"."""
    first = next(iter(opening.split()), None)
    return words[next((at for at, word in enumerate(words) if word.lower == first), 0) :] if first else words


def _closed(text: str, span: Span) -> Span:
    """A noun phrase with the quotation mark that closes what is opened in it: "the ‘peacekeepers’"."""
    inside, after = span.of(text), text[span.end : span.end + 1]
    closed = after and any(mark in inside and after in closing for mark, closing in PAIRS.items())
    return Span(span.start, span.end + 1) if closed else span


def _subject(words: Sequence[Word]) -> list[Word]:
    """The noun phrase behind the first "any" or "if", else the one that opens the content; empty where none does."""
    told = [word for word in words if word.text[0].isalnum()]
    start = next((at for at, word in enumerate(told) if word.lower in _LEADING), 0)
    while start < len(told) and told[start].lower in _BEFORE:
        start += 1
    subject: list[Word] = []
    for word in told[start : start + _LONGEST]:
        if word.lower in _ENDS or is_modal(word.lower) or (subject and word_classes().get(word.lower) == "verb"):
            return subject
        subject.append(word)
    return []
