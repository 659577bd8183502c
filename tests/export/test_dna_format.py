from __future__ import annotations

import base64
import csv
import hashlib
import io
import sqlite3
from calendar import timegm
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from export.coded import coded_reading
from export.readings import readings
from export.wide import TEXT, units, wide_reading
from onrecord.errors import OptionError
from onrecord.export import dna, dna_csv
from onrecord.export.dna_rows import SHORT, VARIABLES
from onrecord.statement import Reading, Resolution

#: Tables and columns of DNA 3.0 (leifeld/dna, createTables in Sql.java), in their order; ! says that one must not be
#: empty, and those named in TEXTS are texts, the others integers.
TABLES = {
    "SETTINGS": "Property Value!",
    "CODERS": "ID! Name! Red! Green! Blue! Refresh! FontSize! Password! PopupWidth ColorByCoder! PopupDecoration! "
    "PopupAutoComplete! PermissionAddDocuments! PermissionEditDocuments! PermissionDeleteDocuments! "
    "PermissionImportDocuments! PermissionAddStatements! PermissionEditStatements! PermissionDeleteStatements! "
    "PermissionEditAttributes! PermissionEditRegex! PermissionEditStatementTypes! PermissionEditCoders! "
    "PermissionEditCoderRelations! PermissionViewOthersDocuments! PermissionEditOthersDocuments! "
    "PermissionViewOthersStatements! PermissionEditOthersStatements!",
    "DOCUMENTS": "ID! Title! Text! Coder Author! Source! Section! Notes! Type! Date!",
    "STATEMENTTYPES": "ID! Label! Red! Green! Blue!",
    "VARIABLES": "ID! Variable! DataType! StatementTypeId",
    "VARIABLELINKS": "ID! SourceVariableId TargetVariableId",
    "REGEXES": "Label Red! Green! Blue!",
    "CODERRELATIONS": "ID! Coder OtherCoder viewStatements! editStatements! viewDocuments! editDocuments!",
    "STATEMENTS": "ID! StatementTypeId DocumentId Start! Stop! Coder",
    "DATABOOLEAN": "ID! StatementId! VariableId! Value!",
    "DATAINTEGER": "ID! StatementId! VariableId! Value!",
    "ENTITIES": "ID! VariableId! Value! Red Green Blue ChildOf",
    "DATASHORTTEXT": "ID! StatementId! VariableId! Entity!",
    "DATALONGTEXT": "ID! StatementId! VariableId! Value",
    "ATTRIBUTEVARIABLES": "ID! VariableId! AttributeVariable!",
    "ATTRIBUTEVALUES": "ID! EntityId! AttributeVariableId! AttributeValue!",
}
TEXTS = {
    *("SETTINGS.Property", "SETTINGS.Value", "CODERS.Name", "CODERS.Password", "STATEMENTTYPES.Label"),
    *(f"DOCUMENTS.{name}" for name in ("Title", "Text", "Author", "Source", "Section", "Notes", "Type")),
    *("VARIABLES.Variable", "VARIABLES.DataType", "REGEXES.Label", "ENTITIES.Value", "DATALONGTEXT.Value"),
    *("ATTRIBUTEVARIABLES.AttributeVariable", "ATTRIBUTEVALUES.AttributeValue"),
}
#: What a row goes with: column, and the table whose row takes it along when it is deleted.
OWNERS = {
    "DOCUMENTS": {"Coder": "CODERS"},
    "VARIABLES": {"StatementTypeId": "STATEMENTTYPES"},
    "VARIABLELINKS": {"SourceVariableId": "VARIABLES", "TargetVariableId": "VARIABLES"},
    "CODERRELATIONS": {"Coder": "CODERS", "OtherCoder": "CODERS"},
    "STATEMENTS": {"StatementTypeId": "STATEMENTTYPES", "DocumentId": "DOCUMENTS", "Coder": "CODERS"},
    "DATABOOLEAN": {"StatementId": "STATEMENTS", "VariableId": "VARIABLES"},
    "DATAINTEGER": {"StatementId": "STATEMENTS", "VariableId": "VARIABLES"},
    "ENTITIES": {"VariableId": "VARIABLES", "ChildOf": "ENTITIES"},
    "DATASHORTTEXT": {"StatementId": "STATEMENTS", "VariableId": "VARIABLES", "Entity": "ENTITIES"},
    "DATALONGTEXT": {"StatementId": "STATEMENTS", "VariableId": "VARIABLES"},
    "ATTRIBUTEVARIABLES": {"VariableId": "VARIABLES"},
    "ATTRIBUTEVALUES": {"EntityId": "ENTITIES", "AttributeVariableId": "ATTRIBUTEVARIABLES"},
}
SETTINGS = ("version", "date")
DATA = {
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
    "integer": "DATAINTEGER",
    "boolean": "DATABOOLEAN",
}


