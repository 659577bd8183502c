"""Paragraphs without quotation marks under a line that tells who says them: "The governor added:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.document import RUNNING, Span
from onrecord.quotation import MARKS

#: Chance that such a paragraph is a statement.
LEAD_SCORE = 0.8
_VERB = (
    r"(?:add|argu|continu|conclud|explain|repl|respond|stat|not|elaborat|recall|reason|declar|announc|predict|warn)"
    r"(?:e?d|ied|s|es|ies)|said|says|wrote|writes|went\son|goes\son"
)
#: The last sentence of a paragraph: who, and a verb of saying.
_LEAD = re.compile(
    r"(?:\A|[.!?…][”\"’']?\s+)(?:(?:And|But|Then|Later)\s)?"
    r"(?P<source>(?:[A-Z][\w’'-]*\s|[A-Z]\w{0,4}\.\s|the\s)(?:[\w’'-]+\s|[A-Z]\w{0,4}\.\s){0,5}?)"
    rf"(?P<cue>(?:(?:also|then|later|further|has|had|\w+ly)\s)?(?:{_VERB}))"
    r"(?:\s(?:in|on|at)\s(?!which|what)[\w’' -]{2,40})?(?:\sthat)?\s?:\s*\Z"
)
#: Characters of a paragraph's end in which this is looked for.
_REACH = 160
#: What begins a paragraph that nobody says: a tag, a time, a list of names.
_OTHER = re.compile(r"[<\[(*•]|\d{1,2}[:.)]|\d+\s?[ap]\.?m\b")
_WORDS = 6


def led_paragraphs(scene: Scene, found: Found) -> Iterator[Draft]:
    """Give the paragraph under such a line to its statement, or make it one where no statement has that cue."""
    blocks = scene.document.blocks
    for lead, block in pairwise(blocks):
        if lead.kind not in RUNNING or block.kind not in (*RUNNING, "quote") or not _is_speech(scene, block.span):
            continue
        start = max(lead.span.start, lead.span.end - _REACH)
        match = _LEAD.search(scene.text[start : lead.span.end])
        if match is None or (match.start() == 0 and start > lead.span.start):
            continue
        source, cue = (
            Span(start + match.start(name), start + match.start(name) + len(match[name].rstrip()))
            for name in ("source", "cue")
        )
        told = [draft for draft in found.with_words(cue) if any(cue.overlaps(own) for own in draft.cue)]
        for draft in told[:1]:
            _take(found, draft, block.span, lead.span)
        if not told and not found.owning(block.span):
            yield Draft([source], [cue], [block.span], LEAD_SCORE)


def _is_speech(scene: Scene, span: Span) -> bool:
    """Tell whether a paragraph without quotation marks around it is long enough, and no list or time."""
    text = span.of(scene.text)
    return text[0] not in MARKS and len(text.split()) >= _WORDS and not _OTHER.match(text)


def _take(found: Found, draft: Draft, paragraph: Span, lead: Span) -> None:
    """Give a statement the whole of a paragraph that holds some of its content."""
    pieces = [piece for piece in draft.content if not lead.contains(piece)]
    if pieces not in ([], [paragraph]) and all(paragraph.contains(piece) for piece in pieces):
        found.extend(draft, paragraph)
        draft.content = [piece for piece in draft.content if piece not in pieces or piece == paragraph]
