"""Writes the registry: one SQLite file, the same bytes for the same input."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.entity import ENTITY_TYPES
from onrecord.resolve.known.spelling import is_shouted, normalised, sound
from records import Actor, Country, Source

SCHEMA = """
CREATE TABLE source (num INTEGER PRIMARY KEY, name TEXT NOT NULL, until INTEGER NOT NULL);
CREATE TABLE entity (num INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, type INTEGER NOT NULL,
    country TEXT, aliases TEXT, gender INTEGER, born INTEGER, died INTEGER, mononym INTEGER, source INTEGER NOT NULL);
CREATE UNIQUE INDEX entity_id ON entity (id);
CREATE TABLE name (key TEXT, entity INTEGER, form TEXT, PRIMARY KEY (key, entity, form)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, entity INTEGER, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE word (key TEXT, entity INTEGER, kind TEXT, yields INTEGER, form TEXT,
    PRIMARY KEY (key, kind, yields, entity))
    WITHOUT ROWID;
CREATE TABLE capital (key TEXT, entity INTEGER, name TEXT, spelling TEXT, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE role (num INTEGER PRIMARY KEY, text TEXT NOT NULL, key TEXT NOT NULL, canonical TEXT NOT NULL);
CREATE INDEX role_canonical ON role (canonical);
CREATE INDEX role_key ON role (key);
CREATE TABLE office (entity INTEGER, n INTEGER, role INTEGER, country TEXT NOT NULL, start INTEGER, end INTEGER,
    source INTEGER NOT NULL, PRIMARY KEY (entity, n)) WITHOUT ROWID;
CREATE INDEX office_role ON office (role, country);
CREATE TABLE noun (key TEXT, country TEXT, role TEXT, level TEXT, body TEXT, sole INTEGER, gender TEXT,
    PRIMARY KEY (key, country)) WITHOUT ROWID;
CREATE TABLE body (suffix TEXT, n INTEGER, type TEXT, title TEXT, noun TEXT, PRIMARY KEY (suffix, n)) WITHOUT ROWID;
CREATE TABLE place (key TEXT, rank INTEGER, meaning TEXT, kind TEXT, form TEXT, PRIMARY KEY (key, rank)) WITHOUT ROWID;
CREATE TABLE origin (part TEXT PRIMARY KEY, file TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE given (key TEXT PRIMARY KEY, female INTEGER, share INTEGER, source INTEGER) WITHOUT ROWID;
"""
Rows = Iterable[Sequence[Any]]


def _words(country: Country) -> dict[str, list[str]]:
    return {"demonym": country.demonyms, "capital": country.capitals, "code": [country.code]}


class Writer:
    """Collects rows, then writes them in order."""

    def __init__(self) -> None:
        self.sources: dict[Source, int] = {}
        self.rows: dict[str, set[tuple[Any, ...]]] = {}

    def source(self, source: Source) -> int:
        """The number of a source file."""
        return self.sources.setdefault(source, len(self.sources) + 1)

    def add(self, table: str, *values: Any) -> None:
        """One row; the same row twice is one."""
        self.rows.setdefault(table, set()).add(values)

    def add_actors(self, actors: list[Actor], romanised: set[str]) -> None:
        """Entities with their names and offices."""
        roles: dict[tuple[str, str], int] = {}
        for num, actor in enumerate(sorted(actors, key=lambda a: (a.type, a.id)), start=1):
            aliases = [a for a in dict.fromkeys(actor.aliases) if a != actor.name]
            gender = {"male": 0, "female": 1}.get(actor.gender or "")
            self.add(
                "entity", num, actor.id, actor.name, ENTITY_TYPES.index(actor.type), actor.country,
                "|".join(aliases) or None, gender, actor.born or None, actor.died or None, int(actor.mononym) or None,
                self.source(actor.source),
            )  # fmt: skip
            self._add_names(num, [actor.name, *aliases], actor.type == "person" and (actor.country or "") in romanised)
            for n, term in enumerate(actor.terms):
                role = roles.setdefault((term.role, term.canonical), len(roles) + 1)
                source = self.source(term.source)
                self.add("office", num, n, role, term.country or "", term.start or None, term.end or None, source)
        for (text, canonical), role in roles.items():
            self.add("role", role, text, normalised(text), canonical)

    def _add_names(self, num: int, names: list[str], by_sound: bool) -> None:
        for name in names:
            self.add("name", normalised(name), num, name if is_shouted(name) else "")
            if by_sound and sound(name):
                self.add("sound", sound(name), num)

    def add_words(self, countries: dict[str, Country], nums: dict[str, int]) -> None:
        """Demonyms, capitals and ISO codes."""
        for country in countries.values():
            for kind, words in _words(country).items():
                for word in words:
                    form = word if is_shouted(word) else ""
                    self.add("word", normalised(word), nums[country.qid], kind, int(country.yields), form)
            for word in country.capitals:
                key = normalised(word)
                self.add("capital", key, nums[country.qid], country.spelt.get(key, word), word)

    def add_origins(self, files: dict[str, str]) -> None:
        """Which file the rows of a table without a source column come from."""
        for part, file in files.items():
            self.add("origin", part, file)

    def add_given(self, names: dict[str, tuple[bool, float, Source]]) -> None:
        """First names with the gender of those who bear them."""
        for key, (female, share, source) in names.items():
            self.add("given", key, int(female), round(share * 100), self.source(source))

    def write(self, path: Path) -> Counter[str]:
        """Write the file; returns the number of rows by table."""
        path.unlink(missing_ok=True)
        for source, num in self.sources.items():
            self.add("source", num, source.name, source.until)
        counts: Counter[str] = Counter()
        connection = sqlite3.connect(path)
        connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
        for table, found in sorted(self.rows.items()):
            ordered = sorted(found, key=lambda row: tuple((v is not None, v) for v in row))
            marks = ",".join("?" * len(ordered[0]))
            connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", ordered)  # noqa: S608 (our own tables)
            counts[table] = len(ordered)
        connection.commit()
        connection.execute("VACUUM")
        connection.close()
        return counts
