from __future__ import annotations

import pytest

from export.coded import coded_reading
from onrecord.contract.lines import readings_in
from onrecord.errors import InputError
from onrecord.export.json import encode

LINE = encode(coded_reading()).encode()
INDENTED = encode(coded_reading(), indent=2).encode()


def told(data: bytes) -> list[str]:
    """What comes of the lines: a title, or what is wrong."""
    found = readings_in(data.splitlines(keepends=True), "x.json")
    return [str(one.reading) if isinstance(one.reading, InputError) else one.place for one in found]


def test_readings_come_from_lines_and_from_indented_json() -> None:
    data = b"\xef\xbb\xbf" + LINE + b"\r\n\n" + INDENTED + b"\n" + INDENTED.replace(b"\n", b"\r\n") + b"\n" + LINE
    length = INDENTED.count(b"\n") + 1
    assert told(data) == [f"x.json, line {number}" for number in (1, 3, 3 + length, 3 + 2 * length)]
    assert [placed.reading for placed in readings_in([LINE], "x")] == [coded_reading()]


AGAIN = "Read the article again with onrecord read"
REMEDY = "Give what onrecord read --format jsonl or json writes"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no json", f"x.json, line 1: not valid JSON (Expecting value at column 1). {REMEDY}"),
        (b"{", "x.json, line 1: not valid JSON ("),
        (b'{"a": NaN}', f"x.json, line 1: not valid JSON (NaN is no JSON). {REMEDY}"),
        (b'{"a": "\xff"}', f"x.json, line 1: byte 8 is not UTF-8. {REMEDY}"),
        (b"[" * 90000, f"x.json, line 1: not valid JSON (nested too deeply). {REMEDY}"),
        (b'{"text": "Quay"}', f"x.json, line 1: the reading: the key 'document' is missing. {AGAIN}"),
        (b"[1]", "x.json, line 1: the reading: a list is not an object. Give an object with the keys document, "),
    ],
)
def test_a_broken_line_does_not_spoil_the_others(data: bytes, message: str) -> None:
    for before, after in ((LINE + b"\n", b"\n" + INDENTED), (INDENTED + b"\n", b"\n" + LINE)):
        first, broken, last = told(before + data + after)
        assert first == "x.json, line 1" and last.startswith("x.json, line ")
        number = before.count(b"\n") + 1
        assert broken.startswith(message.replace("line 1:", f"line {number}:"))


def test_lists_and_other_encodings_are_told_once() -> None:
    assert told(b"[\n" + LINE + b",\n" + LINE + b"\n]") == [
        "x.json: it is a list. Give one reading after the other, not in a list"
    ]
    assert told("\ufeff{}\n{}\n".encode("utf-16-le")) == [
        "x.json: it is UTF-16, not UTF-8. Let onrecord write it with --output"
    ]


def test_a_reading_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.contract.lines.LONGEST", 100)
    for data in (LINE, INDENTED):
        (message,) = told(data)
        assert message == f"x.json, line 1: it has more than 100 bytes. {REMEDY}"
