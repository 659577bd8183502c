"""Words that frame: scare quotes, "so-called", loaded epithets, verbs that doubt or endorse; and in whose voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.codes import Framing, FramingKind
from onrecord.coding.framing.lists import Expressions, FramingLists, shipped_lists
from onrecord.coding.framing.scare import SILENT, scare_quotes
from onrecord.coding.framing.voices import Voices
from onrecord.coding.said import Said, Scene
from onrecord.document import HEADINGS, Block, Span
from onrecord.words import Word

_LETTERS = re.compile(r"[^\W_]+")


def framing_of(scene: Scene, ids: Sequence[str], lists: FramingLists | None = None) -> tuple[Framing, ...]:
    """Words of an article that frame what it tells, in text order.

    Parameters
    ----------
    scene : Scene
    ids : sequence of str
        Id of each statement, in the order of the attributions.
    lists : FramingLists, optional
        A user's own lists instead of the shipped ones.
    """
    lists = lists or shipped_lists()
    voices = Voices(scene)
    scares = scare_quotes(scene, voices)
    marks: list[tuple[Span, FramingKind]] = [(span, "scare_quote") for span in scares]
    marks.extend(_listed(scene, lists, scares))
    for said in scene.statements:
        marks.extend((span, "doubt") for span in _cue_words(said, lists.doubt) if not said.attribution.negated)
        marks.extend((span, "endorse") for span in _cue_words(said, lists.endorse))
    found = []
    for span, kind in sorted(set(marks)):
        statement = voices.statement(span.start)
        whose = ids[statement] if statement is not None else None
        found.append(Framing(kind, span, "article" if whose is None else "source", whose))
    return tuple(found)


def _listed(scene: Scene, lists: FramingLists, scares: Sequence[Span]) -> Iterator[tuple[Span, FramingKind]]:
    quoted = {quotation.span.start: quotation.span for quotation in scene.quotations if quotation.closed}
    held = {place for span in scares for place in range(*span)}
    beginnings = _beginnings(lists.so_called) | _beginnings(lists.epithets)
    for block in scene.document.blocks:
        if block.kind in SILENT or beginnings.isdisjoint(("", *_LETTERS.findall(block.span.of(scene.text).casefold()))):
            continue
        words = scene.words(block.span)
        for span in _matches(words, lists.so_called):
            opens = span.end + len(re.match(r"\s*", scene.text[span.end : span.end + 3])[0])  # type: ignore[index]
            yield Span(span.start, quoted[opens].end if opens in quoted else span.end), "so_called"
        for span in _matches(words, lists.epithets):
            if span.start not in held and not _is_name(scene.text, block, span):
                yield span, "epithet"


def _beginnings(expressions: Expressions) -> set[str]:
    """The letters that the expressions begin with: most blocks hold none of them, and a look tells it."""
    found = (_LETTERS.match(first) for first in expressions.by_first)
    return {match[0] if match else "" for match in found}


def _matches(words: list[Word], expressions: Expressions) -> Iterator[Span]:
    index = 0
    while index < len(words):
        size = expressions.at(words, index)
        if size:
            yield Span(words[index].span.start, words[index + size - 1].span.end)
        index += size or 1


def _is_name(text: str, block: Block, span: Span) -> bool:
    """Tell whether a word is part of a name, by its own capital and that of a word beside it."""
    if block.kind in HEADINGS or not text[span.start].isupper():
        return False
    before = re.search(r"([\w’'-]+)\s+$", text[max(block.span.start, span.start - 30) : span.start])
    after = re.match(r"\s+([\w’'-]+)", text[span.end : min(block.span.end, span.end + 30)])
    return any(beside is not None and beside[1][0].isupper() for beside in (before, after))


def _cue_words(said: Said, expressions: Expressions) -> Iterator[Span]:
    """The words of a cue that are listed; what follows the cue is seen too."""
    if not any(word.lower in expressions.by_first for word in said.cue):
        return
    last = said.cue[-1].span.end
    after = said.scene.words(Span(last, min(last + 40, len(said.scene.text))))
    words = [*said.cue, *after[:3]]
    yield from (span for span in _matches(words, expressions) if span.end <= last)
