"""Conditions and framing in the article as HTML; framing can be switched on and off, without a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.codes import Framing
from onrecord.document import Span
from onrecord.export.markup import Mark, escaped
from onrecord.export.nesting import Entry
from onrecord.export.words import one_line, shorten
from onrecord.statement import Reading

#: Id of the switch, which the style asks for.
SWITCH = "framing"
CONDITIONS = ' &#183; <span class="condition">condition</span> what has to be so first, or within which bounds'
SWITCH_ON = f"""\
<p class="switch"><input type="checkbox" id="{SWITCH}"><label for="{SWITCH}">Mark framing: <span class="framing">words
that take sides, keep their distance or doubt</span></label></p>
"""
#: Longest words that the list shows whole.
_LIMIT = 120
_KINDS = {
    "scare_quote": "scare quote",
    "so_called": "so-called",
    "epithet": "loaded word",
    "doubt": "casts doubt",
    "endorse": "takes as true",
}


def marks(reading: Reading, entries: Iterable[Entry]) -> list[tuple[Span, Mark]]:
    """Return the conditions of the statements and the framing, to be marked in the text."""
    found = [
        (condition.span, Mark(entry.number, "condition", note=f"condition: {condition.type.replace('_', ' ')}"))
        for entry in entries
        for coding in entry.statement.codings
        for condition in coding.conditions
    ]
    voices = _voices(reading.framing, entries)
    found += [
        (framing.span, Mark(number, "framing", note=f"{_KINDS[framing.kind]}, {voice}"))
        for number, (framing, voice) in enumerate(zip(reading.framing, voices, strict=True))
    ]
    return found


def framings(reading: Reading, entries: Sequence[Entry], prefix: str, level: int) -> str:
    """Return the framing as a list, which is shown with the marks; nothing where there is none."""
    if not reading.framing:
        return ""
    words = (shorten(one_line(framing.span.of(reading.document.text)), _LIMIT) for framing in reading.framing)
    items = "".join(
        f'<li><b dir="auto">{escaped(word)}</b> <span class="small">{_KINDS[framing.kind]}, {voice}</span></li>\n'
        for framing, word, voice in zip(reading.framing, words, _voices(reading.framing, entries), strict=True)
    )
    heading = f'<h{level} id="{prefix}-framing">Framing</h{level}>'
    return f'<section class="framings" aria-labelledby="{prefix}-framing">\n{heading}\n<ul>\n{items}</ul>\n</section>\n'


def _voices(framings: Iterable[Framing], entries: Iterable[Entry]) -> list[str]:
    """Return whose words each framing is."""
    numbers = {entry.statement.id: entry.number for entry in entries}
    voices: list[str] = []
    for framing in framings:
        number = numbers.get(framing.statement or "")
        source = f"words of the source of statement {number}" if number else "words of a source"
        voices.append("the article’s own words" if framing.voice == "article" else source)
    return voices
