"""Object storage: shards from there and results to there, by fsspec, and by Arrow for S3."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from batch.conftest import STAND_IN, lines
from batch.watcher import Watched
from onrecord.batch import Request, run
from onrecord.batch.places import Folder, is_url
from onrecord.batch.results import readings_in
from onrecord.errors import InputError, OptionError

MOTO = os.environ.get("ONRECORD_MOTO")


@pytest.fixture
def memory() -> Iterator[str]:
    """Storage that fsspec keeps in memory."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield "memory://news"
    system.store.clear()


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of a real S3 server on this machine."""
    if MOTO is None:
        pytest.skip("there is no moto_server: make test-long installs it")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in (names | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}).items():
        monkeypatch.setenv(name, value)
    command = [MOTO, "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        from pyarrow.fs import S3FileSystem

        S3FileSystem(endpoint_override=f"http://127.0.0.1:{port}", allow_bucket_creation=True).create_dir("news")
        yield "s3://news"
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("the S3 server does not start")


def put(url: str, path: Path) -> None:
    folder, _, name = url.rpartition("/")
    Folder(folder).put(path, name)


def states(*shards: str, out: str, **more: object) -> dict[str, str]:
    watched = Watched()
    run(Request(shards, out, workers=1, read=STAND_IN, **more), watched)
    return watched.states


def check(storage: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        put(f"{storage}/2031/{name}.jsonl", lines(tmp_path / f"{name}.jsonl", [f"{name} said {n}" for n in (1, 2)]))
    put(f"{storage}/2031/note.txt", lines(tmp_path / "note.txt", ["no shard"]))
    out = f"{storage}/results"
    assert states(f"{storage}/2031/", out=out) == {"a": "new", "b": "new"}
    assert states(f"{storage}/2031/*.jsonl", out=out) == {"a": "done", "b": "done"}
    texts = [found.reading.document.text for found in readings_in(out)]
    assert texts == ["a said 1", "a said 2", "b said 1", "b said 2"]
    folder = Folder(out)
    folder.remove("codings/a.parquet")
    put(f"{storage}/2031/b.jsonl", lines(tmp_path / "b.jsonl", ["b said nothing"]))
    put(f"{out}/spans/left.parquet", lines(tmp_path / "left.parquet", ["half"]))
    assert states(f"{storage}/2031/b.jsonl", f"{storage}/2031/a.jsonl", out=out) == {"b": "changed", "a": "damaged"}
    assert folder.names("spans") == ["a.parquet", "b.parquet"]
    assert [found.reading.document.text for found in readings_in(out)] == ["a said 1", "a said 2", "b said nothing"]
    with pytest.raises(InputError, match="there is no such file"):
        states(f"{storage}/2032/", out=out)


def test_storage_of_fsspec(memory: str, tmp_path: Path) -> None:
    check(memory, tmp_path)


@pytest.mark.enable_socket
def test_storage_of_s3(s3: str, tmp_path: Path) -> None:
    check(s3, tmp_path)
    with pytest.raises(OptionError, match="s3://nowhere/out/manifest cannot be used"):
        states(f"{s3}/2031/a.jsonl", out="s3://nowhere/out")


def test_a_url_that_nothing_can_open_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"nothing://x/out cannot be used .*Check the URL"):
        states(str(lines(tmp_path / "a.jsonl", ["a said 1"])), out="nothing://x/out")


def test_what_is_a_url() -> None:
    assert is_url("s3://news/2031") and is_url("memory://x")
    assert not any(map(is_url, ("file:///x", "C:\\news", "news/2031", "a:b")))
