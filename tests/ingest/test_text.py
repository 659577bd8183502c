from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import document_from_text, limits
from onrecord.ingest.lines import pieces
from onrecord.ingest.text import decode
from onrecord.options import ReadOptions

WORDS = "The ferry stays, said Marl Hestrin: “No boat sails – not one.” Café prices in Hask rose again.\n"


@given(st.text(st.characters(exclude_categories=[])))
@settings(deadline=None)
def test_nothing_but_mark_and_line_ends_is_changed(text):
    given_text = f"Ferry {text}"
    document = document_from_text(given_text)
    assert document.text == given_text.replace("\r\n", "\n")
    assert all(block.span.of(document.text) for block in document.blocks)
    assert document.id.startswith("sha256:")


@given(st.text(st.sampled_from("\n\r\t\0\u200f") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
@settings(deadline=None)
def test_offsets_fit_the_file(text):
    whole = f"{WORDS * 20}{text}"
    assert decode(whole.encode(), "x").text == whole.replace("\r\n", "\n")


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_give_text_or_a_clear_error(data):
    try:
        assert isinstance(decode(data, "x").text, str)
    except InputError as error:
        assert error.source == "x" and error.remedy


def test_byte_order_mark_goes_and_lone_carriage_return_stays():
    decoded = decode(b"\xef\xbb\xbfFerry\r\nboats\rsail", "x")
    assert decoded == ("Ferry\nboats\rsail", ())


def test_only_one_mark_is_the_byte_order_mark():
    assert document_from_text("\ufeff\ufeffFerry").text == "\ufeffFerry"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_encodings_by_their_mark(encoding):
    assert decode(WORDS.encode(encoding), "x") == (WORDS, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_encodings_without_a_mark(encoding):
    warning = f"encoding guessed as {encoding}: there is no byte-order mark"
    assert decode(WORDS.encode(encoding), "x") == (WORDS, (warning,))


def test_windows_encoding_is_guessed_and_told():
    text, (warning,) = decode((WORDS * 5).encode("cp1252"), "x")
    assert text == WORDS * 5
    assert warning.startswith("encoding guessed as cp125")


def test_broken_utf8_is_replaced_and_told():
    text, warnings = decode(WORDS.encode() + b"\xe2\x80 and \xff on", "x")
    assert text == f"{WORDS}\ufffd and \ufffd on"
    assert warnings == ("broken utf-8: 2 characters replaced by U+FFFD",)


def test_broken_utf16_is_told():
    _, warnings = decode(WORDS.encode("utf-16") + b"\x00", "x")
    assert warnings == ("broken utf-16-le: 1 characters replaced by U+FFFD",)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "the file is empty"),
        (b"%PDF-1.7 words", "this is a PDF, not text"),
        (b"PK\x03\x04words", "this is a ZIP archive (or a Word or EPUB file), not text"),
        (b"\x89PNG\r\n\x1a\n", "this is a PNG image, not text"),
        (b"\0" * 1000, "this is binary, not text: 100% of its bytes are control characters"),
        (bytes(range(256)) * 20, "this is binary, not text: 11% of its bytes are control characters"),
    ],
)
def test_what_is_no_text_is_refused(data, problem):
    with pytest.raises(InputError) as caught:
        decode(data, "x.txt")
    assert caught.value.problem == problem


@pytest.mark.parametrize("text", ["", " \n ", "\ufeff\u200b\n\0"])
def test_text_without_words_is_refused(text):
    with pytest.raises(InputError, match=r"^text: there is no text in it\. Give an article with at least one word$"):
        document_from_text(text)


def test_too_long_a_text_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TEXT_CHARACTERS", 1_000)
    assert len(document_from_text("x" * 1_000).text) == 1_000
    with pytest.raises(InputError, match=r"^text: the text has 1,001 characters, more than the 1,000 of one document"):
        document_from_text("x" * 1_001)


def test_a_line_of_the_longest_text_is_read():
    document = document_from_text("word so. " * (limits.MAX_TEXT_CHARACTERS // 9))
    assert len(document.blocks) == 1


def test_nuls_surrogates_and_direction_marks_keep_their_places():
    text = "Ferry\0 boats\n\n\u200f“No,” said \ud800 Hestrin.\u200e"
    document = document_from_text(text)
    assert document.text == text
    assert [block.span for block in document.blocks] == [(0, 12), (14, len(text))]


def test_options_win_over_the_text():
    text = "Ferry stops\n\nBy Marl Hestrin and Tove Lynn\n\nIt stopped on Monday."
    assert document_from_text(text).authors == ("Marl Hestrin", "Tove Lynn")
    assert document_from_text(text).title == "Ferry stops"
    options = ReadOptions(
        title="Boats", author="Runa Skelby", outlet="Gazette", url="https://g.example/1", published="2025-03-14"
    )
    document = document_from_text(text, options)
    assert (document.title, document.authors, document.outlet) == ("Boats", ("Runa Skelby",), "Gazette")
    assert (document.url, document.published) == ("https://g.example/1", "2025-03-14")


def test_a_date_that_is_none_is_told():
    document = document_from_text("Ferry stops", ReadOptions(published="last Friday"))
    assert document.published == "last Friday"
    assert document.warnings == (
        "published is 'last Friday': not an ISO 8601 date, days such as 'on Wednesday' cannot be dated",
    )


WIDE = "The river rose by a metre in the night and the wardens of Norvale had to close both of the old gates at last."


def test_lines_of_a_text_that_nothing_wraps_are_pieces():
    entry = f"17:42\nWarden: ‘Stay away’\n{WIDE}"
    text = "\n\n".join([entry] * 3)
    assert [piece.of(text) for piece in pieces(text)][:3] == ["17:42", "Warden: ‘Stay away’", WIDE]


def test_one_endless_line_does_not_undo_wrapping():
    wrapped = "The river rose by a metre in the night and\nthe wardens closed the gates"
    text = "\n\n".join([wrapped, wrapped, "https://example.org/" + "a" * 200])
    assert [piece.of(text) for piece in pieces(text)][:2] == [wrapped, wrapped]
