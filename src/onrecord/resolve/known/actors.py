"""A user's own actors: reads them from a CSV file, and says everything that is wrong with it."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from os import PathLike
from pathlib import Path

from onrecord.entity import ENTITY_TYPES, Entity, EntityType, Gender, Office
from onrecord.errors import ActorsError
from onrecord.resolve.known.dates import period
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.known.spelling import normalised

COLUMNS = ("id", "label", "aliases", "type", "country", "role", "start", "end", "gender")
REQUIRED = ("id", "label")
#: Larger files are no lists of actors.
MAX_BYTES = 32 * 1024 * 1024
_GENDERS: dict[str, Gender | None] = {"m": "male", "male": "male", "f": "female", "female": "female", "": None}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SAVE = "Save it as CSV in UTF-8"


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file of actors holds and what is wrong with it.

    Attributes
    ----------
    actors : tuple of Entity
        In the order of their first rows; those of rows with a problem are left out.
    problems : tuple of ActorsError
        In the order of lines; empty for a file that can be used.
    warnings : tuple of str
        What is allowed and yet may not be meant.
    """

    actors: tuple[Entity, ...]
    problems: tuple[ActorsError, ...]
    warnings: tuple[str, ...]


def read_actors(path: str | PathLike[str]) -> tuple[Entity, ...]:
    """Read actors from a CSV file with the columns id, label, aliases, type, country, role, start, end, gender.

    Only ``id`` and ``label`` must be there; other columns are ignored. Fields are separated by comma, semicolon or
    tab; aliases by ``;`` or ``|``. Rows of one id and label are one actor with several offices. An actor without a
    type is a person. Dates are ISO 8601, possibly only a year or a month; gender is m, f or empty. The last word of a
    person's label that is also given as an alias, and is no one else's, is taken to be enough to mean this person.

    Raises
    ------
    ActorsError
        For the first problem of the file; :func:`scan_actors` lists them all.
    """
    scan = scan_actors(path)
    if scan.problems:
        raise scan.problems[0]
    return scan.actors


def actor_rows(path: str | PathLike[str]) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file of actors as they stand there, by column.

    Raises
    ------
    ActorsError
        As :func:`read_actors`.
    """
    read_actors(path)
    table = _table(_text(Path(path), str(path)), str(path))
    return tuple(row for _, row in table.rows() if isinstance(row, dict))


@lru_cache(maxsize=8)
def registry_of(actors: Path | None) -> Registry:
    """The registry of known actors, with those of a file if one is given; read once a process."""
    registry = Registry.shipped()
    return registry.with_actors(read_actors(actors)) if actors is not None else registry


def scan_actors(path: str | PathLike[str]) -> Scan:
    """Read a file of actors to the end and gather its problems instead of raising the first."""
    source = str(path)
    try:
        text = _text(Path(path), source)
        table = _table(text, source)
    except ActorsError as error:
        return Scan((), (error,), ())
    gathered = _Gathered(source)
    try:
        for line, row in table.rows():
            gathered.add(line, row)
    except csv.Error as error:
        gathered.problem(table.line + 1, f"broken CSV ({error})", "Close the quotation mark, or double those inside")
    return gathered.scan(table.warnings)


def _text(path: Path, source: str) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            problem = f"{size / 1e6:.0f} MB, more than {MAX_BYTES // 1024**2} MB"
            raise ActorsError(source, None, problem, "Is it a list of actors? Split it if so")
        data = path.read_bytes()
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise ActorsError(source, None, problem, "Give the name of a CSV file") from error
    charset = next((charset for mark, charset in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if charset == "utf-8" and b"\x00" in data[:4096]:
            raise ActorsError(source, None, "is binary, not CSV", _SAVE) from error
        found = data[error.start : error.start + 1].hex()
        raise ActorsError(source, line, f"not {charset.upper()[:6].rstrip('-')} (byte 0x{found})", _SAVE) from error
    if "\x00" in text:
        raise ActorsError(source, text.count("\n", 0, text.index("\x00")) + 1, "holds a NUL character", _SAVE)
    return text


class _Table:
    """The rows of a CSV text below its header, as dictionaries."""

    def __init__(self, text: str, delimiter: str, source: str) -> None:
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        self.line = 0
        header = next((row for row in self._reader if any(cell.strip() for cell in row)), [])
        self.header = [cell.strip().casefold() for cell in header]
        _check_header(self.header, source)
        extra = [name for name in self.header if name and name not in COLUMNS]
        self.warnings = [f"the column {name!r} is not used" for name in extra]

    def rows(self) -> Iterator[tuple[int, list[str] | dict[str, str]]]:
        """Each row with the line it begins on; a row with too many fields as the list that it is."""
        self.line = self._reader.line_num
        for row in self._reader:
            begun, self.line = self.line + 1, self._reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if any(cell.strip() for cell in row[len(self.header) :]):
                yield begun, row
            else:
                yield begun, dict(zip(self.header, map(_clean, row), strict=False))


def _clean(cell: str) -> str:
    """A cell on one line, without control characters that would reach a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "", re.sub(r"\s+", " ", cell)).strip()


