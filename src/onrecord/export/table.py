"""Tables for people: the article's head, then a row a statement, nested ones indented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.codes import StatedDate
from onrecord.document import Document
from onrecord.export.codings import Coded, Line, coded, date_words, said_on
from onrecord.export.console import paper
from onrecord.export.nesting import Entry, label, outline, rule
from onrecord.export.sources import Shown, counted, on_record, shown
from onrecord.export.words import joined, one_line, shorten
from onrecord.statement import Reading, Statement

#: Longest content, and longest source or cue, that is shown whole.
CONTENT_LIMIT = 220
NAME_LIMIT = 60
#: Width where nobody says how wide the paper is.
WIDTH = 100


def render(readings: Iterable[Reading], *, width: int = WIDTH, color: bool = False) -> Iterator[str]:
    """Yield the table of one article after another, as wide as ``width`` columns, without escape codes by default."""
    for number, reading in enumerate(readings):
        console, buffer = paper(width, color)
        if number:
            console.print()
        _print(console, reading)
        lines = buffer.getvalue().split("\n")
        yield "\n".join(line.rstrip() for line in lines)


def _print(console: Console, reading: Reading) -> None:
    document = reading.document
    console.print(Text(one_line(document.title or "Untitled article"), "bold"))
    if facts := _facts(document):
        console.print(Text(facts, "dim"))
    for warning in document.warnings:
        console.print(Text(f"warning: {one_line(warning)}", "yellow"))
    entries = outline(reading.statements)
    if entries:
        console.print(_table(entries, document.text, console.width))
    console.print(Text(counted(len(entries)) if entries else "no statements", "dim"))
    _print_people(console, entries, document.text)
    if document.links:
        console.print(Text("Links", "bold"))
    for link in document.links:
        target = f" → {one_line(link.url)}" if link.url else ""
        console.print(Text(f"  {link.kind}: {shorten(one_line(link.span.of(document.text)), CONTENT_LIMIT)}{target}"))


def _print_people(console: Console, entries: Sequence[Entry], text: str) -> None:
    """Print who is on record, a line each; nothing where no source was resolved."""
    people = on_record(entries)
    if people:
        console.print(Text("Who is on record", "bold"))
    for who, numbers in people:
        line = Text("  ").append(_name(who) if who.name else Text("source unknown", "dim"))
        facts = [shorten(fact, NAME_LIMIT) for fact in who.facts]
        console.print(line.append(f" · {' · '.join((*facts, counted(len(numbers))))}", "dim"))
    signed = [who for who, _ in people] + [shown(entry.statement, text) for entry in entries]
    if any(who.uncertain for who in signed):
        console.print(Text("  ? uncertain name", "dim"))


def _facts(document: Document) -> str:
    language = None if document.language == "und" else document.language
    facts = (document.outlet, document.published, ", ".join(document.authors), language, document.url)
    return one_line(" · ".join(fact for fact in facts if fact))


def _table(entries: Sequence[Entry], text: str, width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, header_style="bold")
    table.add_column("#", no_wrap=True)
    table.add_column("source", width=min(max(width // 6, 10), 30), overflow="fold")
    table.add_column("cue", width=min(max(width // 8, 9), 20), overflow="fold")
    table.add_column("content", ratio=1, overflow="fold")
    acts_too = any(entry.statement.codings for entry in entries)
    table.add_column("type, act" if acts_too else "type", min_width=8, max_width=9)
    table.add_column("score", justify="right", no_wrap=True)
    for entry in entries:
        attribution = entry.statement.attribution
        acts = [(coding.act.value, coding.act.score) for coding in entry.statement.codings]
        who = shown(entry.statement, text)
        cue = shorten(one_line(joined(attribution.cue, text)), NAME_LIMIT)
        table.add_row(
            _number(entry),
            _source(who) if who.name else Text("—", "dim"),
            Text(cue) if cue else Text(f"({rule(entry.statement) or 'no cue'})", "dim"),
            _content(entry.statement, text),
            Text("\n").join((Text(label(entry.statement)), *(Text(act, "bold") for act, _ in acts))),
            Text("\n".join((f"{attribution.score:.2f}", *(f"{score:.2f}" for _, score in acts)))),
        )
    return table


def _when(date: StatedDate, text: str) -> str:
    """When something was said, with the article's words where they tell more than the month or year: "last week"."""
    words = date_words(one_line(date.value))
    told = one_line(date.span.of(text)) if date.span is not None and date.basis == "relative" else ""
    closer = len(date.value) == len("2031") or (len(date.value) == len("2031-06") and "week" in told)
    return f"{words} (“{told}”)" if told and closer else words


def _content(statement: Statement, text: str) -> RenderableType:
    """Return the content, and under it what the statement does, a line a fact."""
    content = Text(shorten(one_line(joined(statement.attribution.content, text)), CONTENT_LIMIT))
    facts = [fact for one in coded(statement, text) for fact in _facts_of(one)]
    if dates := said_on(statement):
        facts.append(("·", _fact(Line("said", ", ".join(_when(date, text) for date in dates)))))
    if not facts:
        return content
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    for fact in facts:
        grid.add_row(*fact)
    return Group(content, grid)


def _facts_of(one: Coded) -> Iterator[tuple[str, Text]]:
    """Yield what is said of one coding, each with the sign that it begins with."""
    notes = Text(f"({', '.join(one.act_notes)})", "dim") if one.act_notes else Text()
    if one.recipients:
        names = Text(", ").join(
            Text(shorten(line.words, NAME_LIMIT), "cyan").append(" ?" if line.uncertain else "", "dim")
            for line in one.recipients
        )
        yield "→", Text(" ").join((names, notes)) if notes else names
    elif notes:
        yield "·", notes
    if one.issue:
        issue = Text("on ", "dim").append(shorten(one.issue, NAME_LIMIT), "magenta not dim")
        yield "·", issue.append(f": {one.stance}" if one.stance else "", "not dim")
    yield from (("·", _fact(line)) for line in one.lines)


def _fact(line: Line) -> Text:
    on = f" ({shorten(line.on, NAME_LIMIT)})" if line.on else ""
    words = Text(f"{line.kind}{on}: ", "dim").append(shorten(line.words, CONTENT_LIMIT), "not dim")
    return words.append(" ?" if line.uncertain else "")


def _source(who: Shown) -> Text:
    source = _name(who)
    words = shorten(one_line(who.words), NAME_LIMIT)
    return source.append(" — ", "dim").append(words, "italic dim") if words else source


def _name(who: Shown) -> Text:
    sign = f" ({who.anonymity})" if who.anonymity else " ?" if who.uncertain else ""
    name = shorten(one_line(who.name), NAME_LIMIT)
    return Text().append(name, "dim" if who.anonymity else "cyan").append(sign, "dim")


def _number(entry: Entry) -> Text:
    """Return the number, stepped in under the parent's; beyond four steps the page would get too narrow."""
    return Text(f"{'  ' * (min(entry.depth, 4) - 1)}└ {entry.number}" if entry.depth else str(entry.number))
