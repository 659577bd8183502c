"""Voices of outlets as tables for people: first side by side, then outlet by outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.analyse.shares import Share
from onrecord.analyse.voices import Carried, Mark, OutletVoices
from onrecord.export.console import paper
from onrecord.export.words import one_line, shorten

_LONGEST = 60


def as_table(found: Sequence[OutletVoices], top: int, width: int, color: bool) -> str:
    """Return the outlets side by side, then of each the ``top`` of whom and what it carries."""
    console, buffer = paper(width, color)
    if not found:
        console.print(Text("no statement was found", "dim"))
    else:
        _print_beside(console, found)
    for one in found if top else ():
        _print_outlet(console, one, top)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def _print_beside(console: Console, found: Sequence[OutletVoices]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("outlet", overflow="fold", max_width=26)
    heads = ("n", "direct", "indirect", "mixed", "unnamed", "doubting", "endorsing", "words quoted", "left out")
    for head in heads:
        table.add_column(head, justify="right")
    for one in found:
        shares = (one.direct, one.indirect, one.mixed, one.unnamed, one.tones["doubt"], one.tones["endorse"])
        table.add_row(
            Text(one_line(one.outlet)),
            f"{one.statements:,}",
            *(f"{share.share:.0%}" for share in shares),
            f"{one.quoted_per_article:,.0f}",
            f"{sum(who.left_out for who in one.left_out):,}",
        )
    console.print(table)
    console.print(
        Text("n: statements; shares are of them. Words quoted: an article. Left out: utterances that others tell.\n"),
        style="dim",
    )


def _print_outlet(console: Console, one: OutletVoices, top: int) -> None:
    facts = f" · {one.articles:,} articles, {one.statements:,} statements, {one.utterances:,} utterances"
    console.print(Text(one_line(one.outlet), "bold cyan").append(facts, "not bold dim"))
    for name, line in _lines(one, top):
        if line:
            console.print(Text(f"  {name:<15}", "dim").append(shorten(one_line(line), 4 * console.width), "not dim"))
    console.print()


def _lines(one: OutletVoices, top: int) -> Iterator[tuple[str, str]]:
    kinds = ("direct", one.direct), ("indirect", one.indirect), ("mixed", one.mixed)
    yield "quotation", ", ".join(f"{kind} {_share(share)}" for kind, share in kinds)
    yield "unnamed", _share(one.unnamed)
    yield "whose words", ", ".join(map(_carried, one.actors[:top]))
    yield "countries", ", ".join(f"{of.value or 'not known'} {of.statements.number}" for of in one.countries[:top])
    yield "types", ", ".join(f"{of.value or 'not known'} {of.statements.number}" for of in one.types[:top])
    yield "cues", ", ".join(f"{cue.words or 'none'} {cue.statements}" for cue in one.cues[:top])
    for tone, name in (("doubt", "doubting cues"), ("endorse", "endorsing cues")):
        cues = [cue for cue in one.cues if cue.tone == tone][:top]
        yield name, ", ".join(f"{cue.words} {cue.statements}" for cue in cues)
    for kind, name in (("scare_quote", "scare quotes"), ("epithet", "epithets"), ("so_called", "so-called")):
        yield name, _marks([mark for mark in one.marks if mark.kind == kind][:top])
    yield "left out", ", ".join(f"{who.name} {who.left_out} of {who.of}" for who in one.left_out[:top])


def _carried(who: Carried) -> str:
    return f"{who.name} {who.statements} ({who.direct} direct)"


def _marks(marks: Sequence[Mark]) -> str:
    said = (f" in the voice of {mark.speakers[0]}" if mark.speakers else "" for mark in marks)
    return ", ".join(
        f"{shorten(mark.words, _LONGEST)} {mark.times}{voice}" for mark, voice in zip(marks, said, strict=True)
    )


def _share(share: Share) -> str:
    return f"{share.share:.0%} ({share.low:.0%} to {share.high:.0%}, n = {share.of:,})"
