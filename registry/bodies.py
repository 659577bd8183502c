"""Countries, organisations and seats as actors: what our own tables name by country code gets its Wikidata id."""

from __future__ import annotations

import re
from pathlib import Path

from countries import rows, split
from records import Actor, Country, Source

_CODE = re.compile(r"([A-Z]{2})(#\w+)?")


def resolved(id: str, countries: dict[str, Country]) -> str:
    """The id that the registry uses: "FR#mfa" is Q142#mfa; others stay."""
    match = _CODE.fullmatch(id)
    return countries[match[1]].qid + (match[2] or "") if match else id


def country_actors(countries: dict[str, Country]) -> list[Actor]:
    """Countries, and territories as places."""
    source = Source("country-codes.csv")
    return [
        Actor(c.qid, c.name, "country" if c.independent else "place", code, source, list(c.aliases))
        for code, c in sorted(countries.items())
    ]


def organisations(tables: Path, countries: dict[str, Country]) -> list[Actor]:
    """Organisations, outlets, parties, armed groups, and bodies of states with names of their own."""
    source = Source("tables/organisations.csv")
    return [
        Actor(
            resolved(row["id"], countries), row["name"], row["type"], row["country"] or None, source,
            split(row["aliases"]),
        )
        for row in rows(tables / "organisations.csv")
    ]  # fmt: skip


def seats(tables: Path, countries: dict[str, Country], known: set[str]) -> list[tuple[str, int, str, str]]:
    """Names of seats with rank, meaning and kind; raises ValueError where a meaning is nobody's."""
    found = []
    for row in rows(tables / "seats.csv"):
        for rank, meaning in enumerate(split(row["meaning"])):
            own = resolved(meaning, countries)
            if own.startswith("org:") and own not in known:
                raise ValueError(
                    f"tables/seats.csv: {row['name']} means {meaning}, which tables/organisations.csv lacks"
                )
            found.append((row["name"], rank, own, row["kind"]))
    return found
