"""Markdown to Document: the text is the file as it is, so that offsets fit it; the block structure is CommonMark's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.document import Block, BlockKind, Document, Span
from onrecord.ingest.anatomy import block_kinds
from onrecord.ingest.assembly import Known, assemble, checked_text
from onrecord.ingest.bylines import names
from onrecord.ingest.text import plain
from onrecord.options import ReadOptions

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
#: Front matter key → field of the Document.
_FIELDS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "author": "authors",
    "authors": "authors",
    "url": "url",
    "outlet": "outlet",
}
#: Marks of Markdown that stand before and behind the words of a block.
_BEFORE = re.compile(r"(?:[ \t]*(?:>|#{1,6}(?=[ \t])|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_BEHIND = re.compile(r"[ \t]+#+[ \t]*$|\n[ \t]*(?:=+|-+)[ \t]*$")
#: A block that is emphasised as a whole.
_WRAPPED = re.compile(r"([*_]{1,3})([^*_]+)\1")
#: Brackets within brackets would be looked through again and again.
_EMPHASIS = re.compile(r"[*_]{1,3}|\[([^\[\]]*)\]\([^()]*\)")


def document_from_markdown(text: str, options: ReadOptions = ReadOptions(), known: Known | None = None) -> Document:
    """Read a Markdown article. Front matter is read for what it says and is in no block.

    >>> document = document_from_markdown("# Quay closes\\n\\nIt closed on Monday.\\n\\n> “Nobody asked us.”\\n")
    >>> [(block.kind, block.span.of(document.text)) for block in document.blocks][0]
    ('headline', 'Quay closes')
    """
    known = known or Known("markdown")
    text = checked_text(plain(text), known.name)
    front = _FRONT_MATTER.match(text)
    if front is not None:
        known = _with_front_matter(known, front.group(1))
    begin = front.end() if front is not None else 0
    found = list(_parts(text, begin))
    shown = [_EMPHASIS.sub(lambda mark: mark.group(1) or "", span.of(text)) for span, _ in found]
    kinds = block_kinds(shown, [kind for _, kind in found])
    blocks = [Block(kind, span) for kind, (span, _) in zip(kinds, found, strict=True)]
    return assemble(text, blocks, known, options)


def _with_front_matter(known: Known, front: str) -> Known:
    found: dict[str, str | tuple[str, ...]] = {}
    for key, written in _FIELD.findall(front):
        name = _FIELDS.get(key.lower())
        value = written.strip("\"'[] ")
        if name is not None and value:
            found[name] = names(value) if name == "authors" else value
    unsaid: dict[str, Any] = {key: value for key, value in found.items() if not getattr(known, key)}
    return replace(known, **unsaid)


def _parts(text: str, begin: int) -> Iterator[tuple[Span, BlockKind | None]]:
    """The leaf blocks, each with the kind that its mark-up says. HTML and fenced code are in none."""
    from markdown_it import MarkdownIt

    source = text[begin:].replace("\0", " ")
    starts = [begin, *(begin + match.end() for match in re.finditer("\r\n?|\n", source)), len(text)]
    around: list[str] = []
    for token in MarkdownIt("commonmark").disable("inline").parse(source):
        if token.nesting == 1:
            around.append(token.tag)
        elif token.nesting == -1:
            around.pop()
        elif token.map is not None and token.type in ("inline", "code_block"):
            span = _visible(text, starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)])
            if span.start < span.end:
                yield span, _kind(around)


def _kind(around: Sequence[str]) -> BlockKind | None:
    if around and around[-1].startswith("h"):
        return "headline" if around[-1] == "h1" else "subhead"
    if "blockquote" in around:
        return "quote"
    return "list" if "li" in around else None


def _visible(text: str, start: int, end: int) -> Span:
    """The span of a block's words: without the marks and the white space around them."""
    before = _BEFORE.match(text, start, end)
    start = before.end() if before is not None else start
    body = text[start:end].rstrip()
    behind = _BEHIND.search(body[-300:])
    if behind is not None:
        body = body[: len(body) - len(behind.group())].rstrip()
    wrapped = _WRAPPED.fullmatch(body)
    if wrapped is not None:
        start, body = start + wrapped.start(2), wrapped[2].rstrip()
    return Span(start + len(body) - len(body.lstrip()), start + len(body))
