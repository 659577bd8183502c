from __future__ import annotations

import csv
import io
import struct
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.conftest import Imported, told, words
from export.coded import coded_reading
from export.wide import TEXT, wide_reading
from onrecord.errors import OptionError
from onrecord.exchange import How, imported, sheets
from onrecord.export import csv as our_csv
from onrecord.export import dna_csv

ARTICLE = "Mayor Brandt said the quay  would close. “It stays open,” Velm said. “It stays open,” he said again."


def table(*rows: dict[str, object], delimiter: str = ",") -> str:
    names = dict.fromkeys(name for row in rows for name in row)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*names], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def test_rows_with_the_article_are_found_in_it(take: Imported) -> None:
    row = {"text": ARTICLE, "outlet": "Norvale Courier", "published": "2031-06-18", "url": "https://courier.example/1"}
    (found,), errors = take(
        "coded.csv",
        table(
            {**row, "content": "the quay would close", "source": "mayor brandt", "cue": "said", "act": "reject"},
            {
                **row,
                "content": '"It stays open,"',
                "source": "Velm",
                "stance": "support",
                "issue": "quay",
                "coder": "Ana",
            },
            {
                **row,
                "content": '"It stays open,"',
                "source": "he",
                "name": "Oto Velm",
                "entity": "Q7",
                "type": "person",
            },
        ),
    )
    assert errors == [] and found.document.text == ARTICLE
    assert words(found, "content") == ["the quay  would close", "“It stays open,”", "“It stays open,”"]
    assert words(found, "source") == ["Mayor Brandt", "Velm", "he"]
    assert words(found, "cue") == ["said", "", ""]
    assert [one.resolution.name for one in found.statements if one.resolution] == ["mayor brandt", "Velm", "Oto Velm"]
    assert [one.attribution.quote_type for one in found.statements] == ["indirect", "direct", "direct"]
    assert found.statements[0].codings[0].act.value == "REJECT"
    assert found.document.outlet == "Norvale Courier" and found.document.warnings == ()
    assert [one.entity.id for one in found.entities] == ["Q7"]
    assert found.provenance["options"]["imported"]["by"] == ["Ana"]


def test_rows_without_the_article_make_its_text(take: Imported) -> None:
    (first, second), errors = take(
        "coded.csv",
        table(
            {"document": "a", "content": "We will wait.", "name": "Ilse Brandt"},
            {"document": "b", "content": "“No.”", "name": "Oto Velm"},
            {"document": "a", "content": "We will not.", "name": "Oto Velm"},
        ),
    )
    assert errors == []
    assert first.document.text == "We will wait.\n\nWe will not." and second.document.text == "“No.”"
    assert first.document.source_id == "a"
    assert first.document.warnings[0].startswith("the table had no text of the article")
    assert [one.resolution.name for one in first.statements if one.resolution] == ["Ilse Brandt", "Oto Velm"]


def test_columns_and_values_of_ones_own(take: Imported) -> None:
    how = How(
        {"content": "Zitat", "name": "Sprecher", "stance": "Haltung", "issue": "Thema", "date": "Tag"},
        {"stance": {"dafür": "support", "dagegen": "oppose"}},
        coder="Ana",
    )
    text = table(
        {
            "Zitat": "Wir bleiben.",
            "Sprecher": "Velm",
            "Haltung": "Dafür ",
            "Thema": "Kai",
            "Tag": "2031-06",
            "name": "x",
        },
        delimiter=";",
    )
    (found,), errors = take("coded.csv", text.encode("utf-16"), how)
    (statement,) = found.statements
    assert errors == [] and statement.resolution is not None and statement.resolution.name == "Velm"
    assert statement.codings[0].stance.value == "support"
    assert [item.value for item in statement.dates] == ["2031-06"]
    assert found.provenance["options"]["imported"]["by"] == ["Ana"]


