"""Databases of the Discourse Network Analyzer (DNA 3.0, SQLite) as hand-coded readings.

``person``, ``organization``, ``concept`` and ``agreement`` are understood as DNA has them by default, and so are the
variables that :mod:`onrecord.export.dna` adds; a mapping says which variables of other statement types are which.
Offsets count UTF-16 code units. The file is opened read-only, and nothing in it is run.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.entity import ENTITY_TYPES
from onrecord.errors import InputError
from onrecord.exchange import values
from onrecord.exchange.handmade import Coded, Origin, Who, reading_from
from onrecord.exchange.how import How
from onrecord.exchange.texts import Article
from onrecord.ingest.assembly import Known
from onrecord.ingest.limits import MAX_FILE_BYTES
from onrecord.statement import Reading

#: Our fields → variables of DNA, where the mapping does not say otherwise.
VARIABLES = {
    "name": "person",
    "organisation": "organization",
    "issue": "concept",
    "agreement": "agreement",
    "stance": "position",
    "act": "act",
    "recipients": "addressee",
    "conditions": "conditions",
}
_READ = (
    *("DOCUMENTS", "STATEMENTS", "VARIABLES", "CODERS", "ENTITIES", "DATASHORTTEXT", "SETTINGS"),
    *("DATALONGTEXT", "DATABOOLEAN", "DATAINTEGER", "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES"),
)
#: A table that is nothing but rows: a view, a module's table or a computed column could go on for ever.
_PLAIN = re.compile(r"\s*CREATE\s+TABLE\b", re.IGNORECASE)
_REMEDY = "Give a .dna file of DNA 3.0; import older ones into a new database in DNA first"
_NOTES = ("source_id", "url", "language", "published")
_VALUES = """
SELECT v.Variable, e.Value, e.ID FROM DATASHORTTEXT d JOIN VARIABLES v ON v.ID = d.VariableId
    JOIN ENTITIES e ON e.ID = d.Entity WHERE d.StatementId = :id
UNION ALL SELECT v.Variable, d.Value, NULL FROM DATALONGTEXT d JOIN VARIABLES v ON v.ID = d.VariableId
    WHERE d.StatementId = :id
UNION ALL SELECT v.Variable, d.Value, NULL FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId
    WHERE d.StatementId = :id
UNION ALL SELECT v.Variable, d.Value, NULL FROM DATAINTEGER d JOIN VARIABLES v ON v.ID = d.VariableId
    WHERE d.StatementId = :id
"""


class _Value(NamedTuple):
    text: str
    entity: int | None


def readings(path: Path, how: How = How()) -> Iterator[Reading | InputError]:
    """Yield a reading for every document that has statements; what cannot be used is yielded as an error."""
    name = str(path)
    try:
        with closing(_opened(path)) as connection:
            _check(connection, name)
            origin, attributes = Origin.of("dna", path, how.coder), cache(partial(_attributes, connection))
            rows = connection.execute(
                "SELECT s.DocumentId, s.ID, s.Start, s.Stop, c.Name FROM STATEMENTS s "
                "LEFT JOIN CODERS c ON c.ID = s.Coder ORDER BY s.DocumentId, s.Start, s.ID"
            )
            for key, statements in groupby(rows, key=lambda row: row[0]):
                yield from _Document(connection, (name, key), how, attributes).readings([*statements], origin)
    except InputError as error:
        yield error
    except (sqlite3.Error, OverflowError) as error:
        yield InputError(name, f"it cannot be read as a DNA database ({error})", _REMEDY)
    except OSError as error:
        yield InputError(name, f"it cannot be read ({error.strerror or error})", _REMEDY)


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file that strangers made: read-only, as it is on the disk, and without what its schema could call."""
    with path.open("rb"):  # a clear error where there is none
        pass
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_FILE_BYTES)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _check(connection: sqlite3.Connection, name: str) -> None:
    made = {str(row[0]).upper(): str(row[1]) for row in connection.execute("SELECT name, sql FROM sqlite_master")}
    for table in _READ:
        if _PLAIN.match(made.get(table, "")) is None:
            raise InputError(name, f"it has no table {table}, so it is no database of DNA 3", _REMEDY)
        if any(row[6] for row in connection.execute(f"PRAGMA table_xinfo({table})")):
            raise InputError(name, f"a column of {table} is computed, so it is no database of DNA 3", _REMEDY)
    columns = {row[1].upper() for row in connection.execute("PRAGMA table_info(DATASHORTTEXT)")}
    if not {"VARIABLEID", "ENTITY"} <= columns:
        row = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
        raise InputError(name, f"it was made by DNA {row[0] if row else 'of another version'}, not 3.0", _REMEDY)