@pytest.fixture
def saved(tmp_path: Path) -> Iterator[Callable[..., sqlite3.Connection]]:
    opened: list[sqlite3.Connection] = []

    def save(*given: Reading) -> sqlite3.Connection:
        dna.save(given, tmp_path / "corpus.dna")
        opened.append(sqlite3.connect(tmp_path / "corpus.dna"))
        return opened[-1]

    yield save
    for connection in opened:
        connection.close()


def values(connection: sqlite3.Connection, statement: int) -> dict[str, object]:
    """What DNA shows of a statement."""
    found = connection.execute(
        "SELECT v.Variable, e.Value FROM DATASHORTTEXT d JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e "
        "ON e.ID = d.Entity AND e.VariableId = d.VariableId WHERE d.StatementId = :id UNION ALL "
        "SELECT v.Variable, d.Value FROM DATALONGTEXT d JOIN VARIABLES v ON v.ID = d.VariableId "
        "WHERE StatementId = :id "
        "UNION ALL SELECT v.Variable, d.Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId "
        "WHERE StatementId = :id UNION ALL SELECT v.Variable, d.Value FROM DATAINTEGER d JOIN VARIABLES v "
        "ON v.ID = d.VariableId WHERE StatementId = :id",
        {"id": statement},
    )
    return dict(found.fetchall())


def test_tables_and_columns_are_those_of_dna(saved: Callable[..., sqlite3.Connection]) -> None:
    connection = saved(coded_reading())
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {name for (name,) in names} == set(TABLES)
    for table, columns in TABLES.items():
        found = connection.execute(f"PRAGMA table_info({table})").fetchall()
        assert [f"{name}{'!' * required}" for _, name, _, required, _, _ in found] == columns.split()
        for _, name, kind, *_ in found:
            assert kind == ("TEXT" if f"{table}.{name}" in TEXTS else "INTEGER"), f"{table}.{name}"
        keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        assert {row[3]: row[2] for row in keys} == OWNERS.get(table, {})
        assert all((row[4], row[6]) == ("ID", "CASCADE") for row in keys)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_database_has_the_rows_that_dna_begins_with(saved: Callable[..., sqlite3.Connection]) -> None:
    """Version and date, the coder with all permissions, DNA's statement type with its four variables and attributes."""
    connection = saved(coded_reading())
    run = connection.execute
    version, date = (run("SELECT Value FROM SETTINGS WHERE Property = ?", (key,)).fetchone()[0] for key in SETTINGS)
    assert version.startswith("3.0.") and len(date) == len("2023-07-18")
    (coder,) = run("SELECT * FROM CODERS").fetchall()
    assert coder[:7] == (1, "Admin", 255, 255, 0, 0, 14) and coder[8:12] == (300, 0, 0, 1) and set(coder[12:]) == {1}
    assert run("SELECT * FROM STATEMENTTYPES").fetchall() == [(1, "DNA Statement", 239, 208, 51)]
    variables = run("SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1 ORDER BY ID").fetchall()
    assert variables[:4] == [
        *((1, "person", "short text"), (2, "organization", "short text")),
        *((3, "concept", "short text"), (4, "agreement", "boolean")),
    ]
    assert {name: kind for _, name, kind in variables} == VARIABLES
    for number in (1, 2, 3):
        query = "SELECT AttributeVariable FROM ATTRIBUTEVARIABLES WHERE VariableId = ? ORDER BY ID LIMIT 3"
        assert [name for (name,) in run(query, (number,))] == ["Type", "Alias", "Notes"]


def count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608 (tables of ours)