def test_our_own_csv_comes_back(take: Imported) -> None:
    reading = coded_reading()
    (found,), errors = take("ours.csv", "".join(our_csv.render([reading])))
    assert errors == []
    assert words(found, "content") == words(reading, "content")
    for before, after in zip(reading.statements, found.statements, strict=True):
        assert after.resolution is not None and before.resolution is not None
        assert (after.resolution.name, after.resolution.entity) == (before.resolution.name, before.resolution.entity)
        assert after.codings[0].stance.value == before.codings[0].stance.value
        assert after.codings[0].act.value == before.codings[0].act.value
        assert after.attribution.quote_type == before.attribution.quote_type
        assert [item.value for item in after.dates] == [item.value for item in before.dates]


def test_the_event_list_of_dna_is_known_by_its_columns(take: Imported) -> None:
    (found, wide), errors = take("events.csv", "".join(dna_csv.render([coded_reading(), wide_reading()])))
    assert errors == [] and len(found.statements) == 7
    assert (found.document.outlet, found.document.published) == ("Coastwire", "2031-06-18")
    assert found.document.authors == ("Odile Marchetto",)
    assert wide.document.title == '=HYPERLINK("https://evil.example")'  # the guard is taken off again
    assert wide.statements[0].codings[0].stance.value == "support"


def test_an_event_list_that_dna_itself_wrote(take: Imported) -> None:
    """Its own variables alone, numbers without quotation marks, and the columns as DNA 3.0.11 names them."""
    header = (
        '"statement_id";"time";"person";"organization";"concept";"agreement";"start_position";"stop_position";"text";'
        '"coder";"document_id";"document_title";"document_author";"document_source";"document_section";"document_type"'
    )
    lines = (
        '4;2031-06-18 06:30:00;"Lena Oskar";"Harbour Board";"dredging";0;120;146;"We will not pay for that.";2;7;'
        '"Who pays, and why";"Odile Marchetto";"Norvale Courier";"local";""',
        '5;2031-06-18 06:30:00;"Oto Velm";"";"dredging";1;220;236;"It has to be done";1;7;'
        '"Who pays, and why";"Odile Marchetto";"Norvale Courier";"local";""',
    )
    (found,), errors = take("events.csv", "\n".join((header, *lines)))
    assert errors == []
    assert words(found, "content") == ["We will not pay for that.", "It has to be done"]
    document = found.document
    assert (document.title, document.outlet, document.authors) == (
        *("Who pays, and why", "Norvale Courier"),
        ("Odile Marchetto",),
    )
    assert document.published == "2031-06-18T06:30:00"
    assert [one.codings[0].stance.value for one in found.statements] == ["oppose", "support"]
    assert [one.resolution and one.resolution.name for one in found.statements] == ["Lena Oskar", "Oto Velm"]
    assert found.provenance["options"]["imported"]["by"] == ["2", "1"]


def test_offsets_of_a_table(take: Imported) -> None:
    start = len(TEXT[: TEXT.index("“We")].encode("utf-16-le")) // 2
    end = start + len("“We will dredge 🚢 the cafe\u0301 quay,”".encode("utf-16-le")) // 2
    row = {"text": TEXT, "start": start, "end": f"{end}.0"}
    (found,), errors = take("coded.csv", table(row), How(offsets="utf-16"))
    assert errors == [] and words(found, "content") == ["“We will dredge 🚢 the cafe\u0301 quay,”"]
    _, errors = take("coded.csv", table({**row, "content": "something else"}), How(offsets="utf-16"))
    assert "'something else' is not what stands at" in errors[0]


