"""Compared versions of utterances, as a table for people and as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from onrecord.analyse.comparison import Carriage, Comparison, Version, carriages
from onrecord.analyse.fates import Fate
from onrecord.analyse.values import comparison_fields
from onrecord.export.console import paper
from onrecord.export.json import written
from onrecord.export.words import one_line, shorten

#: Longest content, and longest list of missing words, that is shown whole.
_CONTENT, _MISSING = 400, 200
_STYLES: dict[Fate, str] = {
    "kept": "bold",
    "altered": "bold red",
    "more": "bold",
    "bracketed": "magenta",
    "retold": "dim",
}


def as_json(found: Sequence[Comparison]) -> str:
    """Return the comparisons and who carries whose words as one JSON object."""
    return (
        written(
            {
                "utterances": [comparison_fields(one) for one in found],
                "carriage": [one._asdict() for one in carriages(found)],
            },
            2,
        )
        + "\n"
    )


def as_table(found: Sequence[Comparison], copies: Mapping[str, str], width: int, color: bool) -> str:
    """Return the comparisons for people: an utterance after the other, a row an article; then who carries whom.

    ``copies`` says of articles that are copies what they are copies of.
    """
    console, buffer = paper(width, color)
    for one in found:
        _print(console, one, copies)
    if any(not version.sure for one in found for version in one.versions):
        console.print(Text("? perhaps another utterance: hardly a word in common\n", "dim"))
    _print_carriage(console, carriages(found))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def _print(console: Console, one: Comparison, copies: Mapping[str, str]) -> None:
    facts = (one.published and one.published[:10], _counted(len(one.outlets), "outlet"), f"fullest in {one.source}")
    console.print(Text(one_line(one.speaker.name), "bold cyan"), Text(" · ".join(filter(None, facts)), "dim"))
    console.print(Text(shorten(one_line(one.fullest), _CONTENT)))
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, header_style="bold")
    table.add_column("outlet", width=min(max(console.width // 5, 12), 28), overflow="fold")
    table.add_column("kept", justify="right", no_wrap=True)
    table.add_column("own", justify="right", no_wrap=True)
    table.add_column("what it made of it", ratio=1, overflow="fold")
    for version in one.versions:
        table.add_row(
            _outlet(version),
            f"{version.kept:.0%}",
            f"{version.retold:.0%}",
            Group(*_contents(version), *_remarks(version), *_copied(copies.get(version.document))),
        )
    console.print(table)
    if one.left_out:
        console.print(Text(f"left out by {', '.join(map(one_line, one.left_out))}\n", "yellow"))


def _outlet(version: Version) -> Text:
    published = (version.tellings[0].published or "")[:10]
    sign = "" if version.sure else " ?"
    return Text(one_line(version.outlet) + sign).append(f"\n{published}" if published else "", "dim")


def _contents(version: Version) -> Iterable[Text]:
    """Yield what the article says, a line a statement, with the fate of the words shown."""
    for telling, fates in zip(version.tellings, version.fates, strict=True):
        line = Text(f"{one_line(telling.cue)}: " if telling.cue else "", "italic dim")
        for part in fates.parts:
            spaced = part.text[:1].isspace() * " ", one_line(part.text), part.text[-1:].isspace() * " "
            line.append("".join(spaced), _STYLES[part.fate])
        yield line


def _remarks(version: Version) -> Iterable[Text]:
    """Yield what is not as in the fullest wording, a line a kind."""
    if version.altered:
        changes = (f"“{one.here or '—'}” for “{one.fullest or '—'}”" for one in dict.fromkeys(version.altered))
        yield Text("altered: ", "red").append(one_line("; ".join(changes)), "not red")
    if version.bracketed:
        yield Text("in brackets: ", "magenta").append(one_line("; ".join(version.bracketed)), "not magenta")
    if version.missing and version.quoted:
        yield Text("not here: ", "dim").append(shorten(one_line(" … ".join(version.missing)), _MISSING), "dim")


def _copied(original: str | None) -> Iterable[Text]:
    if original is not None:
        yield Text(f"copy of {original}", "dim")


def _print_carriage(console: Console, carried: Sequence[Carriage]) -> None:
    """Print who carries whose words and who leaves them out, a row a speaker."""
    by_speaker: defaultdict[str, list[Carriage]] = defaultdict(list)
    for one in carried:
        by_speaker[one.speaker].append(one)
    console.print(Text("Who carries whose words", "bold"))
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, header_style="bold")
    table.add_column("speaker", width=min(max(console.width // 4, 14), 30), overflow="fold")
    table.add_column("carried by (with quotations)", ratio=3, overflow="fold")
    table.add_column("left out by", ratio=2, overflow="fold")
    for speaker, rows in by_speaker.items():
        table.add_row(
            Text(one_line(speaker)),
            Text(", ".join(f"{one_line(row.outlet)} {row.carried} ({row.quoted})" for row in rows if row.carried)),
            Text(", ".join(f"{one_line(row.outlet)} {row.left_out}" for row in rows if row.left_out)),
        )
    console.print(table)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
