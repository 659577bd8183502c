"""What a hostile or careless user would give to ``onrecord read``: end to end, with the real model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord import InputError, read
from onrecord.cli.main import app

LONG = bool(os.environ.get("ONRECORD_LONG"))
GOOD = "Harbour stays shut\n\n“We will not open it,” Lena Oskar said on Monday, and the pilots agreed with her.\n"
ALL_READ, SOME_FAILED, NOTHING_READ = 0, 1, 3


def onrecord(*arguments, data=None):
    done = CliRunner().invoke(app, ["read", *map(str, arguments)], prog_name="onrecord", input=data)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


INPUTS = {
    "empty.txt": (b"", NOTHING_READ, "empty"),
    "blank.txt": (b" \n\t\n", NOTHING_READ, "empty"),
    "binary.txt": (bytes(range(256)) * 40, NOTHING_READ, "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(2000), NOTHING_READ, "png image"),
    "broken-utf8.txt": (GOOD.encode() + b"\xff\xfe\xfa caf\xe9", ALL_READ, None),
    "utf16.txt": (GOOD.encode("utf-16"), ALL_READ, None),
    "nul.txt": (GOOD.replace("it,", "it\x00,").encode(), ALL_READ, None),
    "rtl.txt": (("\u202e" + GOOD + "\u200f").encode(), ALL_READ, None),
    "surrogate.jsonl": (json.dumps({"text": GOOD + "\ud800"}).encode(), ALL_READ, None),
    "no-text.html": (b"<html><body><script>var a = 1;</script></body></html>", NOTHING_READ, "text"),
    "nested.html": (b"<div>" * 10_000 + GOOD.encode() + b"</div>" * 10_000, None, None),
    "not-json.jsonl": (b"{nope", NOTHING_READ, "line 1"),
    "long-line.txt": (b"The minister said no. " * 400, ALL_READ, None),
    "ten-megabyte-line.txt": (b"The minister said no. " * 454_546, NOTHING_READ, "characters"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_ends_in_a_result_or_a_clear_message(name, tmp_path):
    content, code, message = INPUTS[name]
    path = tmp_path / name
    path.write_bytes(content)
    done = onrecord(path, "--format", "jsonl")
    if code is not None:
        assert done.exit_code == code, done.stderr
    if message:
        assert message in done.stderr.lower()
    for line in done.stdout_bytes.splitlines():
        assert json.loads(line)["document"]["text"]


def test_a_file_that_is_too_large_is_refused_at_once(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    done = onrecord(path)
    assert done.exit_code == NOTHING_READ
    assert "large.txt" in done.stderr


def test_a_missing_file_and_an_empty_folder(tmp_path):
    for source in (tmp_path / "nothing.txt", tmp_path):
        done = onrecord(source)
        assert done.exit_code == NOTHING_READ
        assert str(source) in done.stderr


def test_a_broken_line_costs_only_itself(tmp_path):
    lines = [
        json.dumps({"id": "a", "text": GOOD}),
        '{"text": "cut',
        json.dumps({"id": "c", "text": GOOD, "desk": "sea"}),
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(lines))
    done = onrecord(path, "--format", "jsonl")
    assert done.exit_code == SOME_FAILED
    read_lines = [json.loads(line) for line in done.stdout_bytes.splitlines()]
    assert [found["document"]["source_id"] for found in read_lines] == ["a", "c"]
    assert read_lines[1]["document"]["extra"] == {"desk": "sea"}
    assert "line 2" in done.stderr


def test_the_other_inputs_are_still_read(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(GOOD)
    done = onrecord(tmp_path / "bad.txt", tmp_path / "good.txt", "--format", "jsonl")
    assert done.exit_code == SOME_FAILED
    assert len(done.stdout_bytes.splitlines()) == 1


def test_standard_input_of_a_process():
    command = [sys.executable, "-m", "onrecord", "read", "-", "--format", "json"]
    done = subprocess.run(command, input=GOOD.encode(), capture_output=True, timeout=300, check=False)
    assert done.returncode == ALL_READ
    assert any(s["source"][0]["text"] == "Lena Oskar" for s in json.loads(done.stdout)["statements"] if s["source"])


@settings(max_examples=5000 if LONG else 60, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))),
    st.sampled_from([".txt", ".html", ".jsonl", ".json", ".md", ""]),
)
def test_arbitrary_bytes_give_readings_or_input_errors(tmp_path_factory, data, suffix):
    path = Path(tmp_path_factory.getbasetemp()) / f"any{suffix}"
    path.write_bytes(data)
    errors: list[InputError] = []
    for reading in read(path, on_error=errors.append):
        for statement in reading.statements:
            for span in (*statement.attribution.source, *statement.attribution.cue, *statement.attribution.content):
                assert 0 <= span.start < span.end <= len(reading.document.text)
    assert all(str(path) in str(error) for error in errors)