def test_a_row_that_makes_no_sense_is_told_and_the_others_come(take: Imported) -> None:
    row = {"document": "a", "content": "We will wait."}
    found, errors = take(
        "coded.csv",
        table(
            row,
            {**row, "act": "SHOUT"},
            {**row, "stance": "for"},
            {**row, "type": "martian", "name": "Velm"},
            {**row, "date": "yesterday"},
            {**row, "agreement": "maybe", "issue": "quay"},
            {"document": "b", "content": "Yes.", "text": "No."},
            {"document": "c", "content": "Yes.", "published": "31.12."},
        ),
    )
    assert [len(one.statements) for one in found] == [1, 1]
    remedy = " Correct the row, or map the value with [values.…] in a mapping file"
    assert [error.removesuffix(remedy) for error in errors] == [
        "coded.csv, row 3: act 'SHOUT' is not known; known are STATE, AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, "
        "AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, SANCTION, PROTEST, MOBILIZE, COERCE, ASSAULT, unclear.",
        "coded.csv, row 4: stance 'for' is not known; known are support, oppose, conditional, neutral, none, unclear.",
        "coded.csv, row 5: type 'martian' is not known; known are person, country, government, ministry, legislature, "
        "organisation, party, armed_group, outlet, place, group.",
        "coded.csv, row 6: date 'yesterday' is not ISO 8601, such as 2031-06-18.",
        "coded.csv, row 7: agreement 'maybe' is neither yes nor no.",
        "coded.csv, row 8: its content 'Yes.' does not stand in the text.",
        "coded.csv, row 9: date '31.12.' is not ISO 8601, such as 2031-06-18.",
    ]


def test_the_first_date_that_can_be_read_is_the_article_s(take: Imported) -> None:
    row = {"document": "a", "content": "We will wait."}
    dates = ("18 June", "2031-06-18", "19 June", "2031-06-19")
    (found,), errors = take("coded.csv", table(row, *({**row, "published": date} for date in dates)))
    assert found.document.published == "2031-06-18"
    told = [error[: error.index(" is ")] for error in errors]
    assert told == ["coded.csv, row 3: date '18 June'", "coded.csv, row 5: date '19 June'"]


def test_a_mapping_that_does_not_fit_is_told(take: Imported) -> None:
    with pytest.raises(OptionError, match=r"coded\.csv has no column 'Quote'\. It has: a, b"):
        take("coded.csv", "a,b\n1,2\n", How({"content": "Quote"}))
    with pytest.raises(OptionError, match=r"no column of coded\.csv is the content\. Say which with --map content="):
        take("coded.csv", "a,b\n1,2\n")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "the file is empty"),
        (",,\n,,\n", "there is nothing in it"),
        ("content,content\na,b\n", "two columns are called 'content'"),
        (b"\x00\x01\x02\x03" * 50, "coded.csv: "),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "coded.csv: "),
        ('content\n"' + "a" * 5_000_001 + '"\n', "it is no CSV (field larger than field limit"),
    ],
)
def test_what_is_no_table_is_told(content: str | bytes, problem: str, take: Imported) -> None:
    found, errors = take("coded.csv", content)
    assert found == [] and problem in errors[0]
    assert csv.field_size_limit() == 131_072


def test_a_long_article_in_a_cell_is_read(take: Imported) -> None:
    text = "It rained. " * 20_000
    (found,), errors = take("coded.csv", table({"text": text, "content": "It rained."}))
    assert errors == [] and len(found.document.text) == len(text)


