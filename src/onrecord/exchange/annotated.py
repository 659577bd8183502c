"""Which marks of a brat file make which statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import cast, get_args

from onrecord.codes import Condition, DateBasis, Recipient, StatedDate
from onrecord.document import Span
from onrecord.exchange import values
from onrecord.exchange.how import How
from onrecord.exchange.standoff import Link, Mark, Said, Standoff, facts

#: Our fields → types of marks, roles and attributes, where the mapping does not say otherwise; capitals are alike.
NAMES = {
    "source": "Source",
    "cue": "Cue",
    "content": "Content",
    "recipients": "Recipient",
    "conditions": "Condition",
    "act": "Act",
    "stance": "Stance",
    "agreement": "Agreement",
    "issue": "Issue",
    "quote_type": "Quote-type",
}
_PARTS = ("source", "cue", "content")
#: Keys of our own notes → our fields.
_NOTED = {"quote_type": "quote_type", "parent": "parent", "issue": "issue_id", "label": "issue", "mode": "mode"}


@dataclass(slots=True)
class Annotated:
    """What a file says about one coding of a statement: its parts, and the values of its fields as they stand there."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    negated: bool = False
    parent: int | None = None
    said: dict[str, str] = field(default_factory=dict)
    who: tuple[dict[str, str], ...] = ()
    recipients: tuple[Recipient, ...] = ()
    conditions: tuple[Condition, ...] = ()
    dates: tuple[StatedDate, ...] = ()


def annotated(lines: Standoff, how: How, text: str) -> list[Annotated]:
    """Return the statements of a file, one for each coding of them.

    Raises
    ------
    ValueError
        If a value makes no sense.
    """
    return [*_Reader(lines, how, text).read()]


