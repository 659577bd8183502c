"""brat standoff annotation, with the names that PolNeAR uses.

Each statement is an event, ``Attribution`` or ``Attribution-no-source``, whose trigger is the cue (the content where
there is no cue). brat forbids a span to cross a line break, so spans are split there. What brat has no line for
(id, type, negation, parent, method, score) stands in the event's annotator note. Who the source is stands in a note of
the source's span, of the event where no words name it. It is no normalisation: those need a database that brat knows,
and most ids are of no such database.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from onrecord.document import Span
from onrecord.errors import OptionError
from onrecord.export.sources import one_by_one
from onrecord.export.words import one_line, writable
from onrecord.statement import Reading, Resolution, Statement

_PIECE = re.compile(r"[^\s](?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*[^\s])?")

#: What brat needs beside the annotations to show them.
CONFIGURATION = """\
[entities]
Source
Cue
Content

[relations]

[events]
Attribution\tSource*:Source, Cue*:Cue, Content*:Content
Attribution-no-source\tCue*:Cue, Content*:Content

[attributes]
"""


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the ``.ann`` of one article.

    Raises
    ------
    OptionError
        If there is a second article: its offsets would count in another text.
    """
    for number, reading in enumerate(readings):
        if number:
            raise OptionError("brat holds one article a file, and there are several. Add --output FOLDER")
        yield standoff(reading)


def text(reading: Reading) -> str:
    """Return the ``.txt`` that the offsets count in; characters that no file can hold are replaced one for one."""
    return writable(reading.document.text)


def standoff(reading: Reading) -> str:
    """Return the ``.ann`` of one article."""
    lines: list[str] = []
    events = {statement.id: f"E{number}" for number, statement in enumerate(reading.statements, 1)}
    marks, notes = 0, len(reading.statements)
    for number, statement in enumerate(reading.statements, 1):
        attribution = statement.attribution
        parts = {"Source": attribution.source, "Cue": attribution.cue, "Content": attribution.content}
        pieces = {role: unbroken(spans, reading.document.text) for role, spans in parts.items()}
        name = "Attribution" if pieces["Source"] else "Attribution-no-source"
        pieces[name] = pieces["Cue"] or pieces["Content"] or pieces["Source"]
        keys: dict[str, str] = {}
        for role, spans in pieces.items():
            if spans:
                marks += 1
                keys[role] = f"T{marks}"
                lines.append(_mark(keys[role], role, spans, reading.document.text))
        if keys:
            roles = " ".join(f"{role}:{keys[role]}" for role in (name, "Content", "Cue", "Source") if role in keys)
            lines += [f"E{number}\t{roles}", f"#{number}\tAnnotatorNotes E{number}\t{_note(statement, events)}"]
        if keys and statement.resolution is not None:
            notes += 1
            target = keys.get("Source", f"E{number}")
            lines.append(f"#{notes}\tAnnotatorNotes {target}\t{_who(statement.resolution)}")
    return "".join(f"{line}\n" for line in lines)


def unbroken(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Split spans at line breaks and trim the white space around the pieces.

    >>> unbroken([Span(0, 9)], "one\\n\\n two")
    (Span(start=0, end=3), Span(start=6, end=9))
    """
    return tuple(Span(*match.span()) for span in spans for match in _PIECE.finditer(text, span.start, span.end))


def _mark(key: str, role: str, spans: tuple[Span, ...], text: str) -> str:
    offsets = ";".join(f"{span.start} {span.end}" for span in spans)
    return f"{key}\t{role} {offsets}\t{writable(' '.join(span.of(text) for span in spans))}"


def _note(statement: Statement, events: dict[str, str]) -> str:
    attribution = statement.attribution
    facts = [f"id={statement.id}", f"quote_type={attribution.quote_type}", f"method={attribution.method}"]
    facts += [f"score={attribution.score:.4g}"]
    if attribution.negated:
        facts.append("negated=true")
    if statement.parent in events:
        facts.append(f"parent={events[statement.parent]}")
    return " ".join(facts)


def _who(resolution: Resolution) -> str:
    """Return the facts on each of the sources, texts between quotation marks as in JSON."""
    return " | ".join(_one(one) for one in one_by_one(resolution))


def _one(resolution: Resolution) -> str:
    texts = {"entity": resolution.entity, "name": resolution.name}
    texts |= {"country": resolution.country, "role": resolution.role}
    facts = [f"{key}={json.dumps(one_line(text), ensure_ascii=False)}" for key, text in texts.items() if text]
    if resolution.type:
        facts.append(f"type={resolution.type}")
    return " ".join((*facts, f"method={resolution.method}", f"score={resolution.score:.4g}"))
