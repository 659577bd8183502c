"""Issues: of a codebook by words, else named by the text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.coding.marked import scene

from onrecord.codebook import Codebook, load_codebook
from onrecord.codes import Issue
from onrecord.coding.issues import issues_of, vectors_from

ARTICLE = "\n".join(
    (
        "<1:Tarnow> {1:said} [1:the reservoir must be filled before the winter].",
        "<2:Marsh> {2:said} [2:opening the gates of the dam would drown three villages].",
        "<3:A clerk> {3:said} [3:the bakery sells two kinds of bread].",
    )
)


@pytest.fixture
def book(tmp_path: Path) -> Codebook:
    file = tmp_path / "mine.csv"
    file.write_text("id,label,aliases,reversed_aliases\ndam,Filling of the dam,reservoir,opening the gates\n", "utf-8")
    return load_codebook(file)


def issues(marked: str, book: Codebook | None) -> tuple[Issue | None, ...]:
    found = scene(marked)
    return issues_of(found, vectors_from([b""] * len(found.statements)), book)


def test_an_alias_shows_the_issue_with_its_words(book: Codebook) -> None:
    first = issues(ARTICLE, book)[0]
    assert first is not None
    assert (first.id, first.method, first.reversed) == ("dam", "alias", False)
    assert first.span is not None
    assert first.span.of(scene(ARTICLE).text) == "reservoir"


def test_a_reversed_alias_is_marked(book: Codebook) -> None:
    second = issues(ARTICLE, book)[1]
    assert second is not None
    assert (second.id, second.reversed) == ("dam", True)


@pytest.mark.xfail(strict=True, reason="in an article about one issue a statement on something else is given it too")
def test_what_no_issue_fits_gets_an_open_one(book: Codebook) -> None:
    third = issues(ARTICLE, book)[2]
    assert third is None or third.id.startswith("open:")


def test_open_issues_are_named_by_words_of_the_text() -> None:
    text = scene(ARTICLE).text
    for issue in issues(ARTICLE, None):
        assert issue is None or (issue.id.startswith("open:") and issue.span is not None and issue.span.of(text))


def test_a_content_without_words_is_no_error() -> None:
    assert len(issues("<Tarnow> {said} [“…”].", None)) == 1


def test_broken_vectors_count_as_none() -> None:
    width = vectors_from([b""]).shape[1]
    kept = vectors_from([b"\x00" * 3, b"\xff" * (2 * width)])
    assert np.isfinite(kept).all()
    assert not kept[0].any()


def test_no_statements() -> None:
    assert issues_of(scene("Nothing is said here."), np.zeros((0, vectors_from([]).shape[1]), np.float32)) == ()
