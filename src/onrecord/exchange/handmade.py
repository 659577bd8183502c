"""Statements that people made, as a reading: what each row of hand coding says, put together.

Rows about the same words become one statement: several persons are its sources, several codings its codings. Every
value's method is ``human`` and its score 1; an act that nobody coded is ``unclear`` with the score 0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.codes import Act, Coding, Condition, Issue, Judged, Recipient, Stance, StatedDate, Unclear
from onrecord.document import Document, Span
from onrecord.entity import Entity, EntityType, Mentioned
from onrecord.statement import (
    Attribution,
    QuoteType,
    Reading,
    Resolution,
    Statement,
    statement_id,
)

#: Spans of source, cue and content.
_Place = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]


class Origin(NamedTuple):
    """Where statements come from: the format, the file with its hash, and who made them where rows do not say."""

    form: str
    file: str
    coder: str | None = None

    @classmethod
    def of(cls, form: str, path: Path, coder: str | None = None) -> Origin:
        """Return the origin of what a file holds."""
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return cls(form, f"{path.name}@sha256:{digest}", coder)


class Who(NamedTuple):
    """Who says it, as the coder has it."""

    name: str
    entity: str | None = None
    type: EntityType | None = None
    country: str | None = None
    role: str | None = None


class Coded(NamedTuple):
    """One row of hand coding; ``parent`` is the index of the row whose content holds this one."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    quote_type: QuoteType = "indirect"
    negated: bool = False
    parent: int | None = None
    who: tuple[Who, ...] = ()
    act: Act | Unclear | None = None
    stance: Stance | Unclear | None = None
    issue: Issue | None = None
    recipients: tuple[Recipient, ...] = ()
    conditions: tuple[Condition, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    coder: str | None = None
    mode: str | None = None

    @property
    def place(self) -> _Place:
        """The words that it is about."""
        return self.source, self.cue, self.content

    @property
    def is_coded(self) -> bool:
        """Whether it says more than who said what."""
        return bool(self.act or self.stance or self.issue or self.recipients or self.conditions)


def reading_from(document: Document, rows: Sequence[Coded], origin: Origin) -> Reading:
    """Return the reading that the rows of one document make, in text order."""
    groups: dict[_Place, list[int]] = {}
    for index, row in enumerate(rows):
        groups.setdefault(row.place, []).append(index)
    order = sorted(groups, key=_begin)
    number = {index: at for at, place in enumerate(order) for index in groups[place]}
    attributions = [_attribution([rows[index] for index in groups[place]], number) for place in order]
    ids = [statement_id(document.id, attribution) for attribution in attributions]
    statements = tuple(
        Statement(
            own,
            attribution,
            None if attribution.parent is None else ids[attribution.parent],
            _resolution([rows[index] for index in groups[place]]),
            tuple(_coding(rows[index]) for index in groups[place] if rows[index].is_coded),
            tuple(dict.fromkeys(date for index in groups[place] for date in rows[index].dates)),
        )
        for own, attribution, place in zip(ids, attributions, order, strict=True)
    )
    coders = {
        own: [*dict.fromkeys(rows[index].coder or origin.coder for index in groups[place])]
        for own, place in zip(ids, order, strict=True)
    }
    return Reading(document, statements, _provenance(origin, coders), _entities(rows))


def _begin(place: _Place) -> tuple[int, _Place]:
    """Sort by where the content begins, or the cue or the source where there is none."""
    source, cue, content = place
    return (content or cue or source)[0].start, place


def _attribution(rows: Sequence[Coded], number: dict[int, int]) -> Attribution:
    first = rows[0]
    parent = next((number[row.parent] for row in rows if row.parent is not None), None)
    negated = any(row.negated for row in rows)
    return Attribution(*first.place, first.quote_type, negated, parent, 1.0, "human")


def _resolution(rows: Iterable[Coded]) -> Resolution | None:
    people = dict.fromkeys(who for row in rows for who in row.who)
    members = tuple(Resolution(one.name, "human", one.entity, one.type, one.country, one.role) for one in people)
    if len(members) < 2:
        return members[0] if members else None
    return Resolution(" and ".join(dict.fromkeys(one.name for one in people)), "human", members=members)


def _coding(row: Coded) -> Coding:
    act: Judged[Act | Unclear] = Judged(row.act or "unclear", "human", 1.0 if row.act else 0.0)
    stance: Judged[Stance | Unclear] = Judged(row.stance or "unclear", "human", 1.0 if row.stance else 0.0)
    return Coding(act, stance, row.issue, row.mode, recipients=row.recipients, conditions=row.conditions)


def _entities(rows: Iterable[Coded]) -> tuple[Mentioned, ...]:
    """Return those whom the coder gave an id, with the words of their statements' sources."""
    known: dict[str, Who] = {}
    mentions: dict[str, dict[Span, None]] = {}
    for row in rows:
        for who in row.who:
            if who.entity is not None and who.type is not None:
                known.setdefault(who.entity, who)
                mentions.setdefault(who.entity, {}).update(dict.fromkeys(row.source if len(row.who) == 1 else ()))
    return tuple(
        Mentioned(
            Entity(entity, who.name, who.type or "person", who.country, provenance="user"),
            tuple(sorted(mentions[entity])),
        )
        for entity, who in known.items()
    )


def _provenance(origin: Origin, coders: dict[str, list[str | None]]) -> dict[str, Any]:
    """Return that the statements were imported, from which file, and by whom; each one's coders where they differ."""
    everybody = dict.fromkeys(coder for of in coders.values() for coder in of if coder)
    imported: dict[str, Any] = {"format": origin.form, "file": origin.file, "by": [*everybody]}
    if len(everybody) > 1:
        imported["coders"] = {own: [coder for coder in of if coder] for own, of in coders.items()}
    return {"model": None, "onrecord": version("onrecord"), "options": {"imported": imported}}
