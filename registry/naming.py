"""Names and lives of persons as the raw files write them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from onrecord.resolve.known.spelling import normalised, sound
from records import Actor


def loose(word: str) -> str:
    """One word as romanised spellings of it are compared."""
    return sound(f"{word} {word}").split(" ")[0]


def describe(actor: Actor, gender: str, born: str, died: str) -> None:
    """Add gender and years where they are not known yet."""
    actor.gender = actor.gender or {"male": "male", "female": "female"}.get(gender)
    actor.born = actor.born or int(born[:4] if born[:4].isdigit() else 0)
    actor.died = actor.died or int(died[:4] if died[:4].isdigit() else 0)


def without_title(name: str) -> tuple[str, str]:
    """A peer's plain name, with the whole as an alias: "Jane Doe, Baroness Doe of Roe" is Jane Doe."""
    match = re.match(r"([^,]+), (?:\d+\w+ |(?:Baron|Lord|Viscount|Earl|Duke|Marquess)(?:ess)? ?)", name)
    return (match[1], name) if match and " " in match[1] else (name, "")


def us_names(name: dict[str, str], article: str) -> list[str]:
    """The names of an American in news style first: that of the article, with the nickname, with the initial."""
    first, last = name["first"], name["last"]
    middle = name.get("middle", "")
    names = [re.sub(r"\s*\(.*\)$", "", article), name.get("official_full", ""), f"{first} {last}"]
    if name.get("nickname"):
        names.append(f"{name['nickname']} {last}")
    if middle:
        names += [f"{first} {middle} {last}", f"{first} {middle[0]}. {last}"]
    if len(first.rstrip(".")) == 1 and middle:
        names.append(f"{middle} {last}")
    seen: dict[str, str] = {}
    for own in names:
        if own:
            seen.setdefault(normalised(own), own)
    return list(seen.values())


def yaml_entries(path: Path) -> list[dict[str, Any]]:
    """The entries of a YAML file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 (a safe loader)
    return found