def _table(text: str, source: str) -> _Table:
    if not text.strip():
        raise ActorsError(source, None, "is empty", f"Its first line must name the columns: {','.join(COLUMNS)}")
    first = next(line for line in text.splitlines() if line.strip())
    delimiter = max(",;\t", key=lambda mark: len({c.strip('" ').casefold() for c in first.split(mark)} & set(COLUMNS)))
    try:
        return _Table(text, delimiter, source)
    except csv.Error as error:
        raise ActorsError(source, 1, f"broken CSV ({error})", _SAVE) from error


def _check_header(header: list[str], source: str) -> None:
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise ActorsError(source, 1, f"the column {twice[0]!r} is there twice", "Rename or remove one of them")
    for name in REQUIRED:
        if name not in header:
            problem = f"no column {name!r} among {', '.join(map(repr, header[:12]))}"
            raise ActorsError(source, 1, problem, f"The first line must name the columns: {','.join(COLUMNS)}")


@dataclass(slots=True)
class _Gathered:
    """Entities in the making, with the lines that they come from."""

    source: str
    entities: dict[str, Entity] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[ActorsError] = field(default_factory=list)

    def problem(self, line: int, problem: str, remedy: str) -> None:
        self.problems.append(ActorsError(self.source, line, problem, remedy))

    def add(self, line: int, row: list[str] | dict[str, str]) -> None:
        if isinstance(row, list):
            self.problem(line, f"{len(row)} fields, more than columns", "Put fields with separators in quotation marks")
            return
        before = len(self.problems)
        entity = self._entity(line, row)
        known = self.entities.get(entity.id)
        if known and known.name != entity.name:
            problem = f"the id {entity.id!r} is {entity.name!r} here and {known.name!r} in line {self.lines[known.id]}"
            self.problem(line, problem, "Give each actor an id of its own")
        elif known and (known.type, known.gender) != (entity.type, entity.gender):
            problem = f"type or gender of {entity.id!r} is not that of line {self.lines[known.id]}"
            self.problem(line, problem, "Make the rows of one actor agree")
        if len(self.problems) > before:
            return
        if known:
            aliases = tuple(dict.fromkeys((*known.aliases, *entity.aliases)))
            offices = tuple(dict.fromkeys((*known.offices, *entity.offices)))
            entity = replace(known, aliases=aliases, offices=offices, country=known.country or entity.country)
        self.entities[entity.id] = entity
        self.lines.setdefault(entity.id, line)

    def _entity(self, line: int, row: dict[str, str]) -> Entity:
        for name in REQUIRED:
            if not normalised(row.get(name, "")):
                value = f"{row[name]!r}, which has no letter" if row.get(name) else "empty"
                self.problem(line, f"{name} is {value}", "Every actor needs an id and a label")
        label = row.get("label", "")
        aliases = [part.strip() for part in re.split(r"[;|]", row.get("aliases", ""))]
        country = row.get("country") or None
        office = self._office(line, row, country)
        return Entity(
            id=row.get("id", ""),
            name=label,
            type=self._type(line, row.get("type", "")),
            country=country,
            aliases=tuple(a for a in dict.fromkeys(aliases) if normalised(a) and a != label),
            offices=(office,) if office else (),
            gender=self._gender(line, row.get("gender", "")),
            provenance="user",
        )

    def _type(self, line: int, text: str) -> EntityType:
        value = text.casefold().replace(" ", "_")
        for type in ENTITY_TYPES:
            if type == (value or "person"):
                return type  # type: ignore[return-value]
        near = get_close_matches(value, ENTITY_TYPES, 1)
        remedy = f"Did you mean {near[0]!r}?" if near else f"Choose one of {', '.join(ENTITY_TYPES)}"
        self.problem(line, f"the type is {text!r}", remedy)
        return "person"

    def _gender(self, line: int, text: str) -> Gender | None:
        if text.casefold() not in _GENDERS:
            self.problem(line, f"gender is {text!r}", "Write m or f, or leave it empty")
        return _GENDERS.get(text.casefold())

    def _office(self, line: int, row: dict[str, str], country: str | None) -> Office | None:
        periods = {}
        for name in ("start", "end"):
            text = row.get(name, "")
            periods[name] = period(text) if text else None
            if text and not periods[name]:
                self.problem(line, f"{name} is {text!r}, which is no date", "Write 2031-04-11, 2031-04 or 2031")
        start, end = periods["start"], periods["end"]
        if start and end and end[1] < start[0]:
            self.problem(line, f"end {row['end']} is before start {row['start']}", "Exchange or correct them")
        role = row.get("role", "")
        if not (role or start or end):
            return None
        return Office(role, country, row.get("start") or None, row.get("end") or None)

    def scan(self, warnings: list[str]) -> Scan:
        if not self.entities and not self.problems:
            self.problem(1, "names no actor below its header", "Add a row for each actor")
        bearers: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            for name in dict.fromkeys(normalised(n) for n in (entity.name, *entity.aliases)):
                bearers[name].append(entity)
        codes = self._codes()
        unknown = [
            f"the country {name!r} is neither known nor in this file" for name, code in codes.items() if not code
        ]
        actors = tuple(_finished(entity, bearers, codes) for entity in self.entities.values())
        problems = tuple(sorted(self.problems, key=lambda p: p.line or 0))
        return Scan(actors, problems, (*warnings, *unknown, *self._shared(bearers)))

    def _codes(self) -> dict[str, str | None]:
        """The ISO code, or the own country's name, of each country that is named; None for an unknown one."""
        own = {key: e.name for e in self.entities.values() if e.type == "country" for key in (e.id, e.name)}
        codes: dict[str, str | None] = {}
        for name in dict.fromkeys(e.country for e in self.entities.values() if e.country):
            known = None if name in own else Registry.shipped().country(name)
            codes[name] = own.get(name) or (known.country if known else None)
        return codes

    def _shared(self, bearers: dict[str, list[Entity]]) -> Iterator[str]:
        for entities in bearers.values():
            persons = [e for e in entities if e.type == "person"]
            if len(persons) > 1:
                name = _as_written(persons[0], persons[1])
                where = " and ".join(f"{e.id} (line {self.lines[e.id]})" for e in persons)
                yield f"{name!r} is a name of {where}: only the date or the article can tell which"


def _finished(entity: Entity, bearers: dict[str, list[Entity]], codes: dict[str, str | None]) -> Entity:
    """An entity with its country as elsewhere, and marked where its last name is enough."""

    def code(country: str | None) -> str | None:
        return codes.get(country, country) or country if country else None

    offices = tuple(replace(office, country=code(office.country)) for office in entity.offices)
    mononym = entity.type == "person" and _is_mononym(entity, bearers)
    return replace(entity, country=code(entity.country), offices=offices, mononym=mononym)


def _as_written(one: Entity, other: Entity) -> str:
    keys = {normalised(name) for name in (other.name, *other.aliases)}
    return next(name for name in (one.name, *one.aliases) if normalised(name) in keys)


def _is_mononym(entity: Entity, bearers: dict[str, list[Entity]]) -> bool:
    last = normalised(entity.name).split()[-1]
    return any(normalised(a) == last for a in entity.aliases) and len(bearers[last]) == 1
