"""Reads the shipped registry: one read-only SQLite file, one connection for each thread."""

from __future__ import annotations

import os
import sqlite3
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.entity import ENTITY_TYPES, Entity, EntityType, Gender, Office
from onrecord.resolve.known.spelling import fits_case

_ENTITY = """SELECT e.num, e.id, e.name, e.type, e.country, e.aliases, e.gender, e.born, e.died, e.mononym, s.name
    FROM entity e JOIN source s ON s.num = e.source WHERE """
_HELD = """SELECT o.entity, o.start, o.end, s.until
    FROM role r JOIN office o ON o.role = r.num JOIN source s ON s.num = o.source
    WHERE (r.canonical = ? OR r.key = ?) AND o.country = ? AND o.start IS NOT NULL"""


def iso(number: int | None) -> str | None:
    """A stored date in ISO 8601.

    >>> iso(20140318), iso(20140300), iso(20140000)
    ('2014-03-18', '2014-03', '2014')
    """
    if not number:
        return None
    year, month, day = number // 10000, number // 100 % 100, number % 100
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


class Store:
    """The tables of a registry file.

    Parameters
    ----------
    path : Path
        The SQLite file; opened when first asked, read only, never locked.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._entity = lru_cache(maxsize=4096)(self._read_entity)
        #: The file never changes, and one article's names are asked for again and again.
        self._kept = lru_cache(maxsize=8192)(self._read_rows)

    def rows(self, query: str, *values: Any) -> tuple[tuple[Any, ...], ...]:
        """All rows of a query."""
        return self._kept(query, *values)

    def _read_rows(self, query: str, *values: Any) -> tuple[tuple[Any, ...], ...]:
        local = self._local
        if getattr(local, "process", None) != os.getpid():  # a connection must not be carried over a fork
            uri = self.path.resolve().as_uri() + "?mode=ro&immutable=1"
            local.connection = sqlite3.connect(uri, uri=True)
            local.process = os.getpid()
        return tuple(local.connection.execute(query, values))

    def entity(self, num: int) -> Entity:
        """The entity of that row."""
        return self._entity(num)

    def by_id(self, id: str) -> Entity | None:
        """The entity of that id."""
        found = self.rows("SELECT num FROM entity WHERE id = ?", id)
        return self.entity(found[0][0]) if found else None

    def named(self, key: str, query: str) -> list[Entity]:
        """All with a name of that key, if the query is written as the name demands it."""
        found = self.rows("SELECT DISTINCT entity, form FROM name WHERE key = ?", key)
        return [self.entity(num) for num, form in found if fits_case(query, form)]

    def sounding(self, key: str) -> list[Entity]:
        """All persons with a name of that sound."""
        return [self.entity(num) for (num,) in self.rows("SELECT entity FROM sound WHERE key = ?", key)]

    def containing(self, key: str, limit: int) -> list[Entity]:
        """All with a name that contains a text, the shortest names first."""
        pattern = "%" + key.replace("%", "").replace("_", "") + "%"
        found = self.rows(
            "SELECT entity FROM name WHERE key LIKE ? GROUP BY entity ORDER BY min(length(key)), entity LIMIT ?",
            pattern,
            limit,
        )
        return [self.entity(num) for (num,) in found]

    def words(self, key: str, query: str, kind: str) -> list[Entity]:
        """Countries that a demonym or capital means; those that give way to a better known one are left out."""
        found = self.rows("SELECT entity, yields, form FROM word WHERE key = ? AND kind = ?", key, kind)
        fitting = [(num, yields) for num, yields, form in found if fits_case(query, form)]
        least = min((yields for _, yields in fitting), default=0)
        return [self.entity(num) for num, yields in fitting if yields == least]

    def capital(self, key: str, country: str) -> list[str]:
        """The name of a country's capital, and behind it its other spellings."""
        found = self.rows(
            "SELECT other.name, other.spelling FROM capital c JOIN entity e ON e.num = c.entity "
            "JOIN capital other ON other.entity = c.entity AND other.name = c.name "
            "WHERE c.key = ? AND e.id = ? ORDER BY other.spelling",
            key,
            country,
        )
        return list(dict.fromkeys(name for row in found for name in row)) if found else []

    def places(self, key: str, query: str) -> list[str]:
        """Ids of what a seat or building stands for, best first."""
        found = self.rows("SELECT meaning, form FROM place WHERE key = ? ORDER BY rank", key)
        return [meaning for meaning, form in found if fits_case(query, form)]

    def nouns(self, key: str) -> dict[str, tuple[Any, ...]]:
        """What a role noun means: canonical role, level, body, sole, gender, by country; "" for everywhere else."""
        found = self.rows("SELECT country, role, level, body, sole, gender FROM noun WHERE key = ?", key)
        return {country: tuple(rest) for country, *rest in found}

    def held(self, role: str, key: str, country: str) -> list[tuple[int, int, int | None, int]]:
        """Entity, start, end and the day up to which it is known, of all who held a role."""
        return [(row[0], row[1], row[2], row[3]) for row in self.rows(_HELD, role, key, country)]

    def bodies(self) -> list[tuple[str, str, str, str]]:
        """Suffix, type, title and noun of the bodies that every state has."""
        found = self.rows("SELECT suffix, type, title, noun FROM body ORDER BY suffix, n")
        return [(row[0], row[1], row[2], row[3]) for row in found]

    def given(self, key: str) -> tuple[Gender, float] | None:
        """Gender and share of a first name."""
        found = self.rows("SELECT female, share FROM given WHERE key = ?", key)
        return ("female" if found[0][0] else "male", found[0][1] / 100) if found else None

    def _read_entity(self, num: int) -> Entity:
        (row,) = self.rows(_ENTITY + "e.num = ?", num)
        _, id, name, type, country, aliases, gender, born, died, mononym, source = row
        types: tuple[EntityType, ...] = ENTITY_TYPES  # type: ignore[assignment]
        return Entity(
            id=id,
            name=name,
            type=types[type],
            country=country,
            aliases=tuple(aliases.split("|")) if aliases else (),
            offices=self._offices(num),
            gender=(None if gender is None else "female" if gender else "male"),
            born=born,
            died=died,
            mononym=bool(mononym),
            provenance=source,
        )

    def _offices(self, num: int) -> tuple[Office, ...]:
        found = self.rows(
            "SELECT r.text, o.country, o.start, o.end FROM office o JOIN role r ON r.num = o.role "
            "WHERE o.entity = ? ORDER BY o.n",
            num,
        )
        return tuple(Office(role, country or None, iso(start), iso(end)) for role, country, start, end in found)
