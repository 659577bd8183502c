"""A record for the tests of the commands on one."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.stand_in import Run
from onrecord.cli.main import app
from onrecord.store import open_store
from store.articles import article, said

URL = "https://coastwire.example/monitors"


def runner(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Run:
    """Return what runs the command line in a folder with ``record.db``: three documents, the first two versions."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ONRECORD_DB", "record.db")
    monkeypatch.setenv("COLUMNS", "120")
    with open_store("record.db", create=True) as store, store.writing() as writer:
        writer.add(article(1, url=URL), source="feed.xml")
        writer.add(article(2, url=URL))
        writer.add(said("=SUM(1) of all\x1b[31m harbours", speaker="Lena Oskar", outlet="The Courier"))

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), prog_name="onrecord", input=stdin)

    return invoke
