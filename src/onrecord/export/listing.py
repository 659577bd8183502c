"""The lists beside the article as HTML: who is on record, and the statements one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.export.codings import Line, coded, date_words, said_on
from onrecord.export.markup import escaped
from onrecord.export.nesting import Entry, label, rule
from onrecord.export.sources import Credited, Shown, counted, described, naming, on_record, one_by_one, shown
from onrecord.export.words import joined, one_line, shorten
from onrecord.statement import Statement

#: Longest content, and longest name, source or cue, that the lists show whole; the article always does.
CONTENT_LIMIT = 320
NAME_LIMIT = 90

UNCERTAIN = '<span class="sign" role="img" aria-label="(uncertain)" title="This name is uncertain">?</span>'
UNSURE = UNCERTAIN.replace("This name", "This")
#: Acts that say that there is none.
_PLAIN = frozenset({"STATE", "unclear"})
_DATE = re.compile(r"\d{4}(-\d\d)?(-\d\d)?")


def separated(*facts: str) -> str:
    """Return what there is of some facts, with dots between them that are not read out."""
    return ' <span aria-hidden="true">&#183;</span> '.join(fact for fact in facts if fact)


def hints(entries: Iterable[Entry], text: str) -> dict[int, str]:
    """Return, by the number of the statement, who its source is in one line; nothing for those not resolved."""
    found: dict[int, str] = {}
    for entry in entries:
        resolution = entry.statement.resolution
        if resolution is None:
            continue
        who = shown(entry.statement, text)
        known = [described(one) for one in one_by_one(resolution)]
        people = ", ".join(
            shorten(one_line(" · ".join((one.name, *one.facts))), NAME_LIMIT) for one in known if one.name
        )
        sign = who.anonymity or ("uncertain" if who.uncertain else "")
        found[entry.number] = f"{people} ({sign})" if people and sign else people or "source unknown"
    return found


def people(entries: Sequence[Entry], prefix: str, level: int) -> str:
    """Return who is on record as a list that leads to their statements; nothing where no source was resolved."""
    credited = on_record(entries)
    if not credited:
        return ""
    items = "".join(f"<li>{_person(one, prefix)}</li>\n" for one in credited)
    heading = f'<h{level} id="{prefix}-people">Who is on record</h{level}>'
    return (
        f'<nav class="people" lang="en" aria-labelledby="{prefix}-people">\n{heading}\n'
        f'<ul role="list">\n{items}</ul>\n</nav>\n'
    )


def statements(entries: Sequence[Entry], text: str, prefix: str) -> str:
    """Return the entries as lists within lists, as deep as the statements are nested."""
    if not entries:
        return '<p class="none">None found.</p>\n'
    pieces: list[str] = []
    depth = -1
    for entry in entries:
        pieces.append(
            '\n<ol role="list">\n' if entry.depth > depth else "</li>\n" + "</ol></li>\n" * (depth - entry.depth)
        )
        pieces.append(f'<li id="{prefix}-e{entry.number}">{_entry(entry, text, prefix)}')
        depth = entry.depth
    return "".join(pieces) + "</li>\n" + "</ol></li>\n" * depth + "</ol>\n"


def _person(one: Credited, prefix: str) -> str:
    who = one.shown
    name = f"{_name(who)}" if who.name else '<span class="none">source unknown</span>'
    links = " ".join(
        f'<a class="number" href="#{prefix}-e{number}" aria-label="Statement {number}">{number}</a>'
        for number in one.numbers
    )
    return (
        f'<span class="person">{name}{_office(who, "span")}</span> '
        f'<span class="tally"><span class="small">{counted(len(one.numbers))}</span> {links}</span>'
    )


def _entry(entry: Entry, text: str, prefix: str) -> str:
    statement = entry.statement
    attribution, resolution = statement.attribution, statement.resolution
    who = shown(statement, text)
    cue = escaped(shorten(joined(attribution.cue, text), NAME_LIMIT))
    content = escaped(shorten(joined(attribution.content, text), CONTENT_LIMIT))
    name = _name(who) if who.name else '<span class="none">no source named</span>'
    words = (
        f' &#8212; <span class="used" dir="auto">{escaped(shorten(who.words, NAME_LIMIT))}</span>' if who.words else ""
    )
    how = f' <i dir="auto">{cue}</i>' if cue else ""
    said = ", ".join(dated(date.value) for date in said_on(statement))
    facts = separated(
        escaped(label(statement)),
        escaped(rule(statement)),
        f"score {attribution.score:.2f}",
        naming(resolution),
        f"said {said}" if said else "",
    )
    return (
        f'<p class="who"><a class="number" href="#{prefix}-{entry.number}" '
        f'aria-label="Statement {entry.number} in the text">{entry.number}</a> {name}{words}{how}</p>'
        f"{_offices(entry)}"
        f'<p class="words" dir="auto">{content}</p>{_codes(statement, text)}<p class="small">{facts}</p>'
    )


def _codes(statement: Statement, text: str) -> str:
    """Return what a statement does: act and recipients in a line, then issue, stance and conditions, a row each."""
    pieces: list[str] = []
    for one in coded(statement, text):
        muted = " muted" if one.act in _PLAIN else ""
        act = f'<span class="act{muted}" title="{one.act_found}">{escaped(one.act)}</span>'
        notes = f'<span class="small">{escaped(", ".join(one.act_notes))}</span>' if one.act_notes else ""
        to = ", ".join(_recipient(line) for line in one.recipients)
        arrow = '<span aria-hidden="true">&#8594;</span>' if to else ""
        pieces.append(f'<p class="does">{" ".join(filter(None, (act, notes, arrow, to)))}</p>')
        issue = f'<span dir="auto">{escaped(shorten(one.issue, NAME_LIMIT))}</span>'
        stance = f' &#8212; <b title="{one.stance_found}">{escaped(one.stance)}</b>' if one.stance else ""
        rows = [("on", f"{issue}{stance}")] if one.issue else []
        rows += [(line.kind, _words(line)) for line in one.lines]
        listed = "".join(f"<div><dt>{escaped(key)}</dt><dd>{value}</dd></div>" for key, value in rows)
        pieces.append(f'<dl class="codes">{listed}</dl>' if listed else "")
    return "".join(pieces)


def _recipient(line: Line) -> str:
    name = f'<b dir="auto" title="{line.kind}">{escaped(shorten(line.words, NAME_LIMIT))}</b>'
    return f"{name}{UNCERTAIN}" if line.uncertain else name


def _words(line: Line) -> str:
    words = f'<span dir="auto">{escaped(shorten(line.words, CONTENT_LIMIT))}</span>'
    on = f' <span class="small" dir="auto">({escaped(shorten(line.on, NAME_LIMIT))})</span>' if line.on else ""
    return f"{words}{UNSURE if line.uncertain else ''}{on}"


def dated(date: str) -> str:
    """Return a date in words, with the date itself for programs where it is one."""
    words = date_words(date)
    iso = _DATE.match(date)
    return f'<time datetime="{iso[0]}">{words}</time>' if iso and words != date else escaped(date)


def _name(who: Shown) -> str:
    """Return the name with a sign where it is uncertain, and a word where nobody is named."""
    name = f'<b dir="auto">{escaped(shorten(who.name, NAME_LIMIT))}</b>'
    if who.anonymity:
        return f'<span class="{who.anonymity}">{name} <span class="sign">{who.anonymity}</span></span>'
    return name + UNCERTAIN if who.uncertain else name


def _offices(entry: Entry) -> str:
    """Return office and country, with the name before them where there are several sources."""
    resolution = entry.statement.resolution
    if resolution is None:
        return ""
    known = [described(one) for one in one_by_one(resolution)]
    if len(known) == 1:
        return _office(known[0], "p")
    return "".join(
        f'<p class="office">{separated(_name(who) if who.name else "unknown", *_shown_facts(who))}</p>' for who in known
    )


def _office(who: Shown, tag: str) -> str:
    facts = separated(*_shown_facts(who))
    return f'<{tag} class="office">{facts}</{tag}>' if facts else ""


def _shown_facts(who: Shown) -> list[str]:
    return [f'<span dir="auto">{escaped(shorten(fact, NAME_LIMIT))}</span>' for fact in who.facts]
