"""HTML: one page that needs nothing else, to read, print and pass on.

The page runs no script and loads nothing, and says so to the browser (Content Security Policy).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.document import Document
from onrecord.export.framings import CONDITIONS, SWITCH_ON, framings, marks
from onrecord.export.listing import NAME_LIMIT, UNCERTAIN, dated, hints, people, separated, statements
from onrecord.export.markup import Place, body, escaped
from onrecord.export.nesting import outline
from onrecord.export.page import page_head
from onrecord.export.sources import counted
from onrecord.export.words import shorten
from onrecord.statement import Reading

_STYLE = Path(__file__).with_name("html.css")
_LANGUAGE = re.compile(r"(?!und)[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WEB = re.compile(r"https?://", re.IGNORECASE)

_LEGEND = """\
<p class="legend"><span class="source">Source</span> who is credited &#183; <span class="cue">cue</span> the words that
credit &#183; <span class="content">content</span> what is credited &#183; <span class="content"><span
class="content d1">double line</span></span> a statement within a statement{conditions}{signs}</p>
{switch}"""
_SIGNS = f" &#183; {UNCERTAIN} uncertain name"


class _Section(NamedTuple):
    """What the page keeps of an article while it waits for the others."""

    prefix: str
    title: str
    facts: str
    found: int
    resolved: bool
    conditions: bool
    framed: bool
    html: str
    provenance: str


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one page; with several articles, they are its sections under a table of contents.

    The contents stand first, so nothing is yielded before the last article is read.
    """
    iterator = iter(readings)
    first, second = next(iterator, None), next(iterator, None)
    if first is None:
        sections: list[_Section] = []
    elif second is None:
        sections = [_section(first, 1, 1)]
    else:
        sections = [_section(first, 1, 2), _section(second, 2, 2)]
        sections += (_section(reading, number, 2) for number, reading in enumerate(iterator, 3))
    yield _head(sections)
    for section in sections:
        yield section.html
    yield f"</main>\n{_foot(sections)}</body>\n</html>\n"


def _head(sections: Sequence[_Section]) -> str:
    title = sections[0].title if len(sections) == 1 else f"{len(sections)} articles"
    contents = _contents(sections) if len(sections) != 1 else ""
    legend = _LEGEND.format(
        conditions=CONDITIONS if any(section.conditions for section in sections) else "",
        signs=_SIGNS if any(section.resolved for section in sections) else "",
        switch=SWITCH_ON if any(section.framed for section in sections) else "",
    )
    style = _STYLE.read_text(encoding="utf-8") + _target_rules(sections)
    return f"""{page_head(escaped(title), style)}<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="page">
<p class="brand">On record</p>
{legend}</header>
{contents}<main id="main">
"""


def _target_rules(sections: Iterable[_Section]) -> str:
    """Let the parts of a statement stand out while its number is the target of a link."""
    names = [f"{section.prefix}-{number}" for section in sections for number in range(1, section.found + 1)]
    entries = [name.replace("-", "-e") for name in names]
    rules = (f":root:has(#{name}:target,#{entry}:target) .{name}" for name, entry in zip(names, entries, strict=True))
    return ",\n".join(rules) + " { background: var(--target); color: var(--ink) }\n" if names else ""


def _contents(sections: Sequence[_Section]) -> str:
    items = "".join(
        f'<li><a href="#{section.prefix}" dir="auto">{escaped(section.title)}</a> '
        f"<small>{separated(section.facts, counted(section.found))}</small></li>\n"
        for section in sections
    )
    heading = f'<h1 id="contents">{len(sections)} articles</h1>'
    return f'<nav class="contents" aria-labelledby="contents">\n{heading}\n<ol>\n{items}</ol>\n</nav>\n'


def _section(reading: Reading, number: int, level: int) -> _Section:
    document, prefix = reading.document, f"a{number}"
    entries = outline(reading.statements)
    language = f' lang="{document.language}"' if _LANGUAGE.fullmatch(document.language) else ""
    warnings = "".join(f'<p class="warning"><b>Note:</b> {escaped(text)}</p>\n' for text in document.warnings)
    facts = _facts(document)
    who = people(entries, prefix, level + 1)
    marked = marks(reading, entries)
    text = body(document, entries, Place(prefix, level, hints(entries, document.text)), who, marked)
    html = f"""<section class="reading" id="{prefix}" aria-labelledby="{prefix}-title">
<article{language}>
{f'<p class="facts">{facts}</p>' if facts else ""}
{warnings}{text}{_links(document, prefix, level + 1)}{framings(reading, entries, prefix, level + 1)}</article>
<section class="statements" aria-labelledby="{prefix}-list">
<h{level + 1} id="{prefix}-list">Statements <small>{len(entries)}</small></h{level + 1}>
{statements(entries, document.text, prefix)}</section>
</section>
"""
    return _Section(
        prefix,
        _title(document),
        separated(escaped(document.outlet), dated(document.published or "")),
        len(entries),
        resolved=bool(who),
        conditions=any(mark.role == "condition" for _, mark in marked),
        framed=bool(reading.framing),
        html=html,
        provenance=_provenance(reading),
    )


def _title(document: Document) -> str:
    headline = next((block.span.of(document.text) for block in document.blocks if block.kind == "headline"), None)
    return (headline or document.title or "Untitled article").strip()


def _facts(document: Document) -> str:
    """Return outlet, date, authors and address, each only where known; the by-line goes before the authors."""
    byline = any(block.kind == "byline" for block in document.blocks)
    authors = "" if byline else escaped(", ".join(document.authors))
    return separated(escaped(document.outlet), dated(document.published or ""), authors, _address(document.url))


def _address(url: str | None) -> str:
    """Return a link where the address is one of the web, else its text: other schemes can run things."""
    if not url or not _WEB.match(url):
        return escaped(url)
    shown = shorten(_WEB.sub("", url), NAME_LIMIT)
    return f'<a href="{escaped(url)}" rel="noopener noreferrer">{escaped(shown)}</a>'


def _links(document: Document, prefix: str, level: int) -> str:
    if not document.links:
        return ""
    items = "".join(
        f'<li dir="auto">{separated(escaped(link.span.of(document.text)), _address(link.url))}</li>\n'
        for link in document.links
    )
    heading = f'<h{level} id="{prefix}-links">Links in this article</h{level}>'
    return f'<section class="links" aria-labelledby="{prefix}-links">\n{heading}\n<ul>\n{items}</ul>\n</section>\n'


def _provenance(reading: Reading) -> str:
    """Return which model and options found the statements, in one line."""
    known = reading.provenance
    options = known.get("options") or {}
    chosen = (
        ", ".join(f"{key} {value}" for key, value in options.items()) if isinstance(options, dict) else str(options)
    )
    version = f"onrecord {known['onrecord']}" if known.get("onrecord") else ""
    model = f"model {known['model']}" if known.get("model") else ""
    return separated(escaped(version), escaped(model), escaped(chosen))


def _foot(sections: Sequence[_Section]) -> str:
    provenance = dict.fromkeys(section.provenance for section in sections if section.provenance)
    lines = "".join(f"<p>{line}</p>\n" for line in provenance)
    return (
        '<footer class="page">\n'
        "<p>This page shows who is on record for which words. It does not say that they are true.</p>\n"
        f"{lines}</footer>\n"
    )
