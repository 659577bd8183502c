"""Readings of outlets that carry voices: who says what, with which cue, quoted how, in which words of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.codes import Framing
from onrecord.document import Block, Document, Span
from onrecord.statement import Attribution, QuoteType, Reading, Resolution, statements_of


class Line(NamedTuple):
    """A sentence: ``speaker cue content``; ``tone`` is what the cue says, ``members`` who speak together."""

    speaker: str
    content: str
    cue: str = "said"
    kind: QuoteType = "indirect"
    country: str | None = None
    tone: str | None = None
    entity: bool = True
    members: tuple[str, ...] = ()


def carrying(
    outlet: str | None,
    *lines: Line,
    published: str = "2031-06-18",
    url: str | None = None,
    own: Sequence[tuple[str, str]] = (),
) -> Reading:
    """An article with these lines; ``own`` are words of its own voice that frame, with their kind."""
    attributions, resolutions, tones, text = list[Attribution](), list[Resolution](), dict[int, str](), ""
    for line in lines:
        begin = len(text)
        source = Span(begin, begin + len(line.speaker))
        cue = (Span(source.end + 1, source.end + 1 + len(line.cue)),) if line.cue else ()
        content = Span((cue[0].end if cue else source.end) + 1, 0)
        content = Span(content.start, content.start + len(line.content))
        text += f"{line.speaker} {line.cue + ' ' if line.cue else ''}{line.content}\n"
        attributions.append(Attribution((source,), cue, (content,), line.kind, score=0.9))
        resolutions.append(_who(line))
        if line.tone and cue:
            tones[cue[0].start] = line.tone
    framing = [Framing(tone, Span(at, at + 1), "article", None) for at, tone in tones.items()]  # type: ignore[arg-type]
    for words, kind in own:
        framing.append(Framing(kind, Span(len(text), len(text) + len(words)), "article", None))  # type: ignore[arg-type]
        text += f"{words}\n"
    blocks = (Block("paragraph", Span(0, len(text))),)
    document = Document(text, blocks, outlet=outlet, url=url, published=published, language="en")
    statements = statements_of(document, tuple(attributions), tuple(resolutions))
    return Reading(document, statements, {"model": "en-1"}, (), tuple(framing))


def _who(line: Line) -> Resolution:
    members = tuple(_named(name, line) for name in line.members)
    one = _named(line.speaker, line)
    return Resolution(line.speaker, "group", members=members) if members else one


def _named(name: str, line: Line) -> Resolution:
    entity = f"local:{name.rsplit(maxsplit=1)[-1].lower()}" if line.entity else None
    return Resolution(name, "name", entity, "person", line.country, score=0.9)
