from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from exchange.conftest import Imported, words
from export.coded import coded_reading
from export.wide import TEXT, wide_reading
from onrecord.exchange import How
from onrecord.export import dna
from onrecord.statement import Reading


def saved(folder: Path, *readings: Reading) -> sqlite3.Connection:
    dna.save(readings, folder / "corpus.dna")
    return sqlite3.connect(folder / "corpus.dna")


def test_what_we_export_comes_back(take: Imported, tmp_path: Path) -> None:
    reading = coded_reading()
    saved(tmp_path, reading, wide_reading()).close()
    (found, wide), errors = take("corpus.dna")
    assert errors == [] and found.document.text == reading.document.text
    assert (found.document.outlet, found.document.published, found.document.authors) == (
        *("Coastwire", "2031-06-18"),
        ("Odile Marchetto",),
    )
    assert words(found, "content") == words(reading, "content")
    for before, after in zip(reading.statements, found.statements, strict=True):
        assert after.resolution is not None and before.resolution is not None
        assert after.resolution == replace(
            before.resolution, method="human", score=1.0, evidence=(), type=before.resolution.type
        )
        mine, theirs = before.codings[0], after.codings[0]
        assert (theirs.act.value, theirs.stance.value) == (mine.act.value, mine.stance.value)
        assert (theirs.issue and (theirs.issue.id, theirs.issue.label)) == (
            mine.issue and (mine.issue.id, mine.issue.label)
        )
        assert [one.name for one in theirs.recipients] == [one.name for one in mine.recipients]
        assert [(one.type, one.span) for one in theirs.conditions] == [(one.type, one.span) for one in mine.conditions]
    assert words(wide, "content") == ["“We will dredge 🚢 the cafe\u0301 quay,”"] and wide.document.text == TEXT
    assert (wide.document.url, wide.document.published) == ("https://courier.example/fair", "2031-06-18T08:30:00+02:00")
    assert wide.provenance["options"]["imported"]["by"] == ["Admin"]


def test_two_coders_of_the_same_words(take: Imported, tmp_path: Path) -> None:
    with closing(saved(tmp_path, wide_reading())) as connection:
        run = connection.execute
        run("INSERT INTO CODERS (ID, Name, Password) VALUES (2, 'Ana', '')")
        run("INSERT INTO STATEMENTS SELECT 2, StatementTypeId, DocumentId, Start, Stop, 2 FROM STATEMENTS")
        run(
            "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) "
            "SELECT 2, VariableId, Entity FROM DATASHORTTEXT"
        )
        run("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) SELECT 2, VariableId, Value FROM DATABOOLEAN")
        connection.commit()
    (found,), _ = take("corpus.dna")
    (statement,) = found.statements
    assert len(statement.codings) == 2
    imported = found.provenance["options"]["imported"]
    assert imported["by"] == ["Admin", "Ana"] and imported["coders"] == {statement.id: ["Admin", "Ana"]}


def test_a_database_that_people_coded(take: Imported, tmp_path: Path) -> None:
    """DNA's own variables alone: agreement is the stance, the organization is whom the person speaks for."""
    with closing(saved(tmp_path, wide_reading())) as connection:
        run = connection.execute
        run("DELETE FROM VARIABLES WHERE ID > 4")
        run("DELETE FROM ATTRIBUTEVALUES")
        run("INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (99, 2, 'Harbour Board')")
        run("UPDATE DATASHORTTEXT SET Entity = 99 WHERE VariableId = 2")
        run("UPDATE DATABOOLEAN SET Value = 0")
        run("UPDATE DOCUMENTS SET Notes = 'seen', Date = 1939506600, Section = 'local'")
        connection.commit()
    (found,), errors = take("corpus.dna")
    assert errors == []
    (statement,) = found.statements
    assert statement.resolution is not None
    assert (statement.resolution.name, statement.resolution.type, statement.resolution.role) == (
        *("Zoe\u0308 Brandt", "person"),
        "Harbour Board",
    )
    assert statement.codings[0].stance.value == "oppose" and statement.codings[0].issue is not None
    assert statement.codings[0].issue.id == "open:dredging 🚢"
    assert found.document.published == "2031-06-17T23:50:00"
    assert found.document.extra == {"notes": "seen", "section": "local"}


def test_variables_of_ones_own(take: Imported, tmp_path: Path) -> None:
    with closing(saved(tmp_path, wide_reading())) as connection:
        connection.execute("UPDATE VARIABLES SET Variable = 'hero' WHERE Variable = 'person'")
        connection.execute("UPDATE VARIABLES SET Variable = 'kind' WHERE Variable = 'act'")
        connection.commit()
    how = How({"name": "hero", "act": "kind"}, {"act": {"agree": "CONCEDE"}})
    (found,), errors = take("corpus.dna", how=how)
    assert errors == [] and found.statements[0].resolution is not None
    assert found.statements[0].resolution.name == "Zoe\u0308 Brandt"
    assert found.statements[0].codings[0].act.value == "CONCEDE"