class _Reader:
    """Puts the lines of one file together; ``codings`` are by the key of the event, or of the content."""

    def __init__(self, lines: Standoff, how: How, text: str) -> None:
        self.lines = lines
        self.text = text
        self.fields = {theirs.casefold(): ours for ours, theirs in {**NAMES, **how.columns}.items()}
        self.codings: dict[str, list[Annotated]] = {}
        self.owners: dict[str, list[str]] = {}
        self.values = {(line.of, line.kind.casefold()): line.value for line in lines.said if isinstance(line, Said)}
        self.notes: dict[str, list[dict[str, list[str]]]] = {}
        for note in lines.notes:
            self.notes.setdefault(note.of, []).extend(facts(note.value))

    def read(self) -> Iterator[Annotated]:
        """Yield the codings of one statement after another, with their parents' indices."""
        for key, parts in (self._events() if self.lines.events else self._contents()).items():
            source, cue, content = (self._spans(parts.get(role, ())) for role in _PARTS)
            if source or cue or content:
                self.codings[key] = [Annotated(source, cue, content)]
                for mark in (key, *(mark for role in _PARTS for mark in parts.get(role, ()))):
                    self.owners.setdefault(mark, []).append(key)
        for line in self.lines.said:
            self._take_attribute(line) if isinstance(line, Said) else self._take_relation(line)
        for note in self.lines.notes:
            self._take_note(note)
        counts = accumulate((len(codings) for codings in self.codings.values()), initial=0)
        first = dict(zip(self.codings, counts, strict=False))
        for codings in self.codings.values():
            one = codings[0]
            parent = first.get(one.said.pop("parent", ""))
            for coding in codings:
                yield replace(
                    one,
                    parent=parent,
                    said=coding.said,
                    recipients=coding.recipients,
                    conditions=coding.conditions,
                )

    def _field(self, name: str) -> str:
        """Our field for a type, a role or an attribute; roles can have a number behind them."""
        plain = name.casefold()
        return self.fields.get(plain) or self.fields.get(plain.rstrip("0123456789"), "")

    def _events(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return the marks of each event by their part; a trigger that is no other part is the cue."""
        marks, found = self.lines.marks, dict[str, dict[str, tuple[str, ...]]]()
        for event, line in self.lines.events.items():
            (_, trigger), *arguments = line.arguments
            parts: dict[str, tuple[str, ...]] = {}
            for role, key in arguments:
                if key in marks:
                    part = self._field(role) or self._field(marks[key].kind)
                    parts[part] = (*parts.get(part, ()), key)
            taken = {marks[key].spans for keys in parts.values() for key in keys}
            if trigger in marks and "cue" not in parts and marks[trigger].spans not in taken:
                parts["cue"] = (trigger,)
            found[event] = parts
        return found

    def _contents(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return each content with the marks that relations tie to it."""
        marks = self.lines.marks
        found: dict[str, dict[str, tuple[str, ...]]] = {
            key: {"content": (key,)} for key, mark in marks.items() if self._field(mark.kind) == "content"
        }
        for line in self.lines.said:
            ends = [key for _, key in line.arguments if key in marks] if isinstance(line, Link) else []
            for content in (key for key in ends if key in found):
                for other in ends:
                    part = self._field(marks[other].kind)
                    if part in ("source", "cue"):
                        found[content][part] = (*found[content].get(part, ()), other)
        return found

    def _spans(self, keys: Iterable[str]) -> tuple[Span, ...]:
        return tuple(sorted({span for key in keys for span in self.lines.marks[key].spans}))

    def _of(self, key: str) -> list[list[Annotated]]:
        """Return the codings of each statement of this key, or that has this mark."""
        return [self.codings[owner] for owner in self.owners.get(key, ())]

    def _take_attribute(self, line: Said) -> None:
        name = self._field(line.kind)
        for codings in self._of(line.of):
            if line.kind.casefold() in ("negated", "negation"):
                codings[0].negated = True
            elif name == "act" and "act" in codings[-1].said:  # the next coding of the same statement begins
                codings.append(Annotated(said={"act": line.value}))
            elif name:
                codings[-1].said[name] = line.value

    def _take_relation(self, line: Link) -> None:
        keys = [key for _, key in line.arguments]
        statements = [codings for key in keys for codings in self._of(key)]
        for key in keys:
            kind = self._field(self.lines.marks[key].kind) if key in self.lines.marks else ""
            for codings in statements[:1]:
                if kind == "recipients":
                    codings[-1].recipients += (self._recipient(key, self.lines.marks[key]),)
                elif kind == "conditions":
                    codings[-1].conditions += (self._condition(key, self.lines.marks[key]),)

    def _recipient(self, key: str, mark: Mark) -> Recipient:
        known, span = self._noted(key), Span(mark.spans[0].start, mark.spans[-1].end)
        role = values.role(self.values.get((key, "role"), "addressed"))
        name = known.get("name") or " ".join(span.of(self.text).split())
        return Recipient(name, role, span, known.get("entity"), "human")

    def _condition(self, key: str, mark: Mark) -> Condition:
        kind = values.condition_type(self.values.get((key, "condition-type"), "if"))
        span = Span(mark.spans[0].start, mark.spans[-1].end)
        return Condition(kind, span, on=self._noted(key).get("on"), method="human")

    def _noted(self, key: str) -> dict[str, str]:
        return {name: found[0] for part in self.notes.get(key, ()) for name, found in part.items()}

    def _take_note(self, note: Said) -> None:
        """Take what a note of our own export says about a statement or about its source."""
        parts = [*facts(note.value)]
        mark = self.lines.marks.get(note.of)
        if mark is not None and self._field(mark.kind) != "source":
            return
        for codings in self._of(note.of):
            if any("name" in part for part in parts):
                codings[0].who = tuple({name: found[0] for name, found in part.items()} for part in parts)
            else:
                self._take_facts(codings, parts)

    def _take_facts(self, codings: list[Annotated], parts: list[dict[str, list[str]]]) -> None:
        for coding, part in zip(codings, parts, strict=False):
            codings[0].negated |= part.get("negated") == ["true"]
            coding.said.update({_NOTED[name]: found[0] for name, found in part.items() if name in _NOTED})
            pairs = zip(part.get("recipient", ()), part.get("role", ()), strict=False)
            coding.recipients += tuple(Recipient(name, values.role(role), method="human") for name, role in pairs)
            dates = zip(part.get("date", ()), part.get("basis", ()), strict=False)
            found = tuple(StatedDate(day, _basis(basis)) for day, basis in dates)
            codings[0].dates = tuple(dict.fromkeys((*codings[0].dates, *found)))


def _basis(value: str) -> DateBasis:
    return cast("DateBasis", value) if value in get_args(DateBasis) else "explicit"
