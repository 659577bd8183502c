"""Corpora are read split by split; what a corpus has not is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.corpora import read_corpus
from onrecord.errors import CorpusError

TEXT = "The ferry will run, Tarnow said."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus in the layout of Wikinews, with one article to test on and none to train on."""
    folder = tmp_path / "wikinews"
    for name in ("text", "statements"):
        (folder / name).mkdir(parents=True)
    (folder / "index.json").write_text(json.dumps({"train": [], "dev": [], "test": [{"id": "one"}]}), "utf-8")
    (folder / "text" / "one.txt").write_text(TEXT, "utf-8")
    row = {"source": [20, 26], "cue": [27, 31], "content": [[0, 18]], "kind": "indirect", "negated": False}
    row |= {"parent": None, "who": "Tarnow", "act": "STATE", "stance": "support", "issue": "ferry", "to": []}
    row |= {"conditions": []}
    (folder / "statements" / "one.json").write_text(json.dumps({"statements": [row]}), "utf-8")
    return tmp_path


def test_a_corpus_with_a_test_part_is_read(root: Path) -> None:
    (article,) = read_corpus("wikinews", "test", root)
    (statement,) = article.statements
    assert [span.of(article.text) for span in statement.source] == ["Tarnow"]


@pytest.mark.parametrize(
    ("name", "split", "told"),
    [
        ("wikinews", "train", "split train holds no article"),
        ("wikinews", "tset", "no split named 'tset'. Use one of: train, dev, test"),
        ("invented", "test", "no split named 'test'. Use one of: train, dev"),
        ("coded", "dev", "no such corpus folder"),
        ("other", "dev", "no corpus named 'other'"),
    ],
)
def test_what_is_not_there_is_told(root: Path, name: str, split: str, told: str) -> None:
    with pytest.raises(CorpusError, match=told):
        read_corpus(name, split, root)