class _Document:
    """One document of a DNA database."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        place: tuple[str, int],
        how: How,
        attributes: Callable[[int], dict[str, str]],
    ) -> None:
        self.connection = connection
        self.name = f"{place[0]}, document {place[1]}"
        self.key = place[1]
        self.how = how
        self.attributes = attributes

    def readings(self, statements: list[tuple[Any, ...]], origin: Origin) -> Iterator[Reading | InputError]:
        """Yield its reading, and an error for every statement that cannot be used."""
        try:
            article = self._article()
        except InputError as error:
            yield error
            return
        rows: list[Coded] = []
        for _, key, start, stop, coder in statements:
            try:
                rows.append(self._row(article, (key, start, stop), coder))
            except ValueError as error:
                yield InputError(f"{self.name}, statement {key}", str(error), "Correct it in DNA, or map the value")
        if rows:
            yield reading_from(article.document, rows, origin)

    def _article(self) -> Article:
        row = self.connection.execute(
            "SELECT Title, Text, Author, Source, Section, Type, Notes, Date FROM DOCUMENTS WHERE ID = ?", (self.key,)
        ).fetchone()
        if row is None:
            raise InputError(self.name, "there are statements but no document", _REMEDY)
        title, text, author, source, section, kind, notes = ("" if cell is None else str(cell) for cell in row[:-1])
        noted = _noted(notes)
        extra = {"section": section, "type": kind, "notes": "" if noted else notes}
        known = Known(
            self.name,
            title or None,
            tuple(name.strip() for name in author.split(",") if name.strip()),
            noted.get("published") if noted else _date(row[-1]),
            source or None,
            noted.get("url"),
            noted.get("source_id"),
            {key: value for key, value in extra.items() if value},
        )
        return Article(text, known, self.how.offsets or "utf-16")

    def _row(self, article: Article, statement: tuple[Any, Any, Any], coder: Any) -> Coded:
        key, start, stop = statement  # SQLite lets any value be in any column
        span = article.span(start, stop) if isinstance(start, int) and isinstance(stop, int) else None
        if span is None or span.start == span.end:
            raise ValueError(f"{start} to {stop} is no stretch of the text")
        found = {
            row[0]: _Value(str(row[1]), row[2]) for row in self.connection.execute(_VALUES, {"id": key}) if row[1] != ""
        }
        field = {ours: found[theirs] for ours, theirs in {**VARIABLES, **self.how.columns}.items() if theirs in found}
        said = {ours: self.how.value(ours, value.text) for ours, value in field.items()}
        stance = values.stance(said["stance"]) if "stance" in said else None
        agreed = "issue" in said and stance is None and "agreement" in said
        return Coded(
            content=(span,),
            quote_type=article.quote_type((span,)),
            who=tuple(self._who(field, said)),
            act=values.act(said["act"]) if "act" in said else None,
            stance=values.agreement(said["agreement"]) if agreed else stance,
            issue=values.issue(said["issue"], self._attribute(field["issue"], "Issue")) if "issue" in said else None,
            recipients=values.recipients(said.get("recipients", "")),
            conditions=values.conditions(said.get("conditions", ""), article, span),
            coder=str(coder) if coder else self.how.coder,
        )

    def _who(self, field: dict[str, _Value], said: dict[str, str]) -> Iterator[Who]:
        """Yield the person, with the organization as the office; the organization alone where there is no person."""
        key = "name" if "name" in said else "organisation"
        if key in said:
            kind, standard = self._attribute(field[key], "Type"), None if key == "name" else "organisation"
            role = self._attribute(field[key], "Notes") if kind in ENTITY_TYPES else ""
            yield Who(
                said[key],
                self._attribute(field[key], "Entity") or None,
                values.entity_type(kind if kind in ENTITY_TYPES else standard or "person"),
                self._attribute(field[key], "Country") or None,
                role or (said.get("organisation") if key == "name" else None) or None,
            )

    def _attribute(self, value: _Value, attribute: str) -> str:
        known = self.attributes(value.entity) if value.entity is not None else {}
        return known.get(attribute, "")


def _attributes(connection: sqlite3.Connection, entity: int) -> dict[str, str]:
    found = connection.execute(
        "SELECT a.AttributeVariable, v.AttributeValue FROM ATTRIBUTEVALUES v "
        "JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId WHERE v.EntityId = ?",
        (entity,),
    )
    return {str(name): str(value) for name, value in found}


def _noted(notes: str) -> dict[str, str]:
    """Return what our own export wrote into the notes of a document; nothing where they are somebody else's."""
    if not notes.startswith("onrecord: sha256:"):
        return {}
    pairs = (line.partition(": ") for line in notes.splitlines())
    return {"onrecord": "", **{key: value for key, _, value in pairs if key in _NOTES}}


def _date(seconds: Any) -> str | None:
    """Return DNA's date; None where it is none."""
    try:
        return values.day(datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None))
    except (ValueError, OverflowError, OSError, TypeError):
        return None
