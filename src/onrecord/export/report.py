"""A report over many readings: one HTML page that needs nothing else, to read, print and pass on.

It shows who is on record how often, the positions on each issue, the months, the outlets, and the latest statements of
everybody listed. The page runs no script and loads nothing, and says so to the browser (Content Security Policy). What
it leaves out for length it says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.export.actors import POSITIONS
from onrecord.export.codings import date_words
from onrecord.export.listing import dated, separated
from onrecord.export.markup import escaped
from onrecord.export.page import page_head
from onrecord.export.sources import counted, country_name
from onrecord.export.summary import OnActor, OnIssue, Summary, Told, summary
from onrecord.statement import Reading

#: How many of each are listed, those with most statements first.
ACTORS, ISSUES, OUTLETS, MONTHS, NAMES = 100, 60, 60, 60, 6

_STYLE = Path(__file__).with_name("report.css")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SIGNS = {"support": "+", "oppose": "−", "conditional": "±", "neutral": "○"}


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the page; its sums stand first, so nothing is yielded before the last reading is taken."""
    found = summary(readings)
    actors = sorted(found.actors.values(), key=lambda one: (-one.statements, one.actor.name.casefold()))
    shown = actors[:ACTORS]
    anchors = {one.actor.key: f"p{number}" for number, one in enumerate(shown, 1)}
    yield _head(found)
    yield _people(found, shown, anchors)
    yield _issues(found, anchors)
    yield _months(found)
    yield _outlets(found)
    yield '<h2 id="statements">Statements</h2>\n'
    for one in shown:
        yield _person(one, anchors[one.actor.key], found)
    yield "" if shown else '<p class="quiet">None has a named source.</p>\n'
    yield _articles(found)
    yield (
        '</main>\n<footer class="page">\n<p>This page shows who is on record for which words. It does not say that '
        "they are true.</p>\n</footer>\n</body>\n</html>\n"
    )


def _head(found: Summary) -> str:
    months = sorted(found.months)
    period = " to ".join(dict.fromkeys(date_words(month) for month in (*months[:1], *months[-1:])))
    facts = {
        "article": found.articles,
        "statement": found.statements,
        "named source": len(found.actors),
        "issue": len(found.issues),
        "outlet": len([outlet for outlet in found.outlets if outlet]),
    }
    figures = "".join(
        f"<div><dt>{name}{'' if count == 1 else 's'}</dt><dd>{count:,}</dd></div>\n" for name, count in facts.items()
    )
    links = ("people", "issues", "time", "outlets", "statements", "articles")
    contents = "".join(f'<li><a href="#{link}">{link.capitalize()}</a></li>\n' for link in links)
    title = f"Who said what in {found.articles:,} article{'' if found.articles == 1 else 's'}"
    style = _STYLE.read_text(encoding="utf-8")
    return f"""{page_head(title, style)}<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="page">
<p class="brand">On record</p>
<h1>Who said what</h1>
<p class="quiet">{escaped(period)}</p>
<dl class="figures">
{figures}</dl>
<nav aria-label="Sections"><ul>
{contents}</ul></nav>
</header>
<main id="main">
"""


def _section(name: str, title: str, body: str, left_out: str = "") -> str:
    note = f'<p class="quiet">{left_out}</p>\n' if left_out else ""
    return (
        f'<section id="{name}" aria-labelledby="{name}-title">\n<h2 id="{name}-title">{title}</h2>\n'
        f"{body}{note}</section>\n"
    )


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    """Return a table that scrolls by itself where the window is narrow."""
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table>\n'
        f'<caption class="hidden">{caption}</caption>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n{body}</tbody>\n'
        "</table></div>\n"
    )


