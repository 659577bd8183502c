"""The form in which a statement is edited: its fields as they are, and what a sent one changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast, get_args

from onrecord.codes import ACTS, CONDITION_TYPES, STANCES, Coding, Condition, Recipient, RecipientRole
from onrecord.document import Document
from onrecord.errors import OptionError
from onrecord.review import Edit
from onrecord.review.given import issue_of, speaker_of
from onrecord.serve.passage import hull
from onrecord.serve.places import as_line, as_lines, span_in, spans_in
from onrecord.statement import QuoteType, Statement
from onrecord.store import Store

T = TypeVar("T")
ROLES: tuple[RecipientRole, ...] = get_args(RecipientRole)
QUOTE_TYPES: tuple[QuoteType, ...] = get_args(QuoteType)
PARTS = ("source", "cue", "content")
#: What each choice may be.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "quote_type": QUOTE_TYPES,
    "act": (*ACTS, "unclear"),
    "stance": (*STANCES, "unclear"),
}


def fields_of(statement: Statement, document: Document, number: int = 0) -> dict[str, str]:
    """Return the fields of the form as they are before anybody changes them; ``number`` is the coding's."""
    attribution, resolution, text = statement.attribution, statement.resolution, document.text
    fields = {part: as_lines(getattr(attribution, part), text) for part in PARTS}
    fields |= {"quote_type": attribution.quote_type, "negated": "1" if attribution.negated else ""}
    fields |= {"speaker": resolution.name if resolution else "", "entity": (resolution and resolution.entity) or ""}
    coding = statement.codings[number] if number < len(statement.codings) else None
    if coding is None:
        return fields | dict.fromkeys(("act", "stance", "issue", "recipients", "conditions"), "")
    return fields | {
        "act": coding.act.value,
        "stance": coding.stance.value,
        "issue": coding.issue.id if coding.issue else "",
        "recipients": "\n".join(_recipient_line(one, text) for one in coding.recipients),
        "conditions": "\n".join(f"{one.type}: {as_line(one.span, text)}" for one in coding.conditions),
    }


def edit_in(
    sent: Mapping[str, str], statement: Statement, document: Document, store: Store
) -> tuple[Edit, dict[str, str]]:
    """Return what a sent form changes, and what is wrong with its fields; a field that is as it was changes nothing."""
    number = int(sent.get("coding") or 0) if (sent.get("coding") or "0").isdigit() else 0
    before = fields_of(statement, document, number)
    changed = {
        name: sent.get(name, "").replace("\r\n", "\n").strip()
        for name in before
        if name in sent and sent[name].replace("\r\n", "\n").strip() != before[name].strip()
    }
    form = _Form(changed, statement, document, store)
    coding = statement.codings[number] if number < len(statement.codings) else None
    values: dict[str, Any] = {"coding": number}
    for part in PARTS:
        values[part] = form.value(part, lambda given: spans_in(given, document.text, form.near))
    for name, known in CHOICES.items():
        values[name] = form.value(name, lambda given, known=known: _one_of(given, known))  # type: ignore[misc]
    if "negated" in changed:
        values["negated"] = changed["negated"] == "1"
    if "speaker" in changed or "entity" in changed:
        values["speaker"] = form.value("speaker", lambda _: form.speaker(sent), always=True)
    if "issue" in changed:
        values["issue"] = form.value("issue", lambda given: issue_of(store, given))
        values["no_issue"] = not changed["issue"]
    values["recipients"] = form.value("recipients", lambda given: form.recipients(given, coding))
    values["conditions"] = form.value("conditions", lambda given: form.conditions(given, coding))
    return Edit(**values), form.problems


class _Form:
    """A form that was sent, with what is wrong with its fields."""

    def __init__(self, changed: Mapping[str, str], statement: Statement, document: Document, store: Store) -> None:
        self.changed = changed
        self.text = document.text
        self.near = hull(statement)
        self.store = store
        self.problems: dict[str, str] = {}

    def value(self, name: str, made_of: Callable[[str], T], *, always: bool = False) -> T | None:
        """Return the value of a field that was changed, None for another one, or where it makes no sense."""
        given = self.changed.get(name)
        if given is None and not always:
            return None
        if name == "issue" and not given:
            return None
        try:
            return made_of(given or "")
        except OptionError as error:
            self.problems[name] = str(error)
            return None

    def speaker(self, sent: Mapping[str, str]) -> Any:
        name, entity = sent.get("speaker", "").strip(), sent.get("entity", "").strip()
        if not name and not entity:
            raise OptionError("the speaker is empty. Give a name")
        # a name that was changed is another one's: the id that stood beside it is not meant any more
        kept = entity if "entity" in self.changed or "speaker" not in self.changed else ""
        return speaker_of(self.store, name or None, kept or None)

    def recipients(self, given: str, coding: Coding | None) -> tuple[Recipient, ...]:
        known = {_recipient_line(one, self.text): one for one in (coding.recipients if coding else ())}
        return tuple(known.get(line) or self._recipient(line) for line in _lines(given))

    def conditions(self, given: str, coding: Coding | None) -> tuple[Condition, ...]:
        known = {f"{one.type}: {as_line(one.span, self.text)}": one for one in (coding.conditions if coding else ())}
        return tuple(known.get(line) or self._condition(line) for line in _lines(given))

    def _recipient(self, line: str) -> Recipient:
        role, separator, rest = line.partition(":")
        name, bracket, place = rest.strip().rpartition("[")
        if not bracket:
            name, place = rest.strip(), ""
        if not separator or role.strip() not in ROLES or not name.strip():
            raise OptionError(f"{line[:80]!r} is no recipient. Write a line such as asked: Sorrenay, with {_or(ROLES)}")
        span = span_in("[" + place, self.text, self.near) if place else None
        known = speaker_of(self.store, name.strip())
        entity = known.entity if known is not None else None
        return Recipient(name.strip(), cast("RecipientRole", role.strip()), span, entity, "human")

    def _condition(self, line: str) -> Condition:
        type, separator, words = line.partition(":")
        kind = type.strip().replace(" ", "_")
        if not separator or kind not in CONDITION_TYPES or not words.strip():
            raise OptionError(
                f"{line[:80]!r} is no condition. Write a line such as after: words of the article, "
                f"with {_or(CONDITION_TYPES)}"
            )
        return Condition(kind, span_in(words, self.text, self.near), method="human")


def _one_of(given: str, known: tuple[str, ...]) -> Any:
    if given not in known:
        raise OptionError(f"{given[:40]!r} is none of {', '.join(known)}. Choose one of them")
    return given


def _recipient_line(one: Recipient, text: str) -> str:
    place = f" [{one.span.start}-{one.span.end}]" if one.span is not None else ""
    return f"{one.role}: {' '.join(one.name.split())}{place}"


def _lines(given: str) -> list[str]:
    return [line.strip() for line in given.splitlines() if line.strip()]


def _or(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
