from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest

from onrecord.errors import InputError
from onrecord.ingest import documents, limits
from onrecord.ingest.jsonl import lines_of


def lines_file(tmp_path, *lines):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines))
    return path


def test_a_line_fills_the_document(tmp_path, article):
    line = {
        "id": "q-17",
        "text": "Ferry stops\r\n\r\nIt stopped.",
        "title": "The ferry",
        "url": "https://gazette.example/17",
        "outlet": "Gazette",
        "published": "2025-03-14T06:30:00+01:00",
        "author": "Tove Lynn",
        "desk": {"name": "coast"},
        "score": 3,
    }
    document = article(lines_file(tmp_path, json.dumps(line)))
    assert (document.source_id, document.title, document.url) == ("q-17", "The ferry", "https://gazette.example/17")
    assert (document.outlet, document.published) == ("Gazette", "2025-03-14T06:30:00+01:00")
    assert document.authors == ("Tove Lynn",)
    assert document.extra == {"desk": {"name": "coast"}, "score": 3}
    assert document.text == "Ferry stops\n\nIt stopped."


def test_options_win_over_the_line(tmp_path, article):
    path = lines_file(tmp_path, '{"text": "Ferry stops", "outlet": "Gazette", "published": "2025-03-14"}')
    document = article(path, outlet="Herald", published="2025-03-15")
    assert (document.outlet, document.published) == ("Herald", "2025-03-15")


def test_html_in_a_line(tmp_path, article, parts):
    page = "<article><h1>Ferry stops</h1><p>The ferry stopped on Monday, the company said.</p></article>"
    document = article(lines_file(tmp_path, json.dumps({"id": 5, "html": page})))
    assert parts(document) == [
        ("headline", "Ferry stops"),
        ("paragraph", "The ferry stopped on Monday, the company said."),
    ]
    assert document.source_id == "5"


def test_a_broken_line_in_the_middle_is_named_and_the_rest_goes_on(tmp_path):
    path = lines_file(tmp_path, '{"text": "One"}', '{"text": ', "", '{"text": "Two"}')
    one, broken, two = documents(path)
    assert (one.text, two.text) == ("One", "Two")
    assert isinstance(broken, InputError)
    assert str(broken).startswith(f"{path}, line 2: not valid JSON (Expecting value at column ")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[1, 2]", "a JSON object is needed, this is an array"),
        ('{"title": "One"}', 'there is neither "text" nor "html" in it'),
        ('{"text": 7}', '"text" is a number, not a string'),
        ('{"text": "One", "url": ["a"]}', '"url" is an array, not a string'),
        ('{"text": " "}', "there is no text in it"),
        ("[" * 100_000, "not valid JSON (nested too deeply)"),
        (b"\x89PNG\r", "this is a PNG image, not text"),
    ],
)
def test_what_is_wrong_with_a_line(tmp_path, line, problem):
    _, broken = documents(lines_file(tmp_path, '{"text": "One"}', line))
    assert isinstance(broken, InputError)
    assert (broken.source, broken.problem) == (f"{tmp_path}/a.jsonl, line 2", problem)


def test_a_lone_surrogate_keeps_its_place(tmp_path, article):
    document = article(lines_file(tmp_path, r'{"text": "Ferry \ud800 stops"}'))
    assert document.text == "Ferry \ud800 stops"
    assert document.blocks[0].span == (0, 13)


def test_lines_are_read_as_they_come(monkeypatch):
    class Endless(io.RawIOBase):
        def readline(self, size=-1):
            return b'{"text": "One"}\n'

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Endless()))
    found = documents("-")
    assert [next(found).text for _ in range(3)] == ["One"] * 3


def test_too_long_a_line_is_skipped(monkeypatch):
    monkeypatch.setattr(limits, "MAX_LINE_BYTES", 20)
    stream = io.BytesIO(b'{"text": "One"}\n' + b"x" * 50 + b'\n{"text": "Two"}\n')
    first, error, last = lines_of(stream, "a.jsonl")
    assert (first, last) == (b'{"text": "One"}\n', b'{"text": "Two"}\n')
    assert str(error).startswith("a.jsonl, line 2: the line has more than 20 bytes.")


def test_a_file_without_lines(tmp_path, refusal):
    assert "there is no line in it" in refusal(lines_file(tmp_path, "", " "))


def test_an_array_and_one_object(tmp_path):
    (tmp_path / "a.json").write_text('[{"id": "1", "text": "One"}, 5, {"id": "2", "text": "Two"}]')
    (tmp_path / "b.json").write_text('{\n "text": "Three"\n}')
    one, broken, two, three = documents(tmp_path)
    assert [one.source_id, two.source_id, three.text] == ["1", "2", "Three"]
    assert str(broken).startswith(f"{tmp_path}/a.json, item 2: a JSON object is needed, this is a number.")


@pytest.mark.parametrize("content", ["[]", "{", "[" * 100_000, "7"])
def test_json_that_holds_no_article(tmp_path, refusal, content):
    (tmp_path / "a.json").write_text(content)
    assert refusal(tmp_path / "a.json").startswith(f"{tmp_path}/a.json: ")
