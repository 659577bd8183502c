"""What changed between two versions of an article, as a list for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from onrecord.analyse.changes import Change, Changes
from onrecord.analyse.telling import Telling
from onrecord.analyse.values import changes_fields
from onrecord.analyse.worddiff import Difference
from onrecord.document import Document
from onrecord.export.console import paper
from onrecord.export.json import written
from onrecord.export.words import one_line


def as_json(old: Document, new: Document, found: Changes) -> str:
    """Return what changed as one JSON object."""
    return written(changes_fields(old, new, found), 2) + "\n"


def as_table(old: Document, new: Document, found: Changes, width: int, color: bool) -> str:
    """Return what changed for people: ``[-taken out-]`` and ``{+put in+}``, in colours too where there are any."""
    console, buffer = paper(width, color)
    for line in _lines(old, new, found):
        console.print(line)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def _lines(old: Document, new: Document, found: Changes) -> Iterable[Text]:
    yield Text(one_line(new.title or old.title or "Untitled article"), "bold")
    facts = (new.outlet, new.url, f"{old.published or 'no date'} → {new.published or 'no date'}")
    yield Text(one_line(" · ".join(fact for fact in facts if fact)), "dim")
    for change in found.changed:
        yield Text("")
        yield _head("changed", "yellow", change.new)
        yield from _words(change)
    for kind, sign, style, tellings in (
        ("removed", "-", "red", found.removed),
        ("added", "+", "green", found.added),
    ):
        for telling in tellings:
            yield Text("")
            yield _head(kind, style, telling)
            yield Text(f"  {sign} {one_line(telling.content)}", style)
    yield Text("")
    counts = (len(found.changed), len(found.removed), len(found.added), found.unchanged)
    yield Text("{} changed, {} removed, {} added, {} unchanged".format(*counts), "dim")
    if found.only_read:
        yield Text(f"{len(found.only_read)} found in one version only, in words that both have: not counted", "dim")


def _head(kind: str, style: str, telling: Telling) -> Text:
    cue = f" ({one_line(telling.cue)})" if telling.cue else ""
    return Text(f"{kind}: ", style).append(one_line(telling.speaker.name), "bold not red").append(cue, "italic dim")


def _words(change: Change) -> Iterable[Text]:
    line = Text("  ")
    for difference in change.words:
        _append(line, difference)
    yield line
    if "speaker" in change.values:
        old, new = one_line(change.old.speaker.name), one_line(change.new.speaker.name)
        yield Text(f"  speaker: {old} → {new}", "yellow")
    if "quote_type" in change.values:
        yield Text(f"  quotation: {change.old.quote_type} → {change.new.quote_type}", "yellow")
    if "negated" in change.values:
        yield Text("  now said not to be said" if change.new.negated else "  no longer said not to be said", "yellow")


def _append(line: Text, one: Difference) -> None:
    if one.tag == "equal":
        line.append(_spaced(one.new))
        return
    if one.old.strip():
        line.append(f"[-{one_line(one.old)}-]", "red")
        line.append(" " if one.new.strip() or one.old[-1:].isspace() else "")
    if one.new.strip():
        line.append(f"{{+{one_line(one.new)}+}}", "green").append(" " if one.new[-1:].isspace() else "")


def _spaced(text: str) -> str:
    return f"{' ' * text[:1].isspace()}{one_line(text)}{' ' * text[-1:].isspace()}"