def test_a_file_that_is_too_large_is_refused(take: Imported, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST", 10)
    assert take("coded.csv", "content\nIt rained.\n")[1] == ["coded.csv: it has 19 bytes, more than 10. Split it"]


def workbook(path: Path, *rows: tuple[object, ...], sheet: str = "Codings") -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    found = book.create_sheet(sheet)
    for row in rows:
        found.append(row)
    book.save(path)


def test_a_sheet_of_a_workbook(take: Imported, tmp_path: Path) -> None:
    workbook(
        tmp_path / "coded.xlsx",
        ("Quote", "Speaker", "published", "date", "agreement", "issue", None),
        (None,),
        ("We will wait.", "Ilse Brandt", date(2031, 6, 18), datetime(2031, 6, 17, 9, 30), True, 2031, "note"),
        ("=1+1", "Oto Velm", None, None, 0, "quay", None),
    )
    how = How({"content": "Quote", "name": "Speaker"}, sheet="Codings")
    (found,), errors = take("coded.xlsx", how=how)
    assert [error.partition(". ")[0] for error in errors] == ["coded.xlsx, row 4: it has no content"]
    (statement,) = found.statements  # the other cell is a formula without a saved value
    assert found.document.published == "2031-06-18" and statement.dates[0].value == "2031-06-17T09:30:00"
    assert statement.codings[0].stance.value == "support" and statement.codings[0].issue is not None
    assert statement.codings[0].issue.label == "2031"
    with pytest.raises(OptionError, match=r"has no sheet 'Other'\. Use one of: Notes, Codings"):
        take("coded.xlsx", how=how._replace(sheet="Other"))
    assert take("coded.xlsx", how=how._replace(sheet=None))[1] == [
        "coded.xlsx: there is nothing in it. Give a table with a header and rows"
    ]


def test_a_workbook_that_is_none_or_unpacks_to_too_much(take: Imported, tmp_path: Path) -> None:
    assert "it is no Excel workbook" in take("coded.xlsx", b"no zip")[1][0]
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/workbook.xml", "w", force_zip64=True) as stream:
            for _ in range(513):
                stream.write(b" " * 1024 * 1024)
    assert "it unpacks to 537,919,488 bytes, more than 536,870,912" in take("bomb.xlsx")[1][0]
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "it is no Excel workbook" in take("other.xlsx")[1][0]


@pytest.mark.parametrize("flag", [0x01, 0x20])
def test_a_workbook_that_is_locked_or_packed_strangely(flag: int, take: Imported, tmp_path: Path) -> None:
    workbook(tmp_path / "plain.xlsx", ("content",), ("It rained.",))
    data = bytearray((tmp_path / "plain.xlsx").read_bytes())
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as archive:
        at = data.find(b"PK\x01\x02", archive.start_dir)
    while at >= 0:  # the flags of every file, at both of its places
        (local,) = struct.unpack_from("<I", data, at + 42)
        data[local + 6] |= flag
        data[at + 8] |= flag
        at = data.find(b"PK\x01\x02", at + 4)
    assert "it is no Excel workbook" in take("locked.xlsx", bytes(data))[1][0]


def test_entities_in_a_workbook_are_not_expanded(take: Imported, tmp_path: Path) -> None:
    workbook(tmp_path / "plain.xlsx", ("content",), ("It rained.",))
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>'
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(tmp_path / "evil.xlsx", "w") as new:
        for item in old.namelist():
            data = old.read(item)
            if item.endswith("sheet2.xml"):
                text = data.decode().partition("?>")[2] if data.startswith(b"<?xml") else data.decode()
                data = (bomb + text.replace("<v>", "<v>&l11;", 1)).encode()
            new.writestr(item, data)
    found, errors = take("evil.xlsx", how=How(sheet="Codings"))
    assert not any("lol" in reading.document.text for reading in found) and len(found) + len(errors) == 1


def test_without_openpyxl_it_is_told(take: Imported, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(OptionError, match=r"openpyxl is not installed\. .*onrecord\[excel\]"):
        take("coded.xlsx", b"x")


def test_a_name_that_tells_no_format(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"the name 'coded\.odt' does not tell the format\. Say which with --from"):
        told(imported(tmp_path / "coded.odt"))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(st.text(st.sampled_from("ab\"',;\n=“”\x00 "), max_size=6), max_size=4), max_size=5))
def test_any_cells_are_understood_or_refused(tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("cells") / "coded.csv"
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["content", "source", "issue", "document"], *cells])
    path.write_text(buffer.getvalue(), "utf-8", newline="")
    for reading in told(imported(path))[0]:
        for statement in reading.statements:
            assert statement.attribution.content[0].of(reading.document.text).strip()
