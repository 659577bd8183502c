from __future__ import annotations

import bz2
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import documents, limits
from onrecord.ingest.packed import packed_lines

Pack = Callable[[bytes], bytes]
TEXTS = ["The quay closes.", "“No,” Ana said.", "Ferries stop — all of them."]
LINES = "".join(json.dumps({"text": text}) + "\n" for text in TEXTS).encode()
PACKED = [("a.jsonl.gz", gzip.compress), ("a.NDJSON.GZ", gzip.compress), ("a.v1.jsonl.bz2", bz2.compress)]


def texts(found: list[object]) -> list[str]:
    return [item.text if hasattr(item, "text") else str(item) for item in found]


@pytest.mark.parametrize(("name", "pack"), PACKED)
def test_packed_lines_are_read_as_they_are(tmp_path: Path, name: str, pack: Pack) -> None:
    (tmp_path / name).write_bytes(pack(LINES))
    assert texts([*documents(tmp_path / name)]) == TEXTS
    assert texts([*documents(tmp_path)]) == TEXTS  # in a folder too


def test_the_content_tells_whether_it_is_packed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(gzip.compress(LINES))
    (tmp_path / "b.jsonl.gz").write_bytes(LINES)
    assert texts([*documents(tmp_path)]) == TEXTS * 2


def test_several_members_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(b"".join(gzip.compress(line) for line in LINES.splitlines(keepends=True)))
    assert texts([*documents(path)]) == TEXTS


def test_standard_input_can_be_packed() -> None:
    program = "from onrecord.ingest import documents; print(*(d.text for d in documents('-')), sep='|')"
    for pack in (gzip.compress, bz2.compress):
        run = subprocess.run([sys.executable, "-c", program], input=pack(LINES), capture_output=True, check=True)
        assert run.stdout.decode().strip().split("|") == TEXTS


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gzip", "bzip2"])
def test_what_is_broken_off_gives_what_is_whole(tmp_path: Path, pack: Pack) -> None:
    lines = b"".join(json.dumps({"text": f"Quay {n} {n**300}"}).encode() + b"\n" for n in range(2, 3000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(pack(lines)[:-1000])
    *whole, error = documents(path)
    assert len(whole) > 100 and not any(isinstance(item, InputError) for item in whole)
    assert str(error).startswith(f"{path}: it is packed wrongly after line {len(whole):,} (")


HEAD = gzip.compress(LINES, mtime=0)[:12]  # without the time: workers must name the same tests


@pytest.mark.parametrize("data", [HEAD[:5], HEAD + b"\xff" * 40, b"BZh", b"BZh9" + b"x" * 50, b"\x1f\x8b"])
def test_what_is_packed_wrongly_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data)
    (error,) = documents(path)
    assert isinstance(error, InputError) and "it is packed wrongly after line 0 (" in str(error)


def test_an_empty_packed_file_has_no_line(tmp_path: Path) -> None:
    for name, data in (("a.jsonl.gz", gzip.compress(b"")), ("b.jsonl.gz", b"")):
        (tmp_path / name).write_bytes(data)
        (error,) = documents(tmp_path / name)
        assert "there is no line in it" in str(error)


class Counted(io.BytesIO):
    length = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.length += len(data)
        return data


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gzip", "bzip2"])
@pytest.mark.parametrize("filling", [b"\0", b"\n", b'{"text": "x"}\n'], ids=["one line", "empty", "the same"])
def test_bombs_are_not_unpacked_to_their_end(pack: Pack, filling: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line without an end, empty lines, and the same article again and again."""
    monkeypatch.setattr(limits, "MAX_LINE_BYTES", 100_000)
    monkeypatch.setattr("onrecord.ingest.packed._HARMLESS", 500_000)
    monkeypatch.setattr("onrecord.ingest.packed.MOST_TIMES", 50)
    bomb = pack(LINES + filling * (10_000_000 // len(filling)))
    stream = Counted(bomb)
    *_, last = found = [*packed_lines(stream, "a.jsonl.gz")]
    assert found[:3] == LINES.splitlines(keepends=True)
    assert "a.jsonl.gz: it unpacks to more than 50 times its size" in str(last)
    assert sum(len(line) for line in found if isinstance(line, bytes)) < 6_000_000
