from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

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
        **dict.fromkeys(COLUMNS[-7:], ""),
    }


def test_who_the_source_is(resolved: Reading, several: Reading) -> None:
    found = rows(resolved, several)
    assert [found[1][column] for column in COLUMNS[-7:]] == [
        *("Q77001", "Oto Velm", "person", "CH", "Harbour chief", "nominal", "0.62"),
    ]
    assert [found[8][column] for column in COLUMNS[-7:]] == ["", "unknown", "", "", "", "none", "1"]
    assert (found[11]["entity"], found[11]["name"]) == ("local:brandt;Q77001", "Ilse Brandt and Oto Velm")


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
