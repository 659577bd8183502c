"""The articles that are added by runs that are killed, and the record that a run that is not killed makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crash import articles
from crash.contents import Contents, contents
from crash.running import finish, told


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return articles.written(tmp_path_factory.mktemp("given") / "articles.jsonl")


@pytest.fixture(scope="session")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    record = tmp_path_factory.mktemp("undisturbed") / "record.db"
    code, output, errors = finish("add", source, "--db", record, "-f", "jsonl")
    assert code == 1, errors  # one article is broken
    assert [one["status"] for one in told(output)].count("new") == articles.GOOD - 1
    return contents(record)
