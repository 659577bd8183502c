"""Builds src/onrecord/resolve/known/registry.sqlite from the raw files and our own tables.

Usage: python registry/build.py KB_FOLDER [OUTPUT]
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from bodies import country_actors, organisations, seats
from countries import read_countries, rows, split
from offices import Roles
from onrecord.resolve.known.spelling import is_shouted, normalised
from people import People
from records import Actor, Source
from write import Writer

HERE = Path(__file__).parent
TABLES = HERE / "tables"
OUTPUT = HERE.parent / "src" / "onrecord" / "resolve" / "known" / "registry.sqlite"
#: Where the rows of those tables come from that name no file themselves.
ORIGINS = {
    "body": "tables/bodies.csv",
    "capital": "tables/countries.csv, country-codes.csv, factbook/*.json",
    "noun": "tables/roles.csv",
    "place": "tables/seats.csv",
    "word": "tables/countries.csv, country-codes.csv, factbook/*.json",
}
LIMIT = 5_000_000


def build(kb: Path, output: Path) -> Counter[str]:
    """Write the registry; returns the number of rows by table and type."""
    countries = read_countries(kb, TABLES)
    roles = Roles(TABLES, countries)
    people = People(countries, roles)
    people.add_cabinets(kb / "every-politician")
    people.add_world(kb / "every-politician")
    people.add_congress(kb)
    people.add_own(TABLES)
    people.add_factbook(kb)
    people.describe(kb / "every-politician")
    for name in people.add_nicknames(TABLES):
        sys.stderr.write(f"tables/nicknames.csv: nobody is called {name}\n")
    persons = people.finished()
    others = [*country_actors(countries), *organisations(TABLES, countries)]
    actors = [*persons, *others]

    writer = Writer()
    writer.add_actors(actors, {code for code, c in countries.items() if c.romanised})
    nums = {row[1]: row[0] for row in writer.rows["entity"]}
    writer.add_words(countries, nums)
    for name, rank, meaning, kind in seats(TABLES, countries, {a.id for a in others}):
        writer.add("place", normalised(name), rank, meaning, kind, name if is_shouted(name) else "")
    add_nouns(writer, roles)
    add_bodies(writer)
    writer.add_origins(ORIGINS)
    writer.add_given(given_names(kb, persons))
    counts = writer.write(output)
    counts.update({f"entity: {type}": n for type, n in Counter(a.type for a in actors).items()})
    return counts


def add_nouns(writer: Writer, roles: Roles) -> None:
    """Role nouns, one row for each country that a meaning is limited to."""
    for row in roles.table:
        for code in split(row["countries"]) or [""]:
            sole = int(row["unique"] or 0)
            key = normalised(row["noun"])
            writer.add("noun", key, code, row["role"], row["level"], row["body"], sole, row["gender"])


def add_bodies(writer: Writer) -> None:
    """How governments and ministries are called in any country."""
    for row in rows(TABLES / "bodies.csv"):
        for n, noun in enumerate(split(row["nouns"])):
            writer.add("body", row["suffix"], n, row["type"], row["title"], noun)


def given_names(kb: Path, persons: list[Actor]) -> dict[str, tuple[bool, float, Source]]:
    """First names of one gender: those of one list alone; of both or none where the registry's persons agree."""
    lists = {
        gender: {normalised(line) for line in (kb / f"{gender}_names.dat").read_text("utf-8").splitlines() if line}
        for gender in ("female", "male")
    }
    borne: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in persons:
        if actor.gender and " " in actor.name:
            borne[normalised(actor.name.split()[0])][actor.gender] += 1
    found = {}
    for gender, other in (("female", "male"), ("male", "female")):
        for name in lists[gender] - lists[other]:
            against = borne[name][other]
            if against <= 0.1 * borne[name].total():
                found[name] = (gender == "female", 0.9, Source(f"{gender}_names.dat"))
    both = lists["female"] & lists["male"]
    for name, counts in borne.items():
        gender, most = counts.most_common(1)[0] if counts else ("", 0)
        enough = most >= (8 if name in both else 3) and most >= 0.95 * counts.total()
        if enough and len(name) > 1 and (name in both or name not in lists["female"] | lists["male"]):
            share = min(0.99, (most + 1) / (counts.total() + 2))
            found[name] = (gender == "female", share, Source("persons of the registry"))
    return {name: value for name, value in found.items() if name}


def main() -> None:
    """Run the build and print what it made."""
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    output = Path(sys.argv[2]) if len(sys.argv) == 3 else OUTPUT
    began = time.perf_counter()
    counts = build(Path(sys.argv[1]), output)
    for name, count in sorted(counts.items()):
        sys.stdout.write(f"{name:<24}{count:>8}\n")
    size = output.stat().st_size
    sys.stdout.write(f"{output}: {size / 1e6:.2f} MB in {time.perf_counter() - began:.1f} s\n")
    if size > LIMIT:
        sys.exit(f"error: more than {LIMIT / 1e6:.0f} MB: leave out offices or persons")


if __name__ == "__main__":
    main()