def _people(found: Summary, shown: list[OnActor], anchors: dict[str, str]) -> str:
    rows = (
        f'<th scope="row">{_link(one, anchors)}<span class="quiet block">{_facts(one)}</span></th>'
        f'<td class="number">{one.statements:,}</td><td class="number">{len(one.outlets):,}</td>'
        f"<td>{_dates(one)}</td><td>{_stances(one, found)}</td>"
        for one in shown
    )
    hidden = len(found.actors) - len(shown)
    notes = [f"{hidden:,} more with fewer statements are not listed." if hidden else ""]
    notes += [f"{counted(found.unnamed)} without a named source." if found.unnamed else ""]
    heads = ("Who", "Statements", "Outlets", "When", "Positions")
    return _section("people", "People", _table("Who is on record", heads, rows), " ".join(filter(None, notes)))


def _link(one: OnActor, anchors: dict[str, str]) -> str:
    name = f'<b dir="auto">{escaped(one.actor.name)}</b>'
    anchor = anchors.get(one.actor.key)
    return f'<a href="#{anchor}">{name}</a>' if anchor else name


def _facts(one: OnActor) -> str:
    kind = "" if one.actor.type in ("person", "") else one.actor.type.replace("_", " ")
    return separated(escaped(one.role or kind), escaped(country_name(one.actor.country)))


def _dates(one: OnActor) -> str:
    return " – ".join(f'<span class="date">{dated(date)}</span>' for date in sorted(one.dates))


def _stances(one: OnActor, found: Summary) -> str:
    """Return the issues that somebody spoke on most, each with the stance taken most."""
    most = sorted(one.stances.items(), key=lambda item: -item[1].total())[:NAMES]
    pieces = [_chip(found.issues[issue].label, counts.most_common(1)[0][0]) for issue, counts in most]
    hidden = len(one.stances) - len(most)
    return " ".join(pieces) + (f' <span class="quiet">and {hidden} more</span>' if hidden else "")


def _chip(label: str, stance: str) -> str:
    sign = f'<span aria-hidden="true">{_SIGNS[stance]}</span> ' if stance in _SIGNS else ""
    return f'<span class="chip {stance}">{sign}<span dir="auto">{escaped(label)}</span>: {stance}</span>'


def _issues(found: Summary, anchors: dict[str, str]) -> str:
    issues = sorted(found.issues.values(), key=lambda on: (-on.stances.total(), on.label.casefold()))
    most = max((on.stances.total() for on in issues), default=1)
    rows = (
        f'<th scope="row" dir="auto">{escaped(on.label)}</th><td class="number">{on.stances.total():,}</td>'
        f"<td>{_bar(on.stances, most)}</td>"
        f"<td>{_names(on, 'support', found, anchors)}</td><td>{_names(on, 'oppose', found, anchors)}</td>"
        for on in issues[:ISSUES]
    )
    hidden = len(issues) - ISSUES
    left_out = f"{hidden:,} more with fewer statements are not listed." if hidden > 0 else ""
    heads = ("Issue", "Statements", "Positions", "Mostly for", "Mostly against")
    return _section("issues", "Issues", _table("Positions on issues", heads, rows), left_out)


def _bar(counts: Counter[str], most: int) -> str:
    """Return the stances as a bar in SVG, as long as there are statements; its words say the same."""
    total, left, pieces = counts.total(), 0.0, []
    for stance in POSITIONS:
        width = 200 * counts[stance] / most
        pieces.append(f'<rect class="{stance}" x="{left:.1f}" width="{width:.1f}" height="12"/>' if width else "")
        left += width
    words = ", ".join(f"{stance} {counts[stance]}" for stance in POSITIONS if counts[stance])
    bar = f'<svg viewBox="0 0 200 12" width="200" height="12" aria-hidden="true">{"".join(pieces)}</svg>'
    return f'{bar}<span class="quiet block">{words}</span>' if total else ""


def _names(on: OnIssue, stance: str, found: Summary, anchors: dict[str, str]) -> str:
    """Return those who took the stance more often than the opposite one."""
    opposite = on.actors.get("oppose" if stance == "support" else "support", Counter())
    side = [key for key, count in on.actors.get(stance, Counter()).most_common() if count > opposite[key]]
    names = ", ".join(_link(found.actors[key], anchors) for key in side[:NAMES])
    return names + (f' <span class="quiet">and {len(side) - NAMES} more</span>' if len(side) > NAMES else "")


