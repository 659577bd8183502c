from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.contract import to_contract
from onrecord.document import Document, Span
from onrecord.export import FORMATS, renderer
from onrecord.export.json import encode
from onrecord.export.json import render as render_json
from onrecord.export.jsonl import render as render_jsonl
from onrecord.statement import Attribution, Reading, statements_of


def test_json_is_one_indented_object_after_another(reading: Reading) -> None:
    first, second = render_json([reading, reading])
    assert first.startswith('{\n  "document": {\n') and first.endswith("\n}\n")
    assert json.loads(first) == json.loads(second) == to_contract(reading)


def test_jsonl_is_one_line_an_article(reading: Reading) -> None:
    lines = "".join(render_jsonl([reading, reading])).splitlines()
    assert [json.loads(line) for line in lines] == [to_contract(reading)] * 2


def test_letters_stay_readable(reading: Reading) -> None:
    assert "“We tried,”" in encode(reading)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\ud800b", r"a\ud800b"),
        ("a\x00b", r"a\u0000b"),
        ("a\u2028b\x85c", r"a\u2028b\u0085c"),
        ("\x1b[31m\x9b", r"\u001b[31m\u009b"),
        ("👋🏽", "👋🏽"),
    ],
)
def test_characters_that_files_and_terminals_mind_are_escaped(
    text: str, written: str, reading_of: Callable[..., Reading]
) -> None:
    line = encode(reading_of(text))
    assert f'"text":"{written}"' in line
    line.encode("utf-8")
    assert json.loads(line)["document"]["text"] == text


lone = st.text(st.characters(exclude_characters=[chr(code) for code in range(0xDC00, 0xE000)]), min_size=1)


@given(lone, st.data())
def test_offsets_fit_the_text_that_comes_out(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(text)
    found = statements_of(document, (Attribution((), (), (Span(start, end),), "indirect"),))
    line = encode(Reading(document, found))
    assert len(line.splitlines()) == 1
    read = json.loads(line.encode("utf-8"))
    piece = read["statements"][0]["content"][0]
    assert read["document"]["text"][piece["start"] : piece["end"]] == piece["text"] == text[start:end]


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "table", "brat"])
def test_an_article_is_written_before_the_next_is_read(name: str, reading: Reading) -> None:
    asked: list[int] = []

    def readings() -> Iterator[Reading]:
        for number in range(3):
            asked.append(number)
            yield reading

    pieces = renderer(name)(readings())
    assert any("We tried" in next(pieces) for _ in range(2))
    assert asked == [0]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_no_article(name: str) -> None:
    "".join(renderer(name)([]))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no format named 'pdf'\. Use one of: table, json, jsonl, csv, html, brat"):
        renderer("pdf")
