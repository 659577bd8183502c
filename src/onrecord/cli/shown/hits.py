"""What a search found, as a list for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.export.console import paper
from onrecord.export.words import days_told, one_line, shorten

if TYPE_CHECKING:
    from onrecord.codes import Coding
    from onrecord.store import Hit, Page, StoredDocument

_LONGEST, _LONGEST_NAME = 400, 120


def as_list(page: Page, originals: Mapping[int, StoredDocument], width: int, color: bool) -> str:
    """Return a page of hits as a list, a paragraph each; it says what a document is a copy of."""
    console, buffer = paper(width, color)
    for hit in page.hits:
        for line in _lines(hit, originals.get(hit.found.document.key)):
            console.print(line)
        console.print()
    console.print(Text(_place(page), "dim"))
    return buffer.getvalue()


def _place(page: Page) -> str:
    """Say which hits of how many these are."""
    if not page.hits:
        return f"nothing on page {page.number}" if page.number > 1 else "nothing was found"
    first = (page.number - 1) * page.size + 1
    return f"{first}–{first + len(page.hits) - 1} of {'more than ' if page.more else ''}{page.total:,}"


def _lines(hit: Hit, original: StoredDocument | None) -> Iterator[Text]:
    found, document = hit.found, hit.found.document
    resolution = found.statement.resolution
    name = resolution.name if resolution else found.source or "source unknown"
    head = Text(shorten(one_line(name), _LONGEST_NAME), "bold cyan")
    facts = (resolution.role if resolution else None, days_told(found.said_from, found.said_until), document.outlet)
    head.append("".join(f" · {shorten(one_line(fact), _LONGEST_NAME)}" for fact in facts if fact), "not bold dim")
    yield head
    yield Text("  ").append_text(_marked(hit))
    for coding in found.statement.codings:
        yield Text(f"  {one_line(_coded(coding))}", "magenta")
    where = document.url or document.title or ""
    yield Text(f"  {document.key}:{found.statement.id}  {shorten(one_line(where), _LONGEST_NAME)}".rstrip(), "dim")
    if original is not None:
        yield Text(f"  copy of {named(original)}", "dim")


def named(document: StoredDocument) -> str:
    """Return a document's key and by what people know it.

    >>> from onrecord.store import StoredDocument
    >>> named(StoredDocument(7, "", "", None, "Coastwire", None, None, "en", None, None, ""))
    '7 (Coastwire)'
    """
    known = document.outlet or document.title or document.url
    return f"{document.key} ({shorten(one_line(known), _LONGEST_NAME)})" if known else str(document.key)


def _marked(hit: Hit) -> Text:
    """The snippet with its marks; a short one on one line, so that nothing in it moves the terminal."""
    text, end = Text(), 0
    whole = hit.snippet.text
    for begin, stop in hit.snippet.marks:
        text.append(_plain(whole[end:begin])).append(_plain(whole[begin:stop]), "bold yellow")
        end = stop
    rest = _plain(whole[end:])
    return text.append(rest if hit.snippet.marks else shorten(rest.strip(), _LONGEST))


def _plain(piece: str) -> str:
    """One line of a piece that keeps the space before and behind it."""
    before, after = piece[:1].isspace(), piece[-1:].isspace()
    inner = one_line(piece)
    return f"{' ' if before else ''}{inner}{' ' if after and inner else ''}"


def _coded(coding: Coding) -> str:
    facts: list[str] = [coding.act.value]
    if coding.recipients:
        facts.append("→ " + ", ".join(who.name for who in coding.recipients))
    if coding.issue is not None:
        facts.append(f"on {coding.issue.label}: {coding.stance.value}")
    if coding.conditions:
        facts.append(", ".join(what.type for what in coding.conditions))
    return " · ".join(facts)
