"""Whether two entries, of two articles or of an article and the registry, are one and the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from onrecord.entity import Entity
from onrecord.resolve.known.spelling import normalised, without_honorific

#: How far the years of two birth or death dates of one person may lie apart (a date of another calendar, a misprint).
_YEARS = 1
_BODIES = frozenset({"organisation", "party", "armed_group", "outlet", "legislature", "ministry", "government"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What two entries are to each other, and why.

    Attributes
    ----------
    verdict : {"same", "different", "unsure"}
        Only "same" allows to join them.
    reason : str
        In a few words: "same id", "gender", "a last name alone".
    """

    verdict: Literal["same", "different", "unsure"]
    reason: str

    @property
    def same(self) -> bool:
        """Whether they may be joined."""
        return self.verdict == "same"


def local_id(type: str, name: str, country: str | None) -> str:
    """An id for somebody without one: the same for the same type, full name and country, whatever the spelling.

    >>> local_id("person", "Dorrik Halvasund", "Karveth") == local_id("person", "dorrik  halvasund", "Karveth")
    True
    """
    text = "\x1f".join((type, normalised(without_honorific(name)[0]), country or ""))
    return "local:" + hashlib.sha256(text.encode()).hexdigest()[:16]


def decide(a: Entity, b: Entity) -> Decision:
    """Whether two entries are the same.

    The same id is the same. Without it, names decide only in full: equal after normalisation, of compatible type, and
    with no clash of country, gender or lifetime. A last name alone joins nothing, unless one of the two is known to
    mean one person by it (``mononym``).

    >>> elder = Entity("local:1", "Ulvar Tresk", "person", "Karveth", born=1951)
    >>> decide(elder, Entity("local:2", "Ulvar Tresk", "person", "Karveth", born=1984))
    Decision(verdict='different', reason='lifetime')
    """
    if a.id == b.id:
        return Decision("same", "same id")
    shared = _names(a) & _names(b)
    clash = _clash(a, b) if shared else "name"
    if clash:
        return Decision("different", clash)
    if any(" " in name for name in shared) or a.type != "person":
        return Decision("same", "same full name")
    if (a.mononym and _only(b, shared)) or (b.mononym and _only(a, shared)):
        return Decision("same", "a last name that is enough")
    return Decision("unsure", "a last name alone")


def _names(entity: Entity) -> set[str]:
    return {normalised(without_honorific(name)[0]) for name in (entity.name, *entity.aliases)} - {""}


def _only(entity: Entity, shared: set[str]) -> bool:
    """Whether an entity is known by no more than the shared last name."""
    return _names(entity) <= shared


def _clash(a: Entity, b: Entity) -> str:
    if a.id.startswith("Q") and b.id.startswith("Q"):
        return "two ids of one source"
    if not (a.type == b.type or {a.type, b.type} <= _BODIES or {a.type, b.type} <= {"country", "place"}):
        return "type"
    if a.country and b.country and a.country.casefold() != b.country.casefold():
        return "country"
    if a.gender and b.gender and a.gender != b.gender:
        return "gender"
    return "lifetime" if _lives_clash(a, b) else ""


def _lives_clash(a: Entity, b: Entity) -> bool:
    if a.born and b.born and abs(a.born - b.born) > _YEARS:
        return True
    if a.died and b.died and abs(a.died - b.died) > _YEARS:
        return True
    return any(one.born and other.died and one.born > other.died for one, other in ((a, b), (b, a)))
