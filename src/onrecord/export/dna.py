"""A database of the Discourse Network Analyzer (DNA 3.0): one ``.dna`` file, which is SQLite.

Its one coder is ``Admin``, whose password is ``onrecord``: change it in DNA. What the variables hold is told in
:mod:`onrecord.export.dna_rows`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from onrecord.document import Document
from onrecord.errors import OptionError
from onrecord.export.dna_rows import (
    ATTRIBUTES,
    SHORT,
    VARIABLES,
    DnaStatement,
    Names,
    dna_statements,
    dna_text,
    moment,
    short,
)
from onrecord.export.files import replacing
from onrecord.export.words import one_line, shorten, writable
from onrecord.statement import Reading

#: DNA's version whose tables these are.
VERSION, VERSION_DATE = "3.0.11", "2023-07-18"
PASSWORD = "onrecord"  # noqa: S105 (documented; it protects nothing)
#: The password as DNA keeps it: base64 of 16 bytes of salt and of SHA-256, applied 100,000 times.
PASSWORD_HASH = "Zx3DdlXpxJYxdjUVwBc0rrrmRLyvAus9zb0KxfZpdvgOt7oMCd8C70owV/g9bNV/"  # noqa: S105
STATEMENT_TYPE = "DNA Statement"

_SCHEMA = Path(__file__).with_name("dna.sql")
_TABLES = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT"}
_IDS = {name: number for number, name in enumerate(VARIABLES, 1)}


def save(readings: Iterable[Reading], path: Path) -> None:
    """Write the readings, taken one by one, as a DNA database; a file that is there is replaced.

    Raises
    ------
    OptionError
        If the file cannot be written.
    """
    with replacing(path) as partial:
        partial.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
                connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
                _Database(connection).add_all(readings)
                connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OptionError(f"--output {path} cannot be written ({error}). Choose another place") from error


class _Database:
    """A DNA database that is being written, with the ids that were given so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.names = Names()
        self.entities: dict[tuple[str, str], int] = {}
        self.attributes: dict[tuple[str, str], int] = {}
        for command in _SCHEMA.read_text(encoding="utf-8").split(";"):
            connection.execute(command)
        self._fill()

    def _fill(self) -> None:
        """Write what every DNA database has: version, coder, statement type, variables, attributes."""
        run = self.connection.execute
        run("INSERT INTO SETTINGS VALUES ('version', ?), ('date', ?)", (VERSION, VERSION_DATE))
        run("INSERT INTO CODERS (ID, Name, Red, Green, Password) VALUES (1, 'Admin', 255, 255, ?)", (PASSWORD_HASH,))
        run("INSERT INTO STATEMENTTYPES VALUES (1, ?, 239, 208, 51)", (STATEMENT_TYPE,))
        for name, kind in VARIABLES.items():
            run("INSERT INTO VARIABLES VALUES (?, ?, ?, 1)", (_IDS[name], name, kind))
            for attribute in ATTRIBUTES.get(name, ("Type", "Alias", "Notes") if kind == "short text" else ()):
                key = len(self.attributes) + 1
                self.attributes[name, attribute] = key
                run("INSERT INTO ATTRIBUTEVARIABLES VALUES (?, ?, ?)", (key, _IDS[name], attribute))
            if kind == "short text":
                self._entity(name, "", {})  # what DNA shows where there is no value

    def add_all(self, readings: Iterable[Reading]) -> None:
        """Write the readings."""
        statements = 0
        for number, reading in enumerate(readings, 1):
            self._add_document(number, reading.document)
            for statement in dna_statements(reading, self.names):
                statements += 1
                self._add_statement(statements, number, statement)

    def _add_document(self, number: int, document: Document) -> None:
        when = moment(document.published)
        facts = {
            "onrecord": document.id,
            "source_id": document.source_id,
            "url": document.url,
            "language": document.language,
            "published": document.published,
        }
        notes = "\n".join(f"{key}: {writable(one_line(value))}" for key, value in facts.items() if value)
        title = shorten(one_line(document.title or headline(document)), SHORT)
        author, outlet = shorten(one_line(", ".join(document.authors)), SHORT), short(document.outlet or "")
        row = (number, title, dna_text(document), author, outlet, notes, int(when.timestamp()) if when else 0)
        self.connection.execute(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Author, Source, Notes, Date, Coder) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            row,
        )

    def _add_statement(self, number: int, document: int, statement: DnaStatement) -> None:
        run = self.connection.execute
        run("INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, 1)", (number, document, statement.start, statement.stop))
        for name, value in statement.values.items():
            kind = VARIABLES[name]
            if kind == "short text":
                entity = self._entity(name, str(value), statement.attributes.get(name, {}))
                row = (number, _IDS[name], entity)
                run("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)", row)
            else:
                row_of_value = (number, _IDS[name], writable(value) if isinstance(value, str) else value)
                # the table's name is one of three of ours
                run(f"INSERT INTO {_TABLES[kind]} (StatementId, VariableId, Value) VALUES (?, ?, ?)", row_of_value)  # noqa: S608

    def _entity(self, variable: str, value: str, known: dict[str, str]) -> int:
        """Return the id of a value, which is written when it comes for the first time."""
        found = self.entities.get((variable, value))
        if found is not None:
            return found
        key = len(self.entities) + 1
        self.entities[variable, value] = key
        run = self.connection.execute
        run("INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (?, ?, ?)", (key, _IDS[variable], value))
        for (name, attribute), identifier in self.attributes.items():
            if name == variable:
                row = (key, identifier, short(known.get(attribute, "")))
                run("INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)", row)
        return key


def headline(document: Document) -> str:
    """Return the headline, or a stand-in where there is none."""
    found = (block.span.of(document.text) for block in document.blocks if block.kind == "headline")
    return next(found, "Untitled article")
