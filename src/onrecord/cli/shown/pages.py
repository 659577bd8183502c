"""Compared utterances and changed articles as pages that need nothing else, to read, print and pass on.

A page runs no script and loads nothing, and says so to the browser (Content Security Policy).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.analyse.changes import Change, Changes
from onrecord.analyse.comparison import Carriage, Comparison, Version, carriages
from onrecord.analyse.telling import Telling
from onrecord.analyse.worddiff import Difference
from onrecord.document import Document
from onrecord.export.markup import escaped
from onrecord.export.page import page_head

_STYLE = Path(__file__).with_name("pages.css")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_LEGEND = """\
<p class="legend"><span class="kept">in quotation marks, as in the fullest wording</span> &#183;
<span class="altered">in quotation marks, other words</span> &#183;
<span class="more">in quotation marks, more</span> &#183; <span class="bracketed">in brackets</span> &#183;
<span class="retold">in the outlet’s own words</span></p>
"""
_FOOT = "<p>This page shows who is on record for which words. It does not say that they are true.</p>"


def comparison_page(found: Sequence[Comparison]) -> str:
    """Return a page of utterances in their versions, and of who carries whose words."""
    title = f"{len(found)} utterances compared" if len(found) != 1 else "One utterance compared"
    body = [f"<h1>{title}</h1>\n{_LEGEND}"]
    body += [_utterance(one, f"u{number}") for number, one in enumerate(found, 1)]
    body.append(_carriage(carriages(found)))
    return _page(title, "".join(body))


def changes_page(old: Document, new: Document, found: Changes) -> str:
    """Return a page of what changed in the statements from one version of an article to another."""
    title = next(
        (block.span.of(new.text) for block in new.blocks if block.kind == "headline"), new.title or "Untitled article"
    )
    facts = " · ".join(filter(None, (escaped(new.outlet), _address(new.url))))
    versions = " → ".join(_time(document.published) or "no date" for document in (old, new))
    body = [
        f'<h1 dir="auto">{escaped(title.strip())}</h1>\n<p class="facts">{facts}</p>\n<p class="facts">{versions}</p>\n'
    ]
    if not found.any:
        body.append("<p>No statement was changed.</p>\n")
    body.append(_list("Changed", "changed", (_changed(change) for change in found.changed)))
    body.append(_list("Removed", "removed", (f"<del>{_said(one)}</del>" for one in found.removed)))
    body.append(_list("Added", "added", (f"<ins>{_said(one)}</ins>" for one in found.added)))
    body.append(f'<p class="facts">{found.unchanged} unchanged</p>\n')
    return _page(title.strip(), "".join(body))


def _page(title: str, body: str) -> str:
    style = _STYLE.read_text(encoding="utf-8")
    return f"""{page_head(escaped(title), style)}<body>
<header><p class="brand">On record</p></header>
<main>
{body}</main>
<footer>{_FOOT}</footer>
</body>
</html>
"""


def _utterance(one: Comparison, mark: str) -> str:
    facts = " · ".join(
        filter(None, (_time(one.published), f"{len(one.outlets)} outlets", f"fullest in {escaped(one.source)}"))
    )
    rows = "".join(_version(version) for version in one.versions)
    left_out = f'<p class="left">Left out by {escaped(", ".join(one.left_out))}</p>\n' if one.left_out else ""
    return f"""<section aria-labelledby="{mark}">
