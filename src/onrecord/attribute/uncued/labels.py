"""Quotations behind a name and a colon: "Tresk: “Over my dead body.”"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.attribute.drafting.pieces import is_title
from onrecord.attribute.drafting.places import Places
from onrecord.attribute.uncued.free import says_by_itself
from onrecord.attribute.uncued.headlines import LABELS
from onrecord.document import Block, Span

#: Chance that a quotation after a name and a colon is one: all of 14 in headlines and text of the training articles.
NAMED_SCORE = 0.9
#: A name and a colon before a quotation, where a sentence begins.
_NAMED = re.compile(r"(?:\A|(?:[.!?…]’?|[”\"»])\s+)(?P<source>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s*\Z")
#: The same behind an office in small letters: "Regional organiser Ada Quell: “…”".
_OFFICER = re.compile(
    r"(?:\A|(?:[.!?…]’?|[”\"»])\s+)"
    r"(?P<source>[A-Z][a-z-]+(?: (?!(?:for|to|from|by|in|on)\b)[a-z-]+){1,3}(?: [A-Z][\w.’'-]*){2,3}):\s*\Z"
)
#: What stands so and names nobody: a kind of text or picture, or a word that leads to what is said.
_PARTS = LABELS | frozenset(
    "image photo picture source note related also graphic map chart caption title headline sign slogan motto question"
    " answer q a quote verdict example result warning message statement tweet post subject translation but and then yes"
    " no so i we he she it they said says asked answered replied added".split()
)
#: A longer label at the start of a paragraph that is a quotation otherwise, with an office or behind a headline:
#: "Bram Oakes, chief executive of Harrow Group: “…”".
_LABELLED = re.compile(
    r"(?:[-*\u2022\u2013]\s+|.{1,150}\s[-\u2013\u2014]\s)?(?P<source>[A-Z][^:;?!\n“\"‘]{1,110}):\s*\Z"
)
_LABEL_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_LABEL_WORDS, _LONGEST_LABEL = 14, 280
#: No label begins so: a clause or a place in time leads to what is said.
_LEADING = frozenset(
    "in on at after before during since while as for from with by to of the then there here here’s here's according"
    " asked or and but so yet no yes our my his her their its this that these those what why how when where who if one"
    " another some".split()
)
_DETERMINERS = frozenset("the one another some".split())
#: What makes a clause of a label.
_CLAUSE = frozenset(
    "is are was were be been has have had will would can could may might must shall should do does did said say says"
    " told tell tells put puts wrote writes went goes spoke read reads asks that this these those which who when where"
    " why how if as to then than not it he she they we you i here there once".split()
)
#: Participles in front of what somebody is: "Edda Brun, 71, retired teacher".
_OF_PEOPLE = frozenset("retired unemployed elected married widowed".split())
_BEFORE = 80


class LabelledQuotation(NamedTuple):
    """A quotation behind a label, and where it stands."""

    block: Block
    source: Span
    quotation: Span


def labelled_quotations(scene: Scene) -> list[LabelledQuotation]:
    """Quotations behind a name and a colon, and paragraphs and items that are one behind a label.

    Of nine longer labels that have no verb eight are the annotated source on train (none is on dev).
    """
    told: list[LabelledQuotation] = []
    last = Span(0, 0)
    listed = {block.span for block in _labelled_items(scene)}
    for block in scene.document.blocks:
        if not says_by_itself(scene, block):
            continue
        for quotation in scene.quotations_in(block.span):
            place = quotation.span
            source = _named(scene, block, place) or _labelled(scene, block, place, common=block.span in listed)
            if source is not None and not last.contains(place):
                told.append(LabelledQuotation(block, source, place))
                last = place
    return told


def left_to_labels(told: Sequence[LabelledQuotation], drafts: Sequence[Draft]) -> list[Draft]:
    """Statements without the quotations that stand behind the label of somebody else, in another block than their cue.

    "What neighbors say:" above a list of labels tells who says nothing of it.
    """
    places = Places((one.quotation, one) for one in told)

    def is_others(draft: Draft, piece: Span) -> bool:
        around = (one for one in places.near(piece) if one.quotation.contains(piece))
        return any(not any(one.block.span.contains(cue) for cue in draft.cue) for one in around)

    for draft in drafts:
        draft.content = [piece for piece in draft.content if not is_others(draft, piece)]
    return [draft for draft in drafts if draft.content]


def labelled_drafts(told: Sequence[LabelledQuotation], found: Found) -> Iterator[Draft]:
    """Statements of those whose label it is, unless another statement holds the words."""
    for one in told:
        if not found.owning(one.quotation):
            yield Draft([one.source], [], [one.quotation], NAMED_SCORE, "speaker_label")


def _labelled_items(scene: Scene) -> list[Block]:
    """Items of a list each of which is a quotation behind a label, two at least: "The residents’ association: “…”"."""
    items = [block for block in scene.document.blocks if block.kind == "list"]
    told = [
        block
        for block in items
        for quotation in scene.quotations_in(block.span)
        if not is_title(quotation.span.of(scene.text)) and _labelled(scene, block, quotation.span, common=True)
    ]
    return told if len(told) > 1 else []


def _named(scene: Scene, block: Block, quotation: Span) -> Span | None:
    """The name that stands with a colon before a quotation: "Tresk: “Over my dead body.”"."""
    start = max(block.span.start, quotation.start - _BEFORE)
    before = scene.text[start : quotation.start]
    match = _NAMED.search(before)
    if match is None and (officer := _OFFICER.search(before)) and _is_label(officer["source"], common=False):
        match = officer
    if match is None or (match.start() == 0 and start > block.span.start) or match["source"].casefold() in _PARTS:
        return None
    return Span(start + match.start("source"), start + match.end("source"))


def _labelled(scene: Scene, block: Block, quotation: Span, *, common: bool = False) -> Span | None:
    """The label of a paragraph or an item that is one quotation behind a colon; ``common``: also one without a name."""
    if block.span.end - quotation.end > 1 or quotation.start - block.span.start > _LONGEST_LABEL:
        return None
    match = _LABELLED.match(scene.text[block.span.start : quotation.start])
    if match is None or not _is_label(match["source"], common=common):
        return None
    return Span(block.span.start + match.start("source"), block.span.start + match.end("source"))


def _is_label(text: str, *, common: bool) -> bool:
    """Tell whether a few words are a name, with an office before or behind it, and no clause.

    ``common``: or any noun phrase that names no part of a page.
    """
    words = _LABEL_WORD.findall(text)
    if not 0 < len(words) <= _LABEL_WORDS or words[0].casefold() in _LEADING - (_DETERMINERS if common else set()):
        return False
    if any(_is_verb(word, before) for before, word in zip(["", *words], words, strict=False)):
        return False
    if common or len(words) == 1:
        return words[-1].casefold() not in _PARTS
    name, behind, _ = text.partition(",")
    named = _LABEL_WORD.findall(re.sub(r"\s*\([^()]*\)$", "", name))
    return bool(named) and named[-1][0].isupper() and len(named) > bool(behind)


def _is_verb(word: str, before: str) -> bool:
    """Tell whether a word of a label is a verb: by its ending, or since it follows a name as "reveals" does."""
    if not word[0].islower() or word in _OF_PEOPLE:
        return False
    third = before[:1].isupper() and word.endswith("s") and len(word) > 3 and word != "affairs"
    return third or word.rstrip(".") in _CLAUSE or word.endswith(("ed", "ing", "ly"))
