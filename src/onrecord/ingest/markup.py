"""What the tags of a page say: hints before boilerplate is removed, and the parts of the main text after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from onrecord.document import BlockKind
from onrecord.ingest.bylines import is_bare_byline, is_byline
from onrecord.ingest.typography import is_teaser

#: Tags that only dress up characters: they are taken off, their text stays.
_INLINE = (
    "b",
    "strong",
    "i",
    "em",
    "u",
    "span",
    "font",
    "small",
    "mark",
    "abbr",
    "cite",
    "q",
    "s",
    "wbr",
    "time",
    "label",
)
_BOXES = "self::aside or self::div or self::section or self::p or self::ul or self::nav"
_RELATED = re.compile(r"(?i)(?:^|[\s_-])(?:related|read-?(?:more|also|next)|see-?also|teaser|recommended)(?:$|[\s_-])")
_DECK = re.compile(r"(?i)(?:^|[\s_-])(?:deck|standfirst|sub-?title|sub-?head(?:line)?|dek|strapline)(?:$|[\s_-])")
_BYLINE = re.compile(r"(?i)(?:^|[\s_-])(?:by-?line|authors?)(?:$|[\s_-])")
#: Longest text of a teaser, caption or byline that is looked for by its tag.
_SHORT = 300
#: More parts than this stay in the order in which they were found.
_MOST_PARTS = 2_000
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_HEADING: dict[str, BlockKind] = {"h1": "headline"}
_BLOCK_KINDS: dict[str, BlockKind | None] = {"quote": "quote", "item": "list", "p": None, "row": None, "cell": None}
_CONTAINERS = frozenset(("list", "table", "div", "body", "main", "article", "code", "head", *_BLOCK_KINDS))


@dataclass(slots=True)
class Hints:
    """Kind and address of a part, looked up by its words."""

    kinds: dict[str, BlockKind] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)


def words_of(text: str) -> str:
    """The letters and digits of a text: two texts with the same words are the same part."""
    return "".join(character for character in text.casefold() if character.isalnum())


def prepare(page: Any, base: str | None) -> Hints:
    """Turn captions, teasers, decks and bylines into plain paragraphs, so that they survive; remember what they were.

    Changes ``page``.
    """
    from lxml import etree  # type: ignore[import-untyped]

    hints = Hints()
    etree.strip_tags(page, *_INLINE, etree.Comment, etree.ProcessingInstruction)
    roots = page.xpath("//article[not(ancestor::article)]") or page.xpath("//main") or page.xpath("//body")
    if roots:
        _move_header(page, roots[0])
    for root in roots:
        _split_paragraphs(root)
        for caption in root.xpath(".//figcaption"):
            _as_paragraph(caption, "caption", hints, outside="figure")
        for box in root.xpath(f".//*[{_BOXES}]"):
            if box.getparent() is not None and box is not root:
                _mark_box(box, hints, base)
        _unwrap_links(root)
    return hints


def _move_header(page: Any, root: Any) -> None:
    """Put the headline's header into the article: headline, deck and byline belong there.

    As a ``div``, for extraction drops what stands in a ``header``.
    """
    for header in page.xpath("//header[.//h1][not(ancestor::article)][not(.//article)][not(.//nav)]"):
        if header is root or len(_text(header)) > 2 * _SHORT:
            continue
        header.tag = "div"
        if not any(ancestor is root for ancestor in header.iterancestors()):
            tail, root.text = root.text, None
            root.insert(0, header)
            header.tail = tail


def _split_paragraphs(root: Any) -> None:
    """Two line breaks in a row part paragraphs, whatever the tags say."""
    from lxml import etree

    for paragraph in root.xpath(".//p[br/following-sibling::*[1][self::br]]"):
        current, pending = paragraph, None
        for child in list(paragraph):
            if child.tag == "br" and pending is not None:
                pending.getparent().remove(pending)
                following = etree.Element("p")
                following.text, child.tail = child.tail, None
                child.getparent().remove(child)
                current.addnext(following)
                following.tail, current.tail = current.tail, None
                current, pending = following, None
                continue
            if current is not paragraph:
                current.append(child)
            pending = child if child.tag == "br" and not (child.tail or "").strip() else None


def _unwrap_links(root: Any) -> None:
    """Take links in running text off their words: extraction can lose the space beside a link.

    Blocks that are mostly link stay as they are: that they are links tells boilerplate.
    """
    for block in root.xpath(".//p | .//li | .//blockquote"):
        links = block.xpath(".//a")
        if links and 2 * sum(len(_text(link)) for link in links) < len(_text(block)):
            for link in links:
                link.drop_tag()


def _mark_box(box: Any, hints: Hints, base: str | None) -> None:
    text = _text(box)
    if not 0 < len(text) <= _SHORT or words_of(text) in hints.kinds:
        return
    label = f"{box.get('class', '')} {box.get('id', '')}"
    links = box.xpath(".//a[@href]")
    if links and (is_teaser(text) or (len(links) == 1 and _RELATED.search(label))):
        address = links[0].get("href").strip()
        if not address.lower().startswith(("javascript:", "data:", "#")):
            hints.urls[words_of(text)] = _joined(base, address)
        _as_paragraph(box, "teaser", hints)
    elif _DECK.search(label) and not box.xpath(".//h1"):
        _as_paragraph(box, "deck", hints)
    elif _BYLINE.search(label) and (is_byline(text) or is_bare_byline(text)):
        _as_paragraph(box, "byline", hints)


def _joined(base: str | None, address: str) -> str:
    """Return an address as seen from the page; one that is none stays as it is written there."""
    try:
        return urljoin(base or "", address)
    except ValueError:
        return address


def _as_paragraph(element: Any, kind: BlockKind, hints: Hints, outside: str | None = None) -> None:
    """Replace an element by a paragraph with its text and nothing else; ``outside`` names a parent to leave."""
    from lxml import etree

    text = _text(element)
    place = element
    if outside is not None:
        place = next((parent for parent in element.iterancestors(outside)), element)
    if not text:
        return
    hints.kinds[words_of(text)] = kind
    paragraph = etree.Element("p")
    paragraph.text = text
    if place is element:
        paragraph.tail = element.tail
        element.getparent().replace(element, paragraph)
    else:
        paragraph.tail, place.tail = place.tail, None
        place.addnext(paragraph)
        element.drop_tree()


def _text(element: Any) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def parts(body: Any) -> Iterator[tuple[str, BlockKind | None]]:
    """The parts of an extracted main text in order, each with the kind that its tag says.

    Two line breaks in a row part paragraphs; one stays a line end.
    """
    for text, kind in _walk(body):
        for piece in re.split(r"\n[ ]*\n\s*", text):
            lines = (_SPACE.sub(" ", line).strip() for line in piece.split("\n"))
            visible = "\n".join(line for line in lines if line)
            if visible:
                yield visible, kind


def in_page_order(found: list[tuple[str, BlockKind | None]], page_text: str) -> list[tuple[str, BlockKind | None]]:
    """Put the parts into the order of the page: extraction appends what it finds outside the main text."""
    if len(found) > _MOST_PARTS:
        return found
    words = words_of(page_text)
    cursor = 0
    places: list[int] = []
    for text, _ in found:
        wanted = words_of(text[:_SHORT])
        place = words.find(wanted, cursor)
        if place < 0:
            place = words.find(wanted)
        if place >= 0:
            cursor = place + len(wanted)
        places.append(place if place >= 0 else cursor)
    order = sorted(range(len(found)), key=places.__getitem__)
    return [found[at] for at in order]


def _walk(body: Any) -> Iterator[tuple[str, BlockKind | None]]:
    """Depth first without recursion: pages nest deeper than Python's stack."""
    buffer: list[str] = []
    stack: list[tuple[Any, BlockKind | None, bool]] = [(body, None, False)]
    while stack:
        element, kind, leaving = stack.pop()
        if leaving:
            is_block, outer = element
            if is_block:
                yield "".join(buffer), kind
                buffer.clear()
            if outer[0]:
                buffer.append(outer[0])
            continue
        is_block = element.tag in _CONTAINERS
        own = _own_kind(element, kind) if is_block else kind
        if is_block and buffer:
            yield "".join(buffer), kind
            buffer.clear()
        buffer.append("\n" if element.tag == "lb" else _flat(element.text))
        stack.append(((is_block, (_flat(element.tail),)), own, True))
        stack.extend((child, own, False) for child in reversed(element))
    if buffer:
        yield "".join(buffer), None


def _own_kind(element: Any, outer: BlockKind | None) -> BlockKind | None:
    if element.tag == "head":
        return _HEADING.get(element.get("rend", ""), "subhead")
    return _BLOCK_KINDS.get(element.tag) or outer


def _flat(text: str | None) -> str:
    return _SPACE.sub(" ", text) if text else ""
