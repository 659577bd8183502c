"""What became of the words of an utterance in one telling: kept, altered, bracketed, put into the outlet's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.fuzz import partial_ratio_alignment

from onrecord.analyse.telling import GAP, Telling
from onrecord.analyse.worddiff import Step, cuts_before, steps_between
from onrecord.analyse.wording import FUNCTION, Wording, spelt, wording_of
from onrecord.document import Span

#: ``kept``: in quotation marks, and the words of the fullest wording. ``altered``: in quotation marks, and other words
#: at its place. ``more``: in quotation marks, and nothing of the kind is in the fullest wording. ``bracketed``: in
#: square brackets within a quotation. ``retold``: in the outlet's own voice.
Fate = Literal["kept", "altered", "more", "bracketed", "retold"]
#: Where a quotation begins or ends with other words, up to this many are an alteration.
FEW = 3
#: Words around the place that a quotation is most like, and the share of its words that have to be there.
_AROUND, _LIKE = 2, 0.5
#: What shows that words are left out.
_LEFT_OUT = ("…", "...", ". . .", "[")
_BRACKETS = re.compile(r"\[[^\]]*\]")


class Part(NamedTuple):
    """A stretch of a content whose words share a fate."""

    fate: Fate
    text: str


class Alteration(NamedTuple):
    """Words in quotation marks that are not those of the fullest wording, and the words there; both may be empty."""

    here: str
    fullest: str


class Fates(NamedTuple):
    """What became of an utterance's words in one telling.

    Attributes
    ----------
    parts : tuple of Part
        In order; all their characters are the content.
    kept, retold : frozenset of int
        Which words of the fullest wording stand here, in quotation marks and outside of them.
    altered : tuple of Alteration
    bracketed : tuple of str
        What stands in square brackets, without them.
    """

    parts: tuple[Part, ...]
    kept: frozenset[int]
    retold: frozenset[int]
    altered: tuple[Alteration, ...]
    bracketed: tuple[str, ...]


class Fullest(NamedTuple):
    """The fullest wording of an utterance: its words as they are compared, and how to show a stretch of them."""

    text: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]

    def shown(self, start: int, end: int) -> str:
        """Return the characters of the words from one to before another."""
        return self.text[self.spans[start].start : self.spans[end - 1].end] if start < end else ""

    def stretches(self, missing: frozenset[int]) -> tuple[str, ...]:
        """Return the missing words as stretches, those that say something."""
        found: list[str] = []
        for _, run in groupby(enumerate(sorted(missing)), key=lambda placed: placed[1] - placed[0]):
            words = [word for _, word in run]
            if any(self.words[word] not in FUNCTION for word in words):
                found.append(self.shown(words[0], words[-1] + 1))
        return tuple(found)


def fullest_of(tellings: Sequence[Telling]) -> Fullest:
    """Return the wording of some tellings of one article, one after the other."""
    text, words, spans, quoted = "", list[str](), list[Span](), list[bool]()
    for telling in tellings:
        text += GAP if text else ""
        wording = wording_of(telling, spelt)
        words += wording.words
        spans += [Span(len(text) + span.start, len(text) + span.end) for span in wording.spans]
        quoted += wording.quoted
        text += telling.content
    return Fullest(text, tuple(words), tuple(spans), tuple(quoted))


def fates_of(telling: Telling, fullest: Fullest) -> Fates:
    """Return what became of the words of the fullest wording in a telling.

    >>> from dataclasses import replace
    >>> telling = Telling("s", "d", Span(0, 43), "it would accept “all inspections [for now]”", (Span(17, 42),))
    >>> full = fullest_of([replace(telling, content="We will accept all inspections, for a while", quoted=())])
    >>> [(part.fate, part.text) for part in fates_of(telling, full).parts]
    [('retold', 'it would accept '), ('kept', '“all inspections '), ('bracketed', '[for now]”')]
    """
    wording = wording_of(telling, spelt)
    inside = _bracketed(telling.content, wording)
    fates: list[Fate] = ["bracketed" if bracketed else "retold" for bracketed in inside]
    kept, altered = set[int](), list[Alteration]()
    for run in _runs(telling, wording, inside):
        for at in range(*run):
            fates[at] = "more"
        for step in _within(run, wording.words, fullest.words):
            if step.tag == "equal":
                kept.update(range(*step.old))
            elif alteration := _alteration(telling.content, wording, fullest, step):
                altered.append(alteration)
            for at in range(*step.new):
                fates[at] = "kept" if step.tag == "equal" else "altered"
    own = [word for word, quoted in zip(wording.words, wording.quoted, strict=True) if not quoted]
    steps = steps_between(fullest.words, own)
    retold = {word for step in steps if step.tag == "equal" for word in range(*step.old)}
    return Fates(
        _parts(telling.content, wording, fates),
        frozenset(kept),
        frozenset(retold) - kept,
        tuple(altered),
        tuple(found[0][1:-1] for found in _BRACKETS.finditer(telling.content) if found[0][1:-1].strip()),
    )


def _bracketed(content: str, wording: Wording) -> list[bool]:
    brackets = [Span(*found.span()) for found in _BRACKETS.finditer(content)]
    return [
        quoted and any(bracket.start < span.start and span.end < bracket.end for bracket in brackets)
        for span, quoted in zip(wording.spans, wording.quoted, strict=True)
    ]


def _runs(telling: Telling, wording: Wording, bracketed: Sequence[bool]) -> list[tuple[int, int]]:
    """Words that follow each other in one quotation, nothing left out between: from the first to after the last."""
    runs: list[tuple[int, int]] = []
    for at, (span, quoted) in enumerate(zip(wording.spans, wording.quoted, strict=True)):
        if not quoted or bracketed[at]:
            continue
        if runs and runs[-1][1] == at and _goes_on(telling, wording.spans[at - 1], span):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _goes_on(telling: Telling, before: Span, span: Span) -> bool:
    between = telling.content[before.end : span.start]
    return any(quote.contains(before) and quote.contains(span) for quote in telling.quoted) and not any(
        mark in between for mark in _LEFT_OUT
    )


def _within(run: tuple[int, int], words: Sequence[str], fullest: Sequence[str]) -> list[Step]:
    """Steps from the place of the fullest wording that is most like some words to these; none if nothing is like them.

    Words before and after are no steps: where a quotation begins and ends, nothing is altered.
    """
    quoted = words[run[0] : run[1]]
    like = partial_ratio_alignment(quoted, fullest)
    if like is None:
        return []
    start, end = max(like.dest_start - _AROUND, 0), min(like.dest_end + _AROUND, len(fullest))
    steps = steps_between(fullest[start:end], quoted)
    same = [place for place, step in enumerate(steps) if step.tag == "equal"]
    equal = sum(steps[place].new[1] - steps[place].new[0] for place in same)
    if not same or equal < _LIKE * min(len(quoted), len(fullest)):
        return []
    inner = _not_before(steps[same[0] : same[-1] + 1], fullest[start:end])
    first, last = steps[: same[0]], steps[same[-1] + 1 :]
    edges = [step for step in (*first, *last) if step.tag == "changed" and step.new[1] - step.new[0] <= FEW]
    return [
        Step(step.tag, (step.old[0] + start, step.old[1] + start), (step.new[0] + run[0], step.new[1] + run[0]))
        for step in sorted([*inner, *edges], key=lambda step: step.new)
    ]


def _not_before(steps: list[Step], fullest: Sequence[str]) -> list[Step]:
    """The steps without what is left out near the beginning, if it can as well be said to come before the beginning."""
    if len(steps) < 3 or steps[1].tag != "removed":
        return steps
    begin, left_out, then = steps[:3]
    length = begin.old[1] - begin.old[0]
    if fullest[begin.old[0] : begin.old[1]] != fullest[left_out.old[1] - length : left_out.old[1]]:
        return steps
    return [Step("equal", (then.old[0] - length, then.old[1]), (begin.new[0], then.new[1])), *steps[3:]]


def _alteration(content: str, wording: Wording, fullest: Fullest, step: Step) -> Alteration | None:
    """What a step alters; None where the fullest wording does not quote the words itself, or leaves out some."""
    there = fullest.shown(*step.old)
    if any(mark in there for mark in _LEFT_OUT) or not all(fullest.quoted[word] for word in range(*step.old)):
        return None
    start, end = step.new
    here = content[wording.spans[start].start : wording.spans[end - 1].end] if start < end else ""
    return Alteration(here, there)


def _parts(content: str, wording: Wording, fates: Sequence[Fate]) -> tuple[Part, ...]:
    """The content in stretches of one fate; a word takes the marks before it with it."""
    cuts = cuts_before(content, wording.spans)
    if not fates:
        return (Part("retold", content),)
    parts: list[Part] = []
    for place, fate in enumerate(fates):
        text = content[cuts[place] : cuts[place + 1]]
        if parts and parts[-1].fate == fate:
            parts[-1] = Part(fate, parts[-1].text + text)
        else:
            parts.append(Part(fate, text))
    return tuple(parts)
