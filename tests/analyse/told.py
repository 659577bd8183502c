"""Tellings and readings of an invented strait, made from words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from onrecord.analyse.telling import Speaker, Telling
from onrecord.document import Block, Document, Span
from onrecord.statement import Attribution, Reading, Resolution, statement_id, statements_of

MINISTER = Speaker("Lena Oskar", "P1", "person", "Veldland", "Foreign Minister")
RIVAL = Speaker("Aro Tamm", "P2", "person", "Veldland", "Leader of the opposition")
STATE = Speaker("Veldland", "C1", "country", "Veldland")
_QUOTED = re.compile("[“‘](.*?)[”’](?![^\\W_])")
_numbers = count()


def telling(  # the defaults are what a test does not care about
    content: str, speaker: Speaker = MINISTER, outlet: str = "Coastwire", published: str = "2031-03-05", **more: object
) -> Telling:
    """A telling in an article of its own; what stands in curled quotation marks is quoted."""
    quoted = tuple(Span(*found.span(1)) for found in _QUOTED.finditer(content))
    number = next(_numbers)
    values: dict[str, object] = {
        "statement": f"s{number}",
        "document": f"{outlet} {number}",
        "span": Span(0, len(content)),
        "quote_type": "direct" if quoted else "indirect",
        **more,
    }
    return Telling(content=content, quoted=quoted, speaker=speaker, outlet=outlet, published=published, **values)  # type: ignore[arg-type]


def reading(
    lines: Iterable[tuple[str, str, str]],
    outlet: str = "Coastwire",
    url: str | None = None,
    published: str = "2031-03-05",
) -> Reading:
    """A reading of an article with a paragraph a line: who, by which word, says what."""
    text, blocks, attributions, resolutions = "", [], [], []
    for who, cue, content in lines:
        start = len(text)
        text += f"{who} {cue} {content}"
        blocks.append(Block("paragraph", Span(start, len(text))))
        source, verb = Span(start, start + len(who)), Span(start + len(who) + 1, start + len(who) + 1 + len(cue))
        said = Span(verb.end + 1, len(text))
        quoted = _QUOTED.fullmatch(content) is not None
        attributions.append(Attribution((source,), (verb,), (said,), "direct" if quoted else "indirect"))
        resolutions.append(Resolution(who, "name", f"local:{who}", "person"))
        text += "\n\n"
    document = Document(text, tuple(blocks), title="The bridge", outlet=outlet, url=url, published=published)
    assert len({statement_id(document.id, one) for one in attributions}) == len(attributions)
    return Reading(document, statements_of(document, tuple(attributions), tuple(resolutions)))