def test_a_row_for_each_variable_and_each_attribute(saved: Callable[..., sqlite3.Connection]) -> None:
    """DNA joins them: what lacks a row is not shown, and cannot be edited."""
    connection = saved(coded_reading(), wide_reading())
    statements = count(connection, "STATEMENTS")
    for kind, table in DATA.items():
        wanted = [key for key in VARIABLES if VARIABLES[key] == kind]
        assert count(connection, table) == statements * len(wanted)
    lacking = (
        "SELECT COUNT(*) FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId LEFT JOIN "
        "ATTRIBUTEVALUES v ON v.EntityId = e.ID AND v.AttributeVariableId = a.ID WHERE v.ID IS NULL"
    )
    assert connection.execute(lacking).fetchone() == (0,)
    assert connection.execute("SELECT DISTINCT Red, Green, Blue, ChildOf FROM ENTITIES").fetchall() == [(0, 0, 0, None)]
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("DELETE FROM DOCUMENTS")  # DNA deletes a document with all that is coded in it
    for table in ("STATEMENTS", *DATA.values()):
        assert count(connection, table) == 0


def test_the_password_is_the_documented_one() -> None:
    """Base64 of 16 bytes of salt and the digest, which is SHA-256 of salt and password, applied 100,000 times."""
    data = base64.b64decode(dna.PASSWORD_HASH)
    salt, expected = data[:16], data[16:]
    digest = hashlib.sha256(salt + dna.PASSWORD.encode()).digest()
    for _ in range(99_999):
        digest = hashlib.sha256(digest).digest()
    assert digest == expected


def test_a_statement_has_a_value_for_every_variable(saved: Callable[..., sqlite3.Connection]) -> None:
    reading = coded_reading()
    connection = saved(reading)
    assert values(connection, 5) == {
        "person": "Ghislin Verdassy",
        "organization": "",
        "concept": "ceasefire",
        "agreement": 0,
        "stance": -1,
        "position": "oppose",
        "act": "AGREE",
        "addressee": "",
        "conditions": "guarantee: provided that it is backed by the Council",
        "onrecord_id": reading.statements[4].id,
    }
    assert values(connection, 6)["addressee"] == "Karveth; both sides"
    assert (values(connection, 1)["agreement"], values(connection, 1)["stance"]) == (1, 0)
    attributes = connection.execute(
        "SELECT a.AttributeVariable, v.AttributeValue FROM ATTRIBUTEVALUES v JOIN ATTRIBUTEVARIABLES a "
        "ON a.ID = v.AttributeVariableId JOIN ENTITIES e ON e.ID = v.EntityId WHERE e.Value = 'Jorath Vennick'"
    )
    assert dict(attributes.fetchall()) == {
        "Type": "person",
        "Alias": "",
        "Notes": "Foreign Minister",
        "Country": "Karveth",
        "Entity": "local:vennick",
    }


def test_offsets_count_utf_16_and_the_date_is_in_seconds_of_utc(saved: Callable[..., sqlite3.Connection]) -> None:
    connection = saved(wide_reading())
    start, stop, text, date, title, notes = connection.execute(
        "SELECT Start, Stop, Text, Date, Title, Notes FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
    ).fetchone()
    assert text == TEXT
    assert units(text, start, stop) == "“We will dredge 🚢 the cafe\u0301 quay,”" != text[start:stop]
    assert date == timegm((2031, 6, 18, 6, 30, 0)) and title.startswith("=HYPERLINK")
    assert "url: https://courier.example/fair\n" in notes and "published: 2031-06-18T08:30:00+02:00" in notes


def test_a_carriage_return_does_not_move_what_follows(
    saved: Callable[..., sqlite3.Connection], reading_of: Callable[..., Reading]
) -> None:
    connection = saved(reading_of("One\r\ntwo\x00\ud800 three", "three"))
    start, stop, text = connection.execute(
        "SELECT Start, Stop, Text FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
    ).fetchone()
    assert (text, text[start:stop]) == ("One\n\ntwo\ufffd\ufffd three", "three")


def test_long_values_are_cut_and_stay_apart(
    saved: Callable[..., sqlite3.Connection], resolved_of: Callable[..., Reading]
) -> None:
    names = ["a" * 400, "a" * 401, "b" * SHORT]
    connection = saved(*(resolved_of("She", Resolution(name, "name", type="person")) for name in names))
    found = [values(connection, number)["person"] for number in (1, 2, 3)]
    assert len(set(found)) == 3 and [len(str(name)) for name in found] == [SHORT] * 3 and found[2] == "b" * SHORT


