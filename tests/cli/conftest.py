"""Runs the command line in an empty folder, with a stand-in for the pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.stand_in import Run, fake_read
from onrecord.cli.main import app


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in an empty folder."""
    monkeypatch.setattr("onrecord.cli.read.read", fake_read)
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), prog_name="onrecord")

    return invoke


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Two articles, one of them with a warning, and lines of articles."""
    (tmp_path / "one.txt").write_text("Anna Holm said it would rain\n", "utf-8")
    (tmp_path / "two.txt").write_text("Bo Lind said the undated plan was dead\n", "utf-8")
    (tmp_path / "many.jsonl").write_text("Anna said yes\nBo said an undated no\n", "utf-8")
    return tmp_path