<h2 id="{mark}" dir="auto">{escaped(one.speaker.name)}</h2>
<p class="facts">{facts}</p>
<blockquote dir="auto">{escaped(one.fullest)}</blockquote>
<div class="wide" role="region" tabindex="0" aria-labelledby="{mark}"><table>
<thead><tr><th scope="col">Outlet</th><th scope="col">Kept</th><th scope="col">Own words</th>
<th scope="col">What it made of it</th></tr></thead>
<tbody>
{rows}</tbody>
</table></div>
{left_out}</section>
"""


def _version(version: Version) -> str:
    said = "".join(
        f'<p dir="auto">{_cue(telling)}'
        + "".join(f'<span class="{part.fate}">{escaped(part.text)}</span>' for part in fates.parts)
        + "</p>\n"
        for telling, fates in zip(version.tellings, version.fates, strict=True)
    )
    first = version.tellings[0]
    sign = "" if version.sure else ' <abbr title="perhaps another utterance: hardly a word in common">?</abbr>'
    outlet = (
        f"{escaped(version.outlet)}{sign}<br><small>{_time(first.published)} {_address(first.url, 'article')}</small>"
    )
    return (
        f'<tr><th scope="row">{outlet}</th><td class="share">{version.kept:.0%}</td>'
        f'<td class="share">{version.retold:.0%}</td><td>{said}{_remarks(version)}</td></tr>\n'
    )


def _remarks(version: Version) -> str:
    """What is not as in the fullest wording, a line a kind."""
    lines = [f"<b>altered</b> {_quoted(one.here)} for {_quoted(one.fullest)}" for one in dict.fromkeys(version.altered)]
    if version.bracketed:
        lines.append(f"<b>in brackets</b> {escaped('; '.join(version.bracketed))}")
    if version.missing and version.quoted:
        lines.append(f"<b>not here</b> {escaped(' … '.join(version.missing))}")
    return "".join(f'<p class="remark" dir="auto">{line}</p>\n' for line in lines)


def _quoted(words: str) -> str:
    return f"“{escaped(words)}”" if words else "nothing"


def _carriage(carried: Sequence[Carriage]) -> str:
    by_speaker: defaultdict[str, list[Carriage]] = defaultdict(list)
    for one in carried:
        by_speaker[one.speaker].append(one)
    outlets = sorted({one.outlet for one in carried})
    head = "".join(f'<th scope="col">{escaped(outlet)}</th>' for outlet in outlets)
    rows = "".join(_carried(speaker, outlets, by_speaker[speaker]) for speaker in by_speaker)
    return f"""<section aria-labelledby="carriage">
<h2 id="carriage">Who carries whose words</h2>
<p class="facts">Utterances carried, of them with words in quotation marks, and left out.</p>
<div class="wide" role="region" tabindex="0" aria-labelledby="carriage"><table class="carriage">
<thead><tr><th scope="col">Speaker</th>{head}</tr></thead>
<tbody>
{rows}</tbody>
</table></div>
</section>
"""


def _carried(speaker: str, outlets: Iterable[str], rows: Iterable[Carriage]) -> str:
    by_outlet = {row.outlet: row for row in rows}

    def cell(outlet: str) -> str:
        row = by_outlet.get(outlet)
        if row is None:
            return "<td></td>"
        left = f' <span class="left">−{row.left_out}</span>' if row.left_out else ""
        carried = f"{row.carried} <small>({row.quoted})</small>" if row.carried else ""
        return f"<td>{carried}{left}</td>"

    return f'<tr><th scope="row" dir="auto">{escaped(speaker)}</th>{"".join(map(cell, outlets))}</tr>\n'


def _list(title: str, kind: str, items: Iterable[str]) -> str:
    lines = "".join(f'<li dir="auto">{item}</li>\n' for item in items)
    return f'<section class="{kind}">\n<h2>{title}</h2>\n<ul>\n{lines}</ul>\n</section>\n' if lines else ""


def _changed(change: Change) -> str:
    values = f'<p class="remark">changed as well: {escaped(", ".join(change.values))}</p>' if change.values else ""
    return f"{_head(change.new)}{''.join(map(_difference, change.words))}{values}"


def _difference(one: Difference) -> str:
    if one.tag == "equal":
        return escaped(one.new)
    old = f"<del>{escaped(one.old)}</del>" if one.old else ""
    new = f"<ins>{escaped(one.new)}</ins>" if one.new else ""
    return f"{old} {new}" if old and new else old + new


def _said(telling: Telling) -> str:
    return f"{_head(telling)}{escaped(telling.content)}"


def _head(telling: Telling) -> str:
    return f"<b>{escaped(telling.speaker.name)}</b> {_cue(telling)}"


def _cue(telling: Telling) -> str:
    return f"<i>{escaped(telling.cue)}:</i> " if telling.cue else ""


def _time(published: str | None) -> str:
    return f"<time>{escaped(published[:16].replace('T', ' '))}</time>" if published else ""


def _address(url: str | None, name: str = "") -> str:
    """Return a link where the address is one of the web, else its text: other schemes can run things."""
    if not url or not _WEB.match(url):
        return escaped(url) if not name else ""
    return f'<a href="{escaped(url)}" rel="noopener noreferrer">{escaped(name or url)}</a>'