def test_two_with_the_same_name_stay_apart(
    saved: Callable[..., sqlite3.Connection], resolved_of: Callable[..., Reading]
) -> None:
    one, other = (Resolution("Ilse Brandt", "name", entity, "person") for entity in ("Q1", "Q2"))
    connection = saved(resolved_of("She", one), resolved_of("She", other), resolved_of("She", one))
    assert [values(connection, number)["person"] for number in (1, 2, 3)] == [
        "Ilse Brandt",
        "Ilse Brandt (Q2)",
        "Ilse Brandt",
    ]


def test_several_sources_and_codings_are_several_statements_at_one_place(
    saved: Callable[..., sqlite3.Connection], several: Reading
) -> None:
    codings = coded_reading().statements
    twice = (codings[0].codings[0], codings[5].codings[0])
    reading = replace(several, statements=(replace(several.statements[0], codings=twice),))
    connection = saved(reading)
    places = connection.execute("SELECT DISTINCT Start, Stop FROM STATEMENTS").fetchall()
    found = [(values(connection, number)["person"], values(connection, number)["act"]) for number in range(1, 5)]
    assert len(places) == 1
    assert found == [(name, act) for name in ("Ilse Brandt", "Oto Velm") for act in ("REJECT", "REQUEST")]


def test_bodies_are_organizations_and_the_unknown_nobody(
    saved: Callable[..., sqlite3.Connection], resolved: Reading
) -> None:
    connection = saved(resolved)
    found = {
        (values(connection, number)["person"], values(connection, number)["organization"]) for number in range(1, 12)
    }
    assert ("", "Norvale Council") in found and ("", "unnamed: dredging firm") in found and ("", "") in found


def test_what_was_there_stays_when_readings_break_off(tmp_path: Path) -> None:
    path = tmp_path / "corpus.dna"
    path.write_text("before")

    def broken() -> Iterator[Reading]:
        yield wide_reading()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dna.save(broken(), path)
    assert path.read_text() == "before" and [*tmp_path.iterdir()] == [path]
    with pytest.raises(OptionError, match=r"cannot be written .* Choose another place"):
        dna.save([], tmp_path / "gone" / "corpus.dna")


@settings(deadline=None, max_examples=50)
@given(readings)
def test_any_reading_can_be_written(tmp_path_factory: pytest.TempPathFactory, reading: Reading) -> None:
    path = tmp_path_factory.mktemp("dna") / "corpus.dna"
    dna.save([reading], path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM DOCUMENTS").fetchone() == (1,)
        for start, stop in connection.execute("SELECT Start, Stop FROM STATEMENTS"):
            assert 0 <= start < stop <= len(reading.document.text)


def rows(*given: Reading) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO("".join(dna_csv.render(given))), delimiter=";")]


def test_the_event_list_has_the_columns_that_dna_writes() -> None:
    header = next(dna_csv.render([]))
    assert header == (
        '"statement_id";"time";"person";"organization";"concept";"agreement";"stance";"position";"act";"addressee";'
        '"conditions";"onrecord_id";"start_position";"stop_position";"text";"coder";"document_id";"document_title";'
        '"document_author";"document_source";"document_section";"document_type"\n'
    )


def test_the_event_list_says_the_same_as_the_database(saved: Callable[..., sqlite3.Connection]) -> None:
    connection = saved(coded_reading(), wide_reading())
    found = rows(coded_reading(), wide_reading())
    assert len(found) == 8
    for row in found:
        number = int(row["statement_id"])
        assert {name: row[name].removeprefix("'") for name in VARIABLES} == {
            name: str(value) for name, value in values(connection, number).items()
        }
        place = connection.execute("SELECT Start, Stop, DocumentId FROM STATEMENTS WHERE ID = ?", (number,)).fetchone()
        assert (row["start_position"], row["stop_position"], row["document_id"]) == tuple(map(str, place))
        assert connection.execute("SELECT Name FROM CODERS WHERE ID = ?", (row["coder"],)).fetchone() == ("Admin",)
    assert (found[7]["time"], found[7]["document_source"]) == ("2031-06-18 06:30:00", "Norvale Courier")


def test_cells_cannot_be_formulas_and_nothing_is_lost(reading_of: Callable[..., Reading]) -> None:
    (row,) = rows(wide_reading())
    assert row["document_title"] == '\'=HYPERLINK("https://evil.example")'
    text = '+1; "two"\nthree'
    (row,) = rows(reading_of(text, text, outlet="@SUM(A1)"))
    assert (row["text"], row["document_source"]) == (f"'{text}", "'@SUM(A1)")
