"""Role nouns: what "top diplomat", "spokesmen" or "minister for water" mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.entity import Gender
from onrecord.resolve.known.spelling import normalised
from onrecord.resolve.known.store import Store

_MINISTER = re.compile(r"(?:ministers? (?:of|for) (?:the )?(?P<of>.+)|(?P<noun>.+) ministers?)")
#: What is said of who holds an office.
_NOW = re.compile(r"^(?:outgoing|incumbent|current|caretaker|embattled|veteran|longtime|long serving) (?=\w)")
#: Whose office it is, in front of it: "Karveth’s prime minister".
_OWNER = re.compile(r"^(?:\w\S* ){0,3}\w\S*[’']s (?=\w)")
_LOWER = re.compile(r"(?:deputy|vice|former|ex|late|acting|assistant|junior|shadow|prime)\b")


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun means.

    Attributes
    ----------
    name : str
        The role under its one name, in lower case: "foreign minister" for "top diplomat" as well.
    level : str
        Its kind: "head of state", "minister", "spokesperson", "legislator", "diplomat", "expert", "family", "public" …
    body : str or None
        Suffix of the state body that it belongs to, as :meth:`Registry.ministry` takes it: "gov", "mfa", "parl".
    unique : bool
        Normally one person of a country holds it at a time.
    gender : {"female", "male"} or None
        What the noun itself tells: "spokeswoman".
    """

    name: str
    level: str
    body: str | None
    unique: bool
    gender: Gender | None


def role_of(store: Store, noun: str, country: str | None) -> Role | None:
    """What a role noun means in a country; :meth:`onrecord.resolve.known.registry.Registry.role` says more."""
    key = _NOW.sub("", normalised(_OWNER.sub("", noun)))
    if not key or (noun.islower() and key in {"mp", "pm", "mep", "ceo"}):
        return None
    for form in dict.fromkeys((key, re.sub(r"men$", "man", key), re.sub(r"s$", "", key), key.replace("s ", " ", 1))):
        rows = store.nouns(form)
        row = rows.get(country or "") or rows.get("") or (next(iter(rows.values())) if len(rows) == 1 else None)
        if row:
            name, level, body, sole, gender = row
            return Role(name, level, body or None, bool(sole), gender or None)
    match = _MINISTER.fullmatch(key)
    if match and not _LOWER.match(key):
        return Role(f"{match['of'] or match['noun']} minister", "minister", None, True, None)
    return None
