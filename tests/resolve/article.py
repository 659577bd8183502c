"""Invented articles with their statements marked by hand: what the tests of resolved sources are written in.

``[…]`` marks a source, ``{…}`` a content. Of those at one depth the first content belongs to the first source, and so
on; a source inside a content is a statement of that statement's. The word behind a source is its cue, else the one in
front of it. A source without a content has the rest of its sentence.

>>> article("[Mara Quell] said {that [Jonas Brandt] knew}.").attributions[1].parent
0
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pytest

from onrecord.document import Document, Span
from onrecord.entity import Mentioned
from onrecord.ingest import document_from_text
from onrecord.options import ReadOptions
from onrecord.resolve import Registry, read_actors, resolve
from onrecord.resolve.cast.cast import Cast, Figure
from onrecord.resolve.names.mentions import page_of
from onrecord.statement import Attribution, Resolution

ACTORS = Path(__file__).parents[2] / "examples" / "invented" / "actors.csv"
#: Put before what is tested, so that no headline is made of it.
HEADLINE = "Talks on the harbour go on\n\n"


@dataclass(frozen=True, slots=True)
class Marked:
    """A document and the statements that were marked in it."""

    document: Document
    attributions: tuple[Attribution, ...]


@dataclass(slots=True)
class _Open:
    """A content that is being read: where it began, and what stands in it."""

    start: int
    sources: list[Span]
    contents: list[tuple[Span, _Open]]


@lru_cache(maxsize=1)
def own_registry() -> Registry:
    """The shipped registry with the invented world of the examples."""
    return Registry.shipped().with_actors(read_actors(ACTORS))


def article(text: str, options: ReadOptions = ReadOptions()) -> Marked:
    """A marked article, with its headline if it has none of its own."""
    if "\n\n" not in text:
        text = HEADLINE + text
    plain: list[str] = []
    depths = [_Open(0, [], [])]
    source = length = 0
    for piece in re.split(r"([\[\]{}])", text):
        match piece:
            case "[":
                source = length
            case "]":
                depths[-1].sources.append(Span(source, length))
            case "{":
                depths.append(_Open(length, [], []))
            case "}":
                closed = depths.pop()
                depths[-1].contents.append((Span(closed.start, length), closed))
            case _:
                plain.append(piece)
                length += len(piece)
    whole = "".join(plain)
    found: list[Attribution] = []
    _collect(whole, depths[0], None, found)
    order = sorted(range(len(found)), key=lambda i: found[i].source[0].start)
    places = {old: new for new, old in enumerate(order)}
    sorted_ = tuple(
        replace(found[old], parent=places[parent] if (parent := found[old].parent) is not None else None)
        for old in order
    )
    return Marked(document_from_text(whole, options), sorted_)


def _collect(text: str, opened: _Open, parent: int | None, found: list[Attribution]) -> None:
    for at, source in enumerate(opened.sources):
        inner = opened.contents[at] if at < len(opened.contents) else None
        cue = _cue(text, source)
        content = inner[0] if inner else _rest(text, cue[0].end if cue else source.end)
        spans = (content,) if content.start < content.end else ()
        quoted = text[content.start - 1 : content.start] in ("“", "‘", '"') if spans else False
        found.append(Attribution((source,), cue, spans, "direct" if quoted else "indirect", parent=parent))
        if inner:
            _collect(text, inner[1], len(found) - 1, found)


def _cue(text: str, source: Span) -> tuple[Span, ...]:
    behind = re.compile(r",? ([a-z]+)").match(text, source.end)
    if behind:
        return (Span(*behind.span(1)),)
    before = re.search(r"(\w+) $", text[: source.start])
    return (Span(*before.span(1)),) if before else ()


def _rest(text: str, start: int) -> Span:
    end = text.find(".", start)
    return Span(min(start + 1, len(text)), end if end > start else len(text))


def resolved(text: str, registry: Registry | None = None, **options: str) -> list[Resolution]:
    """The resolutions of a marked article's sources, in the order of the text."""
    return resolved_with_entities(text, registry, **options)[0]


def resolved_with_entities(
    text: str, registry: Registry | None = None, **options: str
) -> tuple[list[Resolution], tuple[Mentioned, ...]]:
    """Resolutions, checked, and who is in the article; without an encoder."""
    marked = article(text, ReadOptions(**options))  # type: ignore[arg-type]
    resolutions, entities = resolve(marked.document, None, marked.attributions, registry or own_registry())
    assert len(resolutions) == len(marked.attributions)
    for resolution in resolutions:
        check(marked.document.text, resolution)
    return list(resolutions), entities


def check(text: str, resolution: Resolution) -> None:
    """Evidence lies inside the text, in order; the chance is one; members are as good as the whole."""
    assert all(0 <= span.start < span.end <= len(text) for span in resolution.evidence)
    assert list(resolution.evidence) == sorted(set(resolution.evidence))
    assert 0 <= resolution.score <= 1
    assert resolution.name.strip()
    for member in resolution.members:
        check(text, member)


def last_name(text: str, registry: Registry | None = None, **options: str) -> str:
    """The name of the last marked source."""
    return resolved(text, registry, **options)[-1].name


def name_without_source(text: str, cue: str) -> str:
    """The name for one more statement of a marked article: a cue that no source tells, with the words behind it."""
    marked = article(text)
    start = marked.document.text.index(cue)
    end = start + len(cue)
    unsourced = Attribution((), (Span(start, end),), (Span(end + 1, end + 15),), "indirect")
    resolutions, _ = resolve(marked.document, None, (*marked.attributions, unsourced), own_registry())
    return resolutions[-1].name


def cast_of(text: str, registry: Registry | None = None) -> tuple[str, list[Figure]]:
    """The text of an article, and who is in it."""
    marked = article(text)
    cast = Cast(page_of(marked.document), registry or own_registry())
    return marked.document.text, cast.figures


def known_failure(reason: str) -> pytest.MarkDecorator:
    """What is not yet as it should be; the test fails as soon as it is."""
    return pytest.mark.xfail(strict=True, reason=reason)
