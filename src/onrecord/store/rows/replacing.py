"""What a new reading of a document changes, and what stays as a person decided it.

A statement that somebody decided on stays whole, and what the new reading has in its place gives way to it; so does one
that a person made or coded, unless the new reading is a person's own. Only a rejection goes over to the new reading's
statement, since it says that there is none at that place; where that has none, the rejected one stays, rejected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.statement import Reading, Statement
from onrecord.store.records import Change

#: Share of characters of cue and content that two statements must have in common to be one.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be stored, and what has changed.

    Attributes
    ----------
    reading : Reading
        The new one with the old statements that stay.
    kept : tuple of str
        Ids of the old statements that stay.
    pairs : mapping
        Id of the new statement for that of the old one, where they are the same.
    """

    reading: Reading
    kept: tuple[str, ...]
    pairs: Mapping[str, str]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[Change, ...]


def plan_of(old: Reading, new: Reading, decided: Collection[str], rejected: Collection[str] = ()) -> Plan:
    """Return what a new reading changes.

    Parameters
    ----------
    decided : collection of str
        Ids of the old statements that are to stay as they are.
    rejected : collection of str
        Ids of the old statements that are to stay where the new reading has none at their place.
    """
    pairs = paired(old.statements, new.statements)
    decided = {*decided, *(id for id in rejected if id not in pairs)}
    if not (new.statements and all(map(by_person, new.statements))):
        decided |= {one.id for one in old.statements if by_person(one)}
    staying = [one for one in old.statements if one.id in decided]
    ousted = {pairs[one.id]: one.id for one in staying if one.id in pairs}
    statements = _merged(new.statements, [_settled(one, pairs, decided) for one in staying], ousted)
    framing = tuple(replace(one, statement=ousted.get(one.statement or "", one.statement)) for one in new.framing)
    entities = {one.entity.id: one for one in (*old.entities, *new.entities)} if staying else {}
    known = {one.entity.id for one in new.entities}
    kept_entities = tuple(one for id, one in entities.items() if id not in known and _speaks(id, staying))
    old_by, new_by = ({one.id: one for one in reading.statements} for reading in (old, new))
    met = set(pairs.values())
    return Plan(
        replace(new, statements=statements, framing=framing, entities=(*new.entities, *kept_entities)),
        tuple(one.id for one in staying),
        {before: now for before, now in pairs.items() if before not in decided},
        tuple(id for id in new_by if id not in met),
        tuple(id for id in old_by if id not in pairs),
        tuple(
            Change(before, now, values, before in decided)
            for before, now in pairs.items()
            if (values := differing(old_by[before], new_by[now]))
        ),
    )


def paired(old: Sequence[Statement], new: Sequence[Statement]) -> dict[str, str]:
    """Return for the id of each old statement that of the new one that is the same, those most alike first."""
    here, there = ({one.id: _characters(one) for one in statements} for statements in (old, new))
    hulls = {id: (min(characters), max(characters)) for id, characters in there.items() if characters}
    alike = []
    for before, mine in here.items():
        first, last = (min(mine), max(mine)) if mine else (0, -1)
        for now, (begin, end) in hulls.items():
            if begin <= last and first <= end and (shared := len(mine & there[now])):
                alike.append((-shared / len(mine | there[now]), before, now))
    pairs: dict[str, str] = {id: id for id in here if id in there}
    taken = set(pairs.values())
    for share, before, now in sorted(alike):
        if -share >= SAME and before not in pairs and now not in taken:
            pairs[before] = now
            taken.add(now)
    return {id: pairs[id] for id in here if id in pairs}


def by_person(statement: Statement) -> bool:
    """Tell whether a person made a statement or gave it one of its values."""
    found: list[str] = [statement.attribution.method]
    if statement.resolution is not None:
        found.append(statement.resolution.method)
    for coding in statement.codings:
        found += [coding.act.method, coding.stance.method, *(who.method for who in coding.recipients)]
        found += [what.method for what in (coding.issue, *coding.conditions) if what is not None]
    return "human" in found


def differing(old: Statement, new: Statement) -> tuple[str, ...]:
    """Return the names of the values that are not the same; scores and methods are none."""
    here, there = _values(old), _values(new)
    return tuple(name for name, value in here.items() if there[name] != value)


def _values(statement: Statement) -> dict[str, object]:
    found, resolution, codings = statement.attribution, statement.resolution, statement.codings
    return {
        "spans": (found.source, found.cue, found.content),
        "quote_type": found.quote_type,
        "negated": found.negated,
        "speaker": resolution and (resolution.entity, resolution.name),
        "act": [one.act.value for one in codings],
        "stance": [one.stance.value for one in codings],
        "issue": [one.issue and (one.issue.id, one.issue.label) for one in codings],
        "recipients": [[(who.entity, who.name, who.role) for who in one.recipients] for one in codings],
        "conditions": [[(what.type, what.span) for what in one.conditions] for one in codings],
    }


def _characters(statement: Statement) -> frozenset[int]:
    spans = (*statement.attribution.cue, *statement.attribution.content)
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _settled(statement: Statement, pairs: Mapping[str, str], decided: Collection[str]) -> Statement:
    """Return an old statement that stays, under the new id of the statement that holds it."""
    parent = statement.parent
    if parent is None or parent in decided:
        return statement
    return replace(statement, parent=pairs.get(parent))


def _merged(new: Iterable[Statement], staying: Iterable[Statement], ousted: Mapping[str, str]) -> tuple[Statement, ...]:
    """Return the new statements with those that stay: each in place of the one that gave way, else in text order."""
    waiting = {one.id: one for one in staying}
    merged = [held for one in new if (held := waiting.pop(ousted[one.id], None) if one.id in ousted else one)]
    for one in waiting.values():
        place = next((index for index, other in enumerate(merged) if _start(other) > _start(one)), len(merged))
        merged.insert(place, one)
    return tuple(
        replace(one, parent=ousted[one.parent]) if one.parent is not None and one.parent in ousted else one
        for one in merged
    )


def _start(statement: Statement) -> tuple[int, int]:
    """Where a statement stands in text order; two of one source follow each other by their cues."""
    found = statement.attribution
    spans = [*found.cue, *found.content] or [*found.source]
    return min((span.start for span in spans), default=0), -max((span.end for span in spans), default=0)


def _speaks(id: str, statements: Iterable[Statement]) -> bool:
    resolved = (one.resolution for one in statements if one.resolution is not None)
    return any(id in (one.entity, *(member.entity for member in one.members)) for one in resolved)
