"""The picture of an annotated sentence: drawn from what onrecord reads in it, so that it is never wrong."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple, TypeVar

from onrecord import Reading, ReadOptions, Span, read_text

T = TypeVar("T")
SENTENCE = (
    "Foreign Minister Maren Oskeveth told Lucan Estravelle that Karveth would suspend the inspections "
    "only after Sorrenay said it accepted observers."
)
_OTHERWISE = (
    f"the sentence of the picture is not read as one nested statement any more: choose another than {SENTENCE!r}"
)
INVENTED = Path(__file__).parents[2] / "examples" / "invented"
STAGES = Path(__file__).parents[1] / "figures" / "stages.svg"
#: Width of a letter, room at the left, height of the line of text and of a row of marks.
LETTER, LEFT, TEXT, ROW = 9.0, 12.0, 22.0, 30.0
#: Letters of a line at most, on wide and on narrow screens; it breaks between words. Width of a letter of a label.
MOST = {"wide": 64, "narrow": 36}
LABEL = 6.9


class Mark(NamedTuple):
    """A stretch of the sentence that is a part of a statement, in a row below the words."""

    span: Span
    kind: str
    label: str
    row: int


def pages() -> Iterator[tuple[str, str]]:
    """The picture, and the table of what was coded."""
    reading = reading_of()
    figures = [_figure(name, "A sentence as it is read", picture(reading, name)) for name in MOST]
    yield "parts/figure.html", "".join(figures)
    yield "parts/stages.html", _figure("wide always", "The five stages", STAGES.read_text("utf-8"))
    yield "parts/statement.md", codes(reading)


def _figure(name: str, label: str, drawn: str) -> str:
    return f'<figure class="{name}" tabindex="0" aria-label="{label}">\n{drawn}</figure>\n'


def reading_of() -> Reading:
    """The sentence as it is read with the example's actors and codebook."""
    options = ReadOptions(published="2031-03-18", actors=INVENTED / "actors.csv", codebook=INVENTED / "codebook.csv")
    reading = read_text(SENTENCE, options)
    if [statement.parent is None for statement in reading.statements] != [True, False]:
        raise ValueError(_OTHERWISE)
    return reading


def marks(reading: Reading) -> list[Mark]:
    """What is marked, the outer statement first."""
    found = []
    for row, statement in zip((0, 2), reading.statements, strict=True):
        a = statement.attribution
        nested = "nested " if statement.parent else ""
        for kind in ("source", "cue", "content"):
            found += [Mark(span, kind, nested + kind, row) for span in getattr(a, kind)]
        found += [Mark(c.span, "condition", f"condition: {c.type}", 1) for c in statement.codings[0].conditions]
    return found


def lines_of(text: str, most: int) -> list[Span]:
    """The lines that the sentence is broken into."""
    lines, start = [], 0
    while start < len(text):
        end = len(text) if len(text) - start <= most else text.rindex(" ", start, start + most) + 1
        lines.append(Span(start, end))
        start = end
    return lines


def picture(reading: Reading, name: str) -> str:
    """The picture, as SVG that takes its colours from the page."""
    given, y, body = marks(reading), 20.0, []
    for line in lines_of(SENTENCE, MOST[name]):
        on_line = [mark for mark in given if mark.span.overlaps(line)]
        body += [_under(mark, line, y) for mark in on_line if mark.kind != "content" and mark.row != 2]
        body.append(_text(line, y))
        y += 12
        for row in sorted({mark.row for mark in on_line}):
            drawn, height = _row([mark for mark in on_line if mark.row == row], line, y, MOST[name])
            body += drawn
            y += height
        y += TEXT + 8
    width = LEFT * 2 + MOST[name] * LETTER
    told = "; ".join(f"{mark.label}: {mark.span.of(SENTENCE)}" for mark in given)
    return (
        f'<svg class="annotated" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {y - 24:g}" role="img" '
        f'aria-labelledby="{name}-title {name}-told">\n<title id="{name}-title">A sentence with its statements '
        f'marked</title>\n<desc id="{name}-told">{escape(SENTENCE)} {escape(told)}.</desc>\n{"".join(body)}</svg>\n'
    )


def _x(at: int, line: Span) -> float:
    return LEFT + (at - line.start) * LETTER


def _text(line: Span, y: float) -> str:
    words = line.of(SENTENCE).rstrip()
    return (
        f'<text class="words" x="{LEFT:g}" y="{y:g}" textLength="{len(words) * LETTER:g}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(words)}</text>\n'
    )


def _ends(mark: Mark, line: Span) -> tuple[float, float]:
    end = min(mark.span.end, line.start + len(line.of(SENTENCE).rstrip()))
    return _x(max(mark.span.start, line.start), line), _x(end, line)


def _under(mark: Mark, line: Span, y: float) -> str:
    left, right = _ends(mark, line)
    place = f'x="{left - 1:g}" y="{y - 15:g}" width="{right - left + 2:g}" height="20"'
    return f'<rect class="is-{mark.kind}" {place} rx="3"/>\n'


def _row(row: list[Mark], line: Span, y: float, most: int) -> tuple[list[str], float]:
    """The brackets of a row with their labels, and how high it is: a label that has no room stands lower."""
    drawn, free, lower, low = [], 0.0, 0.0, 0.0
    for mark in sorted(row):
        left, right = _ends(mark, line)
        opened, closed = line.start <= mark.span.start, mark.span.end <= line.end
        label = mark.label if opened else f"… {mark.label}"
        start = min(left, LEFT + most * LETTER - len(label) * LABEL)
        lower = lower + 14 if start < free else 0.0
        free, low = start + len(label) * LABEL, max(low, lower)
        path = f"M{left:g} {y if opened else y + 5:g}V{y + 5:g}H{right:g}V{y if closed else y + 5:g}"
        drawn.append(
            f'<path class="is-{mark.kind}" d="{path}"/><text class="label is-{mark.kind}" x="{start:g}" '
            f'y="{y + 18 + lower:g}">{escape(label)}</text>\n'
        )
    return drawn, ROW + low


def _known(value: T | None) -> T:
    if value is None:
        raise ValueError(_OTHERWISE)
    return value


def codes(reading: Reading) -> str:
    """Who, to whom, act, issue and stance of both statements, with the offsets."""
    from writing import plain, table

    rows = []
    for name, statement in zip(("outer", "nested"), reading.statements, strict=True):
        a, coding = statement.attribution, statement.codings[0]
        who, issue = _known(statement.resolution), _known(coding.issue)
        source = a.source[0]
        rows += [
            (
                f"**{name}**",
                "source",
                f"{plain(source.of(SENTENCE))} <small>{source.start}–{source.end}</small>",
                f"{a.score:.2f}",
            ),
            ("", "who", f"{plain(who.name)} <small>by {who.method}</small>", f"{who.score:.2f}"),
            (
                "",
                "to whom",
                ", ".join(f"{plain(r.name)} ({r.role})" for r in coding.recipients) or "nobody",
                f"{coding.recipients[0].score:.2f}" if coding.recipients else "",
            ),
            ("", "act", coding.act.value, f"{coding.act.score:.2f}"),
            ("", "issue", f"{plain(issue.label)} ({issue.id})", f"{issue.score:.2f}"),
            ("", "stance", coding.stance.value, f"{coding.stance.score:.2f}"),
        ]
        rows += [
            ("", "condition", f"{c.type}: {plain(c.span.of(SENTENCE))}", f"{c.score:.2f}") for c in coding.conditions
        ]
    return table(("statement", "value", "is", "score"), rows)