def _months(found: Summary) -> str:
    if not found.months:
        return _section("time", "Time", '<p class="quiet">No statement has a date.</p>\n')
    months = sorted(found.months)
    most = max(found.months.values())
    rows = (
        f'<th scope="row">{date_words(month)}</th><td class="number">{found.months[month]:,}</td>'
        f'<td><svg viewBox="0 0 200 12" width="200" height="12" aria-hidden="true"><rect class="plain" '
        f'width="{200 * found.months[month] / most:.1f}" height="12"/></svg></td>'
        for month in months[-MONTHS:]
    )
    hidden = len(months) - MONTHS
    left_out = f"{hidden:,} earlier months are not listed." if hidden > 0 else ""
    return _section("time", "Time", _table("Statements by month", ("Month", "Statements", ""), rows), left_out)


def _outlets(found: Summary) -> str:
    outlets = sorted(found.outlets.items(), key=lambda item: (-item[1]["statements"], item[0].casefold()))
    rows = (
        f'<th scope="row" dir="auto">{escaped(name) or "not known"}</th><td class="number">{counts["articles"]:,}</td>'
        f'<td class="number">{counts["statements"]:,}</td>'
        for name, counts in outlets[:OUTLETS]
    )
    hidden = len(outlets) - OUTLETS
    left_out = f"{hidden:,} more with fewer statements are not listed." if hidden > 0 else ""
    heads = ("Outlet", "Articles", "Statements")
    return _section("outlets", "Outlets", _table("Outlets", heads, rows), left_out)


def _person(one: OnActor, anchor: str, found: Summary) -> str:
    """Return the latest statements of one actor."""
    items = "".join(f"<li>{_told(told)}</li>\n" for told in sorted(one.latest, reverse=True))
    hidden = one.statements - len(one.latest)
    note = f'<p class="quiet">The latest; {counted(hidden)} more.</p>\n' if hidden else ""
    return (
        f'<section class="person" id="{anchor}" aria-labelledby="{anchor}-title">\n'
        f'<h3 id="{anchor}-title"><span dir="auto">{escaped(one.actor.name)}</span> '
        f"<small>{separated(_facts(one), counted(one.statements))}</small></h3>\n"
        f"<p>{_stances(one, found)}</p>\n<ol>\n{items}</ol>\n{note}</section>\n"
    )


def _told(told: Told) -> str:
    codes = " ".join(
        f'<span class="act">{escaped(act)}</span>{_to(recipients)}{" " + _chip(issue, stance) if issue else ""}'
        for act, recipients, issue, stance in told.codes
    )
    source = f'<span dir="auto">{escaped(told.source)}</span>' if told.source else ""
    where = separated(source, dated(told.date), escaped(told.outlet), _address(told.title, told.url))
    return f'<p class="words" dir="auto">{escaped(told.content)}</p><p class="quiet">{codes} {where}</p>'


def _to(recipients: str) -> str:
    if not recipients:
        return ""
    arrow = '<span aria-hidden="true">&#8594;</span><span class="hidden">to</span>'
    return f' {arrow} <b dir="auto">{escaped(recipients)}</b>'


def _articles(found: Summary) -> str:
    rows = (
        f"<td>{dated(date)}</td><td>{escaped(outlet)}</td><td>{_address(title, url)}</td>"
        f'<td class="number">{statements:,}</td>'
        for date, title, outlet, url, statements in sorted(found.listed, key=lambda item: item[0], reverse=True)
    )
    hidden = found.articles - len(found.listed)
    left_out = f"{hidden:,} more are not listed." if hidden else ""
    heads = ("Published", "Outlet", "Title", "Statements")
    return _section("articles", "Articles", _table("Articles", heads, rows), left_out)


def _address(title: str, url: str) -> str:
    """Return the title, as a link where its address is one of the web: other schemes can run things."""
    words = f'<span dir="auto">{escaped(title)}</span>'
    return f'<a href="{escaped(url)}" rel="noopener noreferrer">{words}</a>' if _WEB.match(url) else words
