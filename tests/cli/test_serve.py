from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from onrecord import read_text
from onrecord.cli.main import app
from onrecord.serve import Settings, create_app
from onrecord.serve.users import hashed, load_users
from onrecord.store import open_store


@pytest.fixture
def db(tmp_path: Path) -> str:
    with open_store(tmp_path / "record.db", create=True) as store, store.writing() as writer:
        writer.add(read_text("Lena Oskar said the talks would resume on Monday."))
    return str(tmp_path / "record.db")


def test_it_prints_its_address_keeps_its_port_and_ends_with_ctrl_c(db: str) -> None:
    asked = [sys.executable, "-m", "onrecord", "serve", "--db", db, "--port"]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([*asked, "0", "--new"], **given) as process:  # what is there is not begun anew
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline()
        assert address.startswith("http://127.0.0.1:") and address.endswith("/\n")
        port = address.rstrip("/\n").rpartition(":")[2]
        second = subprocess.run([*asked, port], capture_output=True, text=True, timeout=60, check=False)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == "Ctrl-C ends it\nended\n"
    assert second.returncode == 2
    assert second.stderr == (
        f"error: 127.0.0.1:{port} cannot be listened on (Address already in use). Give another --port, or 0 for any\n"
    )
    assert "1 article" in home(db)


def home(db: str) -> str:
    """The first page of a record."""
    with TestClient(create_app(Settings(db)), base_url="http://localhost") as asking:
        return asking.get("/").text


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ([], "error: no record is given. Give one with --db, or in ONRECORD_DB"),
        (
            ["--db", "no.db"],
            "error: no.db: there is no such file. Make it with onrecord add … --db no.db, or begin an empty one "
            "here with --new",
        ),
        (["--db", "no/where.db", "--new"], "error: no/where.db: there is no folder {here}/no. Create it first"),
        (["--db", ".", "--new"], "error: .: it is not a file. Give the name of a file that onrecord add has made"),
        (
            ["--db", "no.db", "--host", "10.0.0.7"],
            "error: --host 10.0.0.7 can be reached by others, and nobody is asked who they are. "
            "Give --token or --users; make a token with: onrecord serve --new-token NAME",
        ),
        (["--new-token", "Ada", "--role", "king"], "error: --role 'king' is not known. Use reader or editor"),
    ],
)
@pytest.mark.enable_socket
def test_what_cannot_be_served_is_told(
    given: list[str], error: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ONRECORD_DB", "ONRECORD_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    found = CliRunner().invoke(app, ["serve", "--port", "0", *given])
    assert (found.exit_code, found.stdout, found.stderr) == (2, "", error.format(here=tmp_path) + "\n")


def test_an_empty_record_is_begun_where_there_is_none(tmp_path: Path) -> None:
    new = str(tmp_path / "new.db")
    command = [sys.executable, "-m", "onrecord", "serve", "--db", new, "--port", "0", "--new"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline()
        process.terminate()
    assert address.startswith("http://127.0.0.1:")
    page = home(new)
    assert "The record is empty" in page and 'href="/add"' in page


def test_a_token_is_made_for_somebody(tmp_path: Path) -> None:
    found = CliRunner().invoke(app, ["serve", "--new-token", 'Ada "A" Vennick', "--role", "reader"])
    assert found.exit_code == 0
    file = tmp_path / "users.toml"
    file.write_text(found.stdout, "utf-8")
    (user,) = load_users(file)
    token = found.stderr.split()[-1]
    assert (user.name, user.role, user.token) == ('Ada "A" Vennick', "reader", hashed(token))