def test_a_statement_that_cannot_be_used_is_told_and_the_rest_comes(take: Imported, tmp_path: Path) -> None:
    with closing(saved(tmp_path, coded_reading(), wide_reading())) as connection:
        connection.execute("UPDATE STATEMENTS SET Stop = 99999 WHERE ID = 2")
        connection.execute("DELETE FROM DOCUMENTS WHERE ID = 2")
        connection.commit()
    (found,), errors = take("corpus.dna")
    assert len(found.statements) == 6
    assert errors == [
        "corpus.dna, document 1, statement 2: 172 to 99999 is no stretch of the text. "
        "Correct it in DNA, or map the value",
        "corpus.dna, document 2: there are statements but no document. Give a .dna file of DNA 3.0; import older ones "
        "into a new database in DNA first",
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it has no table DOCUMENTS, so it is no database of DNA 3"),
        (b"<?xml version='1.0'?><discourse/>" * 40, "it cannot be read as a DNA database (file is not a database)"),
    ],
)
def test_what_is_no_database_is_told(content: bytes, problem: str, take: Imported) -> None:
    assert problem in take("other.dna", content)[1][0]


def test_other_versions_are_told(take: Imported, tmp_path: Path) -> None:
    with closing(saved(tmp_path, wide_reading())) as connection:
        connection.execute("UPDATE SETTINGS SET Value = '3.1.0' WHERE Property = 'version'")
        connection.execute("ALTER TABLE DATASHORTTEXT RENAME COLUMN VariableId TO RoleVariableLinkId")
        connection.commit()
    assert "it was made by DNA 3.1.0, not 3.0" in take("corpus.dna")[1][0]


def test_columns_can_hold_anything(take: Imported, tmp_path: Path) -> None:
    with closing(saved(tmp_path, coded_reading())) as connection:
        run = connection.execute
        run("PRAGMA ignore_check_constraints = ON")
        run("UPDATE STATEMENTS SET Start = 'soon' WHERE ID = 1")
        run("UPDATE STATEMENTS SET Stop = x'00ff' WHERE ID = 2")
        run("UPDATE DATABOOLEAN SET Value = 'never' WHERE StatementId = 3")
        run("UPDATE ENTITIES SET Value = x'ff' WHERE Value = 'Jorath Vennick'")
        run("UPDATE CODERS SET Name = 7")
        run("UPDATE DOCUMENTS SET Date = 'x', Author = 5, Source = x'41'")
        run("UPDATE ATTRIBUTEVALUES SET AttributeValue = 5")
        connection.commit()
    (found,), errors = take("corpus.dna")
    assert len(errors) == 2 and len(found.statements) == 5
    assert all("is no stretch of the text" in error for error in errors)
    assert found.provenance["options"]["imported"]["by"] == ["7"]


def test_a_broken_off_database_is_told(take: Imported, tmp_path: Path) -> None:
    saved(tmp_path, coded_reading()).close()
    data = (tmp_path / "corpus.dna").read_bytes()
    _, errors = take("short.dna", data[: len(data) // 2])
    assert any("it cannot be read as a DNA database" in error for error in errors)


def test_the_file_is_not_changed_and_nothing_is_written_beside_it(take: Imported, tmp_path: Path) -> None:
    saved(tmp_path, coded_reading()).close()
    before = (tmp_path / "corpus.dna").read_bytes()
    take("corpus.dna")
    assert (tmp_path / "corpus.dna").read_bytes() == before and [*tmp_path.iterdir()] == [tmp_path / "corpus.dna"]


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (
            "CREATE VIEW DATALONGTEXT AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT 1 ID, 1 StatementId, 4 VariableId, i Value FROM n",
            "it has no table DATALONGTEXT",
        ),
        (
            "CREATE VIRTUAL TABLE DATALONGTEXT USING fts5(StatementId, Value)",
            "it has no table DATALONGTEXT",
        ),
        (
            "CREATE TABLE DATALONGTEXT (ID, StatementId, VariableId, Value AS (zeroblob(900000000)))",
            "a column of DATALONGTEXT is computed",
        ),
    ],
)
def test_what_goes_on_for_ever_is_not_read(made: str, problem: str, take: Imported, tmp_path: Path) -> None:
    with closing(saved(tmp_path, wide_reading())) as connection:
        connection.executescript(f"DROP TABLE DATALONGTEXT; {made}")
    assert problem in take("corpus.dna")[1][0]


def test_a_view_in_place_of_a_table_is_no_database_of_dna(take: Imported, tmp_path: Path) -> None:
    with closing(saved(tmp_path, wide_reading())) as connection:
        connection.executescript(
            "ALTER TABLE DOCUMENTS RENAME TO REAL_ONE; CREATE VIEW DOCUMENTS AS SELECT * FROM REAL_ONE;"
        )
    assert "it has no table DOCUMENTS" in take("corpus.dna")[1][0]
