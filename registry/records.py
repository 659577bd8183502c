"""What the build gathers before it writes: actors, their terms, and where each came from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """A raw file: its name, and the day (YYYYMMDD) up to which an office without an end is known to be held."""

    name: str
    until: int = 0


@dataclass
class Term:
    """One office of somebody. Dates are YYYYMMDD with zeros where only a year or a month is known; 0 is unknown."""

    role: str
    canonical: str
    country: str | None
    start: int
    end: int
    source: Source
    unique: bool = False


@dataclass
class Actor:
    """One row of the registry in the making."""

    id: str
    name: str
    type: str
    country: str | None
    source: Source
    aliases: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    gender: str | None = None
    born: int = 0
    died: int = 0
    mononym: bool = False

    def add_alias(self, alias: str) -> None:
        """Add another name unless it is there already."""
        if alias and alias != self.name and alias not in self.aliases:
            self.aliases.append(alias)


@dataclass
class Country:
    """A country or territory with the words that mean it."""

    code: str
    qid: str
    name: str
    independent: bool
    aliases: list[str]
    demonyms: list[str]
    capitals: list[str]
    spelt: dict[str, str]
    romanised: bool
    yields: bool


def number(date: str) -> int:
    """An ISO date, year or month as YYYYMMDD; 0 for an empty one."""
    parts = [p for p in date.split("T", maxsplit=1)[0].split("-") if p]
    if not parts or not all(p.isdigit() for p in parts):
        return 0
    return int(parts[0].zfill(4) + "".join(p.zfill(2) for p in parts[1:3]).ljust(4, "0"))
