from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest import documents, limits
from onrecord.options import ReadOptions

TEXT = "Ferry stops\n\nThe ferry to Oddrey stopped on Monday, the company said.\n"


def test_a_plain_text_file(tmp_path, article, parts):
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    document = article(tmp_path / "a.txt")
    assert document.text == TEXT
    assert parts(document) == [("headline", "Ferry stops"), ("paragraph", TEXT[13:-1])]
    assert article(str(tmp_path / "a.txt")) == document


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TEXT, TEXT),
        ("[Photo: Tove Lynn]\n" + TEXT, "[Photo: Tove Lynn]\n" + TEXT),
        ("{a brace} opens this text\n", "{a brace} opens this text\n"),
        ("<!doctype html><p>The ferry stopped on Monday, it said.</p>", "The ferry stopped on Monday, it said."),
        ('{"text": "Ferry stops"}\n', "Ferry stops"),
        ('{\n"text": "Ferry stops"\n}\n', "Ferry stops"),
        ('[{"text": "Ferry stops"}]', "Ferry stops"),
    ],
)
def test_other_extensions_and_standard_input_are_sniffed(tmp_path, monkeypatch, article, content, text):
    (tmp_path / "a.dat").write_text(content, "utf-8")
    assert article(tmp_path / "a.dat").text == text
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    assert article("-").text == text


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.md", "c/d.html", ".hidden.txt", ".git/e.txt", "f.csv", "c/.g.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"<p>The file is {name}, it said.</p>" if name.endswith("html") else f"This is {name}.", "utf-8"
        )
    found = [document.text for document in documents(tmp_path)]
    assert found == ["This is a.md.", "This is b.txt.", "The file is c/d.html, it said."]


def test_a_broken_file_does_not_stop_the_folder(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.txt").write_bytes(b"")
    first, second, third = documents(tmp_path)
    assert isinstance(first, InputError) and isinstance(second, Document) and isinstance(third, InputError)
    assert str(third) == f"{tmp_path}/c.txt: the file is empty. Give an article with at least one word"


def test_a_folder_without_articles(tmp_path, refusal):
    (tmp_path / "notes.csv").write_text("a,b")
    assert refusal(tmp_path).startswith(
        f"{tmp_path}: there is no article in the folder. Put files into it that end in .txt"
    )


def test_a_missing_file(tmp_path, refusal):
    assert refusal(tmp_path / "no.txt") == f"{tmp_path}/no.txt: there is no such file or folder. Check the path"


@pytest.mark.parametrize("path", ["a\0b", "x" * 5_000])
def test_an_impossible_path(refusal, path):
    assert "Check the path" in refusal(path)


def test_a_file_of_100_megabytes_is_refused_before_it_is_read(tmp_path, refusal):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert refusal(path) == (
        f"{path}: it has 100,000,000 bytes, more than the 67,108,864 of one file. "
        "Split it into articles, or give one article a line as .jsonl"
    )


def test_the_limit_is_the_last_size_that_is_read(tmp_path, monkeypatch, article, refusal):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 100)
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    (tmp_path / "b.txt").write_bytes(b"x" * 101)
    assert len(article(tmp_path / "a.txt").text) == 100
    assert "more than the 100 of one file" in refusal(tmp_path / "b.txt")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"x" * 101)))
    assert refusal("-").startswith("standard input: it has more than the 100 bytes of one file.")


def test_a_line_of_ten_megabytes_gets_a_clear_answer(tmp_path, refusal):
    (tmp_path / "a.txt").write_bytes(b"word " * 2_000_000)
    assert "the text has 10,000,000 characters, more than the 5,000,000 of one document" in refusal(tmp_path / "a.txt")


def test_a_feed_is_no_article(tmp_path, refusal):
    (tmp_path / "feed.xml").write_text('<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>')
    assert "this is a feed, not an article" in refusal(tmp_path / "feed.xml")


def test_options_reach_every_article(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text('{"text": "Ferry stops", "outlet": "Herald"}\n')
    assert {document.outlet for document in documents(tmp_path, ReadOptions(outlet="Gazette"))} == {"Gazette"}
