from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from export.coded import coded_reading
from onrecord.codes import Issue, Recipient
from onrecord.export.csv import COLUMNS, guarded, render
from onrecord.statement import Reading, Resolution


def rows(*readings: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(render(readings)), newline="")))


def test_one_row_a_statement(reading: Reading) -> None:
    found = rows(reading, reading)
    assert len(found) == 22 and tuple(found[0]) == COLUMNS
    assert found[2] == {
        "document_id": reading.document.id,
        "source_id": "harbour-7",
        "url": "https://courier.example/harbour?vote=2&page=1",
        "outlet": "Norvale Courier",
        "published": "2025-05-14T08:30:00+02:00",
        "title": "Harbour vote postponed again – Brandt",
        "statement_id": reading.statements[2].id,
        "parent": "",
        "method": "cue",
        "quote_type": "direct",
        "negated": "false",
        "score": "0.974",
        "source": "Mayor Ilse Brandt",
        "source_start": "237",
        "source_end": "254",
        "cue": "said",
        "cue_start": "255",
        "cue_end": "259",
        "content": "“We tried,” … “and we failed to convince them.”",
        "content_offsets": "225-236;272-305",
        **dict.fromkeys(COLUMNS[20:], ""),
    }


def test_who_the_source_is(resolved: Reading, several: Reading) -> None:
    found = rows(resolved, several)
    assert [found[1][column] for column in COLUMNS[20:27]] == [
        *("Q77001", "Oto Velm", "person", "CH", "Harbour chief", "nominal", "0.62"),
    ]
    assert [found[8][column] for column in COLUMNS[20:27]] == ["", "unknown", "", "", "", "none", "1"]
    assert (found[11]["entity"], found[11]["name"]) == ("local:brandt;Q77001", "Ilse Brandt and Oto Velm")


def test_what_a_statement_does() -> None:
    found = [[row[column] for column in COLUMNS[27:]] for row in rows(coded_reading())]
    assert " ".join(COLUMNS[27:]) == (
        "act quad mode appeal aux recipients issue_id issue_label stance conditions date act_score stance_score"
    )
    assert found[2:4] == [
        [
            *("STATE", "", "", "false", "", "", "monitoring", "monitors in the strait", "conditional"),
            *("after: only after a peace deal; before: not before", "2031-06-17", "0.58", "0.81"),
        ],
        [
            *("THREATEN", "3", "resume hostilities", "false", "future", "Sorrenay", "", "", "unclear"),
            *("if: If the Hall strikes out article four", "2031-06; 2031", "0.9", "0.3"),
        ],
    ]
    assert [found[0][10], found[5][3:6], found[6][:3]] == [
        "2031-06-18",
        ["true", "", "Karveth; both sides"],
        ["unclear", "", ""],
    ]


def test_several_codings_of_one_statement() -> None:
    reading = coded_reading()
    first, second = reading.statements[1], reading.statements[3]
    row = rows(replace(reading, statements=(replace(first, codings=first.codings + second.codings),)))[0]
    assert [row[column] for column in ("act", "recipients", "act_score")] == [
        *("ACCUSE | THREATEN", "League of Ports | Sorrenay", "0.93 | 0.9"),
    ]
    assert (row["issue_id"], row["date"]) == ("", "2031-06-17")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_no_cell_on_a_coding_begins_like_a_formula(start: str) -> None:
    text = f"{start}HYPERLINK()"
    reading = coded_reading()
    recipient = Recipient(text, "asked")
    coding = replace(reading.statements[0].codings[0], mode=text, issue=Issue(text, text), recipients=(recipient,))
    row = rows(replace(reading, statements=(replace(reading.statements[0], codings=(coding,)),)))[0]
    assert {row[column] for column in ("mode", "recipients", "issue_id", "issue_label")} == {f"'{text}"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_no_cell_on_a_source_begins_like_a_formula(start: str, resolved_of: Callable[..., Reading]) -> None:
    text = f'{start}HYPERLINK("https://bad.example")'
    row = rows(resolved_of("She", Resolution(text, "name", text, "person", text, text)))[0]
    assert {row[column] for column in ("entity", "name", "country", "role")} == {f"'{text}"}
    one = Resolution("A", "name", text)
    row = rows(resolved_of("They", Resolution("A, B", "name", members=(one, one))))[0]
    assert row["entity"] == f"'{text};'{text}"


def test_nested_negated_and_cueless_statements(reading: Reading) -> None:
    found = rows(reading)
    assert (found[6]["parent"], found[6]["negated"]) == (reading.statements[3].id, "true")
    assert (found[0]["method"], found[0]["cue"], found[0]["cue_start"]) == ("headline_dash", "", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_no_cell_begins_like_a_formula(start: str, reading_of: Callable[..., Reading]) -> None:
    text = f'{start}HYPERLINK("https://bad.example")'
    row = rows(reading_of(text, text, title=text, outlet=text, source_id=text, url=text, published=text))[0]
    for column in ("title", "outlet", "source_id", "url", "published", "content"):
        assert row[column] == f"'{text}"


def test_other_cells_are_left_alone() -> None:
    assert [guarded(text) for text in ("", "— so it is", "5 - 3", "'tis")] == ["", "— so it is", "5 - 3", "'tis"]


def test_quotes_commas_and_line_breaks_come_back(reading_of: Callable[..., Reading]) -> None:
    text = 'He said "yes, no"\nand left'
    assert rows(reading_of(text, text))[0]["content"] == text


def test_characters_that_no_file_can_hold(reading_of: Callable[..., Reading]) -> None:
    assert rows(reading_of("a\x00b\ud800c", "a\x00b\ud800c"))[0]["content"] == "a\ufffdb\ufffdc"
