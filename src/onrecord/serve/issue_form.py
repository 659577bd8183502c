"""The form of an issue: its fields as text, and the entry of a codebook that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onrecord.codebook import Entry
from onrecord.errors import CodebookError

#: Fields with a phrase or a sentence on each line.
LISTS = ("aliases", "reversed_aliases", "examples")
_FIELDS = ("reversed_aliases", "aliases", "examples", "parent", "label", "id")


def fields_of(entry: Entry) -> dict[str, str]:
    """Return the fields of the form."""
    fields = {"id": entry.id, "label": entry.label, "parent": entry.parent or ""}
    return fields | {name: "\n".join(getattr(entry, name)) for name in LISTS}


def entry_of(sent: Mapping[str, str]) -> Entry:
    """Return the entry that a form makes; an id that is missing is made of the label."""
    label = " ".join(sent.get("label", "").split())
    id = " ".join(sent.get("id", "").split()) or "-".join(re.findall(r"[^\W_]+", label.casefold()))
    lists = {name: tuple(_lines(sent.get(name, ""))) for name in LISTS}
    return Entry(id, label, lists["aliases"], lists["reversed_aliases"], sent.get("parent") or None, lists["examples"])


def beside(problems: Iterable[CodebookError], id: str) -> dict[str, str]:
    """Return the problems of an issue by the field that each is about, those of others under no field."""
    found: dict[str, str] = {}
    for one in problems:
        own = one.entry is None or f"issue {id!r}" in one.entry or not id
        words = f"{one.problem}. {one.remedy}"
        field = next(
            (name for name in _FIELDS if own and name in one.problem.replace("reversed alias", _FIELDS[0])), ""
        )
        found.setdefault(field, words if own else f"{one.entry}: {words}")
    return found


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
