"""The article as HTML: its blocks, with sources, cues, contents, conditions and framing marked.

No markup of the article itself ever gets here: a document is text, and every character of it is escaped.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from onrecord.document import Block, Document, Span
from onrecord.export.highlight import segments
from onrecord.export.nesting import Entry
from onrecord.export.words import REPLACEMENT

Role = Literal["source", "cue", "content", "condition", "framing"]
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
#: What may stand between the headline and the text.
_HEAD = frozenset({"headline", "deck", "byline", "dateline"})
_LINES = re.compile(r"[^\n]+(?:\n[^\n]+)*")
#: Nested contents are underlined once more for every step, up to this many steps.
_DEEPEST_LINE = 3


class Mark(NamedTuple):
    """What a character can be part of; ``number`` is that of the statement, of framing that of the framing.

    ``note`` says more where one points at it.
    """

    number: int
    role: Role
    depth: int = 0
    note: str = ""


class Place(NamedTuple):
    """Where in the page an article stands.

    Attributes
    ----------
    prefix : str
        Makes ids unique in the page: statement 3 is marked by ``id="{prefix}-3"`` and its list entry is expected at
        ``id="{prefix}-e3"``.
    level : int
        Level of the headline among the page's headings; subheads are one below.
    hints : mapping of int to str
        By the number of a statement, who its source is; shown where one points at it.
    anchors : mapping of int to str
        By the number of a statement, the id of its list entry, where that is another one.
    """

    prefix: str
    level: int
    hints: Mapping[int, str] = {}
    anchors: Mapping[int, str] = {}


def escaped(text: str | None) -> str:
    """Return the text as it can stand in HTML, in an attribute as well.

    >>> escaped('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(_CONTROL.sub(REPLACEMENT, text or ""))


def parts(document: Document) -> list[Block]:
    """Return the blocks, and a paragraph for every stretch of text that none of them holds."""
    found: list[Block] = []
    position = 0
    for block in sorted(document.blocks, key=lambda block: block.span):
        found += _paragraphs(document.text, Span(position, block.span.start))
        found.append(block)
        position = max(position, block.span.end)
    return [*found, *_paragraphs(document.text, Span(position, len(document.text)))]


def body(
    document: Document,
    entries: Sequence[Entry],
    place: Place,
    below_head: str = "",
    more: Sequence[tuple[Span, Mark]] = (),
) -> str:
    """Return the article's blocks as HTML.

    ``below_head``, which is HTML, comes between its head and its text; ``more`` is marked beside the statements.
    """
    blocks = parts(document)
    spans = _spans_of_blocks(blocks, [*_marks(entries, place.hints), *more])
    references = _references(blocks, entries)
    rendered = [
        (block.kind, _marked(document.text, block.span, spans[index], references[index], place))
        for index, block in enumerate(blocks)
    ]
    headline = next((index for index, block in enumerate(blocks) if block.kind == "headline"), None)
    title, text_starts = "", headline or 0
    if headline is None:
        words = escaped(document.title or "Untitled article")
        title = f'<h{place.level} id="{place.prefix}-title" dir="auto">{words}</h{place.level}>\n'
    while text_starts < len(blocks) and blocks[text_starts].kind in _HEAD:
        text_starts += 1
    head = _elements(rendered[:text_starts], place, "" if title else f' id="{place.prefix}-title"')
    return f"{title}{head}{below_head}{_elements(rendered[text_starts:], place)}"


def _elements(rendered: Iterable[tuple[str, str]], place: Place, title: str = "") -> str:
    """Wrap each block in its element; the first headline gets ``title``, its id."""
    pieces: list[str] = []
    for kind, group in groupby(rendered, key=lambda item: item[0]):
        texts = [text for _, text in group]
        if kind == "list":
            pieces.append(f"<ul>\n{''.join(f'<li {_FLOWS}>{text}</li>' for text in texts)}\n</ul>\n")
            continue
        for text in texts:
            if kind == "headline":
                pieces.append(f'<h{place.level}{title} dir="auto">{text}</h{place.level}>\n')
                title = ""
            else:
                pieces.append(_WRAPS[kind](text, place.level))
    return "".join(pieces)


_FLOWS = 'dir="auto"'
_WRAPS: dict[str, Callable[[str, int], str]] = {
    "deck": lambda text, level: f'<p class="deck" {_FLOWS}>{text}</p>\n',
    "byline": lambda text, level: f'<p class="byline" {_FLOWS}>{text}</p>\n',
    "dateline": lambda text, level: f'<p class="dateline" {_FLOWS}>{text}</p>\n',
    "caption": lambda text, level: f"<figure><figcaption {_FLOWS}>{text}</figcaption></figure>\n",
    "paragraph": lambda text, level: f"<p {_FLOWS}>{text}</p>\n",
    "subhead": lambda text, level: f"<h{level + 1} {_FLOWS}>{text}</h{level + 1}>\n",
    "quote": lambda text, level: f"<blockquote><p {_FLOWS}>{text}</p></blockquote>\n",
    "teaser": lambda text, level: f'<p class="teaser" {_FLOWS}>{text}</p>\n',
}


def _paragraphs(text: str, span: Span) -> list[Block]:
    matches = _LINES.finditer(text, span.start, span.end) if span.start < span.end else ()
    return [Block("paragraph", Span(*match.span())) for match in matches if match[0].strip()]


def _marks(entries: Iterable[Entry], hints: Mapping[int, str]) -> Iterator[tuple[Span, Mark]]:
    """Yield the parts of the statements."""
    for number, depth, statement in entries:
        attribution = statement.attribution
        marks = (
            (Mark(number, "content", depth), attribution.content),
            (Mark(number, "source", note=hints.get(number, "")), attribution.source),
            (Mark(number, "cue"), attribution.cue),
        )
        yield from ((span, mark) for mark, spans in marks for span in spans)


def _spans_of_blocks(blocks: Sequence[Block], marked: Iterable[tuple[Span, Mark]]) -> list[list[tuple[Span, Mark]]]:
    """Deal out the marked spans to the blocks they touch."""
    starts = [block.span.start for block in blocks]
    dealt: list[list[tuple[Span, Mark]]] = [[] for _ in blocks]
    for span, mark in marked:
        index = max(bisect_right(starts, span.start) - 1, 0)
        while index < len(blocks) and starts[index] < span.end:
            dealt[index].append((span, mark))
            index += 1
    return dealt


def _references(blocks: Sequence[Block], entries: Iterable[Entry]) -> list[dict[int, list[int]]]:
    """Find the place of every statement's number: after its cue, or after its content where there is no cue."""
    starts = [block.span.start for block in blocks]
    found: list[dict[int, list[int]]] = [{} for _ in blocks]
    for number, _, statement in entries:
        attribution = statement.attribution
        spans = [
            span for span in (*attribution.cue, *attribution.content, *attribution.source) if span.start < span.end
        ]
        for span in spans:
            index = max(bisect_right(starts, span.start) - 1, 0)
            if blocks and blocks[index].span.overlaps(span):
                found[index].setdefault(min(span.end, blocks[index].span.end), []).append(number)
                break
    return found


def _marked(
    text: str, span: Span, spans: Iterable[tuple[Span, Mark]], references: dict[int, list[int]], place: Place
) -> str:
    """Return one block's text with its marks; marks that go on over a cut stay one element."""
    opened: list[Mark] = []
    pieces: list[str] = []
    for start, end, marks in segments(span, spans):
        pieces.append(_close(opened, marks))
        pieces += (_reference(number, place) for number in references.get(start, ()) if start > span.start)
        for mark in marks[len(opened) :]:
            pieces.append(f"<span {_attributes(mark, place)}>")
            opened.append(mark)
        pieces.append(escaped(text[start:end]))
    pieces.append(_close(opened, ()))
    pieces += (_reference(number, place) for number in references.get(span.end, ()))
    return "".join(pieces)


def _close(opened: list[Mark], wanted: Sequence[Mark]) -> str:
    """Close what is open down to what stays open, and forget it."""
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
        same += 1
    closing = "</span>" * (len(opened) - same)
    del opened[same:]
    return closing


def _attributes(mark: Mark, place: Place) -> str:
    depth = f" d{min(mark.depth, _DEEPEST_LINE)}" if mark.role == "content" and mark.depth else ""
    owner = "" if mark.role == "framing" else f" {place.prefix}-{mark.number}"
    title = f' title="{escaped(mark.note)}"' if mark.note else ""
    return f'class="{mark.role}{depth}{owner}"{title}'


def _reference(number: int, place: Place) -> str:
    """Return the number that leads to the list and says who the source is, to the eye (``data-who``) and the ear."""
    hint = escaped(place.hints.get(number))
    anchor = escaped(place.anchors.get(number) or f"{place.prefix}-e{number}")
    name, shown = (f": {hint}", f' data-who="{hint}"') if hint else ("", "")
    return (
        f'<a class="reference" id="{place.prefix}-{number}" href="#{anchor}"{shown} '
        f'aria-label="Statement {number}{name}">{number}</a>'
    )
